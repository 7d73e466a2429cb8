"""Dates as financial systems write them. Pure Python, no Django.

The day comes before the month, as in Dutch. When one cell of a column can only be read the other way round
(`03/25/2026`), the column is not Dutch and none of its dates is believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[ T]00:00(?::00)?)?")
_YEAR_FIRST = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[ T]00:00(?::00)?)?")
_SHORT_YEAR = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}")


class Trouble(StrEnum):
    NONE = "date_empty"
    WORDS = "date_words"
    SHORT_YEAR = "date_short_year"
    IMPOSSIBLE = "date_impossible"
    MONTH_FIRST = "date_month_first"


class NoDate(ValueError):
    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


def date_in(text: str) -> date:
    """Raises NoDate."""
    found = text.strip()
    if not found:
        raise NoDate(Trouble.NONE)
    if match := _DAY_FIRST.fullmatch(found):
        return _date(int(match[4]), int(match[3]), int(match[1]))
    if match := _YEAR_FIRST.fullmatch(found):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    raise NoDate(Trouble.SHORT_YEAR if _SHORT_YEAR.fullmatch(found) else Trouble.WORDS)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoDate(Trouble.IMPOSSIBLE) from None


def month_comes_first(cells: Iterable[str]) -> bool:
    """Whether a cell of the column is a date only when its month is read first."""
    for cell in cells:
        match = _DAY_FIRST.fullmatch(cell.strip())
        if match and int(match[3]) > 12 and 1 <= int(match[1]) <= 12 and int(match[3]) <= 31:
            return True
    return False
