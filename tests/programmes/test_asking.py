"""Prepared queries give everybody their own: the same SQL, other organisations, roles, limits and shares."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.db.models import QuerySet

from koers.organisations.models import Membership, Organisation, User
from koers.organisations.permissions import Role
from koers.programmes.asking import Sight, ask
from koers.programmes.models import Goal, Participant, Programme

pytestmark = pytest.mark.django_db


def goals(user: User, *, programme: int) -> QuerySet[Any, Any]:
    return (
        Goal.objects.visible_to(user)
        .filter(programme=programme)
        .order_by("pk")
        .values_list("text", flat=True)
    )


def of_several(user: User, word: str, *, programmes: list[int]) -> QuerySet[Any, Any]:
    found = Goal.objects.visible_to(user).filter(programme__in=programmes, text__contains=word)
    return found.order_by("text").values_list("text", flat=True)


@pytest.fixture
def here(organisation: Organisation) -> Programme:
    return with_goal(organisation, "Hier")


@pytest.fixture
def there(other_organisation: Organisation) -> Programme:
    return with_goal(other_organisation, "Daar")


def with_goal(organisation: Organisation, name: str) -> Programme:
    programme = Programme.objects.create(organisation=organisation, name=name, slug=name.lower())
    Goal.objects.create(programme=programme, text=f"Doel {name}")
    return programme


def employee(organisation: Organisation, name: str, role: Role = Role.EMPLOYEE, **more: Any) -> User:
    user = User.objects.create_user(email=f"{name}@koers.example", name=name, password="x")
    Membership.objects.create(user=user, organisation=organisation, role=role, **more)
    return user


def test_the_same_sql_shows_each_only_their_own(
    organisation: Organisation, other_organisation: Organisation, here: Programme, there: Programme,
    settings: LazySettings,
) -> None:  # fmt: skip
    settings.KOERS_VERIFY_PREPARED = False
    one, other = employee(organisation, "een"), employee(other_organisation, "twee")
    assert Sight.of(one).shape == Sight.of(other).shape
    for _ in range(2):
        assert list(ask(goals, one, programme=here.pk)) == ["Doel Hier"]
        assert list(ask(goals, one, programme=there.pk)) == []
        assert list(ask(goals, other, programme=there.pk)) == ["Doel Daar"]
        assert list(ask(goals, other, programme=here.pk)) == []
    assert sum(key[0][0] is goals for key in connection.koers_prepared if key[0][0] is goals) == 1  # type: ignore[attr-defined]


def test_a_role_for_one_programme_shows_that_one(
    organisation: Organisation, other_organisation: Organisation, here: Programme, there: Programme,
    settings: LazySettings,
) -> None:  # fmt: skip
    settings.KOERS_VERIFY_PREPARED = False
    second = with_goal(organisation, "Tweede")
    role: dict[str, Any] = {"role": Role.TRACK_LEAD, "limited_to_name": "x"}
    first_lead = employee(organisation, "een", limited_to=here.public_id, **role)
    other_lead = employee(organisation, "twee", limited_to=second.public_id, **role)
    for lead, own, foreign in ((first_lead, here, second), (other_lead, second, here)):
        assert list(ask(goals, lead, programme=own.pk)) == [f"Doel {own.name}"]
        assert list(ask(goals, lead, programme=foreign.pk)) == []
        assert list(ask(goals, lead, programme=there.pk)) == []


def test_what_is_shared_is_seen_as_far_as_it_is(
    organisation: Organisation, other_organisation: Organisation, here: Programme, settings: LazySettings
) -> None:
    settings.KOERS_VERIFY_PREPARED = False
    guest = employee(other_organisation, "gast")
    share = Participant.objects.create(
        programme=here,
        organisation=organisation,
        participant=other_organisation,
        name="Duinrode",
        sees="common",
    )
    assert list(ask(goals, guest, programme=here.pk)) == ["Doel Hier"]
    share.sees = "nothing"
    share.save()
    again = User.objects.get(pk=guest.pk)
    assert list(ask(goals, again, programme=here.pk)) == []


def test_someone_who_lost_the_role_sees_nothing(organisation: Organisation, here: Programme) -> None:
    user = employee(organisation, "een")
    assert list(ask(goals, user, programme=here.pk)) == ["Doel Hier"]
    user.memberships.all().delete()
    user.forget_roles()
    assert list(ask(goals, user, programme=here.pk)) == []


def test_someone_who_may_no_longer_log_in_sees_nothing(organisation: Organisation, here: Programme) -> None:
    user = employee(organisation, "een")
    assert list(ask(goals, user, programme=here.pk)) == ["Doel Hier"]
    user.is_active = False
    user.forget_roles()
    assert list(ask(goals, user, programme=here.pk)) == []


def test_lists_and_fixed_values(organisation: Organisation, here: Programme) -> None:
    user, second = employee(organisation, "een"), with_goal(organisation, "Tweede")
    keys = [here.pk, second.pk]
    assert list(ask(of_several, user, "Doel", programmes=keys)) == ["Doel Hier", "Doel Tweede"]
    assert list(ask(of_several, user, "Twee", programmes=keys)) == ["Doel Tweede"]
    assert list(ask(of_several, user, "Doel", programmes=keys[1:])) == ["Doel Tweede"]
    assert list(ask(of_several, user, "Doel", programmes=[])) == []


def test_with_several_organisations(
    organisation: Organisation, other_organisation: Organisation, here: Programme, there: Programme
) -> None:
    user = employee(organisation, "een")
    Membership.objects.create(user=user, organisation=other_organisation, role=Role.CONTROLLER)
    user.forget_roles()
    both = ask(of_several, user, "Doel", programmes=[here.pk, there.pk])
    assert list(both) == ["Doel Daar", "Doel Hier"]
