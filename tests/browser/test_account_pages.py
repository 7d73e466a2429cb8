"""The pages of people and log-in, in every look: no axe violation, no sideways scrolling."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Look, OpenPage
from koers.organisations.models import User

type Check = Callable[[Page, str], None]

PAGES = {"account": "/account/", "rechten": "/rechten/", "gebruikers": "/gebruikers/", "logboek": "/logboek/"}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_pages_of_an_administrator(
    name: str, open_page: OpenPage, administrator: User, look: Look, check_page: Check
) -> None:
    check_page(open_page(PAGES[name], administrator), name)


def test_the_log_in_page(open_page: OpenPage, db: None, look: Look, check_page: Check) -> None:
    check_page(open_page("/inloggen/"), "inloggen")


def test_the_log_in_page_after_a_mistake(
    open_page: OpenPage, programme_manager: User, look: Look, check_page: Check
) -> None:
    page = open_page("/inloggen/")
    page.fill("input[type=email]", programme_manager.email)
    page.fill("input[type=password]", "niet het wachtwoord")
    page.click("main button[type=submit]")
    expect(page.locator("[role=alert]")).to_be_visible()
    check_page(page, "inloggen-fout")
