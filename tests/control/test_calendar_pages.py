"""Pages of the control calendar: what they say, reporting, what is late, and the pages of a year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from control.conftest import TODAY, AddItem, Report, text_of
from koers.control import actions, queries
from koers.control.calendar_pages import warnings_of
from koers.control.models import (
    ControlItem,
    LegalityRisk,
    LegalityYear,
    Occurrence,
    ParticipationYear,
    WorkplaceMeasure,
)
from koers.core.figures import compute
from koers.core.models import ConcurrentChange
from koers.editing import actions as editing
from koers.editing.kinds import kind_of
from koers.organisations.models import AuditEvent, Organisation, Unit, User
from people import UserWith
from strict import StrictClient

CALENDAR = "/beheersing/?jaar=2026"
JANUARY, APRIL = date(2026, 1, 31), date(2026, 4, 30)


@pytest.fixture
def client(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


def address(item: ControlItem, planned: date | None = None) -> str:
    if planned is None:
        return reverse("control:item", kwargs={"public_id": item.public_id})
    return reverse("control:report", kwargs={"public_id": item.public_id, "planned": planned})


DONE = {
    "version": "0",
    "done_on": "30 januari 2026",
    "done_by": "Controller",
    "result": "good",
    "evidence": "D-1",
}


@pytest.fixture
def auditor(user_with: UserWith, organisation: Organisation) -> User:
    """Sees the steering, and keeps nothing of it."""
    return user_with("auditor", organisation)


@pytest.mark.parametrize(
    "path", ["", "jaaroverzicht/", "te-laat/", "rechtmatigheid/", "rie/", "banenafspraak/"]
)
def test_nothing_yet(path: str, client: StrictClient, strict_client: StrictClient, auditor: User) -> None:
    assert client.get(f"/beheersing/{path}").status_code == 200
    strict_client.force_login(auditor)
    words = text_of(strict_client.get(f"/beheersing/{path}").content)
    assert "Voeg" not in words
    assert "Nog" in words or "te laat" in words


def test_the_year_by_quarter(client: StrictClient, item: ControlItem, report: Report) -> None:
    report(item, JANUARY)
    report(item, APRIL, dropped_because="Verkiezingen")
    words = text_of(client.get(CALENDAR).content)
    for expected in (
        "Onderdelen: 1",
        "Van alle geplande dagen van het jaar: 1 van 3 gedaan, 2 te laat, 0 nog te doen, 1 zonder bewijs, 1 vervallen",
        "Kwartaal 1 van 2026 1 van 1 gedaan, 0 te laat, 0 nog te doen, 1 zonder bewijs",
        "31 jan 2026 : Facturen narekenen Niemand is eigenaar Gedaan Bewijs ontbreekt",
        "Vervallen",
        "Te laat",
    ):
        assert expected in words, expected


def test_a_reader_gets_no_forms(strict_client: StrictClient, reader: User, item: ControlItem) -> None:
    strict_client.force_login(reader)
    html = strict_client.get(CALENDAR).content.decode()
    assert "/2026-01-31/" not in html
    assert "Voeg toe" not in html
    assert "Meld een extra keer" not in text_of(strict_client.get(address(item)).content)


def test_the_day_that_is_late_is_the_one_to_report(client: StrictClient, item: ControlItem) -> None:
    html = client.get(address(item)).content.decode()
    assert f'primary-action" href="{address(item, JANUARY)}"' in html
    assert "Meld een extra keer" in text_of(html.encode())


def test_what_asks_attention(client: StrictClient, add_item: AddItem, report: Report) -> None:
    add_item("Integriteit", kind="policy", starts_on=None, review_on=date(2026, 5, 1))
    add_item("Archief", kind="policy", starts_on=None, review_on=date(2027, 1, 1))
    add_item("Balie", kind="continuity", rhythm="yearly", starts_on=date(2026, 10, 1))
    add_item("Oud plan", kind="continuity", ends_on=date(2026, 6, 1), starts_on=date(2025, 1, 1))
    held = add_item("Netwerk", kind="continuity", rhythm="yearly", starts_on=date(2026, 2, 1))
    report(held, date(2026, 2, 1))
    words = text_of(client.get(CALENDAR).content)
    assert "Integriteit : De herzieningsdatum 1 mei 2026 is voorbij." in words
    assert "Balie : In 2026 is niet geoefend." in words
    assert "Oud plan : In 2026 is niet geoefend." in words
    assert "Netwerk :" not in words.partition("Van alle")[0]
    assert "Archief (Beleidsstuk)" in words
    assert "Oud plan" not in text_of(client.get("/beheersing/?jaar=2027").content).partition("Van alle")[0]


@pytest.mark.parametrize("asked", ["?jaar=x", "?jaar=1800", "?jaar=٢٠٢٧", ""])
def test_an_odd_year_is_this_year(asked: str, client: StrictClient, item: ControlItem) -> None:
    assert "Beheersingskalender 2026" in text_of(client.get(f"/beheersing/{asked}").content)


def test_the_page_of_an_item(
    client: StrictClient, add_item: AddItem, report: Report, organisation: Organisation
) -> None:
    unit = Unit.objects.create(organisation=organisation, name="Financiën")
    item = add_item(
        unit=unit, owner_name="Teamleider", description="Tien facturen", reason="Anders onrechtmatig",
        source="https://voorbeeld.example/handboek", kind="continuity", adopted_on=date(2026, 1, 1), review_on=date(2026, 12, 1),
    )  # fmt: skip
    report(
        item, JANUARY, result="bad", finding="Twee fout", follow_up="Uitleg", follow_up_done=date(2026, 2, 1), evidence="D-2"
    )  # fmt: skip
    words = text_of(client.get(address(item)).content)
    for expected in (
        "Eigenaar: Teamleider",
        "Team: Financiën",
        "Herzien binnen 90 dagen",
        "Waarom: Anders onrechtmatig",
        "De geplande dagen van een continuïteitsplan zijn de oefeningen.",
        "31 jan 2026, Controller Niet in orde D-2 Twee fout Uitleg Opvolging gedaan op 1 februari 2026",
    ):
        assert expected in words, expected
    assert "In dit jaar is niets gepland" in text_of(client.get(f"{address(item)}?jaar=2025").content)


def test_a_paper_without_review_date_says_so(client: StrictClient, add_item: AddItem) -> None:
    item = add_item(kind="policy", starts_on=None)
    assert "Geen herzieningsdatum" in text_of(client.get(address(item)).content)


def test_reporting(client: StrictClient, item: ControlItem, organisation: Organisation) -> None:
    answer = client.post(address(item, JANUARY), DONE, follow=True)
    assert "Gemeld voor 31 januari 2026." in text_of(answer.content)
    told = Occurrence.objects.of(organisation).get()
    assert (told.done_on, told.result, told.evidence) == (date(2026, 1, 30), "good", "D-1")
    assert AuditEvent.objects.of(organisation).filter(action="occurrence.done").count() == 1
    form = client.get(address(item, JANUARY)).content.decode()
    assert 'value="30 januari 2026"' in form


def test_dropping_needs_a_reason_only(
    client: StrictClient, item: ControlItem, organisation: Organisation
) -> None:
    client.post(address(item, JANUARY), {"version": "0", "dropped_because": "Verkiezingen"})
    assert Occurrence.objects.of(organisation).get().dropped_because == "Verkiezingen"
    assert AuditEvent.objects.of(organisation).filter(action="occurrence.dropped").exists()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"done_on": ""}, "Vul in op welke dag het is gedaan"),
        ({"done_on": "morgen"}, "datum"),
        ({"done_on": "januari 2026"}, "hele datum"),
        ({"done_on": "21-11-2026"}, "Deze dag moet nog komen"),
        ({"done_by": ""}, "Vul in wie het deed."),
        ({"result": ""}, "Kies een resultaat."),
        ({"result": "bad"}, "Schrijf op wat er is gevonden"),
        ({"follow_up_done": "1-2-2026"}, "Schrijf op wat de opvolging was."),
        ({"dropped_because": "Geen tijd"}, "kan niet ook zijn vervallen"),
    ],
)
def test_a_wrong_report_is_kept_and_told(
    changed: dict[str, str],
    expected: str,
    client: StrictClient,
    item: ControlItem,
    organisation: Organisation,
) -> None:
    answer = client.post(address(item, JANUARY), DONE | changed)
    assert answer.status_code == 422
    assert expected in text_of(answer.content)
    assert "D-1" in answer.content.decode()
    assert not Occurrence.objects.of(organisation).exists()


def test_a_colleague_was_first(client: StrictClient, item: ControlItem, report: Report) -> None:
    report(item, JANUARY, evidence="D-9")
    answer = client.post(address(item, JANUARY), DONE)
    words = text_of(answer.content)
    assert answer.status_code == 422
    assert "Bewijs: nu bewaard ‘D-9’" in words
    assert "Gedaan op: nu bewaard ‘31 januari 2026’" in words
    version = answer.context["form"]["version"].value()
    assert client.post(address(item, JANUARY), DONE | {"version": str(version)}).status_code == 302
    assert item.occurrences.get().evidence == "D-1"


def test_only_days_that_exist(client: StrictClient, item: ControlItem) -> None:
    base = f"/beheersing/{item.public_id}/"
    assert client.get(f"{base}2026-02-31/").status_code == 404
    assert client.get(f"{base}1400-01-01/").status_code == 404


def test_an_action_refuses_what_the_database_does(item: ControlItem, programme_manager: User) -> None:
    def tell(**values: object) -> Occurrence:
        return actions.report(by=programme_manager, item=item, planned=JANUARY, version=0, **values)

    with pytest.raises(ValidationError, match="Vul samen in"):
        tell(done_on=JANUARY)
    with pytest.raises(TypeError, match="item"):
        tell(item=item)
    with pytest.raises(ConcurrentChange):
        actions.report(by=programme_manager, item=item, planned=JANUARY, version=3)


def test_what_is_late(client: StrictClient, add_item: AddItem, report: Report) -> None:
    late = add_item("Rechten", rhythm="yearly", starts_on=date(2025, 11, 19))
    told = add_item("Facturen", rhythm="once", starts_on=JANUARY)
    report(told, JANUARY, result="bad", finding="Fout", follow_up="Uitleg", follow_up_due=date(2026, 3, 1))
    other = add_item("Later", rhythm="once", starts_on=date(2026, 1, 1))
    report(other, date(2026, 1, 1), result="partly", finding="Iets", follow_up="Later kijken")
    words = text_of(client.get("/beheersing/te-laat/").content)
    assert "Rechten 19 nov 2025 : Rechten 366 dagen Niemand is eigenaar" in words
    assert "Rechten 19 nov 2026 : Rechten 1 dag" in words
    assert "Facturen Fout Uitleg 1 mrt 2026 Te laat" in words
    assert "Later Iets Later kijken geen datum Nog te doen" in words
    assert late.name in words


def test_the_overview_counts_of_what(client: StrictClient, item: ControlItem, report: Report) -> None:
    report(item, JANUARY, evidence="D-1")
    report(item, APRIL, done_on=date(2026, 5, 2))
    words = text_of(client.get("/beheersing/jaaroverzicht/?jaar=2026").content)
    assert "Zoals het staat op 20 november 2026" in words
    assert "1 van 4 (25,0 %)" in words
    assert "1 van 2 (50,0 %)" in words
    assert "Controle 1 4 2 1 2 1" in words
    assert "Alle soorten 1 4 2 1 2 1" in words


def test_the_figures_say_what_they_are(item: ControlItem, organisation: Organisation, report: Report) -> None:
    nothing = compute("control.with_evidence", organisation=organisation, on=TODAY)
    assert (nothing.value, nothing.denominator) == (None, Decimal(0))
    report(item, JANUARY)
    found = compute("control.on_time", organisation=organisation, on=TODAY)
    assert (found.value, found.numerator, found.denominator) == (Decimal("25.0"), Decimal(1), Decimal(4))
    assert found.link.endswith("?jaar=2026")
    # On an earlier day less should have been done.
    assert compute("control.on_time", organisation=organisation, on=date(2026, 4, 1)).denominator == 1


def test_the_calendar_costs_the_same_with_more(
    client: StrictClient, add_item: AddItem, report: Report, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    report(add_item(), JANUARY)
    for path, most in ((CALENDAR, 8), ("/beheersing/te-laat/", 7), ("/beheersing/jaaroverzicht/", 12)):
        client.get(path)
        with django_assert_num_queries(most):
            client.get(path)
    for name in ("Rechten", "Archief"):
        report(add_item(name), JANUARY)
    for path, most in ((CALENDAR, 8), ("/beheersing/te-laat/", 7), ("/beheersing/jaaroverzicht/", 12)):
        with django_assert_num_queries(most):
            assert client.get(path).status_code == 200


@pytest.fixture
def analysis(organisation: Organisation) -> LegalityYear:
    found = LegalityYear.objects.create(
        organisation=organisation, year=2025, tolerance=Decimal("1.5"), expenses=Decimal(1_000_000)
    )
    LegalityRisk.objects.create(
        analysis=found, process="Inkoop", inherent="high", residual="middle", controls="Bestelplicht",
        unlawful=Decimal("14000.50"), unclear=Decimal(999),
    )  # fmt: skip
    LegalityRisk.objects.create(analysis=found, process="Salaris", inherent="low")
    return found


def test_legality_compares_and_does_not_conclude(
    client: StrictClient, analysis: LegalityYear, organisation: Organisation
) -> None:
    words = text_of(client.get("/beheersing/rechtmatigheid/").content)
    for expected in (
        "Rechtmatigheid 2025",
        "Samen onrechtmatig € 14.000,50",
        "Verantwoordingsgrens € 15.000 1,5 % van de totale lasten van € 1.000.000",
        "Onrechtmatig en onduidelijk samen, € 14.999,50, ligt binnen de grens van € 15.000.",
        "Dit gaat over 1 van 2 processen",
        "Nog niemand trok een conclusie",
        "Er is geen besluit genoemd",
        "Salaris Laag geen genoemd niet beoordeeld niet onderzocht",
    ):
        assert expected in words, expected
    LegalityRisk.objects.of(organisation).filter(process="Inkoop").update(unclear=Decimal(1000))
    assert "ligt boven de grens" in text_of(client.get("/beheersing/rechtmatigheid/").content)


def test_legality_with_a_conclusion_and_without_expenses(
    client: StrictClient, analysis: LegalityYear, auditor: User, strict_client: StrictClient
) -> None:
    analysis.expenses = None
    analysis.conclusion, analysis.concluded_by, analysis.concluded_on = "Binnen de grens", "College", TODAY
    analysis.tolerance_source, analysis.expenses_source = "Raadsbesluit", "Jaarrekening"
    analysis.save()
    analysis.risks.all().delete()
    strict_client.force_login(auditor)
    words = text_of(strict_client.get("/beheersing/rechtmatigheid/?jaar=2025").content)
    assert "De grens in euro’s is dus onbekend." in words
    assert "Binnen de grens College, 20 november 2026" in words
    assert "Er is nog geen proces onderzocht" in words
    assert "De grens komt uit: Raadsbesluit." in words
    assert "Nog geen rechtmatigheidsanalyse voor 2024" in text_of(
        strict_client.get("/beheersing/rechtmatigheid/?jaar=2024").content
    )


def test_legality_is_for_who_sees_money_and_risks(
    strict_client: StrictClient, analysis: LegalityYear, reader: User
) -> None:
    strict_client.force_login(reader)
    assert strict_client.get("/beheersing/rechtmatigheid/").status_code == 404
    assert "/beheersing/rechtmatigheid/" not in strict_client.get(CALENDAR).content.decode()
    assert not LegalityYear.objects.visible_to(reader).exists()
    assert not LegalityRisk.objects.visible_to(reader).exists()


def test_the_bound_rounds_like_all_money(organisation: Organisation) -> None:
    LegalityYear.objects.create(organisation=organisation, year=2026, expenses=Decimal("100.50"))
    found = queries.legality_page(organisation, 2026)
    assert found is not None
    assert found.bound == Decimal("1.01")


def test_a_past_year_counts_its_last_day(organisation: Organisation, add_item: AddItem) -> None:
    add_item(rhythm="yearly", starts_on=date(2025, 12, 31))
    found = compute("control.on_time", organisation=organisation, on=date(2025, 12, 31))
    assert found.numerator == 0
    assert found.denominator == 1
    assert compute("control.on_time", organisation=organisation, on=TODAY).denominator == 0


@pytest.mark.parametrize(
    ("starts_on", "year", "missing"),
    [(date(2025, 3, 1), 2026, True), (date(2026, 3, 1), 2027, False), (date(2027, 3, 1), 2026, False)],
)
def test_an_exercise_is_missed_in_the_years_of_the_plan_only(
    starts_on: date, year: int, missing: bool, organisation: Organisation, add_item: AddItem
) -> None:
    add_item(kind="continuity", rhythm="yearly", starts_on=starts_on)
    found = warnings_of(queries.plans_of(organisation, year, TODAY), year, TODAY)
    assert bool(found) is missing


@pytest.mark.parametrize(
    ("model", "given"),
    [
        (Occurrence, {"planned": "2026-10-31", "done_on": "2026-11-21", "done_by": "HR", "result": "good"}),
        (WorkplaceMeasure, {"text": "Licht", "state": "done", "done_on": "2026-11-21"}),
        (
            LegalityYear,
            {"year": "2026", "conclusion": "Goed", "concluded_by": "College", "concluded_on": "2026-11-21"},
        ),
    ],
)
def test_nothing_was_done_on_a_day_to_come(
    model: Any, given: dict[str, str], programme_manager: User, item: ControlItem
) -> None:
    """Every way in: the forms, the API and spreadsheets all go by this action."""
    under = item if model is Occurrence else item.organisation
    with pytest.raises(ValidationError, match=r"moet nog komen|still to come"):
        editing.create(by=programme_manager, kind=kind_of(model), under=under, values=given)


def test_measures_of_the_rie(client: StrictClient, organisation: Organisation) -> None:
    for text, state, due, done in (
        ("Stoelen", "done", None, date(2026, 2, 1)),
        ("Rooster", "busy", date(2026, 10, 1), None),
        ("Licht", "open", date(2027, 1, 1), None),
        ("Printer", "dropped", None, None),
    ):
        WorkplaceMeasure.objects.create(
            organisation=organisation, text=text, state=state, due=due, done_on=done
        )
    words = text_of(client.get("/beheersing/rie/").content)
    assert words.index("Rooster") < words.index("Licht") < words.index("Stoelen") < words.index("Printer")
    assert "1 okt 2026 Bezig Te laat" in words
    assert "niets over iemands gezondheid" in words


def test_participation_jobs_are_totals(
    client: StrictClient, strict_client: StrictClient, reader: User, organisation: Organisation
) -> None:
    for year, total, quota in ((2024, "9.5", "11"), (2025, "12", "11.5"), (2026, "12", None)):
        ParticipationYear.objects.create(
            organisation=organisation, year=year, reference_date=date(year, 10, 1), total=Decimal(total),
            quota=quota and Decimal(quota), source="HR", quota_source="Berekening" if quota else "",
        )  # fmt: skip
    words = text_of(client.get("/beheersing/banenafspraak/").content)
    for expected in ("1,5 onder het quotum", "0,5 boven het quotum", "niet te zeggen zonder quotum"):
        assert expected in words, expected
    strict_client.force_login(reader)
    assert "totalen van de hele organisatie" in text_of(
        strict_client.get("/beheersing/banenafspraak/").content
    )


def test_a_refusal_of_the_database_is_told(
    client: StrictClient, item: ControlItem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_values: object) -> None:
        raise ValidationError("Dit kan niet.")

    monkeypatch.setattr(actions, "report", refuse)
    answer = client.post(address(item, JANUARY), DONE)
    assert answer.status_code == 422
    assert "Dit kan niet." in text_of(answer.content)


def test_what_a_person_owns(add_item: AddItem, programme_manager: User, report: Report) -> None:
    assert queries.owned_by(programme_manager, TODAY, TODAY) == []
    item = add_item(owner=programme_manager)
    report(item, JANUARY)
    add_item("Van een ander")
    found = queries.owned_by(programme_manager, TODAY, date(2027, 2, 1))
    assert [(one.day.month, one.late) for one in found] == [(4, True), (7, True), (10, True), (1, False)]
