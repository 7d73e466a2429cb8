"""The theme table: each synonym leads to its theme, misprints are never sure, and the documentation shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from koers.intake.vocabulary.themes import SYNONYMS, ThemeFound, find_theme

READING = Path(__file__).parents[2] / "docs" / "reading.md"


@pytest.mark.parametrize("theme", SYNONYMS)
def test_every_synonym_leads_to_its_theme(theme: str) -> None:
    for words in SYNONYMS[theme]:
        assert find_theme(f" {words.title()}.") == ThemeFound(theme, sure=True)


@pytest.mark.parametrize(
    ("printed", "theme", "sure"),
    [
        ("Leren & Ontwikkelen", "leren-en-ontwikkelen", True),
        ("Werving; strategische personeelsplanning", "arbeidsmarkt", True),
        ("Samnwerking intern", "samenwerken", False),
        ("Vitalitiet", "vitaliteit", False),
        ("Vitaliteit, jongeren", None, False),
        ("Tuinieren", None, False),
        ("", None, False),
    ],
)
def test_other_words(printed: str, theme: str | None, sure: bool) -> None:
    assert find_theme(printed) == ThemeFound(theme, sure)


def test_no_words_stand_for_two_themes() -> None:
    words = [word for synonyms in SYNONYMS.values() for word in synonyms]
    assert len(words) == len(set(words))


def test_the_documentation_shows_the_table() -> None:
    printed = READING.read_text(encoding="utf-8")
    for theme, words in SYNONYMS.items():
        assert f"| `{theme}` | {', '.join(words)} |" in printed
