"""Reads of the dashboard of a programme: how it stands now, per track too, and what keeps being carried over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber

from koers.core.prepared import prepared
from koers.programmes import periods
from koers.programmes.asking import ask
from koers.programmes.models import (
    AspectJudgement,
    Deliverable,
    PeriodGoal,
    Programme,
    Status,
    Track,
    TrackMember,
)

if TYPE_CHECKING:
    from koers.organisations.models import User

CARRIED_OFTEN = 2
"""So many times moved on, a goal of a period asks for a decision."""
_JUDGED = "of a judgement that was scoped already"
_ANNOTATED = "annotated to tracks that were scoped already"


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest judgement of the programme, and those of its tracks by id."""

    whole: Status | None
    tracks: Mapping[int, Status]


def standing(user: User, programme: Programme) -> Standing:
    """As far as the user may see judgements (2 queries)."""
    judged = {status.track_id: status for status in ask(_newest, user, programme=programme.pk)}
    whole = judged.pop(None, None)
    if whole is not None:
        _bring_aspects(whole)
    return Standing(whole, {key: status for key, status in judged.items() if key})


def _bring_aspects(status: Status) -> None:
    """As `prefetch_related`, by a prepared query. Only the judgement of the whole has aspects."""
    found = prepared("aspects of a judgement", [status.pk], _aspects_of)
    len(found)
    status._prefetched_objects_cache = {"aspects": found}  # type: ignore[attr-defined]


def _aspects_of(statuses: Sequence[Any]) -> QuerySet[Any, Any]:
    return AspectJudgement.objects.across_organisations(_JUDGED).filter(status=statuses[0]).order_by("pk")


def _newest(user: User, programme: int) -> QuerySet[Status]:
    newest = Window(RowNumber(), partition_by=[F("track")], order_by=[F("date").desc(), F("pk").desc()])
    return (
        Status.objects.visible_to(user)
        .filter(programme=programme)
        .annotate(rank=newest)
        .filter(rank=1)
        .select_related("by")
    )


def tracks_with_progress(user: User, programme: Programme) -> QuerySet[Any]:
    """The tracks with `done` of `total` deliverables and the name of who leads (1 query)."""
    return ask(_with_progress, user, programme=programme.pk)


def _with_progress(user: User, programme: int) -> QuerySet[Any]:
    leads = TrackMember.objects.across_organisations(_ANNOTATED).filter(track=OuterRef("pk"), leads=True)
    return (
        Track.objects.visible_to(user)
        .filter(programme=programme)
        .annotate(
            done=_deliverables(user, Q(status__in=("delivered", "adopted"))),
            total=_deliverables(user, Q()),
            lead=Subquery(leads.order_by("pk").values("name")[:1]),
        )
        .order_by("pk")
    )


def _deliverables(user: User, which: Q) -> Coalesce:
    found = Deliverable.objects.visible_to(user).filter(which, track=OuterRef("pk")).order_by()
    return Coalesce(Subquery(found.values("track").annotate(n=Count("pk")).values("n")), 0)


@dataclass(frozen=True, slots=True)
class PlannedGoal:
    """A goal of a period, with how many times it was carried over from an earlier one."""

    key: int
    text: str
    state: str
    reason: str
    period: str
    period_end: date
    track: str
    carried: int


def planned_goals(user: User, programme: Programme) -> list[PlannedGoal]:
    """All goals of all periods, the latest period last (1 query)."""
    rows = list(ask(_planned, user, programme=programme.pk))
    before = {row[0]: row[1] for row in rows}
    return [
        PlannedGoal(key, text, state, reason, name, end, track or "", len(periods.chain(key, before)) - 1)
        for key, _from, text, state, reason, name, end, track in rows
    ]


def _planned(user: User, programme: int) -> QuerySet[Any, Any]:
    return (
        PeriodGoal.objects.visible_to(user)
        .filter(period__programme=programme)
        .order_by("period__end", "pk")
        .values_list(
            "pk", "carried_from", "text", "state", "reason", "period__name", "period__end", "track__name"
        )
    )


def kept_moving(goals: list[PlannedGoal]) -> list[PlannedGoal]:
    """Goals still open that were carried over often; each once, where it stands now."""
    return [goal for goal in goals if goal.state == "open" and goal.carried >= CARRIED_OFTEN]


def slipped_last(goals: list[PlannedGoal], today: date) -> list[PlannedGoal]:
    """What the last period that is over did not bring, with the reason that was given."""
    over = [goal.period_end for goal in goals if goal.period_end <= today]
    last = max(over, default=None)
    return [goal for goal in goals if goal.period_end == last and goal.state in ("moved", "dropped", "open")]
