"""Folds texts for a plain search that gives the same results on every database. Pure Python, no Django."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+")
MOST_WORDS = 12


def searchable(*texts: str) -> str:
    """The texts in small letters without accents, white space folded to single blanks."""
    folded = unicodedata.normalize("NFKD", " ".join(texts)).casefold()
    return " ".join("".join(c for c in folded if not unicodedata.combining(c)).split())


def search_words(query: str) -> list[str]:
    """The words of a query, folded like `searchable`; at most `MOST_WORDS`, the rest is ignored."""
    return list(dict.fromkeys(_WORD.findall(searchable(query))))[:MOST_WORDS]
