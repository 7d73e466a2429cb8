"""Passkeys as a browser makes and uses them, with Chromium's virtual authenticator."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import Page, expect

from browser.conftest import OpenPage
from koers.organisations.models import User
from people import PASSWORD


def with_authenticator(page: Page) -> None:
    """A key in the computer that recognises its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.fixture(autouse=True)
def no_limits_of_another_test(db: None) -> None:
    cache.clear()


def test_from_adding_a_passkey_to_logging_in_with_it(open_page: OpenPage, programme_manager: User) -> None:
    page = open_page("/account/veilig-inloggen/sleutel/", programme_manager)
    with_authenticator(page)
    page.fill("input[type=password]", PASSWORD)
    page.click("main button[type=submit]")
    expect(page.locator("h1")).to_have_text("Passkey toevoegen")
    page.fill("input[name=name]", "Laptop van het werk")
    page.click("main button[type=submit]")
    expect(page.locator("h1")).to_have_text("Herstelcodes")
    page.click("main a:has-text('Ik heb ze bewaard')")
    expect(page.locator("main")).to_contain_text("Laptop van het werk")

    page.context.clear_cookies()
    page.goto(page.url)
    page.click("text=Inloggen met een passkey")
    expect(page.locator("h1")).to_have_text("Veilig inloggen")

    page.context.clear_cookies()
    page.goto(page.url)
    page.fill("input[type=email]", programme_manager.email)
    page.fill("input[type=password]", PASSWORD)
    page.click("main button:has-text('Inloggen') >> nth=0")
    expect(page.locator("h1")).to_have_text("Tweede stap van het inloggen")
    page.click("text=Passkey gebruiken")
    expect(page.locator("h1")).to_have_text("Veilig inloggen")

    page.click("main li a")
    page.click("text=Gebruik een passkey")
    page.click("text=Passkey gebruiken")
    expect(page.locator("h1")).to_have_text("Passkey verwijderen")
    page.click("main button[type=submit]")
    expect(page.locator("main")).to_contain_text("U heeft geen passkey")
    assert not Authenticator.objects.exists()


def test_a_passkey_of_nobody_here_says_so(open_page: OpenPage, programme_manager: User) -> None:
    page = open_page("/inloggen/")
    with_authenticator(page)
    page.click("text=Inloggen met een passkey")
    expect(page.locator("[data-passkey-failed]")).to_contain_text("werkte niet")


def test_without_javascript_nothing_is_offered_that_does_not_work(
    open_page: OpenPage, programme_manager: User
) -> None:
    page = open_page("/inloggen/", scripts=False)
    expect(page.locator("text=Inloggen met een passkey")).to_be_hidden()
