"""The order of a timeline."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from koers.core.dates import PartialDate, Precision
from koers.programmes.timeline import TimelineRow, in_order

dates = st.builds(
    PartialDate.from_first_day,
    st.dates(min_value=date(1990, 1, 1), max_value=date(2050, 12, 31)),
    st.sampled_from(Precision),
)


def _row(iso: str | None) -> TimelineRow:
    return TimelineRow("event", PartialDate.from_iso(iso) if iso else None, iso or "", None)


def test_wider_dates_come_before_narrower_ones_on_the_same_first_day() -> None:
    rows = [_row(iso) for iso in ("2023-01-01", "2023-01", None, "2023", "2022-12-31")]
    assert [row.text for row in in_order(rows)] == ["2022-12-31", "2023", "2023-01", "2023-01-01"]


@given(st.lists(st.none() | dates))
def test_every_dated_row_stays_and_days_never_go_back(found: list[PartialDate | None]) -> None:
    rows = in_order(TimelineRow("event", day, "", None) for day in found)
    days = [row.date.first_day for row in rows if row.date]
    assert days == sorted(days)
    assert len(rows) == len([day for day in found if day is not None])
