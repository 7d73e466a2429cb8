"""Finds the tables of a text: real ones (rows of a table block), and those that are only lines.

Every table becomes a `Grid`: column heads and rows of cells, whatever it looked like: cells between tabs, bars or
runs of blanks, figures behind the name with single blanks, or one cell per line as copies of web pages give.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from koers.documents.text import BlockKind, Text, fold, trim
from koers.intake.extractors.indicators.columns import Column, columns_in_line, combine, read_column
from koers.intake.extractors.indicators.names import find_names, is_unit, known
from koers.intake.values.numbers import CellNumbers, is_empty, read_cell

_RULE = re.compile(r"[\s|:+=_-]{3,}")
_GAP = re.compile(r"\t|\s{2,}")
_LONGEST_NAME = 160
_UNIT_WORD = re.compile(r"fte|kosten|%|€|percentage", re.IGNORECASE)
_SENTENCE = re.compile(
    r"(?:[a-z)]{2}|%)[.!?]\s+[A-Z]|\b(?:bedroeg|bedraagt|is|was|zijn|waren|wordt|worden|had|heeft|hebben|kwam)\b"
)
_YEAR_CELL = re.compile(r"(?:[A-Za-zé. ]{0,30})\b(?:19|20)\d\d\b(?:[A-Za-z .]{0,20})")


@dataclass(frozen=True, slots=True)
class CellText:
    start: int
    end: int
    numbers: CellNumbers | None = None
    """None: the cell holds words."""
    left: int = 0

    @property
    def figure(self) -> bool:
        return self.numbers is not None and not (self.numbers.empty and self.start == self.end)


@dataclass(slots=True)
class Row:
    """`exact`: the cells stand in the table's own columns, so that an empty one keeps its place."""

    cells: list[CellText]
    exact: bool = False

    @property
    def words(self) -> list[CellText]:
        return [cell for cell in self.cells if cell.numbers is None]

    @property
    def figures(self) -> list[CellText]:
        return [cell for cell in self.cells if cell.figure]

    @property
    def start(self) -> int:
        return min(cell.start for cell in self.cells if cell.start < cell.end)

    @property
    def end(self) -> int:
        return max(cell.end for cell in self.cells)


@dataclass(slots=True)
class Grid:
    start: int
    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    by_year: bool = False
    """Years on the rows, indicators in the column heads."""
    end: int = 0


def find_grids(text: Text) -> list[Grid]:
    """All tables in the order of the text. A line outside a table block is looked at once.

    What a PDF reader takes for tables are guesses from positions, often torn into pieces; its lines are read as
    lines, so that the pieces come together again.
    """
    grids: list[Grid] = []
    lines = _Lines(text)
    for block in text.blocks:
        if block.kind is BlockKind.TABLE and block.rows and not text.page_starts:
            cells = [
                _padded(text.masked, [CellText(cell.start, cell.end) for cell in row]) for row in block.rows
            ]
            grids += _from_cells(text.masked, cells)
            lines.taken.append((block.start, block.end))
    grids += lines.read()
    return sorted(grids, key=lambda grid: grid.start)


def _padded(masked: str, row: list[CellText]) -> list[CellText]:
    """A row of a text with tabs, with the empty cells at both ends that a trimmed line loses."""
    if len(row) < 2 or "\t" not in masked[row[0].end : row[1].start + 1]:
        return row
    line_start = masked.rfind("\n", 0, row[0].start) + 1
    line_end = masked.find("\n", row[-1].end)
    before = masked.count("\t", line_start, row[0].start)
    after = masked.count("\t", row[-1].end, len(masked) if line_end < 0 else line_end)
    first, last = CellText(row[0].start, row[0].start), CellText(row[-1].end, row[-1].end)
    return [*[first] * before, *row, *[last] * after]


def _with_numbers(masked: str, cell: CellText) -> CellText:
    return CellText(cell.start, cell.end, read_cell(masked, cell.start, cell.end, None), cell.left)


def is_head(masked: str, cells: list[CellText]) -> bool:
    """Whether a row is a row of column heads: at least one head of figures, no other figures."""
    heads = [read_column(masked, cell.start, cell.end) for cell in cells if cell.start < cell.end]
    if not any(head.figures for head in heads):
        return False
    for cell, head in zip([c for c in cells if c.start < c.end], heads, strict=True):
        if head.role == "unknown" and (cell.end - cell.start > 60 or _with_numbers(masked, cell).numbers):
            return False
        if head.figures and (known(masked, cell.start, cell.end) or cell.end - cell.start > 90):
            return False
    return not (heads[0].figures and len(heads) > 1 and any(_is_figure(masked, c) for c in cells[1:]))


def _is_figure(masked: str, cell: CellText) -> bool:
    head = read_column(masked, cell.start, cell.end)
    return not head.figures and bool(_with_numbers(masked, cell).numbers) and cell.start < cell.end


def _is_head_by_year(masked: str, cells: list[CellText]) -> bool:
    """Heads that are indicators; the rows then begin with a year."""
    filled = [cell for cell in cells if cell.start < cell.end]
    names = [cell for cell in filled if known(masked, cell.start, cell.end)]
    return (
        len(names) >= 1 and len(filled) <= len(cells) and not any(_is_figure(masked, cell) for cell in filled)
    )


def _from_cells(masked: str, rows: list[list[CellText]]) -> list[Grid]:
    """One table block. Its head may take several rows; a head further down starts a new table."""
    if not rows:
        return []
    grid = Grid(rows[0][0].start if rows[0] else 0)
    grids = [grid]
    for number, row in enumerate(rows):
        filled = [cell for cell in row if cell.start < cell.end]
        if not filled:
            continue
        if len(filled) == 1 and len(row) == 1 and not grid.rows and not grid.columns:
            pieces = columns_in_line(masked, filled[0].start, filled[0].end)
            if pieces:
                grid.columns = pieces
                continue
        if is_head(masked, row) or (grid.columns and not grid.rows and _second_head(masked, row)):
            if grid.rows:
                grid = Grid(filled[0].start)
                grids.append(grid)
            grid.columns = _add_heads(masked, grid.columns, row)
            continue
        following = rows[number + 1] if number + 1 < len(rows) else []
        if not grid.columns and _is_head_by_year(masked, row) and _begins_with_year(masked, following):
            grid.columns = [read_column(masked, cell.start, cell.end) for cell in row]
            grid.by_year = True
            continue
        cells = [_with_numbers(masked, cell) for cell in row]
        if grid.by_year and cells[0].figure:
            cells[0] = CellText(cells[0].start, cells[0].end)
        grid.rows.append(Row(cells, exact=len(row) == len(grid.columns)))
    for one in grids:
        _finish(one)
    return grids


def _finish(grid: Grid) -> None:
    grid.end = max(
        [column.end for column in grid.columns] + [row.end for row in grid.rows if row.cells], default=0
    )


def _second_head(masked: str, row: list[CellText]) -> bool:
    """A row under the heads that completes them: nothing but years, stages and words, no name in front."""
    filled = [cell for cell in row if cell.start < cell.end]
    return (
        bool(filled) and row[0].start == row[0].end and not any(_is_figure(masked, cell) for cell in filled)
    )


def _begins_with_year(masked: str, row: list[CellText]) -> bool:
    return bool(row) and _YEAR_CELL.fullmatch(fold(masked[row[0].start : row[0].end])) is not None


def _add_heads(masked: str, above: list[Column], row: list[CellText]) -> list[Column]:
    heads = [read_column(masked, cell.start, cell.end) for cell in row]
    heads = [replace(head, left=cell.left) for head, cell in zip(heads, row, strict=True)]
    if not above:
        return heads
    if any(column.year and column.stage for column in above) and any(
        head.year and head.stage for head in heads
    ):
        filled = [head for head in heads if head.start < head.end]
        return [*(column for column in above if column.start < column.end), *filled]
    if len(above) == len(heads):
        return [combine(upper, lower) for upper, lower in zip(above, heads, strict=True)]
    figures = [column for column in above if column.figures]
    if len(figures) == len(heads):
        merged = iter(combine(upper, lower) for upper, lower in zip(figures, heads, strict=True))
        return [next(merged) if column.figures else column for column in above]
    return heads if len(heads) > len(above) else above


class _Lines:
    """Reads the lines outside table blocks. A table ends at a line of prose."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.masked = text.masked
        self.taken: list[tuple[int, int]] = []
        self.grids: list[Grid] = []
        self.grid: Grid | None = None
        self.vertical: list[CellText] = []
        self.pending: list[CellText] = []
        self.last_was_head = False

    def read(self) -> list[Grid]:
        taken = iter(sorted(self.taken))
        block = next(taken, None)
        for start, end in self.text.lines():
            while block and block[1] <= start:
                block = next(taken, None)
                self.close()
            if block and block[0] <= start:
                continue
            self.line(start, end)
        self.close()
        for grid in self.grids:
            _finish(grid)
        return [grid for grid in self.grids if grid.rows]

    def close(self) -> None:
        self._flush()
        if self.grid is not None and self.grid.rows:
            self.grids.append(self.grid)
        self.grid = None
        self.pending = []
        self.last_was_head = False

    def line(self, start: int, end: int) -> None:
        if _RULE.fullmatch(self.masked, start, end):
            return
        cells = self._cells(start, end)
        if self._head(cells, start, end):
            return
        self.last_was_head = False
        if len(cells) == 1:
            alone = len(columns_in_line(self.masked, start, end)) == 1
            loose = None if alone else self._loose(cells[0])
            if loose is None:
                self._single(cells[0])
                return
            cells = loose
        elif self.text.page_starts and not self._exact(cells, start, end):
            cells = [one for cell in cells for one in self._loose(cell) or [cell] if one.start < one.end]
        row = Row([_with_numbers(self.masked, cell) for cell in cells], exact=self._exact(cells, start, end))
        if self.grid is not None and self.grid.by_year and row.cells[0].figure:
            row.cells[0] = CellText(row.cells[0].start, row.cells[0].end, None, row.cells[0].left)
        if not row.figures:
            self._words(row)
        elif self.grid is not None or any(known(self.masked, c.start, c.end) for c in row.words):
            self._add(row)

    def _exact(self, cells: list[CellText], start: int, end: int) -> bool:
        line = self.masked[start:end]
        return (
            ("\t" in line or "|" in line) and self.grid is not None and len(cells) == len(self.grid.columns)
        )

    def _add(self, row: Row) -> None:
        self._flush()
        if self.grid is None:
            self.grid = Grid(row.start)
        if self.pending and (not row.words or all(is_unit(self.masked, c.start, c.end) for c in row.words)):
            row.cells = [*self.pending, *row.cells]
            row.exact = False
        self.pending = []
        self.grid.rows.append(row)

    def _cells(self, start: int, end: int) -> list[CellText]:
        """The cells of a line between bars, tabs or runs of blanks."""
        masked = self.masked
        line_start = masked.rfind("\n", 0, start) + 1
        if "\t" in masked[start:end]:
            line_end = masked.find("\n", end)
            stop = len(masked) if line_end < 0 else line_end
            start = line_start if "\t" in masked[line_start:start] else start
            end = stop if "\t" in masked[end:stop] else end
        if masked.count("|", start, end) >= 2:
            start, end = start + (masked[start] == "|"), end - (masked[end - 1] == "|")
            return [
                CellText(*trim(masked, a, b), left=a - line_start)
                for a, b in _split(masked, start, end, re.compile(r"\|"))
            ]
        gap = re.compile(r"\t") if "\t" in masked[start:end] else _GAP
        return [
            CellText(*trim(masked, a, b), left=a - line_start) for a, b in _split(masked, start, end, gap)
        ]

    def _head(self, cells: list[CellText], start: int, end: int) -> bool:
        """Takes a line of column heads; False when it is none."""
        cells = self._expanded(cells)
        if len(cells) == 1:
            return self._head_by_name(cells)
        if not is_head(self.masked, cells):
            completes = self.last_was_head and self.grid is not None and self._completes(cells)
            if not completes:
                return self._head_by_year(cells)
        above: list[Column] = []
        if self.last_was_head and self.grid is not None and not self.grid.rows:
            above = self.grid.columns
        else:
            self.close()
        self.grid = Grid(start, _add_heads(self.masked, above, cells))
        self.last_was_head = True
        return True

    def _expanded(self, cells: list[CellText]) -> list[CellText]:
        """Cells of heads that stand together in one cell, apart."""
        expanded: list[CellText] = []
        for cell in cells:
            pieces = columns_in_line(self.masked, cell.start, cell.end)
            if len(pieces) < 2:
                expanded.append(cell)
                continue
            shift = cell.left - cell.start
            expanded += [CellText(piece.start, piece.end, left=piece.start + shift) for piece in pieces]
        return expanded

    def _completes(self, cells: list[CellText]) -> bool:
        return all(
            read_column(self.masked, c.start, c.end).role != "unknown" for c in cells if c.start < c.end
        )

    def _head_by_year(self, cells: list[CellText]) -> bool:
        filled = [cell for cell in cells if cell.start < cell.end]
        names = [cell for cell in filled if known(self.masked, cell.start, cell.end)]
        first = read_column(self.masked, filled[0].start, filled[0].end) if filled else None
        if first is None or not names or any(_is_figure(self.masked, cell) for cell in filled):
            return False
        if first.role != "year" and not self._year_below(filled[-1].end):
            return False
        self.close()
        self.grid = Grid(
            filled[0].start, [read_column(self.masked, c.start, c.end) for c in filled], by_year=True
        )
        return True

    def _head_by_name(self, cells: list[CellText]) -> bool:
        """A line such as "Jaar Ziekteverzuimpercentage Meldingsfrequentie", with single blanks."""
        cell = cells[0]
        names = find_names(self.masked, cell.start, cell.end)
        first = re.match(r"jaar\b|periode\b", self.masked[cell.start : cell.end], re.IGNORECASE)
        if (
            not names
            or first is None
            or cell.end - cell.start > _LONGEST_NAME
            or not self._year_below(cell.end)
        ):
            return False
        bounds = [cell.start, *[start for start, _ in names], cell.end]
        pieces = [trim(self.masked, a, b) for a, b in zip(bounds, bounds[1:], strict=False)]
        self.close()
        self.grid = Grid(
            cell.start, [read_column(self.masked, a, b) for a, b in pieces if a < b], by_year=True
        )
        return True

    def _year_below(self, position: int) -> bool:
        below = next(self.text.lines(position), None)
        if below is None:
            return False
        first = _GAP.split(self.masked[below[0] : below[1]].strip("| "))[0].split(" ")
        return any(_YEAR_CELL.fullmatch(word) for word in first[:2])

    def _loose(self, cell: CellText) -> list[CellText] | None:
        """A name with its figures behind it, separated by single blanks; None when there are none."""
        if cell.end - cell.start > _LONGEST_NAME + 80:
            return None
        words = [(m.start(), m.end()) for m in re.finditer(r"\S+", self.masked[cell.start : cell.end])]
        words = [(cell.start + a, cell.start + b) for a, b in words]
        figures: list[CellText] = []
        while words:
            size = 1
            last = self.masked[words[-1][0] : words[-1][1]]
            if (last in ("%", "procent") and len(words) > 1) or (
                len(words) > 1 and self.masked[words[-2][0] : words[-2][1]] in ("€", "-€", "−")
            ):
                size = 2
            start, end = words[-size][0], words[-1][1]
            numbers = read_cell(self.masked, start, end, None)
            if numbers is None or not (numbers.numbers or numbers.run_together or numbers.empty):
                break
            figures.insert(0, CellText(start, end))
            words = words[:-size]
        if not any(
            read_cell(self.masked, f.start, f.end, None) and not is_empty(self.masked[f.start : f.end])
            for f in figures
        ):
            return None
        if words and len(figures) > 1 and known(self.masked, words[0][0], figures[0].end):
            if not known(self.masked, words[0][0], words[-1][1]):
                words.append((figures[0].start, figures.pop(0).end))
        if not words:
            return figures if len(figures) > 1 else None
        dated = any(_YEAR_CELL.fullmatch(self.masked[f.start : f.end].strip("()")) for f in figures)
        if self.grid is None and dated:
            return None
        if _SENTENCE.search(self.masked, words[0][0], words[-1][1]):
            return None
        if len(words) > 1 and re.fullmatch(r"\d{1,2}\.", self.masked[slice(*words[0])]):
            words = words[1:]
        return [*self._with_unit_apart(words), *figures]

    def _with_unit_apart(self, words: list[tuple[int, int]]) -> list[CellText]:
        """The name and its unit apart ("Formatie" and "fte per 1.000 inwoners"), else all words as the name."""
        start, end = words[0][0], words[-1][1]
        for left, right in words[1:]:
            if not _UNIT_WORD.fullmatch(self.masked, left, right):
                continue
            if is_unit(self.masked, left, end) and known(self.masked, start, left):
                return [CellText(*trim(self.masked, start, left)), CellText(left, end)]
        return [CellText(start, end)]

    def _single(self, cell: CellText) -> None:
        """A line of one cell: part of a table with one cell per line, a torn name, or prose that ends the table."""
        content = self.masked[cell.start : cell.end]
        if len(content) > _LONGEST_NAME or (content.endswith((".", ";")) and not is_empty(content)):
            if read_cell(self.masked, cell.start, cell.end, None) is None:
                self.close()
                return
        counted = _with_numbers(self.masked, cell)
        last = self.grid.rows[-1] if self.grid is not None and self.grid.rows else None
        if counted.numbers is not None and not self.vertical and last is not None and self._short(last):
            last.cells.append(counted)
            return
        self.vertical.append(counted)

    def _short(self, row: Row) -> bool:
        """Whether a row has fewer figures than its table has columns of figures."""
        assert self.grid is not None
        return not row.exact and len(row.figures) < sum(column.figures for column in self.grid.columns)

    def _words(self, row: Row) -> None:
        """A row of words only: the beginning of a name that was torn off, or a heading inside the table."""
        self._flush()
        if self.grid is not None:
            self.pending = [cell for cell in row.words if cell.start < cell.end][:4]

    def _flush(self) -> None:
        """Makes rows of the single cells seen since the last full line."""
        cells, self.vertical = self.vertical, []
        if not cells:
            return
        heads: list[Column] = []
        rows: list[Row] = []
        names: list[CellText] = []
        current: Row | None = None
        for cell in cells:
            column = read_column(self.masked, cell.start, cell.end)
            if column.role != "unknown" and not (cell.figure and current is not None and not column.figures):
                if not (column.figures and current is not None and cell.numbers and current.figures):
                    if current is not None and current.figures:
                        self._end_vertical(heads, rows)
                        heads, rows = [], []
                    heads.append(column)
                    current, names = None, []
                    continue
            if cell.numbers is None:
                if current is not None:
                    current, names = None, []
                names.append(cell)
            elif current is not None:
                current.cells.append(cell)
            elif names:
                current = Row([*names[-3:], cell])
                rows.append(current)
        self._end_vertical(heads, rows)
        if names and current is None and self.grid is not None:
            self.pending = names[-2:]

    def _end_vertical(self, heads: list[Column], rows: list[Row]) -> None:
        if any(head.figures for head in heads):
            if self.grid is not None and self.grid.rows:
                self.grids.append(self.grid)
            self.grid = Grid(heads[0].start, heads, rows)
        elif self.grid is not None:
            self.grid.rows += rows
        else:
            rows = [row for row in rows if any(known(self.masked, c.start, c.end) for c in row.words)]
            if rows:
                self.grid = Grid(rows[0].start, [], rows)


def _split(masked: str, start: int, end: int, gap: re.Pattern[str]) -> list[tuple[int, int]]:
    pieces, position = [], start
    for match in gap.finditer(masked, start, end):
        pieces.append((position, match.start()))
        position = match.end()
    return [*pieces, (position, end)]
