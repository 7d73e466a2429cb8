"""Periods of days with an exclusive end: half-open intervals, so that one ends where the next begins. No
Django.

Either side may be open (None). An empty or reversed period does not exist here: what a document prints the
wrong way round is kept as printed elsewhere (`core.period_fields`), never as a `Period`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from koers.core.dates import PartialDate

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` up to but not including `end`. Raises ValueError when the end does not lie after the
    start."""

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(f"a period ends after it starts: {self.start} - {self.end}")

    @classmethod
    def from_partial(
        cls, start: PartialDate | None, end: PartialDate | None, *, end_exclusive: bool = False
    ) -> Period:
        """The days that dates of any precision stand for: `2019 - 2020-06` is 2019-01-01 up to 2020-07-01.

        With `end_exclusive` ("tot") the end's first day is the exclusive end. Raises ValueError when
        reversed.
        """
        if end is None:
            until = None
        elif end_exclusive:
            until = end.first_day
        else:
            until = _after(end.last_day)
        return cls(start.first_day if start else None, until)

    @property
    def last_day(self) -> date | None:
        """The last day that belongs to it; None when it has no end."""
        return self.end - _DAY if self.end is not None else None

    @property
    def days(self) -> int | None:
        """The number of days; None when a side is open."""
        return (self.end - self.start).days if self.start and self.end else None

    def contains(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def covers(self, other: Period) -> bool:
        """Whether every day of the other lies in this one."""
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        ends = self.end is None or (other.end is not None and other.end <= self.end)
        return starts and ends

    def overlaps(self, other: Period) -> bool:
        """Whether they share a day; periods that touch do not."""
        return self.overlap(other) is not None

    def overlap(self, other: Period) -> Period | None:
        """The days they share, or None."""
        starts = [day for day in (self.start, other.start) if day is not None]
        ends = [day for day in (self.end, other.end) if day is not None]
        start, end = max(starts, default=None), min(ends, default=None)
        if start is not None and end is not None and end <= start:
            return None
        return Period(start, end)


def year(number: int) -> Period:
    """A calendar year. The year 9999 has no end that a date can hold."""
    return Period(date(number, 1, 1), _after(date(number, 12, 31)))


def _after(day: date) -> date | None:
    """The next day; None past the end of the calendar."""
    return None if day == date.max else day + _DAY
