"""The risks of Wendelmeer: judged over time, one that happened, one closed, one of which nobody knows the amount."""

from __future__ import annotations

from datetime import date
from typing import Any

from koers.demo.steering.making import Maker
from koers.programmes.models import Programme
from koers.risks.actions import move, run
from koers.risks.models import Risk

DAY = date(2026, 11, 2)
SEED = 2026
# Gross and net as (chance, consequence); own values by name.
type Judged = tuple[str, tuple[int, int], tuple[int, int] | None, dict[str, Any]]

SCALE: dict[str, Any] = {
    "valid_from": "2026-01-01",
    "from_1": "0",
    "from_2": "25000",
    "from_3": "50000",
    "from_4": "100000",
    "from_5": "250000",
    "maximum": "750000",
    "certainty": "90",
}
CAPACITY = (
    ("reserve", "1100000", "Jaarstukken 2025"),
    ("unforeseen", "60000", "Begroting 2027"),
    ("tax", "240000", "Begroting 2027"),
)

RISKS: tuple[tuple[dict[str, Any], tuple[Judged, ...], tuple[dict[str, Any], ...]], ...] = (
    (
        {
            "text": "Ervaren mensen vertrekken voordat hun kennis is overgedragen",
            "cause": "Veel collega’s gaan binnen drie jaar met pensioen.",
            "event": "Kennis over de processen verdwijnt in een paar maanden.",
            "consequence": "Werk blijft liggen en we huren duur in.",
            "category": "people",
            "owner_name": "Teamleider HR",
        },
        (
            ("2025-11-03", (4, 5), (4, 4), {"note": "Nog geen maatregelen gestart."}),
            ("2026-04-07", (4, 5), (4, 3), {}),
            ("2026-10-06", (4, 5), (3, 3), {"note": "De eerste tien collega’s zijn overgedragen."}),
        ),
        (
            {
                "text": "Een half jaar samen werken bij elk vertrek",
                "kind": "preventive",
                "owner_name": "Teamleider HR",
                "due": "2026-12-31",
                "effect": "De kans daalt van groot naar middel.",
            },
            {"text": "Vertrek een jaar vooruit in beeld", "kind": "detective", "done_on": "2026-03-02"},
        ),
    ),
    (
        {
            "text": "De verdeling van formatie leidt tot bezwaren",
            "cause": "De nieuwe verdeling raakt veertig functies.",
            "event": "Medewerkers maken bezwaar tegen hun plaatsing.",
            "consequence": "De verdeling loopt een half jaar uit.",
            "category": "legal",
            "owner_name": "Jurist",
        },
        (
            ("2026-02-03", (3, 3), (3, 3), {}),
            ("2026-10-06", (5, 4), (4, 4), {"note": "Het advies van de ondernemingsraad is kritisch."}),
        ),
        (
            {
                "text": "Plaatsingsregels eerst bespreken in het lokaal overleg",
                "kind": "preventive",
                "owner_name": "Jurist",
                "due": "2026-10-01",
            },
        ),
    ),
    (
        {
            "text": "De leverancier van het roosterpakket stopt",
            "category": "information",
            "owner_name": "Informatiemanager",
        },
        (
            (
                "2026-09-01",
                (2, 4),
                (2, 3),
                {"chance": "15", "low": "40000", "likely": "65000", "high": "180000"},
            ),
        ),
        (
            {
                "text": "Broncode in bewaring en een opzegtermijn van een jaar",
                "kind": "transfer",
                "owner_name": "Inkoop",
                "done_on": "2026-06-15",
            },
        ),
    ),
    (
        {
            "text": "Teams haken af omdat er te veel tegelijk verandert",
            "category": "organisation",
            "no_money": "true",
            "owner_name": "Programmamanager",
        },
        (("2026-09-01", (4, 3), (3, 2), {}),),
        ({"text": "Niet meer dan twee veranderingen tegelijk per team", "kind": "repressive"},),
    ),
    (
        {"text": "Nieuwe wetgeving over aanbesteden", "category": "legal"},
        (),
        (),
    ),
)
HAPPENED = {"text": "De procesbegeleider valt uit", "category": "people", "owner_name": "Programmamanager"}
CLOSED = {"text": "Er is geen vergaderruimte voor de leergangen", "category": "planning"}


def make_risks(maker: Maker, programme: Programme) -> None:
    maker.add("risicoschalen", **SCALE)
    for kind, amount, source in CAPACITY:
        maker.add("weerstandscapaciteit", on="2026-01-01", kind=kind, amount=amount, source=source)
    for values, judged, measures in RISKS:
        _risk(maker, programme, values, judged, measures)
    happened = _risk(maker, programme, HAPPENED, (("2026-02-03", (3, 2), (2, 2), {}),))
    move(
        by=maker.by,
        risk=happened,
        version=happened.version,
        becomes="materialised",
        on=date(2026, 6, 8),
        reason="Zij viel in juni uit. Een bureau nam het over voor drie maanden, dat kostte € 31.000.",
    )
    closed = _risk(maker, programme, CLOSED, (("2026-02-03", (3, 1), None, {}),))
    move(
        by=maker.by,
        risk=closed,
        version=closed.version,
        becomes="closed",
        on=date(2026, 5, 11),
        reason="De verbouwing is klaar: er zijn genoeg zalen.",
    )
    run(by=maker.person("controller"), organisation=maker.organisation, seed=SEED, on=DAY)
    run(by=maker.by, organisation=maker.organisation, programme=programme, seed=SEED, on=DAY)


def _risk(
    maker: Maker,
    programme: Programme,
    values: dict[str, Any],
    judged: tuple[Judged, ...] = (),
    measures: tuple[dict[str, Any], ...] = (),
) -> Risk:
    risk: Risk = maker.add("risicos", programme, **values)
    for day, gross, net, rest in judged:
        classes: dict[str, Any] = {"gross_chance": str(gross[0]), "gross_impact": str(gross[1])}
        if net is not None:
            classes |= {"net_chance": str(net[0]), "net_impact": str(net[1])}
        maker.add("risicobeoordelingen", risk, on=day, **classes, **rest)
    for one in measures:
        maker.add("maatregelen", risk, **one)
    return risk
