"""The pages of risks: what they say, to whom, in how many queries, and the list as a file that calculates."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from koers.organisations.models import Membership, Organisation, User
from koers.organisations.permissions import Role
from koers.programmes.models import Programme
from koers.risks import actions
from koers.risks.models import CapacityPart, Measure, Risk, RiskAssessment, RiskScale, SimulationRun
from koers.risks.wording import about
from people import UserWith
from risks.conftest import DAY, AddRisk
from strict import StrictClient

PAGE = "/risicos/"


def text_of(html: bytes) -> str:
    whole = re.sub(r"(?s)<(style|script).*?</\1>", " ", html.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", whole).replace("\xa0", " ").split())


def page_of(risk: Risk) -> str:
    return reverse("risks:risk", kwargs={"public_id": risk.public_id})


@pytest.fixture
def client(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


@pytest.fixture
def reader_client(
    strict_client: StrictClient, user_with: UserWith, organisation: Organisation
) -> StrictClient:
    strict_client.force_login(user_with(Role.CLIENT, organisation))
    return strict_client


def test_no_risks_yet(client: StrictClient) -> None:
    words = text_of(client.get(PAGE).content)
    assert "Nog geen risico’s" in words
    assert "Vul in wat beschikbaar is" in words
    assert "Nog geen simulatie" in text_of(client.get("/risicos/simulaties/").content)


def test_the_map_and_the_list(client: StrictClient, add_risk: AddRisk) -> None:
    risk = add_risk(
        "Veel vertrek", gross=(5, 4), net=(4, 3), about={"owner_name": "HR", "category": "people"}
    )
    Measure.objects.create(risk=risk, text="Inwerken", done_on=DAY)
    add_risk("Nog niet bekeken")
    page = client.get(PAGE).content
    words = text_of(page)
    for expected in (
        "Open risico’s: 2",
        "(zonder 1 risico waarvan kans of bedrag niet bekend is)",
        "1 van de 1 beoordeelde risico’s weegt zwaar",
        "1 risico: kans 4, gevolg 3, score 12, hoog",
        "1 risico is nog niet beoordeeld",
        "Veel vertrek Roadtrip 4 × 3 = 12, hoog € 70.000 – € 175.000 HR 1, waarvan 1 gedaan 1 okt 2026",
        "Nog geen kans ingevuld nog niemand",
        "voorbeeld in Koers",
    ):
        assert expected in words, expected
    gross = text_of(client.get(f"{PAGE}?bruto=1").content)
    assert "1 risico: kans 5, gevolg 4, score 20, hoog" in gross


def test_a_cell_leads_to_its_own_list(client: StrictClient, add_risk: AddRisk) -> None:
    add_risk("Zwaar", net=(4, 4))
    add_risk("Licht", net=(1, 1))
    page = client.get(PAGE).content.decode()
    assert "/risicos/?kans=4&amp;gevolg=4#lijst" in page
    words = text_of(client.get(f"{PAGE}?kans=4&gevolg=4").content)
    assert "Kans 4, gevolg 4" in words
    assert "Zwaar Roadtrip" in words
    assert "Licht Roadtrip" not in words


@pytest.mark.parametrize(
    "asked",
    ["kans=9&gevolg=1", "kans=١&gevolg=1", "programma=x", "soort=x&stand=y", "bruto=2", "kans=&gevolg=1"],
)
def test_what_makes_no_sense_is_not_asked(asked: str, client: StrictClient, add_risk: AddRisk) -> None:
    add_risk("Zwaar", net=(4, 4))
    assert "Zwaar Roadtrip" in text_of(client.get(f"{PAGE}?{asked}").content)


def test_filters(client: StrictClient, add_risk: AddRisk, organisation: Organisation) -> None:
    other = Programme.objects.create(organisation=organisation, name="Anders", slug="anders")
    add_risk("Van Roadtrip", about={"category": "legal"})
    add_risk("Van Anders", programme=other)
    add_risk("Dicht", about={"state": "closed", "state_on": DAY, "state_reason": "Klaar"})
    for asked, seen in (
        (f"programma={other.public_id}", ["Van Anders"]),
        ("soort=legal", ["Van Roadtrip"]),
        ("stand=closed", ["Dicht"]),
        ("stand=alle", ["Van Roadtrip", "Van Anders", "Dicht"]),
        ("", ["Van Roadtrip", "Van Anders"]),
    ):
        words = text_of(client.get(f"{PAGE}?{asked}").content)
        found = [
            name
            for name in ("Van Roadtrip", "Van Anders", "Dicht")
            if f"{name} Roadtrip" in words or f"{name} Anders" in words
        ]
        assert found == seen, asked
    assert "Geen risico past" in text_of(client.get(f"{PAGE}?soort=image").content)


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_of_the_list(
    rows: int, client: StrictClient, add_risk: AddRisk, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        risk = add_risk(f"Risico {number}", net=(3, number + 1))
        Measure.objects.create(risk=risk, text="Iets")
    client.get(PAGE)
    with django_assert_num_queries(QUERIES):
        client.get(PAGE)


QUERIES = 12


def test_a_risk_in_full(client: StrictClient, add_risk: AddRisk) -> None:
    risk = add_risk(
        "Uitval",
        on=date(2026, 1, 5),
        gross=(4, 4),
        net=(4, 3),
        about={"cause": "Griep", "event": "Ziek <b>", "category": "people"},
    )
    RiskAssessment.objects.create(
        risk=risk, on=DAY, gross_chance=4, gross_impact=4, net_chance=2, net_impact=3,
        chance=15, low=1000, likely=2000, high=3000, note="Vaccins",
    )  # fmt: skip
    Measure.objects.create(risk=risk, text="Prik", kind="preventive", owner_name="Arts", due=date(2026, 1, 1))
    Measure.objects.create(risk=risk, text="Masker", done_on=DAY)
    page = client.get(page_of(risk)).content
    words = text_of(page)
    for expected in (
        "Oorzaak Griep",
        "Met maatregelen werd het risico lichter: van 12 naar 6",
        "15 % eigen percentage",
        "€ 1.000 – € 3.000 eigen bedragen, waarschijnlijkst € 2.000",
        "€ 150 – € 450 gemiddeld € 300",
        "Preventief",
        "te laat: 1 jan 2026",
        "gedaan op 1 okt 2026",
        "Vaccins",
    ):
        assert expected in words, expected
    assert b"Ziek &lt;b&gt;" in page
    assert f"/register/risicobeoordelingen/nieuw/?next=%2Frisicos%2F{risk.public_id}%2F".encode() in page


def test_a_bare_risk_is_a_page_too(reader_client: StrictClient, add_risk: AddRisk) -> None:
    page = reader_client.get(page_of(add_risk("Bloot", programme=None))).content
    assert "Nog niemand heeft dit risico beoordeeld" in text_of(page)
    assert b"/nieuw/" not in page
    assert b"/stand/" not in page


@pytest.mark.parametrize(("scores", "words"), [((2, 5), "zwaarder"), ((3, 3), "bleef de score")])
def test_what_the_trend_says(
    scores: tuple[int, int], words: str, client: StrictClient, add_risk: AddRisk
) -> None:
    risk = add_risk(on=date(2026, 1, 5), gross=(scores[0], 1))
    RiskAssessment.objects.create(risk=risk, on=DAY, gross_chance=scores[1], gross_impact=1)
    assert words in text_of(client.get(page_of(risk)).content)


def test_writing_down_what_became_of_it(client: StrictClient, add_risk: AddRisk) -> None:
    risk = add_risk()
    address = f"{page_of(risk)}stand/"
    assert "Het is gebeurd" in text_of(client.get(address).content)
    wrong = client.post(address, {"version": "1", "becomes": "open", "on": "2026", "reason": ""})
    assert wrong.status_code == 422
    assert "Vul ook de dag in" in text_of(wrong.content)
    nonsense = client.post(address, {"version": "1", "becomes": "closed", "on": "gisteren", "reason": "x"})
    assert nonsense.status_code == 422
    future = client.post(address, {"version": "1", "becomes": "closed", "on": "1-1-2099", "reason": "x"})
    assert "moet nog komen" in text_of(future.content)
    sent = {
        "version": "1",
        "becomes": "materialised",
        "on": "1 oktober 2026",
        "reason": "Het <i>ging</i> mis",
    }
    saved = client.post(address, sent, follow=True)
    assert "Bewaard. Het risico is nu: Gebeurd." in text_of(saved.content)
    assert "Gebeurd op 1 oktober 2026" in text_of(saved.content)
    assert b"&lt;i&gt;ging" in saved.content
    stale = client.post(address, sent | {"becomes": "closed"})
    assert "Een collega paste dit risico intussen aan" in text_of(stale.content)
    again = client.post(address, sent | {"becomes": "closed", "version": "2"}, follow=True)
    assert "Waarom het is gesloten" in text_of(again.content)
    back = client.post(address, sent | {"becomes": "open", "version": "3"}, follow=True)
    assert "Opnieuw open" in text_of(back.content)


def test_a_simulation_from_form_to_grade(
    client: StrictClient, add_risk: AddRisk, organisation: Organisation, programme: Programme
) -> None:
    add_risk("Vast bedrag", chance="100", low="100", high="100")
    add_risk("Onbekend")
    add_risk("Driehoek", chance="0", low="1", likely="2", high="3")
    CapacityPart.objects.create(
        organisation=organisation, on=DAY, kind="reserve", amount=140, source="Jaarstukken"
    )
    assert "Maak een simulatie" in text_of(client.get("/risicos/simulaties/nieuw/").content)
    sent = {"certainty": "90", "seed": "5", "draws": "1000", "programme": ""}
    made = client.post("/risicos/simulaties/nieuw/", sent, follow=True)
    words = text_of(made.content)
    for expected in (
        "De simulatie is gemaakt en bewaard",
        "In 90 van de 100 jaren is € 100 genoeg",
        "Startgetal: 5",
        "Aantal trekkingen: 1.000",
        "Onbekend : Nog geen kans ingevuld",
        "driehoek, top € 2",
        "1,40",
        "B, ruim voldoende",
        "1 open risico zonder bekende kans",
        "de formule precies € 100",
    ):
        assert expected in words, expected
    assert "B, ruim voldoende" in text_of(client.get(PAGE).content)
    assert "hele organisatie" in text_of(client.get("/risicos/simulaties/").content)
    part = client.post(
        "/risicos/simulaties/nieuw/", sent | {"programme": str(programme.public_id)}, follow=True
    )
    assert "geen eigen ratio" in text_of(part.content)
    assert "ruim voldoende" not in text_of(part.content)
    own = text_of(client.get(f"/programmas/{organisation.slug}/{programme.slug}/risicos/").content)
    assert "Draagt bij aan wat nodig is € 100" in own
    assert "ruim voldoende" not in own


@pytest.mark.parametrize(
    "wrong",
    [
        {"seed": "-1"},
        {"draws": "10"},
        {"draws": "99999999"},
        {"certainty": "100"},
        {"seed": "abc"},
        {"programme": "x"},
    ],
)
def test_a_simulation_with_wrong_settings(
    wrong: dict[str, str], client: StrictClient, add_risk: AddRisk
) -> None:
    add_risk(net=(1, 1))
    sent = {"certainty": "90", "seed": "5", "draws": "1000", "programme": ""} | wrong
    assert client.post("/risicos/simulaties/nieuw/", sent).status_code == 422
    assert not SimulationRun.objects.across_organisations("nothing was made").exists()


def test_numbers_as_people_type_them(client: StrictClient, add_risk: AddRisk) -> None:
    add_risk("Vast bedrag", chance="100", low="100", high="100")
    sent = {"certainty": "90", "seed": "1.234", "draws": "10.000", "programme": ""}
    assert client.post("/risicos/simulaties/nieuw/", sent).status_code == 302
    run = SimulationRun.objects.across_organisations("the only one").get()
    assert (run.seed, run.draws) == (1234, 10_000)


def test_a_programme_of_another_own_organisation_shows_its_own_risks(
    strict_client: StrictClient, controller: User, other_organisation: Organisation, add_risk: AddRisk
) -> None:
    """The link on its page leads to its risks, also while the person works for another organisation now."""
    Membership.objects.create(user=controller, organisation=other_organisation, role="controller")
    there = Programme.objects.create(organisation=other_organisation, name="Daar", slug="daar")
    Risk.objects.create(organisation=other_organisation, programme=there, text="Van daar")
    add_risk("Van hier")
    strict_client.force_login(controller)
    words = text_of(strict_client.get(f"{PAGE}?programma={there.public_id}").content)
    assert "Van daar" in words
    assert "Van hier" not in words
    assert strict_client.get(f"/risicos/rekenblad/?programma={there.public_id}").status_code == 200


def test_half_a_euro_rounds_up() -> None:
    assert [about(Decimal(one)) for one in ("2.50", "3.50", "2.49")] == ["€\xa03", "€\xa04", "€\xa02"]


def test_nothing_to_simulate_is_told(client: StrictClient, add_risk: AddRisk) -> None:
    add_risk()
    sent = {"certainty": "90", "seed": "5", "draws": "1000", "programme": ""}
    answer = client.post("/risicos/simulaties/nieuw/", sent)
    assert answer.status_code == 422
    assert "Beoordeel eerst één risico" in text_of(answer.content)


def test_a_run_without_costs_and_a_risk_that_was_removed(
    client: StrictClient, add_risk: AddRisk, organisation: Organisation, programme_manager: User
) -> None:
    gone = add_risk("Weg", chance="0", low="1", high="2")
    CapacityPart.objects.create(organisation=organisation, on=DAY, kind="reserve", amount=140)
    run = actions.run(by=programme_manager, organisation=organisation, seed=1, draws=1000, on=DAY)
    actions.withdraw(by=programme_manager, record=gone)
    words = text_of(client.get(reverse("risks:run", kwargs={"public_id": run.public_id})).content)
    assert "een risico dat is verwijderd" in words
    assert "Er is niets nodig, dus er is geen ratio" in words


def test_the_scale_page(client: StrictClient, organisation: Organisation) -> None:
    words = text_of(client.get("/risicos/schaal/").content)
    assert "De organisatie stelde nog geen schaal in" in words
    assert "Nog niemand vulde in" in words
    RiskScale.objects.create(organisation=organisation, valid_from=DAY, certainty=80)
    CapacityPart.objects.create(organisation=organisation, on=DAY, kind="tax", amount=1200)
    words = text_of(client.get("/risicos/schaal/").content)
    assert "wil 80 % zekerheid" in words
    assert "vanaf € 750.000, geen maximum" in words
    assert "Onbenutte belastingcapaciteit Wijzigen : " in words
    assert "Samen € 1.200" in words


def test_the_file_calculates_and_runs_nothing_that_was_typed(client: StrictClient, add_risk: AddRisk) -> None:
    from openpyxl import load_workbook

    add_risk('=HYPERLINK("http://x")', gross=(5, 5), net=(3, 3))
    add_risk("+1\x01\uffff", gross=(2, 2), chance="10", low="100", likely="200", high="600")
    add_risk("Onbekend", about={"owner_name": "@iemand"})
    answer = client.get("/risicos/rekenblad/")
    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    sheet: Any = load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=2))
    assert rows[0][0].value == '=HYPERLINK("http://x")'
    assert [cell.data_type for cell in (rows[0][0], rows[1][0], rows[2][4])] == ["s", "s", "s"]
    assert [rows[0][place].value for place in (8, 11, 16, 17, 18)] == [
        "=G2*H2", "=J2*K2", "=M2*N2", "=M2*(N2+P2)/2", "=M2*P2",
    ]  # fmt: skip
    assert rows[1][17].value == "=M3*(N3+O3+P3)/3"
    assert rows[2][19].value == "Nog geen kans ingevuld"
    assert rows[3][17].value == "=SUM(R2:R4)"
    formulas = [cell for row in rows for cell in row if cell.data_type == "f"]
    assert len(formulas) == 3 + 1 + 6 + 2
    assert client.get("/risicos/rekenblad/?stand=closed").status_code == 200


def test_nothing_of_another_organisation(
    client: StrictClient, other_organisation: Organisation, add_risk: AddRisk
) -> None:
    theirs = Risk.objects.create(organisation=other_organisation, text="Van hen")
    RiskAssessment.objects.create(risk=theirs, on=DAY, net_chance=5, net_impact=5)
    add_risk("Van ons", net=(1, 1))
    assert client.get(page_of(theirs)).status_code == 404
    for address in (PAGE, f"{PAGE}?stand=alle"):
        assert "Van hen" not in text_of(client.get(address).content)


def test_the_page_of_follow_up_leads_there_for_who_steers(
    strict_client: StrictClient, reader: User, controller: User
) -> None:
    strict_client.force_login(reader)
    assert b'href="/risicos/"' not in strict_client.get(reverse("web:follow_up")).content
    strict_client.force_login(controller)
    assert b'href="/risicos/"' in strict_client.get(reverse("web:follow_up")).content
