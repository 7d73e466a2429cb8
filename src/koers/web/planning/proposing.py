"""What the page for a new period begins with: days, a name, and what is still open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from koers.core.periods import Period
from koers.programmes.models import PeriodGoal, PlanningPeriod, Programme
from koers.programmes.periods import Days, is_usual, propose
from koers.programmes.queries_planning import Planning
from koers.ui.parts import Link


@dataclass(frozen=True, slots=True)
class Proposal:
    kind: str
    initial: dict[str, Any]
    open_goals: list[PeriodGoal]
    last: PlanningPeriod | None


def proposal(planning: Planning, kind: str, today: date) -> Proposal:
    """For the kind that is asked, or else the kind of the last period, or else a sprint."""
    if kind not in PlanningPeriod.Kind.values:
        kind = planning.periods[-1].kind if planning.periods else PlanningPeriod.Kind.SPRINT
    earlier = [period for period in planning.periods if period.kind == kind]
    days = propose(kind, [period.days for period in earlier], today)
    last = max(earlier, key=lambda period: period.end, default=None)
    initial = {
        "kind": kind,
        "name": _name(kind, days, earlier),
        "start": days.start,
        "last_day": days.last_day,
    }
    return Proposal(kind, initial, _open_goals(planning, last), last)


def _open_goals(planning: Planning, last: PlanningPeriod | None) -> list[PeriodGoal]:
    if last is None or last.closed_at is not None:
        return []
    return [goal for goal in planning.goals_of(last) if goal.state == PeriodGoal.State.OPEN]


def _name(kind: str, days: Days, earlier: Sequence[PlanningPeriod]) -> str:
    """The next number after the last period's, or the part of the year."""
    match kind:
        case "sprint":
            numbers = [int(found[0]) for period in earlier if (found := re.findall(r"\d{1,4}", period.name))]
            return _("Sprint %(number)s") % {"number": max(numbers, default=len(earlier)) + 1}
        case "quarter":
            number = (days.last_day.month - 1) // 3 + 1
            return _("Quarter %(number)s of %(year)s") % {"number": number, "year": days.last_day.year}
        case "half_year":
            first = days.last_day.month <= 6
            words = _("First half of %(year)s") if first else _("Second half of %(year)s")
            return words % {"year": days.last_day.year}
        case _:
            return _("Year plan %(year)s") % {"year": days.last_day.year}


def kind_links(chosen: str) -> list[Link]:
    return [
        Link(str(label), f"?soort={kind}", current=kind == chosen)
        for kind, label in PlanningPeriod.Kind.choices
    ]


def unusual(programme: Programme, period: PlanningPeriod) -> str:
    """What is odd about a period that was planned: told, never a block."""
    if not is_usual(period.kind, period.days):
        if period.kind == PlanningPeriod.Kind.SPRINT:
            return _("A sprint usually lasts four to six weeks. This one does not.")
        return _("This period is shorter or longer than its kind usually is.")
    try:
        whole = Period.from_partial(programme.start, programme.end)
    except ValueError:  # as printed in a document, the wrong way round
        return ""
    if not whole.covers(Period(period.start, period.end)):
        return _("Part of this period lies outside the period of the programme.")
    return ""
