"""Wendelmeer as an organisation: bodies with meetings, units and a reorganisation, the compass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from koers.decisions.models import Body, Meeting
from koers.demo.steering.making import Maker
from koers.organisations.actions import create_unit
from koers.programmes.actions.reorganisations import carry_out, decide

BODIES = (
    (
        "Directieteam",
        "management",
        "elke twee weken",
        ("Gemeentesecretaris", "Directeur ruimte", "Directeur bedrijfsvoering"),
    ),
    ("College", "college", "elke week", ("Burgemeester", "Wethouder organisatie")),
    ("Gemeenteraad", "council", "elke maand", ()),
    ("Ondernemingsraad", "works_council", "elke drie weken", ("Voorzitter ondernemingsraad",)),
    ("Lokaal overleg", "local_consultation", "elk kwartaal", ()),
)
MEETINGS = {
    "Directieteam": ((2026, 12, 1), (2026, 12, 15)),
    "College": ((2026, 12, 8),),
    "Gemeenteraad": ((2027, 1, 28),),
    "Ondernemingsraad": ((2026, 11, 26), (2026, 12, 17)),
}
UNITS = ("Advies", "Bedrijfsvoering", "Dienstverlening", "Ruimte", "Sociaal domein")
VALUES = (
    (
        "Dichtbij",
        "We kennen de mensen voor wie we werken.",
        (
            "Belt eerst, mailt daarna.",
            "Bespreekt elke maand een vraag van een inwoner.",
            "Is elke week zelf in de wijk.",
        ),
    ),
    (
        "Nieuwsgierig",
        "We vragen door voordat we een oplossing kiezen.",
        (
            "Stelt een open vraag.",
            "Probeert in het klein en vertelt wat het opleverde.",
            "Geeft ruimte om te proberen.",
        ),
    ),
    (
        "Afspraak is afspraak",
        "Wat we toezeggen, komt er. Lukt dat niet, dan zeggen we het op tijd.",
        (
            "Meldt uitstel voordat de dag er is.",
            "Houdt de lijst met toezeggingen bij.",
            "Komt zelf terug op een toezegging.",
        ),
    ),
)
LEVELS = ("Iedereen", "Team", "Leidinggevende")


@dataclass(frozen=True, slots=True)
class Surroundings:
    bodies: dict[str, Body]
    meetings: dict[str, list[Meeting]]


def make_surroundings(maker: Maker) -> Surroundings:
    bodies, meetings = {}, {}
    for name, kind, rhythm, members in BODIES:
        body = bodies[name] = maker.add("organen", name=name, kind=kind, rhythm=rhythm)
        for member in members:
            maker.add("orgaanleden", body, name=member)
        meetings[name] = [maker.add("vergaderingen", body, date=date(*day)) for day in MEETINGS.get(name, ())]
    _agenda(maker, meetings)
    _units(maker)
    _compass(maker)
    return Surroundings(bodies, meetings)


def _agenda(maker: Maker, meetings: dict[str, list[Meeting]]) -> None:
    first = meetings["Directieteam"][0]
    maker.add("agendapunten", first, position=1, title="Stand van de programma’s", purpose="opinion")
    maker.add(
        "agendapunten", first, position=2, title="Verdeling van de taken bedrijfsvoering", purpose="decision"
    )


def _units(maker: Maker) -> None:
    """Two units became one in 2026, two others will on the first of January: proposed, with advice still to come."""
    units = {
        name: create_unit(
            by=maker.by, organisation=maker.organisation, name=name, valid_from=date(2019, 1, 1)
        )
        for name in UNITS
    }
    _carried_out(maker)
    plan = maker.add(
        "reorganisaties", name="Advies en bedrijfsvoering samen", effective_date=date(2027, 1, 1)
    )
    together = "Advies en ondersteuning"
    maker.add(
        "afdelingswijzigingen", plan, was=units["Advies"], becomes=together, fte_was="34,5", fte_becomes="33"
    )
    maker.add(
        "afdelingswijzigingen",
        plan,
        was=units["Bedrijfsvoering"],
        becomes=together,
        fte_was="61",
        fte_becomes="60,5",
    )


def _carried_out(maker: Maker) -> None:
    by, organisation = maker.by, maker.organisation
    was = create_unit(by=by, organisation=organisation, name="Publiekszaken", valid_from=date(2019, 1, 1))
    plan = maker.add(
        "reorganisaties", name="Publiekszaken gaat op in Dienstverlening", effective_date=date(2026, 3, 1)
    )
    maker.add(
        "afdelingswijzigingen", plan, was=was, becomes="Dienstverlening", fte_was="18", fte_becomes="17,5"
    )
    decision = maker.add(
        "besluiten", body="Directieteam", act="besluit", text="Publiekszaken gaat op in Dienstverlening",
        date="2025-12-02",
    )  # fmt: skip
    plan = decide(by=by, reorganisation=plan, version=plan.version, decision=decision)
    carry_out(by=by, reorganisation=plan, version=plan.version)


def _compass(maker: Maker) -> None:
    compass = maker.add(
        "kompassen",
        mission="Wendelmeer is een gemeente die dichtbij is en doet wat zij zegt.",
        vision="In 2030 werkt elk team met een eigen plan aan de opgaven van de stad.",
    )
    levels = [
        maker.add("kompasniveaus", compass, name=name, position=number)
        for number, name in enumerate(LEVELS, start=1)
    ]
    for number, (name, meaning, texts) in enumerate(VALUES, start=1):
        value = maker.add("kompaswaarden", compass, name=name, meaning=meaning, position=number)
        for level, text in zip(levels, texts, strict=True):
            maker.add("gedrag", value, level=level, text=text)
