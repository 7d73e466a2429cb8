"""Codes, recovery codes and the pages around them; passkeys are tried in the browser tests."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import LazySettings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from koers.organisations.login.factors import FactorAdapter
from koers.organisations.login.recovery import remove_second_step
from koers.organisations.models import User
from organisations.login.conftest import actions_done, log_in
from people import PASSWORD


def code_for(secret: str) -> str:
    """What an app shows now. The replay protection of an earlier code is forgotten."""
    cache.clear()
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


def set_up_app(client: Client) -> str:
    """Shows the password once more, reads the key and confirms it with a code; gives the key."""
    page = client.get(reverse("mfa_activate_totp"), follow=True)
    assert page.redirect_chain[0][0].startswith(reverse("account_reauthenticate"))
    again = client.post(page.redirect_chain[0][0], {"password": PASSWORD}, follow=True)
    (secret,) = codes_in(again.content.decode())
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert wrong.status_code == 200
    done = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert done.headers["Location"] == reverse("mfa_view_recovery_codes")
    return str(secret)


def codes_in(page: str) -> list[str]:
    return re.findall(r"<code>(\w+)</code>", page)


@pytest.mark.django_db(transaction=True)
def test_from_setting_up_an_app_to_logging_in_with_it(strict_client: Client, reader: User) -> None:
    """With real transactions: what is told and audited waits for the commit."""
    log_in(strict_client, reader.email)
    assert "geen app" in strict_client.get(reverse("mfa_index")).content.decode()
    secret = set_up_app(strict_client)
    codes = codes_in(strict_client.get(reverse("mfa_view_recovery_codes")).content.decode())
    assert len(codes) == 10
    assert not codes_in(strict_client.get(reverse("mfa_view_recovery_codes")).content.decode()), "shown once"
    assert "10 ongebruikte" in strict_client.get(reverse("mfa_index")).content.decode()
    assert [message.to for message in mail.outbox] == [[reader.email]]
    assert "app met codes" in mail.outbox[0].body
    strict_client.post(reverse("account_logout"))

    step = reverse("mfa_authenticate")
    assert log_in(strict_client, reader.email) == step
    assert strict_client.get(reverse("organisations:account")).status_code == 302, "not in yet"
    assert strict_client.get(step).status_code == 200
    assert 'role="alert"' in strict_client.post(step, {"code": "123456"}).content.decode()
    assert strict_client.post(step, {"code": code_for(secret)}).headers["Location"] == reverse("web:home")
    assert strict_client.get(reverse("organisations:account")).status_code == 200
    strict_client.post(reverse("account_logout"))

    log_in(strict_client, reader.email)
    assert strict_client.post(step, {"code": codes[0]}).status_code == 302
    strict_client.post(reverse("account_logout"))
    log_in(strict_client, reader.email)
    assert strict_client.post(step, {"code": codes[0]}).status_code == 200, "a recovery code works once"
    assert actions_done().count("session.opened") == 3
    assert actions_done().count("session.refused") == 2
    assert "factor.added" in actions_done()


def test_the_way_one_wanted_to_go_is_kept(client: Client, reader: User) -> None:
    log_in(client, reader.email)
    secret = set_up_app(client)
    client.post(reverse("account_logout"))
    log_in(client, reader.email, next="/rechten/")
    answer = client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert answer.headers["Location"] == "/rechten/"


def test_guessing_codes_is_stopped(client: Client, reader: User) -> None:
    log_in(client, reader.email)
    secret = set_up_app(client)
    client.post(reverse("account_logout"))
    log_in(client, reader.email)
    step = reverse("mfa_authenticate")
    for _attempt in range(5):
        client.post(step, {"code": "000000"})
    cached_code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    page = client.post(step, {"code": cached_code})
    assert page.status_code == 200
    assert "te veel pogingen" in page.content.decode()


def test_stopping_with_the_app_and_new_codes(strict_client: Client, reader: User) -> None:
    log_in(strict_client, reader.email)
    set_up_app(strict_client)
    old = codes_in(strict_client.get(reverse("mfa_view_recovery_codes")).content.decode())
    renew = reverse("mfa_generate_recovery_codes")
    assert strict_client.get(renew).status_code == 200
    assert strict_client.post(renew).headers["Location"] == reverse("mfa_view_recovery_codes")
    new = codes_in(strict_client.get(reverse("mfa_view_recovery_codes")).content.decode())
    assert len(new) == 10
    assert not set(old) & set(new)
    stop = reverse("mfa_deactivate_totp")
    assert strict_client.get(stop).status_code == 200
    assert strict_client.get(reverse("mfa_activate_totp")).headers["Location"] == stop
    assert strict_client.post(stop).headers["Location"] == reverse("mfa_index")
    assert not Authenticator.objects.filter(user=reader).exists(), "recovery codes go with the last factor"
    assert strict_client.get(reverse("mfa_view_recovery_codes")).status_code == 404


def test_showing_again_that_it_is_you_by_code(strict_client: Client, reader: User) -> None:
    log_in(strict_client, reader.email)
    secret = set_up_app(strict_client)
    session = strict_client.session
    session["account_authentication_methods"] = []
    session.save()
    asked = strict_client.get(reverse("mfa_generate_recovery_codes"), follow=True)
    assert "Gebruik een code" in asked.content.decode()
    by_code = f"{reverse('mfa_reauthenticate')}?next={reverse('mfa_generate_recovery_codes')}"
    assert strict_client.get(by_code).status_code == 200
    assert strict_client.post(by_code, {"code": "000000"}).status_code == 200
    done = strict_client.post(by_code, {"code": code_for(secret)})
    assert done.headers["Location"] == reverse("mfa_generate_recovery_codes")


def test_a_passkey_page_asks_for_the_password_first(strict_client: Client, reader: User) -> None:
    log_in(strict_client, reader.email)
    page = strict_client.get(reverse("mfa_add_webauthn"), follow=True)
    assert page.redirect_chain[0][0].startswith(reverse("account_reauthenticate"))
    form = strict_client.post(page.redirect_chain[0][0], {"password": PASSWORD}, follow=True)
    assert "data-options" in form.content.decode()
    nonsense = strict_client.post(
        reverse("mfa_add_webauthn"), {"name": "x", "passwordless": "on", "credential": '{"id": "x"}'}
    )
    assert nonsense.status_code == 200
    assert not Authenticator.objects.exists()


def test_somebody_elses_passkey_does_not_exist(client: Client, reader: User, administrator: User) -> None:
    log_in(client, reader.email)
    set_up_app(client)
    theirs = Authenticator.objects.create(user=administrator, type="webauthn", data={"name": "Sleutel"})
    away = reverse("mfa_remove_webauthn", args=[theirs.pk])
    assert client.post(away).status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


def test_a_passkey_that_is_none_leads_back_to_the_log_in(strict_client: Client, reader: User) -> None:
    url = reverse("mfa_login_webauthn")
    options = strict_client.get(url, headers={"accept": "application/json"}).json()
    assert options["request_options"]["publicKey"]["challenge"]
    answer = strict_client.post(url, {"credential": '{"id": "x"}'}, follow=True)
    assert answer.redirect_chain[0][0] == reverse("account_login")
    assert "Dit lukte niet" in answer.content.decode()


def test_secrets_cannot_be_read_in_the_database(settings: LazySettings, client: Client, reader: User) -> None:
    log_in(client, reader.email)
    secret = set_up_app(client)
    stored = Authenticator.objects.get(user=reader, type="totp").data["secret"]
    assert secret not in stored
    adapter = FactorAdapter()
    assert adapter.decrypt(stored) == secret
    settings.SECRET_KEY = "een-andere-sleutel-van-meer-dan-veertig-tekens"
    assert adapter.decrypt(stored) == "", "a lost key makes codes wrong, it breaks no page"


@pytest.mark.parametrize("number", [1, 2])
def test_passkeys_are_numbered(reader: User, number: int) -> None:
    for _time in range(number - 1):
        Authenticator.objects.create(user=reader, type="webauthn", data={"name": "x"})
    assert (
        FactorAdapter().generate_authenticator_name(reader, Authenticator.Type.WEBAUTHN).endswith(str(number))
    )


def test_who_lost_everything_is_helped_on_the_server(client: Client, reader: User) -> None:
    log_in(client, reader.email)
    set_up_app(client)
    client.post(reverse("account_logout"))
    remove_second_step(by=None, user=reader)
    assert log_in(client, reader.email) == reverse("web:home")
    assert "factor.all_removed" in actions_done()
