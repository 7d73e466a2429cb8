"""The demo documents are complete, without personal data, in our own words, and their facts are found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from importlib.resources import files
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from koers.intake.items import Item
from koers.intake.reading import read_here
from shared_documents import DOCUMENTS, needs_shared

FOLDER = Path(str(files("koers.demo"))) / "documents"
NAMES = sorted(path.name for path in FOLDER.iterdir())
WINDOW = 7
"""So many words in a row are a sentence of somebody else; fewer happen by accident."""

SHORTENED = {
    "mei – augustus 2021 (bouw van het spel)",
    "tot aan 2024 (gebruik in de training)",
    "1 januari 2020 – 1 januari 2021 (loopt door; de subsidie geldt voor 2020)",
    "1 oktober 2020 tot 1 mei 2020, vervolg tot maart 2022",
}
"""Periods that were published as sentences keep their dates only; the README names them."""

KINDS = {
    "fonds-praktijken.html": "practice-catalogue",
    "havelingen-paragraaf-bedrijfsvoering-2023.txt": "operations-paragraph",
    "havelingen-programma-organisatieontwikkeling.html": "programme-report",
    "merwestein-organisatieontwikkeling-2024.md": "operations-paragraph",
    "wendelmeer-roadtrip-eindrapportage.md": "programme-report",
    "wendelmeer-roadtrip-tussenrapportage.md": "programme-report",
}


def read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def windows(text: str) -> Iterator[tuple[str, ...]]:
    found = words(text)
    return (tuple(found[at : at + WINDOW]) for at in range(len(found) - WINDOW + 1))


def prose(name: str) -> list[str]:
    """The passages that are sentences: no headings, and of a practice no names, theme or period."""
    if name.endswith(".html"):
        tree = LexborHTMLParser(read(name))
        sentences = tree.css("h4 + p, h1 + p, h2 + p") if name.startswith("fonds") else tree.css("p, li")
        return [node.text() for node in sentences]
    lines = [line.strip() for line in read(name).splitlines()]
    return [line for line in lines if line and not is_heading(line)]


def is_heading(line: str) -> bool:
    return line.startswith("#") or (
        len(words(line)) <= WINDOW + 1 and line[-1].isalnum() and line[0].isalnum()
    )


def catalogue() -> LexborHTMLParser:
    return LexborHTMLParser(read("fonds-praktijken.html"))


def test_every_document_is_listed_in_the_readme() -> None:
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `([^`]+)` \|", readme, flags=re.MULTILINE)) == NAMES


def test_the_catalogue_holds_141_practices() -> None:
    assert len(catalogue().css("h3")) == 141


def test_every_practice_has_one_summary_of_one_sentence() -> None:
    headings = [node for node in catalogue().css("h4") if node.text() == "Het project in het kort"]
    assert len(headings) == 141
    summaries = [node.text() for node in catalogue().css("h4 + p")]
    assert all(summary.endswith(".") and len(summary) > 40 for summary in summaries)
    assert len(set(summaries)) == len(summaries)


def test_the_rounds_are_printed_as_asterisks() -> None:
    marks = [len(node.text()) - len(node.text().lstrip("*")) for node in catalogue().css("h3")]
    assert set(marks) == {0, 1, 2}


def test_the_published_mistakes_in_periods_are_kept() -> None:
    text = read("fonds-praktijken.html")
    for period in (
        "1 maart 2021 - 1 januari 2021",
        "maart 2021 - juli 202<",
        "tot en met 31 september 2021",
        "januari 2019 - ?",
    ):
        assert period in text.replace("\n", "<")


@pytest.mark.parametrize("name", NAMES)
def test_no_address_and_no_telephone_number(name: str) -> None:
    text = read(name)
    assert "@" not in text
    assert not re.search(r"\btel\b|\b0(?:[ -]*\d){9}\b", text, flags=re.IGNORECASE)


@pytest.mark.parametrize("name", [name for name in NAMES if "2023" in name or "2024" in name])
def test_invented_figures_are_called_so(name: str) -> None:
    before, _, after = read(name).partition("Verplichte indicatoren (voorbeeldcijfers")
    assert "Formatie" in after and "Formatie" not in before


@pytest.mark.parametrize(
    "fact",
    [
        "€ 500.000",
        "€ 1 miljoen",
        "€ 737.710",
        "€ 288.770 (incl. indexatie)",
        "ongeveer € 85.000",
        "1 april 2023",
        "november 2022",
    ],
)
def test_the_final_report_holds_the_facts(fact: str) -> None:
    assert fact in read("wendelmeer-roadtrip-eindrapportage.md")


@cache
def items_of(name: str) -> list[Item]:
    return read_here((FOLDER / name).read_bytes(), name).reading.items


def of_type(name: str, kind: str) -> list[Item]:
    return [item for item in items_of(name) if item.type == kind]


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_the_reader_recognises_each_document(name: str, kind: str) -> None:
    assert read_here((FOLDER / name).read_bytes(), name).reading.kind == kind


def test_the_reader_finds_the_141_practices() -> None:
    practices = of_type("fonds-praktijken.html", "practice")
    assert len(practices) == 141
    assert all(practice.values["organisation"] and practice.values["summary"] for practice in practices)


def test_the_reader_finds_the_money_of_the_final_report() -> None:
    name = "wendelmeer-roadtrip-eindrapportage.md"
    amounts = {item.values["amount"]["amount"] for item in of_type(name, "budget")}
    assert amounts >= {"500000.00", "1000000.00"}
    allocated = [item for item in of_type(name, "allocation") if item.values["amount"]]
    assert {item.values["amount"]["amount"] for item in allocated} >= {"737710.00", "288770.00"}
    assert all(item.values["purposes"] for item in allocated)


def test_the_reader_finds_the_programme_of_the_final_report() -> None:
    name = "wendelmeer-roadtrip-eindrapportage.md"
    counts = Counter(item.type for item in items_of(name))
    assert (counts["goal"], counts["track"], counts["risk"], counts["handover"]) == (8, 6, 6, 10)
    adopted = {item.values["name"]: item.values["adoptions"] for item in of_type(name, "deliverable")}
    physical = adopted["advies over de inrichting van het fysiek domein"]
    assert [adoption["body"] for adoption in physical] == ["CMT", "OR", "college"]


def test_the_reader_finds_the_five_main_tasks_and_the_values() -> None:
    name = "havelingen-programma-organisatieontwikkeling.html"
    assert len(of_type(name, "track")) == 5
    assert len(of_type(name, "dependency")) == 9
    assert [item.values["name"] for item in of_type(name, "value")] == ["Open", "Betrokken", "Gedreven"]


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind == "operations-paragraph"])
def test_the_reader_finds_the_five_mandatory_indicators(name: str) -> None:
    found = Counter(item.values["indicator"] for item in of_type(name, "indicator"))
    for indicator in (
        "establishment_per_1000",
        "staffing_per_1000",
        "overhead_cost_per_resident",
        "external_hire_share",
        "overhead_share",
    ):
        assert found[indicator] == 3


@needs_shared
@pytest.mark.parametrize("name", NAMES)
def test_no_sentence_of_the_published_documents(name: str) -> None:
    published = {
        window
        for path in DOCUMENTS.glob("0*.txt")
        for window in windows(re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8-sig")))
    }
    taken = [
        " ".join(window) for passage in prose(name) for window in windows(passage) if window in published
    ]
    assert taken == []


@needs_shared
def test_no_contact_person_of_the_published_catalogue() -> None:
    published = next(DOCUMENTS.glob("002_*.txt")).read_text(encoding="utf-8-sig")
    lines = re.findall(
        r"^(?:Contactpersoon|Projectleider)[^:\n]*:[ \n]*([^\n,|]+)", published, flags=re.MULTILINE
    )
    persons = {part.strip() for line in lines for part in line.split(" en ") if len(part.split()) > 1}
    text = "\n".join(read(name) for name in NAMES)
    assert len(persons) > 80
    assert [person for person in persons if person in text] == []


@needs_shared
def test_the_facts_of_the_catalogue_are_as_published() -> None:
    published = next(DOCUMENTS.glob("002_*.txt")).read_text(encoding="utf-8-sig")
    lines = {" ".join(line.split()) for line in published.splitlines()}
    assert [node.text() for node in catalogue().css("h3") if " ".join(node.text().split()) not in lines] == []
    folded = " ".join(published.split())
    facts = re.findall(r"(?:Project|Thema|Looptijd|Doorlooptijd): ([^<\n]+)", read("fonds-praktijken.html"))
    assert len(facts) > 400
    assert {fact for fact in facts if " ".join(unescape(fact).split()) not in folded} == SHORTENED
