"""What the database and the models refuse, whichever way a record comes in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from koers.organisations.models import Organisation, Unit, User
from koers.organisations.records import NotRemovable
from koers.programmes.models import Goal, OperationsParagraph, Participant, Programme, Track
from koers.yearplans import actions
from koers.yearplans.models import Capacity, Claim, PlanLine, TeamPlan
from yearplans.conftest import YEAR, AddLine, AddPlan, SetCapacity


@pytest.mark.parametrize("hours", ["-0.5", "0.3", "100000.5"])
def test_hours_are_halves_from_zero(hours: str, plan: TeamPlan, add_line: AddLine) -> None:
    line = add_line(plan)
    for wrong in (
        Claim(line=line, month=1, hours=Decimal(hours)),
        Capacity(plan=plan, month=1, hours=Decimal(hours)),
    ):
        with pytest.raises(ValidationError, match="100"):
            wrong.clean_fields()
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong.save()
        with pytest.raises(ValidationError):
            wrong.validate_constraints()


@pytest.mark.parametrize("hours", ["0", "0.5", "100000"])
def test_halves_are_kept_exactly(
    hours: str, plan: TeamPlan, add_line: AddLine, organisation: Organisation
) -> None:
    claim = Claim(line=add_line(plan), month=1, hours=Decimal(hours))
    claim.full_clean()
    claim.save()
    assert Claim.objects.of(organisation).get().hours == Decimal(hours)


@pytest.mark.parametrize("month", [0, 13])
def test_a_year_has_twelve_months(month: int, plan: TeamPlan, add_line: AddLine) -> None:
    line = add_line(plan)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(line=line, month=month, hours=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Capacity.objects.create(plan=plan, month=month, hours=1)


def test_once_a_month(plan: TeamPlan, add_line: AddLine) -> None:
    line = add_line(plan, m1="3")
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(line=line, month=1, hours=1)
    Capacity.objects.create(plan=plan, month=1, hours=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Capacity.objects.create(plan=plan, month=1, hours=1)


def test_a_team_has_one_plan_a_year(
    add_plan: AddPlan,
    unit: Unit,
    line_manager: User,
    organisation: Organisation,
    other_organisation: Organisation,
) -> None:
    def open_one(unit: Unit | None, name: str = "", year: int = YEAR) -> TeamPlan:
        return actions.open_plan(
            by=line_manager, organisation=organisation, year=year, unit=unit, unit_name=name
        )

    assert str(open_one(unit)) == "Burgerzaken 2027"
    assert open_one(unit, year=YEAR + 1).team == "Burgerzaken"
    assert open_one(None, "HR").team == "HR"
    add_plan("HR", organisation=other_organisation)
    for again in ((unit, ""), (None, "HR"), (None, "hr")):
        with pytest.raises(ValidationError):
            open_one(*again)


@pytest.mark.parametrize("year", [1999, 2101])
def test_the_year_is_possible(year: int, add_plan: AddPlan) -> None:
    with pytest.raises(ValidationError):
        add_plan(year=year)


def test_a_plan_is_of_one_team(unit: Unit, line_manager: User, organisation: Organisation) -> None:
    for given, name in ((None, ""), (unit, "HR")):
        with pytest.raises(ValidationError):
            actions.open_plan(
                by=line_manager, organisation=organisation, year=YEAR, unit=given, unit_name=name
            )


def test_a_team_of_another_organisation_is_refused(
    unit: Unit, line_manager: User, other_organisation: Organisation
) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.open_plan(by=line_manager, organisation=other_organisation, year=YEAR, unit=unit)
    assert "unit" in refused.value.message_dict


def test_agreed_needs_who_and_when(plan: TeamPlan) -> None:
    plan.state = TeamPlan.State.AGREED
    with pytest.raises(IntegrityError), transaction.atomic():
        plan.save()
    plan.state, plan.overload_reason = TeamPlan.State.DRAFT, "Zomaar"
    with pytest.raises(IntegrityError), transaction.atomic():
        plan.save()


@pytest.mark.parametrize("wrong", [{"text": ""}, {"kind": "loose"}, {"priority": "highest"}])
def test_a_line_is_complete(wrong: dict[str, str], plan: TeamPlan) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanLine.objects.create(**{"plan": plan, "text": "Loket"} | wrong)


def test_the_programme_follows(plan: TeamPlan, add_line: AddLine, goal: Goal, track: Track) -> None:
    assert add_line(plan).programme is None
    assert add_line(plan, goal=goal).programme == goal.programme
    assert add_line(plan, track=track).programme == goal.programme
    both = add_line(plan, goal=goal, track=track, m2="4")
    assert both.programme == goal.programme
    assert str(both) == "Loket"
    assert str(both.claims.get()) == "Loket, februari"


def test_a_goal_of_a_paragraph_has_no_programme(
    plan: TeamPlan, add_line: AddLine, organisation: Organisation, track: Track
) -> None:
    paragraph = OperationsParagraph.objects.create(
        organisation=organisation, title="Bedrijfsvoering", year=YEAR
    )
    goal = Goal.objects.create(paragraph=paragraph, text="Het verzuim daalt")
    assert add_line(plan, goal=goal).programme is None
    assert add_line(plan, goal=goal, track=track).programme == track.programme


@pytest.fixture
def foreign(other_organisation: Organisation) -> Programme:
    return Programme.objects.create(organisation=other_organisation, name="Samen", slug="samen")


def test_goals_of_another_organisation_are_refused(
    plan: TeamPlan, add_line: AddLine, foreign: Programme
) -> None:
    goal = Goal.objects.create(programme=foreign, text="Hun doel")
    track = Track.objects.create(programme=foreign, name="Hun spoor")
    with pytest.raises(ValidationError) as refused:
        add_line(plan, goal=goal, track=track)
    assert set(refused.value.message_dict) == {"goal", "track"}


@pytest.mark.parametrize(("sees", "allowed"), [("nothing", False), ("own", False), ("common", True)])
def test_goals_of_a_shared_programme(
    sees: str,
    allowed: bool,
    plan: TeamPlan,
    add_line: AddLine,
    foreign: Programme,
    organisation: Organisation,
) -> None:
    Participant.objects.create(programme=foreign, name="Waterveen", participant=organisation, sees=sees)
    goal = Goal.objects.create(programme=foreign, text="Ons doel")
    if allowed:
        assert add_line(plan, goal=goal).programme == foreign
    else:
        with pytest.raises(ValidationError):
            add_line(plan, goal=goal)


def test_the_part_of_a_third_organisation_is_refused(
    plan: TeamPlan, add_line: AddLine, foreign: Programme, organisation: Organisation
) -> None:
    Participant.objects.create(programme=foreign, name="Waterveen", participant=organisation, sees="common")
    third = Organisation.objects.create(name="Derde", slug="derde")
    goal = Goal.objects.create(programme=foreign, organisation=third, text="Hun eigen doel")
    with pytest.raises(ValidationError):
        add_line(plan, goal=goal)


def test_goal_and_track_are_of_one_programme(
    plan: TeamPlan, add_line: AddLine, goal: Goal, organisation: Organisation
) -> None:
    other = Programme.objects.create(organisation=organisation, name="Anders", slug="anders")
    track = Track.objects.create(programme=other, name="Kompas")
    with pytest.raises(ValidationError) as refused:
        add_line(plan, goal=goal, track=track)
    assert set(refused.value.message_dict) == {"track"}


def test_parts_of_an_agreed_plan_stand_still(
    plan: TeamPlan, add_line: AddLine, set_capacity: SetCapacity
) -> None:
    """Also by the generic pages and the API, which call `clean` and `delete`."""
    line = add_line(plan, m1="4")
    set_capacity(plan, "10", range(1, 2))
    TeamPlan.objects.of(plan.organisation).update(
        state="agreed", agreed_on="2026-12-01", agreed_by="Directie"
    )
    for part in (
        PlanLine.objects.of(plan.organisation).get(pk=line.pk),
        Claim.objects.of(plan.organisation).get(),
        Capacity.objects.of(plan.organisation).get(),
    ):
        with pytest.raises(ValidationError):
            part.clean()
        with pytest.raises(NotRemovable):
            part.delete()


def test_readable_names(plan: TeamPlan) -> None:
    assert str(Capacity(plan=plan, month=2, hours=Decimal("10.5"))) == "Burgerzaken 2027, februari"
    assert str(Capacity(plan=plan, month=13)) == "Burgerzaken 2027, 13"
