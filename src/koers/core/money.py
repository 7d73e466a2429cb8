"""Exact money: `Decimal` euros in code, integer cents in the database. Pure Python, no Django.

There is one rounding rule: to whole cents, half away from zero (ROUND_HALF_UP), as in Dutch public accounts.
Floats are refused: they cannot hold cents exactly.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
WHOLE_DIGITS = 15
"""Digits before the comma at most: far above any budget, and in cents far within a column of 64 bits."""
TOO_LARGE = f"Het bedrag is te groot: hooguit {WHOLE_DIGITS} cijfers voor de komma."


def round_to_cents(amount: Decimal) -> Decimal:
    """The amount in euros on whole cents, half away from zero."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def fits(amount: Decimal) -> bool:
    """Whether there are no more than `WHOLE_DIGITS` before the comma. Looks at the exponent only, so that a
    number of any size is judged at once."""
    return amount.is_finite() and (not amount or amount.adjusted() < WHOLE_DIGITS)


def to_cents(amount: Decimal | int) -> int:
    """Euros as integer cents. Raises TypeError for floats, ValueError when it is not a whole number of
    cents or has more than `WHOLE_DIGITS` digits before the comma."""
    if isinstance(amount, bool | float):
        raise TypeError("money is Decimal or int, never float")
    exact = Decimal(amount)
    if exact.is_finite() and not fits(exact):
        raise ValueError(TOO_LARGE)
    if not exact.is_finite() or exact != round_to_cents(exact):
        raise ValueError(f"not a whole number of cents: {amount}")
    return int(exact * 100)


def from_cents(cents: int) -> Decimal:
    """Integer cents as euros with two decimals."""
    return (Decimal(cents) / 100).quantize(CENT)
