"""Dates by a rhythm: month ends, leap years, no drift."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from control.conftest import CALM
from koers.control.rhythm import MONTHS_BETWEEN, Rhythm, dates_in, months_later, quarter_of

DAYS = st.dates(date(1999, 1, 1), date(2090, 12, 31))
REPEATING = st.sampled_from(list(MONTHS_BETWEEN))


def test_the_end_of_the_month_stays_the_end() -> None:
    found = dates_in(date(2027, 1, 31), Rhythm.MONTHLY, 2028)
    assert [day.day for day in found] == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def test_a_leap_day_comes_back_on_a_leap_day() -> None:
    first = date(2024, 2, 29)
    assert dates_in(first, Rhythm.YEARLY, 2026) == [date(2026, 2, 28)]
    assert dates_in(first, Rhythm.YEARLY, 2028) == [date(2028, 2, 29)]


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        (Rhythm.ONCE, []),
        (Rhythm.QUARTERLY, [(2, 15), (5, 15), (8, 15), (11, 15)]),
        (Rhythm.HALF_YEARLY, [(5, 15), (11, 15)]),
        (Rhythm.YEARLY, [(11, 15)]),
    ],
)
def test_a_later_year(rhythm: Rhythm, expected: list[tuple[int, int]]) -> None:
    found = dates_in(date(2025, 11, 15), rhythm, 2027)
    assert [(day.month, day.day) for day in found] == expected


def test_the_first_and_the_last_year() -> None:
    first, last = date(2026, 5, 10), date(2027, 2, 10)
    assert dates_in(first, Rhythm.QUARTERLY, 2025, last) == []
    assert dates_in(first, Rhythm.QUARTERLY, 2026, last) == [first, date(2026, 8, 10), date(2026, 11, 10)]
    assert dates_in(first, Rhythm.QUARTERLY, 2027, last) == [last]
    assert dates_in(first, Rhythm.QUARTERLY, 2028, last) == []
    assert dates_in(first, Rhythm.ONCE, 2026) == [first]


def test_the_end_of_time() -> None:
    assert dates_in(date(9999, 11, 30), Rhythm.MONTHLY, 9999) == [date(9999, 11, 30), date(9999, 12, 30)]
    with pytest.raises(ValueError, match="9999"):
        months_later(date(9999, 12, 1), 1)


@CALM
@given(DAYS, st.integers(-600, 600))
def test_so_many_months_later(day: date, months: int) -> None:
    found = months_later(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    assert found.day == min(day.day, monthrange(found.year, found.month)[1])


@CALM
@given(DAYS, REPEATING, st.integers(1999, 2100))
def test_years_beside_each_other_leave_nothing_out(first: date, rhythm: Rhythm, year: int) -> None:
    """Against the plain way: counting on from the first day."""
    expected, count = [], 0
    while (day := months_later(first, count * MONTHS_BETWEEN[rhythm])).year <= year:
        expected += [day] if day.year == year else []
        count += 1
    assert dates_in(first, rhythm, year) == expected


@CALM
@given(DAYS, REPEATING, st.integers(0, 20))
def test_no_drift(first: date, rhythm: Rhythm, later: int) -> None:
    found = dates_in(first, rhythm, first.year + later)
    assert found == sorted(set(found))
    assert all(day >= first for day in found)
    for day in found:
        assert day.day == min(first.day, monthrange(day.year, day.month)[1])
    if later:
        assert len(found) == 12 // MONTHS_BETWEEN[rhythm]


@CALM
@given(DAYS, REPEATING, st.integers(0, 3), st.integers(0, 900))
def test_an_end_only_takes_off(first: date, rhythm: Rhythm, later: int, days: int) -> None:
    year, last = first.year + later, first + timedelta(days=days)
    assert dates_in(first, rhythm, year, last) == [d for d in dates_in(first, rhythm, year) if d <= last]


def test_quarters() -> None:
    assert [quarter_of(date(2027, month, 1)) for month in range(1, 13)] == [
        1,
        1,
        1,
        2,
        2,
        2,
        3,
        3,
        3,
        4,
        4,
        4,
    ]
