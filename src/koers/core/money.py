"""Exact money: `Decimal` euros in code, integer cents in the database. Pure Python, no Django.

There is one rounding rule: to whole cents, half away from zero (ROUND_HALF_UP), as in Dutch public accounts.
Floats are refused: they cannot hold cents exactly.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def round_to_cents(amount: Decimal) -> Decimal:
    """The amount in euros on whole cents, half away from zero."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def to_cents(amount: Decimal | int) -> int:
    """Euros as integer cents. Raises TypeError for floats, ValueError when it is not a whole number of
    cents."""
    if isinstance(amount, bool | float):
        raise TypeError("money is Decimal or int, never float")
    exact = Decimal(amount)
    if not exact.is_finite() or exact != round_to_cents(exact):
        raise ValueError(f"not a whole number of cents: {amount}")
    return int(exact * 100)


def from_cents(cents: int) -> Decimal:
    """Integer cents as euros with two decimals."""
    return (Decimal(cents) / 100).quantize(CENT)
