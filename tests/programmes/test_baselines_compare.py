"""What shifted against the baseline, no finer than the dates are known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.core.dates import PartialDate
from koers.programmes.baselines import Promise, certain_delay, compare, read, shift, written


def promise(key: str, iso: str | None = None, kind: str = "goal", text: str = "Doel") -> Promise:
    return Promise(kind, key, text, PartialDate.from_iso(iso) if iso else None)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("2026-03-01", "2026-03-01", None),
        ("2026-03-01", "2026-03-02", ("day", 1)),
        ("2026-03-01", "2026-03-14", ("day", 13)),
        ("2026-03-01", "2026-03-15", ("week", 2)),
        ("2026-03-01", "2026-04-12", ("week", 6)),
        ("2026-09-01", "2026-12-08", ("week", 14)),
        ("2026-04-12", "2026-03-01", ("week", -6)),
        ("2026-01-01", "2026-12-31", ("month", 12)),
        ("2026-03", "2026-05", ("month", 2)),
        ("2026-03", "2026-03-31", None),
        ("2026-03", "2026-05-20", ("month", 2)),
        ("2026-05-20", "2026-03", ("month", -2)),
        ("2026", "2026-11-01", None),
        ("2026", "2026-11", None),
        ("2026", "2028-01-01", ("year", 2)),
    ],
)
def test_a_shift_in_the_unit_people_use(before: str, after: str, expected: tuple[str, int] | None) -> None:
    found = shift(PartialDate.from_iso(before), PartialDate.from_iso(after))
    assert (None if found is None else (found.unit, found.amount)) == expected


def test_everything_that_can_happen_to_a_promise() -> None:
    before = [
        promise("kept", "2026"),
        promise("late", "2026-03-01"),
        promise("later", "2026-01"),
        promise("gone", "2026-01"),
        promise("lost", "2026-01"),
        promise("got"),
        promise("same", "2026", kind="deliverable"),
    ]
    now = [
        promise("kept", "2026-05", text="Andere woorden"),
        promise("late", "2026-04-12"),
        promise("later", "2027-01"),
        promise("lost"),
        promise("got", "2026-01"),
        promise("same", "2026", kind="track"),
    ]
    found = compare(before, now)
    assert [(one.before.id, one.shift.amount) for one in found.moved] == [("later", 12), ("late", 6)]
    assert [one.id for one in found.dated] == ["got"]
    assert [one.id for one in found.undated] == ["lost"]
    assert [(one.kind, one.id) for one in found.new] == [("track", "same")]
    assert [(one.kind, one.id) for one in found.gone] == [("goal", "gone"), ("deliverable", "same")]
    assert found.kept == 1
    assert found.changed


dates = st.dates(date(2000, 1, 1), date(2050, 1, 1))
partial_dates = st.builds(PartialDate.from_first_day, dates, st.sampled_from(["year", "month", "day"]))
promises = st.lists(
    st.builds(
        Promise,
        st.sampled_from(["goal", "deliverable"]),
        st.text(max_size=3),
        st.text(max_size=5),
        st.none() | partial_dates,
    ),
    max_size=6,
    unique_by=lambda one: (one.kind, one.id),
)


@given(partial_dates, partial_dates)
def test_a_shift_has_a_mirror(one: PartialDate, other: PartialDate) -> None:
    there, back = shift(one, other), shift(other, one)
    if there is None or back is None:
        assert there is back
    else:
        assert (there.unit, there.amount, there.days) == (back.unit, -back.amount, -back.days)


@given(partial_dates, partial_dates)
def test_a_delay_that_is_certain_is_a_shift_to_later(before: PartialDate, after: PartialDate) -> None:
    found = shift(before, after)
    assert (certain_delay(before, after) > 0) is (found is not None and found.amount > 0)


@given(dates, dates)
def test_a_date_of_the_year_never_shifts_within_its_year(one: date, other: date) -> None:
    exact = PartialDate(other.year, other.month, other.day)
    found = shift(PartialDate(one.year), exact)
    assert (found is None) is (one.year == other.year)
    if found is not None:
        assert found.unit == "year"


@given(dates, st.integers(1, 4000), st.integers(0, 4000))
def test_further_is_never_told_as_less(start: date, days: int, more: int) -> None:
    first = PartialDate(start.year, start.month, start.day)

    def moved(by: int) -> int:
        there = start + timedelta(days=by)
        found = shift(first, PartialDate(there.year, there.month, there.day))
        assert found is not None
        assert found.amount > 0
        return found.days

    assert moved(days + more) >= moved(days)


@given(promises)
def test_nothing_changed_against_itself(before: list[Promise]) -> None:
    found = compare(before, before)
    assert not found.changed
    assert found.kept == len(before)


@given(promises, promises)
def test_every_promise_is_told_once(before: list[Promise], now: list[Promise]) -> None:
    found = compare(before, now)
    both = len(found.moved) + len(found.dated) + len(found.undated) + found.kept
    assert both + len(found.gone) == len(before)
    assert both + len(found.new) == len(now)


@given(promises)
def test_what_is_written_reads_back(before: list[Promise]) -> None:
    assert read(written(before)) == before
