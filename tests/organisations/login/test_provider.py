"""Logging in through a provider: a stand-in on loopback speaks OpenID Connect, Koers comes to it as it does to a real one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.conf import LazySettings
from django.core import mail
from django.test import Client
from django.urls import reverse
from oidc_provider_mock import run_server_in_thread

from koers.organisations import actions
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from organisations.login.conftest import actions_done
from people import PASSWORD

START = "/inloggen/extern/oidc/"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with run_server_in_thread() as running:
        yield f"http://localhost:{running.server_port}"


@pytest.fixture
def provider(server: str, settings: LazySettings) -> str:
    """The stand-in, as a functional administrator would set it."""
    app = {
        "provider_id": "oidc",
        "name": "Gemeente Waterveen",
        "client_id": "koers",
        "secret": "geheim",
        "settings": {"server_url": server},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    return server


def app_of(settings: Any) -> dict[str, Any]:
    found: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    return found


def known_there(server: str, sub: str, email: str | None, *, verified: bool | None = True) -> None:
    claims: dict[str, Any] = {"name": "Iemand"}
    if email is not None:
        claims |= {"email": email, "email_verified": verified}
    requests.put(f"{server}/users/{sub}", json=claims, timeout=10).raise_for_status()


def come_in(client: Client, sub: str, **asked: str) -> Any:
    """The way there, consent at the stand-in, and the way back."""
    there = client.get(START, asked).headers["Location"]
    back = requests.post(there, data={"sub": sub}, allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(back)
    return client.get(f"{parts.path}?{parts.query}")


def test_the_log_in_page_offers_it_only_when_set(
    strict_client: Client, reader: User, provider: str, settings: LazySettings
) -> None:
    page = strict_client.get(reverse("account_login"), {"next": "/rechten/"}).content.decode()
    assert "Inloggen met Gemeente Waterveen" in page
    assert f"{START}?next=%2Frechten%2F" in page
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert START not in strict_client.get(reverse("account_login")).content.decode()
    assert strict_client.get(START).status_code == 404


def test_someone_known_comes_in_and_keeps_the_password(client: Client, reader: User, provider: str) -> None:
    known_there(provider, "42", reader.email.title())
    assert come_in(client, "42", next="/rechten/").headers["Location"] == "/rechten/"
    assert client.get(reverse("organisations:account")).wsgi_request.user == reader
    reader.refresh_from_db()
    assert reader.check_password(PASSWORD)
    assert EmailAddress.objects.get(user=reader).verified
    assert SocialAccount.objects.get().uid == "42"
    assert actions_done() == ["provider.connected", "session.opened"]
    assert [message.to for message in mail.outbox] == [[reader.email]]
    client.post(reverse("account_logout"))
    known_there(provider, "42", "nieuwe-naam@example.org")
    assert come_in(client, "42").status_code == 302, "from now on the provider's own number counts"
    assert client.get(reverse("organisations:account")).wsgi_request.user == reader


def test_who_was_invited_comes_in_without_choosing_a_password(
    client: Client, administrator: User, organisation: Organisation, provider: str
) -> None:
    given = actions.give_role(
        by=administrator,
        organisation=organisation,
        email="nieuw@example.org",
        name="Nieuw",
        role=Role.EMPLOYEE,
    )
    known_there(provider, "7", "nieuw@example.org")
    assert come_in(client, "7").headers["Location"] == reverse("web:home")
    given.user.refresh_from_db()
    assert not given.user.has_usable_password()


@pytest.mark.parametrize(
    ("email", "verified", "words"),
    [
        ("niemand@example.org", True, "geen account voor niemand@example.org"),
        ("persoon1@example.org", False, "staat niet in voor"),
        ("persoon1@example.org", None, "staat niet in voor"),
        (None, None, "e-mailadres niet"),
    ],
)
def test_a_stranger_gets_a_page_and_no_account(
    strict_client: Client, reader: User, provider: str, email: str | None, verified: bool | None, words: str
) -> None:
    known_there(provider, "99", email, verified=verified)
    page = come_in(strict_client, "99")
    assert page.status_code == 403
    assert words in page.content.decode()
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()
    assert strict_client.get(reverse("organisations:account")).status_code == 302
    assert actions_done() == ["session.refused"]


def test_a_provider_that_is_trusted_need_not_say_so(
    client: Client, reader: User, provider: str, settings: LazySettings
) -> None:
    app_of(settings)["settings"]["verified_email"] = True
    known_there(provider, "5", reader.email, verified=None)
    assert come_in(client, "5").status_code == 302


def test_a_closed_account_stays_closed(client: Client, reader: User, provider: str) -> None:
    User.objects.filter(pk=reader.pk).update(is_active=False)
    known_there(provider, "6", reader.email)
    assert come_in(client, "6").headers["Location"] == reverse("account_inactive")


def test_who_stops_or_comes_back_twice_gets_a_page(
    strict_client: Client, reader: User, provider: str
) -> None:
    there = strict_client.get(START).headers["Location"]
    back = requests.post(there, data={"action": "deny"}, allow_redirects=False, timeout=10).headers[
        "Location"
    ]
    path = f"{urlsplit(back).path}?{urlsplit(back).query}"
    for _time in range(2):
        page = strict_client.get(path)
        assert page.status_code == 403
        assert "probeer het opnieuw" in page.content.decode().lower()


def test_a_made_up_way_back_opens_nothing(strict_client: Client, reader: User, provider: str) -> None:
    assert strict_client.get(f"{START}terug/", {"code": "x", "state": "y"}).status_code == 403


@pytest.mark.parametrize("path", ["/nergens", "/users/42"])
def test_a_provider_that_does_not_answer_well(
    strict_client: Client, reader: User, provider: str, settings: LazySettings, path: str
) -> None:
    app = app_of(settings)
    app["settings"] = {"server_url": f"{provider}{path}"}
    assert strict_client.get(START).status_code == 403
    app["settings"] = {"server_url": "http://localhost:9"}
    assert strict_client.get(START).status_code == 403


def test_another_site_cannot_start_it(client: Client, reader: User, provider: str) -> None:
    answer = client.get(START, headers={"sec-fetch-site": "cross-site"})
    assert answer.headers["Location"] == reverse("account_login")


def test_nobody_ties_another_account_to_their_own(
    client: Client, reader: User, administrator: User, provider: str
) -> None:
    """`process=connect` of allauth is not passed on: this is a log-in, of whoever the provider says it is."""
    client.force_login(reader)
    known_there(provider, "13", administrator.email)
    come_in(client, "13", process="connect")
    assert SocialAccount.objects.get().user == administrator
