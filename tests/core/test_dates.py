from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.core.dates import PartialDate, Precision

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
PRECISIONS = st.sampled_from(Precision)
PARTIAL = st.builds(PartialDate.from_first_day, DAYS, PRECISIONS)


@given(PARTIAL)
def test_iso_says_it_all(value: PartialDate) -> None:
    assert PartialDate.from_iso(value.iso) == value
    assert str(value) == value.iso


@given(PARTIAL)
def test_first_day_and_precision_say_it_all(value: PartialDate) -> None:
    assert PartialDate.from_first_day(value.first_day, value.precision) == value
    assert PartialDate.from_first_day(value.first_day, value.precision.value) == value


@given(PARTIAL)
def test_first_and_last_day_are_its_own(value: PartialDate) -> None:
    assert value.first_day <= value.last_day
    for day in (value.first_day, value.last_day):
        assert PartialDate.from_first_day(day, value.precision) == value
    span = (value.last_day - value.first_day).days + 1
    assert (
        span
        in {Precision.DAY: {1}, Precision.MONTH: {28, 29, 30, 31}, Precision.YEAR: {365, 366}}[
            value.precision
        ]
    )


@given(DAYS)
def test_a_coarser_precision_drops_what_it_does_not_hold(day: date) -> None:
    assert PartialDate.from_first_day(day, Precision.YEAR) == PartialDate(day.year)
    assert PartialDate.from_first_day(day, Precision.MONTH) == PartialDate(day.year, day.month)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021-02", date(2021, 2, 1), date(2021, 2, 28)),
        ("2024-04-30", date(2024, 4, 30), date(2024, 4, 30)),
    ],
)
def test_the_days_it_stands_for(text: str, first: date, last: date) -> None:
    value = PartialDate.from_iso(text)
    assert (value.first_day, value.last_day) == (first, last)


@pytest.mark.parametrize(
    "wrong",
    ["", "19", "2019-7", "2019-13", "2019-02-30", "2019-00", "0000", "2019-07-01 ", "juli 2019", "2019-W03"],
)
def test_what_is_no_date_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.from_iso(wrong)


def test_a_day_needs_a_month() -> None:
    with pytest.raises(ValueError, match="month"):
        PartialDate(2019, None, 1)
