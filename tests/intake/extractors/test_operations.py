"""Operations paragraphs: developments with actions, and the facts inside them, on a paragraph of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from intake.evidence import assert_evidence
from koers.documents.readers import read_bytes
from koers.documents.text import Text
from koers.intake.extractors import operations_paragraph
from koers.intake.items import Extraction
from koers.intake.unread import unread_stretches

PARAGRAPH = Path(__file__).parents[2] / "fixtures" / "operations" / "paragraph.txt"


def read(content: str) -> tuple[Text, Extraction]:
    text = read_bytes(content.encode(), "a.txt")
    return text, operations_paragraph.extract(text)


@pytest.fixture(scope="module")
def paragraph() -> tuple[Text, Extraction]:
    return read(PARAGRAPH.read_text(encoding="utf-8"))


def values_of(extraction: Extraction, kind: str) -> list[dict[str, Any]]:
    return [item.values for item in extraction.items if item.type == kind]


def test_headings_with_text_are_developments(paragraph: tuple[Text, Extraction]) -> None:
    headings = [values["heading"] for values in values_of(paragraph[1], "development")]
    assert headings == ["Koers van de organisatie", "Werving", "Aanbevelingen", "Kengetallen", "Huisvesting"]


def test_actions(paragraph: tuple[Text, Extraction]) -> None:
    actions = {
        values["heading"]: [(action["text"].split()[0], action["year"]) for action in values["actions"]]
        for values in values_of(paragraph[1], "development")
    }
    assert actions == {
        "Koers van de organisatie": [("In", 2025)],
        "Werving": [("een", 2025), ("gesprekken", 2026), ("Eind", 2024)],
        "Aanbevelingen": [],
        "Kengetallen": [],
        "Huisvesting": [("De", 2025)],
    }


def test_a_broken_list_item_is_one_action(paragraph: tuple[Text, Extraction]) -> None:
    texts = [a["text"] for v in values_of(paragraph[1], "development") for a in v["actions"]]
    assert "gesprekken met vertrekkende collega's, vanaf 2026 ook met tijdelijke krachten." in texts


def test_goals_values_and_risks(paragraph: tuple[Text, Extraction]) -> None:
    extraction = paragraph[1]
    assert [(v["text"], v["target_date"]) for v in values_of(extraction, "goal")] == [
        ("Een lager verzuim, vanaf 2026.", "2026"),
        ("Kortere lijnen tussen bestuur en teams.", None),
    ]
    names = [v["name"] for v in values_of(extraction, "value")]
    assert names == ["dichtbij", "eerlijk", "nieuwsgierig", "Vertrouwen", "Vakmanschap"]
    assert [v["text"] for v in values_of(extraction, "risk")] == ["Vertrek van ervaren collega's."]


def test_decisions_and_events(paragraph: tuple[Text, Extraction]) -> None:
    extraction = paragraph[1]
    assert [(v["date"], v["body"]) for v in values_of(extraction, "decision")] == [
        ("2024-11-12", "raad"),
        ("2025-03-03", "college"),
    ]
    assert [(v["text"].split()[0], v["date"]) for v in values_of(extraction, "event")] == [
        ("Eind", "2024"),
        ("in", "2025"),
        ("De", "2025-04"),
    ]


def test_recommendations(paragraph: tuple[Text, Extraction]) -> None:
    found = [
        (v["source_document"], v["status"], (v["text"] or "").split(" ")[0])
        for v in values_of(paragraph[1], "recommendation")
    ]
    assert found == [
        ("boardletter 2023", "done", ""),
        ("rekenkamerrapport", "open", ""),
        (None, None, "De"),
        ("accountantsverslag 2024", None, "Leg"),
    ]


def test_indicators_and_warnings(paragraph: tuple[Text, Extraction]) -> None:
    extraction = paragraph[1]
    assert [(v["value"], v["year"]) for v in values_of(extraction, "indicator")] == [
        ("5.2", 2023),
        ("5.4", 2024),
    ]
    assert extraction.warnings == ["missing_figure", "ambiguous_date_order"]
    warned = [i.values["heading"] for i in extraction.items if "missing_figure" in i.warnings]
    assert warned == ["Kengetallen"]


def test_every_value_stands_in_its_passage(paragraph: tuple[Text, Extraction]) -> None:
    text, extraction = paragraph
    for item in extraction.items:
        assert_evidence(text, item)


def test_what_is_left_is_furniture(paragraph: tuple[Text, Extraction]) -> None:
    reasons = {stretch.reason for stretch in unread_stretches(*paragraph)}
    assert reasons <= {"navigation", "boilerplate", "heading"}


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("In Waterrijk 2040 staat de inwoner centraal.", 0),
        ("In 2025 bleek dat het verzuim hoog was.", 0),
        ("Vanaf 2025 werken de teams met een jaarplan.", 1),
        ("Het in 2022 geformuleerde beleid blijft bestaan.", 0),
    ],
)
def test_which_sentences_are_actions(sentence: str, count: int) -> None:
    _, extraction = read(
        f"Paragraaf bedrijfsvoering\n\nBeleid\n\n{sentence} Zo gaan wij verder met elkaar.\n"
    )
    [development] = values_of(extraction, "development")
    assert len(development["actions"]) == count


def test_points_before_any_sentence_have_no_lead_in() -> None:
    _, extraction = read(
        "Bedrijfsvoering\n\nPrivacy\n\n• een cursus voor iedereen\n• een nieuwe functionaris\n"
    )
    [development] = values_of(extraction, "development")
    assert [action["year"] for action in development["actions"]] == [None, None]


def test_recommendation_without_status_and_source() -> None:
    _, extraction = read(
        "Bedrijfsvoering\n\nControl\n\nDe aanbevelingen zijn besproken met de teams in het gebouw.\n"
    )
    assert values_of(extraction, "recommendation") == []


def test_score() -> None:
    paragraph = read_bytes(PARAGRAPH.read_bytes(), "a.txt")
    assert operations_paragraph.score(paragraph) > 0.6
    letter, _ = read("Beste raad,\n\nHierbij het antwoord op uw vraag over het verkeer in de straat.\n")
    assert operations_paragraph.score(letter) == 0.0
    other, _ = read("Verkeer\n\nWij maken de straat veiliger voor iedereen die er loopt en fietst.\n")
    assert operations_paragraph.score(other) == 0.0


def test_points_without_a_sentence_that_introduces_them_take_no_year_from_it() -> None:
    _, extraction = read(
        "Bedrijfsvoering\n\nVerzuim\n\nIn 2024 startten wij een campagne.\n• een check voor ieder\n"
    )
    [development] = values_of(extraction, "development")
    assert [(a["text"].split()[0], a["year"]) for a in development["actions"]] == [
        ("In", 2024),
        ("een", None),
    ]
