"""Planning a period, what it should bring, and closing it. What is not done moves on or is dropped with a reason.

A goal that moves on while no next period exists stays where it is as moved; `plan_period` takes it up as soon as
the next one is planned. So do the plans that leads of tracks wrote down in their updates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.organisations import audit, records
from koers.programmes.models import PeriodGoal, PlanningPeriod, Programme, TrackUpdate
from koers.programmes.periods import Score, score

if TYPE_CHECKING:
    from koers.organisations.models import User
    from koers.programmes.models import Deliverable, Goal, Track

_RELATIONS = ("programme", "organisation")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A goal for a period, before it is there."""

    text: str
    track: Track | None = None
    goal: Goal | None = None
    deliverable: Deliverable | None = None


@transaction.atomic
def plan_period(
    *,
    by: User,
    programme: Programme,
    kind: str,
    name: str,
    start: date,
    end: date,
    note: str = "",
    carry: Mapping[PeriodGoal, str] | None = None,
    goals: Iterable[Wanted] = (),
) -> PlanningPeriod:
    """A new period up to `end` (the first day after it), with what `carry` takes along (goal: why it slipped), what
    waited for it, and new goals. Raises ValidationError at the field; an overlap names the other period.
    """
    # Two people who plan at the same moment meet here, one after the other.
    Programme.objects.of(programme.organisation).select_for_update().get(pk=programme.pk)
    period = PlanningPeriod(
        organisation=programme.organisation,
        programme=programme,
        kind=kind,
        name=name.strip(),
        start=start,
        end=end,
        note=note.strip(),
    )
    period.clean_fields(exclude=_RELATIONS)
    period.clean()
    records.add(period, by=by, organisation=programme.organisation)
    for goal, reason in (carry or {}).items():
        _of_programme(goal, programme)
        move(by=by, goal=goal, reason=reason, into=period)
    _take_up(by, period)
    for wanted in goals:
        add_goal(by=by, period=period, wanted=wanted)
    return period


@transaction.atomic
def add_goal(*, by: User, period: PlanningPeriod, wanted: Wanted) -> PeriodGoal:
    """Raises ValidationError when the period is closed or something is of another programme."""
    if period.closed_at is not None:
        raise ValidationError(
            {"text": _("“%(name)s” is closed. Plan it in a later period.") % {"name": period.name}}
        )
    for name in ("track", "goal", "deliverable"):
        related = getattr(wanted, name)
        if related is not None and related.programme_id != period.programme_id:
            raise ValidationError({name: _("This belongs to another programme.")})
    goal = PeriodGoal(
        period=period,
        text=wanted.text.strip(),
        track=wanted.track,
        goal=wanted.goal,
        deliverable=wanted.deliverable,
    )
    return records.add(goal, by=by, organisation=period.organisation)


@transaction.atomic
def close_period(
    *,
    by: User,
    period: PlanningPeriod,
    done: Iterable[PeriodGoal] = (),
    carry: Mapping[PeriodGoal, str] | None = None,
    drop: Mapping[PeriodGoal, str] | None = None,
) -> Score:
    """Says of every open goal what became of it, and closes. What is carried goes to the next period of this kind.

    Closing again changes nothing. Raises ValidationError when an open goal would be left without a word, or when
    the period has yet to begin.
    """
    stored = PlanningPeriod.objects.of(period.organisation).select_for_update().get(pk=period.pk)
    goals = {goal.pk: goal for goal in stored.goals.all()}
    if stored.closed_at is not None:
        return score([goal.state for goal in goals.values()])
    if stored.start > timezone.localdate():
        raise ValidationError(
            _("“%(name)s” has not begun yet. Change its dates instead.") % {"name": stored.name}
        )
    into = next_period(stored)
    for goal in done:
        finish(by=by, goal=_own(goals, goal))
    for goal, reason in (carry or {}).items():
        move(by=by, goal=_own(goals, goal), reason=reason, into=into)
    for goal, reason in (drop or {}).items():
        drop_goal(by=by, goal=_own(goals, goal), reason=reason)
    _refuse_silence(list(goals.values()))
    stored.closed_at = period.closed_at = timezone.now()
    records.store(stored, by=by, version=stored.version)
    period.version = stored.version
    found = score([goal.state for goal in goals.values()])
    detail = {"done": found.done, "moved": found.moved, "dropped": found.dropped}
    audit.record(
        by=by, action="planningperiod.closed", subject=stored, organisation=stored.organisation, detail=detail
    )
    return found


def next_period(period: PlanningPeriod) -> PlanningPeriod | None:
    """The first later one of the same kind (1 query)."""
    later = period.programme.periods.filter(kind=period.kind, start__gte=period.end, closed_at=None)
    return later.order_by("start").first()


def finish(*, by: User, goal: PeriodGoal, done: bool = True) -> None:
    """Done, or open again. One that moved on or was dropped stays so.

    This, `move` and `drop_goal` raise ValidationError when it would change a goal of a closed period.
    """
    if goal.state in (PeriodGoal.State.OPEN, PeriodGoal.State.DONE):
        _settle(by, goal, PeriodGoal.State.DONE if done else PeriodGoal.State.OPEN, "")


def move(*, by: User, goal: PeriodGoal, reason: str, into: PlanningPeriod | None) -> PeriodGoal | None:
    """The goal stands in `into` from now on, and stays here as moved. Doing it again changes nothing."""
    if goal.state not in (PeriodGoal.State.OPEN, PeriodGoal.State.MOVED):
        return None
    _settle(by, goal, PeriodGoal.State.MOVED, reason)
    return None if into is None else _stand_in(by, goal, into)


def drop_goal(*, by: User, goal: PeriodGoal, reason: str) -> None:
    if goal.state in (PeriodGoal.State.OPEN, PeriodGoal.State.DROPPED):
        _settle(by, goal, PeriodGoal.State.DROPPED, reason)


def _settle(by: User, goal: PeriodGoal, state: str, reason: str) -> None:
    reason = reason.strip()
    if goal.state == state:
        return
    _refuse_in_closed(goal)
    if state in (PeriodGoal.State.MOVED, PeriodGoal.State.DROPPED) and not reason:
        raise ValidationError(_("Say why “%(goal)s” slipped.") % {"goal": shortened(goal.text)})
    goal.state, goal.reason = state, reason
    records.store(goal, by=by, version=goal.version)
    organisation = goal.period.organisation
    audit.record(by=by, action=f"periodgoal.{state}", subject=goal, organisation=organisation)


def _refuse_in_closed(goal: PeriodGoal) -> None:
    """Asks what is stored: whoever holds the goal may have read its period before it was closed (1 query)."""
    period = goal.period
    stored = PlanningPeriod.objects.of(period.organisation).filter(pk=period.pk)
    if stored.exclude(closed_at=None).exists():
        raise ValidationError(_("“%(name)s” is closed. Its goals stay as they are.") % {"name": period.name})


def _stand_in(by: User, goal: PeriodGoal, into: PlanningPeriod) -> PeriodGoal:
    """One follower at most: whoever was first decided where."""
    follower = PeriodGoal.objects.of(into.organisation).filter(carried_from=goal).first()
    if follower is not None:
        return follower
    follower = PeriodGoal(
        period=into,
        text=goal.text,
        track=goal.track,
        goal=goal.goal,
        deliverable=goal.deliverable,
        carried_from=goal,
    )
    return records.add(follower, by=by, organisation=into.organisation)


def _take_up(by: User, period: PlanningPeriod) -> None:
    """What moved on before this period existed, and what was written down for it in updates."""
    earlier = period.programme.periods.filter(kind=period.kind, end__lte=period.start)
    waiting = PeriodGoal.objects.of(period.organisation).filter(
        period__in=earlier, state=PeriodGoal.State.MOVED, carried_to=None
    )
    for goal in waiting.select_related("track", "goal", "deliverable"):
        _stand_in(by, goal, period)
    updates = TrackUpdate.objects.of(period.organisation).filter(period__in=earlier).exclude(next_goals=[])
    for update in updates.select_related("track").order_by("pk"):
        for text in update.next_goals:
            add_goal(by=by, period=period, wanted=Wanted(text=text, track=update.track))
        update.next_goals = []
        update.save(update_fields=["next_goals", "updated_at"])


def _of_programme(goal: PeriodGoal, programme: Programme) -> None:
    if goal.period.programme_id != programme.pk:
        raise ValidationError(_("This belongs to another programme."))


def _own(goals: Mapping[int, PeriodGoal], goal: PeriodGoal) -> PeriodGoal:
    """The goal as it is stored now, so that one settled in the meantime is not settled twice."""
    if goal.pk not in goals:
        raise ValidationError(_("This belongs to another period."))
    return goals[goal.pk]


def _refuse_silence(goals: list[PeriodGoal]) -> None:
    left = [goal for goal in goals if goal.state == PeriodGoal.State.OPEN]
    if left:
        told = ngettext(
            "Say what became of “%(goal)s”.",
            "Say what became of “%(goal)s” and %(others)s more.",
            len(left),
        )
        words = {"goal": shortened(left[0].text), "others": len(left) - 1}
        raise ValidationError(told % words)


def shortened(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
