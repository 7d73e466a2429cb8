"""Periods as days: whatever the dates, what is proposed fits, nothing overlaps unseen, nothing is counted twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.programmes.periods import (
    LONGEST,
    MONTHS,
    Days,
    Score,
    chain,
    gaps,
    is_possible,
    is_usual,
    overlapping,
    overlaps,
    propose,
    score,
)

KINDS = ["sprint", *MONTHS]
day = st.dates(date(1995, 1, 1), date(2100, 1, 1))
some_days = st.builds(
    lambda start, length: Days(start, start + timedelta(days=length)), day, st.integers(1, 400)
)
states = st.lists(st.sampled_from(["done", "moved", "dropped", "open"]))


def week(start: date, weeks: int) -> Days:
    return Days(start, start + timedelta(weeks=weeks))


def test_the_first_sprint_starts_on_monday_and_lasts_six_weeks() -> None:
    assert propose("sprint", [], date(2026, 11, 22)) == week(date(2026, 11, 23), 6)
    assert propose("sprint", [], date(2026, 11, 23)).start == date(2026, 11, 23)


def test_the_next_sprint_follows_and_is_as_long() -> None:
    last = week(date(2026, 9, 7), 5)
    assert propose("sprint", [last, week(date(2026, 1, 5), 4)], date(2026, 11, 1)) == week(last.end, 5)


@pytest.mark.parametrize(("weeks", "proposed"), [(1, 4), (13, 6)])
def test_a_sprint_of_an_odd_length_is_brought_back(weeks: int, proposed: int) -> None:
    last = week(date(2026, 9, 7), weeks)
    assert propose("sprint", [last], date(2026, 11, 1)).length == timedelta(weeks=proposed)


def test_the_calendar_periods() -> None:
    today = date(2026, 11, 22)
    assert propose("quarter", [], today) == Days(date(2026, 10, 1), date(2027, 1, 1))
    assert propose("half_year", [], today) == Days(date(2026, 7, 1), date(2027, 1, 1))
    assert propose("year", [], today) == Days(date(2026, 1, 1), date(2027, 1, 1))
    half = Days(date(2026, 7, 1), date(2027, 1, 1))
    assert propose("half_year", [half], today) == Days(date(2027, 1, 1), date(2027, 7, 1))


def test_a_stump_belongs_to_the_next_quarter() -> None:
    last = Days(date(2026, 9, 1), date(2026, 12, 10))
    assert propose("quarter", [last], date(2026, 11, 1)) == Days(date(2026, 12, 10), date(2027, 4, 1))


@given(st.sampled_from(KINDS), st.lists(some_days, max_size=5), day)
def test_what_is_proposed_follows_and_overlaps_nothing(kind: str, earlier: list[Days], today: date) -> None:
    found = propose(kind, earlier, today)
    assert found.start < found.end
    assert found.length <= LONGEST[kind]
    assert not overlapping(found, earlier)
    if earlier:
        assert found.start == max(days.end for days in earlier)
        assert not gaps([*earlier, found]) or gaps([*earlier, found]) == gaps(earlier)
    if kind == "sprint":
        assert is_usual(kind, found)
    else:
        assert found.end.day == 1


@given(st.lists(some_days, max_size=8))
def test_overlaps_are_every_pair_and_no_other(periods: list[Days]) -> None:
    expected = sum(
        1
        for index, first in enumerate(periods)
        for second in periods[index + 1 :]
        if first.start < second.end and second.start < first.end
    )
    found = overlaps(periods)
    assert len(found) == expected
    assert all(first.overlaps(second) and first.start <= second.start for first, second in found)


@given(st.lists(some_days, min_size=1, max_size=6))
def test_gaps_and_periods_cover_all_days_between(periods: list[Days]) -> None:
    empty = gaps(periods)
    assert not overlaps(empty)
    assert all(not overlapping(gap, periods) for gap in empty)
    first, last = min(days.start for days in periods), max(days.end for days in periods)
    covered = sorted([*periods, *empty], key=lambda days: days.start)
    reached = first
    for days in covered:
        assert days.start <= reached
        reached = max(reached, days.end)
    assert reached == last


@given(st.lists(st.integers(1, 30), unique=True, min_size=1))
def test_a_chain_is_walked_to_its_start(order: list[int]) -> None:
    before: dict[int, int | None] = dict(zip(order[1:], order, strict=False))
    assert chain(order[-1], before) == order


def test_a_chain_in_a_circle_ends() -> None:
    assert chain(1, {1: 2, 2: 1}) == [2, 1]


@given(states, states)
def test_scores_add_up(first: list[str], second: list[str]) -> None:
    both = score(first + second)
    assert both == score(first) + score(second)
    assert both.total == len(first) + len(second)


def test_an_unknown_state_is_refused() -> None:
    with pytest.raises(ValueError, match="gone"):
        score(["done", "gone"])
    assert score([]) == Score()


def test_a_reversed_period_does_not_exist() -> None:
    with pytest.raises(ValueError, match="ends after it starts"):
        Days(date(2026, 1, 2), date(2026, 1, 1))


@given(some_days, day)
def test_where_a_day_lies(days: Days, today: date) -> None:
    where = days.where(today)
    assert (where == "now") == (days.start <= today <= days.last_day)
    assert 0 <= days.share(today) <= 1
    assert (days.share(today) == 1) == (where == "past")


def test_possible_and_usual() -> None:
    assert is_possible("sprint", week(date(2026, 1, 5), 8))
    assert not is_usual("sprint", week(date(2026, 1, 5), 8))
    assert not is_possible("sprint", week(date(2026, 1, 5), 60))
    assert not is_possible("sprint", week(date(226, 1, 5), 6))
    assert is_usual("quarter", Days(date(2026, 1, 1), date(2026, 4, 1)))
    assert not is_usual("half_year", Days(date(2026, 1, 1), date(2026, 4, 1)))
