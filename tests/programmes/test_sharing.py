"""Who sees what of a programme beyond the members of its lead organisation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from koers.organisations import actions
from koers.organisations.access import check, may
from koers.organisations.models import Membership, Organisation, User
from koers.organisations.permissions import Permission, Role
from koers.programmes.kinds.programme import own_side
from koers.programmes.models import (
    Adoption,
    Deliverable,
    Dependency,
    Goal,
    Indicator,
    Participant,
    Programme,
    Status,
)
from people import UserWith

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return Programme.objects.create(organisation=organisation, name="Samen sterker", slug="samen-sterker")


@pytest.fixture
def common_goal(programme: Programme) -> Goal:
    return Goal.objects.create(programme=programme, text="Een gezamenlijk doel")


def share(programme: Programme, with_whom: Organisation, sees: Participant.Sees) -> Participant:
    return Participant.objects.create(
        programme=programme, name=with_whom.name, participant=with_whom, sees=sees
    )


def seen(user: User) -> dict[str, list[str]]:
    """What someone sees, fetched anew as in a new request."""
    user = User.objects.get(pk=user.pk)
    return {
        "programmes": [str(found) for found in Programme.objects.visible_to(user)],
        "goals": [str(found) for found in Goal.objects.visible_to(user)],
    }


NOTHING: dict[str, list[str]] = {"programmes": [], "goals": []}


def test_nobody_else_sees_a_programme(common_goal: Goal, stranger: User) -> None:
    assert seen(stranger) == NOTHING


def test_naming_an_organisation_shows_it_nothing(
    common_goal: Goal, other_organisation: Organisation, stranger: User
) -> None:
    assert common_goal.programme is not None
    share(common_goal.programme, other_organisation, Participant.Sees.NOTHING)
    assert seen(stranger) == NOTHING


def test_an_organisation_that_takes_part_sees_its_own_part(
    common_goal: Goal, other_organisation: Organisation, stranger: User, programme_manager: User
) -> None:
    programme = common_goal.programme
    assert programme is not None
    share(programme, other_organisation, Participant.Sees.OWN)
    Goal.objects.create(programme=programme, organisation=other_organisation, text="Ons eigen doel")
    assert seen(stranger) == {"programmes": ["Samen sterker"], "goals": ["Ons eigen doel"]}
    assert seen(programme_manager)["goals"] == ["Een gezamenlijk doel", "Ons eigen doel"]


def test_sharing_the_common_part_shows_the_leads_goals_and_no_third_partys(
    common_goal: Goal, other_organisation: Organisation, stranger: User
) -> None:
    programme = common_goal.programme
    assert programme is not None
    third = Organisation.objects.create(name="Gemeente Derde", slug="derde")
    share(programme, other_organisation, Participant.Sees.COMMON)
    share(programme, third, Participant.Sees.OWN)
    Goal.objects.create(programme=programme, organisation=third, text="Van een derde")
    assert seen(stranger)["goals"] == ["Een gezamenlijk doel"]


def test_deeper_parts_follow_their_programme(
    common_goal: Goal, other_organisation: Organisation, stranger: User
) -> None:
    programme = common_goal.programme
    assert programme is not None
    Indicator.objects.create(goal=common_goal, name="Teams met een jaarplan")
    made = Deliverable.objects.create(programme=programme, name="Kompas")
    Adoption.objects.create(deliverable=made, body="College")
    share(programme, other_organisation, Participant.Sees.COMMON)
    user = User.objects.get(pk=stranger.pk)
    assert Indicator.objects.visible_to(user).count() == 1
    assert Adoption.objects.visible_to(user).count() == 1
    assert Goal.history.visible_to(user).count() == 1
    assert Programme.history.visible_to(user).count() == 1


def test_sharing_shows_and_does_not_let_change(
    common_goal: Goal, other_organisation: Organisation, stranger: User
) -> None:
    programme = common_goal.programme
    assert programme is not None
    share(programme, other_organisation, Participant.Sees.COMMON)
    with pytest.raises(PermissionDenied):
        check(stranger, Permission.CHANGE_REGISTER, common_goal)
    own = Goal.objects.create(programme=programme, organisation=other_organisation, text="Ons eigen doel")
    check(stranger, Permission.CHANGE_REGISTER, own)


def test_each_adds_for_the_own_organisation(
    programme: Programme, other_organisation: Organisation, stranger: User, programme_manager: User
) -> None:
    share(programme, other_organisation, Participant.Sees.OWN)
    assert own_side(programme_manager, programme) == programme.organisation
    assert own_side(stranger, programme) == other_organisation


def test_something_is_shared_only_with_an_organisation_in_koers(programme: Programme) -> None:
    with pytest.raises(ValidationError):
        Participant(programme=programme, name="Een buur", sees=Participant.Sees.OWN).full_clean()


def limited(user: User, programme: Programme, role: Role) -> User:
    actions.add_member(
        by=None, user=user, organisation=programme.organisation, role=role, limited_to=programme
    )
    return User.objects.get(pk=user.pk)


def test_a_role_for_one_programme_shows_that_programme_only(
    common_goal: Goal, user_with: UserWith, organisation: Organisation
) -> None:
    programme = common_goal.programme
    assert programme is not None
    other = Programme.objects.create(organisation=organisation, name="Iets anders", slug="iets-anders")
    Goal.objects.create(programme=other, text="Niet voor buiten")
    user = limited(user_with(), programme, Role.EMPLOYEE)
    assert seen(user) == {"programmes": ["Samen sterker"], "goals": ["Een gezamenlijk doel"]}
    assert not may(user, Permission.CHANGE_REGISTER, common_goal)


def test_a_role_for_one_programme_gives_its_rights_there_only(
    common_goal: Goal, user_with: UserWith, organisation: Organisation
) -> None:
    programme = common_goal.programme
    assert programme is not None
    other = Programme.objects.create(organisation=organisation, name="Iets anders", slug="iets-anders")
    user = limited(user_with(), programme, Role.PROGRAMME_MANAGER)
    assert may(user, Permission.CHANGE_REGISTER, common_goal)
    assert may(user, Permission.CHANGE_REGISTER, programme)
    assert not may(user, Permission.CHANGE_REGISTER, other)
    assert not may(user, Permission.CHANGE_REGISTER, organisation)
    assert user.may_somewhere(Permission.CHANGE_REGISTER)


def test_an_offer_for_one_programme_gives_nothing_yet(
    common_goal: Goal, user_with: UserWith, administrator: User, organisation: Organisation
) -> None:
    someone = user_with()
    offered = actions.give_role(
        by=administrator,
        organisation=organisation,
        email=someone.email,
        name="X",
        role=Role.EMPLOYEE,
        limited_to=common_goal.programme,
    )
    assert offered.accepted_at is None
    assert offered.limited_to_name == "Samen sterker"
    assert seen(someone) == NOTHING
    actions.accept_membership(membership=offered)
    assert seen(someone)["programmes"] == ["Samen sterker"]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.GRIFFIE, Role.COLLEGE])
def test_some_roles_are_for_the_whole_organisation(
    programme: Programme, user_with: UserWith, role: Role
) -> None:
    with pytest.raises(ValidationError):
        limited(user_with(), programme, role)
    assert not Membership.objects.filter(limited_to__isnull=False).exists()


def test_the_same_role_for_two_programmes_and_once_for_each(
    programme: Programme, user_with: UserWith, organisation: Organisation
) -> None:
    other = Programme.objects.create(organisation=organisation, name="Iets anders", slug="iets-anders")
    user = user_with()
    for _time in range(2):
        limited(user, programme, Role.TRACK_LEAD)
        limited(user, other, Role.TRACK_LEAD)
    assert user.memberships.count() == 2


def test_what_is_shared_costs_one_query_however_many(
    programme: Programme,
    other_organisation: Organisation,
    stranger: User,
    django_assert_num_queries: Any,
) -> None:
    for number in range(3):
        more = Programme.objects.create(
            organisation=programme.organisation, name=f"Programma {number}", slug=f"p{number}"
        )
        share(more, other_organisation, Participant.Sees.COMMON)
    user = User.objects.get(pk=stranger.pk)
    with django_assert_num_queries(4):  # memberships, sharing, programmes, goals
        assert len(Programme.objects.visible_to(user)) == 3
        assert len(Goal.objects.visible_to(user)) == 0


def test_who_sees_only_what_was_sent_to_the_council_sees_no_register(
    common_goal: Goal, user_with: UserWith, organisation: Organisation, other_organisation: Organisation
) -> None:
    """Also not with a fuller role in another organisation."""
    griffie = user_with(Role.GRIFFIE, organisation)
    assert seen(griffie) == NOTHING
    actions.add_member(by=None, user=griffie, organisation=other_organisation, role=Role.EMPLOYEE)
    assert seen(griffie) == NOTHING


def test_judgements_are_for_who_steers(
    common_goal: Goal, other_organisation: Organisation, user_with: UserWith, programme_manager: User
) -> None:
    programme = common_goal.programme
    assert programme is not None
    Status.objects.create(programme=programme, date=date(2026, 9, 1), level="ok", line="Op koers")
    share(programme, other_organisation, Participant.Sees.COMMON)
    for role, organisation, expected in (
        (Role.PROGRAMME_MANAGER, programme.organisation, 1),
        (Role.CONTROLLER, programme.organisation, 1),
        (Role.EMPLOYEE, programme.organisation, 0),
        (Role.PROGRAMME_MANAGER, other_organisation, 0),
    ):
        user = user_with(role, organisation)
        assert Status.objects.visible_to(user).count() == expected, role
    for_one = limited(user_with(), programme, Role.CONTROLLER)
    assert Status.objects.visible_to(for_one).count() == 1
    employee_for_one = limited(user_with(), programme, Role.EMPLOYEE)
    assert Status.objects.visible_to(employee_for_one).count() == 0


def test_what_a_shared_programme_needs_elsewhere_is_not_shared_with_it(
    programme: Programme, organisation: Organisation, other_organisation: Organisation, stranger: User
) -> None:
    Membership.objects.create(user=stranger, organisation=other_organisation, role=Role.EMPLOYEE)
    share(programme, other_organisation, Participant.Sees.COMMON)
    hidden = Programme.objects.create(organisation=organisation, name="Niet gedeeld", slug="niet-gedeeld")
    named = Dependency.objects.create(programme=programme, name="Nieuwbouw")
    pointed = Dependency.objects.create(programme=programme, on_programme=hidden)
    guest = User.objects.get(pk=stranger.pk)
    assert list(Dependency.objects.visible_to(guest)) == [named]
    assert list(Dependency.history.visible_to(guest).values_list("id", flat=True)) == [named.pk]
    share(hidden, other_organisation, Participant.Sees.OWN)
    guest = User.objects.get(pk=stranger.pk)
    assert set(Dependency.objects.visible_to(guest)) == {named, pointed}
