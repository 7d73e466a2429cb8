"""Checks the totals of a table against the rows above them."""

from __future__ import annotations

import re
from decimal import Decimal

from koers.documents.text import Text, fold
from koers.intake.extractors.indicators.cells import Grid
from koers.intake.items import Item
from koers.intake.vocabulary.indicators import TOTAL

_TOTAL = re.compile(TOTAL, re.IGNORECASE)


def check_totals(text: Text, grid: Grid, items: list[Item]) -> None:
    """Flags a total that is not the sum of the figures above it in its column (`sum_does_not_add_up`).

    Only figures of one unit are added; a rounding of half the last decimal per figure is allowed. A column with
    fewer than two figures above the total is not checked.
    """
    above: dict[tuple[object, ...], list[Item]] = {}
    for item in items:
        key = (item.values["year"], item.values["stage"], item.values["benchmark"])
        name = fold(item.values["name_raw"] or "")
        if item.values["value"] is None or "ambiguous_column" in item.warnings:
            continue
        if not _TOTAL.fullmatch(name):
            above.setdefault(key, []).append(item)
            continue
        parts = above.pop(key, [])
        if len(parts) >= 2 and len({part.values["unit"] for part in [*parts, item]}) == 1:
            figures = [Decimal(part.values["value"]) for part in parts]
            total = Decimal(item.values["value"])
            exponents = [number.as_tuple().exponent for number in [*figures, total]]
            last = Decimal(1).scaleb(max(int(e) for e in exponents))
            if abs(sum(figures, Decimal(0)) - total) > last / 2 * len(figures):
                item.warnings.append("sum_does_not_add_up")
