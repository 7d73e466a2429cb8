"""The units an entry is read from: lines, table cells, and in a PDF paragraphs whose lines are only
wrapped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from koers.documents.text import BlockKind, Text, trim
from koers.intake.extractors.practice_catalogue.labels import label_at

_SEGMENT = re.compile(r"[^\n\t]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch that is read as one line, with the kind of its block."""

    start: int
    end: int
    kind: BlockKind = BlockKind.PARAGRAPH


def units_of(text: Text) -> list[Unit]:
    """All non-blank lines and cells, in order."""
    units: list[Unit] = []
    position = 0
    for block in text.blocks:
        if block.start - position > 2:
            units += _segments(text.masked, position, block.start, BlockKind.PARAGRAPH)
        found = _segments(text.masked, block.start, block.end, block.kind)
        units += (
            _joined(text.masked, found) if text.page_starts and block.kind is not BlockKind.TABLE else found
        )
        position = max(position, block.end)
    return units + _segments(text.masked, position, len(text.masked), BlockKind.PARAGRAPH)


def _segments(masked: str, start: int, end: int, kind: BlockKind) -> list[Unit]:
    units = []
    for match in _SEGMENT.finditer(masked, start, end):
        a, b = trim(masked, match.start(), match.end())
        if a < b:
            units.append(Unit(a, b, kind))
    return units


def _joined(masked: str, units: list[Unit]) -> list[Unit]:
    """Wrapped lines of a PDF paragraph as one unit; a labelled field starts a new one."""
    joined: list[Unit] = []
    for unit in units:
        if joined and label_at(masked, unit.start, unit.end) is None:
            last = joined.pop()
            joined.append(Unit(last.start, unit.end, last.kind))
        else:
            joined.append(unit)
    return joined
