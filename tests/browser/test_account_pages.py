"""The pages of people and log-in, in every look: no axe violation, no sideways scrolling."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

from playwright.sync_api import Page, expect

from browser.conftest import Look, OpenPage
from koers.organisations import actions
from koers.organisations.models import Organisation, User
from koers.organisations.password_links import make_token
from koers.organisations.permissions import Role
from organisations.login.test_factors import code_for
from people import PASSWORD

type Check = Callable[[Page, str], None]

PAGES = {
    "account": "/account/",
    "rechten": "/rechten/",
    "gebruikers": "/gebruikers/",
    "logboek": "/logboek/",
    "veilig-inloggen": "/account/veilig-inloggen/",
    "sessies": "/account/sessies/",
    "wachtwoord": "/account/wachtwoord/",
    "bevestigen": "/account/bevestigen/",
}
PUBLIC = {
    "inloggen": "/inloggen/",
    "wachtwoord-vergeten": "/wachtwoord-vergeten/",
    "wachtwoord-vergeten-verstuurd": "/wachtwoord-vergeten/verstuurd/",
    "wachtwoord-vergeten-over": "/wachtwoord-vergeten/1-verzonnen/",
    "account-gesloten": "/inloggen/gesloten/",
}


def test_the_pages_of_an_administrator(
    open_page: OpenPage, administrator: User, look: Look, check_page: Check
) -> None:
    page = open_page("/", administrator)
    for name, path in PAGES.items():
        page.goto(urljoin(page.url, path))
        check_page(page, name)


def test_the_pages_before_log_in(
    open_page: OpenPage, administrator: User, look: Look, check_page: Check
) -> None:
    page = open_page("/inloggen/")
    for name, path in PUBLIC.items():
        page.goto(urljoin(page.url, path))
        check_page(page, name)


def test_the_first_page_of_an_empty_installation(
    open_page: OpenPage, db: None, look: Look, check_page: Check
) -> None:
    page = open_page("/")
    expect(page.locator("h1")).to_have_text("Beginnen met Koers")
    check_page(page, "eerste-keer")


def test_an_invitation(
    open_page: OpenPage, organisation: Organisation, look: Look, check_page: Check
) -> None:
    person = actions.create_user(by=None, email="nieuw@example.org", name="Nieuw")
    actions.add_member(by=None, user=person, organisation=organisation, role=Role.EMPLOYEE)
    page = open_page(f"/uitnodiging/{person.public_id}/{make_token(person)}/")
    expect(page.locator("h1")).to_have_text("Welkom bij Koers")
    check_page(page, "uitnodiging")


def test_setting_up_an_app_with_codes(
    open_page: OpenPage, programme_manager: User, look: Look, check_page: Check
) -> None:
    page = open_page("/account/veilig-inloggen/app/", programme_manager)
    page.fill("input[type=password]", PASSWORD)
    page.click("main button[type=submit]")
    expect(page.locator("h1")).to_have_text("App met codes instellen")
    check_page(page, "app-instellen")
    page.fill("input[name=code]", code_for(page.locator("main code").inner_text()))
    page.click("main button[type=submit]")
    expect(page.locator("main li code")).to_have_count(10)
    check_page(page, "herstelcodes")
    page.goto(page.url)
    expect(page.locator("main")).to_contain_text("al een keer getoond")


def test_the_log_in_page_after_a_mistake(
    open_page: OpenPage, programme_manager: User, look: Look, check_page: Check
) -> None:
    page = open_page("/inloggen/")
    page.fill("input[type=email]", programme_manager.email)
    page.fill("input[type=password]", "niet het wachtwoord")
    page.click("main button[type=submit]")
    expect(page.locator("[role=alert]")).to_be_visible()
    check_page(page, "inloggen-fout")
