"""The clerk of the council notes a promise, tells it back and writes a motion off; every type of page swept by axe.

What a journey presses it finds by its address, its name or its place.
"""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Axe, OpenPage
from browser.sweeping import sweep
from koers.core.dates import PartialDate
from koers.decisions.models import Body, Decision, LongTermItem, Recommendation, SourceReport
from koers.decisions.stepping import Given, take_step
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import BodyKind, Role
from people import UserWith

pytestmark = pytest.mark.django_db(transaction=True)

PRIMARY = "main .utrecht-button--primary-action"
LIST = "/raad/moties-en-toezeggingen/"


@pytest.fixture
def motion(organisation: Organisation, user_with: UserWith) -> Recommendation:
    """Answered and proposed to be written off."""
    college = user_with(Role.COLLEGE, organisation)
    Body.objects.create(organisation=organisation, name="Raad van Waterveen", kind=BodyKind.COUNCIL)
    one = Recommendation(organisation=organisation, kind="motion", number="M-1", text="Verzoekt het college")
    one.date = PartialDate(2026, 1, 8)
    one.save()
    steps: list[tuple[str, Given]] = [
        ("answered", Given(reaction="adopted", text="Doen we")),
        ("proposed", Given(text="Het is gedaan")),
    ]
    for sort, given in steps:
        one.refresh_from_db()
        take_step(
            by=college, recommendation=one, version=one.version, sort=sort, date=date(2026, 2, 2), given=given
        )
    return one


def press(page: Page) -> None:
    page.locator(PRIMARY).first.click()


def test_the_clerk_of_the_council(
    open_page: OpenPage, organisation: Organisation, user_with: UserWith, motion: Recommendation, axe: Axe
) -> None:
    page = open_page(LIST, user_with(Role.GRIFFIE, organisation))
    sweep(page, axe)
    press(page)
    page.check("[name=kind][value=promise]")
    page.fill("[name=text]", "De raad krijgt een overzicht")
    page.fill("[name=date]", "2026-03-05")
    press(page)
    expect(page.locator(".koers-error-summary")).to_be_visible()
    expect(page.locator("[name=text]")).to_have_value("De raad krijgt een overzicht")
    sweep(page, axe)
    page.fill("[name=portfolio_holder]", "Wethouder Jansma")
    press(page)
    expect(page.locator("main blockquote")).to_have_text("De raad krijgt een overzicht")

    press(page)
    page.fill("[name=date]", "2026-04-02")
    page.fill("[name=document]", "Raadsbrief Overzicht")
    sweep(page, axe)
    press(page)
    expect(page.locator("main ol.koers-way")).to_contain_text("Raadsbrief Overzicht")

    page.goto(page.url.split(LIST)[0] + f"{LIST}{motion.public_id}/")
    press(page)
    page.fill("[name=date]", "2026-04-02")
    page.fill("[name=decision_text]", "De motie is afgedaan")
    press(page)
    expect(page.locator("main ol.koers-way")).to_contain_text("De motie is afgedaan")
    sweep(page, axe)
    motion.refresh_from_db()
    assert (motion.stage, motion.closing_body) == ("closed", "council")
    assert page.request.get(page.url.split(LIST)[0] + "/aanbevelingen/").status == 404


def test_the_pages_of_the_register(
    open_page: OpenPage,
    organisation: Organisation,
    programme_manager: User,
    motion: Recommendation,
    report_with_advice: Recommendation,
    axe: Axe,
) -> None:
    decision = Decision.objects.create(organisation=organisation, text="Wij doen het", body="college")
    item = LongTermItem(organisation=organisation, subject="Nota dienstverlening", public=True)
    item.planned = PartialDate(2027, 2)
    item.save()
    page = open_page("/aanbevelingen/", programme_manager)
    for address in (
        "/aanbevelingen/",
        f"/aanbevelingen/{report_with_advice.public_id}/",
        f"/aanbevelingen/{report_with_advice.public_id}/stap/reactie/",
        "/aanbevelingen/jaaroverzicht/",
        "/termijnagenda/",
        "/besluiten/",
        f"/besluiten/{decision.public_id}/",
    ):
        page.goto("/".join(page.url.split("/", 3)[:3]) + address)
        sweep(page, axe)


@pytest.fixture
def report_with_advice(organisation: Organisation) -> Recommendation:
    study = SourceReport.objects.create(organisation=organisation, kind="rekenkamer", title="Grip")
    one = Recommendation(
        organisation=organisation, report=study, number="1", text="Maak keuzes", self_status="partly"
    )
    one.planned = PartialDate(2026, 1)
    one.save()
    return one
