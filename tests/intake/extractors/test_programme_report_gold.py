"""The two real programme reports against the gold facts, and the same items from every file format."""

from __future__ import annotations

import json

import pytest

from gold.programme import compare, digest, flat, folded, load
from intake.evidence import evidence_defects
from koers.documents.readers import read_bytes
from koers.documents.text import Text
from koers.intake.extractors.programme_report import extract, score
from koers.intake.items import Item, Span
from shared_documents import document, needs_shared

LEAST = 0.95
DOCUMENTS = ("000", "001")


def real(number: str) -> Text:
    path = document(number)
    return read_bytes(path.read_bytes(), path.name)


@needs_shared
@pytest.mark.parametrize("number", DOCUMENTS)
def test_recall_and_precision(number: str) -> None:
    figures = compare(load(number), extract(real(number)).items)
    print(
        f"\n{number}: recall {figures.recall:.3f} ({figures.right} of {figures.wanted} values),"
        f" precision {figures.precision:.3f} ({figures.right} of {figures.read})"
    )
    assert figures.recall >= LEAST, figures.missed
    assert figures.precision >= LEAST, figures.extra


@needs_shared
@pytest.mark.parametrize("number", DOCUMENTS)
def test_every_value_stands_in_its_passage(number: str) -> None:
    text = real(number)
    assert [defect for item in extract(text).items for defect in evidence_defects(text, item)] == []


@needs_shared
def test_what_the_final_report_contradicts_or_lacks() -> None:
    extraction = extract(real("000"))
    assert set(extraction.warnings) == {
        "goal_without_verdict", "sum_does_not_add_up", "conflicting_dates", "missing_figure",
    }  # fmt: skip
    flagged = {(item.type, code) for item in extraction.items for code in item.warnings}
    assert ("goal", "goal_without_verdict") in flagged
    assert ("allocation", "sum_does_not_add_up") in flagged
    assert ("track", "conflicting_dates") in flagged
    goals = [item for item in extraction.items if "goal_without_verdict" in item.warnings]
    assert [goal.values["target_date"] for goal in goals] == ["2023-04-01"]


@needs_shared
def test_what_the_annex_lacks() -> None:
    assert extract(real("001")).warnings == ["missing_figure"]


@needs_shared
def test_only_programme_reports_score_as_such() -> None:
    assert all(score(real(number)) > 0.7 for number in DOCUMENTS)
    assert all(score(real(number)) < 0.4 for number in ("002", "003", "004"))


@pytest.mark.parametrize("number", DOCUMENTS)
def test_the_gold_holds_no_sentences(number: str) -> None:
    for fact in load(number):
        for value in fact["values"].values():
            assert not isinstance(value, str) or " " not in value


def test_folding_forgives_only_what_it_says() -> None:
    assert folded("  en de ‘Roadtrip’ \n loopt. ") == "'Roadtrip' loopt"
    assert digest("De koers;") == digest("koers")
    assert digest("koers") != digest("Koers")


def test_comparing_counts_what_is_missed_and_what_is_extra() -> None:
    values = {"text": "Een doel", "target_date": "2025"}
    facts = [{"type": "goal", "start": 0, "end": 9, "values": json.loads(json.dumps(flat(values)))}]
    exact = Item("goal", dict(values), Span(0, 8))
    half = Item("goal", {"text": "Iets anders", "target_date": "2025"}, Span(3, 8))
    elsewhere = Item("goal", dict(values), Span(20, 28))
    assert (compare(facts, [exact]).recall, compare(facts, [exact]).precision) == (1, 1)
    assert compare(facts, [half]).recall == 0.5
    figures = compare(facts, [exact, elsewhere])
    assert (figures.right, figures.wanted, figures.read) == (2, 2, 4)
    assert compare(facts, [elsewhere]).right == 0
