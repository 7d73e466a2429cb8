"""Reading the contract's values: exact when they are right, a ValueError when they are not."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.core import json_values as read
from koers.core.dates import PartialDate
from koers.core.json_values import StatedMoney, StatedPeriod


@pytest.mark.parametrize(
    ("reader", "nothing"),
    [
        (read.text_of, ""),
        (read.texts_of, []),
        (read.rows_of, []),
        (read.flag_of, None),
        (read.integer_of, None),
        (read.number_of, None),
        (read.date_of, None),
        (read.period_of, StatedPeriod()),
        (read.money_of, StatedMoney()),
    ],
)
@pytest.mark.parametrize("values", [{}, {"x": None}])
def test_what_is_absent_stays_absent(
    reader: Callable[..., Any], nothing: Any, values: dict[str, Any]
) -> None:
    assert reader(values, "x") == nothing


@pytest.mark.parametrize(
    ("reader", "wrong"),
    [
        (read.text_of, 5),
        (read.texts_of, "een"),
        (read.texts_of, [1]),
        (read.rows_of, ["een"]),
        (read.rows_of, {"een": 1}),
        (read.flag_of, "ja"),
        (read.integer_of, True),
        (read.integer_of, 1.5),
        (read.integer_of, "veel"),
        (read.integer_of, 2**31),
        (read.integer_of, "9" * 5000),
        (read.number_of, "veel"),
        (read.number_of, "Infinity"),
        (read.number_of, "1e5"),
        (read.number_of, "1e400000"),
        (read.number_of, "1_000"),
        (read.number_of, "123456789012"),
        (read.number_of, 7.1),
        (read.date_of, "2023-02-30"),
        (read.date_of, "2023-2"),
        (read.period_of, 2023),
        (read.period_of, "ooit"),
        (read.period_of, {"start": "ooit"}),
        (read.money_of, 5),
        (read.money_of, {"amount": "0.001"}),
        (read.money_of, {"amount": "5", "currency": "USD"}),
        (read.money_of, {"amount": "NaN"}),
        (read.money_of, {"amount": "1e30"}),
        (read.money_of, {"amount": "1000000000000000"}),
        (read.money_of, {"amount": "9" * 40}),
    ],
)
def test_a_wrong_shape_is_refused(reader: Callable[..., Any], wrong: Any) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        reader({"x": wrong}, "x")


def test_texts_lose_outer_blanks_and_empty_ones() -> None:
    assert read.text_of({"x": " een "}, "x") == "een"
    assert read.texts_of({"x": ["een ", " ", "twee"]}, "x") == ["een", "twee"]


def test_numbers_keep_the_decimals_written() -> None:
    assert str(read.number_of({"x": "7.10"}, "x")) == "7.10"
    assert read.integer_of({"x": "2023"}, "x") == 2023
    assert read.integer_of({"x": ""}, "x") is None
    assert read.flag_of({"x": False}, "x") is False


def test_a_period_is_read_whole() -> None:
    stated = {
        "raw": "juli 2019 tot 1 september 2021",
        "start": "2019-07",
        "end": "2021-09-01",
        "end_exclusive": True,
        "approximate": False,
        "open_end": False,
        "duration_months": 26,
    }
    assert read.period_of({"x": stated}, "x") == StatedPeriod(
        raw="juli 2019 tot 1 september 2021",
        start=PartialDate(2019, 7),
        end=PartialDate(2021, 9, 1),
        end_exclusive=True,
        duration_months=26,
    )


def test_a_bare_date_is_the_period_of_that_date() -> None:
    year = PartialDate(2023)
    assert read.period_of({"x": "2023"}, "x") == StatedPeriod(raw="2023", start=year, end=year)


def test_money_is_read_whole() -> None:
    stated = {"raw": "± € 85.000", "amount": "85000.00", "currency": "EUR", "approximate": True}
    assert read.money_of({"x": stated}, "x") == StatedMoney("± € 85.000", Decimal("85000.00"), True, "")
    assert read.money_of({"x": "12.50"}, "x").amount == Decimal("12.50")
    assert read.money_of({"x": {"raw": "alles", "amount": None}}, "x").amount is None


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_money_is_exact_to_the_cent(cents: int) -> None:
    amount = Decimal(cents) / 100
    assert read.money_of({"x": {"amount": f"{amount:.2f}"}}, "x").amount == amount


def test_the_largest_figure_is_kept() -> None:
    assert read.number_of({"x": "-99999999999.9999"}, "x") == Decimal("-99999999999.9999")
    assert read.number_of({"x": "0"}, "x") == 0
