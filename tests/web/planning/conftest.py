"""A programme with a track that somebody leads, a sprint that runs, and an update that was asked for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from koers.programmes import actions
from koers.programmes.actions.planning import Wanted, plan_period
from koers.programmes.models import PeriodGoal, PlanningPeriod, Programme, Track, TrackUpdate
from koers.programmes.updates import digest_of
from people import UserWith
from strict import StrictClient

KEY = "een-sleutel-die-niemand-raadt"
BY_KEY = f"/update/{KEY}/"


@pytest.fixture
def lead(user_with: UserWith, organisation: Organisation) -> User:
    return user_with(Role.TRACK_LEAD, organisation)


@pytest.fixture
def programme(organisation: Organisation, programme_manager: User) -> Programme:
    record = actions.accept_item(
        by=programme_manager, organisation=organisation, item_type="programme", values={"name": "Op pad"}
    ).record
    assert isinstance(record, Programme)
    return record


@pytest.fixture
def track(programme: Programme, lead: User) -> Track:
    track = programme.tracks.create(name="Kompas")
    track.members.create(name="De leider", person=lead, leads=True)
    return track


@pytest.fixture
def period(programme: Programme, track: Track, programme_manager: User) -> PlanningPeriod:
    start = timezone.localdate() - timedelta(days=10)
    return plan_period(
        by=programme_manager,
        programme=programme,
        kind="sprint",
        name="Sprint 1",
        start=start,
        end=start + timedelta(weeks=6),
        goals=[Wanted("Ontwerp", track), Wanted("Drukproef", track), Wanted("Een gids")],
    )


@pytest.fixture
def goals(period: PlanningPeriod) -> list[PeriodGoal]:
    return list(period.goals.all())


@pytest.fixture
def update(track: Track, period: PlanningPeriod, lead: User) -> TrackUpdate:
    return TrackUpdate.objects.create(
        track=track,
        period=period,
        person=lead,
        key_digest=digest_of(KEY),
        expires_at=timezone.now() + timedelta(days=5),
    )


@pytest.fixture
def planning_url(programme: Programme) -> str:
    return f"/programmas/{programme.organisation.slug}/{programme.slug}/planning/"


@pytest.fixture
def manager_client(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


@pytest.fixture
def lead_client(strict_client: StrictClient, lead: User) -> StrictClient:
    strict_client.force_login(lead)
    return strict_client
