"""Making and changing records from their kind, with every complaint at its attribute."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from editing.making import a_programme, a_record
from koers.core.dates import PartialDate
from koers.core.models import ConcurrentChange
from koers.editing import actions
from koers.editing.attributes import MAX_TEXT
from koers.editing.kinds import Kind, all_kinds, by_slug
from koers.organisations.models import AuditEvent, Organisation, User
from koers.organisations.permissions import Role
from koers.programmes.models import Goal, Programme, Track
from people import UserWith

pytestmark = pytest.mark.django_db


def complaints(error: pytest.ExceptionInfo[ValidationError]) -> dict[str, list[str]]:
    return error.value.message_dict


def test_a_record_is_made_with_its_audit_and_history(
    goals: Kind, programme: Programme, programme_manager: User
) -> None:
    goal: Any = actions.create(
        by=programme_manager,
        kind=goals,
        under=programme,
        values={"text": "  Minder uitval \r\n", "target_date": "juli 2027"},
    )
    assert (goal.text, goal.target_date) == ("Minder uitval", PartialDate(2027, 7))
    assert goal.organisation == programme.organisation
    assert goal.history.get().history_user == programme_manager
    assert AuditEvent.objects.of(programme.organisation).get().action == "goal.added"


def test_a_change_keeps_what_was_not_given(goals: Kind, goal: Goal, programme_manager: User) -> None:
    changed: Any = actions.change(
        by=programme_manager, kind=goals, record=goal, version=1, values={"target_date": "2028"}
    )
    assert (changed.text, changed.target_date, changed.version) == ("Minder uitval", PartialDate(2028), 2)
    event = AuditEvent.objects.of(goal.organisation).get()
    assert (event.action, event.detail) == ("goal.changed", {"fields": ["target_date"]})


def test_a_change_without_a_difference_writes_nothing(
    goals: Kind, goal: Goal, programme_manager: User
) -> None:
    actions.change(
        by=programme_manager, kind=goals, record=goal, version=1, values={"text": "Minder uitval\r\n"}
    )
    goal.refresh_from_db()
    assert goal.version == 1
    assert not AuditEvent.objects.of(goal.organisation).exists()


def test_a_text_read_in_keeps_its_own_line_ends(
    goals: Kind, programme: Programme, programme_manager: User
) -> None:
    goal = Goal.objects.create(programme=programme, text="Eén \r\n twee  ")
    values = {"text": "Eén\n twee", "target_date": "2028"}
    actions.change(by=programme_manager, kind=goals, record=goal, version=1, values=values)
    goal.refresh_from_db()
    assert goal.text == "Eén \r\n twee  "


def test_an_old_version_is_refused(goals: Kind, goal: Goal, programme_manager: User) -> None:
    actions.change(by=programme_manager, kind=goals, record=goal, version=1, values={"text": "Nieuw"})
    with pytest.raises(ConcurrentChange):
        actions.change(by=programme_manager, kind=goals, record=goal, version=1, values={"text": "Nieuwer"})


def test_every_mistake_is_told_at_once_at_its_field(
    goals: Kind, programme: Programme, programme_manager: User
) -> None:
    with pytest.raises(ValidationError) as error:
        actions.create(
            by=programme_manager,
            kind=goals,
            under=programme,
            values={"text": "", "target_date": "31 juni 2027"},
        )
    assert set(complaints(error)) == {"text", "target_date"}
    assert not Goal.objects.of(programme.organisation).exists()


def test_a_rule_of_the_database_stands_at_its_field(programme: Programme, programme_manager: User) -> None:
    Track.objects.create(programme=programme, name="Werving")
    with pytest.raises(ValidationError) as error:
        actions.create(
            by=programme_manager, kind=by_slug("sporen"), under=programme, values={"name": "Werving"}
        )
    assert set(complaints(error)) == {"name"}


@pytest.mark.parametrize("length", [MAX_TEXT + 1, 10_000_000])
def test_a_huge_text_is_told_at_its_field(
    goals: Kind, programme: Programme, programme_manager: User, length: int
) -> None:
    with pytest.raises(ValidationError) as error:
        actions.create(by=programme_manager, kind=goals, under=programme, values={"text": "a" * length})
    assert "100.000" in complaints(error)["text"][0]


def test_a_record_of_another_organisation_is_as_absent_as_one_that_never_was(
    programme: Programme, programme_manager: User, other_organisation: Organisation
) -> None:
    theirs = Track.objects.create(programme=a_programme(other_organisation), name="Van een ander")
    told = []
    for key in (theirs.public_id, str(theirs.public_id), theirs, uuid4(), "geen id"):
        with pytest.raises(ValidationError) as error:
            actions.create(
                by=programme_manager,
                kind=by_slug("producten"),
                under=programme,
                values={"name": "Handboek", "track": key},
            )
        told.append(complaints(error))
    assert all(one == told[0] and set(one) == {"track"} for one in told)


def test_a_record_of_another_programme_cannot_be_chosen(
    programme: Programme, programme_manager: User
) -> None:
    other = Track.objects.create(programme=a_programme(programme.organisation), name="Elders")
    with pytest.raises(ValidationError) as error:
        actions.create(
            by=programme_manager,
            kind=by_slug("producten"),
            under=programme,
            values={"name": "Handboek", "track": other.public_id},
        )
    assert set(complaints(error)) == {"track"}


def test_who_works_elsewhere_cannot_be_the_owner(
    goals: Kind, programme: Programme, programme_manager: User, stranger: User
) -> None:
    with pytest.raises(ValidationError) as error:
        actions.create(
            by=programme_manager,
            kind=goals,
            under=programme,
            values={"text": "Doel", "owner": stranger.public_id},
        )
    assert set(complaints(error)) == {"owner"}


def test_what_stands_may_stay_though_it_cannot_be_chosen_any_more(
    goals: Kind, goal: Goal, programme_manager: User, user_with: UserWith, organisation: Organisation
) -> None:
    gone = user_with(Role.EMPLOYEE, organisation)
    goal.owner = gone
    goal.save()
    gone.memberships.all().delete()
    values = {"text": "Anders", "owner": gone.public_id}
    changed: Any = actions.change(by=programme_manager, kind=goals, record=goal, version=1, values=values)
    assert (changed.text, changed.owner) == ("Anders", gone)


def test_who_may_only_read_is_refused(goals: Kind, goal: Goal, programme: Programme, reader: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.create(by=reader, kind=goals, under=programme, values={"text": "Doel"})
    with pytest.raises(PermissionDenied):
        actions.change(by=reader, kind=goals, record=goal, version=1, values={"text": "Doel"})
    with pytest.raises(PermissionDenied):
        actions.remove(by=reader, record=goal)


def test_what_has_actions_of_its_own_is_not_written_here(
    programme: Programme, programme_manager: User
) -> None:
    kind = by_slug("oordelen")
    with pytest.raises(PermissionDenied):
        actions.create(by=programme_manager, kind=kind, under=programme, values={})


def test_an_attribute_the_kind_does_not_have_is_a_mistake_in_code(
    goals: Kind, goal: Goal, programme_manager: User
) -> None:
    with pytest.raises(TypeError):
        actions.change(by=programme_manager, kind=goals, record=goal, version=1, values={"programme": None})


def test_a_part_needs_what_it_hangs_from(programme_manager: User, organisation: Organisation) -> None:
    with pytest.raises(TypeError):
        actions.create(by=programme_manager, kind=by_slug("sporen"), under=organisation, values={})


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.slug)
def test_a_record_of_every_kind_can_be_built(kind: Kind, organisation: Organisation) -> None:
    """The access matrix needs one of each: give a kind that asks for more a builder in editing.making."""
    record = a_record(kind.slug, organisation)
    assert kind.model.objects.of(organisation).filter(pk=record.pk).exists()
    assert str(record)
