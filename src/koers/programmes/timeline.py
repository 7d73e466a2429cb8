"""Rows of a timeline in the order of their dates. Pure Python, no Django."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from koers.core.dates import PartialDate


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """`kind` is start, end, event, decision, adoption or goal; `record` is what the row links to."""

    kind: str
    date: PartialDate | None
    text: str
    record: Any


def in_order(rows: Iterable[TimelineRow]) -> list[TimelineRow]:
    """Dated rows by first day; on the same first day the wider date (year, month) comes first.

    A row without a date has no place on a line and is left out: the page shows it in its own list.
    """
    dated = [
        (row.date.first_day, -row.date.last_day.toordinal(), row) for row in rows if row.date is not None
    ]
    return [row for *_order, row in sorted(dated, key=lambda entry: entry[:2])]
