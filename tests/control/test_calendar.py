"""What of a year is done, late, due or dropped, and what is missing."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from control.conftest import CALM
from koers.control.calendar import (
    Item,
    Planned,
    Report,
    Review,
    State,
    count,
    needs_exercise,
    next_to_report,
    plan_of,
    review_of,
)
from koers.control.rhythm import Rhythm

FIRST = date(2026, 1, 15)
QUARTERLY = Item(FIRST, Rhythm.QUARTERLY)
TODAY = date(2026, 7, 15)


def test_a_year_with_every_state() -> None:
    reports = {
        FIRST: Report(done_on=FIRST, evidence=True),
        date(2026, 4, 15): Report(dropped=True),
        date(2026, 5, 1): Report(done_on=date(2026, 5, 3)),
    }
    found = plan_of(QUARTERLY, reports, 2026, date(2026, 7, 16))
    assert [(row.day.month, row.state) for row in found] == [
        (1, State.DONE),
        (4, State.DROPPED),
        (5, State.DONE),
        (7, State.LATE),
        (10, State.DUE),
    ]
    counts = count(found)
    assert (counts.planned, counts.expected, counts.on_time, counts.without_evidence) == (4, 3, 1, 1)
    assert counts.on_time_share == Fraction(1, 3)


def test_late_is_from_the_day_after() -> None:
    assert [row.state for row in plan_of(QUARTERLY, {}, 2026, TODAY)][2] is State.DUE
    assert [row.state for row in plan_of(QUARTERLY, {}, 2026, TODAY + timedelta(days=1))][2] is State.LATE


def test_without_a_first_day_only_what_was_told() -> None:
    nothing = Item(None, Rhythm.YEARLY)
    assert plan_of(nothing, {}, 2026, TODAY) == []
    (row,) = plan_of(nothing, {TODAY: Report(done_on=TODAY)}, 2026, TODAY)
    assert row.without_evidence
    assert row.on_time
    assert row.quarter == 3
    assert count([]).on_time_share is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (None, Review.UNKNOWN),
        (TODAY - timedelta(days=1), Review.PAST),
        (TODAY, Review.NEAR),
        (TODAY + timedelta(days=90), Review.NEAR),
        (TODAY + timedelta(days=91), Review.LATER),
    ],
)
def test_reviews(day: date | None, expected: Review) -> None:
    assert review_of(day, TODAY) is expected


def test_an_exercise_counts_when_it_was_held() -> None:
    assert needs_exercise([])
    assert needs_exercise([Planned(TODAY, State.DROPPED, Report(dropped=True))])
    assert not needs_exercise([Planned(TODAY, State.DONE, Report(done_on=TODAY))])


DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
REPORTS = st.sampled_from(
    [
        Report(done_on=done, dropped=dropped, evidence=evidence)
        for done in (None, date(2026, 12, 1), date(2027, 7, 1), date(2028, 2, 29))
        for dropped in (False, True)
        for evidence in (False, True)
    ]
)


@CALM
@given(DAYS, st.sampled_from(list(Rhythm)), st.dictionaries(DAYS, REPORTS, max_size=5), DAYS)
def test_every_day_stands_in_one_state(
    first: date, rhythm: Rhythm, reports: dict[date, Report], today: date
) -> None:
    found = plan_of(Item(first, rhythm), reports, 2027, today)
    counts = count(found)
    assert counts.planned + counts.dropped == len(found) == len({row.day for row in found})
    assert {day for day in reports if day.year == 2027} <= {row.day for row in found}
    assert counts.on_time <= counts.done
    assert counts.without_evidence <= counts.done
    assert sum(1 for row in found if row.state is State.LATE) == counts.late
    assert all(row.day < today for row in found if row.state is State.LATE)


def test_what_is_late_is_reported_before_what_is_due() -> None:
    due, late = Planned(TODAY, State.DUE), Planned(FIRST + timedelta(days=9), State.LATE)
    later = Planned(FIRST + timedelta(days=30), State.LATE)
    done = Planned(FIRST, State.DONE, Report(done_on=FIRST))
    assert next_to_report([done, due, later, late]) == late
    assert next_to_report([done, due]) == due
    assert next_to_report([done, Planned(TODAY, State.DROPPED, Report(dropped=True))]) is None
    assert next_to_report([]) is None
