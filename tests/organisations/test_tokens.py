"""Access tokens: kept as a digest, never more than the person may, ended in time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import hypothesis
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from koers.organisations.models import AuditEvent, Organisation, User
from koers.organisations.permissions import Permission, Role
from koers.organisations.tokens import actions, throttling
from koers.organisations.tokens.checking import (
    TokenExpired,
    TokenRevoked,
    TokenTooBusy,
    TokenUnknown,
    check_secret,
)
from koers.organisations.tokens.models import ApiToken
from koers.organisations.tokens.queries import tokens_of, valid_tokens_of
from koers.organisations.tokens.secrets import digest_of, new_secret, prefix_of
from people import UserWith

pytestmark = pytest.mark.django_db


def test_only_a_digest_is_kept(programme_manager: User) -> None:
    token, secret = actions.create_token(by=programme_manager, name=" Overzicht ")
    assert secret.startswith(token.prefix) and secret.startswith("koers_")
    assert len(token.prefix) < 15
    assert secret not in str(ApiToken.objects.filter(pk=token.pk).values().get())
    assert token.name == "Overzicht"
    assert str(token) == f"Overzicht ({token.prefix}…)"


def test_a_token_is_for_reading_and_for_ninety_days_unless_said_otherwise(programme_manager: User) -> None:
    token, _ = actions.create_token(by=programme_manager, name="Overzicht")
    assert token.scope == "read" and not token.may_write
    assert timedelta(days=89) < token.expires_at - timezone.now() <= timedelta(days=90)


@pytest.mark.parametrize("days", [0, -1, 366])
def test_a_token_is_valid_for_a_year_at_most(programme_manager: User, days: int) -> None:
    with pytest.raises(ValidationError, match="365"):
        actions.create_token(by=programme_manager, name="Te lang", days=days)


def test_a_token_has_a_name(programme_manager: User) -> None:
    with pytest.raises(ValidationError):
        actions.create_token(by=programme_manager, name="  ")


def test_a_token_knows_its_scopes(programme_manager: User) -> None:
    with pytest.raises(ValidationError):
        actions.create_token(by=programme_manager, name="Alles", scope="all")


def test_a_token_for_another_organisation_is_refused(
    programme_manager: User, other_organisation: Organisation
) -> None:
    with pytest.raises(ValidationError):
        actions.create_token(by=programme_manager, name="Elders", organisation=other_organisation)


def test_nobody_has_more_than_twenty(programme_manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_TOKENS", 1)
    token, _ = actions.create_token(by=programme_manager, name="Een")
    with pytest.raises(ValidationError, match="1"):
        actions.create_token(by=programme_manager, name="Twee")
    actions.revoke_token(by=programme_manager, token=token)
    actions.create_token(by=programme_manager, name="Twee")
    assert [found.name for found in valid_tokens_of(programme_manager)] == ["Twee"]
    assert tokens_of(programme_manager).count() == 2


def test_making_and_withdrawing_is_audited_without_the_secret(programme_manager: User) -> None:
    token, secret = actions.create_token(by=programme_manager, name="Overzicht", scope="write", days=30)
    actions.revoke_token(by=programme_manager, token=token)
    actions.revoke_token(by=programme_manager, token=token)
    events = AuditEvent.objects.across_organisations("test").filter(subject_id=token.public_id).order_by("pk")
    assert [event.action for event in events] == ["token.created", "token.revoked"]
    assert events[0].detail == {"scope": "write", "days": 30}
    assert secret not in str([event.detail for event in events])


def test_a_secret_gives_its_person(programme_manager: User) -> None:
    token, secret = actions.create_token(by=programme_manager, name="Overzicht")
    granted = check_secret(secret)
    assert granted.user == programme_manager and granted.token == token
    token.refresh_from_db()
    assert token.last_used_at is not None and token.asked == 1


@pytest.mark.parametrize("secret", ["", "koers_", "iets", "koers_" + "a" * 43, "koers_é"])
def test_what_is_no_token_gives_nothing(secret: str) -> None:
    with pytest.raises(TokenUnknown):
        check_secret(secret)


def test_a_token_of_who_may_no_longer_log_in_gives_nothing(programme_manager: User) -> None:
    _, secret = actions.create_token(by=programme_manager, name="Overzicht")
    User.objects.update(is_active=False)
    with pytest.raises(TokenUnknown):
        check_secret(secret)


def test_after_expiry_it_says_so(programme_manager: User) -> None:
    token, secret = actions.create_token(by=programme_manager, name="Overzicht")
    past = timezone.now() - timedelta(days=100)
    ApiToken.objects.filter(pk=token.pk).update(created_at=past, expires_at=past + timedelta(days=90))
    with pytest.raises(TokenExpired):
        check_secret(secret)


def test_a_withdrawn_token_says_so(programme_manager: User) -> None:
    token, secret = actions.create_token(by=programme_manager, name="Overzicht")
    actions.revoke_token(by=programme_manager, token=token)
    with pytest.raises(TokenRevoked):
        check_secret(secret)


def test_a_token_for_one_organisation_gives_the_roles_there_only(
    user_with: UserWith, organisation: Organisation, other_organisation: Organisation
) -> None:
    user = user_with(Role.PROGRAMME_MANAGER, organisation)
    user.memberships.create(organisation=other_organisation, role=Role.CONTROLLER)
    user.forget_roles()
    _, secret = actions.create_token(by=user, name="Hier", organisation=organisation)
    granted = check_secret(secret)
    assert granted.user.organisation_ids() == [organisation.pk]
    assert not granted.user.may(Permission.VIEW_REGISTER, other_organisation)
    assert granted.user.may(Permission.CHANGE_REGISTER, organisation)


def test_a_token_never_gives_more_than_the_person_may(
    programme_manager: User, organisation: Organisation
) -> None:
    _, secret = actions.create_token(by=programme_manager, name="Hier", organisation=organisation)
    programme_manager.memberships.all().delete()
    assert check_secret(secret).user.organisation_ids() == []


def test_a_busy_token_waits_until_the_next_minute(
    programme_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttling, "PER_MINUTE", 2)
    token, _ = actions.create_token(by=programme_manager, name="Druk")
    minute = timezone.now().replace(second=0, microsecond=0)
    assert [throttling.note_use(token, minute + timedelta(seconds=at)) for at in (1, 2, 20)] == [0, 0, 40]
    assert throttling.note_use(token, minute + timedelta(seconds=59.9)) == 1
    assert throttling.note_use(token, minute + timedelta(seconds=60)) == 0


def test_a_busy_token_is_told_how_long(programme_manager: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttling, "PER_MINUTE", 0)
    token, secret = actions.create_token(by=programme_manager, name="Druk")
    ApiToken.objects.filter(pk=token.pk).update(window=timezone.now().replace(second=0, microsecond=0))
    with pytest.raises(TokenTooBusy) as caught:
        check_secret(secret)
    assert 1 <= caught.value.seconds <= 60


def test_the_database_keeps_no_secret(programme_manager: User) -> None:
    with pytest.raises(IntegrityError):
        ApiToken.objects.create(
            user=programme_manager,
            name="Fout",
            prefix="koers_",
            digest="koers_geheim",
            expires_at=timezone.now() + timedelta(days=1),
        )


@given(st.text())
def test_any_text_is_either_a_token_or_nothing(text: str) -> None:
    found = digest_of(text)
    assert len(found) in (0, 64)


def test_every_new_secret_has_the_form_of_a_token() -> None:
    secrets = {new_secret() for _ in range(50)}
    assert len(secrets) == 50
    assert all(digest_of(secret) for secret in secrets)
    assert all(secret.startswith(prefix_of(secret)) for secret in secrets)


def test_asking_little_writes_once_in_some_minutes(programme_manager: User) -> None:
    token, secret = actions.create_token(by=programme_manager, name="Rustig")
    with CaptureQueriesContext(connection) as queries:
        for _time in range(20):
            check_secret(secret)
    writes = [query for query in queries if query["sql"].startswith("UPDATE")]
    assert len(writes) == 1
    later = timezone.now() - throttling.NOTED_EVERY
    ApiToken.objects.filter(pk=token.pk).update(last_used_at=later)
    check_secret(secret)
    token.refresh_from_db()
    assert token.last_used_at is not None and token.last_used_at > later


@given(
    processes=st.integers(1, 4),
    order=st.lists(st.integers(0, 3), min_size=40, max_size=120),
    allowed=st.integers(1, 30),
)
@hypothesis.settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_processes_together_let_through_what_is_allowed_and_a_lump_each_at_most(
    processes: int, order: list[int], allowed: int, programme_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttling, "PER_MINUTE", allowed)
    ApiToken.objects.all().delete()
    token, _secret = actions.create_token(by=programme_manager, name="Druk")
    now = timezone.now().replace(second=30, microsecond=0)
    counts: list[dict[UUID, Any]] = [{} for _process in range(processes)]
    passed = 0
    for number in order:
        monkeypatch.setattr(throttling, "_own", counts[number % processes])
        token.refresh_from_db()
        passed += throttling.note_use(token, now) == 0
    lump = max(1, allowed // throttling.LUMPS)
    assert passed >= min(allowed, len(order))
    assert passed <= allowed + lump + processes * (lump - 1)
