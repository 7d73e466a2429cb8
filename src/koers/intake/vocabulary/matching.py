"""Comparing printed words with the words held as data: without case, accents and articles, with one typing error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9&][a-z0-9'&/.-]*")
_QUOTES = str.maketrans("’‘`´“”", "''''\"\"")
STOP_WORDS = frozenset(
    [
        "de",
        "het",
        "een",
        "van",
        "voor",
        "in",
        "op",
        "aan",
        "met",
        "en",
        "of",
        "te",
        "om",
        "tot",
        "bij",
        "door",
        "uit",
        "over",
        "per",
        "naar",
        "als",
        "dat",
        "die",
        "dit",
        "deze",
        "is",
        "zijn",
        "wordt",
        "worden",
        "onze",
        "ons",
        "we",
        "wij",
        "er",
        "ook",
        "nog",
        "niet",
        "meer",
        "zo",
        "dan",
        "al",
        "o.a",
        "oa",
        "hun",
        "haar",
        "zij",
        "hij",
        "ze",
        "was",
        "waren",
        "heeft",
        "hebben",
        "kan",
        "kunnen",
        "binnen",
        "huidige",
        "tussen",
    ]
)
LONG_WORD = 6
"""From this length on a word may hold one typing error."""


def plain_words(text: str) -> list[str]:
    """The words of a text in lower case, without accents, with straight apostrophes."""
    bare = text.lower()
    if not bare.isascii():
        folded = unicodedata.normalize("NFKD", bare.translate(_QUOTES))
        bare = "".join(c for c in folded if not unicodedata.combining(c))
    return [word.rstrip(".'-/") for word in _WORD.findall(bare)]


@lru_cache(maxsize=4096)
def phrase_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase held as data that count in a comparison."""
    return tuple(content_words(phrase) or plain_words(phrase))


def content_words(text: str) -> list[str]:
    return [word for word in plain_words(text) if word and word not in STOP_WORDS]


@lru_cache(maxsize=4096)
def stems(text: str, length: int = 6) -> frozenset[str]:
    """The beginnings of the content words: enough to see that two texts are about the same thing."""
    return frozenset(word[:length] for word in content_words(text) if len(word) > 3)


def same_word(printed: str, known: str) -> bool:
    """True for equal words, and for long words that differ by one typing error."""
    if printed == known:
        return True
    return min(len(printed), len(known)) >= LONG_WORD and _one_error(printed, known)


def holds_phrase(words: Sequence[str], phrase: str) -> bool:
    """True when the words of the phrase stand in the text, next to each other and in order."""
    known = phrase_words(phrase)
    return any(
        all(same_word(word, other) for word, other in zip(words[i:], known, strict=False))
        for i in range(len(words) - len(known) + 1)
    )


def coverage(text: str, phrase: str) -> float:
    """Which part of a heading's content words the phrase takes up; 0 when the phrase does not stand in it."""
    words = phrase_words(text)
    known = phrase_words(phrase)
    return len(known) / len(words) if words and holds_phrase(words, phrase) else 0.0


def _one_error(printed: str, known: str) -> bool:
    """One letter more, less or other, or two neighbours swapped; the first letter must be right."""
    if abs(len(printed) - len(known)) > 1 or printed[0] != known[0]:
        return False
    i = 0
    while i < min(len(printed), len(known)) and printed[i] == known[i]:
        i += 1
    rest, other = printed[i:], known[i:]
    if rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]:
        return not _inflected(rest, other)
    return len(rest) > 1 and len(other) > 1 and rest[:2] == other[1::-1] and rest[2:] == other[2:]


def _inflected(rest: str, other: str) -> bool:
    """A difference in the last letter is an inflection ("middel", "middelen") and no typing error."""
    return len(rest) <= 1 and len(other) <= 1
