"""The kind of a document is chosen by the extractors' own scores."""

from __future__ import annotations

from pathlib import Path

import pytest

from koers.documents.readers import read_bytes
from koers.intake import kinds
from koers.intake.items import KINDS
from shared_documents import document, needs_shared

FIXTURES = Path(__file__).parents[1] / "fixtures" / "operations"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("paragraph.txt", "operations-paragraph"),
        ("tabs.txt", "indicators"),
        ("two_heads.html", "indicators"),
        ("one_per_line.txt", "indicators"),
        ("school.txt", None),
    ],
)
def test_fixtures(name: str, kind: str | None) -> None:
    assert kinds.detect(read_bytes((FIXTURES / name).read_bytes(), name)) == kind


def test_a_letter_is_of_no_kind() -> None:
    text = read_bytes(b"Beste buren,\n\nMorgen vieren wij feest in de straat. U bent welkom.\n", "brief.txt")
    assert kinds.detect(text) is None
    assert set(kinds.scores(text)) == set(KINDS)


def test_reading_as_a_kind() -> None:
    text = read_bytes((FIXTURES / "tabs.txt").read_bytes(), "tabs.txt")
    assert {item.type for item in kinds.extract(text, "indicators").items} == {"indicator"}


def test_unknown_kind() -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        kinds.extractor("brief")


@needs_shared
@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("000", "programme-report"),
        ("001", "programme-report"),
        ("002", "practice-catalogue"),
        ("003", "operations-paragraph"),
        ("004", "operations-paragraph"),
    ],
)
def test_real_documents(number: str, kind: str) -> None:
    path = document(number)
    assert kinds.detect(read_bytes(path.read_bytes(), path.name)) == kind
