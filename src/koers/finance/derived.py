"""Figures worked out from stated amounts, each with its terms. Pure Python, no Django.

Amounts are euros (`Decimal`, whole cents); nothing is rounded, as only sums and differences occur.
A derived figure is never stated by a document: it carries the lines it came from, and says when a
line has no known amount (the figure is then a lower bound of what was meant) or an approximate one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Line:
    """A budget or allocation as stated. `reference` is its public id; `amount` None when the source
    gives no figure.
    """

    reference: str
    amount: Decimal | None
    kind: str = ""
    from_year: int | None = None
    to_year: int | None = None
    approximate: bool = False
    includes: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One line's part in a figure; `sign` is 1 or -1."""

    sign: int
    line: Line


@dataclass(frozen=True, slots=True)
class Derived:
    """`value` is the sum of the terms with a known amount, None when no term has one.

    `unknown` are lines that belong to the figure but have no amount; `reason` says what the figure is.
    """

    value: Decimal | None
    terms: tuple[Term, ...]
    unknown: tuple[Line, ...]
    reason: str

    @property
    def approximate(self) -> bool:
        return any(term.line.approximate for term in self.terms)

    @property
    def complete(self) -> bool:
        return not self.unknown


def total(terms: Iterable[Term], reason: str) -> Derived:
    found = list(terms)
    known = tuple(term for term in found if term.line.amount is not None)
    unknown = tuple(term.line for term in found if term.line.amount is None)
    value = sum((term.sign * term.line.amount for term in known if term.line.amount is not None), ZERO)
    return Derived(value if known else None, known, unknown, reason)


def available_in(year: int, budgets: Iterable[Line]) -> Derived:
    """What was made available for one year.

    A structural budget counts in every year from its first (to its last, when given). Any other kind counts
    once, in its first year: how a document meant it to be spread over several years is not known. A budget
    without a first year counts in no year.
    """
    return total((Term(1, line) for line in budgets if _counts_in(line, year)), "available")


def available_per_year(budgets: Sequence[Line]) -> dict[int, Derived]:
    """`available_in` for every year from the first to the last one any budget names."""
    named = [year for line in budgets for year in (line.from_year, line.to_year) if year is not None]
    years = range(min(named), max(named) + 1) if named else range(0)
    return {year: available_in(year, budgets) for year in years}


def _counts_in(line: Line, year: int) -> bool:
    if line.from_year is None:
        return False
    if line.kind == "structural":
        return line.from_year <= year <= (line.to_year or year)
    return line.from_year == year


def allocated(allocations: Iterable[Line], kind: str) -> Derived:
    """What was given out of one kind of money, all statements together."""
    return total((Term(1, line) for line in allocations if line.kind == kind), "allocated")


def above_available(budgets: Iterable[Line], allocations: Iterable[Line]) -> Derived | None:
    """How far structural allocations go beyond the structural budgets; None when they do not, or
    amounts are unknown.

    When a statement says that indexation is included, the reason is `indexation`, else
    `above_available`. The Roadtrip: 737.710 + 288.770 - 1.000.000 = 26.480.
    """
    given = [Term(1, line) for line in allocations if line.kind == "structural"]
    made = [Term(-1, line) for line in budgets if line.kind == "structural"]
    indexed = any("index" in term.line.includes.casefold() for term in given)
    figure = total([*given, *made], "indexation" if indexed else "above_available")
    if not given or not made or figure.value is None or not figure.complete or figure.value <= 0:
        return None
    return figure
