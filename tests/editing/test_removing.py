"""Removing with all that goes along, and bringing exactly that back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from editing.making import built
from koers.core.dates import PartialDate
from koers.editing import actions, queries
from koers.editing.kinds import by_slug
from koers.editing.models import Removal
from koers.editing.removing import NotRestorable, consequences
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from koers.organisations.records import NotRemovable
from koers.programmes.models import Adoption, Deliverable, Goal, Programme, Track
from people import UserWith

pytestmark = pytest.mark.django_db


@pytest.fixture
def deliverable(programme: Programme) -> Deliverable:
    """With two adoptions that go along with it."""
    found = Deliverable.objects.create(programme=programme, name="Handboek")
    for year in (2026, 2027):
        built(by_slug("vaststellingen"), programme.organisation, deliverable=found, date=PartialDate(year))
    return found


def columns(record: Any) -> dict[str, Any]:
    return {
        field.attname: getattr(record, field.attname)
        for field in record._meta.concrete_fields
        if field.name != "updated_at"
    }


def test_it_says_what_goes_along_and_what_stands_in_the_way(deliverable: Deliverable) -> None:
    track = Track.objects.create(programme=deliverable.programme, name="Werving")
    deliverable.track = track
    deliverable.save()
    assert len(consequences(deliverable).along) == 2
    assert consequences(track).blocked_by == [deliverable]


def test_what_is_used_is_not_removed(deliverable: Deliverable, programme_manager: User) -> None:
    track = Track.objects.create(programme=deliverable.programme, name="Werving")
    deliverable.track = track
    deliverable.save()
    with pytest.raises(NotRemovable):
        actions.remove(by=programme_manager, record=track)
    assert not Removal.objects.of(track.organisation).exists()


def test_all_of_it_comes_back_as_it_was(deliverable: Deliverable, programme_manager: User) -> None:
    adoptions = list(deliverable.adoptions.order_by("pk"))
    before = [columns(record) for record in (deliverable, *adoptions)]
    removal = actions.remove(by=programme_manager, record=deliverable)
    assert (removal.parts, removal.name, removal.by) == (2, "Handboek", programme_manager)
    assert not Adoption.objects.across_organisations("nothing may be left").exists()

    back: Any = actions.restore(by=programme_manager, removal=removal)
    after = [Deliverable.objects.of(back.organisation).get(), *back.adoptions.order_by("pk")]
    assert [columns(record) for record in after] == before
    removal.refresh_from_db()
    assert not removal.is_open
    assert [row.history_type for row in back.history.order_by("history_id")][-2:] == ["-", "+"]


def test_a_record_can_be_removed_and_brought_back_twice(goal: Goal, programme_manager: User) -> None:
    record: Any = goal
    for _time in range(2):
        record = actions.restore(
            by=programme_manager, removal=actions.remove(by=programme_manager, record=record)
        )
    assert Goal.objects.of(goal.organisation).get().text == "Minder uitval"


def test_after_thirty_days_it_is_over(goal: Goal, programme_manager: User) -> None:
    removal = actions.remove(by=programme_manager, record=goal)
    assert list(queries.open_removals(programme_manager)) == [removal]
    late = timezone.now() - timedelta(days=30, minutes=1)
    Removal.objects.of(removal.organisation).update(created_at=late)
    removal.refresh_from_db()
    assert not queries.open_removals(programme_manager).exists()
    with pytest.raises(NotRestorable):
        actions.restore(by=programme_manager, removal=removal)


def test_it_comes_back_once(goal: Goal, programme_manager: User) -> None:
    removal = actions.remove(by=programme_manager, record=goal)
    actions.restore(by=programme_manager, removal=removal)
    with pytest.raises(NotRestorable):
        actions.restore(by=programme_manager, removal=removal)


def test_a_part_waits_for_what_it_belonged_to(deliverable: Deliverable, programme_manager: User) -> None:
    adoption = deliverable.adoptions.order_by("pk").first()
    assert adoption is not None
    part = actions.remove(by=programme_manager, record=adoption)
    whole = actions.remove(by=programme_manager, record=deliverable)
    with pytest.raises(NotRestorable, match="product"):
        actions.restore(by=programme_manager, removal=part)
    actions.restore(by=programme_manager, removal=whole)
    actions.restore(by=programme_manager, removal=part)
    assert Adoption.objects.of(part.organisation).count() == 2


def test_a_name_that_was_taken_meanwhile_is_told(programme: Programme, programme_manager: User) -> None:
    track = Track.objects.create(programme=programme, name="Werving")
    removal = actions.remove(by=programme_manager, record=track)
    Track.objects.create(programme=programme, name="Werving")
    with pytest.raises(NotRestorable):
        actions.restore(by=programme_manager, removal=removal)
    removal.refresh_from_db()
    assert removal.is_open


def test_what_is_not_yours_to_change_is_not_yours_to_bring_back(
    goal: Goal, programme_manager: User, user_with: UserWith, organisation: Organisation
) -> None:
    removal = actions.remove(by=programme_manager, record=goal)
    reader = user_with(Role.EMPLOYEE, organisation)
    assert not queries.open_removals(reader).exists()
    with pytest.raises(PermissionDenied):
        actions.restore(by=reader, removal=removal)
    assert not Goal.objects.of(organisation).exists()
