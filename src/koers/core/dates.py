"""Dates that know their precision: a year, a month or a day. Pure Python, no Django.

A partial date is never widened or narrowed silently: `2019-07` stays a month. For sorting and for the
database it has a first day; together with its precision that first day is the whole value.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class Precision(StrEnum):
    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date of known precision. Raises ValueError for a date that does not exist."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        self.first_day  # noqa: B018 - raises for a date that does not exist

    @property
    def precision(self) -> Precision:
        if self.day is not None:
            return Precision.DAY
        return Precision.MONTH if self.month is not None else Precision.YEAR

    @property
    def first_day(self) -> date:
        return date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @property
    def last_day(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return self.iso

    @property
    def iso(self) -> str:
        """ISO 8601 of the precision given: `2019`, `2019-07` or `2019-07-01`."""
        return self.first_day.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]

    @classmethod
    def from_iso(cls, text: str) -> PartialDate:
        """Reads what `iso` writes; raises ValueError for anything else."""
        match = _ISO.fullmatch(text)
        if match is None:
            raise ValueError(f"not an ISO date of year, month or day: {text!r}")
        year, month, day = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @classmethod
    def from_first_day(cls, first_day: date, precision: Precision | str) -> PartialDate:
        """The value from its database form; what the precision does not hold is dropped."""
        match Precision(precision):
            case Precision.YEAR:
                return cls(first_day.year)
            case Precision.MONTH:
                return cls(first_day.year, first_day.month)
            case Precision.DAY:
                return cls(first_day.year, first_day.month, first_day.day)
