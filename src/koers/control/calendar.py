"""What of the control calendar is done, due, late or dropped in a year, and what is missing. No Django.

A planned day comes from the rhythm of the item; what was reported stands on the same day. A report on a day that the
rhythm does not give (the rhythm changed since, or it was an extra time) stays in the plan of its year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from koers.control.rhythm import Rhythm, dates_in, quarter_of


class State(StrEnum):
    DONE = "done"
    LATE = "late"
    DUE = "due"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Report:
    """What was told about one planned day."""

    done_on: date | None = None
    dropped: bool = False
    evidence: bool = False
    follow_up_due: date | None = None
    follow_up_open: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """One planned day of an item, with how it stands on the day of asking."""

    day: date
    state: State
    report: Report | None = None

    @property
    def quarter(self) -> int:
        return quarter_of(self.day)

    @property
    def without_evidence(self) -> bool:
        """Done, and nothing shows it."""
        return self.state is State.DONE and self.report is not None and not self.report.evidence

    @property
    def on_time(self) -> bool:
        """Done on the planned day or before it."""
        done = self.report.done_on if self.report else None
        return done is not None and done <= self.day


@dataclass(frozen=True, slots=True)
class Item:
    """What the plan of an item follows from; without `first` nothing is planned."""

    first: date | None
    rhythm: Rhythm
    last: date | None = None


def plan_of(item: Item, reports: Mapping[date, Report], year: int, today: date) -> list[Planned]:
    """The planned days of one year in order. A day is late from the day after it."""
    days = set(dates_in(item.first, item.rhythm, year, item.last)) if item.first else set()
    days |= {day for day in reports if day.year == year}
    return [Planned(day, state_of(day, reports.get(day), today), reports.get(day)) for day in sorted(days)]


def state_of(day: date, report: Report | None, today: date) -> State:
    if report is not None and report.done_on is not None:
        return State.DONE
    if report is not None and report.dropped:
        return State.DROPPED
    return State.LATE if day < today else State.DUE


@dataclass(frozen=True, slots=True)
class Counts:
    """How the planned days of a year stand. `planned` is all of them without those that were dropped."""

    done: int = 0
    late: int = 0
    due: int = 0
    dropped: int = 0
    on_time: int = 0
    without_evidence: int = 0

    @property
    def planned(self) -> int:
        return self.done + self.late + self.due

    @property
    def expected(self) -> int:
        """What should be done by now: done, or late."""
        return self.done + self.late

    @property
    def on_time_share(self) -> Fraction | None:
        """Done on time, of what should be done by now; None when nothing should be."""
        return Fraction(self.on_time, self.expected) if self.expected else None


def next_to_report(planned: Sequence[Planned]) -> Planned | None:
    """The first day that is late, else the first that is due; None when every day was told."""
    waiting = [one for one in planned if one.state in (State.LATE, State.DUE)]
    return min(waiting, key=lambda one: (one.state is not State.LATE, one.day), default=None)


def count(planned: Iterable[Planned]) -> Counts:
    rows: Sequence[Planned] = list(planned)
    states = {state: sum(1 for row in rows if row.state is state) for state in State}
    return Counts(
        done=states[State.DONE],
        late=states[State.LATE],
        due=states[State.DUE],
        dropped=states[State.DROPPED],
        on_time=sum(1 for row in rows if row.on_time),
        without_evidence=sum(1 for row in rows if row.without_evidence),
    )


class Review(StrEnum):
    """How a paper stands towards its review date."""

    PAST = "past"
    NEAR = "near"
    LATER = "later"
    UNKNOWN = "unknown"


NEAR_DAYS = 90


def review_of(review_on: date | None, today: date) -> Review:
    """Past from the day after the review date; near in the `NEAR_DAYS` before it."""
    if review_on is None:
        return Review.UNKNOWN
    if review_on < today:
        return Review.PAST
    return Review.NEAR if (review_on - today).days <= NEAR_DAYS else Review.LATER


def needs_exercise(planned: Iterable[Planned]) -> bool:
    """Whether a continuity plan had no exercise in the year: its planned days are its exercises."""
    return not any(row.state is State.DONE for row in planned)
