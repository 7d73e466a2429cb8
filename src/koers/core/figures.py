"""Figures by name. A figure in a text is a reference to one of these functions; freezing a report resolves
it. No Django.

    @figure("finance.free_balance")
    def free_balance(*, programme: Programme, on: date) -> Figure: ...

Every figure says its unit, the day it holds for, its definition and where it comes from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from koers.core.registries import Registry


@dataclass(frozen=True, slots=True)
class Figure:
    """One value with all that is needed to check it.

    `value` is None when it cannot be known, and then `definition` still says what it would be. `unit` is a
    symbol or word (`EUR`, `%`, `fte`). `numerator` and `denominator` are given for a ratio: the value as
    computed from them.
    """

    value: Decimal | None
    unit: str
    reference_date: date
    definition: str
    source: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    link: str = ""

    def __post_init__(self) -> None:
        if not (self.unit and self.definition and self.source):
            raise ValueError("a figure says its unit, definition and source")
        for number in (self.value, self.numerator, self.denominator):
            if number is not None and not (isinstance(number, Decimal) and number.is_finite()):
                raise TypeError("a figure is a finite Decimal")
        if self.denominator is not None and self.numerator is None:
            raise ValueError("a denominator goes with a numerator")


type Compute = Callable[..., Figure]

figures: Registry[Compute] = Registry("figure")


def figure(name: str) -> Callable[[Compute], Compute]:
    """Decorator that registers the function under `<room>.<name>`; a name already taken raises."""

    def register(function: Compute) -> Compute:
        return figures.add(name, function)

    return register


def compute(name: str, **about: object) -> Figure:
    """The figure by name. Raises NotRegistered, and whatever the function raises."""
    found = figures.get(name)(**about)
    if not isinstance(found, Figure):
        raise TypeError(f"{name} returns {type(found).__name__}, not a Figure")
    return found
