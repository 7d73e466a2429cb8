"""The years a stated period touches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.core.dates import PartialDate, Precision
from koers.core.period_fields import year_span

dates = st.builds(PartialDate.from_first_day, st.dates(), st.sampled_from(Precision))


@pytest.mark.parametrize(
    ("start", "end", "exclusive", "span"),
    [
        ("2019-09-01", "2019-12-31", False, (2019, 2019)),
        ("2019-07", "2021-09-01", True, (2019, 2021)),
        ("2020", "2021-01-01", True, (2020, 2020)),
        ("2020", "2021-01", True, (2020, 2020)),
        ("2020", "2021", True, (2020, 2020)),
        ("2020", "2021-01-01", False, (2020, 2021)),
        ("2018", None, False, (2018, 2018)),
        (None, "2021-01-01", True, (2020, 2020)),
        ("2021-03-01", "2020-01-01", False, (2020, 2021)),
        (None, None, False, None),
    ],
)
def test_the_years_a_period_touches(
    start: str | None, end: str | None, exclusive: bool, span: tuple[int, int] | None
) -> None:
    first = PartialDate.from_iso(start) if start else None
    last = PartialDate.from_iso(end) if end else None
    assert year_span(first, last, exclusive) == span


@given(start=st.none() | dates, end=st.none() | dates, exclusive=st.booleans())
def test_a_span_is_in_order_and_holds_what_is_known(
    start: PartialDate | None, end: PartialDate | None, exclusive: bool
) -> None:
    span = year_span(start, end, exclusive)
    assert (span is None) == (start is None and end is None)
    if span is not None:
        assert span[0] <= span[1]
        if start is not None:
            assert span[0] <= start.year <= span[1]
