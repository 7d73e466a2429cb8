"""Finds the tables of a text: real ones (rows of a table block), and those that are only lines."""

from __future__ import annotations

import re

from koers.documents.text import BlockKind, Text
from koers.intake.extractors.indicators.cells import CellText, Grid, Row, paired, with_numbers
from koers.intake.extractors.indicators.columns import columns_in_line, read_column
from koers.intake.extractors.indicators.heads import (
    add_heads,
    begins_with_year,
    is_head,
    is_head_by_year,
    is_second_head,
)
from koers.intake.extractors.indicators.lines import Lines

_SCALE = re.compile(
    r"[x×*]\s*€?\s*1[. ]?000\b|\bin\s+(?:€\s*)?1[. ]000\b|\bin (?:duizend|miljoen)(?:en)?\b"
    r"|\b(?:[x×*]|in)\s+(?:€\s*)?(?:mln|miljoen|duizend)",
    re.IGNORECASE,
)


def find_grids(text: Text) -> list[Grid]:
    """All tables in the order of the text. A line outside a table block is looked at once.

    What a PDF reader takes for tables are guesses from positions, often torn into pieces; its lines are read as
    lines, so that the pieces come together again.
    """
    grids: list[Grid] = []
    lines = Lines(text)
    for block in text.blocks:
        if block.kind is BlockKind.TABLE and block.rows and block.certain:
            cells = [
                _padded(text.masked, [CellText(cell.start, cell.end, of=cell.of) for cell in row])
                for row in block.rows
            ]
            found = [grid for grid in _from_cells(text.masked, cells) if grid.rows]
            if found:
                grids += found
                lines.taken.append((block.start, block.end))
    grids += lines.read()
    for grid in grids:
        grid.scaled = _in_thousands(text, grid)
    return sorted(grids, key=lambda grid: grid.start)


def _in_thousands(text: Text, grid: Grid) -> bool:
    """Whether the heads, or the lines right above the table, say that its figures are in thousands."""
    first = min([row.start for row in grid.rows if row.cells] or [grid.start])
    above = text.masked.rfind("\n", 0, max(0, grid.start - 1))
    above = (
        text.masked.rfind("\n", 0, above)
        if above > 0 and not text.masked[above : grid.start].strip()
        else above
    )
    return _SCALE.search(text.masked, max(0, above), max(first, grid.start)) is not None


def _with_names_from_above(masked: str, row: list[CellText]) -> list[CellText]:
    """A row in which the words of a cell that is merged with one above stand again; figures do not."""
    first = min((cell.start for cell in row if cell.start < cell.end), default=0)
    return [
        CellText(*cell.of)
        if cell.of and cell.of[1] <= first and cell.start == cell.end and _is_words(masked, cell.of)
        else cell
        for cell in row
    ]


def _is_words(masked: str, place: tuple[int, int]) -> bool:
    return place[0] < place[1] and with_numbers(masked, CellText(*place)).numbers is None


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
        if is_head(masked, row) or (grid.columns and not grid.rows and is_second_head(masked, row)):
            if grid.rows:
                grid = Grid(filled[0].start)
                grids.append(grid)
            grid.columns = add_heads(masked, grid.columns, row)
            continue
        following = rows[number + 1] if number + 1 < len(rows) else []
        if not grid.columns and is_head_by_year(masked, row) and begins_with_year(masked, following):
            grid.columns = [read_column(masked, cell.start, cell.end) for cell in row]
            grid.by_year = True
            continue
        cells = [with_numbers(masked, cell) for cell in _with_names_from_above(masked, row)]
        if grid.by_year and cells[0].figure:
            cells[0] = CellText(cells[0].start, cells[0].end)
        grid.rows += paired(masked, Row(cells, exact=len(row) == len(grid.columns)))
    for one in grids:
        one.finish()
    return grids
