"""Planning periods as days: proposing the next one, overlaps and gaps, what was carried over and how it went.

No Django. A period is half-open (`koers.core.periods.Period`): the end is the first day after it, so that the
next one starts there. A sprint lasts four to six weeks; a quarter, a half-year and a year follow the calendar.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from koers.core.periods import Period

SPRINT_SHORTEST = timedelta(weeks=4)
SPRINT_LONGEST = timedelta(weeks=6)
MONTHS = {"quarter": 3, "half_year": 6, "year": 12}
LONGEST = {
    "sprint": timedelta(weeks=13),
    "quarter": timedelta(days=140),
    "half_year": timedelta(days=280),
    "year": timedelta(days=550),
}
"""What is longer than this cannot be meant: somebody typed another year."""
EARLIEST, LATEST = date(1990, 1, 1), date(2150, 1, 1)


@dataclass(frozen=True, slots=True)
class Days:
    """A period that has both sides."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"a period ends after it starts: {self.start} - {self.end}")

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    def overlaps(self, other: Days) -> bool:
        return Period(self.start, self.end).overlaps(Period(other.start, other.end))

    def where(self, today: date) -> str:
        """`past`, `now` or `ahead`."""
        if today < self.start:
            return "ahead"
        return "now" if today < self.end else "past"

    def share(self, today: date) -> float:
        """How much of it has gone by, from 0 to 1."""
        return min(max((today - self.start) / self.length, 0.0), 1.0)


def propose(kind: str, earlier: Iterable[Days], today: date) -> Days:
    """The next period: it starts where the last one ends, or else with the coming week or the running part of the
    year.

    A sprint gets the length of the one before it, kept within four to six weeks; six weeks without one. A quarter,
    half-year or year ends with the calendar; a stump of less than half of one is added to the next. Raises KeyError
    for an unknown kind.
    """
    last = max(earlier, key=lambda days: days.end, default=None)
    if kind == "sprint":
        length = SPRINT_LONGEST if last is None else min(max(last.length, SPRINT_SHORTEST), SPRINT_LONGEST)
        start = _monday(today) if last is None else last.end
        return Days(start, start + length)
    months = MONTHS[kind]
    if last is None:
        start = date(today.year, (today.month - 1) // months * months + 1, 1)
        return Days(start, _later(start, months))
    begun = date(last.end.year, (last.end.month - 1) // months * months + 1, 1)
    end = _later(begun, months)
    if (end - last.end) * 2 < end - begun:
        end = _later(end, months)
    return Days(last.end, end)


def _monday(day: date) -> date:
    """The day itself when it is a Monday, else the next."""
    return day + timedelta(days=-day.weekday() % 7)


def _later(first: date, months: int) -> date:
    """The first of the month so many months on."""
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def is_usual(kind: str, days: Days) -> bool:
    """Whether it has the length its kind promises: four to six weeks for a sprint, whole months for the others."""
    if kind == "sprint":
        return SPRINT_SHORTEST <= days.length <= SPRINT_LONGEST
    expected = timedelta(days=MONTHS[kind] * 365.25 / 12)
    return abs(days.length - expected) <= timedelta(days=14)


def is_possible(kind: str, days: Days) -> bool:
    """Whether it can be meant at all."""
    return days.start >= EARLIEST and days.end <= LATEST and days.length <= LONGEST[kind]


def overlapping(wanted: Days, others: Iterable[Days]) -> list[Days]:
    """Those that share a day with `wanted`, the earliest first."""
    return sorted((days for days in others if days.overlaps(wanted)), key=lambda days: (days.start, days.end))


def overlaps(periods: Iterable[Days]) -> list[tuple[Days, Days]]:
    """Every pair that shares a day, each once, in order of their start."""
    found: list[tuple[Days, Days]] = []
    running: list[Days] = []
    for days in sorted(periods, key=lambda each: (each.start, each.end)):
        running = [earlier for earlier in running if earlier.end > days.start]
        found.extend((earlier, days) for earlier in running)
        running.append(days)
    return found


def gaps(periods: Iterable[Days]) -> list[Days]:
    """The days between the first and the last that belong to none of them, as whole stretches."""
    found: list[Days] = []
    reached: date | None = None
    for days in sorted(periods, key=lambda each: each.start):
        if reached is not None and days.start > reached:
            found.append(Days(reached, days.start))
        reached = days.end if reached is None else max(reached, days.end)
    return found


def chain[K: Hashable](key: K, before: Mapping[K, K | None]) -> list[K]:
    """From where it first stood up to `key` itself, each once; `before` says which one each was carried from."""
    found: dict[K, None] = {key: None}
    here = before.get(key)
    while here is not None and here not in found:
        found[here] = None
        here = before.get(here)
    return list(reversed(found))


@dataclass(frozen=True, slots=True)
class Score:
    """What became of the goals of a period."""

    done: int = 0
    moved: int = 0
    dropped: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        return self.done + self.moved + self.dropped + self.open

    def __add__(self, other: Score) -> Score:
        return Score(
            self.done + other.done,
            self.moved + other.moved,
            self.dropped + other.dropped,
            self.open + other.open,
        )


def score(states: Sequence[str]) -> Score:
    """Raises ValueError for a state that does not exist."""
    counted = Counter(states)
    unknown = set(counted) - {"done", "moved", "dropped", "open"}
    if unknown:
        raise ValueError(f"no state of a goal: {', '.join(sorted(unknown))}")
    return Score(counted["done"], counted["moved"], counted["dropped"], counted["open"])
