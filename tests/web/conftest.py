"""A register with something in it, made by accepting proposals as people do, so that every fact has its passage."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from intake.documents_made import Given, a_read_document
from koers.intake import actions
from koers.intake.models import Document
from koers.organisations.models import Organisation, User
from strict import StrictClient

type Accept = Callable[..., Document]


@pytest.fixture
def controller_client(strict_client: StrictClient, controller: User) -> StrictClient:
    strict_client.force_login(controller)
    return strict_client


@pytest.fixture
def reader_client(strict_client: StrictClient, reader: User) -> StrictClient:
    strict_client.force_login(reader)
    return strict_client


@pytest.fixture
def accept(organisation: Organisation, programme_manager: User) -> Accept:
    """`accept(Given(…), …)`: a document of which every proposal stands in the register."""

    def take_over(*given: Given, **rest: object) -> Document:
        document = a_read_document(organisation, programme_manager, given, **rest)  # type: ignore[arg-type]
        for proposal in document.proposals.order_by("position"):
            actions.accept(by=programme_manager, proposal=proposal)
        return document

    return take_over


def money(amount: str, raw: str, **rest: object) -> dict[str, object]:
    return {"raw": raw, "amount": amount, "currency": "EUR", "approximate": False, "includes": None, **rest}


PROGRAMME = Given(
    "programme",
    "Programma Op pad loopt van 2025 tot en met 2027.",
    {
        "name": "Op pad",
        "organisation": "Gemeente Waterveen",
        "purpose": "Samen sterker",
        "period": {
            "raw": "2025 tot en met 2027",
            "start": "2025",
            "end": "2027",
            "end_exclusive": False,
            "approximate": False,
            "open_end": False,
            "duration_months": None,
        },
        "edition": "2026-04",
        "final": True,
    },
)

EVERYTHING = (
    PROGRAMME,
    Given(
        "goal",
        "Elk team heeft een plan op 1 juli 2026.",
        {"text": "Elk team heeft een plan", "target_date": "2026-07-01"},
    ),
    Given("goal", "Het verzuim daalt.", {"text": "Het verzuim daalt"}, ("goal_without_verdict",)),
    Given(
        "track",
        "Werkgroep Kompas is overgedragen.",
        {"name": "Kompas", "status": "handed_over", "text": "Maakt het kompas"},
    ),
    Given("track", "Werkgroep Ruimte.", {"name": "Ruimte"}),
    Given(
        "deliverable",
        "Het kompas is vastgesteld door het college.",
        {
            "name": "Het kompas",
            "track": "Kompas",
            "status": "adopted",
            "adoptions": [
                {"body": "college", "act": "vastgesteld", "date": "2026-02-03"},
                {"body": "OR", "act": "advies", "date": None},
            ],
        },
    ),
    Given("deliverable", "Een inrichtingsplan.", {"name": "Inrichtingsplan", "adoptions": []}),
    Given(
        "progress",
        "Kompas: drie bijeenkomsten gehouden.",
        {"track": "Kompas", "text": "Drie bijeenkomsten gehouden"},
    ),
    Given("progress", "Het programma ligt op schema.", {"text": "Het programma ligt op schema"}),
    Given(
        "risk",
        "Er is weinig tijd; minder onderwerpen.",
        {"text": "Er is weinig tijd", "measures": ["Minder onderwerpen", "Meer hulp"]},
    ),
    Given("risk", "Kennis ontbreekt.", {"text": "Kennis ontbreekt", "measures": []}),
    Given(
        "budget",
        "Structureel € 640.000 vanaf 2025.",
        {"amount": money("640000.00", "€ 640.000"), "kind": "structural", "from_year": 2025},
    ),
    Given(
        "budget",
        "Eenmalig € 300.000 in 2025-2026.",
        {"amount": money("300000.00", "€ 300.000"), "kind": "incidental", "from_year": 2025, "to_year": 2026},
    ),
    Given(
        "allocation",
        "In 2025 € 210.000 tot en met 2026 voor een regisseur.",
        {
            "amount": money("210000.00", "€ 210.000", includes="incl. indexatie"),
            "kind": "structural",
            "from_year": 2025,
            "until": "2026",
            "purposes": ["een regisseur", "een adviseur"],
        },
    ),
    Given(
        "allocation",
        "Ongeveer € 500.000 structureel.",
        {
            "amount": money("500000.00", "ongeveer € 500.000", approximate=True),
            "kind": "structural",
            "purposes": [],
        },
    ),
    Given(
        "decision",
        "De raad stelt op 7 november 2024 het budget beschikbaar.",
        {"text": "Het budget is beschikbaar", "date": "2024-11-07", "body": "raad"},
    ),
    Given("decision", "Het college stemt in.", {"text": "Het college stemt in"}),
    Given(
        "recommendation", "Aanbevelingen uit het onderzoek.", {"source_document": "organisatieonderzoek 2024"}
    ),
    Given("recommendation", "Leg afspraken vast.", {"text": "Leg afspraken vast", "status": "opgevolgd"}),
    Given(
        "dependency",
        "Programma Dienstverlening gebruikt de waarden.",
        {"name": "Dienstverlening", "text": "Gebruikt de waarden"},
    ),
    Given("stakeholder", "Ondernemingsraad", {"name": "Ondernemingsraad"}),
    Given("value", "Dichtbij", {"name": "Dichtbij"}),
    Given("lesson", "Korte periodes hielpen.", {"text": "Korte periodes hielpen", "kind": "success"}),
    Given("lesson", "Eerder vragen.", {"text": "Eerder vragen"}),
    Given("handover", "Jaarplannen gaan over.", {"text": "Jaarplannen gaan over"}),
    Given(
        "event",
        "In juni 2026 start de tweede leergang, na een lange voorbereiding met alle teams.",
        {"text": "De tweede leergang start na een lange voorbereiding met alle teams", "date": "2026-06"},
    ),
    Given("event", "Ooit begon het.", {"text": "Ooit begon het"}),
)


def practice(number: int, **values: object) -> Given:
    title = f"Klussenbank {number:03}"
    return Given(
        "practice",
        f"{title}: collega's ruilen werk.",
        {
            "title": title,
            "summary": "Collega's ruilen werk",
            "organisations": [],
            "contacts": [],
            "sections": [],
            "attachments": [],
            **values,
        },
    )
