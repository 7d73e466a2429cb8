"""A document's text as blocks of stretches, with the passage of each proposal marked. Pure Python.

Where passages overlap, the smallest one is lit: it says most. A passage that is wholly covered by smaller ones still
gets its numbered ring at its start, so that every proposal can be found in the text.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from koers.documents.text import Block, BlockKind, Text, fold


@dataclass(frozen=True, slots=True)
class Passage:
    """A proposal's place in the text (end exclusive) with the number people see and its state."""

    number: int
    start: int
    end: int
    state: str

    @property
    def url(self) -> str:
        """Where its proposal is on the same page."""
        return f"#v{self.number}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text between two borders. `passage` is lit there; `marks` are passages whose ring comes just before it."""

    text: str
    passage: Passage | None
    marks: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class ShownBlock:
    kind: str
    level: int
    page: int | None
    """The page number, on the first block of each page only."""
    stretches: tuple[Stretch, ...]
    cells: tuple[tuple[tuple[Stretch, ...], ...], ...] = ()

    @property
    def cells_in_order(self) -> tuple[tuple[Stretch, ...], ...]:
        return tuple(cell for row in self.cells for cell in row)


def lit_blocks(
    text: Text, passages: Sequence[Passage], start: int = 0, end: int | None = None
) -> list[ShownBlock]:
    """The blocks that touch the stretch `start`–`end`, in order, with the passages lit."""
    stop = len(text.plain) if end is None else end
    shown: list[ShownBlock] = []
    page = None
    for block in text.blocks:
        if block.end <= start or block.start >= stop:
            continue
        now = text.page_at(block.start)
        shown.append(_shown(text, block, passages, now if now != page else None))
        page = now
    return shown


def _shown(text: Text, block: Block, passages: Sequence[Passage], page: int | None) -> ShownBlock:
    here = [p for p in passages if p.start < block.end and p.end > block.start]
    level = block.level or 1
    if block.kind is BlockKind.TABLE and block.rows:
        cells = tuple(tuple(_stretches(text, c.start, c.end, here) for c in row) for row in block.rows)
        return ShownBlock(block.kind.value, level, page, (), cells)
    return ShownBlock(block.kind.value, level, page, _stretches(text, block.start, block.end, here))


def _stretches(text: Text, start: int, end: int, passages: Iterable[Passage]) -> tuple[Stretch, ...]:
    here = [p for p in passages if p.start < end and p.end > start] or []
    borders = sorted({start, end, *(b for p in here for b in (p.start, p.end) if start < b < end)})
    stretches = []
    for first, last in itertools.pairwise(borders):
        covering = [p for p in here if p.start <= first and p.end >= last]
        lit = min(covering, key=lambda p: (p.end - p.start, p.number), default=None)
        marks = tuple(sorted((p for p in here if p.start == first), key=lambda p: p.number))
        words = _words(text.masked[first:last])
        if words or marks:
            stretches.append(Stretch(words, lit, marks))
    return tuple(stretches)


def _words(masked: str) -> str:
    """White space folded, but a blank at either end kept: stretches are printed one after the other."""
    words = fold(masked)
    if not words:
        return " " if masked else ""
    return f"{' ' if masked[0].isspace() else ''}{words}{' ' if masked[-1].isspace() else ''}"


def excerpt(text: Text, start: int, end: int, around: int = 400) -> tuple[int, int]:
    """The stretch to show around a passage: whole blocks, at least `around` characters either side where there are."""
    touching = [b for b in text.blocks if b.end > start - around and b.start < end + around]
    if not touching:
        return start, end
    return min(start, touching[0].start), max(end, touching[-1].end)
