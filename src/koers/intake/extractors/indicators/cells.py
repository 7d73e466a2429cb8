"""Tables as grids: column heads and rows of cells, whatever they looked like on the page."""

from __future__ import annotations

from dataclasses import dataclass, field

from koers.intake.extractors.indicators.columns import Column
from koers.intake.values.numbers import CellNumbers, read_cell


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

    def finish(self) -> None:
        """Sets the end, once all rows are in."""
        ends = [column.end for column in self.columns] + [row.end for row in self.rows if row.cells]
        self.end = max(ends, default=0)


def with_numbers(masked: str, cell: CellText) -> CellText:
    return CellText(cell.start, cell.end, read_cell(masked, cell.start, cell.end, None), cell.left)
