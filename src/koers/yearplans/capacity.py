"""Hours claimed against hours available, per month, team and goal. Pure Python, no Django.

All hours are exact Decimals in whole or half hours. What a team has available may be unknown for a month:
then nobody can say whether the month fits, and that is told. It never counts as nothing available, which
would make every claim an overload. Hours of one team do not help another: the overload of an organisation
is the sum of the overloads of its teams.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum

MONTHS = tuple(range(1, 13))
HALF = Decimal("0.5")
MOST_HOURS = Decimal(100_000)
"""In one month; a department of 600 people has fewer."""
_NONE = Decimal(0)


class Work(StrEnum):
    FIXED = "fixed"
    """Comes back every year, whatever the organisation wants."""
    FLEXIBLE = "flexible"
    """Can be put into goals, later or not at all."""


class Fit(StrEnum):
    FITS = "fits"
    FULL = "full"
    """Every hour is claimed, none too many."""
    OVER = "over"
    UNKNOWN = "unknown"
    """What is available was not filled in."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """Hours that a line of a team's plan asks in one month."""

    team: Hashable
    month: int
    hours: Decimal
    work: Work
    line: Hashable = None
    goal: Hashable = None
    track: Hashable = None
    programme: Hashable = None


@dataclass(frozen=True, slots=True)
class Available:
    """Hours a team has in one month."""

    team: Hashable
    month: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class MonthLoad:
    """One month of a team, or of several together.

    `available` is what is known to be available; `unknown` counts the teams that did not say. `overload`
    is never negative.
    """

    month: int
    fixed: Decimal = _NONE
    flexible: Decimal = _NONE
    available: Decimal = _NONE
    overload: Decimal = _NONE
    unknown: int = 0

    @property
    def claimed(self) -> Decimal:
        return self.fixed + self.flexible

    @property
    def known(self) -> Decimal | None:
        """What is available; None as long as one team did not say."""
        return None if self.unknown else self.available

    @property
    def free(self) -> Decimal | None:
        """What is left, with a minus when too much is claimed; None when that cannot be known."""
        return None if self.unknown else self.available - self.claimed

    @property
    def fit(self) -> Fit:
        """Overload of one team is overload of the whole, also while another is unknown."""
        if self.overload:
            return Fit.OVER
        if self.unknown:
            return Fit.UNKNOWN
        return Fit.FULL if self.claimed and self.free == _NONE else Fit.FITS


@dataclass(frozen=True, slots=True)
class YearLoad:
    """Twelve months, January first."""

    months: tuple[MonthLoad, ...]

    def month(self, number: int) -> MonthLoad:
        return self.months[number - 1]

    @property
    def fixed(self) -> Decimal:
        return total(load.fixed for load in self.months)

    @property
    def flexible(self) -> Decimal:
        return total(load.flexible for load in self.months)

    @property
    def claimed(self) -> Decimal:
        return self.fixed + self.flexible

    @property
    def available(self) -> Decimal | None:
        """Of the whole year; None as long as a month is unknown."""
        return None if self.unknown_months else total(load.available for load in self.months)

    @property
    def overload(self) -> Decimal:
        """The sum of the months that are too full: a quiet month does not make a full one fit."""
        return total(load.overload for load in self.months)

    @property
    def months_over(self) -> tuple[int, ...]:
        return tuple(load.month for load in self.months if load.overload)

    @property
    def unknown_months(self) -> tuple[int, ...]:
        return tuple(load.month for load in self.months if load.unknown)

    @property
    def fit(self) -> Fit:
        if self.months_over:
            return Fit.OVER
        if self.unknown_months:
            return Fit.UNKNOWN
        return Fit.FULL if all(load.fit is Fit.FULL for load in self.months) else Fit.FITS


@dataclass(frozen=True, slots=True)
class Share:
    """The hours that go to one goal, track or programme, and which teams put them in."""

    fixed: Decimal = _NONE
    flexible: Decimal = _NONE
    teams: Mapping[Hashable, Decimal] = field(default_factory=dict)

    @property
    def hours(self) -> Decimal:
        return self.fixed + self.flexible


def total(hours: Iterable[Decimal]) -> Decimal:
    return sum(hours, start=_NONE)


def is_whole_or_half(hours: Decimal) -> bool:
    """Whether it is a number of half hours that a month can hold."""
    if not hours.is_finite() or not _NONE <= hours <= MOST_HOURS:
        return False
    return hours * 2 == (hours * 2).to_integral_value()


def team_load(claims: Iterable[Claimed], available: Iterable[Available]) -> YearLoad:
    """The year of one team. Raises ValueError for a month that does not exist."""
    fixed, flexible = dict.fromkeys(MONTHS, _NONE), dict.fromkeys(MONTHS, _NONE)
    for claim in claims:
        _check(claim.month)
        (fixed if claim.work is Work.FIXED else flexible)[claim.month] += claim.hours
    known: dict[int, Decimal] = {}
    for given in available:
        _check(given.month)
        known[given.month] = known.get(given.month, _NONE) + given.hours
    return YearLoad(tuple(_month(m, fixed[m], flexible[m], known.get(m)) for m in MONTHS))


def _check(month: int) -> None:
    if month not in MONTHS:
        raise ValueError(f"a month is 1 to 12, not {month}")


def _month(month: int, fixed: Decimal, flexible: Decimal, known: Decimal | None) -> MonthLoad:
    if known is None:
        return MonthLoad(month, fixed, flexible, unknown=1)
    return MonthLoad(month, fixed, flexible, known, max(fixed + flexible - known, _NONE))


def loads_by_team(
    teams: Iterable[Hashable], claims: Iterable[Claimed], available: Iterable[Available]
) -> dict[Hashable, YearLoad]:
    """The year of every team, in the order given; also of a team that filled in nothing."""
    claims_of: dict[Hashable, list[Claimed]] = {team: [] for team in teams}
    available_of: dict[Hashable, list[Available]] = {team: [] for team in claims_of}
    for claim in claims:
        claims_of[claim.team].append(claim)
    for given in available:
        available_of[given.team].append(given)
    return {team: team_load(found, available_of[team]) for team, found in claims_of.items()}


def together(loads: Sequence[YearLoad]) -> YearLoad:
    """The year of an organisation: its teams added up, overload and what is unknown included."""
    return YearLoad(tuple(_sum_of(month, [load.month(month) for load in loads]) for month in MONTHS))


def _sum_of(month: int, parts: Sequence[MonthLoad]) -> MonthLoad:
    return MonthLoad(
        month,
        total(part.fixed for part in parts),
        total(part.flexible for part in parts),
        total(part.available for part in parts),
        total(part.overload for part in parts),
        sum(part.unknown for part in parts),
    )


def rolled_up(claims: Iterable[Claimed], by: Callable[[Claimed], Hashable]) -> dict[Hashable, Share]:
    """Hours per goal, track or programme; what belongs to none of them stands under None.

    The shares together are exactly all claims: nothing is counted twice or left out.
    """
    grouped: dict[Hashable, list[Claimed]] = {}
    for claim in claims:
        grouped.setdefault(by(claim), []).append(claim)
    return {key: _share(found) for key, found in grouped.items()}


def _share(claims: Sequence[Claimed]) -> Share:
    teams: dict[Hashable, Decimal] = {}
    for claim in claims:
        teams[claim.team] = teams.get(claim.team, _NONE) + claim.hours
    fixed = total(claim.hours for claim in claims if claim.work is Work.FIXED)
    return Share(fixed, total(teams.values()) - fixed, teams)


def added_overload(before: YearLoad, after: YearLoad) -> dict[int, Decimal]:
    """Months that become fuller than they can hold by a change: the overload afterwards, per month."""
    return {
        load.month: load.overload
        for load in after.months
        if load.overload > before.month(load.month).overload
    }


def spread_evenly(hours: Decimal, months: Sequence[int] = MONTHS) -> dict[int, Decimal]:
    """Hours over months in half hours that add up to exactly `hours`; the first months get the rest.

    Raises ValueError without months or for hours that are no half hours.
    """
    if not months or hours < 0 or hours * 2 != (hours * 2).to_integral_value():
        raise ValueError("only a number of half hours can be spread, over one month or more")
    each, rest = divmod(int(hours * 2), len(months))
    return {month: (each + (number < rest)) * HALF for number, month in enumerate(months)}


def hours_of_staff(fte: Decimal, hours_per_fte: Decimal) -> Decimal:
    """What a number of fte has available in a month, down to half hours: an hour that is not there is not
    promised.
    """
    return (fte * hours_per_fte * 2).to_integral_value(rounding=ROUND_FLOOR) / 2
