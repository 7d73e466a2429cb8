"""Reading year plans. Each function says its number of queries; none grows with the number of rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from koers.organisations.models import Organisation, Unit
from koers.programmes.models import Goal, Participant, Programme, Track
from koers.yearplans.capacity import (
    Available,
    Claimed,
    Share,
    Work,
    YearLoad,
    loads_by_team,
    rolled_up,
    team_load,
    together,
)
from koers.yearplans.models import Capacity, Claim, PlanLine, TeamPlan

if TYPE_CHECKING:
    from koers.organisations.models import User


@dataclass(frozen=True, slots=True)
class PlanYear:
    """All plans of an organisation for one year. Loads go by the plan's database id."""

    year: int
    plans: list[TeamPlan]
    claims: list[Claimed]
    loads: dict[Any, YearLoad]

    @property
    def whole(self) -> YearLoad:
        return together(list(self.loads.values()))


@dataclass(frozen=True, slots=True)
class PlannedLine:
    line: PlanLine
    hours: dict[int, Decimal]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan with its lines, what it claims and what there is; `notes` are those of the capacity."""

    plan: TeamPlan
    lines: list[PlannedLine]
    load: YearLoad
    available: dict[int, Decimal]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalShare:
    goal: Goal
    share: Share


@dataclass(frozen=True, slots=True)
class ProgrammeShare:
    """What the teams put into one programme: its goals that are planned for, and its tracks beside them.

    `without` are its goals that no team plans for. The programme is None for the goals of an operations
    paragraph.
    """

    programme: Programme | None
    share: Share
    goals: list[GoalShare]
    tracks: list[tuple[Track, Share]]
    without: list[Goal]


@dataclass(frozen=True, slots=True)
class RollUp:
    found: PlanYear
    programmes: list[ProgrammeShare]
    no_goal: Share


def years_of(organisation: Organisation) -> list[int]:
    """The years the organisation has plans for, the last first (1 query)."""
    found = TeamPlan.objects.of(organisation).order_by("-year").values_list("year", flat=True).distinct()
    return list(found)


def plan_year(organisation: Organisation, year: int) -> PlanYear:
    """3 queries."""
    plans = list(TeamPlan.objects.of(organisation).filter(year=year).select_related("unit"))
    plans.sort(key=lambda plan: (plan.team.casefold(), plan.pk))
    claims = _claims(Claim.objects.of(organisation).filter(line__plan__year=year))
    available = [
        Available(plan, month, hours)
        for plan, month, hours in Capacity.objects.of(organisation)
        .filter(plan__year=year)
        .values_list("plan_id", "month", "hours")
    ]
    return PlanYear(year, plans, claims, loads_by_team((plan.pk for plan in plans), claims, available))


def _claims(found: QuerySet[Claim]) -> list[Claimed]:
    rows = found.order_by("pk").values_list(
        "line__plan_id",
        "month",
        "hours",
        "line__kind",
        "line_id",
        "line__goal_id",
        "line__track_id",
        "line__goal__programme_id",
        "line__track__programme_id",
    )
    return [
        Claimed(plan, month, hours, Work(kind), line, goal, track, by_goal or by_track)
        for plan, month, hours, kind, line, goal, track, by_goal, by_track in rows
    ]


def load_of(plan: TeamPlan) -> YearLoad:
    """The year of one plan (2 queries)."""
    return team_load(
        _claims(Claim.objects.of(plan.organisation).filter(line__plan=plan)),
        [Available(plan.pk, found.month, found.hours) for found in plan.capacities.all()],
    )


def plan_page(plan: TeamPlan) -> PlanPage:
    """Lines, hours and what is available, of a plan that was fetched already (3 queries)."""
    related = ("goal__programme__organisation", "track__programme__organisation")
    lines = list(plan.lines.select_related(*related).prefetch_related("claims"))
    capacities = list(plan.capacities.all())
    order = list(PlanLine.Priority.values)
    lines.sort(key=lambda line: (line.kind != PlanLine.Kind.FIXED, order.index(line.priority), line.pk))
    claims = [
        Claimed(plan.pk, claim.month, claim.hours, Work(line.kind), line.pk)
        for line in lines
        for claim in line.claims.all()
    ]
    available = [Available(plan.pk, found.month, found.hours) for found in capacities]
    return PlanPage(
        plan=plan,
        lines=[
            PlannedLine(line, {claim.month: claim.hours for claim in line.claims.all()}) for line in lines
        ],
        load=team_load(claims, available),
        available={found.month: found.hours for found in capacities},
        notes=tuple(dict.fromkeys(found.note for found in capacities if found.note)),
    )


def roll_up(user: User, organisation: Organisation, year: int) -> RollUp:
    """What the teams of an organisation put into the goals in one year (5 queries, plus 1 for sharing).

    Shared programmes count, with the hours of this organisation alone.
    """
    found = plan_year(organisation, year)
    by_goal = rolled_up(found.claims, lambda claim: claim.goal)
    by_programme = rolled_up(found.claims, lambda claim: claim.programme if claim.programme else None)
    beside = rolled_up([claim for claim in found.claims if claim.goal is None], lambda claim: claim.track)
    goals = list(_goals(user, organisation, year, by_goal))
    tracks = list(tracks_open_to(user, organisation).filter(pk__in=[key for key in beside if key]))
    owners = [record.programme for record in goals] + [record.programme for record in tracks]
    programmes = {owner.pk: owner for owner in owners if owner is not None}
    ordered = sorted(programmes.values(), key=lambda programme: (programme.name.casefold(), programme.pk))
    shares = [
        _programme_share(programme, goals, tracks, by_goal, beside, by_programme.get(programme.pk, Share()))
        for programme in ordered
    ]
    loose = [goal for goal in goals if goal.programme_id is None]
    if loose:
        whole = [claim for claim in found.claims if claim.goal in {goal.pk for goal in loose}]
        shares.append(_programme_share(None, loose, [], by_goal, {}, rolled_up(whole, lambda _: 0)[0]))
    return RollUp(found, shares, beside.get(None, Share()))


def _goals(user: User, organisation: Organisation, year: int, planned: Iterable[Any]) -> QuerySet[Goal]:
    """Goals planned for, whatever they are of, and the goals of the programmes that run in that year."""
    chosen = Q(pk__in=[key for key in planned if key is not None])
    return goals_open_to(user, organisation).filter(chosen | Q(programme__isnull=False) & _runs_in(year))


def _runs_in(year: int) -> Q:
    ended = Q(programme__end_first_day__lt=date(year, 1, 1), programme__end_precision__in=["month", "day"])
    ended |= Q(programme__end_first_day__year__lt=year, programme__end_precision="year")
    later = Q(programme__start_first_day__gt=date(year, 12, 31))
    return ~Q(programme__phase=Programme.Phase.CLOSED) & ~ended & ~later


def _programme_share(
    programme: Programme | None,
    goals: list[Goal],
    tracks: list[Track],
    by_goal: dict[Any, Share],
    beside: dict[Any, Share],
    share: Share,
) -> ProgrammeShare:
    mine = [goal for goal in goals if goal.programme_id == (programme.pk if programme else None)]
    return ProgrammeShare(
        programme=programme,
        share=share,
        goals=[GoalShare(goal, by_goal[goal.pk]) for goal in mine if goal.pk in by_goal],
        tracks=[
            (t, beside[t.pk]) for t in tracks if programme is not None and t.programme_id == programme.pk
        ],
        without=[goal for goal in mine if goal.pk not in by_goal],
    )


def _open_to(organisation: Organisation) -> Q:
    """What the plans of an organisation may refer to: its own, and what the lead shows of a programme it
    takes part in. The models check the same when a line is stored.
    """
    joined = Participant.objects.across_organisations("who takes part may plan for the common part").filter(
        participant=organisation,
        sees=Participant.Sees.COMMON,
        programme=OuterRef("programme"),
        programme__organisation=OuterRef("organisation"),
    )
    return Q(organisation=organisation) | Q(Exists(joined))


def goals_open_to(user: User, organisation: Organisation) -> QuerySet[Goal]:
    """Goals that lines of this organisation's plans may refer to, as far as the user sees them (1 query)."""
    found = Goal.objects.visible_to(user).filter(_open_to(organisation))
    return found.select_related("programme__organisation").order_by("programme__name", "pk")


def tracks_open_to(user: User, organisation: Organisation) -> QuerySet[Track]:
    """Tracks that lines may refer to (1 query)."""
    found = Track.objects.visible_to(user).filter(_open_to(organisation))
    return found.select_related("programme__organisation").order_by("programme__name", "pk")


def units_of(organisation: Organisation) -> QuerySet[Unit]:
    return Unit.objects.of(organisation).order_by("name", "pk")
