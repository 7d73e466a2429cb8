"""Risks in the browser: every page accessible and fitting, and from a bare sentence to what the organisation can bear."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from urllib.parse import urljoin

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from browser.conftest import Look, OpenPage
from koers.organisations.models import Organisation, User
from koers.programmes.models import Programme
from koers.risks import actions
from koers.risks.models import CapacityPart, Measure, Risk, RiskAssessment

type Check = Callable[[Page, str], None]
DAY = date(2026, 10, 1)


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return Programme.objects.create(organisation=organisation, name="Roadtrip", slug="roadtrip")


@pytest.fixture
def risk(organisation: Organisation, programme: Programme) -> Risk:
    """Judged twice, with a measure that is late."""
    found = Risk.objects.create(
        organisation=organisation,
        programme=programme,
        text="Ervaren mensen vertrekken",
        cause="Pensioen",
        consequence="Werk blijft liggen",
        owner_name="Teamleider HR",
    )
    for day, net in ((date(2026, 3, 1), 4), (DAY, 2)):
        RiskAssessment.objects.create(
            risk=found, on=day, gross_chance=4, gross_impact=5, net_chance=net, net_impact=4
        )
    Measure.objects.create(risk=found, text="Samen inwerken", kind="preventive", due=date(2026, 4, 1))
    Risk.objects.create(organisation=organisation, programme=programme, text="Nog niet bekeken")
    return found


def test_the_pages_are_accessible_and_fit(
    open_page: OpenPage,
    look: Look,
    check_page: Check,
    risk: Risk,
    controller: User,
    organisation: Organisation,
) -> None:
    RiskAssessment.objects.create(
        risk=risk, on=date(2026, 10, 2), chance=40, low=1000, likely=2000, high=900_000
    )
    CapacityPart.objects.create(organisation=organisation, on=DAY, kind="reserve", amount=500_000)
    day = date(2026, 10, 2)
    run = actions.run(by=controller, organisation=organisation, seed=1, draws=2000, on=day)
    page = open_page("/risicos/", controller)
    check_page(page, "risicos")
    for name, path in (
        ("risico", f"{risk.public_id}/"),
        ("risico-stand", f"{risk.public_id}/stand/"),
        ("risico-simulatie", f"simulaties/{run.public_id}/"),
        ("risico-simulatie-nieuw", "simulaties/nieuw/"),
        ("risico-schaal", "schaal/"),
        ("risico-programma", f"/programmas/{organisation.slug}/roadtrip/risicos/"),
    ):
        page.goto(urljoin(urljoin(page.url, "/risicos/"), path))
        check_page(page, name)


def test_from_a_sentence_to_what_can_be_borne(
    open_page: OpenPage, programme: Programme, programme_manager: User, organisation: Organisation
) -> None:
    page = open_page(f"/programmas/{organisation.slug}/roadtrip/risicos/", programme_manager)
    page.click("main a:has-text('Voeg een risico toe')")
    page.locator("textarea[name=text]").fill("De leverancier stopt")
    page.click("main button[type=submit]")
    page.click("main a:has-text('De leverancier stopt')")
    expect(page.locator("main")).to_contain_text("Nog niemand heeft dit risico beoordeeld")
    page.click("main a:has-text('Beoordeel dit risico')")
    for name, value in (("chance", "100"), ("low", "50.000"), ("high", "50.000")):
        page.locator(f"input[name={name}]").fill(value)
    page.click("main button[type=submit]")
    expect(page.locator("h1")).to_contain_text("De leverancier stopt")
    expect(page.locator("main")).to_contain_text("€ 50.000")
    page.goto(urljoin(page.url, "/risicos/schaal/"))
    page.click("main a:has-text('Voeg een deel toe')")
    page.locator("input[name=on]").fill(timezone.localdate().isoformat())
    page.locator("select[name=kind]").select_option("reserve")
    page.locator("input[name=amount]").fill("100.000,01")
    page.click("main button[type=submit]")
    page.goto(urljoin(page.url, "/risicos/simulaties/nieuw/"))
    page.locator("input[name=draws]").fill("1000")
    page.click("main button[type=submit]")
    expect(page.locator("main")).to_contain_text("In 90 van de 100 jaren is € 50.000 genoeg")
    expect(page.locator("main")).to_contain_text("A, uitstekend")
