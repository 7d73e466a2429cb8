"""Inviting by mail: what the person gets, what the administrator sees, and when the mail server is away."""

from __future__ import annotations

import re
from smtplib import SMTPServerDisconnected

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from koers.organisations.models import Membership, Organisation, User
from organisations.login.conftest import log_in

NEW = "nog-een-lang-wachtwoord-erbij"


@pytest.fixture(autouse=True)
def with_mail(settings: LazySettings) -> None:
    settings.MAIL_IS_SENT = True


def invite(client: Client, email: str) -> str:
    values = {"email": email, "name": "Nieuw", "role": "employee"}
    return client.post(reverse("organisations:members"), values, follow=True).content.decode()


def link_in_mail() -> str:
    (path,) = re.findall(r"http://testserver(/uitnodiging/\S+)", str(mail.outbox[-1].body))
    return str(path)


def test_a_new_person_is_invited_by_mail(
    strict_client: Client, administrator: User, organisation: Organisation
) -> None:
    strict_client.force_login(administrator)
    page = invite(strict_client, "nieuw@example.org")
    assert "nieuw@example.org" in page
    assert "/uitnodiging/" not in page, "who is mailed a link, is the only one who sees it"
    (message,) = mail.outbox
    assert message.to == ["nieuw@example.org"]
    assert message.subject == f"Uitnodiging voor Koers van {organisation.name}"
    visitor = Client()
    chosen = visitor.get(link_in_mail()).headers["Location"]
    assert organisation.name in visitor.get(chosen).content.decode()
    visitor.post(chosen, {"password": NEW, "again": NEW})
    assert log_in(visitor, "nieuw@example.org", NEW) == reverse("web:home")


def test_a_used_invitation_says_what_to_do(strict_client: Client, administrator: User) -> None:
    strict_client.force_login(administrator)
    invite(strict_client, "nieuw@example.org")
    strict_client.post(reverse("account_logout"))
    path = link_in_mail()
    chosen = strict_client.get(path).headers["Location"]
    strict_client.post(chosen, {"password": NEW, "again": NEW})
    over = strict_client.get(path, follow=True)
    assert over.status_code == 404
    assert "om een nieuwe uitnodiging" in over.content.decode()


def test_coming_in_another_way_ends_the_invitation(strict_client: Client, administrator: User) -> None:
    strict_client.force_login(administrator)
    invite(strict_client, "nieuw@example.org")
    visitor = Client()
    visitor.force_login(User.objects.get(email="nieuw@example.org"))  # as a provider would
    assert Client().get(link_in_mail(), follow=True).status_code == 404


def test_a_role_taken_away_ends_the_invitation(client: Client, administrator: User) -> None:
    client.force_login(administrator)
    invite(client, "nieuw@example.org")
    Membership.objects.get(user__email="nieuw@example.org").delete()
    assert client.get(link_in_mail(), follow=True).status_code == 404


def test_someone_of_another_organisation_is_told_of_the_offer(
    client: Client, administrator: User, stranger: User, organisation: Organisation
) -> None:
    client.force_login(administrator)
    invite(client, stranger.email)
    (message,) = mail.outbox
    assert message.to == [stranger.email]
    assert organisation.name in message.subject
    assert "http://testserver/account/" in message.body


def test_a_mail_server_that_is_away_gives_the_link_on_the_page(
    strict_client: Client, administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_message: EmailMessage) -> int:
        raise SMTPServerDisconnected("weg")

    monkeypatch.setattr(EmailMessage, "send", away)
    strict_client.force_login(administrator)
    page = invite(strict_client, "nieuw@example.org")
    assert "/uitnodiging/" in page
    assert "De mailserver" in page


def test_no_link_for_who_already_works_here(client: Client, administrator: User, reader: User) -> None:
    client.force_login(administrator)
    invite(client, reader.email)
    assert not mail.outbox


def test_inviting_again(strict_client: Client, administrator: User, reader: User) -> None:
    strict_client.force_login(administrator)
    page = invite(strict_client, "nieuw@example.org")
    assert page.count("nog niet binnengekomen") == 1
    role = Membership.objects.get(user__email="nieuw@example.org")
    first = link_in_mail()
    again = reverse("organisations:invite_again", args=[role.public_id])
    assert strict_client.post(again).status_code == 302
    assert len(mail.outbox) == 2
    visitor = Client()
    assert visitor.get(first, follow=True).status_code == 200, "the first one still works"
    own = reverse("organisations:invite_again", args=[reader.memberships.get().public_id])
    told = strict_client.post(own, follow=True).content.decode()
    assert "al binnengekomen" in told
    assert len(mail.outbox) == 2
