"""Logging in through a provider, end to end in Chromium: Koers, a stand-in provider on loopback, and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from django.conf import LazySettings
from oidc_provider_mock import run_server_in_thread
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from koers.organisations import actions
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role


@pytest.fixture
def provider(settings: LazySettings) -> Iterator[str]:
    with run_server_in_thread() as running:
        url = f"http://localhost:{running.server_port}"
        app = {
            "provider_id": "oidc",
            "name": "Gemeente Waterveen",
            "client_id": "koers",
            "secret": "geheim",
            "settings": {"server_url": url},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
        yield url


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Without the guard of `open_page`: here another host is asked, on purpose."""
    context: BrowserContext = browser.new_context(locale="nl-NL", base_url=live_server.url)
    yield context.new_page()
    context.close()


def known_there(provider: str, sub: str, email: str) -> None:
    claims: dict[str, Any] = {"email": email, "email_verified": True, "name": "Iemand"}
    requests.put(f"{provider}/users/{sub}", json=claims, timeout=10).raise_for_status()


def log_in_there(page: Page, sub: str) -> None:
    page.click("main a:has-text('Inloggen met Gemeente Waterveen')")
    page.fill("input[name=sub]", sub)
    page.click("button:has-text('Authorize')")


def test_a_colleague_comes_in_and_goes_on_to_the_page_asked_for(
    page: Page, provider: str, programme_manager: User
) -> None:
    known_there(provider, "pm", programme_manager.email)
    page.goto("/account/")
    log_in_there(page, "pm")
    expect(page.locator("h1")).to_have_text("Uw account")
    expect(page.locator("main")).to_contain_text(programme_manager.email)


def test_who_was_invited_comes_in_at_once(page: Page, provider: str, organisation: Organisation) -> None:
    person = actions.create_user(by=None, email="nieuw@example.org", name="Nieuw")
    actions.add_member(by=None, user=person, organisation=organisation, role=Role.EMPLOYEE)
    known_there(provider, "nieuw", "nieuw@example.org")
    page.goto("/account/")
    log_in_there(page, "nieuw")
    expect(page.locator("main")).to_contain_text(organisation.name)


def test_a_stranger_is_told_what_to_do(page: Page, provider: str, programme_manager: User) -> None:
    known_there(provider, "vreemd", "vreemd@example.org")
    page.goto("/inloggen/")
    log_in_there(page, "vreemd")
    expect(page.locator("h1")).to_have_text("U heeft nog geen account in Koers")
    expect(page.locator("main")).to_contain_text("vreemd@example.org")
    assert User.objects.count() == 1
    page.click("main a:has-text('Op een andere manier inloggen')")
    expect(page.locator("input[type=password]")).to_be_visible()


def test_who_stops_at_the_provider_can_try_again(page: Page, provider: str, programme_manager: User) -> None:
    page.goto("/inloggen/")
    page.click("main a:has-text('Inloggen met Gemeente Waterveen')")
    page.click("button:has-text('Deny')")
    expect(page.locator("h1")).to_have_text("Inloggen via uw organisatie is niet gelukt")
    page.click("main a:has-text('Terug naar inloggen')")
    expect(page.locator("input[type=password]")).to_be_visible()
