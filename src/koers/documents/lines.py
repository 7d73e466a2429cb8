"""Blocks from nothing but lines: how a plain text shows its headings, lists and tables.

One line is one paragraph, except an indented line behind a list item, which carries on that item. A
heading is a short line without an end mark that stands alone, opens a paragraph, is numbered, or labels
what is behind a tab.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from koers.documents.marks import bullet_before
from koers.documents.text import Block, BlockKind, Cell, trim

_LONGEST_HEADING = 90
_LONG_LINE = 100
_LONG_CELL = 160
_FEWEST_SEMICOLONS = 2
_SENTENCE = re.compile(r"[a-z]{2}[.!?](?:\s|$)|; [a-z]")
"""Marks of prose, in which semicolons part clauses."""
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[A-ZÀ-Þ‘'“\"])")
_CHAPTER = re.compile(r"(?:hoofdstuk|paragraaf|bijlage|deel)\s+[\dA-Z]{1,3}\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]\s")
_WORD_FIRST = re.compile(r"\*{0,3}\w")
_END_MARKS = tuple(".,;:!?…")


class _Line:
    """A non-blank line of the masked text with what stands around it."""

    __slots__ = ("alone_after", "alone_before", "bullet", "cut", "end", "indent", "start", "text")

    def __init__(self, plain: str, masked: str, start: int, end: int, line_start: int) -> None:
        self.start, self.end = start, end
        self.text = masked[start:end]
        typed_mark = plain[line_start:start].strip()
        self.indent = 0 if typed_mark else start - line_start
        self.bullet = bullet_before(plain, masked, start)
        self.cut = False
        self.alone_before = self.alone_after = True

    @property
    def numbered(self) -> bool:
        return _NUMBERED.match(self.text) is not None


def _lines(plain: str, masked: str) -> list[_Line]:
    lines: list[_Line] = []
    position, blank_before = 0, True
    for raw in masked.splitlines(keepends=True):
        stop = position + len(raw)
        start, end = trim(masked, position, stop)
        if start < end:
            line = _Line(plain, masked, start, end, position)
            line.alone_before = blank_before
            line.cut = plain[stop - 1] != masked[stop - 1] == "\n"
            if lines and not blank_before:
                lines[-1].alone_after = False
            lines.append(line)
        blank_before = start >= end
        position = stop
    return lines


def blocks_of_lines(plain: str, masked: str) -> tuple[Block, ...]:
    lines = _lines(plain, masked)
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        rows, separator = _table_rows(lines, index), "\t"
        if not rows:
            rows, separator = _semicolon_rows(lines, index), ";"
        if rows:
            group = lines[index : index + rows]
            cells = tuple(tuple(_cells(masked, line, separator)) for line in group)
            blocks.append(Block(BlockKind.TABLE, group[0].start, group[-1].end, rows=cells))
            index += rows
            continue
        _line_blocks(blocks, lines, index, masked)
        index += 1
    return tuple(blocks)


def _table_rows(lines: list[_Line], index: int) -> int:
    """How many lines from here form a table: two or more adjacent lines of short cells with tabs between."""
    count = 0
    for number in range(index, len(lines)):
        line = lines[number]
        if "\t" not in line.text or (count and line.alone_before):
            break
        if line.cut or any(len(cell) > _LONG_CELL for cell in line.text.split("\t")):
            return 0
        count += 1
    return count if count > 1 else 0


def _semicolon_rows(lines: list[_Line], index: int) -> int:
    """How many lines from here are rows of a file with semicolons: as many in each line, and no prose between."""
    wanted = lines[index].text.count(";")
    if wanted < _FEWEST_SEMICOLONS:
        return 0
    count = 0
    for number in range(index, len(lines)):
        line = lines[number]
        if line.text.count(";") != wanted or line.bullet or (count and line.alone_before):
            break
        if line.cut or _SENTENCE.search(line.text) or any(len(c) > _LONG_CELL for c in line.text.split(";")):
            return 0
        count += 1
    return count if count > 1 else 0


def _cells(masked: str, line: _Line, separator: str) -> Iterator[Cell]:
    position = line.start
    while True:
        tab = masked.find(separator, position, line.end)
        stop = line.end if tab < 0 else tab
        start, end = trim(masked, position, stop)
        quoted = separator == ";" and end - start > 1 and masked[start] == masked[end - 1] == '"'
        yield Cell(start + 1, end - 1) if quoted else Cell(start, end)
        if tab < 0:
            return
        position = tab + 1


def _line_blocks(blocks: list[Block], lines: list[_Line], index: int, masked: str) -> None:
    line = lines[index]
    label_end = masked.find("\t", line.start, line.end)
    if label_end >= 0 and label_end - line.start <= _LONGEST_HEADING and not line.bullet:
        blocks.append(Block(BlockKind.HEADING, *trim(masked, line.start, label_end), 2))
        start, end = trim(masked, label_end, line.end)
        blocks.append(Block(BlockKind.PARAGRAPH, start, end))
    elif _continues(blocks, lines, index):
        item = blocks.pop()
        blocks.append(Block(item.kind, item.start, line.end, item.level))
    elif line.bullet or (line.numbered and not _lone_heading(line)):
        blocks.append(Block(BlockKind.LIST_ITEM, line.start, line.end, 1))
    else:
        level = _heading_level(line, lines[index + 1] if index + 1 < len(lines) else None, first=not blocks)
        kind = BlockKind.PARAGRAPH if level is None else BlockKind.HEADING
        blocks.append(Block(kind, line.start, line.end, level))


def _continues(blocks: list[Block], lines: list[_Line], index: int) -> bool:
    line = lines[index]
    if not blocks or blocks[-1].kind is not BlockKind.LIST_ITEM or line.bullet or line.numbered:
        return False
    return line.indent >= 2 and not line.alone_before


def _lone_heading(line: _Line) -> bool:
    return line.alone_before and line.alone_after and _could_be_heading(line.text)


def _could_be_heading(text: str) -> bool:
    return (
        len(text) <= _LONGEST_HEADING
        and not text.endswith(_END_MARKS)
        and _WORD_FIRST.match(text) is not None
    )


def _heading_level(line: _Line, after: _Line | None, *, first: bool) -> int | None:
    """The level of a heading (by its numbering, else 1 for the title, 2 for the rest), None for a
    paragraph.
    """
    if not _could_be_heading(line.text):
        return None
    section = _SECTION.match(line.text)
    if section:
        return section[0].strip().rstrip(".").count(".") + 1
    opens = line.alone_before and after is not None and not line.alone_after and len(after.text) > _LONG_LINE
    if not (opens or _lone_heading(line)):
        return None
    if first or line.numbered or _CHAPTER.match(line.text):
        return 1
    return 2


def join_wrapped(masked: str, blocks: tuple[Block, ...]) -> str:
    """The masked text with the line ends within a list item as blanks: an item is one line, as in every format."""
    for block in blocks:
        if block.kind is BlockKind.LIST_ITEM and "\n" in masked[block.start : block.end]:
            item = masked[block.start : block.end].replace("\n", " ")
            masked = masked[: block.start] + item + masked[block.end :]
    return masked
