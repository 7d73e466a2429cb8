"""The register in the browser: drafts that survive, two people at once, and every page in every look."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Axe, Look, OpenPage, Screenshot, sideways
from editing.making import a_programme, built
from koers.editing import actions
from koers.editing.kinds import by_slug
from koers.editing.places import address
from koers.organisations.models import Organisation, User
from koers.programmes.models import Goal

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "textarea[name=text]"
LONG = (
    "De organisatie werkt in 2027 opgavegericht, met minder uitval en meer ruimte voor vakmanschap in teams. "
    * 2
)


@pytest.fixture
def goal(organisation: Organisation, programme_manager: User) -> Goal:
    made = actions.create(
        by=programme_manager,
        kind=by_slug("doelen"),
        under=a_programme(organisation),
        values={"text": LONG, "target_date": "juli 2027"},
    )
    assert isinstance(made, Goal)
    return made


def save(page: Page) -> None:
    page.locator("main form button.utrecht-button--primary-action").click()


def change_elsewhere(goal: Goal, user: User, text: str) -> None:
    goal.refresh_from_db()
    actions.change(by=user, kind=by_slug("doelen"), record=goal, version=goal.version, values={"text": text})


def test_every_page_in_every_look(
    look: Look,
    open_page: OpenPage,
    axe: Axe,
    screenshot: Screenshot,
    goal: Goal,
    programme_manager: User,
) -> None:
    built(by_slug("indicatoren"), goal.organisation, goal=goal)
    change_elsewhere(goal, programme_manager, LONG.replace("minder", "veel minder"))
    page = open_page("/register/doelen/", programme_manager)
    root = page.url.removesuffix("/register/doelen/")
    names = ("record", "change", "remove", "history", "as_on")
    for url in ("/register/doelen/", *(address(name, goal) for name in names), "/register/doelen/blad/"):
        page.goto(root + url)
        axe(page)
        assert not sideways(page), url
    screenshot(page, "rekenblad")
    page.goto(root + address("change", goal))
    page.fill("input[name=target_date]", "31 juni 2027")
    save(page)
    expect(page.locator(".koers-error-summary")).to_be_visible()
    axe(page)
    change_elsewhere(goal, programme_manager, LONG.replace("minder", "geen"))
    page.fill("input[name=target_date]", "mei 2027")
    page.fill(TEXT, LONG.replace("minder", "weinig"))
    save(page)
    expect(page.locator(".koers-merge")).to_be_visible()
    axe(page)
    assert not sideways(page)
    screenshot(page, "samenvoegen")
    actions.remove(by=programme_manager, record=Goal.objects.of(goal.organisation).get(pk=goal.pk))
    page.goto(root + "/register/prullenbak/")
    axe(page)
    assert not sideways(page)


def test_a_closed_tab_loses_nothing(open_page: OpenPage, goal: Goal, programme_manager: User) -> None:
    url = address("change", goal)
    page = open_page(url, programme_manager)
    address_here = page.url
    page.fill(TEXT, "Half getypt")
    page.close()  # with the timer of the draft still running, or just over
    again = page.context.new_page()
    again.goto(address_here)
    expect(again.locator(TEXT)).to_have_value("Half getypt")
    expect(again.locator("[data-draft-note]")).to_be_visible()
    again.locator("[data-draft-drop]").click()
    expect(again.locator(TEXT)).to_have_value(LONG.strip())


def test_what_was_saved_is_no_draft_any_more(
    open_page: OpenPage, goal: Goal, programme_manager: User
) -> None:
    page = open_page(address("change", goal), programme_manager)
    here = page.url
    page.fill(TEXT, "Bewaard doel")
    page.wait_for_timeout(400)
    save(page)
    expect(page.locator("h1")).to_have_text("Bewaard doel")
    page.goto(here)
    expect(page.locator("[data-draft-note]")).to_be_hidden()
    expect(page.locator(TEXT)).to_have_value("Bewaard doel")


def test_a_draft_on_an_old_version_meets_what_others_did(
    open_page: OpenPage, goal: Goal, programme_manager: User
) -> None:
    page = open_page(address("change", goal), programme_manager)
    here = page.url
    page.fill(TEXT, "Mijn tekst")
    page.wait_for_timeout(400)
    page.goto("about:blank")
    change_elsewhere(goal, programme_manager, "Hun tekst")
    page.goto(here)
    expect(page.locator(TEXT)).to_have_value("Mijn tekst")
    save(page)
    expect(page.locator(".koers-merge")).to_be_visible()
    page.locator("input[value=mijne]").check()
    save(page)
    expect(page.locator("h1")).to_have_text("Mijn tekst")


def test_it_all_works_without_script(open_page: OpenPage, goal: Goal, programme_manager: User) -> None:
    page = open_page(address("change", goal), programme_manager, scripts=False)
    page.fill(TEXT, "Zonder script")
    save(page)
    expect(page.locator("h1")).to_have_text("Zonder script")
