"""Wendelmeer in control: who does what now and wanted, the calendar of 2026 in every state, legality, RI&E, quota."""

from __future__ import annotations

from datetime import date
from typing import Any

from koers.control.actions import GridChange, copy_as_wanted, report, save_grid
from koers.control.models import ControlItem, RoleMatrix
from koers.control.wording import read_letters
from koers.demo.steering.making import Maker
from koers.organisations.models import Unit

PARTIES = (
    ("Directieteam", "body"),
    ("Lijnmanager", "function"),
    ("HR-advies", "unit"),
    ("Salarisadministratie", "unit"),
    ("Controller", "function"),
)
# task: letters per party, in the order above
NOW: dict[str, tuple[str, ...]] = {
    "Formatie vaststellen": ("K", "U", "A", "", "C"),
    "Werven en selecteren": ("", "U", "U", "O", ""),
    "Inhuur bestellen": ("K", "U C", "A", "", ""),
    "Verzuim begeleiden": ("K", "U", "A", "", "C"),
    "Salaris betalen": ("K", "A", "O", "U", "C"),
    "Functies waarderen": ("K", "A", "U", "O", "C"),
}
WANTED: dict[str, tuple[str, ...]] = {
    "Werven en selecteren": ("K", "A", "U", "O", "C"),
    "Inhuur bestellen": ("K", "A", "U", "O", "C"),
    "Functies waarderen": ("K", "A", "U", "", "C"),
}
NEW_TASK = "Mobiliteit bevorderen"

# kind, name, rhythm, first day, owner, more, reports by day
ITEMS: tuple[tuple[str, str, str, date | None, str, dict[str, Any], dict[date, dict[str, Any]]], ...] = (
    (
        "control",
        "Facturen boven €\u00a050.000 narekenen",
        "quarterly",
        date(2026, 1, 31),
        "controller",
        {
            "reason": "Een factuur zonder prestatie is onrechtmatig.",
            "description": "Tien facturen per kwartaal vergelijken met bestelling en levering.",
        },
        {
            date(2026, 1, 31): {
                "done_on": date(2026, 1, 28),
                "done_by": "Controller",
                "result": "good",
                "evidence": "Dossier 2026-014, tabblad Q4",
            },
            date(2026, 4, 30): {
                "done_on": date(2026, 5, 12),
                "done_by": "Controller",
                "result": "partly",
                "evidence": "Dossier 2026-131",
                "finding": "Bij twee facturen ontbrak de bestelling.",
                "follow_up": "Bestelplicht uitleggen aan de teams",
                "follow_up_due": date(2026, 9, 1),
            },
            date(2026, 7, 31): {"done_on": date(2026, 7, 30), "done_by": "Controller", "result": "good"},
        },
    ),
    (
        "process",
        "Procesbeschrijving inkoop bijwerken",
        "yearly",
        date(2025, 6, 15),
        "",
        {"source": "Handboek inkoop, hoofdstuk 3"},
        {
            date(2025, 6, 15): {
                "done_on": date(2025, 6, 10),
                "done_by": "Inkoopadviseur",
                "result": "good",
                "evidence": "Handboek inkoop, versie 4",
            }
        },
    ),
    (
        "policy",
        "Integriteitsbeleid",
        "once",
        None,
        "hradviseur",
        {
            "adopted_on": date(2021, 5, 18),
            "review_on": date(2026, 5, 18),
            "source": "Besluit college, 18 mei 2021",
        },
        {},
    ),
    (
        "policy",
        "Archiefverordening",
        "once",
        None,
        "griffie",
        {
            "adopted_on": date(2024, 2, 1),
            "review_on": date(2028, 2, 1),
            "source": "Raadsbesluit, 1 februari 2024",
        },
        {},
    ),
    (
        "security",
        "Toegangsrechten nalopen",
        "half_yearly",
        date(2026, 3, 1),
        "beheerder",
        {"reason": "Wie uit dienst is, mag nergens meer bij kunnen."},
        {
            date(2026, 3, 1): {
                "done_on": date(2026, 2, 26),
                "done_by": "Functioneel beheerder",
                "result": "good",
                "evidence": "Lijst van rechten, 26 februari",
            }
        },
    ),
    (
        "continuity",
        "Continuïteitsplan burgerzaken",
        "yearly",
        date(2025, 10, 8),
        "leidinggevende",
        {"description": "Oefening: een dag zonder netwerk aan de balie."},
        {date(2026, 10, 8): {"dropped_because": "Verplaatst door de verkiezingen; nieuwe datum volgt."}},
    ),
    (
        "privacy",
        "Verwerkingenregister nalopen",
        "yearly",
        date(2026, 12, 1),
        "beheerder",
        {"reason": "Plicht uit de privacywet (AVG)."},
        {},
    ),
    (
        "records",
        "Vernietigingslijst vaststellen",
        "yearly",
        date(2026, 11, 30),
        "ondersteuning",
        {},
        {},
    ),
    (
        "workplace",
        "Plan van aanpak RI&E bespreken met de OR",
        "half_yearly",
        date(2026, 6, 1),
        "or",
        {},
        {
            date(2026, 6, 1): {
                "done_on": date(2026, 6, 1),
                "done_by": "HR-adviseur",
                "result": "good",
                "evidence": "Verslag overleg met de OR, 1 juni",
            }
        },
    ),
)
MEASURES = (
    ("Beeldschermwerk: stoelen aan de balie vervangen", "high", "busy", date(2026, 12, 31), None),
    ("Werkdruk in het sociaal domein: rooster aanpassen", "high", "open", date(2026, 10, 1), None),
    ("Noodverlichting in de gemeentewerf", "normal", "done", date(2026, 6, 1), date(2026, 5, 20)),
    ("Aparte printerruimte", "low", "dropped", None, None),
)


def make_control(maker: Maker) -> None:
    _matrices(maker)
    _calendar(maker)
    _legality(maker)
    unit = Unit.objects.of(maker.organisation).filter(name="Dienstverlening").first()
    for text, priority, state, due, done_on in MEASURES:
        maker.add(
            "rie-maatregelen", text=text, priority=priority, state=state, due=due, done_on=done_on, unit=unit,
            owner_name="Teamleider", source="RI&E 2025",
        )  # fmt: skip
    _participation(maker)


def _matrices(maker: Maker) -> None:
    now = maker.add("rolmatrices", name="HR en personeel", moment="now", date=date(2026, 9, 1), most_tasks=4)
    save_grid(
        by=maker.by,
        found=now,
        version=now.version,
        change=GridChange(new_tasks=list(NOW), new_parties=PARTIES),
    )
    _fill(maker, now, NOW)
    wanted = copy_as_wanted(by=maker.by, found=now, on=date(2027, 7, 1))
    save_grid(by=maker.by, found=wanted, version=wanted.version, change=GridChange(new_tasks=[NEW_TASK]))
    _fill(maker, wanted, WANTED | {NEW_TASK: ("K", "O", "U", "", "C")})


def _fill(maker: Maker, found: RoleMatrix, rows: dict[str, tuple[str, ...]]) -> None:
    tasks = {task.text: task.pk for task in found.tasks.all()}
    parties = [party.pk for party in found.parties.all()]
    cells = {
        (tasks[text], party): read_letters(letters)
        for text, row in rows.items()
        for party, letters in zip(parties, row, strict=True)
    }
    save_grid(by=maker.by, found=found, version=found.version, change=GridChange(cells=cells))


def _calendar(maker: Maker) -> None:
    for kind, name, rhythm, starts_on, owner, more, reports in ITEMS:
        person = maker.person(owner) if owner else None
        item: ControlItem = maker.add(
            "beheersmaatregelen",
            kind=kind,
            name=name,
            rhythm=rhythm,
            starts_on=starts_on,
            owner=person,
            **more,
        )
        for day, values in reports.items():
            report(by=maker.by, item=item, planned=day, version=0, **values)


def _legality(maker: Maker) -> None:
    year = maker.add(
        "rechtmatigheidsanalyses",
        year=2025,
        tolerance="2",
        tolerance_source="Raadsbesluit, 14 november 2024",
        expenses="184.000.000",
        expenses_source="Jaarrekening 2025, concept",
        conclusion="De fouten blijven onder de grens. Bij inkoop is de interne controle nog te dun.",
        concluded_by="Controller",
        concluded_on=date(2026, 4, 2),
    )
    for process, inherent, controls, residual, unlawful, unclear in (
        (
            "Inkoop en aanbesteding",
            "high",
            "Bestelplicht, tweede handtekening",
            "middle",
            "1.240.000",
            "310.000",
        ),
        ("Subsidies", "middle", "Steekproef van tien dossiers", "low", "85.000", None),
        ("Salarissen", "low", "", "", None, None),
    ):
        maker.add(
            "rechtmatigheidsrisicos", year, process=process, inherent=inherent, controls=controls,
            residual=residual, unlawful=unlawful, unclear=unclear,
        )  # fmt: skip
    maker.add("rechtmatigheidsanalyses", year=2026, tolerance="1")


def _participation(maker: Maker) -> None:
    for year, total, quota in ((2024, "9,5", "11"), (2025, "12,0", "11,5"), (2026, "12,0", None)):
        maker.add(
            "banenafspraak", year=year, counted_in="jobs", reference_date=date(year, 10, 1), total=total,
            quota=quota, source="Opgave personeelsadministratie",
            quota_source="Berekening van de organisatie" if quota else "",
        )  # fmt: skip
