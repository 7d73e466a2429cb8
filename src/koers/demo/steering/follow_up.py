"""What others advised, asked and were promised in Wendelmeer, in every state there is; and the long-term agenda."""

from __future__ import annotations

from datetime import date
from typing import Any

from koers.core.dates import PartialDate
from koers.decisions.models import Decision, Recommendation
from koers.decisions.noting import note_for_council
from koers.decisions.stepping import Given, take_step
from koers.demo.steering.making import Maker
from koers.demo.steering.surroundings import Surroundings

type Step = tuple[str, str, date, dict[str, Any]]
"""Who, which step, when, and what is filled in."""

PM, CLERK, CHECK, COLLEGE = "programmamanager", "griffie", "controller", "wethouder"
HOLDER = "Wethouder organisatie"
AUDIT_OFFICE: tuple[tuple[str, dict[str, Any], tuple[Step, ...]], ...] = (
    (
        "Leg per doel vast wanneer het gehaald is.",
        {"number": "1.1", "topic": "policy", "planned": "2026-06", "reading": "Elk doel krijgt een meetbare stip."},
        (
            (PM, "answered", date(2025, 11, 18), {"reaction": "adopted", "text": "Wij maken elk doel meetbaar."}),
            (PM, "told", date(2025, 12, 4), {"document": "Raadsbrief Opvolging rekenkamer", "reference": "WM-2025-311"}),
            (PM, "reported", date(2026, 6, 12), {"status": "followed", "text": "Alle doelen hebben een datum."}),
            (CHECK, "assessed", date(2026, 9, 3), {"status": "partly", "text": "Bij twee doelen ontbreekt de meting."}),
        ),
    ),
    (
        "Bespreek de voortgang elk halfjaar met de raad.",
        {"number": "1.2", "topic": "council_information", "planned": "2026-12"},
        (
            (PM, "answered", date(2025, 11, 18), {"reaction": "adopted", "text": "Dat doen wij in mei en november."}),
            (PM, "told", date(2025, 12, 4), {"document": "Raadsbrief Opvolging rekenkamer", "reference": "WM-2025-311"}),
            (PM, "reported", date(2026, 5, 28), {"status": "followed", "text": "De eerste bespreking was op 28 mei."}),
            (CHECK, "assessed", date(2026, 9, 3), {"status": "followed", "text": "Verslag van de raadsvergadering gezien."}),
            (PM, "closed", date(2026, 10, 1), {"text": "Dit hoort nu bij het gewone werk."}),
        ),
    ),
    (
        "Neem de kosten van eigen uren op in het budget.",
        {"number": "2.1", "topic": "operations", "planned": "2026-09"},
        (
            (PM, "answered", date(2025, 11, 18), {"reaction": "partly", "text": "Wel voor de leiding, niet voor de teams."}),
            (PM, "reported", date(2026, 10, 6), {"status": "in_progress", "text": "Uren van de leiding: in de begroting."}),
        ),
    ),
    (
        "Stel een onafhankelijke voorzitter van de stuurgroep aan.",
        {"number": "2.2", "topic": "operations"},
        (
            (PM, "answered", date(2025, 11, 18), {"reaction": "not_adopted", "text": "De secretaris blijft voorzitter."}),
            (PM, "reported", date(2026, 3, 2), {"status": "not_followed", "text": "Niet overgenomen."}),
        ),
    ),
)  # fmt: skip
OTHERS: tuple[tuple[str, str, dict[str, Any], tuple[Step, ...]], ...] = (
    (
        "Organisatiescan",
        "Geef leidinggevenden tijd om te leiden.",
        {"number": "4", "addressee": "management", "owner_name": "Directieteam", "planned": "2027-03"},
        ((PM, "answered", date(2024, 6, 4), {"reaction": "adopted", "text": "Dit is een spoor van het programma."}),),
    ),
    (
        "Managementletter 2025",
        "Beperk het aantal beheerders in het financiële systeem.",
        {"kind": "management_letter", "number": "3", "addressee": "management", "planned": "2026-08"},
        (
            (PM, "answered", date(2026, 1, 20), {"reaction": "adopted", "text": "Wij brengen het terug tot drie."}),
            (PM, "reported", date(2026, 9, 8), {"status": "partly", "text": "Van elf naar vijf."}),
        ),
    ),
    (
        "Interne controle inkoop 2026",
        "Bij vier van de twintig inkopen ontbreekt het tweede akkoord.",
        {"kind": "audit_finding", "number": "B2", "addressee": "management", "owner_name": "Teamleider inkoop"},
        (),
    ),
)  # fmt: skip
WRITTEN_OFF = {"decision_text": "De motie over de openingstijden is afgedaan.", "case_number": "WM-2026-077"}
REPORTS = (
    ("rekenkamer", "Rekenkameronderzoek Grip op verandering", "Rekenkamer Wendelmeer", "2025-10"),
    ("organisation_scan", "Organisatiescan", "Bureau Vaarwel Advies", "2024-05"),
    ("management_letter", "Managementletter 2025", "Accountant", "2025-12"),
    ("internal_audit", "Interne controle inkoop 2026", "Team control", "2026-09-14"),
)
AGENDA: tuple[dict[str, Any], ...] = (
    {"subject": "Begroting 2027 met de middelen van Op Koers", "document": "proposal", "planned": "2026-11-05",
     "status": "planned", "public": True, "programme_name": "Bestuur en organisatie"},
    {"subject": "Voortgang van de organisatieontwikkeling", "document": "letter", "planned": "2027-01-28",
     "status": "planned", "public": True, "programme_name": "Bestuur en organisatie"},
    {"subject": "Visie op dienstverlening", "document": "proposal", "planned": "2027-05", "status": "new",
     "public": True, "programme_name": "Dienstverlening", "state_of_affairs": "Een eerste versie ligt bij de teams."},
    {"subject": "Evaluatie van het hybride werken", "document": "report", "planned": "2027", "status": "new",
     "public": False, "programme_name": "Bestuur en organisatie"},
    {"subject": "Bijeenkomst over de nieuwe werkplek", "document": "meeting", "status": "held", "public": True,
     "programme_name": "Dienstverlening", "reason": "Wacht op de proef in drie gemeenten."},
    {"subject": "Verhuizing van het archief", "document": "letter", "status": "dropped", "public": True,
     "programme_name": "Bestuur en organisatie", "reason": "Het archief blijft waar het is."},
)  # fmt: skip


def make_follow_up(maker: Maker, surroundings: Surroundings) -> None:
    reports = {
        title: maker.add("bronrapporten", kind=kind, title=title, author=author, date=day)
        for kind, title, author, day in REPORTS
    }
    office = reports["Rekenkameronderzoek Grip op verandering"]
    for text, values, steps in AUDIT_OFFICE:
        values = {"addressee": "college", "owner": maker.person(PM), **values}
        _walk(maker, _add(maker, text=text, report=office, **values), steps)
    for title, text, values, steps in OTHERS:
        _walk(maker, _add(maker, text=text, report=reports[title], **values), steps)
    _actions(maker)
    _of_the_council(maker)
    _agenda(maker, surroundings)


def _add(maker: Maker, **values: Any) -> Any:
    return maker.add("aanbevelingen", portfolio_holder=HOLDER, **values)


def _walk(maker: Maker, one: Recommendation, steps: tuple[Step, ...]) -> None:
    for who, sort, day, filled in steps:
        one.refresh_from_db()
        take_step(
            by=maker.person(who),
            recommendation=one,
            version=one.version,
            sort=sort,
            date=day,
            given=Given(**filled),
        )


def _actions(maker: Maker) -> None:
    one = Recommendation.objects.of(maker.organisation).get(number="1.1")
    done = maker.add("opvolgacties", one, text="Meting per doel beschrijven", owner_name="Team control")
    done.due, done.done_on = date(2026, 4, 1), date(2026, 3, 20)
    done.save()
    late = maker.add("opvolgacties", one, text="Meting van de laatste twee doelen", owner_name="Spoorleiders")
    late.due = date(2026, 10, 15)
    late.save()
    maker.add("bewijsstukken", one, title="Overzicht van de doelen", reference="WM-2026-118")


def _of_the_council(maker: Maker) -> None:
    """Two promises and two motions: open, kept, proposed to be written off, written off."""
    clerk = maker.person(CLERK)

    def noted(kind: str, text: str, day: PartialDate, number: str, planned: PartialDate | None) -> Any:
        return note_for_council(
            by=clerk, organisation=maker.organisation, kind=kind, text=text, date=day, number=number,
            portfolio_holder=HOLDER, planned=planned,
        )  # fmt: skip

    noted(
        "promise", "De raad krijgt een overzicht van de inhuur per programma.",
        PartialDate(2026, 6, 25), "T-26-14", PartialDate(2026, 10),
    )  # fmt: skip
    kept = noted(
        "promise", "De raad hoort vóór de zomer hoe het werkklimaat is.",
        PartialDate(2026, 2, 26), "T-26-03", PartialDate(2026, 7),
    )  # fmt: skip
    _walk(maker, kept, (
        (CLERK, "told", date(2026, 6, 18), {"document": "Raadsbrief Werkklimaat", "reference": "WM-2026-160"}),
        (CLERK, "kept", date(2026, 6, 25), {"text": "Met de raadsbrief van 18 juni."}),
    ))  # fmt: skip
    open_motion = noted(
        "motion", "Verzoekt het college de raad eerder te betrekken bij grote veranderingen.",
        PartialDate(2026, 4, 23), "M-26-02", PartialDate(2026, 12),
    )  # fmt: skip
    _walk(maker, open_motion, (
        (COLLEGE, "answered", date(2026, 5, 12), {"reaction": "adopted", "text": "Wij voeren de motie uit."}),
        (CLERK, "told", date(2026, 9, 10), {"document": "Raadsbrief Afspraken met de raad", "reference": "WM-2026-214"}),
        (COLLEGE, "proposed", date(2026, 11, 10), {"text": "De afspraken zijn gemaakt en werken."}),
    ))  # fmt: skip
    done = noted(
        "motion", "Verzoekt het college het loket op donderdagavond open te houden.",
        PartialDate(2025, 9, 25), "M-25-11", PartialDate(2026, 3),
    )  # fmt: skip
    _walk(maker, done, (
        (COLLEGE, "answered", date(2025, 10, 14), {"reaction": "adopted", "text": "Vanaf januari."}),
        (CLERK, "told", date(2026, 2, 12), {"document": "Raadsbrief Openingstijden", "reference": "WM-2026-031"}),
        (COLLEGE, "proposed", date(2026, 3, 3), {"text": "Het loket is elke donderdagavond open."}),
        (CLERK, "written_off", date(2026, 3, 26), WRITTEN_OFF),
    ))  # fmt: skip
    decision = Decision.objects.of(maker.organisation).get(case_number="WM-2026-077")
    maker.add(
        "besluitgevolgen", decision, subject="organisation", text="Het loket is op donderdagavond open."
    )
    maker.add("besluitstukken", decision, title="Besluitenlijst 26 maart 2026", reference="WM-2026-077")


def _agenda(maker: Maker, surroundings: Surroundings) -> None:
    council = surroundings.bodies["Gemeenteraad"]
    for values in AGENDA:
        maker.add("termijnagenda", body=council, portfolio_holder=HOLDER, **values)
    decided = Decision.objects.of(maker.organisation).get(case_number="WM-2026-077")
    maker.add(
        "termijnagenda",
        subject="Openingstijden van het loket",
        document="motion",
        body=council,
        planned="2026-03-26",
        portfolio_holder=HOLDER,
        programme_name="Dienstverlening",
        status="done",
        decision=decided,
        public=True,
    )
