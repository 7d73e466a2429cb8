"""Tables that are only lines: cells between tabs, bars or runs of blanks, or one cell per line."""

from __future__ import annotations

import itertools
import re

from koers.documents.text import Text, trim
from koers.intake.extractors.indicators.cells import CellText, Grid, Row, paired, with_numbers
from koers.intake.extractors.indicators.columns import Column, columns_in_line, read_column
from koers.intake.extractors.indicators.heads import YEAR_CELL, add_heads, is_figure, is_head
from koers.intake.extractors.indicators.loose import LONGEST_NAME, split_line
from koers.intake.extractors.indicators.names import find_names, is_unit, known
from koers.intake.values.numbers import is_empty, read_cell

_RULE = re.compile(r"[\s|:+=_-]{3,}")
_GAP = re.compile(r"\t|\s{2,}")
_YEAR_FIRST = re.compile(r"(?:jaar|periode)\b", re.IGNORECASE)
_PROSE = re.compile(r"[,;:!]")
"""End marks of lines that open no table."""
_LONGEST_HEAD = 30
_LONGEST_LINE = 1000
"""A longer line is prose; no table has such rows."""


class Lines:
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
            grid.finish()
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
        if end - start > _LONGEST_LINE or (self.grid is None and _PROSE.search(self.masked, end - 1, end)):
            self.close()
            return
        cells = self._cells(start, end)
        if self._head(cells, start, end):
            return
        self.last_was_head = False
        if len(cells) == 1:
            alone = len(columns_in_line(self.masked, start, end)) == 1
            under_heads = self.grid is not None and bool(self.grid.columns)
            loose = None if alone else split_line(self.masked, cells[0], in_table=under_heads)
            if loose is None:
                self._single(cells[0])
                return
            cells = loose
        elif self.text.page_starts and not self._exact(cells, start, end):
            cells = [
                one
                for cell in cells
                for one in split_line(self.masked, cell, in_table=self.grid is not None) or [cell]
                if one.start < one.end
            ]
        row = Row([with_numbers(self.masked, cell) for cell in cells], exact=self._exact(cells, start, end))
        if self.grid is not None and self.grid.by_year and row.cells[0].figure:
            row.cells[0] = CellText(row.cells[0].start, row.cells[0].end, None, row.cells[0].left)
        for one in paired(self.masked, row):
            if not one.figures:
                self._words(one)
            elif self.grid is not None or any(known(self.masked, c.start, c.end) for c in one.words):
                self._add(one)

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
        self.grid = Grid(start, add_heads(self.masked, above, cells))
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
        if first is None or not names or any(is_figure(self.masked, cell) for cell in filled):
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
        first = _YEAR_FIRST.match(self.masked, cell.start, cell.end)
        if first is None or cell.end - cell.start > LONGEST_NAME or not self._year_below(cell.end):
            return False
        names = find_names(self.masked, cell.start, cell.end)
        if not names:
            return False
        bounds = [cell.start, *[start for start, _ in names], cell.end]
        pieces = [trim(self.masked, a, b) for a, b in itertools.pairwise(bounds)]
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
        return any(YEAR_CELL.fullmatch(word) for word in first[:2])

    def _single(self, cell: CellText) -> None:
        """A line of one cell: part of a table with one cell per line, a torn name, or prose that ends the table."""
        content = self.masked[cell.start : cell.end]
        prose = len(content) > LONGEST_NAME or (content.endswith((".", ";")) and not is_empty(content))
        if prose and read_cell(self.masked, cell.start, cell.end, None) is None:
            self.close()
            return
        counted = with_numbers(self.masked, cell)
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
            if self._is_one_head(column) and not self._in_row(cell, column, current):
                if current is not None:
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

    def _is_one_head(self, column: Column) -> bool:
        """Whether a line is the head of one column; a long line with a year in it is something else."""
        if column.figures and column.end - column.start > _LONGEST_HEAD:
            return bool(columns_in_line(self.masked, column.start, column.end))
        return column.role != "unknown"

    @staticmethod
    def _in_row(cell: CellText, column: Column, current: Row | None) -> bool:
        """Whether a line that could be a head is a cell of the row that is being read."""
        return cell.figure and current is not None and (not column.figures or bool(cell.numbers))

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
