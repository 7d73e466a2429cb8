"""Suggests a judgement from dates and money. Pure Python, no Django: facts in, level and reasons out.

What is not known gives no reason, and without any fact there is no suggestion: "on course" is only said when
something was checked and found in order. A person decides; who judges otherwise says why.

The rules, each with its threshold below:

- A dated thing (deliverable, step of adoption, goal, track, goal of a period) that is not done is late by the
  most of: days since it was promised, and days it was put off since. Promised is the baseline, or else its
  own date. Where a date has no day, only the days that are certain count, and the reason tells the years or
  months (`unit`, `count`) instead of days nobody knows.
  One thing late for `LATE_WARN` days asks attention, for `LATE_ALARM` days adjusting; so does a share of
  `LATE_SHARE_ALARM` of all dated things, when there are at least `LATE_SHARE_COUNT` late.
- The end of the programme (or track) likewise, with `END_WARN` and `END_ALARM` days.
- More given out or spent than there is asks attention, more than `MONEY_ALARM` of it adjusting. What
  goes above by indexation was allowed for.
- A track without an update for longer than the agreed rhythm asks attention, never more: not knowing is not
  the same as going wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from koers.core.dates import PartialDate, Precision
from koers.programmes.baselines import certain_delay, shift

LATE_WARN = 14
LATE_ALARM = 60
LATE_SHARE_ALARM = Fraction(1, 3)
LATE_SHARE_COUNT = 3
END_WARN = 14
END_ALARM = 90
MONEY_ALARM = Decimal("0.05")
LATE_NAMED = 10
"""So many late parts go with a judgement, the furthest behind first."""

OK, WARN, ALARM = "ok", "warn", "alarm"
ORDER = (OK, WARN, ALARM)


@dataclass(frozen=True, slots=True)
class Dated:
    """Something with a date: planned now, and promised in the baseline (None where it is not in there)."""

    kind: str
    text: str
    planned: PartialDate | None
    promised: PartialDate | None = None
    done: bool = False
    id: str = ""
    """Its public id."""


@dataclass(frozen=True, slots=True)
class Late:
    """A part that is late, and how far: `figures` has `days`, and `unit` and `count` where only these are known."""

    thing: Dated
    days: int
    figures: dict[str, Any]

    def written(self) -> dict[str, Any]:
        return {"kind": self.thing.kind, "id": self.thing.id, "text": self.thing.text, **self.figures}


@dataclass(frozen=True, slots=True)
class Money:
    """Euros of one kind (structural, incidental); None is not known. `indexed`: what was allocated above what
    is available is so by indexation.
    """

    kind: str
    available: Decimal | None = None
    allocated: Decimal | None = None
    spent: Decimal | None = None
    indexed: bool = False


@dataclass(frozen=True, slots=True)
class Update:
    """When a running track was last told about; None is never, which is no fact about how it goes."""

    text: str
    last: date | None


@dataclass(frozen=True, slots=True)
class Facts:
    """`end` is the whole: the programme, or the track when the track is judged."""

    today: date
    dated: Sequence[Dated] = ()
    end: Dated | None = None
    money: Sequence[Money] = ()
    updates: Sequence[Update] = ()
    update_every_days: int = 30


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a code with its figures, which the web tells in words. Amounts are texts, for JSON."""

    code: str
    level: str
    figures: dict[str, Any] = field(default_factory=dict)

    def written(self) -> dict[str, Any]:
        return {"code": self.code, "level": self.level, "figures": self.figures}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The gravest level among the reasons; those of that level come first."""

    level: str
    reasons: tuple[Reason, ...]

    def written(self) -> list[dict[str, Any]]:
        """For `Status.suggested_because`."""
        return [reason.written() for reason in self.reasons]


def suggest(facts: Facts) -> Suggestion | None:
    """None when nothing is known to go by."""
    reasons = [
        *_late(facts),
        *_end(facts),
        *(reason for money in facts.money for reason in _money(money)),
        *_stale(facts),
    ]
    if not reasons:
        return None
    reasons.sort(key=lambda reason: -ORDER.index(reason.level))
    return Suggestion(reasons[0].level, tuple(reasons))


def days_late(thing: Dated, today: date) -> int | None:
    """0 when it is done or not late, None when it has no date."""
    promised = thing.promised or thing.planned
    if promised is None:
        return None
    if thing.done:
        return 0
    return max(0, (today - promised.last_day).days, _put_off(thing))


def _put_off(thing: Dated) -> int:
    """The days that are certain; 0 when it was not put off, or is done."""
    if thing.done or thing.promised is None or thing.planned is None:
        return 0
    return certain_delay(thing.promised, thing.planned)


def _delay(thing: Dated, days: int) -> dict[str, Any]:
    """The figures of a delay of `days`. When it comes of dates without a day, also the unit these have."""
    before, after = thing.promised, thing.planned
    if before and after and days == _put_off(thing):
        rough = {before.precision, after.precision} != {Precision.DAY}
        if rough and (found := shift(before, after)):
            return {"days": days, "unit": found.unit, "count": found.amount}
    return {"days": days}


def late_parts(dated: Sequence[Dated], today: date) -> list[Late]:
    """What is late by `LATE_WARN` days or more, the furthest behind first: the one source of that word."""
    found = [(thing, days_late(thing, today) or 0) for thing in dated]
    late = [Late(thing, days, _delay(thing, days)) for thing, days in found if days >= LATE_WARN]
    return sorted(late, key=lambda one: -one.days)


def _late(facts: Facts) -> list[Reason]:
    known = sum(days_late(thing, facts.today) is not None for thing in facts.dated)
    if not known:
        return []
    late = late_parts(facts.dated, facts.today)
    if not late:
        return [Reason("nothing_late", OK, {"dated": known})]
    worst = late[0]
    many = len(late) >= LATE_SHARE_COUNT and Fraction(len(late), known) >= LATE_SHARE_ALARM
    about = {"late": len(late), "dated": known, "kind": worst.thing.kind, "text": worst.thing.text}
    parts = [one.written() for one in late[:LATE_NAMED]]
    figures = {**about, **worst.figures, "parts": parts}
    return [Reason("late", ALARM if many or worst.days >= LATE_ALARM else WARN, figures)]


def _end(facts: Facts) -> list[Reason]:
    """That an end lies ahead says nothing yet; that it is still the one of the baseline does."""
    days = days_late(facts.end, facts.today) if facts.end else None
    if facts.end is None or days is None:
        return []
    if days >= END_WARN:
        return [Reason("end_later", ALARM if days >= END_ALARM else WARN, _delay(facts.end, days))]
    if put_off := _put_off(facts.end):
        return [Reason("end_moved", OK, _delay(facts.end, put_off))]
    return [Reason("end_kept", OK)] if facts.end.promised else []


def _money(money: Money) -> list[Reason]:
    if money.available is None:
        return []
    found = []
    for code, amount in (("allocated", money.allocated), ("spent", money.spent)):
        if amount is None:
            continue
        over = amount - money.available
        figures = {"kind": money.kind, "available": str(money.available), "amount": str(amount)}
        if over <= 0:
            found.append(Reason(f"{code}_within", OK, figures))
        elif code == "allocated" and money.indexed:
            found.append(Reason("allocated_within_indexation", OK, {**figures, "over": str(over)}))
        else:
            level = ALARM if over > money.available * MONEY_ALARM else WARN
            found.append(Reason(f"{code}_over", level, {**figures, "over": str(over)}))
    return found


def _stale(facts: Facts) -> list[Reason]:
    limit = facts.today - timedelta(days=facts.update_every_days)
    old = [
        (update.last, update.text)
        for update in facts.updates
        if update.last is not None and update.last < limit
    ]
    if not old:
        return []
    last, text = min(old)
    days = (facts.today - last).days
    return [Reason("stale", WARN, {"tracks": len(old), "days": days, "text": text})]
