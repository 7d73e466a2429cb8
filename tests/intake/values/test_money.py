"""Amounts of money in Dutch notation."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.intake.values.money import MoneyValue, find_money, find_unit, read_amount


def one(text: str) -> MoneyValue:
    (found,) = find_money(text)
    assert " ".join(text[found.start : found.end].split()) == found.value.raw
    return found.value


@pytest.mark.parametrize(
    ("text", "raw", "amount"),
    [
        ("een bedrag van € 500.000 beschikbaar", "€ 500.000", "500000.00"),
        ("van €737.710,- middelen", "€737.710,-", "737710.00"),
        ("€ 1 miljoen.", "€ 1 miljoen", "1000000.00"),
        ("1,5 mln euro", "1,5 mln euro", "1500000.00"),
        ("€ 1,250 miljoen", "€ 1,250 miljoen", "1250000.00"),
        ("€ 40k per jaar", "€ 40k", "40000.00"),
        ("€ 500 duizend", "€ 500 duizend", "500000.00"),
        ("€ 2,1 miljard", "€ 2,1 miljard", "2100000000.00"),
        ("EUR 300.000", "EUR 300.000", "300000.00"),
        ("250.000 euro voor scholing", "250.000 euro", "250000.00"),
        ("€ 12,50", "€ 12,50", "12.50"),
        ("€ 1.234.567,89", "€ 1.234.567,89", "1234567.89"),
        ("€ 12.000.", "€ 12.000", "12000.00"),
        ("€ 450.000,=", "€ 450.000,=", "450000.00"),
        ("€ 25 000 voor\nzaalhuur", "€ 25 000", "25000.00"),
        ("€ -5.000", "€ -5.000", "-5000.00"),
        ("(- € 5.000)", "- € 5.000", "-5000.00"),
    ],
)
def test_notations(text: str, raw: str, amount: str) -> None:
    value = one(text)
    assert value.as_json() == {
        "raw": raw,
        "amount": amount,
        "currency": "EUR",
        "approximate": False,
        "includes": None,
    }


@pytest.mark.parametrize(
    "word", ["ongeveer", "circa", "ca.", "ruim", "bijna", "zo'n", "±", "om en nabij", "naar schatting"]
)
def test_approximate(word: str) -> None:
    value = one(f"Totaal {word} € 85.000,-.")
    assert value.approximate
    assert value.raw == "€ 85.000,-"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("middelen (incl. indexatie € 288.770,-) toegewezen", "incl. indexatie"),
        ("€ 300.000 (inclusief btw)", "inclusief btw"),
        ("€ 300.000, exclusief btw", "exclusief btw"),
        ("€ 300.000 voor inhuur", None),
    ],
)
def test_includes(text: str, words: str | None) -> None:
    assert one(text).includes == words


@pytest.mark.parametrize(
    "text", ["bedragen x € 1.000", "€ 500,000", "12 fte", "in 2023", "artikel 12.500", "zo'n 2 ton", "", "€"]
)
def test_what_is_no_amount_is_left_out(text: str) -> None:
    assert find_money(text) == []


def test_a_range_has_no_minus() -> None:
    amounts = [found.value.amount for found in find_money("€ 100.000 - € 200.000")]
    assert amounts == [Decimal(100_000), Decimal(200_000)]


def test_only_the_asked_stretch_is_read() -> None:
    text = "€ 100 en € 200 en € 300"
    (found,) = find_money(text, 6, 15)
    assert found.value.amount == 200
    assert text[found.start : found.end] == "€ 200"


@pytest.mark.parametrize(
    ("cell", "factor", "amount"),
    [
        ("640", 1000, "640000.00"),
        ("1.250", 1000, "1250000.00"),
        ("- 12", 1, "-12.00"),
        ("€ 640", 1000, "640.00"),
        ("12,5", 1_000_000, "12500000.00"),
    ],
)
def test_bare_numbers_count_in_table_cells(cell: str, factor: int, amount: str) -> None:
    row = f"| x | {cell} |"
    found = read_amount(row, 6, 6 + len(cell), factor)
    assert found is not None
    assert found.value.as_json()["amount"] == amount
    assert row[found.start : found.end] == found.value.raw


@pytest.mark.parametrize("cell", ["", "n.v.t.", "2 fte", "1,2345"])
def test_a_cell_without_an_amount(cell: str) -> None:
    assert read_amount(cell, 0, len(cell)) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Bedrag (x € 1.000)", 1000),
        ("bedragen in duizenden", 1000),
        ("in miljoenen euro's", 1_000_000),
        ("x 1.000.000", 1_000_000),
        ("Bedrag", None),
    ],
)
def test_units_of_tables(text: str, unit: int | None) -> None:
    found = find_unit(text)
    assert (found.value if found else None) == unit


@given(st.integers(min_value=0, max_value=10**12), st.booleans())
def test_every_whole_amount_is_read_back_to_the_cent(euros: int, dash: bool) -> None:
    printed = f"{euros:,}".replace(",", ".")
    value = one(f"Er is € {printed}{',-' if dash else ''} toegewezen")
    assert value.amount == euros
    assert value.as_json()["amount"] == f"{euros}.00"


@given(st.integers(min_value=0, max_value=10**9))
def test_every_amount_with_cents_is_exact(cents: int) -> None:
    euros, rest = divmod(cents, 100)
    printed = f"{euros:,}".replace(",", ".") + f",{rest:02d}"
    assert one(f"€ {printed}").amount == Decimal(cents) / 100


@given(st.text(max_size=120))
def test_any_text_gives_amounts_inside_it(text: str) -> None:
    for found in find_money(text):
        assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "€ 1.000.000.000.000.000",
        f"€ {'9' * 60}",
        f"€ 1,{'0' * 60}1 miljoen",
        "€ 1000000000 miljoen",
        "€ 1,123456789 miljoen",
        "€ 0,000001 k",
    ],
)
def test_what_no_amount_can_be_is_left_out_and_never_rounded(text: str) -> None:
    assert find_money(text) == []


def test_the_largest_amount_is_read_and_a_unit_may_make_it_too_large() -> None:
    assert one("€ 999.999.999.999.999,99").amount == Decimal("999999999999999.99")
    assert read_amount("999.999.999.999", 0, 15, 1000) is not None
    assert read_amount("999.999.999.999", 0, 15, 1_000_000) is None
