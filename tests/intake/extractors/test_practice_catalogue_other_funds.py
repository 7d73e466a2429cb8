"""Catalogues of other funds: cards, no headings, several labels on a line, menus with words that are labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake.evidence import assert_evidence
from koers.documents.readers import read_bytes
from koers.documents.text import Text
from koers.intake.extractors import practice_catalogue
from koers.intake.items import Item
from koers.intake.unread import unread_stretches

FIXTURES = Path(__file__).parents[2] / "fixtures" / "catalogue"


def read(name: str) -> tuple[Text, list[Item]]:
    text = read_bytes((FIXTURES / name).read_bytes(), name)
    items = practice_catalogue.extract(text).items
    for item in items:
        assert_evidence(text, item)
    return text, items


def short(item: Item) -> tuple[object, ...]:
    values = item.values
    period = values["period"] or {}
    return (
        values["title"],
        values["project"],
        values["organisation"],
        values["organisations"],
        values["theme"],
        period.get("start"),
        period.get("end"),
        item.warnings,
    )


def test_cards_with_bold_labels() -> None:
    text, items = read("kaarten.html")
    assert [short(item) for item in items] == [
        (
            "Samen de wijk in",
            None,
            "Gemeente Rietvoorde, Gemeente Hoogdijk en Gemeente Lage Vaart",
            ["Rietvoorde", "Hoogdijk", "Lage Vaart"],
            "samenwerken",
            "2022-02-01",
            "2023-01-31",
            [],
        ),
        (
            "Vitaal van huis uit",
            None,
            "Gemeente Duinrand",
            ["Duinrand"],
            "vitaliteit",
            "2022-03",
            None,
            ["missing_period", "missing_contact"],
        ),
        (
            "Digitaal op weg",
            None,
            "Werkorganisatie De Lange Dijk",
            ["De Lange Dijk"],
            None,
            None,
            "2024",
            ["unknown_theme", "missing_period", "missing_contact"],
        ),
    ]
    assert items[2].values["theme_raw"] == "Gemeentebreed"
    assert items[2].values["summary"] == "Collega's leren van elkaar."
    extraction = practice_catalogue.extract(text)
    assert {stretch.reason for stretch in unread_stretches(text, extraction)} == {"boilerplate"}


def test_entries_without_headings_and_labels_beside_each_other() -> None:
    _, items = read("zonder-koppen.txt")
    assert [short(item)[:2] for item in items] == [
        (None, "Leren op de werkvloer"),
        (None, "Jong in Kwelzicht"),
        (None, "Inkoop met bedoeling"),
    ]
    first, second, third = (item.values for item in items)
    assert (first["theme_raw"], first["period"]["raw"]) == (
        "Leren & Ontwikkelen",
        "1 mei 2021 t/m 30 april 2022",
    )
    assert first["organisations"] == ["Beekdorp", "Kwelzicht", "Omgevingsdienst Zuiderkoepel"]
    assert second["sections"][0]["kind"] == "results"
    assert (third["theme"], third["theme_raw"], items[2].warnings[0]) == (
        "samenwerken",
        "Samnwerking intern",
        "unknown_theme",
    )


def test_words_of_a_menu_are_no_practice() -> None:
    text, items = read("menu.html")
    assert [item.values["title"] for item in items] == ["Duinrand: Vitaal", "Mosveen: Jong"]
    assert [item.values["organisation"] for item in items] == ["Gemeente Duinrand", "Gemeente Mosveen"]
    assert practice_catalogue.score(text) > 0.5


@pytest.mark.parametrize(
    "line", ["Deze website wordt beheerd door een stichting.", "Pagina gemaakt op 3 mei 2024"]
)
def test_the_foot_is_no_part_of_the_last_story(line: str) -> None:
    entry = "Vitaal\nGemeente Duinrand\nProject: Vitaal\nThema: Vitaliteit\nLooptijd: 2023\n\nMedewerkers krijgen hulp.\n\n"
    text = read_bytes(f"{entry}{line}\n".encode(), "a.txt")
    assert practice_catalogue.extract(text).items[0].values["summary"] == "Medewerkers krijgen hulp."
