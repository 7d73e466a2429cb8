"""What people type becomes a value of the contract, or a sentence that says what to type."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.core.dates import PartialDate
from koers.intake.shapes import Form
from koers.intake.values_entry import as_entry, from_entry


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        (Form.LINE, None, ""),
        (Form.LINE, "Roadtrip", "Roadtrip"),
        (Form.DATE, "2019-07-01", "1 juli 2019"),
        (Form.DATE, "2019-07", "juli 2019"),
        (Form.DATE, "2019", "2019"),
        (Form.YEAR, 2024, "2024"),
        (Form.MONEY, {"raw": "€ 737.710,-", "amount": "737710.00"}, "€ 737.710,-"),
        (Form.LINES, ["een", "twee"], "een\ntwee"),
        (Form.YES_NO, True, "yes"),
        (Form.YES_NO, False, "no"),
        (Form.NUMBER, "7.10", "7,10"),
    ],
)
def test_values_read_as_people_write_them(form: Form, value: Any, shown: str) -> None:
    assert as_entry(form, value) == shown


@pytest.mark.parametrize(
    ("form", "typed", "value"),
    [
        (Form.LINE, "  twee   woorden ", "twee woorden"),
        (Form.LINE, "   ", None),
        (Form.DATE, "1 juli 2019", "2019-07-01"),
        (Form.DATE, "juli 2019", "2019-07"),
        (Form.DATE, "2019", "2019"),
        (Form.YEAR, "2024", 2024),
        (Form.NUMBER, "1.169.109", "1169109"),
        (Form.NUMBER, "7,10", "7.10"),
        (Form.NUMBER, "\u22123", "-3"),
        (Form.YES_NO, "yes", True),
        (Form.YES_NO, "no", False),
        (Form.CHOICE, "running", "running"),
        (Form.CHOICE, "2", 2),
        (Form.CHOICE, "²", "²"),
        (Form.CHOICE, "9" * 5000, "9" * 5000),
        (Form.NUMBER, "0099999999999,1234", "0099999999999.1234"),
        (Form.LINES, "een\n\n twee ", ["een", "twee"]),
        (Form.LINES, "", []),
    ],
)
def test_what_is_typed_becomes_a_value(form: Form, typed: str, value: Any) -> None:
    assert from_entry(form, typed) == value


@pytest.mark.parametrize("typed", ["737.710,50", "€ 737.710,50"])
def test_an_amount_keeps_what_was_typed_and_its_exact_value(typed: str) -> None:
    value = from_entry(Form.MONEY, typed)
    assert value["amount"] == "737710.50"
    assert value["raw"] == typed
    assert value["currency"] == "EUR"


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.DATE, "31 september 2021"),
        (Form.DATE, "binnenkort"),
        (Form.DATE, "1 juli 2019 en 3 mei 2020"),
        (Form.YEAR, "24"),
        (Form.MONEY, "veel"),
        (Form.NUMBER, "zeven"),
        (Form.NUMBER, "Infinity"),
        (Form.NUMBER, "1e5"),
        (Form.NUMBER, "1e400000"),
        (Form.NUMBER, "123.456.789.012"),
        (Form.NUMBER, "1,00001"),
        (Form.MONEY, "100.000.000.000.000.000"),
        (Form.MONEY, "1e30"),
    ],
)
def test_what_cannot_be_used_is_told(form: Form, typed: str) -> None:
    with pytest.raises(ValueError) as told:
        from_entry(form, typed)
    assert str(told.value).endswith(".")


@given(st.dates(min_value=PartialDate(1901).first_day), st.sampled_from(["year", "month", "day"]))
def test_a_date_comes_back_as_it_was(day: Any, precision: str) -> None:
    iso = PartialDate.from_first_day(day, precision).iso
    if day.year < 2100:
        assert from_entry(Form.DATE, as_entry(Form.DATE, iso)) == iso
