"""Recall and precision on the two real operations paragraphs, against facts read from them by hand.

The gold files hold offsets, keyed digests of letters and digits, and figures in clear; no sentences. An action is a
listed point, or a sentence that is dated by a year of its own.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from intake.evidence import assert_evidence
from koers.documents.readers import read_bytes
from koers.documents.text import Text
from koers.intake.extractors import operations_paragraph
from koers.intake.items import Extraction, Item
from koers.intake.unread import unread_stretches
from shared_documents import document, needs_shared

GOLD = Path(__file__).parents[2] / "gold"
KEY = b"koers-gold"
LEAST = 0.95
INDICATOR = ("indicator", "unit", "value", "year", "stage", "benchmark", "denominator_raw")

pytestmark = needs_shared


def digest(text: str | None) -> str | None:
    if text is None:
        return None
    letters = "".join(char for char in text.lower() if char.isalnum())
    return hmac.new(KEY, letters.encode(), hashlib.sha256).hexdigest()[:24]


def read(number: str) -> tuple[Text, Extraction]:
    path = document(number)
    text = read_bytes(path.read_bytes(), path.name)
    return text, operations_paragraph.extract(text)


def gold_facts(gold: dict[str, Any]) -> Counter[tuple[Any, ...]]:
    facts: Counter[tuple[Any, ...]] = Counter(("warning", code) for code in gold["warnings"])
    for fact in gold["facts"]:
        match fact["type"]:
            case "development":
                heading = fact["heading"]
                facts["heading", heading["start"], heading["digest"]] += 1
                facts["text", heading["start"], fact["digest"]] += 1
                for action in fact["actions"]:
                    facts["action", action["start"], action["digest"], action["year"]] += 1
            case "indicator":
                facts["indicator", fact["start"], *(fact[name] for name in INDICATOR)] += 1
            case "recommendation":
                facts["recommendation", fact["start"], fact["source_document"], fact["status"]] += 1
            case other:
                facts[other, fact["start"], fact["digest"], fact.get("date"), fact.get("body")] += 1
    return facts


def found_facts(extraction: Extraction) -> Counter[tuple[Any, ...]]:
    facts: Counter[tuple[Any, ...]] = Counter(("warning", code) for code in extraction.warnings)
    for item in extraction.items:
        for fact in _facts(item):
            facts[fact] += 1
    return facts


def _facts(item: Item) -> list[tuple[Any, ...]]:
    values = item.values

    def at(name: str) -> int:
        return item.sources[name][0].start

    match item.type:
        case "development":
            actions = [
                ("action", at(f"actions.{number}.text"), digest(action["text"]), action["year"])
                for number, action in enumerate(values["actions"])
            ]
            heading = ("heading", at("heading"), digest(values["heading"]))
            return [heading, ("text", at("heading"), digest(values["text"])), *actions]
        case "indicator":
            return [("indicator", at("value"), *(values[name] for name in INDICATOR))]
        case "recommendation":
            return [("recommendation", at("source_document"), values["source_document"], values["status"])]
        case other:
            return [(other, at("text"), digest(values["text"]), values.get("date"), values.get("body"))]


@pytest.mark.parametrize("number", ["003", "004"])
def test_recall_and_precision(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    gold = gold_facts(json.loads((GOLD / f"{number}.json").read_text(encoding="utf-8")))
    found = found_facts(read(number)[1])
    right = (gold & found).total()
    recall, precision = right / gold.total(), right / found.total()
    with capsys.disabled():
        print(f"\n{number}: {gold.total()} facts, recall {recall:.1%}, precision {precision:.1%}")
    assert min(recall, precision) >= LEAST, {"missed": gold - found, "surplus": found - gold}


@pytest.mark.parametrize("number", ["003", "004"])
def test_every_value_stands_in_its_passage(number: str) -> None:
    text, extraction = read(number)
    for item in extraction.items:
        assert_evidence(text, item)


@pytest.mark.parametrize("number", ["003", "004"])
def test_nothing_is_left_but_headings_and_the_build_line(number: str) -> None:
    text, extraction = read(number)
    assert {stretch.reason for stretch in unread_stretches(text, extraction)} <= {"heading", "boilerplate"}


def test_no_figure_is_made_of_words() -> None:
    """ "Bijna één vijfde" is no figure: the group over 60 gets no indicator."""
    _, extraction = read("003")
    assert {item.values["indicator"] for item in extraction.items if item.type == "indicator"} == {
        "share_under_35"
    }
