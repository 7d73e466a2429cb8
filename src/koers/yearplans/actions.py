"""Writing year plans. Every write takes the plan's row first, so that a plan cannot be agreed while somebody
else adds hours to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from koers.organisations import audit, records
from koers.yearplans.capacity import YearLoad
from koers.yearplans.models import CLOSED, Capacity, Claim, PlanLine, TeamPlan
from koers.yearplans.queries import load_of

if TYPE_CHECKING:
    from koers.organisations.models import Organisation, Unit, User
    from koers.programmes.models import Goal, Track

type MonthHours = Mapping[int, Decimal | None]
"""Hours per month; None takes away what stood there. Months that are not named stay as they are."""

CHANGEABLE = frozenset({"unit", "unit_name", "year", "note"})
LINE_CHANGEABLE = frozenset({"kind", "text", "goal", "track", "priority"})


@transaction.atomic
def open_plan(
    *,
    by: User,
    organisation: Organisation,
    year: int,
    unit: Unit | None = None,
    unit_name: str = "",
    note: str = "",
) -> TeamPlan:
    """A new plan, as a draft. Raises ValidationError when the team has one for the year already."""
    plan = TeamPlan(organisation=organisation, unit=unit, unit_name=unit_name, year=year, note=note)
    plan.clean()
    return records.add(plan, by=by, organisation=organisation)


@transaction.atomic
def change_plan(*, by: User, plan: TeamPlan, version: int, **values: Any) -> TeamPlan:
    """Raises ConcurrentChange when the plan moved on, ValidationError when it was agreed."""
    _still_open(plan)
    for name in values.keys() & CHANGEABLE:
        setattr(plan, name, values[name])
    plan.clean()
    records.change(plan, by=by, version=version, values=values, allowed=CHANGEABLE)
    _tell("team_plan.changed", by, plan, plan, fields=sorted(values))
    return plan


@transaction.atomic
def set_capacity(*, by: User, plan: TeamPlan, version: int, hours: MonthHours, note: str = "") -> TeamPlan:
    """What the team has available. Counts as a change of the plan: raises ConcurrentChange like one."""
    _still_open(plan)
    records.store(plan, by=by, version=version)
    known = {found.month: found for found in plan.capacities.all()}
    for month, value in hours.items():
        found = known.get(month)
        if value is None:
            if found is not None:
                records.remove(found, by=by)
        elif found is None:
            records.store(Capacity(plan=plan, month=month, hours=value, note=note), by=by)
        elif (found.hours, found.note) != (value, note):
            found.hours, found.note = value, note
            records.store(found, by=by, version=found.version)
    _tell("capacity.changed", by, plan, plan, months=sorted(hours))
    return plan


@transaction.atomic
def add_line(
    *,
    by: User,
    plan: TeamPlan,
    text: str,
    kind: str = PlanLine.Kind.FLEXIBLE,
    goal: Goal | None = None,
    track: Track | None = None,
    priority: str = PlanLine.Priority.NORMAL,
    hours: MonthHours | None = None,
) -> PlanLine:
    """A line with its hours. Raises ValidationError for a goal or track that is not of the organisation."""
    _still_open(plan)
    line = PlanLine(plan=plan, kind=kind, text=text, goal=goal, track=track, priority=priority)
    line.clean()
    records.add(line, by=by, organisation=plan.organisation)
    _set_hours(by, line, hours or {})
    return line


@transaction.atomic
def change_line(
    *, by: User, line: PlanLine, version: int, hours: MonthHours | None = None, **values: Any
) -> PlanLine:
    """Changes the line and its hours together. Raises ConcurrentChange when either moved on."""
    _still_open(line.plan)
    for name in values.keys() & LINE_CHANGEABLE:
        setattr(line, name, values[name])
    line.clean()
    records.change(line, by=by, version=version, values=values, allowed=LINE_CHANGEABLE)
    _set_hours(by, line, hours or {})
    _tell("plan_line.changed", by, line.plan, line, fields=sorted([*values, *(["hours"] if hours else [])]))
    return line


def _set_hours(by: User, line: PlanLine, hours: MonthHours) -> None:
    known = {found.month: found for found in line.claims.all()}
    for month, value in hours.items():
        found = known.get(month)
        if not value:
            if found is not None:
                records.remove(found, by=by)
        elif found is None:
            records.store(Claim(line=line, month=month, hours=value), by=by)
        elif found.hours != value:
            found.hours = value
            records.store(found, by=by, version=found.version)


@transaction.atomic
def withdraw(*, by: User, record: TeamPlan | PlanLine) -> None:
    """Removes a plan with everything in it, or one line with its hours; history keeps them. Raises
    NotRemovable for a part of a plan that was agreed.
    """
    plan = record if isinstance(record, TeamPlan) else record.plan
    _tell(f"{_noun(record)}.removed", by, plan, record)
    records.remove(record, by=by)


@transaction.atomic
def agree(
    *, by: User, plan: TeamPlan, version: int, agreed_on: date, agreed_by: str, reason: str = ""
) -> TeamPlan:
    """The team's promise. Raises ValidationError at `reason` when a month is too full and nobody says why
    it is promised all the same; without overload there is nothing to give a reason for, and none is kept.
    """
    _still_open(plan)
    load = load_of(plan)
    if load.months_over and not reason.strip():
        raise ValidationError({"reason": [reason_asked(load)]}, code="overload")
    if not agreed_by.strip():
        raise ValidationError({"agreed_by": [_("Fill in who agreed to the plan.")]}, code="required")
    plan.state, plan.agreed_on, plan.agreed_by = TeamPlan.State.AGREED, agreed_on, agreed_by.strip()
    plan.overload_reason = reason.strip() if load.months_over else ""
    records.store(plan, by=by, version=version)
    _tell("team_plan.agreed", by, plan, plan, months_over=list(load.months_over))
    return plan


def reason_asked(load: YearLoad) -> str:
    """What is said to who agrees to a plan that does not fit, without saying why."""
    from koers.yearplans.wording import hours_words, over_words

    message = _("The plan asks %(hours)s hours more than there are in %(months)s. Say why you agree to it.")
    over = [load.month(month) for month in load.months_over]
    return message % {"hours": hours_words(load.overload), "months": over_words(over)}


@transaction.atomic
def reopen(*, by: User, plan: TeamPlan, version: int) -> TeamPlan:
    """Makes an agreed plan a draft again; history keeps who agreed to what. Raises ConcurrentChange."""
    _take(plan)
    plan.state, plan.agreed_on, plan.agreed_by, plan.overload_reason = TeamPlan.State.DRAFT, None, "", ""
    records.store(plan, by=by, version=version)
    _tell("team_plan.reopened", by, plan, plan)
    return plan


def _take(plan: TeamPlan) -> TeamPlan:
    """The plan as it stands now, held until this transaction ends."""
    return TeamPlan.objects.of(plan.organisation).select_for_update().get(pk=plan.pk)


def _still_open(plan: TeamPlan) -> None:
    if _take(plan).is_agreed:
        raise ValidationError(CLOSED, code="agreed")


def _noun(record: TeamPlan | PlanLine) -> str:
    return "team_plan" if isinstance(record, TeamPlan) else "plan_line"


def _tell(action: str, by: User, plan: TeamPlan, subject: TeamPlan | PlanLine, **detail: Any) -> None:
    audit.record(by=by, action=action, subject=subject, organisation=plan.organisation, detail=detail)
