"""Amounts in two notations: exact, asked about, or refused; never silently wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.finance.importing.amounts import (
    LARGEST,
    NoAmount,
    Notation,
    Trouble,
    amount_in,
    amount_of_number,
    decide,
    fitting,
)

DUTCH, ENGLISH = Notation.DUTCH, Notation.ENGLISH

cents = st.integers(-(10**11), 10**11)
ways = st.sampled_from(["front", "behind", "parentheses", "currency", "long minus"])


def written(amount: Decimal, notation: Notation, grouped: bool, way: str, short: bool) -> str:
    """An amount as some financial system writes it."""
    text = f"{abs(amount):,.2f}" if grouped else f"{abs(amount):.2f}"
    if short and text.endswith(".00"):
        text = text.removesuffix(".00")
    if notation is DUTCH:
        text = text.translate(str.maketrans(",.", ".,"))
    if amount >= 0:
        return f"€ {text}" if way == "currency" else text
    return {
        "front": f"-{text}", "behind": f"{text}-", "parentheses": f"({text})", "currency": f"€ -{text}",
        "long minus": f"−{text}",
    }[way]  # fmt: skip


@given(
    st.lists(st.tuples(cents, st.booleans(), ways, st.booleans()), min_size=1, max_size=12),
    st.sampled_from(Notation),
)
def test_a_column_in_either_notation_is_exact_or_asked(
    rows: list[tuple[int, bool, str, bool]], notation: Notation
) -> None:
    amounts = [Decimal(number) / 100 for number, _grouped, _way, _short in rows]
    cells = [
        written(amount, notation, grouped, way, short)
        for amount, (_number, grouped, way, short) in zip(amounts, rows, strict=True)
    ]
    decision = decide(cells)
    if decision.notation is None:
        assert decision.examples, "a question shows what it is about"
        decided = notation  # what the person answers
    else:
        decided = decision.notation
    assert [amount_in(cell, decided) for cell in cells] == amounts


@given(st.lists(cents, min_size=1), st.lists(cents, min_size=1))
def test_two_notations_in_one_column_are_asked(dutch: list[int], english: list[int]) -> None:
    cells = [written(Decimal(one) / 100 + Decimal("0.5"), DUTCH, True, "front", False) for one in dutch]
    cells += [written(Decimal(one) / 100 + Decimal("0.5"), ENGLISH, True, "front", False) for one in english]
    decision = decide(cells)
    assert decision.notation is None
    assert len(decision.examples) == 2


@given(st.text(alphabet="0123456789.,-+() €eur\u00a0\u2212", max_size=14))
def test_any_text_is_an_amount_or_says_why_not(text: str) -> None:
    for notation in Notation:
        try:
            found = amount_in(text, notation)
        except NoAmount as error:
            assert error.trouble in set(Trouble)
        else:
            assert notation in fitting(text)
            assert found == found.quantize(Decimal("0.01"))
            digits = "".join(character for character in text if character.isdigit())
            assert str(abs(found)).replace(".", "").lstrip("0").rstrip("0") == digits.lstrip("0").rstrip("0")


@given(cents)
def test_a_number_of_a_spreadsheet_is_exact(number: int) -> None:
    exact = Decimal(number) / 100
    assert amount_of_number(repr(float(exact))) == exact
    assert amount_of_number(f"{float(exact):.17g}") == exact


@pytest.mark.parametrize(
    ("text", "dutch", "english"),
    [
        ("1.000,00", "1000", Trouble.NOTATION),
        ("1,000.00", Trouble.NOTATION, "1000"),
        ("1.000", "1000", "1"),
        ("1.234", "1234", Trouble.CENTS),
        ("€ 1.000,-", "1000", "1"),
        ("5,-", "5", "5"),
        ("5-", "-5", "-5"),
        ("1 000,50", "1000.50", Trouble.NOTATION),
        ("1\u00a0000", "1000", "1000"),
        ("EUR 12.50", Trouble.NOTATION, "12.50"),
        ("-€ 5,50", "-5.50", Trouble.NOTATION),
        ("0.123", Trouble.NOTATION, Trouble.CENTS),
        ("12 34", Trouble.WORDS, Trouble.WORDS),
        ("--5", Trouble.TWO_SIGNS, Trouble.TWO_SIGNS),
        ("-5-", Trouble.TWO_SIGNS, Trouble.TWO_SIGNS),
        ("(5-)", Trouble.TWO_SIGNS, Trouble.TWO_SIGNS),
        ("", Trouble.NONE, Trouble.NONE),
        ("  ", Trouble.NONE, Trouble.NONE),
        ("n.v.t.", Trouble.WORDS, Trouble.WORDS),
        ("1e5", Trouble.WORDS, Trouble.WORDS),
        ("٣", Trouble.WORDS, Trouble.WORDS),
        ("9999999999", Trouble.ABSURD, Trouble.ABSURD),
    ],
)
def test_how_it_is_read(text: str, dutch: str | Trouble, english: str | Trouble) -> None:
    for notation, expected in ((DUTCH, dutch), (ENGLISH, english)):
        if isinstance(expected, Trouble):
            with pytest.raises(NoAmount) as caught:
                amount_in(text, notation)
            assert caught.value.trouble is expected
        else:
            assert amount_in(text, notation) == Decimal(expected)


def test_one_cell_decides_for_the_others() -> None:
    assert decide(["1.000", "2.000", "12,50"]).notation is DUTCH
    assert decide(["1,000", "2,000", "12.50"]).notation is ENGLISH
    assert decide(["1.000", "onbekend", ""]).examples == ("1.000",)
    assert decide(["1000", "25"]).notation is DUTCH
    assert decide([]).notation is DUTCH


@pytest.mark.parametrize(
    ("digits", "trouble"),
    [
        ("0.125", Trouble.CENTS),
        (str(LARGEST + 1), Trouble.ABSURD),
        ("NaN", Trouble.ABSURD),
        ("x", Trouble.WORDS),
    ],
)
def test_a_number_that_is_no_money(digits: str, trouble: Trouble) -> None:
    with pytest.raises(NoAmount) as caught:
        amount_of_number(digits)
    assert caught.value.trouble is trouble
