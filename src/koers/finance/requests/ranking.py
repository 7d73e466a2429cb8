"""Weighing requests against each other: exact totals, ties shown as ties, and what fits. Pure Python, no Django.

- The points of a criterion are the mean of those who scored it.
- The total is the weighted mean of the criteria: sum of weight times points, divided by the sum of the weights.
- Totals are exact fractions. They are shown with two decimals, half away from zero; equal is only what is exactly equal.
- A request that somebody did not score yet on every criterion has a total as far as known, and no place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

LOWEST, HIGHEST = 0, 10


@dataclass(frozen=True, slots=True)
class Points:
    """One person's points for one request on one criterion. Keys are whatever the caller uses."""

    request: int
    criterion: int
    person: int
    points: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What the scorers gave on one criterion. `spread` is the highest minus the lowest."""

    given: tuple[int, ...] = ()

    @property
    def mean(self) -> Fraction | None:
        return Fraction(sum(self.given), len(self.given)) if self.given else None

    @property
    def spread(self) -> int:
        return max(self.given) - min(self.given) if self.given else 0


@dataclass(frozen=True, slots=True)
class Ranked:
    """`place` is shared by requests with exactly the same total; None while scores are missing."""

    request: int
    cells: Mapping[int, Cell]
    total: Fraction | None
    complete: bool
    place: int | None = None
    tied: bool = False

    @property
    def shown(self) -> Decimal | None:
        return None if self.total is None else rounded(self.total)

    @property
    def spread(self) -> int:
        return max((cell.spread for cell in self.cells.values()), default=0)


def rounded(value: Fraction) -> Decimal:
    """With two decimals, half away from zero."""
    exact = value * 100
    whole, rest = divmod(abs(exact.numerator), exact.denominator)
    up = 2 * rest >= exact.denominator
    return (Decimal(whole + up) * (1 if exact >= 0 else -1) / 100).quantize(
        Decimal("0.01"), rounding=ROUND_HALF_UP
    )


def rank(
    requests: Sequence[int], weights: Mapping[int, Decimal], scores: Iterable[Points], people: Iterable[int]
) -> list[Ranked]:
    """Highest total first; equal totals in the order given. Incomplete ones come last. Raises ValueError when no
    criterion weighs anything."""
    if not any(weights.values()) or any(weight < 0 for weight in weights.values()):
        raise ValueError("weights are not negative, and at least one counts")
    everybody = set(people)
    given: dict[tuple[int, int], dict[int, int]] = {}
    for one in scores:
        given.setdefault((one.request, one.criterion), {})[one.person] = one.points
    found = [_ranked(request, weights, given, everybody) for request in requests]
    ready = sorted((one for one in found if one.complete), key=lambda one: -(one.total or 0))
    counts = [one.total for one in ready]
    placed = [
        Ranked(
            one.request,
            one.cells,
            one.total,
            one.complete,
            place=counts.index(one.total) + 1,
            tied=counts.count(one.total) > 1,
        )
        for one in ready
    ]
    return [*placed, *(one for one in found if not one.complete)]


def _ranked(
    request: int,
    weights: Mapping[int, Decimal],
    given: Mapping[tuple[int, int], Mapping[int, int]],
    everybody: set[int],
) -> Ranked:
    cells = {one: Cell(tuple(given.get((request, one), {}).values())) for one in weights}
    complete = bool(everybody) and all(everybody <= given.get((request, one), {}).keys() for one in weights)
    known = {one: cell.mean for one, cell in cells.items() if cell.mean is not None and weights[one]}
    weight = sum((Fraction(weights[one]) for one in known), start=Fraction(0))
    total = (
        sum((Fraction(weights[one]) * (mean or 0) for one, mean in known.items()), start=Fraction(0)) / weight
        if weight
        else None
    )
    return Ranked(request, cells, total, complete)


@dataclass(frozen=True, slots=True)
class Fit:
    """What of the ranked requests fits within `free`, going down the list and stopping at the first that does not.

    `line` is the number of requests that fit. `tie`: the line would fall between requests with the same total, so it
    stands above all of them and a person chooses. `unknown`: a request without an amount, or an unknown `free`.
    """

    line: int
    used: Decimal
    left: Decimal | None
    tie: bool = False
    unknown: bool = False


def fits(ranked: Sequence[Ranked], amounts: Mapping[int, Decimal | None], free: Decimal | None) -> Fit:
    placed = [one for one in ranked if one.place is not None]
    if free is None:
        return Fit(0, Decimal(0), None, unknown=True)
    used, line = Decimal(0), 0
    for one in placed:
        amount = amounts[one.request]
        if amount is None:
            return _stopped(placed, amounts, line, free, unknown=True)
        if used + amount > free:
            return _stopped(placed, amounts, line, free)
        used, line = used + amount, line + 1
    return Fit(line, used, free - used)


def _stopped(
    placed: Sequence[Ranked],
    amounts: Mapping[int, Decimal | None],
    line: int,
    free: Decimal,
    *,
    unknown: bool = False,
) -> Fit:
    """The line, moved above the whole group when it would cut through requests with one total."""
    place = placed[line].place
    above = sum(one.place is not None and place is not None and one.place < place for one in placed)
    used = sum((amounts[one.request] or Decimal(0) for one in placed[:above]), start=Decimal(0))
    return Fit(above, used, free - used, tie=above < line or placed[line].tied, unknown=unknown)
