"""A role for someone of another organisation is an offer: no right, no name, until they accept it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from koers.organisations import actions
from koers.organisations.audit_words import WORDS
from koers.organisations.models import AuditEvent, Membership, Organisation, User
from koers.organisations.permissions import Permission, Role
from koers.organisations.queries import audit_of, members_of, offers_of, offers_to
from people import PASSWORD, UserWith

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(administrator: User, organisation: Organisation, stranger: User) -> Membership:
    return actions.give_role(
        by=administrator, organisation=organisation, email=stranger.email, name="X", role=Role.EMPLOYEE
    )


def answer(client: Client, membership: Membership, name: str) -> int:
    return client.post(reverse(f"organisations:{name}_offer", args=[membership.public_id])).status_code


def test_an_offer_gives_no_right_and_shows_no_name(
    strict_client: Client, administrator: User, organisation: Organisation, stranger: User
) -> None:
    strict_client.force_login(administrator)
    typed = {"email": stranger.email.upper(), "name": "Anders", "role": "employee"}
    page = strict_client.post(reverse("organisations:members"), typed, follow=True).content.decode()
    assert stranger.email in page
    assert stranger.name not in page
    assert "/wachtwoord/" not in page
    trail = strict_client.get(reverse("organisations:audit")).content.decode()
    assert str(WORDS["membership.offered"]) in trail
    assert stranger.name not in trail
    found = User.objects.get(pk=stranger.pk)
    assert (found.name, organisation.pk in found.organisation_ids()) == (stranger.name, False)
    assert not found.may(Permission.VIEW_REGISTER, organisation)
    assert stranger not in members_of(organisation)
    strict_client.force_login(found)
    assert organisation.name not in strict_client.get(reverse("organisations:permissions")).content.decode()


def test_the_person_accepts_on_the_account_page(
    strict_client: Client, offer: Membership, stranger: User, organisation: Organisation
) -> None:
    strict_client.force_login(stranger)
    page = strict_client.get(reverse("organisations:account")).content.decode()
    assert organisation.name in page
    assert answer(strict_client, offer, "accept") == 302
    assert answer(strict_client, offer, "accept") == 404
    found = User.objects.get(pk=stranger.pk)
    assert found.may(Permission.VIEW_REGISTER, organisation)
    assert stranger in members_of(organisation)
    assert next(event.action for event in audit_of(organisation)) == "membership.accepted"
    assert not offers_of(organisation).exists()


def test_the_person_declines_and_is_not_named(
    strict_client: Client, offer: Membership, stranger: User, organisation: Organisation
) -> None:
    strict_client.force_login(stranger)
    assert answer(strict_client, offer, "decline") == 302
    assert answer(strict_client, offer, "decline") == 404
    assert not organisation.memberships.filter(user=stranger).exists()
    assert stranger.pk not in audit_of(organisation).values_list("by", flat=True)
    event = AuditEvent.objects.across_organisations("a declined offer is in no trail").get(by=stranger)
    assert event.action == "membership.declined"


def test_nobody_answers_for_someone_else(client: Client, offer: Membership, administrator: User) -> None:
    client.force_login(administrator)
    assert answer(client, offer, "accept") == answer(client, offer, "decline") == 404
    offer.refresh_from_db()
    assert offer.accepted_at is None


def test_logging_in_says_that_there_is_an_offer(client: Client, offer: Membership, stranger: User) -> None:
    values = {"login": stranger.email, "password": PASSWORD, "next": reverse("organisations:permissions")}
    page = client.post(reverse("account_login"), values, follow=True)
    assert [message.level_tag for message in page.context["messages"]] == ["info"]
    assert list(offers_to(stranger)) == [offer]


def test_who_has_a_role_here_gets_another_one_at_once(
    administrator: User, organisation: Organisation, reader: User
) -> None:
    given = actions.give_role(
        by=administrator, organisation=organisation, email=reader.email, name="", role=Role.CONTROLLER
    )
    assert given.accepted_at is not None
    assert User.objects.get(pk=reader.pk).roles() == {organisation.pk: {Role.EMPLOYEE, Role.CONTROLLER}}


def test_an_administrator_withdraws_an_offer(
    client: Client, offer: Membership, administrator: User, organisation: Organisation
) -> None:
    client.force_login(administrator)
    assert client.post(reverse("organisations:remove_member", args=[offer.public_id])).status_code == 302
    assert not offers_of(organisation).exists()


def test_an_offered_administrator_does_not_count_as_one(
    administrator: User, organisation: Organisation, stranger: User
) -> None:
    offer = actions.give_role(
        by=administrator, organisation=organisation, email=stranger.email, name="", role=Role.ADMINISTRATOR
    )
    with pytest.raises(ValidationError):
        actions.remove_member(by=administrator, membership=administrator.memberships.get())
    actions.remove_member(by=administrator, membership=offer)


def test_a_new_membership_leaves_the_default_organisation(
    client: Client,
    organisation: Organisation,
    other_organisation: Organisation,
    user_with: UserWith,
) -> None:
    """Duinrode comes before Waterveen by name, and still stays behind it."""
    user = user_with(Role.ADMINISTRATOR, organisation)
    actions.add_member(by=None, user=user, organisation=other_organisation, role=Role.ADMINISTRATOR)
    client.force_login(user)
    page = client.get(reverse("organisations:members"))
    assert page.context["organisation"] == organisation


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_gives_themself_a_role(strict_client: Client, administrator: User, role: Role) -> None:
    strict_client.force_login(administrator)
    typed = {"email": f" {administrator.email.title()} ", "name": "Ik", "role": role}
    page = strict_client.post(reverse("organisations:members"), typed)
    assert page.status_code == 200
    assert page.context["form"].errors["email"]
    assert administrator.memberships.count() == 1
