"""Indicators of municipal planning and control documents, from tables and from sentences. No Django.

`extract` reads every table that holds a known indicator, or that stands under words that announce indicators (its
unknown rows then become items without a code, warning `unknown_indicator`), and every sentence that states one.
"""

from __future__ import annotations

import re

from koers.documents.text import BlockKind, Text
from koers.intake.extractors.indicators.cells import Grid
from koers.intake.extractors.indicators.grids import find_grids
from koers.intake.extractors.indicators.notices import ambiguous_dates, missing_figures
from koers.intake.extractors.indicators.prose import items_in
from koers.intake.extractors.indicators.rows import items_of
from koers.intake.extractors.indicators.sums import check_totals
from koers.intake.items import Extraction, Item
from koers.intake.vocabulary.indicators import TABLE_SUBJECT

__all__ = ["extract", "score", "table_items"]

_SUBJECT = re.compile(TABLE_SUBJECT, re.IGNORECASE)
_ABOVE = 200


def table_items(text: Text) -> tuple[list[Item], list[Grid]]:
    """The items of the indicator tables, and those tables."""
    items: list[Item] = []
    taken: list[Grid] = []
    for grid in find_grids(text):
        found = items_of(text, grid)
        named = sum(item.values["indicator"] is not None for item in found)
        above = _SUBJECT.search(text.masked, max(0, grid.start - _ABOVE), max(grid.start, *_head_end(grid)))
        hired = grid.scaled and any("inhuur" in (item.values["name_raw"] or "").lower() for item in found)
        if found and (named or above or hired):
            check_totals(text, grid, found)
            items += found
            taken.append(grid)
    return items, taken


def _head_end(grid: Grid) -> tuple[int, int]:
    ends = [column.end for column in grid.columns]
    return (grid.start, max(ends)) if ends else (grid.start, grid.start)


def prose_items(text: Text, grids: list[Grid]) -> list[Item]:
    """The items in sentences outside the tables."""
    tables = [(grid.start, grid.end) for grid in grids]
    items: list[Item] = []
    for block in text.blocks:
        if block.kind is BlockKind.TABLE or any(a <= block.start < b for a, b in tables):
            continue
        items += items_in(text, block.start, block.end)
    return items


def extract(text: Text) -> Extraction:
    items, grids = table_items(text)
    items = sorted([*items, *prose_items(text, grids)], key=lambda item: item.source.start)
    warnings = ["missing_figure"] if missing_figures(text, [(g.start, g.end) for g in grids]) else []
    warnings += ["ambiguous_date_order"] if ambiguous_dates(text) else []
    return Extraction(items, warnings)


def score(text: Text) -> float:
    """How much of the text is indicator tables, by characters; prose with a figure here and there is no such document."""
    items, grids = table_items(text)
    if not any(item.values["indicator"] for item in items):
        return 0.0
    content = sum(not char.isspace() for char in text.masked) or 1
    inside = sum(not char.isspace() for grid in grids for char in text.masked[grid.start : grid.end])
    return min(1.0, 0.2 + inside / content)
