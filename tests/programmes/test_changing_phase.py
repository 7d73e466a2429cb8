"""Taking a programme from phase to phase: what is still needed is told precisely."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from pytest_django import DjangoAssertNumQueries

from koers.core.dates import PartialDate
from koers.core.models import ConcurrentChange
from koers.decisions.models import Decision
from koers.organisations.models import AppendOnly, AuditEvent, Organisation, User
from koers.organisations.permissions import Role
from koers.programmes.actions.phases import LONGEST_REASON, NotYet, change_phase
from koers.programmes.models import Client, Goal, HandoverPoint, PhaseChange, Pilot, Programme, Track
from koers.programmes.phases import Need
from koers.programmes.queries_course import standing_of
from people import UserWith


@pytest.fixture
def ready(programme: Programme) -> Programme:
    """Ready to run and to go towards its end."""
    Client.objects.create(programme=programme, name="Gemeentesecretaris")
    Goal.objects.create(programme=programme, text="Minder uitval")
    HandoverPoint.objects.create(programme=programme, text="Jaarplannen")
    programme.end = PartialDate(2027)
    programme.save()
    return programme


def step(
    programme: Programme, by: User, to: str, reason: str = "", decision: Decision | None = None
) -> PhaseChange:
    programme.refresh_from_db()
    return change_phase(
        by=by, programme=programme, version=programme.version, to=to, reason=reason, decision=decision
    )


def lacking(programme: Programme, by: User, to: str) -> dict[Need, list[str]]:
    with pytest.raises(NotYet) as refused:
        step(programme, by, to)
    return {check.need: [one.text for one in check.open] for check in refused.value.checks}


def test_what_a_new_programme_lacks(programme: Programme, programme_manager: User) -> None:
    assert set(lacking(programme, programme_manager, "running")) == {Need.CLIENT, Need.GOAL}
    programme.refresh_from_db()
    assert programme.phase == ""
    assert not PhaseChange.objects.of(programme.organisation).exists()


def test_a_whole_life(ready: Programme, programme_manager: User) -> None:
    step(ready, programme_manager, "running")
    step(ready, programme_manager, "closing")
    goal, point = ready.goals.get(), ready.handover_points.get()
    running = Track.objects.create(programme=ready, name="HR", status="running")
    pilot = Pilot.objects.create(
        programme=ready, name="Zelfroosteren", question="Werkt het?", end=date(2026, 9, 1)
    )
    assert lacking(ready, programme_manager, "closed") == {
        Need.VERDICTS: ["Minder uitval"],
        Need.TRACKS_ENDED: ["HR"],
        Need.HANDOVER_OWNED: ["Jaarplannen"],
        Need.PILOTS_ENDED: ["Zelfroosteren"],
    }
    goal.verdict, goal.verdict_text = "reached", "Gemeten"
    running.status = "handed_over"
    point.owner_name = "Hoofd HR"
    pilot.ended, pilot.evaluation, pilot.outcome = True, "Ja", "go_on"
    for record in (goal, running, point, pilot):
        record.save()
    assert set(lacking(ready, programme_manager, "closed")) == {Need.HANDOVER_OWNED}
    point.review_date = date(2027, 6, 1)
    point.save()
    decision = Decision(organisation=ready.organisation, body="Directieteam", text="Het programma eindigt")
    decision.date = PartialDate(2026, 3, 10)
    decision.save()
    step(ready, programme_manager, "closed", decision=decision)
    told = [(change.from_phase, change.to_phase, change.by) for change in ready.phase_changes.all()]
    assert told == [
        ("", "running", programme_manager),
        ("running", "closing", programme_manager),
        ("closing", "closed", programme_manager),
    ]
    events = AuditEvent.objects.of(ready.organisation).filter(action="programme.phase_changed")
    assert events.first().detail == {"from": "closing", "to": "closed"}  # type: ignore[union-attr]


def test_reopening_says_why(ready: Programme, programme_manager: User) -> None:
    step(ready, programme_manager, "running")
    step(ready, programme_manager, "closing")
    for reason in (" ", "x" * (LONGEST_REASON + 1)):
        with pytest.raises(ValidationError) as refused:
            step(ready, programme_manager, "running", reason)
        assert set(refused.value.message_dict) == {"reason"}
    made = step(ready, programme_manager, "running", " De raad vroeg om een vervolg. ")
    assert made.reason == "De raad vroeg om een vervolg."
    assert str(made)
    with pytest.raises(AppendOnly):
        made.save()


@pytest.mark.parametrize("to", ["closed", "start", "onbekend", ""])
def test_there_is_no_other_way(to: str, ready: Programme, programme_manager: User) -> None:
    with pytest.raises(ValidationError) as refused:
        step(ready, programme_manager, to)
    assert set(refused.value.message_dict) == {"to"}


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.CLIENT, Role.TRACK_LEAD, Role.AUDITOR])
def test_who_may_not(role: Role, ready: Programme, organisation: Organisation, user_with: UserWith) -> None:
    with pytest.raises(PermissionDenied):
        step(ready, user_with(role, organisation), "running")


def test_two_at_once_find_out(ready: Programme, programme_manager: User) -> None:
    version = ready.version
    step(ready, programme_manager, "running")
    ready.refresh_from_db()
    with pytest.raises(ConcurrentChange):
        change_phase(by=programme_manager, programme=ready, version=version, to="closing")
    assert ready.phase_changes.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_standing_takes_five_queries(
    rows: int, programme: Programme, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        goal: dict[str, Any] = {"programme": programme, "text": f"Doel {number}"}
        Goal.objects.create(**goal)
        HandoverPoint.objects.create(**goal)
        Track.objects.create(programme=programme, name=f"Spoor {number}")
    with django_assert_num_queries(5):
        assert len(standing_of(programme).goals_without_verdict) == rows
