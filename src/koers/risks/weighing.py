"""What a risk weighs: its classes and score, what it may cost, and whether it can be drawn. No database.

What counts is the judgement with measures (net); without one, the judgement without measures (gross), and the
pages say so. An own chance or amount goes before that of the class.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from koers.core.money import round_to_cents
from koers.risks.classes import Scale, Weight, weight
from koers.risks.simulation import HUNDRED, Drawn, exact

if TYPE_CHECKING:
    from datetime import date

    from koers.risks.models import Risk, RiskAssessment


class Reason(StrEnum):
    """Why an open risk is not drawn, or that it is no longer open."""

    ENDED = "ended"
    NO_MONEY = "no_money"
    NO_CHANCE = "no_chance"
    NO_AMOUNT = "no_amount"
    OPEN_TOP = "open_top"


UNKNOWN = (Reason.NO_CHANCE, Reason.NO_AMOUNT, Reason.OPEN_TOP)
"""Reasons of which the outcome is lower than it should be."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the heat map."""

    chance: int
    impact: int

    @property
    def score(self) -> int:
        return self.chance * self.impact

    @property
    def weight(self) -> Weight:
        return weight(self.score)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A risk with its last judgement on a day. `gross` and `net` are None where nobody judged."""

    risk: Risk
    judged: RiskAssessment | None
    gross: Place | None
    net: Place | None
    chance: Decimal | None
    """Per cent a year."""
    low: Decimal | None
    likely: Decimal | None
    high: Decimal | None
    """Euros. None where unknown; `high` also for an open top class."""
    reason: Reason | None
    """None: it can be drawn."""

    @property
    def place(self) -> Place | None:
        """Net, or gross where nobody judged it with measures."""
        return self.net or self.gross

    def at(self, gross: bool) -> Place | None:
        return self.gross if gross else self.place

    @property
    def drawn(self) -> Drawn | None:
        if self.reason is not None or self.chance is None or self.low is None or self.high is None:
            return None
        likely = None if self.likely is None else int(self.likely * 100)
        return Drawn(
            str(self.risk.public_id),
            int(self.chance * (HUNDRED // 100)),
            int(self.low * 100),
            int(self.high * 100),
            likely,
        )

    @property
    def expected(self) -> Decimal | None:
        """Chance × mean amount, in euros; None when it cannot be drawn."""
        drawn = self.drawn
        return None if drawn is None else expected_of([drawn])

    @property
    def expected_range(self) -> tuple[Decimal, Decimal] | None:
        """Chance × bounds: between what the expected value lies."""
        if self.reason is not None or self.chance is None or self.low is None or self.high is None:
            return None
        return round_to_cents(self.low * self.chance / 100), round_to_cents(self.high * self.chance / 100)


def expected_of(drawn: Iterable[Drawn]) -> Decimal:
    """The exact mean of risks together, in euros."""
    mean = exact(drawn).mean
    return round_to_cents(Decimal(mean.numerator) / Decimal(mean.denominator) / 100)


def weigh(risk: Risk, judged: RiskAssessment | None, scale: Scale, on: date) -> Weighed:
    gross = _place(judged.gross_chance, judged.gross_impact) if judged else None
    net = _place(judged.net_chance, judged.net_impact) if judged else None
    place = net or gross
    chance = judged.chance if judged else None
    if chance is None and place is not None:
        chance = scale.chance(place.chance)
    low, likely, high = (judged.low, judged.likely, judged.high) if judged else (None, None, None)
    if low is None and place is not None:
        low, high = scale.low(place.impact), scale.high(place.impact)
    reason = _reason(risk, chance, low, high, on)
    return Weighed(risk, judged, gross, net, chance, low, likely, high, reason)


def _place(chance: int | None, impact: int | None) -> Place | None:
    return None if chance is None or impact is None else Place(chance, impact)


def _reason(
    risk: Risk, chance: Decimal | None, low: Decimal | None, high: Decimal | None, on: date
) -> Reason | None:
    if not risk.open_on(on):
        return Reason.ENDED
    if risk.no_money:
        return Reason.NO_MONEY
    if chance is None:
        return Reason.NO_CHANCE
    if low is None:
        return Reason.NO_AMOUNT
    return Reason.OPEN_TOP if high is None else None


@dataclass(frozen=True, slots=True)
class Together:
    """Several risks: which can be drawn, and which cannot and why."""

    drawn: Sequence[Drawn]
    left_out: dict[Reason, list[str]]
    """Public ids per reason, of open risks only."""

    @property
    def unknown(self) -> int:
        """How many open risks have money in them that nobody knows."""
        return sum(len(self.left_out.get(reason, [])) for reason in UNKNOWN)

    @property
    def expected(self) -> Decimal:
        return expected_of(self.drawn)


def together(weighed: Iterable[Weighed]) -> Together:
    drawn: list[Drawn] = []
    left_out: dict[Reason, list[str]] = {}
    for one in weighed:
        found = one.drawn
        if found is not None:
            drawn.append(found)
        elif one.reason is not None and one.reason is not Reason.ENDED:
            left_out.setdefault(one.reason, []).append(str(one.risk.public_id))
    return Together(sorted(drawn), left_out)
