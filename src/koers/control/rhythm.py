"""The dates of what comes back by a rhythm. No Django.

Every date is counted from the first one, never from the one before: the 31st of January comes back on the 28th of
February and then on the 31st of March, so nothing drifts.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from enum import StrEnum


class Rhythm(StrEnum):
    ONCE = "once"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


MONTHS_BETWEEN: dict[Rhythm, int] = {
    Rhythm.MONTHLY: 1,
    Rhythm.QUARTERLY: 3,
    Rhythm.HALF_YEARLY: 6,
    Rhythm.YEARLY: 12,
}


def months_later(first: date, months: int) -> date:
    """The same day so many months later, or the last day of that month when it has no such day.

    Raises ValueError outside the years 1 to 9999.
    """
    whole = first.year * 12 + first.month - 1 + months
    year, month = whole // 12, whole % 12 + 1
    if not 1 <= year <= 9999:
        raise ValueError("a date lies in the years 1 to 9999")
    return date(year, month, min(first.day, monthrange(year, month)[1]))


def dates_in(first: date, rhythm: Rhythm, year: int, last: date | None = None) -> list[date]:
    """The dates in one year, in order; none before `first` and none after `last`."""
    if year < first.year or (last is not None and year > last.year):
        return []
    if rhythm is Rhythm.ONCE:
        found: Iterator[date] = iter([first])
    else:
        found = _from(first, MONTHS_BETWEEN[rhythm], year)
    return [day for day in found if day.year == year and (last is None or day <= last)]


def _from(first: date, step: int, year: int) -> Iterator[date]:
    """Begins at the last date before the year, so that a far year costs no more than a near one."""
    count = max(((year - first.year) * 12 - first.month + 1) // step, 0)
    while True:
        try:
            day = months_later(first, count * step)
        except ValueError:
            return
        if day.year > year:
            return
        yield day
        count += 1


def quarter_of(day: date) -> int:
    """1 to 4."""
    return (day.month + 2) // 3
