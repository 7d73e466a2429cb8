"""A new person chooses a first password with a link that the administrator sees once."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.test import Client
from django.urls import reverse

from koers.organisations import actions
from koers.organisations.models import AuditEvent, Organisation, User
from koers.organisations.password_links import make_token, may_have_link, user_of_link
from koers.organisations.permissions import Role
from koers.organisations.queries import audit_of
from people import PASSWORD, UserWith
from strict import StrictClient

pytestmark = pytest.mark.django_db
LINK = re.compile(r"http://testserver(/uitnodiging/[^<\s]+)")
NEW = "nog-een-lang-wachtwoord-erbij"


@pytest.fixture
def visitor(strict_templates: None) -> StrictClient:
    return StrictClient()


@pytest.fixture
def newcomer(administrator: User, organisation: Organisation) -> User:
    return actions.give_role(
        by=administrator,
        organisation=organisation,
        email="nieuw@example.org",
        name="Nieuw",
        role=Role.EMPLOYEE,
    ).user


def add(client: Client, email: str, role: str = "employee") -> str:
    values = {"email": email, "name": "Nieuw", "role": role}
    return client.post(reverse("organisations:members"), values, follow=True).content.decode()


def link_in(page: str) -> str:
    (path,) = LINK.findall(page)
    return str(path)


def test_from_adding_someone_to_their_first_log_in(
    strict_client: Client, visitor: Client, administrator: User, organisation: Organisation
) -> None:
    strict_client.force_login(administrator)
    path = link_in(add(strict_client, "nieuw@example.org"))
    again = strict_client.get(reverse("organisations:members"))
    assert not LINK.search(again.content.decode()), "it is shown once"
    assert "no-store" in again.headers["Cache-Control"]
    moved = visitor.get(path)
    assert moved.status_code == 302
    chosen = moved.headers["Location"]
    page = visitor.get(chosen)
    assert page.status_code == 200
    assert path not in chosen + page.content.decode(), "no token in the address or the page"
    assert page.headers["Referrer-Policy"] == "same-origin"
    for wrong in ({"password": NEW, "again": "anders"}, {"password": "kort", "again": "kort"}, {}):
        assert visitor.post(chosen, wrong).status_code == 200
    assert visitor.post(chosen, {"password": NEW, "again": NEW}).status_code == 302
    assert visitor.post(reverse("account_login"), {"login": "nieuw@example.org", "password": NEW}).headers[
        "Location"
    ] == reverse("web:home")
    done = [event.action for event in AuditEvent.objects.across_organisations("test").order_by("pk")]
    assert done == [
        "user.created",
        "membership.created",
        "user.password_link_given",
        "user.password_changed",
        "session.opened",
    ]
    assert "user.password_link_given" in [event.action for event in audit_of(organisation)]
    assert visitor.get(path, follow=True).status_code == 404, "it works once"


def test_giving_the_role_again_gives_a_new_link_until_there_is_a_password(
    client: Client, administrator: User, newcomer: User
) -> None:
    client.force_login(administrator)
    assert link_in(add(client, newcomer.email))
    assert link_in(add(client, newcomer.email, "controller"))
    actions.change_password(user=newcomer, password=NEW)
    assert not LINK.search(add(client, newcomer.email))


def test_no_link_to_an_account_that_others_use(
    client: Client, administrator: User, organisation: Organisation, reader: User, stranger: User
) -> None:
    client.force_login(administrator)
    for person in (reader, stranger):
        assert not LINK.search(add(client, person.email, "controller"))
    elsewhere = actions.create_user(by=None, email="elders@example.org", name="Elders")
    assert not LINK.search(add(client, elsewhere.email)), "an offer gives no link"
    assert not may_have_link(elsewhere, organisation)


def test_a_role_elsewhere_ends_the_link(
    newcomer: User, organisation: Organisation, other_organisation: Organisation
) -> None:
    assert may_have_link(newcomer, organisation)
    assert not may_have_link(newcomer, other_organisation)
    actions.add_member(by=None, user=newcomer, organisation=other_organisation, role=Role.EMPLOYEE)
    assert not may_have_link(newcomer, organisation)


def test_a_link_lasts_three_days(newcomer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    token = make_token(newcomer)
    now = datetime.now()
    for age, works in ((timedelta(days=3, minutes=-1), True), (timedelta(days=3, minutes=1), False)):
        monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _self, then=now + age: then)
        assert (user_of_link(newcomer.public_id, token) == newcomer) is works


def test_a_wrong_link_opens_nothing(
    visitor: Client, newcomer: User, organisation: Organisation, user_with: UserWith
) -> None:
    other = user_with(Role.EMPLOYEE, organisation)
    token = make_token(newcomer)
    for person, tried in ((newcomer, "kiezen"), (newcomer, "onzin"), (other, token)):
        path = reverse("organisations:invitation", args=[person.public_id, tried])
        assert visitor.get(path, follow=True).status_code == 404
        last = reverse("organisations:invitation", args=[person.public_id, "kiezen"])
        assert visitor.post(last, {"password": NEW, "again": NEW}).status_code == 404
    other.refresh_from_db()
    assert other.check_password(PASSWORD)
    User.objects.filter(pk=newcomer.pk).update(is_active=False)
    assert user_of_link(newcomer.public_id, token) is None
