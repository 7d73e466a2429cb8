"""Whether an organisation can bear its risks: what is available over what is required, as a grade. No Django.

The grades are those of the NAR and the University of Twente. Published tables leave the bounds themselves to
neither side; here a lower bound belongs to the higher grade, and A is above 2.0 only. A ratio is about a whole
organisation: a programme has a contribution to it, never a grade of its own.
"""

from __future__ import annotations

from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from koers.core.money import CENT


class Grade(StrEnum):
    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


BOUNDS: tuple[tuple[Grade, Decimal], ...] = (
    (Grade.B, Decimal("1.4")),
    (Grade.C, Decimal("1.0")),
    (Grade.D, Decimal("0.8")),
    (Grade.E, Decimal("0.6")),
)
"""From which ratio each grade holds; above `EXCELLENT` it is A, below the last F."""
EXCELLENT = Decimal("2.0")


def grade(available: Decimal, required: Decimal) -> Grade | None:
    """Compared without dividing, so that no rounding moves a grade. None when nothing is required: no ratio."""
    if required <= 0:
        return None
    if available > EXCELLENT * required:
        return Grade.A
    return next((one for one, bound in BOUNDS if available >= bound * required), Grade.F)


def ratio(available: Decimal, required: Decimal) -> Decimal | None:
    """To two decimals, cut off and not rounded: 1.399 is not shown as the 1.40 it does not reach.

    Just above 2.0 it is 2.01, never the 2.00 that has another grade.
    """
    if required <= 0:
        return None
    shown = (available / required).quantize(CENT, rounding=ROUND_DOWN)
    return max(shown, EXCELLENT + CENT) if available > EXCELLENT * required else shown
