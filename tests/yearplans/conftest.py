"""A team with a plan for 2027 in Waterveen, and a programme with a goal and a track to plan for."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

import pytest

from koers.organisations.models import Organisation, Unit, User
from koers.organisations.permissions import Role
from koers.programmes.models import Goal, Programme, Track
from koers.yearplans import actions
from koers.yearplans.models import PlanLine, TeamPlan
from people import UserWith

YEAR = 2027


class AddPlan(Protocol):
    def __call__(
        self, name: str = ..., year: int = ..., organisation: Organisation | None = ...
    ) -> TeamPlan: ...


class AddLine(Protocol):
    def __call__(
        self,
        plan: TeamPlan,
        text: str = ...,
        *,
        kind: str = ...,
        goal: Goal | None = ...,
        track: Track | None = ...,
        **months: str,
    ) -> PlanLine: ...


class SetCapacity(Protocol):
    def __call__(self, plan: TeamPlan, hours: str = ..., months: range = ...) -> None: ...


def by_month(months: dict[str, str]) -> dict[int, Decimal | None]:
    """`m3="12.5"` as the actions want it."""
    return {int(name[1:]): Decimal(hours) for name, hours in months.items()}


@pytest.fixture
def line_manager(user_with: UserWith, organisation: Organisation) -> User:
    return user_with(Role.LINE_MANAGER, organisation)


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return Programme.objects.create(organisation=organisation, name="Op pad", slug="op-pad")


@pytest.fixture
def goal(programme: Programme) -> Goal:
    return Goal.objects.create(programme=programme, text="Elk team heeft een plan")


@pytest.fixture
def track(programme: Programme) -> Track:
    return Track.objects.create(programme=programme, name="Kompas")


@pytest.fixture
def unit(organisation: Organisation) -> Unit:
    return Unit.objects.create(organisation=organisation, name="Burgerzaken")


@pytest.fixture
def add_plan(organisation: Organisation, line_manager: User) -> AddPlan:
    def add(
        name: str = "Burgerzaken", year: int = YEAR, organisation: Organisation | None = organisation
    ) -> TeamPlan:
        assert organisation is not None
        return actions.open_plan(by=line_manager, organisation=organisation, year=year, unit_name=name)

    return add


@pytest.fixture
def plan(add_plan: AddPlan) -> TeamPlan:
    return add_plan()


@pytest.fixture
def add_line(line_manager: User) -> AddLine:
    def add(
        plan: TeamPlan,
        text: str = "Loket",
        *,
        kind: str = PlanLine.Kind.FIXED,
        goal: Goal | None = None,
        track: Track | None = None,
        **months: str,
    ) -> PlanLine:
        return actions.add_line(
            by=line_manager, plan=plan, text=text, kind=kind, goal=goal, track=track, hours=by_month(months)
        )

    return add


@pytest.fixture
def set_capacity(line_manager: User) -> SetCapacity:
    def give(plan: TeamPlan, hours: str = "100", months: range = range(1, 13)) -> None:
        given = dict.fromkeys(months, Decimal(hours))
        actions.set_capacity(by=line_manager, plan=plan, version=plan.version, hours=given)

    return give
