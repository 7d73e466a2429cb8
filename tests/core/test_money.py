from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.core.money import CENT, fits, from_cents, round_to_cents, to_cents

CENTS = st.integers(min_value=-(10**15), max_value=10**15)


@given(CENTS)
def test_cents_and_euros_are_the_same_amount(cents: int) -> None:
    euros = from_cents(cents)
    assert to_cents(euros) == cents
    assert euros.as_tuple().exponent == -2


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_whole_euros_may_be_integers(euros: int) -> None:
    assert to_cents(euros) == euros * 100


@given(st.lists(CENTS, max_size=20))
def test_adding_loses_nothing(amounts: list[int]) -> None:
    assert to_cents(sum((from_cents(amount) for amount in amounts), Decimal(0))) == sum(amounts)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6))
def test_rounding_moves_at_most_half_a_cent_and_is_symmetric(amount: Decimal) -> None:
    rounded = round_to_cents(amount)
    assert abs(rounded - amount) <= CENT / 2
    assert round_to_cents(-amount) == -rounded
    assert round_to_cents(rounded) == rounded


def test_half_a_cent_goes_away_from_zero() -> None:
    assert round_to_cents(Decimal("0.125")) == Decimal("0.13")
    assert round_to_cents(Decimal("-0.125")) == Decimal("-0.13")
    assert Decimal("0.125").quantize(CENT, rounding=ROUND_HALF_EVEN) == Decimal("0.12")  # not our rule


@pytest.mark.parametrize("wrong", [1.0, True, 0.1])
def test_floats_and_booleans_are_refused(wrong: Decimal) -> None:
    with pytest.raises(TypeError):
        to_cents(wrong)


@pytest.mark.parametrize("wrong", ["0.001", "NaN", "Infinity", "-1.999"])
def test_part_of_a_cent_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="cents"):
        to_cents(Decimal(wrong))


@pytest.mark.parametrize("wrong", ["1e15", "-1e15", "1e17", "1e30", "1e999999", "1234567890123456.78"])
def test_an_absurd_amount_is_refused_in_words(wrong: str) -> None:
    with pytest.raises(ValueError, match="te groot"):
        to_cents(Decimal(wrong))
    assert not fits(Decimal(wrong))


@given(st.decimals())
def test_any_number_is_cents_that_a_column_holds_or_a_value_error(amount: Decimal) -> None:
    try:
        cents = to_cents(amount)
    except ValueError:
        return
    assert abs(cents) < 10**17 < 2**63
    assert from_cents(cents) == amount


def test_the_largest_amount_is_kept() -> None:
    assert to_cents(Decimal("999999999999999.99")) == 10**17 - 1
    assert to_cents(Decimal("0e400")) == 0
