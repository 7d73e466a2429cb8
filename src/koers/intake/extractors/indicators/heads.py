"""Which rows of a table are its heads, and heads above each other as one."""

from __future__ import annotations

import re
from dataclasses import replace

from koers.documents.text import fold
from koers.intake.extractors.indicators.cells import CellText, with_numbers
from koers.intake.extractors.indicators.columns import Column, combine, read_column
from koers.intake.extractors.indicators.names import known

YEAR_CELL = re.compile(r"(?:[A-Za-zé. ]{0,30})\b(?:19|20)\d\d\b(?:[A-Za-z .]{0,20})")


def is_head(masked: str, cells: list[CellText]) -> bool:
    """Whether a row is a row of column heads: at least one head of figures, no other figures."""
    heads = [read_column(masked, cell.start, cell.end) for cell in cells if cell.start < cell.end]
    if not any(head.figures for head in heads):
        return False
    for cell, head in zip([c for c in cells if c.start < c.end], heads, strict=True):
        if head.role == "unknown" and (cell.end - cell.start > 60 or with_numbers(masked, cell).numbers):
            return False
        if head.figures and (known(masked, cell.start, cell.end) or cell.end - cell.start > 90):
            return False
    return not (heads[0].figures and len(heads) > 1 and any(is_figure(masked, c) for c in cells[1:]))


def is_figure(masked: str, cell: CellText) -> bool:
    head = read_column(masked, cell.start, cell.end)
    return not head.figures and bool(with_numbers(masked, cell).numbers) and cell.start < cell.end


def is_head_by_year(masked: str, cells: list[CellText]) -> bool:
    """Heads that are indicators; the rows then begin with a year."""
    filled = [cell for cell in cells if cell.start < cell.end]
    names = [cell for cell in filled if known(masked, cell.start, cell.end)]
    return (
        len(names) >= 1 and len(filled) <= len(cells) and not any(is_figure(masked, cell) for cell in filled)
    )


def is_second_head(masked: str, row: list[CellText]) -> bool:
    """A row under the heads that completes them: nothing but years, stages and words, no name in front."""
    filled = [cell for cell in row if cell.start < cell.end]
    return bool(filled) and row[0].start == row[0].end and not any(is_figure(masked, cell) for cell in filled)


def begins_with_year(masked: str, row: list[CellText]) -> bool:
    return bool(row) and YEAR_CELL.fullmatch(fold(masked[row[0].start : row[0].end])) is not None


def _own_place(row: list[CellText], cell: CellText) -> tuple[int, int]:
    """The place of a head: that of the merged cell of the same row which covers it."""
    if cell.of and cell.start == cell.end and cell.of[0] >= min(c.start for c in row):
        return cell.of
    return cell.start, cell.end


def _spread(above: list[Column], below: list[Column]) -> list[Column]:
    """A row of heads in which a year or stage also counts for the empty heads behind it.

    Only where the row below needs it: heads of the other sort (stages under years) under an empty head, and the
    first of them under a filled one, so that a head in the middle of its columns is not shifted.
    """
    if len(above) != len(below) or any(u.year and u.stage for u in above):
        return above
    first = next((n for n, column in enumerate(below) if column.figures), 0)
    if not above[first].figures or above[first].start == above[first].end:
        return above
    spread: list[Column] = []
    for upper, lower in zip(above, below, strict=True):
        last = spread[-1] if spread else None
        empty = upper.start == upper.end
        wanted = empty and lower.figures and not lower.benchmark and last is not None and last.figures
        if wanted and last is not None and bool(last.year) != bool(lower.year) and not last.benchmark:
            spread.append(replace(last, left=upper.left))
        else:
            spread.append(upper)
    return spread


def add_heads(masked: str, above: list[Column], row: list[CellText]) -> list[Column]:
    heads = [read_column(masked, *_own_place(row, cell)) for cell in row]
    heads = [replace(head, left=cell.left) for head, cell in zip(heads, row, strict=True)]
    if not above:
        return heads
    above = _spread(above, heads)
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
