"""From the parts a reader finds (paragraphs, list items, tables) to one `Text`.

Plain text between parts: an empty line around paragraphs and headings, one line end between list items
and table rows, a tab between cells. An author who separates paragraphs by empty ones (as in a text file
opened in a word processor) gets the lines as typed, so that the same document gives the same lines in
every format.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from koers.documents.lines import blocks_of_lines, join_wrapped
from koers.documents.marks import bullet_before, mask
from koers.documents.text import Block, BlockKind, Cell, Link, Text, trim

_TYPED_LAYOUT = 0.15
"""Share of empty paragraphs from which the empty ones are the author's line structure."""

_LONG_CELL = 160
"""Characters in a second cell from which a two-column table is a form: label and prose."""

_LONG_LABEL = 100

_ROW_TABS = 2
"""Tabs within a paragraph from which it is a row of cells."""


@dataclass(slots=True)
class Part:
    """One paragraph, heading or list item; links are offsets in `text`.

    `page_marks` are (offset in `text`, page) where a page begins. A `running` part (page header or footer) is
    text, but in no block and blank in the masked text.
    """

    kind: BlockKind
    text: str
    level: int | None = None
    links: list[tuple[int, int, str]] = field(default_factory=list)
    page_marks: list[tuple[int, int]] = field(default_factory=list)
    running: bool = False


type CellParts = list[Part]


class Covered(list[Part]):
    """The empty place of a cell that a merged one covers."""

    def __init__(self, by: CellParts) -> None:
        super().__init__()
        self.by = by


@dataclass(slots=True)
class TablePart:
    rows: list[list[CellParts]]
    certain: bool = True
    """False: guessed from places on a page."""


@dataclass(slots=True)
class Assembly:
    """Collects parts in reading order; `finish` makes the text."""

    parts: list[Part | TablePart] = field(default_factory=list)
    pages: int = 0

    def add(self, part: Part) -> None:
        """Add a part without white space around it, but with the blanks an author typed before it (an indent).

        An empty part counts as an empty paragraph.
        """
        content = trimmed(part)
        indent = part.text[: len(part.text) - len(part.text.lstrip(" \u00a0"))]
        self.parts.append(_indented(content, indent) if indent and content.text else content)

    def add_table(self, rows: list[list[CellParts]]) -> None:
        if any(cell for row in rows for cell in row):
            self.parts.append(TablePart(rows))

    def flat(self) -> CellParts:
        """The content as parts of one table cell; tables within become a line per row."""
        parts: CellParts = []
        for part in self.parts:
            if isinstance(part, TablePart):
                parts += [_row_as_part(row) for row in part.rows if any(row)]
            elif part.text:
                parts.append(trimmed(part))
        return parts

    def finish(self) -> Text:
        return _Writer(_typed_layout(self.parts), self.pages).write(self.parts)


def trimmed(part: Part) -> Part:
    """Without white space at its ends, but for the tabs of a row of cells: an empty cell keeps its place."""
    start, end = trim(part.text, 0, len(part.text))
    if part.text.count("\t", start, end) >= _ROW_TABS and part.kind is BlockKind.PARAGRAPH:
        start -= _tabs(reversed(part.text[:start]))
        end += _tabs(part.text[end:])
    if end - start == len(part.text):
        return part
    links = [(max(a - start, 0), min(b, end) - start, target) for a, b, target in part.links]
    return Part(
        part.kind,
        part.text[start:end],
        part.level,
        [link for link in links if link[0] < link[1]],
        [(max(offset - start, 0), page) for offset, page in part.page_marks],
        part.running,
    )


def _tabs(white: Iterable[str]) -> int:
    """How many of these signs there are up to the last tab."""
    return max((number for number, sign in enumerate(white, 1) if sign == "\t"), default=0)


def _indented(part: Part, indent: str) -> Part:
    links = [(a + len(indent), b + len(indent), target) for a, b, target in part.links]
    return replace(part, text=indent + part.text, links=links)


def _row_as_part(row: list[CellParts]) -> Part:
    text = ""
    links: list[tuple[int, int, str]] = []
    for part in (part for cell in row for part in cell):
        offset = len(text) + (1 if text else 0)
        links += [(a + offset, b + offset, target) for a, b, target in part.links]
        text = f"{text} {part.text}" if text else part.text
    return Part(BlockKind.PARAGRAPH, text, None, links)


def _typed_layout(parts: list[Part | TablePart]) -> bool:
    plain = [part for part in parts if isinstance(part, Part) and part.kind is not BlockKind.LIST_ITEM]
    return sum(not part.text for part in plain) > _TYPED_LAYOUT * len(plain)


class _Writer:
    """Writes parts one after the other and remembers where each came to stand."""

    def __init__(self, typed_layout: bool, pages: int) -> None:
        self.typed_layout, self.pages = typed_layout, pages
        self.page_starts: dict[int, int] = {}
        self.running: list[tuple[int, int]] = []
        self.pieces: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self.merged: dict[int, tuple[int, int]] = {}

    def write(self, parts: list[Part | TablePart]) -> Text:
        before: Part | TablePart | None = None
        gaps = 0
        for part in parts:
            if isinstance(part, Part) and not part.text:
                gaps += 1
                continue
            if before is not None:
                self._put("\n" * self._line_ends(before, part, gaps))
            if isinstance(part, TablePart):
                self._table(part)
            else:
                self._part(part)
            before, gaps = part, 0
        plain = "".join(self.pieces)
        masked, typed_links = mask(plain)
        for start, end in self.running:
            masked = masked[:start] + " " * (end - start) + masked[end:]
        if self._unstyled():
            self._blocks_of_lines(plain, masked)
            masked = join_wrapped(masked, tuple(self.blocks))
        links = tuple(sorted((*self.links, *typed_links), key=lambda link: link.start))
        return Text(plain, masked, split_blocks(plain, masked, self.blocks), self._starts(), links)

    def _line_ends(self, before: Part | TablePart, part: Part | TablePart, gaps: int) -> int:
        if _is_item(before) and _is_item(part):
            return 1 + (min(gaps, 1) if self.typed_layout else 0)
        if self.typed_layout and isinstance(before, Part) and isinstance(part, Part):
            return 1 + min(gaps, 3)
        return 2

    def _unstyled(self) -> bool:
        """A text that only passed through another program: no headings or tables, laid out by empty lines."""
        plain = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
        return self.typed_layout and all(block.kind in plain for block in self.blocks)

    def _blocks_of_lines(self, plain: str, masked: str) -> None:
        """Headings as in a plain text; list items stay what they are, also when their bullet is gone."""
        items = {block.start for block in self.blocks if block.kind is BlockKind.LIST_ITEM}
        self.blocks = [
            replace(block, kind=BlockKind.LIST_ITEM, level=1) if block.start in items else block
            for block in blocks_of_lines(plain, masked)
        ]

    def _starts(self) -> tuple[int, ...]:
        """Where each page begins; an empty page begins where the next one does."""
        starts: list[int] = []
        following = self.length
        for page in range(self.pages, 0, -1):
            following = min(self.page_starts.get(page, following), following)
            starts.append(following)
        return (0, *reversed(starts[:-1])) if starts else ()

    def _put(self, text: str) -> int:
        self.pieces.append(text)
        self.length += len(text)
        return self.length

    def _part(self, part: Part, separator: str = "\n") -> tuple[int, int]:
        start = self.length
        text = part.text if separator == "\n" else part.text.replace("\n", separator)
        end = self._put(text)
        self.links += [Link(start + a, start + b, target) for a, b, target in part.links]
        for offset, page in part.page_marks:
            self.page_starts.setdefault(page, start + offset)
        if part.running:
            self.running.append((start, end))
        elif separator == "\n":
            self.blocks.append(Block(part.kind, start, end, part.level))
        return start, end

    def _table(self, table: TablePart) -> None:
        if _is_form(table):
            self._form(table)
            return
        start = self.length
        rows: list[tuple[Cell, ...]] = []
        for row in table.rows:
            if not any(row):
                continue
            if rows:
                self._put("\n")
            rows.append(self._row(row))
        self.blocks.append(
            Block(BlockKind.TABLE, start, self.length, rows=tuple(rows), certain=table.certain)
        )

    def _row(self, row: list[CellParts]) -> tuple[Cell, ...]:
        """Cells with a tab between; lines within a cell are folded, so that a row is one line."""
        cells: list[Cell] = []
        for index, cell in enumerate(row):
            if index:
                self._put("\t")
            start = self.length
            for number, part in enumerate(cell):
                if number:
                    self._put(" ")
                self._part(part, separator=" ")
            if isinstance(cell, Covered):
                cells.append(Cell(start, start, self.merged.get(id(cell.by))))
            else:
                cells.append(Cell(start, self.length))
                self.merged[id(cell)] = (start, self.length)
        return tuple(cells)

    def _form(self, table: TablePart) -> None:
        """A two-column table of labels and prose: the label is a heading, the prose keeps its lines."""
        first = True
        for label, content in table.rows:
            if not label and not content:
                continue
            if not first:
                self._put("\n")
            first = False
            for number, part in enumerate(label):
                if number:
                    self._put(" ")
                self._part(
                    Part(BlockKind.HEADING, part.text.replace("\n", " "), 2, part.links, part.page_marks)
                )
            for number, part in enumerate(content):
                self._put("\n" if number else "\t")
                self._part(part)


def _is_item(part: Part | TablePart) -> bool:
    return isinstance(part, Part) and part.kind is BlockKind.LIST_ITEM


def _is_form(table: TablePart) -> bool:
    if any(len(row) != 2 for row in table.rows):
        return False
    labels = [sum(len(part.text) for part in label) for label, _ in table.rows]
    contents = [sum(len(part.text) for part in content) for _, content in table.rows]
    return max(labels) <= _LONG_LABEL and max(contents) > _LONG_CELL


def split_blocks(plain: str, masked: str, blocks: list[Block]) -> tuple[Block, ...]:
    """Blocks trimmed to their content, and split where a typed mark starts a new line in the masked text."""
    result: list[Block] = []
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            result.append(block)
            continue
        position = block.start
        if masked[block.start : block.end] != plain[block.start : block.end]:
            for cut in range(block.start, block.end):
                if masked[cut] == "\n" and plain[cut] != "\n":
                    _keep(result, plain, masked, block, position, cut)
                    position = cut + 1
        _keep(result, plain, masked, block, position, block.end)
    return tuple(result)


def _keep(result: list[Block], plain: str, masked: str, block: Block, start: int, end: int) -> None:
    start, end = trim(masked, start, end)
    if start >= end:
        return
    kind = block.kind
    if kind is BlockKind.PARAGRAPH and bullet_before(plain, masked, start):
        kind = BlockKind.LIST_ITEM
    result.append(Block(kind, start, end, block.level if kind is block.kind else 1))
