"""Tables as grids: column heads and rows of cells, whatever they looked like on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from koers.intake.extractors.indicators.columns import Column
from koers.intake.values.numbers import CellNumbers, read_cell

_AGES = re.compile(
    r"\d\s*(?:jaar\s+)?(?:en|of)\s+(?:ouder|jonger|meer)\b|\d\s*(?:jaar\s+)?(?:tot|t/m)\s+\d|\d\s*\+\s*$"
    r"|\d\s*-?(?:plussers|minners)\b",
    re.IGNORECASE,
)
_PAIR = re.compile(r"(?P<count>\d[\d.,]*)\s*\(\s*(?P<share>\d[\d.,]*\s?%)\s*\)")


@dataclass(frozen=True, slots=True)
class CellText:
    start: int
    end: int
    numbers: CellNumbers | None = None
    """None: the cell holds words."""
    left: int = 0
    of: tuple[int, int] | None = None
    """The place of the merged cell that covers this one."""

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
    scaled: bool = False
    """The figures are in thousands or millions: a bare one is no amount in euros."""
    by_year: bool = False
    """Years on the rows, indicators in the column heads."""
    end: int = 0

    def finish(self) -> None:
        """Sets the end, once all rows are in."""
        ends = [column.end for column in self.columns] + [row.end for row in self.rows if row.cells]
        self.end = max(ends, default=0)


def with_numbers(masked: str, cell: CellText) -> CellText:
    """The cell with its numbers; words that only begin with a number ("60 jaar en ouder") are words."""
    numbers = read_cell(masked, cell.start, cell.end, None)
    if numbers is not None and _AGES.search(masked, cell.start, cell.end):
        numbers = None
    return CellText(cell.start, cell.end, numbers, cell.left, cell.of)


def paired(masked: str, row: Row) -> list[Row]:
    """A row with counts and their shares in one cell ("58 (10,3%)") as two rows; any other row as it is."""
    apart = [(n, _PAIR.fullmatch(masked, c.start, c.end)) for n, c in enumerate(row.cells)]
    pairs = {n: match for n, match in apart if match is not None}
    if not pairs or any(c.figure and c.start < c.end and n not in pairs for n, c in enumerate(row.cells)):
        return [row]
    rows = []
    for part in ("count", "share"):
        cells = [
            with_numbers(masked, CellText(*pairs[n].span(part), None, c.left, c.of)) if n in pairs else c
            for n, c in enumerate(row.cells)
        ]
        rows.append(Row(cells, row.exact))
    return rows
