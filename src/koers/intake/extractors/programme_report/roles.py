"""Which part of a report a heading opens, and what kind of lesson a heading or an announcing sentence asks for."""

from __future__ import annotations

import re
from functools import lru_cache

from koers.intake.vocabulary.headings import COLUMNS, LESSON_KINDS, NO_TRACK, ROLES, TRACK_WORDS, Role
from koers.intake.vocabulary.matching import (
    content_words,
    holds_phrase,
    phrase_words,
    plain_words,
    same_word,
)

_NUMBERING = re.compile(
    r"^\s*(?:(?:hoofdstuk|paragraaf|deel)\s+)?(?P<number>\d{1,2}(?:\.\d{1,2})*)[.):]?\s+(?=\S)", re.IGNORECASE
)
_ASIDE = re.compile(r"\([^()]*\)?")
_ENOUGH = 0.4
"""A phrase opens a part when it takes up this much of the heading: "Samenhang met andere programma's" does,
"Versterken van samenhang in de organisatie" does not."""


def _by_initial() -> dict[str, list[tuple[int, Role, tuple[str, ...]]]]:
    """The phrases by their first letter: a typing error never touches it."""
    found: dict[str, list[tuple[int, Role, tuple[str, ...]]]] = {}
    for order, (role, phrases) in enumerate(ROLES.items()):
        for phrase in phrases:
            known = phrase_words(phrase)
            found.setdefault(known[0][0], []).append((order, role, known))
    return found


_PHRASES = _by_initial()


@lru_cache(maxsize=2048)
def role_of(heading: str) -> Role | None:
    """The role of a heading, None when no known phrase takes up enough of it."""
    bare = _ASIDE.sub(" ", without_number(heading)).strip(" :")
    if not bare or len(bare.split()) > 14:
        return None
    words = phrase_words(bare)
    found = [
        (len(known) / len(words), -order, role)
        for start, word in enumerate(words)
        for order, role, known in _PHRASES.get(word[0], ())
        if len(known) <= len(words) - start and all(map(same_word, words[start:], known))
    ]
    best = max(found, key=lambda entry: entry[:2], default=None)
    if best is not None and best[0] >= _ENOUGH:
        return best[2]
    return next((role for role in (Role.DEPENDENCIES, Role.PROGRESS) if _opens_with(bare, role)), None)


def _opens_with(heading: str, role: Role) -> bool:
    """Phrases of several words that open a heading decide, however long the heading is."""
    words = phrase_words(heading)
    for phrase in ROLES[role]:
        known = phrase_words(phrase)
        if " " in phrase and known[0][0] == words[0][0] and holds_phrase(words[: len(known)], phrase):
            return not (len(known) == 1 and len(words) > 4)
    return False


@lru_cache(maxsize=2048)
def lesson_kind(words: str) -> str | None:
    """The kind of lesson that a heading or an announcing sentence asks for."""
    printed = plain_words(words)
    return next(
        (
            kind
            for kind, phrases in LESSON_KINDS.items()
            if any(_stands_in(plain_words(p), printed) for p in phrases)
        ),
        None,
    )


def _stands_in(known: list[str], printed: list[str]) -> bool:
    return any(
        all(same_word(word, other) for word, other in zip(printed[i:], known, strict=False))
        for i in range(len(printed) - len(known) + 1)
    )


def is_column(heading: str) -> bool:
    """Whether a cell is nothing but a known column heading."""
    words = " ".join(plain_words(heading))
    return any(words == " ".join(plain_words(phrase)) for phrases in COLUMNS.values() for phrase in phrases)


def is_title(heading: str) -> bool:
    """A document's first heading is its title, unless it is nothing but a known word ("Inleiding")."""
    return len(content_words(without_number(heading))) > 1


def number_of(heading: str) -> str | None:
    """The printed number of a heading: "2.1" of "2.1 Versterken van leiderschap"."""
    match = _NUMBERING.match(heading)
    return match["number"] if match else None


def without_number(heading: str) -> str:
    return _NUMBERING.sub("", heading).strip()


def track_name_start(heading: str) -> int | None:
    """Where the name of a track begins in a heading such as "Werkgroep Cultuur" or "Spoor 2: Cultuur"."""
    words = "|".join(TRACK_WORDS)
    match = re.match(
        rf"\s*(?:[\d.]+\s+)?(?:{words})\s*(?:\d{{1,2}}|[A-Z](?=\s*[:.–-]))?\s*[:.–-]?\s+(?=\S)",
        heading,
        re.IGNORECASE,
    )
    return match.end() if match else None


def names_no_track(heading: str) -> bool:
    words = plain_words(without_number(heading))
    return not words or words[0] in NO_TRACK
