"""A link for a first password is no way into the account of someone who has come in already."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from koers.organisations import actions
from koers.organisations.models import Organisation, User
from koers.organisations.password_links import make_token, may_have_link, user_of_link
from koers.organisations.permissions import Role
from koers.programmes.models import Programme
from people import UserWith

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(organisation: Organisation) -> User:
    user = actions.create_user(by=None, email="nieuw@example.org", name="Nieuw")
    actions.add_member(by=None, user=user, organisation=organisation, role=Role.PROGRAMME_MANAGER)
    return user


def test_who_never_came_in_may_have_a_link(newcomer: User, organisation: Organisation) -> None:
    assert may_have_link(newcomer, organisation)
    assert user_of_link(newcomer.public_id, make_token(newcomer)) == newcomer


def test_who_comes_in_without_a_password_may_not(newcomer: User, organisation: Organisation) -> None:
    """As with single sign-on: such an account has no password and still is somebody's."""
    token = make_token(newcomer)
    newcomer.last_login = timezone.now()
    newcomer.save()
    assert not may_have_link(newcomer, organisation)
    assert user_of_link(newcomer.public_id, token) is None
    assert user_of_link(newcomer.public_id, make_token(newcomer)) is None


def test_an_administrator_gets_no_link_to_a_working_account(
    client: Client, newcomer: User, administrator: User, organisation: Organisation
) -> None:
    newcomer.last_login = timezone.now()
    newcomer.save()
    client.force_login(administrator)
    membership = newcomer.memberships.get()
    client.post(reverse("organisations:invite_again", args=[membership.public_id]))
    page = client.get(reverse("organisations:members")).content.decode()
    assert str(newcomer.public_id) not in page


def test_the_account_page_opens_with_a_role_for_one_programme_only(
    strict_client: Client, user_with: UserWith, organisation: Organisation
) -> None:
    programme = Programme.objects.create(organisation=organisation, name="Koersvast", slug="koersvast")
    user = user_with()
    actions.add_member(
        by=None, user=user, organisation=organisation, role=Role.TRACK_LEAD, limited_to=programme
    )
    strict_client.force_login(user)
    page = strict_client.get(reverse("organisations:account")).content.decode()
    assert "Werkgroepleider, alleen voor Koersvast" in page
