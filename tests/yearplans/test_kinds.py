"""How year plans stand on the sheet of kinds: what may be chosen, who writes, what is told."""

from __future__ import annotations

from datetime import date

import pytest

from koers.editing.kinds import by_slug, kind_of
from koers.organisations.models import Organisation, Unit, User
from koers.organisations.permissions import Permission
from koers.programmes.models import Goal, Programme, Track
from koers.yearplans import actions
from koers.yearplans.models import Capacity, Claim, PlanLine, TeamPlan
from yearplans.conftest import AddLine, SetCapacity


@pytest.mark.parametrize(
    ("slug", "model"),
    [
        ("jaarplannen", TeamPlan),
        ("jaarplanregels", PlanLine),
        ("geplande-uren", Claim),
        ("beschikbare-uren", Capacity),
    ],
)
def test_the_kinds_of_this_room(slug: str, model: type) -> None:
    assert by_slug(slug).model is model
    assert by_slug(slug).needs is Permission.PLAN_TEAM


def test_every_record_leads_to_its_plan(plan: TeamPlan, add_line: AddLine, set_capacity: SetCapacity) -> None:
    line = add_line(plan, m1="4")
    set_capacity(plan)
    records = (plan, line, line.claims.get(), plan.capacities.all()[0])
    pages = [kind_of(record).page for record in records]
    found = {page(record) for page, record in zip(pages, records, strict=True) if page is not None}
    assert found == {f"/jaarplannen/{plan.public_id}/"}


def test_teams_of_the_organisation_can_be_chosen(
    plan: TeamPlan,
    unit: Unit,
    organisation: Organisation,
    other_organisation: Organisation,
    line_manager: User,
) -> None:
    Unit.objects.create(organisation=other_organisation, name="Hun team")
    choose = kind_of(TeamPlan).choices["unit"]
    assert list(choose(line_manager, organisation)) == [unit]
    assert list(choose(line_manager, plan)) == [unit]


def test_goals_and_tracks_of_the_organisation_can_be_chosen(
    plan: TeamPlan, goal: Goal, track: Track, other_organisation: Organisation, line_manager: User
) -> None:
    foreign = Programme.objects.create(organisation=other_organisation, name="Samen", slug="samen")
    Goal.objects.create(programme=foreign, text="Hun doel")
    Track.objects.create(programme=foreign, name="Hun spoor")
    assert list(kind_of(PlanLine).choices["goal"](line_manager, plan)) == [goal]
    assert list(kind_of(PlanLine).choices["track"](line_manager, plan)) == [track]


def test_overload_and_unknown_months_are_told(
    plan: TeamPlan, add_line: AddLine, set_capacity: SetCapacity, line_manager: User
) -> None:
    warnings = kind_of(TeamPlan).warnings
    assert len(warnings(plan)) == 1
    set_capacity(plan, "10")
    assert warnings(plan) == []
    add_line(plan, m1="12")
    assert len(warnings(plan)) == 1
    actions.agree(
        by=line_manager,
        plan=plan,
        version=plan.version,
        agreed_on=date(2026, 12, 1),
        agreed_by="Directie",
        reason="Er komt hulp",
    )
    assert warnings(plan) == []


def test_flexible_work_without_an_aim_is_told(
    plan: TeamPlan, add_line: AddLine, goal: Goal, track: Track
) -> None:
    warnings = kind_of(PlanLine).warnings
    assert len(warnings(add_line(plan, kind="flexible"))) == 1
    assert warnings(add_line(plan, kind="flexible", goal=goal)) == []
    assert warnings(add_line(plan, kind="flexible", track=track)) == []
    assert warnings(add_line(plan, kind="fixed")) == []
