"""Logging in, failing to and logging out leave an event; what was typed stands nowhere."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from koers.organisations import throttle
from koers.organisations.audit_words import WORDS
from koers.organisations.models import AuditEvent, Organisation, User
from koers.organisations.queries import audit_of
from people import PASSWORD, UserWith

pytestmark = pytest.mark.django_db


def log_in(client: Client, email: str, password: str = PASSWORD) -> None:
    client.post(reverse("account_login"), {"login": email, "password": password})


def events() -> list[AuditEvent]:
    return list(AuditEvent.objects.across_organisations("what log-ins leave").order_by("pk"))


def test_a_session_is_opened_and_closed(client: Client, reader: User, organisation: Organisation) -> None:
    log_in(client, reader.email)
    client.post(reverse("account_logout"))
    assert [(event.action, event.by, event.subject_id) for event in events()] == [
        ("session.opened", reader, reader.public_id),
        ("session.closed", reader, reader.public_id),
    ]
    assert audit_of(organisation).count() == 2


def test_logging_out_twice_is_one_event(client: Client, reader: User) -> None:
    client.force_login(reader)
    for _time in range(2):
        client.post(reverse("account_logout"))
    assert [event.action for event in events()] == ["session.closed"]


@pytest.mark.parametrize("active", [True, False])
def test_a_refused_known_account_is_the_subject(
    client: Client, reader: User, organisation: Organisation, active: bool
) -> None:
    User.objects.filter(pk=reader.pk).update(is_active=active)
    log_in(client, reader.email.upper(), "een fout wachtwoord")
    (event,) = events()
    assert (event.action, event.by, event.organisation) == ("session.refused", None, organisation)
    assert (event.subject_type, event.subject_id, event.detail) == (
        "organisations.user",
        reader.public_id,
        {},
    )


def test_an_unknown_address_is_not_kept(client: Client) -> None:
    log_in(client, "niemand@example.org", "geheim-getypt")
    (event,) = events()
    assert (event.action, event.subject_type, event.subject_id) == ("session.refused", "", None)
    assert (event.organisation, event.detail, str(event).strip()) == (None, {}, "session.refused")


def test_someone_without_membership_stands_in_no_trail(client: Client, user_with: UserWith) -> None:
    log_in(client, user_with().email)
    assert [(event.action, event.organisation) for event in events()] == [("session.opened", None)]


def test_what_is_stopped_is_counted_no_further(client: Client, reader: User) -> None:
    for _time in range(throttle.PER_ACCOUNT + 3):
        log_in(client, reader.email, "fout")
    assert len(events()) == throttle.PER_ACCOUNT


def test_the_trail_shows_a_refused_log_in(strict_client: Client, administrator: User, reader: User) -> None:
    log_in(Client(), reader.email, "fout")
    strict_client.force_login(administrator)
    page = strict_client.get(reverse("organisations:audit")).content.decode()
    assert str(WORDS["session.refused"]).partition("%(what)s")[0] in page
    assert reader.email not in page
