"""Values in JSON: what is accepted fits the schema exactly, and dates go out as they came in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.api import values
from koers.api.values import Refused, accept, moment
from koers.core.dates import PartialDate
from koers.editing.attributes import Shape
from test_lazy_imports import loaded_after

PARTIAL = {"type": ["string", "null"], "format": "partial-date", "pattern": values.PARTIAL_PATTERN}
DAY = {"type": "string", "format": "date", "pattern": values.DAY_PATTERN}
MOMENT = {"type": "string", "format": "date-time", "pattern": values.MOMENT_PATTERN}
MONEY = {"type": "string", "format": "decimal", "pattern": values.MONEY_PATTERN}
WHOLE = {"type": "integer", "minimum": 0, "maximum": 12}
CHOICE = {"type": ["string", "null"], "enum": ["good", "bad", None]}
SEVERAL = {"type": "array", "items": {"type": "string", "enum": ["time", "money"]}, "uniqueItems": True}
UUID = {"type": "string", "format": "uuid", "pattern": values.UUID_PATTERN}
FLAG = {"type": "boolean"}
TEXT = {"type": "string", "maxLength": 5, "minLength": 1, "pattern": values.SOME_TEXT}

days = st.dates(date(1800, 1, 1), date(2199, 12, 31))


@given(days)
def test_every_day_that_exists_is_accepted(day: date) -> None:
    assert accept(DAY, Shape.DAY)(day.isoformat()) == day
    for written in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        found = accept(PARTIAL, Shape.PARTIAL)(written)
        assert isinstance(found, PartialDate) and found.iso == written


@given(st.integers(1800, 2199), st.integers(1, 12), st.integers(1, 31))
def test_a_day_that_does_not_exist_is_refused(year: int, month: int, day: int) -> None:
    written = f"{year:04}-{month:02}-{day:02}"
    try:
        date(year, month, day)
    except ValueError:
        with pytest.raises(Refused):
            accept(DAY, Shape.DAY)(written)
    else:
        assert accept(DAY, Shape.DAY)(written).isoformat() == written


@given(st.decimals(-(10**14), 10**14, places=2))
def test_amounts_keep_their_cents(amount: Decimal) -> None:
    written = f"{amount:.2f}"
    if re.fullmatch(r"-?0+\.00", written):
        written = "0.00"
    assert accept(MONEY, Shape.MONEY)(written) == amount


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 1, 1), timezones=st.just(UTC)))
def test_moments_go_round(at: datetime) -> None:
    assert accept(MOMENT, Shape.MOMENT)(moment(at)) == at


@pytest.mark.parametrize(
    ("schema", "shape", "value"),
    [
        (PARTIAL, Shape.PARTIAL, "1799"),
        (PARTIAL, Shape.PARTIAL, "2025-03\n"),
        (PARTIAL, Shape.PARTIAL, 2025),
        (DAY, Shape.DAY, None),
        (DAY, Shape.DAY, "2025-03"),
        (MOMENT, Shape.MOMENT, "2025-03-01T09:00:00"),
        (MONEY, Shape.MONEY, 12.5),
        (MONEY, Shape.MONEY, "1e5"),
        (MONEY, Shape.MONEY, "12,50"),
        (WHOLE, Shape.WHOLE, True),
        (WHOLE, Shape.WHOLE, "3"),
        (WHOLE, Shape.WHOLE, 13),
        (WHOLE, Shape.WHOLE, 1.5),
        (CHOICE, Shape.CHOICE, "fair"),
        (CHOICE, Shape.CHOICE, ""),
        (SEVERAL, Shape.SEVERAL, "time"),
        (SEVERAL, Shape.SEVERAL, ["time", "time"]),
        (SEVERAL, Shape.SEVERAL, ["rest"]),
        (SEVERAL, Shape.SEVERAL, [1]),
        (UUID, Shape.RELATION, "x"),
        (FLAG, Shape.FLAG, 1),
        (FLAG, Shape.FLAG, "true"),
        (FLAG, Shape.FLAG, None),
        (TEXT, Shape.LINE, ""),
        (TEXT, Shape.LINE, "  \u3000"),
        (TEXT, Shape.LINE, "zesdes"),
        (TEXT, Shape.LINE, "a\0"),
        (TEXT, Shape.LINE, "\ud800"),
    ],
)
def test_another_form_is_refused_in_words(schema: dict[str, Any], shape: Shape, value: Any) -> None:
    with pytest.raises(Refused) as caught:
        accept(schema, shape)(value)
    assert str(caught.value)


@pytest.mark.parametrize(
    ("schema", "shape", "value", "expected"),
    [
        (PARTIAL, Shape.PARTIAL, None, None),
        (WHOLE, Shape.WHOLE, 3.0, 3),
        (CHOICE, Shape.CHOICE, "good", "good"),
        (CHOICE, Shape.CHOICE, None, None),
        (SEVERAL, Shape.SEVERAL, ["money", "time"], ["money", "time"]),
        (FLAG, Shape.FLAG, False, False),
        (TEXT, Shape.LINE, " ok ", " ok "),
    ],
)
def test_the_right_form_is_taken(schema: dict[str, Any], shape: Shape, value: Any, expected: Any) -> None:
    assert accept(schema, shape)(value) == expected


def test_pages_start_without_the_api() -> None:
    code = "import django; django.setup()\nfrom django.urls import get_resolver\nget_resolver().url_patterns"
    assert not {"ninja", "pydantic"} & loaded_after(f"{code}\nfrom koers.api import urls, pages, entry")
