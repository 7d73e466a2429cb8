"""People around a recommendation, a report it comes from, and a short way to take a step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from koers.core.dates import PartialDate
from koers.decisions.models import Body, FollowUpStep, Recommendation, SourceReport
from koers.decisions.stepping import Given, take_step
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import BodyKind, Role
from people import UserWith

type Take = Callable[..., FollowUpStep]
DAY = date(2026, 5, 1)


@pytest.fixture
def griffie(user_with: UserWith, organisation: Organisation) -> User:
    return user_with(Role.GRIFFIE, organisation)


@pytest.fixture
def college(user_with: UserWith, organisation: Organisation) -> User:
    return user_with(Role.COLLEGE, organisation)


@pytest.fixture
def council_member(user_with: UserWith, organisation: Organisation) -> User:
    return user_with(Role.COUNCIL_MEMBER, organisation)


@pytest.fixture
def council(organisation: Organisation) -> Body:
    return Body.objects.create(organisation=organisation, name="Gemeenteraad", kind=BodyKind.COUNCIL)


@pytest.fixture
def report(organisation: Organisation) -> SourceReport:
    made = SourceReport(organisation=organisation, kind="rekenkamer", title="Grip op verandering")
    made.date = PartialDate(2026, 2)
    made.save()
    return made


@pytest.fixture
def advice(organisation: Organisation, report: SourceReport) -> Recommendation:
    return Recommendation.objects.create(
        organisation=organisation, report=report, number="1.1", text="Maak keuzes"
    )


@pytest.fixture
def motion(organisation: Organisation) -> Recommendation:
    return Recommendation.objects.create(
        organisation=organisation, kind="motion", text="Verzoekt het college"
    )


@pytest.fixture
def promise(organisation: Organisation) -> Recommendation:
    return Recommendation.objects.create(organisation=organisation, kind="promise", text="We komen terug")


def taken(one: Recommendation, by: User, sort: str, day: date = DAY, **given: Any) -> FollowUpStep:
    one.refresh_from_db()
    return take_step(
        by=by, recommendation=one, version=one.version, sort=sort, date=day, given=Given(**given)
    )


@pytest.fixture
def take() -> Take:
    return taken
