"""Changing records: versions, history and the audit trail."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from koers.core.dates import PartialDate
from koers.core.models import ConcurrentChange
from koers.organisations.models import AuditEvent, Organisation, User
from koers.programmes import actions
from koers.programmes.models import Deliverable, Goal, Programme, Track

from .conftest import Accept


@pytest.fixture
def goal(accept: Accept) -> Goal:
    record = accept("goal", {"text": "Doel", "target_date": "2023"}).record
    assert isinstance(record, Goal)
    return record


def test_a_change_moves_version_history_and_audit(
    goal: Goal, programme_manager: User, organisation: Organisation
) -> None:
    actions.change(by=programme_manager, record=goal, version=1, text="Beter doel", target_date="2024-06")

    goal.refresh_from_db()
    assert (goal.text, goal.target_date, goal.version) == ("Beter doel", PartialDate(2024, 6), 2)
    assert [row.text for row in goal.history.order_by("history_id")] == ["Doel", "Beter doel"]
    event = AuditEvent.objects.of(organisation).get(action="goal.changed")
    assert event.detail == {"fields": ["target_date", "text"]}


def test_who_started_from_an_old_version_is_told(goal: Goal, programme_manager: User) -> None:
    mine = Goal.objects.visible_to(programme_manager).get()
    actions.change(by=programme_manager, record=goal, version=1, text="Eerst")
    with pytest.raises(ConcurrentChange):
        actions.change(by=programme_manager, record=mine, version=1, text="Laatst")
    goal.refresh_from_db()
    assert (goal.text, goal.history.count()) == ("Eerst", 2)


def test_a_change_that_breaks_a_rule_says_which(goal: Goal, programme_manager: User) -> None:
    with pytest.raises(ValidationError):
        actions.change(by=programme_manager, record=goal, version=1, text="")
    goal.refresh_from_db()
    assert (goal.text, goal.version) == ("Doel", 1)


def test_a_name_that_is_taken_gives_the_rules_message(accept: Accept, programme_manager: User) -> None:
    accept("track", {"name": "Een"})
    second: Any = accept("track", {"name": "Twee"}).record
    with pytest.raises(ValidationError) as refused:
        actions.change(by=programme_manager, record=second, version=1, name="Een")
    rule = next(c for c in Track._meta.constraints if c.name == "track_name_unique")
    assert refused.value.messages == [str(rule.get_violation_error_message())]


@pytest.mark.parametrize("name", ["slug", "organisation", "version", "nonsense"])
def test_what_may_not_change_this_way(name: str, programme: Programme, programme_manager: User) -> None:
    with pytest.raises(TypeError):
        actions.change(by=programme_manager, record=programme, version=1, **{name: "x"})


def test_the_address_stays_when_the_name_changes(programme: Programme, programme_manager: User) -> None:
    actions.change(by=programme_manager, record=programme, version=1, name="Anders", phase="running")
    programme.refresh_from_db()
    assert (programme.name, programme.slug, programme.phase) == ("Anders", "reis-naar-buiten", "running")


def test_a_change_below_the_aggregate_is_audited_for_its_organisation(
    accept: Accept, programme_manager: User, organisation: Organisation
) -> None:
    product = accept("deliverable", {"name": "Kompas", "adoptions": [{"body": "OR", "act": "advies"}]}).record
    assert isinstance(product, Deliverable)
    adoption = product.adoptions.get()
    actions.change(by=programme_manager, record=adoption, version=1, date="2023-05-01")
    event = AuditEvent.objects.of(organisation).get(action="adoption.changed")
    assert event.subject_id == adoption.public_id


def test_revert_needs_the_version_it_undoes(goal: Goal, programme_manager: User) -> None:
    actions.change(by=programme_manager, record=goal, version=1, text="Twee")
    actions.change(by=programme_manager, record=goal, version=2, text="Drie")
    with pytest.raises(ConcurrentChange):
        actions.revert(by=programme_manager, record=goal, version=2)
    with pytest.raises(ValueError, match="before version 1"):
        actions.revert(by=programme_manager, record=goal, version=1)
    goal.refresh_from_db()
    actions.revert(by=programme_manager, record=goal, version=3)
    goal.refresh_from_db()
    assert (goal.text, goal.version) == ("Twee", 4)


def test_participants_are_known_by_name_or_linked(
    programme: Programme, programme_manager: User, other_organisation: Organisation
) -> None:
    add: dict[str, Any] = {"by": programme_manager, "programme": programme}
    actions.add_participant(**add, name="Gemeente Onbekend")
    linked = actions.add_participant(**add, name="Gemeente Duinrode", participant=other_organisation)
    assert [str(participant) for participant in programme.participants.all()] == [
        "Gemeente Duinrode",
        "Gemeente Onbekend",
    ]
    assert linked.participant == other_organisation
    with pytest.raises(ValidationError):
        actions.add_participant(**add, name="Gemeente Duinrode")
