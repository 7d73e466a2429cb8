"""Money in the browser: every page accessible and fitting, and a controller who puts a mistake right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import OpenPage
from koers.decisions.models import Decision
from koers.finance.actions.booking import book_pending
from koers.finance.actions.ledger import UNKNOWN, NewEntry, book
from koers.finance.actions.matrix import spread
from koers.finance.models import Budget, CarryOver, Indexation, LedgerEntry
from koers.organisations.models import Organisation, User
from koers.programmes.models import Programme

type Check = Callable[[Page, str], None]
PAGE = "/programmas/waterveen/roadtrip/geld/"


@pytest.fixture
def programme(organisation: Organisation, controller: User) -> Programme:
    """A line with years, indexation and a carry-over, spent beyond what there was, and an unknown amount."""
    found = Programme.objects.create(organisation=organisation, name="Roadtrip", slug="roadtrip")
    decision = Decision.objects.create(organisation=organisation, body="Gemeenteraad", text="Stelt vast")
    line = Budget.objects.create(
        organisation=organisation, programme=found, amount=100_000, kind="structural", from_year=2025,
        cover="general_reserve", decision=decision, cost_centre="6210",
    )  # fmt: skip
    spread(by=controller, budget=line, first=2025, last=2027, amount=Decimal(100_000))
    Indexation.objects.create(
        budget=line, year=2026, date=date(2026, 3, 1), percentage=Decimal("2.5"), reason="Loonvoet"
    )
    CarryOver.objects.create(budget=line, from_year=2025, to_year=2026, amount=5_000, reason="Uitgesteld")
    book_pending(by=controller, programme=found)
    spread(by=controller, budget=line, first=2027, last=2027, amount=Decimal(90_000))
    entries = [
        NewEntry(
            programme=found, stage=stage, kind="structural", year=2026, value_date=date(2026, 1, 2),
            amount=Decimal(amount), certainty=UNKNOWN if not amount else "exact", description=words,
        )
        for stage, amount, words in (
            ("committed", 20_000, "Opdracht"), ("spent", 95_000, "Inhuur"), ("allocated", 0, "bijna alles"),
        )
    ]  # fmt: skip
    book(by=controller, organisation=organisation, entries=entries)
    return found


def test_the_pages_are_accessible_and_fit(
    open_page: OpenPage, check_page: Check, programme: Programme, controller: User
) -> None:
    page = open_page(f"{PAGE}?jaar=2026", controller)
    check_page(page, "geld-programma")
    entry = LedgerEntry.objects.of(programme.organisation).get(description="Inhuur")
    carried = CarryOver.objects.of(programme.organisation).get()
    line = Budget.objects.of(programme.organisation).get()
    for name, path in (
        ("geld", "/geld/?jaar=2026"),
        ("geld-boekingen", "/geld/boekingen/"),
        ("geld-boeking", f"/geld/boekingen/{entry.public_id}/"),
        ("geld-boeken", "/geld/boeken/"),
        ("geld-jaren", f"/geld/budgetten/{line.public_id}/jaren/"),
        ("geld-overheveling", f"/geld/overhevelingen/{carried.public_id}/"),
    ):
        page.goto(urljoin(page.url, path))
        check_page(page, name)


def test_from_a_figure_to_its_entry_and_back_to_nothing(
    open_page: OpenPage, programme: Programme, controller: User
) -> None:
    page = open_page(f"{PAGE}?jaar=2026", controller)
    main = page.locator("main")
    expect(main).to_contain_text("begrotingsonrechtmatig")
    main.locator("a", has_text="95.000").first.click()
    page.get_by_role("link", name="Inhuur").click()
    page.locator("[name=reason]").fill("Hoort bij een ander programma")
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("Hoort bij een ander programma")
    page.goto(urljoin(page.url, f"{PAGE}?jaar=2026"))
    expect(page.locator("main")).not_to_contain_text("begrotingsonrechtmatig")
