"""Data set L in small: the right numbers, the same for the same seed, and rows that the register itself would take."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module
from itertools import pairwise
from random import Random
from types import ModuleType
from typing import Any

import pytest
from django.db import models

from koers.organisations.catalogue import entries
from koers.organisations.models import Membership, Organisation, User
from koers.organisations.permissions import Role
from koers.programmes.models import (
    Adoption,
    Baseline,
    Deliverable,
    Goal,
    Indicator,
    PeriodGoal,
    PlanningPeriod,
    Programme,
    Status,
    Track,
    TrackMember,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
ALL = "the benchmark's own data set"


def everything[M: models.Model](model: type[M]) -> list[M]:
    manager: Any = model._default_manager
    return list(manager.across_organisations(ALL))


def test_every_programme_has_its_goals_tracks_periods_and_deliverables(dataset: ModuleType) -> None:
    made = dataset.make(programmes=4, organisations=2, today=TODAY)
    assert (made.organisations, made.programmes) == (2, 4)
    counted = {model: len(everything(model)) for model in (Goal, Track, PlanningPeriod, Deliverable)}
    assert counted == {Goal: 24, Track: 32, PlanningPeriod: 48, Deliverable: 240}
    assert made.rows > sum(counted.values())
    for programme in everything(Programme):
        assert programme.deliverables.count() == 60
        assert programme.tracks.count() == 8


def test_programmes_are_spread_evenly_over_the_organisations(dataset: ModuleType) -> None:
    dataset.make(programmes=7, organisations=3, today=TODAY)
    found = [Programme.objects.of(one).count() for one in Organisation.objects.order_by("pk")]
    assert found == [3, 2, 2]


def test_the_organisations_are_the_342_municipalities_in_force(dataset: ModuleType) -> None:
    staff = import_module("staff")
    found = list(staff.municipalities(1000))
    assert len(found) == 342
    ended = {entry.name for entry in entries() if entry.valid_until}
    assert not ended & {name for name, *_rest in found}


def test_the_same_seed_gives_the_same_rows_and_another_seed_others(rows: ModuleType) -> None:
    staff = import_module("staff").make_staff(Random(1), 1)[0]

    def made(seed: int) -> list[list[str]]:
        batch = rows.Batch(Random(seed), TODAY)
        batch.programme(1, staff, None)
        return [list(map(str, row)) for table in batch.tables.values() for row in table.rows]

    assert made(5) == made(5)
    assert made(5) != made(6)


def test_the_register_itself_would_take_the_rows(dataset: ModuleType) -> None:
    """The database holds its rules; here also those of the fields and forms (no overlap, an end after the start)."""
    dataset.make(programmes=2, organisations=1, today=TODAY)
    for model in (Programme, Goal, Indicator, Track, TrackMember, PlanningPeriod, Status):
        for row in everything(model)[:30]:
            row.full_clean()


def test_what_lies_behind_today_is_mostly_done_and_nothing_ahead_is(dataset: ModuleType) -> None:
    dataset.make(programmes=3, organisations=1, today=TODAY)
    for row in everything(Deliverable):
        assert row.due is not None
        if row.due.first_day > TODAY:
            assert row.status == Deliverable.Status.PLANNED
    for step in everything(Adoption):
        assert step.state in (Adoption.State.DONE, Adoption.State.PLANNED)
        assert (step.date is None) == (step.state == Adoption.State.PLANNED)


def test_periods_follow_each_other_and_their_goals_say_why_they_slipped(dataset: ModuleType) -> None:
    dataset.make(programmes=1, organisations=1, today=TODAY)
    periods = everything(PlanningPeriod)
    assert all(one.end == after.start for one, after in pairwise(periods))
    for goal in everything(PeriodGoal):
        assert bool(goal.reason) == (goal.state in (PeriodGoal.State.MOVED, PeriodGoal.State.DROPPED))


def test_judgements_are_of_the_programme_and_of_every_track(dataset: ModuleType) -> None:
    dataset.make(programmes=1, organisations=1, today=TODAY)
    found = everything(Status)
    assert len([one for one in found if one.track_id is None]) == 6
    assert len({one.track_id for one in found if one.track_id}) == 8
    assert all(TODAY - timedelta(days=300) < one.date <= TODAY for one in found)


def test_people_belong_to_one_organisation_and_cannot_log_in_with_a_password(dataset: ModuleType) -> None:
    dataset.make(programmes=1, organisations=2, today=TODAY)
    managers = Membership.objects.filter(role=Role.PROGRAMME_MANAGER)
    assert managers.count() == 8
    assert not any(user.has_usable_password() for user in User.objects.all())
    owners = {one.owner_id for one in everything(Programme)}
    assert owners <= set(managers.values_list("user_id", flat=True))


def test_the_first_baseline_promises_every_deliverable(dataset: ModuleType) -> None:
    dataset.make(programmes=1, organisations=1, today=TODAY)
    (baseline,) = everything(Baseline)
    assert {one["id"] for one in baseline.content} == {str(row.public_id) for row in everything(Deliverable)}


def test_another_shape_can_be_asked_for(dataset: ModuleType, rows: ModuleType) -> None:
    shape = rows.Shape(goals=1, tracks=1, members=1, periods=1, deliverables=1, statuses=1, decisions=0)
    dataset.make(programmes=1, organisations=1, today=TODAY, shape=shape)
    assert [len(everything(model)) for model in (Goal, Track, TrackMember, Deliverable)] == [1, 1, 1, 1]
