"""What was not read is listed with its reason, and nothing escapes the list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.documents.readers import read_bytes
from koers.documents.text import Text
from koers.intake.items import Extraction, Item, Span, Unread
from koers.intake.unread import SHORTEST, is_boilerplate, is_navigation, unread_stretches


def text_of(content: str) -> Text:
    return read_bytes(content.encode(), "a.txt")


def covering(*places: tuple[int, int]) -> Extraction:
    spans = [Span(start, end) for start, end in places]
    return Extraction([Item("goal", {"text": None}, Span(0, 1), {"text": spans})])


LONG = "Dit is een zin die door niemand is begrepen en die lang genoeg is."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (f"{LONG} En nog een zin.", "not_understood"),
        ("Terug naar navigatie - Ontwikkelingen in de organisatie", "navigation"),
        ("Deze pagina is gebouwd op 07/01/2025 11:52:45 met de export", "boilerplate"),
        ("Afbeelding 3: het organogram van de gemeente Waterrijk", "picture"),
        ('<img src="organogram.png" alt="Organogram van de gemeente">\nZin.', "picture"),
        ('<p class="een-lange-klasse een-andere-klasse nog-een">\nZin.', "boilerplate"),
        ("Een kop die lang is en die los staat in dit document\n\nZin.", "heading"),
    ],
)
def test_reasons(content: str, reason: str) -> None:
    assert [stretch.reason for stretch in unread_stretches(text_of(content), Extraction())] == [reason]


def test_covered_and_short_stretches_are_not_listed() -> None:
    text = text_of(f"{LONG}\n\nKort stukje.\n\n{LONG}")
    tail = len(LONG) + 2 + len("Kort stukje.") + 2
    assert unread_stretches(text, covering((0, len(LONG)), (tail, len(text.plain)))) == []
    assert [s.start for s in unread_stretches(text, covering((0, len(LONG))))] == [len(LONG) + 2]


def test_hints_of_the_extractor_come_first() -> None:
    extraction = Extraction(unread_reasons=[Unread(0, 10, "boilerplate")])
    assert unread_stretches(text_of(LONG), extraction) == [Unread(0, len(LONG), "boilerplate")]


def test_a_gap_is_divided_by_reason_and_short_parts_join_their_neighbour() -> None:
    navigation = "Terug naar navigatie - Ontwikkelingen in de organisatie"
    text = text_of(f"Menu\n{navigation}\n{LONG}\nMenu")
    found = unread_stretches(text, Extraction())
    assert [stretch.reason for stretch in found] == ["navigation", "not_understood"]
    assert found[0].start == 0
    assert found[-1].end == len(text.plain)


def test_a_short_first_part_takes_the_reason_behind_it() -> None:
    found = unread_stretches(text_of(f"Menu\n{LONG}"), Extraction())
    assert [(stretch.start, stretch.reason) for stretch in found] == [(0, "not_understood")]


WORDS = st.text(alphabet="abc .\n\t<>|-", max_size=200)


@given(WORDS, st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=4))
def test_nothing_escapes(content: str, places: list[tuple[int, int]]) -> None:
    """Outside values and listed stretches no run of more than `SHORTEST` characters is left, white space apart."""
    text = Text(content, content, ())
    inside = [(a, min(a + n, len(content))) for a, n in places if a < len(content)]
    extraction = covering(*inside)
    listed = unread_stretches(text, extraction)
    assert all(stretch.end - stretch.start > SHORTEST for stretch in listed)
    open_ = [True] * len(content)
    for start, end in [*inside, *((s.start, s.end) for s in listed)]:
        open_[start:end] = [False] * (end - start)
    rest = "".join(char if is_open else "\0" for char, is_open in zip(content, open_, strict=True))
    assert all(len(run.strip()) <= SHORTEST for run in rest.split("\0"))


@pytest.mark.parametrize(
    "line",
    ["Ga naar de inhoud", "Menu", "Home > Paragrafen > Bedrijfsvoering", "Inleiding ........ 12", "Volgende"],
)
def test_navigation(line: str) -> None:
    assert is_navigation(line)


@pytest.mark.parametrize(
    "line", ["Navigeren naar een nieuwe organisatie", "Terugblik op 2024", "Menukaart voor teams"]
)
def test_no_navigation(line: str) -> None:
    assert not is_navigation(line)
    assert not is_boilerplate(line)
