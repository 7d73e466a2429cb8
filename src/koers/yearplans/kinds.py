"""The kinds of record of this room, for forms, lists, history, the API and spreadsheets."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.editing.kinds import Kind, Words, register
from koers.organisations.access import organisation_of
from koers.organisations.permissions import Permission
from koers.yearplans import queries
from koers.yearplans.models import Capacity, Claim, PlanLine, TeamPlan
from koers.yearplans.wording import conclusion


def page_of(plan: TeamPlan) -> str:
    return reverse("yearplans:plan", kwargs={"public_id": plan.public_id})


def warnings_of(plan: TeamPlan) -> list[Words]:
    """Overload and unknown months, of a plan that is not agreed yet."""
    load = queries.load_of(plan)
    if plan.is_agreed or not (load.months_over or load.unknown_months):
        return []
    return [conclusion(load)]


def line_warnings(line: PlanLine) -> list[Words]:
    if line.kind == PlanLine.Kind.FLEXIBLE and line.goal is None and line.track is None:
        return [_("This flexible work contributes to no goal and no track.")]
    return []


def _units(user: Any, under: Any) -> Any:
    organisation = under if under._meta.model_name == "organisation" else organisation_of(under)
    return queries.units_of(organisation)


HOURS_HELP = gettext_lazy("Whole or half hours, for example 12 or 12,5")
MONTH_HELP = gettext_lazy("A number from 1 (January) to 12 (December)")


def register_kinds() -> None:
    register(
        Kind(
            model=TeamPlan,
            slug="jaarplannen",
            api="team-plans",
            fields=("unit", "unit_name", "year", "note"),
            columns=("unit", "unit_name", "year"),
            needs=Permission.PLAN_TEAM,
            choices={"unit": _units},
            warnings=warnings_of,
            page=page_of,
        ),
        Kind(
            model=PlanLine,
            slug="jaarplanregels",
            api="plan-lines",
            parent="plan",
            fields=("kind", "text", "goal", "track", "priority"),
            needs=Permission.PLAN_TEAM,
            choices={
                "goal": lambda user, plan: queries.goals_open_to(user, plan.organisation),
                "track": lambda user, plan: queries.tracks_open_to(user, plan.organisation),
            },
            warnings=line_warnings,
            page=lambda line: page_of(line.plan),
        ),
        Kind(
            model=Claim,
            slug="geplande-uren",
            api="planned-hours",
            parent="line",
            fields=("month", "hours"),
            needs=Permission.PLAN_TEAM,
            help={"month": MONTH_HELP, "hours": HOURS_HELP},
            page=lambda claim: page_of(claim.its_plan),
        ),
        Kind(
            model=Capacity,
            slug="beschikbare-uren",
            api="available-hours",
            parent="plan",
            fields=("month", "hours", "note"),
            needs=Permission.PLAN_TEAM,
            help={"month": MONTH_HELP, "hours": HOURS_HELP},
            page=lambda capacity: page_of(capacity.plan),
        ),
    )
