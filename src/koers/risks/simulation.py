"""What risks may cost together: many possible years drawn at random, each risk by its own chance. No Django.

In every draw a risk occurs with its chance, apart from the others; when it does, it costs an amount between its
bounds, each as likely (uniform), or by a triangle when a most likely amount is known. What is required at a
certainty of 90 % is the amount that 90 of 100 draws do not go beyond.

All sums are whole cents and every risk has random numbers of its own, made from the seed and its public id. The
same seed gives the same outcome to the cent, on every machine and in any order of risks, and a risk that is
added changes nothing in the draws of the others.

Triangle: with two uniform numbers, the smaller weighs (high − likely) and the larger (likely − low) (Stein and
Keblis, "A new method to simulate the triangular distribution", 2009). Interval of a percentile: order statistics
of the binomial distribution, which needs no assumption about the shape.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    type Cents = NDArray[np.int64]

CERTAINTIES = (70, 75, 80, 85, 90, 95, 99)
"""Per cents that are shown side by side."""
DRAWS, FEWEST, MOST = 100_000, 1_000, 250_000
LARGEST_SEED = 2**31 - 1
LARGEST = 10**12
"""Cents: what one risk costs at most. Larger numbers would not fit the whole numbers that are counted with."""
HUNDRED = 10_000
"""A chance is given in hundredths of a per cent."""
BINS = 30
_CHANCE_BITS, _AMOUNT_BITS = 24, 20
_CHUNK = 10_000
_Z = 1.959964
"""Of a two-sided interval of 95 %."""


class BadInput(ValueError):
    """A chance or amount that cannot be drawn from, or a setting out of bounds."""


@dataclass(frozen=True, slots=True, order=True)
class Drawn:
    """One risk. `chance` in hundredths of a per cent (0 to 10,000), amounts in cents; `likely` makes it a triangle."""

    key: str
    chance: int
    low: int
    high: int
    likely: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.chance <= HUNDRED:
            raise BadInput("a chance lies from 0 to 100 %")
        if not 0 <= self.low <= self.high <= LARGEST:
            raise BadInput("amounts rise from 0 and fit")
        if self.likely is not None and not self.low <= self.likely <= self.high:
            raise BadInput("what is likely lies between the bounds")


@dataclass(frozen=True, slots=True)
class Exact:
    """Mean and variance by formula, in cents."""

    mean: Fraction
    variance: Fraction


@dataclass(frozen=True, slots=True)
class Percentile:
    """What is required at a certainty, and between which amounts that lies by chance of drawing (95 %)."""

    certainty: int
    amount: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Bin:
    """So many draws from `start` up to `end` (the last bin includes its end)."""

    start: int
    end: int
    count: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """`mean` and `standard_error` of the draws beside the exact mean; all amounts in cents."""

    seed: int
    draws: int
    risks: int
    mean: Fraction
    exact: Exact
    percentiles: tuple[Percentile, ...]
    bins: tuple[Bin, ...]
    nothing: int
    """In so many draws nothing happened."""
    largest: int

    @property
    def standard_error(self) -> float:
        """Of the drawn mean, from the exact variance."""
        return sqrt(self.exact.variance / self.draws)

    @property
    def distance(self) -> float:
        """Between drawn and exact mean, in standard errors: above 3 something is wrong."""
        off = abs(float(self.mean - self.exact.mean))
        return off / self.standard_error if self.standard_error else 0.0

    def at(self, certainty: int) -> Percentile:
        """Raises KeyError for a certainty that was not computed."""
        for one in self.percentiles:
            if one.certainty == certainty:
                return one
        raise KeyError(certainty)


def exact(risks: Iterable[Drawn]) -> Exact:
    """Chance × mean amount, and the variance of independent risks. No rounding."""
    mean = variance = Fraction(0)
    for one in risks:
        chance = Fraction(one.chance, HUNDRED)
        middle, square = _moments(one)
        mean += chance * middle
        variance += chance * square - (chance * middle) ** 2
    return Exact(mean, variance)


def _moments(one: Drawn) -> tuple[Fraction, Fraction]:
    """The mean amount when it occurs, and the mean of its square."""
    a, b = Fraction(one.low), Fraction(one.high)
    if one.likely is None:
        return (a + b) / 2, (a * a + a * b + b * b) / 3
    c = Fraction(one.likely)
    middle = (a + b + c) / 3
    return middle, (a * a + b * b + c * c - a * b - a * c - b * c) / 18 + middle**2


def snapshot(risks: Iterable[Drawn], seed: int, draws: int) -> str:
    """A hash of all that goes in, in an order of its own: equal hashes have equal outcomes."""
    lines = [f"seed={seed} draws={draws}"]
    lines += [
        f"{one.key} {one.chance} {one.low} {one.likely} {one.high}" for one in sorted(risks, key=_by_key)
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _by_key(one: Drawn) -> str:
    return one.key


def simulate(
    risks: Sequence[Drawn], *, seed: int, draws: int = DRAWS, certainties: Sequence[int] = CERTAINTIES
) -> Outcome:
    """Raises BadInput for a seed, a number of draws or a certainty that is out of bounds, or a risk given twice."""
    if not 0 <= seed <= LARGEST_SEED:
        raise BadInput("the seed is a whole number from 0")
    if not FEWEST <= draws <= MOST:
        raise BadInput("so few or so many draws say nothing, or take too long")
    if not certainties or any(not 1 <= one <= 99 for one in certainties):
        raise BadInput("a certainty lies from 1 to 99 %")
    if len({one.key for one in risks}) != len(risks):
        raise BadInput("a risk counts once")
    totals = _totals(risks, seed, draws)
    totals.sort()
    known = exact(risks)
    return Outcome(
        seed=seed,
        draws=draws,
        risks=len(risks),
        mean=Fraction(_sum(totals), draws),
        exact=known,
        percentiles=tuple(_percentile(totals, one) for one in sorted(set(certainties))),
        bins=tuple(_bins(totals)),
        nothing=_up_to(totals, 0),
        largest=int(totals[-1]),
    )


def _totals(risks: Sequence[Drawn], seed: int, draws: int) -> Cents:
    """What each draw costs. Chunks of draws stay in the processor's memory while all risks pass by."""
    import numpy as np

    totals = np.zeros(draws, dtype=np.int64)
    sources = [(one, np.random.PCG64([seed, uuid.uuid5(uuid.NAMESPACE_OID, one.key).int])) for one in risks]
    for start in range(0, draws, _CHUNK):
        part = totals[start : start + _CHUNK]
        for one, source in sources:
            _add(part, one, source.random_raw(len(part)))
    return totals


def _add(part: Cents, one: Drawn, words: Any) -> None:
    """Adds one risk to the draws in which it occurs. Of every 64 random bits 24 say whether, 20 and 20 how much."""
    import numpy as np

    if one.chance == HUNDRED:
        part += _amounts(one, words)
        return
    threshold = (one.chance << _CHANCE_BITS) // HUNDRED
    where = np.flatnonzero(words < np.uint64(threshold << (64 - _CHANCE_BITS)))
    part[where] += _amounts(one, words[where])


def _amounts(one: Drawn, words: Any) -> Cents:
    """The middle of one of 2^20 equal steps between the bounds, so that the mean is exact."""
    import numpy as np

    mask = (1 << _AMOUNT_BITS) - 1
    first: Cents = (words & np.uint64(mask)).astype(np.int64)
    found: Cents
    if one.likely is None:
        found = (2 * first + 1) * (one.high - one.low)
    else:
        second = ((words >> np.uint64(_AMOUNT_BITS)) & np.uint64(mask)).astype(np.int64)
        small, large = np.minimum(first, second), np.maximum(first, second)
        found = (2 * small + 1) * (one.high - one.likely) + (2 * large + 1) * (one.likely - one.low)
    found += 1 << _AMOUNT_BITS
    found >>= _AMOUNT_BITS + 1
    found += one.low
    return found


def _sum(totals: Cents) -> int:
    """Whole numbers of any size: the sum of a thousand large draws may not fit 64 bits.

    The high and the low half of each number are added apart, and put together in Python.
    """
    return (int((totals >> 32).sum()) << 32) + int((totals & 0xFFFFFFFF).sum())


def _percentile(totals: Cents, certainty: int) -> Percentile:
    count, share = len(totals), certainty / 100
    rank = ceil(Fraction(certainty * count, 100))
    margin = ceil(_Z * sqrt(count * share * (1 - share)))
    low, high = max(rank - margin, 1), min(rank + margin, count)
    return Percentile(certainty, int(totals[rank - 1]), int(totals[low - 1]), int(totals[high - 1]))


def _bins(totals: Cents) -> list[Bin]:
    """Equal steps from nothing to the largest draw. Empty when no draw costs anything."""
    largest = int(totals[-1])
    if not largest:
        return []
    edges = [largest * number // BINS for number in range(BINS + 1)]
    below = [0, *(_below(totals, edge) for edge in edges[1:-1]), len(totals)]
    return [
        Bin(start, end, after - before)
        for start, end, before, after in zip(edges, edges[1:], below, below[1:], strict=False)
    ]


def _below(totals: Cents, amount: int) -> int:
    return int(totals.searchsorted(amount, side="left"))


def _up_to(totals: Cents, amount: int) -> int:
    return int(totals.searchsorted(amount, side="right"))
