"""From sums of ledger entries to the balances a controller reads. Pure Python, no Django; whole cents throughout.

The chain: made available, allocated, committed (still open), spent, forecast for the end of the year.

- free to allocate = made available - allocated: what the programme can still promise.
- remainder = made available (after amendments) - spent - committed: what was not used yet.

These are different figures. An amount that nobody knows is not zero: everything made with it is unknown too, and
`known` is then what is known of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from koers.core.money import from_cents, round_to_cents

STAGES = ("made_available", "allocated", "committed", "spent", "forecast")
REGULAR = "regular"
KINDS = ("structural", "incidental", REGULAR, "")
"""The order in which money is shown; the last is money whose kind no source states."""


class Favour(StrEnum):
    """Seen from the municipality; signs differ from place to place, so it is always said in words."""

    FAVOURABLE = "favourable"
    UNFAVOURABLE = "unfavourable"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Sum:
    """Entries of one stage, kind and year added up: cents, how many amounts are approximate, how many unknown."""

    stage: str
    kind: str
    year: int
    cents: int
    about: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Amount:
    """`known` in cents is exact; `value` in euros is None as soon as a part of it is unknown. `reasons` say why."""

    known: int = 0
    about: int = 0
    unknown: int = 0
    reasons: tuple[str, ...] = ()

    @property
    def value(self) -> Decimal | None:
        return None if self.unknown else from_cents(self.known)

    @property
    def at_least(self) -> Decimal:
        return from_cents(self.known)

    @property
    def approximate(self) -> bool:
        return bool(self.about)

    def __add__(self, other: Amount) -> Amount:
        return self._with(other, self.known + other.known)

    def __sub__(self, other: Amount) -> Amount:
        """What is unknown or approximate stays so in a difference."""
        return self._with(other, self.known - other.known)

    def _with(self, other: Amount, known: int) -> Amount:
        reasons = tuple(dict.fromkeys((*self.reasons, *other.reasons)))
        return Amount(known, self.about + other.about, self.unknown + other.unknown, reasons)

    @property
    def favour(self) -> Favour | None:
        """Of money that is left (favourable) or short; None when that is unknown."""
        if self.unknown:
            return None
        if self.known == 0:
            return Favour.NEUTRAL
        return Favour.FAVOURABLE if self.known > 0 else Favour.UNFAVOURABLE


NOTHING = Amount()


@dataclass(frozen=True, slots=True)
class Balance:
    """The chain of some kinds of money in some years, and what follows from it."""

    made_available: Amount = NOTHING
    allocated: Amount = NOTHING
    committed: Amount = NOTHING
    spent: Amount = NOTHING
    forecast: Amount = NOTHING

    def of(self, stage: str) -> Amount:
        found: Amount = getattr(self, stage)
        return found

    @property
    def has_forecast(self) -> bool:
        return self.forecast != NOTHING

    @property
    def free_to_allocate(self) -> Amount:
        return self.made_available - self.allocated

    @property
    def remainder(self) -> Amount:
        return self.made_available - self.spent - self.committed

    @property
    def result(self) -> Amount:
        """What a closed year adds to the result of that year: what was made available and not spent."""
        return self.made_available - self.spent

    @property
    def expected(self) -> Amount:
        """What will be left at the end of the year, by the forecast."""
        return self.made_available - self.forecast

    def __add__(self, other: Balance) -> Balance:
        return Balance(*(self.of(stage) + other.of(stage) for stage in STAGES))


@dataclass(frozen=True, slots=True)
class Beyond:
    """More allocated, or more spent and committed, than the council made available for this kind and year.

    Unlawful towards the budget (begrotingsonrechtmatig) until an amendment is in the ledger. `indexation`: the
    statements say that indexation is in it, so this is what it must have been: derived, stated by nobody.
    """

    kind: str
    year: int
    cents: int
    stage: str
    indexation: bool = False

    @property
    def amount(self) -> Decimal:
        return from_cents(self.cents)


@dataclass(frozen=True, slots=True)
class Balances:
    """The balances per kind and year on `on`. A year that ended before is closed."""

    cells: Mapping[tuple[str, int], Balance]
    on: date
    indexed: frozenset[str] = field(default_factory=frozenset)

    @property
    def years(self) -> list[int]:
        return sorted({year for _kind, year in self.cells})

    @property
    def kinds(self) -> list[str]:
        found = {kind for kind, _year in self.cells}
        return [kind for kind in KINDS if kind in found]

    def is_closed(self, year: int) -> bool:
        return year < self.on.year

    def of_year(self, year: int) -> Balance:
        return self._total(lambda _kind, found: found == year)

    def of_kind(self, kind: str) -> Balance:
        return self._total(lambda found, _year: found == kind)

    def cell(self, kind: str, year: int) -> Balance:
        return self.cells.get((kind, year), Balance())

    @property
    def total(self) -> Balance:
        return self._total(lambda _kind, _year: True)

    def of_open_years(self) -> Balance:
        """This year and later ones: room of a year that ended can no longer be given away."""
        return self._total(lambda _kind, year: not self.is_closed(year))

    def results(self) -> dict[int, Amount]:
        """Per closed year what falls to its result. Money carried over was booked out of it, and into the next."""
        return {year: self.of_year(year).result for year in self.years if self.is_closed(year)}

    def beyond(self) -> list[Beyond]:
        """Per kind and year: room of one kind or year does not cover another."""
        found = (self._beyond(kind, year, balance) for (kind, year), balance in sorted(self.cells.items()))
        return [one for one in found if one is not None]

    def _beyond(self, kind: str, year: int, balance: Balance) -> Beyond | None:
        """By what is known. With an unknown amount made available nothing can be said to be beyond it."""
        if balance.made_available.unknown:
            return None
        used = {"allocated": balance.allocated.known, "spent": balance.spent.known + balance.committed.known}
        stage = max(used, key=lambda name: used[name])
        over = used[stage] - balance.made_available.known
        if over <= 0:
            return None
        return Beyond(kind, year, over, stage, indexation=stage == "allocated" and kind in self.indexed)

    def _total(self, wanted: Callable[[str, int], bool]) -> Balance:
        """Kinds in their own order, so that reasons come out the same whatever came in first."""
        found = Balance()
        for (kind, year), balance in sorted(self.cells.items()):
            if wanted(kind, year):
                found += balance
        return found


def balances(
    sums: Iterable[Sum],
    on: date,
    *,
    reasons: Mapping[tuple[str, str, int], tuple[str, ...]] | None = None,
    indexed: Iterable[str] = (),
    elsewhere: str = "",
) -> Balances:
    """`reasons` says per stage, kind and year why an amount is unknown; `indexed` are the kinds of which a statement
    says that indexation is included; `elsewhere` says why it is unknown what was made available of regular money
    without a budget in this ledger: it comes out of budgets that stand elsewhere.
    """
    why = reasons or {}
    cells: dict[tuple[str, int], Balance] = {}
    for one in sums:
        before = cells.get((one.kind, one.year), Balance())
        more = Amount(one.cents, one.about, one.unknown, why.get((one.stage, one.kind, one.year), ()))
        cells[one.kind, one.year] = replace(before, **{one.stage: before.of(one.stage) + more})
    for (kind, year), balance in cells.items():
        if kind == REGULAR and balance.made_available == NOTHING:
            absent = Amount(unknown=1, reasons=(elsewhere,) if elsewhere else ())
            cells[kind, year] = replace(balance, made_available=absent)
    return Balances(cells, on, frozenset(indexed))


def proposed_indexation(amount: Decimal, percentage: Decimal) -> Decimal:
    """What a percentage of an amount comes to, for a person to take over or not: derived, never booked by itself."""
    return round_to_cents(amount * percentage / 100)
