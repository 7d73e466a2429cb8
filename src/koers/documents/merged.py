"""Merged cells of a table: every row keeps a cell in every column, also where a merged cell covers it."""

from __future__ import annotations

from koers.documents import limits
from koers.documents.assembling import CellParts, Covered


class Merged:
    """Reads a table row by row. `due` tells per column for how many rows still which cell covers it."""

    def __init__(self) -> None:
        self.due: dict[int, tuple[int, CellParts]] = {}

    def place(self, row: list[CellParts], cell: CellParts, across: int = 1, down: int = 1) -> None:
        """Append a cell; what it covers comes later, by `cover`."""
        column = len(row)
        row.append(cell)
        for covered in range(column + 1, column + min(across, limits.REPEATED_CELLS)):
            self.due[covered] = (down, cell)
        if down > 1:
            self.due[column] = (down - 1, cell)

    def cover(self, row: list[CellParts]) -> bool:
        """Append the covered cell that is due in the next column; False when none is."""
        column = len(row)
        if column not in self.due:
            return False
        rows, cell = self.due.pop(column)
        if rows > 1:
            self.due[column] = (rows - 1, cell)
        row.append(Covered(cell))
        return True

    def fill(self, row: list[CellParts]) -> None:
        while self.cover(row):
            pass
