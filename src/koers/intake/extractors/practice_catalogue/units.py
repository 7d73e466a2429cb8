"""The units an entry is read from: lines, table cells, and in a PDF paragraphs whose lines are only
wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from koers.documents.marks import bullet_before
from koers.documents.text import BlockKind, Text, trim
from koers.intake.extractors.practice_catalogue.labels import label_at

_SEGMENT = re.compile(r"[^\n\t]+")
_BAR = re.compile(r"\s\|\s+|[ \xa0]{2,}(?=[A-ZÀ-Þ])|\s[•·]\s+")
_RAN_ON = re.compile(
    r"(?<=\S)[ ](?=\*{1,2}['‘’\"A-ZÀ-Þ\d][^*\n:]{1,80}:[ ])|(?<=\w)[ ](?=Gemeenten?:[ ][A-ZÀ-Þ‘’'])"
)


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
            units += _segments(text, position, block.start, BlockKind.PARAGRAPH)
        found = _segments(text, block.start, block.end, block.kind)
        units += _joined(text, found) if text.page_starts and block.kind is not BlockKind.TABLE else found
        position = max(position, block.end)
    return units + _segments(text, position, len(text.masked), BlockKind.PARAGRAPH)


def _segments(text: Text, start: int, end: int, kind: BlockKind) -> list[Unit]:
    units = []
    for match in _SEGMENT.finditer(text.masked, start, end):
        for a, b in _fields_apart(text.masked, *trim(text.masked, match.start(), match.end())):
            listed = kind is BlockKind.PARAGRAPH and bullet_before(text.plain, text.masked, a)
            units.append(Unit(a, b, BlockKind.LIST_ITEM if listed else kind))
    return units


def _fields_apart(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A line cut where a bar or a wide gap stands before a label ("Project: X | Thema: Y")."""
    position = start
    bars = _BAR.finditer(masked, start, end) if masked.find(":", start, end) >= 0 else ()
    for bar in bars:
        if label_at(masked, bar.end(), end) is not None:
            yield trim(masked, position, bar.start())
            position = bar.end()
    if position < end:
        yield trim(masked, position, end)


def _joined(text: Text, lines: list[Unit]) -> list[Unit]:
    """Wrapped lines of a PDF paragraph as one unit; a labelled field or a marked heading starts a new one."""
    joined: list[Unit] = []
    for line in lines:
        for unit in _cut(text, line):
            if joined and unit.start == line.start and label_at(text.masked, unit.start, unit.end) is None:
                last = joined.pop()
                joined.append(Unit(last.start, unit.end, last.kind))
            else:
                joined.append(unit)
    return joined


def _cut(text: Text, line: Unit) -> list[Unit]:
    """A line of a PDF in which two lines ran together: cut before a heading's stars or an organisation."""
    units, position = [], line.start
    for match in _RAN_ON.finditer(text.masked, line.start, line.end):
        units.append(Unit(position, match.start(), line.kind))
        position = match.end()
    return [*units, Unit(position, line.end, line.kind)]
