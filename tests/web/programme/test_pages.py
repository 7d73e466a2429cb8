"""Programme pages: everything, almost nothing, the way to the source, and what is pointed out."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from intake.documents_made import Given
from koers.core.dates import PartialDate
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from koers.programmes.models import Programme, Track
from koers.web.programme.head import share
from people import UserWith
from strict import StrictClient
from web.conftest import EVERYTHING, PROGRAMME, Accept
from web.programme.conftest import PARTS, PLACE, Fill, day, on
from web.words import make, text_of


def said(client: StrictClient, *parts: str) -> str:
    return " ".join(text_of(client.get(f"{PLACE}{part}").content.decode()) for part in parts or PARTS)


def test_everything_read_in_is_shown(manager_client: StrictClient, accept: Accept) -> None:
    accept(*EVERYTHING)
    words = said(manager_client)
    for expected in (
        "Samen sterker",
        "1 juli 2026",
        "1 van 1 product klaar",
        "Overgedragen",
        "college vastgesteld, 3 februari 2026",
        "OR advies",
        "Minder onderwerpen",
        "€ 640.000",
        "vanaf 2025, elk jaar",
        "€ 210.000 (incl. indexatie)",
        "ongeveer € 500.000",
        "een regisseur",
        "7 november 2024",
        "organisatieonderzoek 2024",
        "Gebruikt de waarden",
        "Korte periodes hielpen",
        "Jaarplannen gaan over",
        "Eindrapportage, april 2026",
        "Dichtbij",
    ):
        assert expected in words, expected


def test_facts_lead_to_their_lit_passage(manager_client: StrictClient, accept: Accept) -> None:
    document = accept(*EVERYTHING)
    pages = "".join(manager_client.get(f"{PLACE}{part}").content.decode() for part in PARTS)
    sources = set(re.findall(r'class="utrecht-link koers-source" href="([^"]+)"', pages))
    unseen = {
        proposal.type
        for proposal in document.proposals.all()
        if f"/inlezen/{document.public_id}/bron/{proposal.public_id}/" not in sources
    }
    assert unseen <= {"event"}, "only dated steps stand on the timeline without their passage"
    lit = manager_client.get(min(sources)).content.decode()
    assert "koers-passage--now" in lit


def test_a_fact_in_two_documents_has_two_sources(manager_client: StrictClient, accept: Accept) -> None:
    accept(PROGRAMME, EVERYTHING[1])
    accept(PROGRAMME, EVERYTHING[1], name="tweede.md")
    page = manager_client.get(f"{PLACE}doelen/").content.decode()
    assert "bron 1<" in page
    assert "bron 2<" in page


@pytest.mark.parametrize("part", PARTS)
def test_a_programme_that_does_not_exist_is_not_found(part: str, manager_client: StrictClient) -> None:
    assert manager_client.get(f"{PLACE}{part}").status_code == 404


def test_the_dashboard(manager_client: StrictClient, programme: Programme, fill: Fill) -> None:
    fill(1)
    made = programme.deliverables.get()
    before = {"kind": "deliverable", "id": str(made.public_id), "text": made.name, "date": on(2).iso}
    programme.baselines.create(number=1, date=day(-99), body_name="Directie", content=[before])
    words = said(manager_client, "")
    assert "Gemeentesecretaris" in words
    for expected in (
        "Zo staat het ervoor",
        "Het advies komt later 0",
        "Meer vragen",
        "4 weken later",
        "College",
        "doorgaan of stoppen?",
        "3 keer doorgeschoven",
        "Te druk",
        "Leergang 0",
        "Werkgroepleider: Adviseur",
    ):
        assert expected in words, expected


def test_what_is_missing_is_pointed_out(
    manager_client: StrictClient, programme: Programme, fill: Fill
) -> None:
    fill(1)
    words = said(manager_client, "doelen/", "werkgroepen/", "producten/", "lessen/", "omgeving/")
    for expected in (
        "1 doel heeft geen meting",
        "Ontbreekt: de datum, de bron, de eigenaar",
        "6,8 %",
        "6,1 %",
        "Niemand brengt in: Financiën",
        "zonder advies van de ondernemingsraad",
        "1 van 2 teams klaar, 1 bezig",
        "(zaak Z-0)",
        "doorgaan of stoppen?",
        "Dit heeft nog geen eigenaar",
        "Elke maand",
        "Samen digitaal 0",
    ):
        assert expected in words, expected


def test_money_risks_and_judgements_are_for_who_steers(
    strict_client: StrictClient, reader: User, programme: Programme, fill: Fill
) -> None:
    fill(1)
    strict_client.force_login(reader)
    page = strict_client.get(PLACE).content.decode()
    assert "Het advies komt later" not in page
    assert "/geld/" not in page
    assert "/risicos/" not in page
    assert "/wijzigen/" not in strict_client.get(f"{PLACE}doelen/").content.decode()
    assert strict_client.get(f"{PLACE}geld/").status_code == 404
    assert "Het advies komt later" not in strict_client.get(f"{PLACE}geschiedenis/").content.decode()


def test_steering_elsewhere_gives_no_money_here(
    strict_client: StrictClient,
    user_with: UserWith,
    organisation: Organisation,
    other_organisation: Organisation,
    programme: Programme,
) -> None:
    user = user_with(Role.CONTROLLER, other_organisation)
    user.memberships.create(organisation=organisation, role=Role.EMPLOYEE)
    strict_client.force_login(user)
    assert strict_client.get(PLACE).status_code == 200
    assert strict_client.get(f"{PLACE}geld/").status_code == 404


def test_who_may_change_gets_the_way_to_it(
    manager_client: StrictClient, programme: Programme, fill: Fill
) -> None:
    fill(1)
    page = manager_client.get(f"{PLACE}doelen/").content.decode()
    assert f"/register/doelen/nieuw/?bij={programme.public_id}" in page
    assert "/wijzigen/?next=" in page


def test_the_timeline_is_a_drawing_a_table_and_a_file(
    manager_client: StrictClient, programme: Programme, fill: Fill
) -> None:
    fill(2)
    page = manager_client.get(f"{PLACE}tijdlijn/").content.decode()
    assert 'class="band band-' in page
    assert "Kaart 0" in page
    file = manager_client.get(f"{PLACE}tijdlijn.svg?toon=werkgroepen")
    assert file.headers["Content-Type"] == "image/svg+xml"
    assert "attachment" in file.headers["Content-Disposition"]
    assert "Kompas 1" in file.content.decode()
    assert "Leergang" not in file.content.decode()


def test_a_step_told_twice_stands_once(manager_client: StrictClient, accept: Accept) -> None:
    same = {"text": "De raad besluit", "date": "2025-03-01"}
    accept(
        PROGRAMME, Given("decision", "De raad besluit.", same), Given("event", "De raad besluit dit.", same)
    )
    drawing = manager_client.get(f"{PLACE}tijdlijn/").context["view"].drawing
    assert [row.label for row in drawing.rows] == ["Op pad", "De raad besluit"]


def test_a_timeline_without_dates(manager_client: StrictClient, organisation: Organisation) -> None:
    bare = make(Programme, organisation=organisation, name="Op pad", slug="op-pad")
    make(Track, programme=bare, name="Kompas")
    assert "Niets met een datum" in said(manager_client, "tijdlijn/")
    assert manager_client.get(f"{PLACE}tijdlijn.svg").status_code == 404


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2025", "2025", pytest.approx(0.5, abs=0.01)),
        ("2024", "2024", 1.0),
        ("2026", "2026", 0.0),
        ("2025", None, None),
        (None, "2025", None),
        ("2025-03-01", "2025-03-01", None),
        ("2026", "2025", None),
    ],
)
def test_how_far_a_programme_is_follows_from_its_own_period(
    start: str | None, end: str | None, found: float | None
) -> None:
    dates = [PartialDate.from_iso(one) if one else None for one in (start, end)]
    assert share(dates[0], dates[1], date(2025, 1, 1) + timedelta(days=182)) == found
