"""Requests and imports of bookings in the browser: accessible pages, and a controller who reads in, mends, books, undoes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Look, OpenPage
from finance.importing.files import HEADINGS, ROWS, csv_file
from koers.core.dates import PartialDate
from koers.decisions.models import Decision
from koers.finance.importing import actions as importing
from koers.finance.importing.pages import address as import_address
from koers.finance.models import LedgerEntry
from koers.finance.requests import actions
from koers.finance.requests.pages import address, session_address
from koers.organisations.models import Organisation, Unit, User
from koers.organisations.records import date_columns
from koers.programmes.models import Programme

type Check = Callable[[Page, str], None]


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return Programme.objects.create(organisation=organisation, name="Op pad", slug="op-pad")


def file_named(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "text/csv", "buffer": data}


def offer(page: Page, name: str, data: bytes) -> None:
    page.set_input_files("input[name=file]", file_named(name, data))  # type: ignore[arg-type]
    page.fill("input[name=year]", "2026")
    page.click("main form button.utrecht-button--primary-action")


def test_a_controller_reads_in_mends_books_and_takes_back(
    open_page: OpenPage, programme: Programme, controller: User, organisation: Organisation
) -> None:
    page = open_page("/geld/inlezen/", controller)
    wrong = [*ROWS[:2], ("31-02-2026", "749,50", "Zaalhuur", "F-103", "6341", "Op pad")]
    offer(page, "januari.csv", csv_file(wrong))
    expect(page.locator("main")).to_contain_text("31-02-2026")
    expect(page.locator("form[action$='/boeken/']")).to_have_count(0)
    page.goto(urljoin(page.url, "/geld/inlezen/"))
    offer(page, "januari-hersteld.csv", csv_file())
    page.click("form[action$='/boeken/'] button")
    expect(page.locator("main")).to_contain_text("20.000")
    assert LedgerEntry.objects.of(organisation).count() == 3
    page.fill("input[name=reason]", "Het verkeerde kwartaal")
    page.click("form[action$='/terugdraaien/'] button")
    expect(page.locator("main")).to_contain_text("Het verkeerde kwartaal")
    assert sum(entry.amount for entry in LedgerEntry.objects.of(organisation)) == 0


def test_the_pages_are_accessible_and_fit(
    open_page: OpenPage,
    look: Look,
    check_page: Check,
    programme: Programme,
    controller: User,
    organisation: Organisation,
) -> None:
    unit = Unit.objects.create(organisation=organisation, name="Burgerzaken")
    decision = Decision.objects.create(
        organisation=organisation, text="Verdeling", **date_columns("date", PartialDate(2026, 11, 1))
    )
    asked = []
    for title, amount in (("Coaches voor de teamplannen van alle teams", "40000"), ("Zaalhuur", "12500.50")):
        made = actions.open_request(
            by=controller, organisation=organisation, title=title, purpose="Teams leren", unit=unit,
            programme=programme, amount=Decimal(amount), from_year=2026,
        )  # fmt: skip
        asked.append(actions.step(by=controller, request=made, name="file"))
    session = actions.open_session(
        by=controller, organisation=organisation, name="Verdeling 2026", on=date(2026, 11, 2), programme=programme,
        year=2026, criteria=[("Bijdrage aan de doelen", Decimal(2)), ("Haalbaar", Decimal(1))],
        scorers=[controller], requests=asked,
    )  # fmt: skip
    points = {(taken.pk, one.pk): 7 for taken in session.taken.all() for one in session.criteria.all()}
    actions.give_points(by=controller, session=session, points=points)
    actions.grant(by=controller, request=asked[0], decision=decision, amount=Decimal(40_000), reason="Nodig")
    texts = (
        csv_file([*ROWS, ("1-3-2026", "-5,00", "Credit", "F-9", "", "Op pad")]),
        csv_file([("1-3-2025", "veel", "x", "F-10", "", "Elders")]),
        csv_file(headings=("Dag", "Waarde", *HEADINGS[2:])),
    )
    imports = [
        importing.offer(
            by=controller, organisation=organisation, name=f"boekingen-{number}.csv", data=data,
            cells=importing.read_file(data), year=2026, stage="spent",
        )
        for number, data in enumerate(texts)
    ]  # fmt: skip
    page = open_page("/geld/aanvragen/", controller)
    check_page(page, "aanvragen")
    for name, path in (
        ("aanvraag", address(asked[0])),
        ("aanvraag-nieuw", "/geld/aanvragen/nieuw/"),
        ("aanvraag-toekennen", f"{address(asked[1])}toekennen/"),
        ("weegsessie", session_address(session)),
        ("weegsessie-punten", f"{session_address(session)}punten/"),
        ("weegsessie-nieuw", "/geld/aanvragen/sessies/nieuw/"),
        ("inlezen", "/geld/inlezen/"),
        ("inlezen-vragen", import_address(imports[0])),
        ("inlezen-fout", import_address(imports[1])),
        ("inlezen-kolommen", import_address(imports[2])),
    ):
        page.goto(urljoin(page.url, path))
        check_page(page, name)
