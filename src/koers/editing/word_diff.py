"""The difference between two texts, word by word. Pure Python, no Django."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_MOST = 1_000_000
"""Pairs of words compared at most; above it a stretch is shown as replaced as a whole."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`kind`: "same", "ins" (only after) or "del" (only before)."""

    kind: str
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """Lines first, then the words within lines that differ. Joining same+del gives `before`, same+ins `after`."""
    return list(_joined(_by_lines(before, after)))


def _by_lines(before: str, after: str) -> Iterator[Piece]:
    old, new = _LINES.findall(before), _LINES.findall(after)
    if len(old) * len(new) > _MOST:
        yield from _replaced(before, after)
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(old[i1:i2]))
        else:
            yield from _by_words("".join(old[i1:i2]), "".join(new[j1:j2]))


def _by_words(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if not old or not new or len(old) * len(new) > _MOST:
        yield from _replaced(before, after)
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(old[i1:i2]))
        else:
            yield from _replaced("".join(old[i1:i2]), "".join(new[j1:j2]))


def _replaced(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield Piece("del", before)
    if after:
        yield Piece("ins", after)


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind become one piece."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last.kind == piece.kind:
            last = Piece(last.kind, last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
