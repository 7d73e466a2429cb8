"""The table of item types: it holds what the contract holds, and can show every value."""

from __future__ import annotations

from typing import Any

import pytest

from intake.conftest import MakeDocument
from intake.documents_made import Given
from koers.intake.review import FOLDED_CHARACTERS, FOLDED_FACTS, brief, facts_of, shown_value, title_of
from koers.intake.shapes import SHAPES, Field, Form
from koers.ui.parts import Fact

PERIOD = {"raw": None, "start": "2019-07", "end": "2021", "open_end": False}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_summaries_are_fields_and_names_are_unique(shape: Any) -> None:
    assert set(shape.summary) <= set(shape.names)
    assert len(set(shape.names)) == len(shape.names)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_label_is_dutch(shape: Any) -> None:
    fields = [*shape.fields, *(part for field in shape.fields for part in field.parts)]
    english = {
        "Title",
        "Name",
        "Goal",
        "Amount",
        "Start",
        "End",
        "Body",
        "Date",
        "Kind",
        "Heading",
        "Contacts",
    }
    assert not {str(field.label) for field in fields} & english


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (Field("a", "A", Form.LINE), None, ""),
        (Field("a", "A", Form.LINES), [], ""),
        (Field("a", "A", Form.LINES), ["een", "twee"], "een; twee"),
        (Field("a", "A", Form.PERIOD), PERIOD | {"raw": "zomer 2019"}, "zomer 2019"),
        (Field("a", "A", Form.PERIOD), PERIOD, "juli 2019 – 2021"),
        (Field("a", "A", Form.PERIOD), PERIOD | {"end": None}, "juli 2019"),
        (Field("a", "A", Form.YES_NO), True, "ja"),
        (Field("a", "A", Form.YES_NO), False, "nee"),
        (Field("a", "A", Form.CHOICE, (("1", "Ronde 1"),)), 1, "Ronde 1"),
        (Field("a", "A", Form.CHOICE, (("1", "Ronde 1"),)), 9, "9"),
        (Field("a", "A", Form.NUMBER), "7.10", "7,10"),
        (
            Field("a", "A", Form.PARTS, parts=(Field("n", "N", Form.LINE), Field("d", "D", Form.DATE))),
            [{"n": "college", "d": "2026-02"}, {"n": "OR", "d": None}],
            "college, februari 2026; OR",
        ),
    ],
)
def test_values_are_shown_as_people_read_them(field: Field, value: Any, words: str) -> None:
    assert shown_value(field, value) == words


def test_a_title_says_kind_and_first_telling_value(make_document: MakeDocument) -> None:
    document = make_document(
        Given("recommendation", "Aanbeveling.", {"source_document": "boardletter"}),
        Given("goal", "Niets.", {}),
        Given("goal", "Lang.", {"text": "woord " * 40}),
    )
    first, second, third = document.proposals.all()
    assert title_of(first) == "Aanbeveling: boardletter"
    assert title_of(second) == "Doel: niet vermeld"
    assert title_of(third).endswith("woord…")


def test_the_title_is_not_repeated_among_the_facts(make_document: MakeDocument) -> None:
    proposal = make_document(Given("goal", "Kort.", {"text": "Kort", "target_date": "2026"})).proposals.get()
    assert facts_of(proposal) == [Fact("Streefdatum", "2026")]


def test_a_folded_proposal_shows_little() -> None:
    shown = brief([Fact("Tekst", "woord " * 100)] * 9)
    assert len(shown) == FOLDED_FACTS
    assert len(str(shown[0].value)) <= FOLDED_CHARACTERS
