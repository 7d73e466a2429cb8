from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from koers.core.dates import PartialDate, Precision
from koers.core.periods import Period, year

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    assume(start is None or end is None or start < end)
    return Period(start, end)


@given(periods(), periods(), DAYS)
def test_the_overlap_is_exactly_the_shared_days(one: Period, other: Period, day: date) -> None:
    shared = one.overlap(other)
    assert (one.contains(day) and other.contains(day)) == (shared is not None and shared.contains(day))
    assert shared == other.overlap(one)
    assert one.overlaps(other) == (shared is not None)
    if shared is not None:
        assert one.covers(shared)
        assert other.covers(shared)


@given(periods(), periods(), DAYS)
def test_covering_holds_every_day(outer: Period, inner: Period, day: date) -> None:
    if outer.covers(inner) and inner.contains(day):
        assert outer.contains(day)


@given(periods())
def test_a_period_has_its_first_and_last_day_but_not_its_end(period: Period) -> None:
    assert period.covers(period)
    if period.start is not None:
        assert period.contains(period.start)
        assert not period.contains(period.start - timedelta(days=1))
    if period.end is not None and period.last_day is not None:
        assert period.contains(period.last_day)
        assert not period.contains(period.end)
    if period.days is not None:
        assert period.days > 0
    else:
        assert period.start is None or period.end is None


@given(DAYS, DAYS, DAYS)
def test_periods_that_touch_share_nothing(first: date, second: date, third: date) -> None:
    first, second, third = sorted((first, second, third))
    assume(first < second < third)
    assert not Period(first, second).overlaps(Period(second, third))


@given(DAYS, DAYS, st.sampled_from(Precision), st.sampled_from(Precision), st.booleans())
def test_partial_dates_become_their_days(
    one: date, other: date, start_precision: Precision, end_precision: Precision, exclusive: bool
) -> None:
    start = PartialDate.from_first_day(one, start_precision)
    end = PartialDate.from_first_day(other, end_precision)
    last = end.first_day - timedelta(days=1) if exclusive else end.last_day
    assume(start.first_day <= last)
    period = Period.from_partial(start, end, end_exclusive=exclusive)
    assert period.start == start.first_day
    assert period.last_day == last


def test_what_the_module_promises() -> None:
    both = Period.from_partial(PartialDate(2019), PartialDate(2020, 6))
    assert both == Period(date(2019, 1, 1), date(2020, 7, 1))
    until = Period.from_partial(PartialDate(2019, 7), PartialDate(2021, 9, 1), end_exclusive=True)
    assert until.last_day == date(2021, 8, 31)
    assert Period.from_partial(None, None) == Period()
    assert Period.from_partial(PartialDate(2018), None).contains(date(2050, 1, 1))
    assert year(2024).days == 366
    assert year(9999).end is None
    assert not Period(None, date(2020, 1, 1)).covers(Period())


@pytest.mark.parametrize(
    ("start", "end"), [(date(2021, 3, 1), date(2021, 1, 1)), (date(2021, 1, 1), date(2021, 1, 1))]
)
def test_reversed_and_empty_periods_do_not_exist(start: date, end: date) -> None:
    with pytest.raises(ValueError, match="ends after"):
        Period(start, end)
