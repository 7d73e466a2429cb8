"""The ten themes of practices, and the words printed for them. `docs/reading.md` shows this table."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

SYNONYMS: dict[str, tuple[str, ...]] = {
    "arbeidsmarkt": (
        "arbeidsmarkt",
        "arbeidsmarktvraagstukken",
        "arbeidsmarktcommunicatie",
        "werving en selectie",
        "werving",
        "instroom",
        "strategische personeelsplanning",
        "goed werkgeverschap",
        "inclusieve arbeidsmarkt",
    ),
    "leiderschap-en-cultuur": (
        "leiderschap en cultuur",
        "leiderschap",
        "cultuur",
        "cultuurverandering",
        "leiderschapsontwikkeling",
        "cultuur en leiderschap",
    ),
    "leren-en-ontwikkelen": (
        "leren en ontwikkelen",
        "leren en ontwikkeling",
        "leren en veranderen",
        "opleiden",
        "opleiding en ontwikkeling",
        "opleidingen",
        "ontwikkeling",
    ),
    "loopbaanontwikkeling": (
        "loopbaanontwikkeling",
        "loopbaan",
        "loopbaanbegeleiding",
        "mobiliteit",
        "duurzame inzetbaarheid en mobiliteit",
        "talentontwikkeling",
    ),
    "vitaliteit": (
        "vitaliteit",
        "duurzame inzetbaarheid",
        "gezond werken",
        "gezondheid",
        "verzuim",
        "vitaliteit en gezondheid",
        "hybride werken",
        "werkplezier",
    ),
    "samenwerken": (
        "samenwerken",
        "samenwerking",
        "interne samenwerking",
        "samenwerking intern",
        "integraal werken",
        "opgavegericht werken",
    ),
    "jongeren": (
        "jongeren",
        "boeien en behouden van jongeren",
        "jonge medewerkers",
        "young professionals",
        "generaties",
    ),
    "digitalisering": (
        "digitalisering",
        "digivaardig",
        "digivaardigheid",
        "digitale vaardigheden",
        "datagedreven werken",
        "digitale transformatie",
        "informatievoorziening",
    ),
    "dienstverlening": ("dienstverlening", "burgerzaken", "publieksdienstverlening", "klantcontact"),
    "overig": ("overig", "overige", "anders", "diversen"),
}

_BY_WORDS = {words: theme for theme, synonyms in SYNONYMS.items() for words in synonyms}
_LIKE = 0.86
"""Likeness from which words count as a misprint of a synonym (one letter in seven)."""


@dataclass(frozen=True, slots=True)
class ThemeFound:
    """`sure` is False for no theme and for one reached over a misprint."""

    theme: str | None
    sure: bool


def find_theme(printed: str) -> ThemeFound:
    """The theme that printed words stand for; a misprint is mapped but never sure."""
    words = _folded(printed)
    if words in _BY_WORDS:
        return ThemeFound(_BY_WORDS[words], sure=True)
    parts = {_BY_WORDS.get(_folded(part)) for part in re.split(r"[,;/|]", printed)} if words else set()
    if len(parts) == 1 and None not in parts:
        return ThemeFound(parts.pop(), sure=True)
    near = difflib.get_close_matches(words, _BY_WORDS, n=1, cutoff=_LIKE)
    return ThemeFound(_BY_WORDS[near[0]] if near else None, sure=False)


def _folded(printed: str) -> str:
    return " ".join(printed.casefold().replace("&", " en ").replace("+", " en ").strip(" .").split())
