"""Classes of chance and consequence: what each stands for in an organisation, and how heavy a risk is. No Django.

The chance of a class is the middle of what it covers (10, 30, 50, 70, 90 % a year): published tables print
one percentage per class, and some organisations read it as an upper bound. Koers uses the middle and says so.
A consequence lies between the bounds of its class. The top class is open: without a maximum nobody knows how
much it can be, and a risk in it needs amounts of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

CLASSES = (1, 2, 3, 4, 5)
TOP = 5
MOST = Decimal(10_000_000_000)
"""Euros: no single risk of a municipality is larger; a larger number is a slip of the keyboard."""


class BadScale(ValueError):
    """The bounds of classes do not rise, or a chance is none."""


@dataclass(frozen=True, slots=True)
class Scale:
    """`chances`: per cent a year per class. `bounds`: where each class of consequence begins, in euros.

    `maximum`: where the top class ends; None when it is open. Raises BadScale for what does not rise.
    """

    chances: Sequence[Decimal]
    bounds: Sequence[Decimal]
    maximum: Decimal | None = None

    def __post_init__(self) -> None:
        if len(self.chances) != len(CLASSES) or len(self.bounds) != len(CLASSES):
            raise BadScale("a scale has five classes")
        if not rising(self.chances) or not (self.chances[0] > 0 and self.chances[-1] < 100):
            raise BadScale("the chances rise from above 0 to below 100")
        ends = [*self.bounds, *([self.maximum] if self.maximum is not None else [])]
        if self.bounds[0] < 0 or not rising(ends) or ends[-1] > MOST:
            raise BadScale("the bounds rise from 0")

    def chance(self, number: int) -> Decimal:
        return self.chances[number - 1]

    def low(self, number: int) -> Decimal:
        return self.bounds[number - 1]

    def high(self, number: int) -> Decimal | None:
        """None for an open top class."""
        return self.maximum if number == TOP else self.bounds[number]


def rising(numbers: Sequence[Decimal]) -> bool:
    return all(one < other for one, other in pairwise(numbers))


DEFAULT = Scale(
    chances=tuple(Decimal(one) for one in (10, 30, 50, 70, 90)),
    bounds=tuple(Decimal(one) for one in (0, 50_000, 100_000, 250_000, 750_000)),
    maximum=Decimal(2_000_000),
)
"""For an organisation that set nothing: an example of ours, which the pages say with every amount."""


class Weight(StrEnum):
    """How heavy a score (chance × consequence, 1 to 25) is."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


def weight(score: int) -> Weight:
    """Low up to 4, high from 12; what lies between is middle."""
    if score >= 12:
        return Weight.HIGH
    return Weight.MIDDLE if score >= 5 else Weight.LOW
