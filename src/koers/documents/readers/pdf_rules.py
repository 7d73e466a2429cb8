"""Tables of a PDF page whose cells are drawn: from lines on the page to columns, rows and merged cells.

Rules are thin lines, thin filled rectangles, or the edges of drawn boxes. Rules that touch each other form one
table. Where the rule between two cells is absent, they are one merged cell.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from koers.documents.assembling import CellParts
from koers.documents.merged import Merged
from koers.documents.readers.pdf_lines import Line, Piece, Word

_THIN = 2.5
_SHORTEST = 4.0
_SAME = 2.5
"""Points within which two rules are at one place."""
_MOST_PATHS = 6000
_FRAME = 0.5
"""A box of this share of the page's width and height is a frame or a background."""
_FEWEST_CELLS = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across (`at` is its height) or down (`at` is its place from the left), from `first` to `last`."""

    across: bool
    at: float
    first: float
    last: float


@dataclass(slots=True)
class RuledTable:
    """Places of the columns' edges from left to right and of the rows' edges from top to bottom."""

    columns: list[float]
    rows: list[float]
    rules: list[Rule]
    lines: dict[tuple[int, int], list[Line]] = field(default_factory=dict)
    owners: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def like(self, other: RuledTable) -> bool:
        """Whether another table has its columns at the same places."""
        pairs = zip(self.columns, other.columns, strict=False)
        return len(self.columns) == len(other.columns) and all(abs(a - b) <= _SAME for a, b in pairs)

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The row and column (of the merged cell) that hold a point."""
        column = _between(self.columns, x)
        row = _between([-edge for edge in self.rows], -y)
        if row is None or column is None:
            return None
        if (row, column) not in self.owners:
            self.owners[row, column] = self._owner(row, column)
        return self.owners[row, column]

    def _owner(self, row: int, column: int) -> tuple[int, int]:
        """The first row and column of the merged cell that covers a place."""
        while column > 0 and not self._ruled(False, self.columns[column], *self._height(row)):
            column -= 1
        while row > 0 and not self._ruled(
            True, self.rows[row], self.columns[column], self.columns[column + 1]
        ):
            row -= 1
        return row, column

    def _height(self, row: int) -> tuple[float, float]:
        return self.rows[row + 1], self.rows[row]

    def _ruled(self, across: bool, at: float, first: float, last: float) -> bool:
        """Whether a rule runs over the middle half of this stretch."""
        quarter = (last - first) / 4
        return any(
            rule.across is across
            and abs(rule.at - at) <= _SAME
            and rule.first <= first + quarter
            and rule.last >= last - quarter
            for rule in self.rules
        )

    def put(self, cell: tuple[int, int], page: int, word: Word, like: Piece) -> None:
        """Add a word to a cell: to its last line when it stands on that, else on a new line."""
        lines = self.lines.setdefault(cell, [])
        if lines and abs(lines[-1].base - like.base) <= 0.3 * like.size:
            lines[-1].pieces[0].words.append(word)
        else:
            lines.append(Line(page, [Piece([word], like.base, like.size, like.bold)]))

    def cells(self, read: Callable[[list[Line], float, float], CellParts]) -> list[list[CellParts]]:
        """The rows of cells; `read` makes the parts of one cell from its lines and its left and right edge."""
        merged = Merged()
        rows: list[list[CellParts]] = []
        for row in range(len(self.rows) - 1):
            cells: list[CellParts] = []
            while len(cells) < len(self.columns) - 1:
                if merged.cover(cells):
                    continue
                place = (row, len(cells))
                found = sorted(self.lines.get(place, []), key=lambda line: -line.base)
                for line in found:
                    line.pieces[0].words.sort(key=lambda word: word.left)
                across, down = self._across(*place), self._down(*place)
                left, right = self.columns[place[1]], self.columns[place[1] + across]
                merged.place(cells, read(found, left, right), across, down)
            rows.append(cells)
        return rows

    def _across(self, row: int, column: int) -> int:
        span = 1
        while column + span < len(self.columns) - 1 and not self._ruled(
            False, self.columns[column + span], *self._height(row)
        ):
            span += 1
        return span

    def _down(self, row: int, column: int) -> int:
        left, right = self.columns[column], self.columns[column + 1]
        span = 1
        while row + span < len(self.rows) - 1 and not self._ruled(True, self.rows[row + span], left, right):
            span += 1
        return span


def ruled_tables(page: Any) -> list[RuledTable]:
    """The drawn tables of a page: at least two rows and two columns."""
    rules = list(_rules(page))
    tables = []
    for group in _touching(rules):
        columns = _places(rule.at for rule in group if not rule.across)
        rows = _places(rule.at for rule in group if rule.across)[::-1]
        if len(columns) > 2 and len(rows) > 2 and (len(columns) - 1) * (len(rows) - 1) >= _FEWEST_CELLS:
            tables.append(RuledTable(columns, rows, group))
    return tables


def take_cells(lines: list[Line], tables: list[RuledTable]) -> list[Line]:
    """The page's lines without the words inside a table; a table stands where its first line stood."""
    kept: list[Line] = []
    placed: set[int] = set()
    for line in lines:
        rest: list[Piece] = []
        for piece in line.pieces:
            outside: list[Word] = []
            for word in piece.words:
                found = _table_of(tables, word, piece)
                if found is None:
                    outside.append(word)
                    continue
                number, cell = found
                tables[number].put(cell, line.page, word, piece)
                if number not in placed:
                    placed.add(number)
                    kept.append(
                        Line(
                            line.page,
                            [Piece([word], piece.base, piece.size, piece.bold)],
                            table=tables[number],
                        )
                    )
            if outside:
                rest.append(Piece(outside, piece.base, piece.size, piece.bold))
        if rest:
            kept.append(Line(line.page, rest))
    return kept


def _table_of(tables: list[RuledTable], word: Word, piece: Piece) -> tuple[int, tuple[int, int]] | None:
    x, y = (word.left + word.right) / 2, piece.base + piece.size / 4
    for number, table in enumerate(tables):
        cell = table.cell_at(x, y)
        if cell is not None:
            return number, cell
    return None


def _rules(page: Any) -> Iterator[Rule]:
    import pypdfium2.raw as raw

    box = [ctypes.c_float() for _ in range(4)]
    left, bottom, right, top = box
    for number in range(min(raw.FPDFPage_CountObjects(page.raw), _MOST_PATHS)):
        found = raw.FPDFPage_GetObject(page.raw, number)
        if raw.FPDFPageObj_GetType(found) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if not raw.FPDFPageObj_GetBounds(found, *(ctypes.byref(edge) for edge in box)):
            continue
        wide, high = right.value - left.value, top.value - bottom.value
        if wide < _FRAME * page.get_width() or high < _FRAME * page.get_height():
            yield from _edges(left.value, bottom.value, right.value, top.value)


def _edges(left: float, bottom: float, right: float, top: float) -> Iterator[Rule]:
    wide, high = right - left, top - bottom
    if high <= _THIN and wide >= _SHORTEST:
        yield Rule(True, (top + bottom) / 2, left, right)
    elif wide <= _THIN and high >= _SHORTEST:
        yield Rule(False, (left + right) / 2, bottom, top)
    elif wide > _SHORTEST and high > _SHORTEST:
        yield from (Rule(True, edge, left, right) for edge in (bottom, top))
        yield from (Rule(False, edge, bottom, top) for edge in (left, right))


def _touching(rules: list[Rule]) -> list[list[Rule]]:
    """Rules in groups that hang together, each group as one table."""
    groups: list[tuple[list[float], list[Rule]]] = []
    for rule in rules:
        box = _box(rule)
        joined = [rule]
        others = []
        for other, members in groups:
            if _meet(box, other):
                box = [
                    min(box[0], other[0]),
                    min(box[1], other[1]),
                    max(box[2], other[2]),
                    max(box[3], other[3]),
                ]
                joined += members
            else:
                others.append((other, members))
        groups = [*others, (box, joined)]
    return [members for _, members in groups]


def _box(rule: Rule) -> list[float]:
    if rule.across:
        return [rule.first, rule.at, rule.last, rule.at]
    return [rule.at, rule.first, rule.at, rule.last]


def _meet(first: list[float], second: list[float]) -> bool:
    return (
        first[0] <= second[2] + _SAME
        and second[0] <= first[2] + _SAME
        and first[1] <= second[3] + _SAME
        and second[1] <= first[3] + _SAME
    )


def _places(found: Iterable[float]) -> list[float]:
    """Different places in rising order; those close together as one."""
    places: list[float] = []
    for place in sorted(found):
        if not places or place - places[-1] > _SAME:
            places.append(place)
    return places


def _between(edges: list[float], place: float) -> int | None:
    """Which interval of rising edges holds a place."""
    for number in range(len(edges) - 1):
        if edges[number] <= place < edges[number + 1]:
            return number
    return None
