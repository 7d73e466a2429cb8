"""Comparing what was promised with what is planned now. Pure Python, no Django.

Dates are compared no finer than both are known: `2026` against `2026-11-01` is no shift, `2026-03` against
`2026-05-20` is two months. Positive is later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from koers.core.dates import PartialDate, Precision

# Days of one unit where only the unit is known: to order shifts by, never shown and never judged by.
DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
WEEKS_FROM_DAYS = 14
MONTHS_FROM_DAYS = 183
DAYS_IN_A_MONTH = 30.44


@dataclass(frozen=True, slots=True)
class Promise:
    """One dated thing. `kind` is programme, goal, track or deliverable; `id` its public id."""

    kind: str
    id: str
    text: str
    date: PartialDate | None


@dataclass(frozen=True, slots=True)
class Shift:
    """`amount` of `unit` (day, week, month, year), negative when earlier; `days` is exact for dates of a day
    and a whole number of units of 30 or 365 days otherwise.
    """

    unit: str
    amount: int
    days: int


@dataclass(frozen=True, slots=True)
class Moved:
    before: Promise
    after: Promise
    shift: Shift


@dataclass(frozen=True, slots=True)
class Comparison:
    """`dated` got a date only now, `undated` lost theirs: both pairs of before and after."""

    moved: tuple[Moved, ...]
    dated: tuple[Promise, ...]
    undated: tuple[Promise, ...]
    new: tuple[Promise, ...]
    gone: tuple[Promise, ...]
    kept: int

    @property
    def changed(self) -> bool:
        return bool(self.moved or self.dated or self.undated or self.new or self.gone)


def shift(before: PartialDate, after: PartialDate) -> Shift | None:
    """How far `after` lies from `before`; None when, as precisely as both are known, it is the same date."""
    known = {before.precision, after.precision}
    if Precision.YEAR in known:
        return _shift("year", after.year - before.year)
    if Precision.MONTH in known:
        return _shift("month", _months(after) - _months(before))
    return _of_days((after.first_day - before.first_day).days)


def certain_delay(before: PartialDate, after: PartialDate) -> int:
    """The days that `after` is later at the very least: 5 for `2026` against `2027-01-05`. 0 when not later."""
    return max(0, (after.first_day - before.last_day).days)


def _months(date: PartialDate) -> int:
    return date.year * 12 + (date.month or 1)


def _shift(unit: str, amount: int) -> Shift | None:
    return Shift(unit, amount, amount * DAYS[unit]) if amount else None


def _of_days(days: int) -> Shift | None:
    """As people say it: 13 days, 6 weeks, 8 months."""
    sign, size = (1 if days > 0 else -1), abs(days)
    if not size:
        return None
    if size < WEEKS_FROM_DAYS:
        return Shift("day", days, days)
    if size < MONTHS_FROM_DAYS:
        return Shift("week", sign * round(size / 7), days)
    return Shift("month", sign * round(size / DAYS_IN_A_MONTH), days)


def compare(baseline: Iterable[Promise], now: Iterable[Promise]) -> Comparison:
    """Matches by kind and id, so that a new name is no new promise. The furthest shift comes first."""
    before = {(promise.kind, promise.id): promise for promise in baseline}
    after = {(promise.kind, promise.id): promise for promise in now}
    pairs = [(before[key], after[key]) for key in before if key in after]
    moved = [
        Moved(old, new, found)
        for old, new in pairs
        if old.date and new.date and (found := shift(old.date, new.date)) is not None
    ]
    dated = tuple(new for old, new in pairs if new.date and not old.date)
    undated = tuple(old for old, new in pairs if old.date and not new.date)
    return Comparison(
        moved=tuple(sorted(moved, key=lambda one: -abs(one.shift.days))),
        dated=dated,
        undated=undated,
        new=tuple(promise for key, promise in after.items() if key not in before),
        gone=tuple(promise for key, promise in before.items() if key not in after),
        kept=len(pairs) - len(moved) - len(dated) - len(undated),
    )


def read(content: Sequence[Mapping[str, Any]]) -> list[Promise]:
    """What `Baseline.content` holds."""
    return [
        Promise(
            row["kind"], row["id"], row["text"], PartialDate.from_iso(row["date"]) if row["date"] else None
        )
        for row in content
    ]


def written(promises: Iterable[Promise]) -> list[dict[str, Any]]:
    """For `Baseline.content`; `read` gives the same promises back."""
    return [
        {
            "kind": promise.kind,
            "id": promise.id,
            "text": promise.text,
            "date": promise.date.iso if promise.date else None,
        }
        for promise in promises
    ]
