"""The same catalogue as web page, Word file or PDF lines gives the same items; pages in other layouts are read too."""

from __future__ import annotations

import html
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from intake.evidence import assert_evidence
from koers.documents.readers import read_bytes
from koers.documents.text import Block, BlockKind, Text
from koers.intake.extractors.practice_catalogue import extract
from koers.intake.items import Item

FIXTURE = Path(__file__).parents[2] / "fixtures" / "catalogue" / "regiofonds.txt"


def checked(text: Text) -> list[Item]:
    items = extract(text).items
    for item in items:
        assert_evidence(text, item)
    return items


def essence(items: list[Item]) -> list[tuple[Any, ...]]:
    return [(item.values, sorted(item.warnings)) for item in items]


def lines() -> list[str]:
    return FIXTURE.read_text(encoding="utf-8").split("\n")


def web_page(body: str) -> Text:
    page = (
        f'<!doctype html><html lang="nl"><head><title>x</title></head><body><main>{body}</main></body></html>'
    )
    return read_bytes(page.encode(), "bladzijde.html")


def paragraphs() -> Text:
    return web_page("".join(f"<p>{html.escape(line.strip())}</p>\n" for line in lines() if line.strip()))


def broken_lines() -> Text:
    blocks = "\n".join(lines()).split("\n\n")
    shown = (
        "<br>\n".join(html.escape(line.strip()) for line in block.split("\n") if line.strip())
        for block in blocks
    )
    return web_page("".join(f"<p>{block}</p>\n" for block in shown))


def word(*, empty_lines: bool) -> Text:
    file = docx.Document()
    for line in lines():
        if line.strip() or empty_lines:
            file.add_paragraph(line)
    stored = BytesIO()
    file.save(stored)
    return read_bytes(stored.getvalue(), "catalogus.docx")


@pytest.mark.parametrize("form", ["paragraphs", "broken lines", "typed word", "tight word"])
def test_every_format_gives_the_same_items(form: str) -> None:
    forms: dict[str, Callable[[], Text]] = {
        "paragraphs": paragraphs,
        "broken lines": broken_lines,
        "typed word": lambda: word(empty_lines=True),
        "tight word": lambda: word(empty_lines=False),
    }
    text = forms[form]()
    assert essence(checked(text)) == essence(checked(read_bytes(FIXTURE.read_bytes(), FIXTURE.name)))


FIELDS = {
    "Project": "Digimaatjes",
    "Contactpersoon": "Piet van der Meer",
    "Contactgegevens": "p.vandermeer@duinmeer.example.nl, tel. 06 12345678",
    "Thema": "Digitale vaardigheden",
    "Looptijd": "april - juni 2023",
}
ROWS = "".join(f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in FIELDS.items())
BOLD = "<br>".join(f"<strong>{label}:</strong> {value}" for label, value in FIELDS.items())
TERMS = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in FIELDS.items())


@pytest.mark.parametrize(
    "fields",
    [f"<table>{ROWS}</table>", f"<p>{BOLD}</p>", f"<dl>{TERMS}</dl>"],
    ids=["table", "bold labels", "definition list"],
)
def test_web_pages_in_other_layouts(fields: str) -> None:
    (item,) = checked(
        web_page(
            f"<h1>Projecten</h1><h2>*Duinmeer: Digimaatjes</h2><p>Gemeente Duinmeer</p>{fields}"
            "<h3>Het project in het kort</h3><p>Collega's helpen elkaar een uur per week.</p>"
            '<h3>Eindevaluatie</h3><p>Dat ging goed.</p><p><a href="https://x.example.nl/v">Verslag van het jaar</a></p>'
        )
    )
    values = item.values
    assert (values["title"], values["round"], values["organisation"]) == (
        "Duinmeer: Digimaatjes",
        1,
        "Gemeente Duinmeer",
    )
    assert (values["project"], values["theme"]) == ("Digimaatjes", "digitalisering")
    assert (values["period"]["start"], values["period"]["end"]) == ("2023-04", "2023-06")
    assert values["contacts"][0]["email"] == "p.vandermeer@duinmeer.example.nl"
    assert values["contacts"][0]["phone"] == "06 12345678"
    assert values["summary"] == "Collega's helpen elkaar een uur per week."
    assert [section["kind"] for section in values["sections"]] == ["final_evaluation"]
    assert values["attachments"] == ["Verslag van het jaar"]
    assert item.warnings == []


def test_fields_in_another_order_and_spelling() -> None:
    (item,) = checked(
        web_page(
            "<h2>Duinmeer: Digimaatjes</h2><p>Looptijd project: 2023</p><p>Thema's: Vitaliteit</p>"
            "<p>Projecttitel: Digimaatjes</p><p>Gemeente: Duinmeer</p><p>E-mailadres: info@duinmeer.example.nl</p>"
            "<p>Contactpersonen: Anna Bos</p><p>Collega's helpen elkaar.</p>"
        )
    )
    values = item.values
    assert (values["title"], values["project"], values["theme"]) == (
        "Duinmeer: Digimaatjes",
        "Digimaatjes",
        "vitaliteit",
    )
    assert values["organisations"] == ["Duinmeer"]
    assert values["period"]["start"] == "2023"
    assert [contact["name"] for contact in values["contacts"]] == ["Anna Bos"]


def pdf_of(blocks: list[str]) -> Text:
    """A PDF's text: paragraphs with their lines as wrapped, on one page."""
    plain = "\n\n".join(blocks)
    found, position = [], 0
    for block in blocks:
        found.append(Block(BlockKind.PARAGRAPH, position, position + len(block)))
        position += len(block) + 2
    return Text(plain, plain, tuple(found), page_starts=(0,))


def test_wrapped_and_run_on_lines_of_a_pdf() -> None:
    first, second = checked(
        pdf_of(
            [
                "Duinmeer: Een project met een lange naam die over\ntwee regels loopt Gemeente: Duinmeer",
                "Project: Een project met een lange naam die over\ntwee regels loopt\nThema: Vitaliteit\n"
                "Looptijd: 1 mei 2023 tot en met\n1 juni 2024",
                "Contactpersoon: Anna Bos\nContactgegevens: a.bos@duinmeer.example.nl",
                "Het project in het kort",
                "Bekijk hier het verslag. *Aalten: Wandelen",
                "Gemeente Aalten",
                "Project: Wandelen\nThema: Overig\nLooptijd: 2020",
            ]
        )
    )
    assert first.values["project"] == "Een project met een lange naam die over twee regels loopt"
    assert first.values["period"]["end"] == "2024-06-01"
    assert first.values["attachments"] == ["Bekijk hier het verslag."]
    assert (second.values["title"], second.values["round"]) == ("Aalten: Wandelen", 1)
    assert all(span.page == 1 for spans in first.sources.values() for span in spans)


def test_a_table_with_a_row_per_project() -> None:
    first, second = checked(
        web_page(
            "<h1>Toegekend</h1><table><tr><th>Gemeente</th><th>Project</th><th>Thema</th><th>Looptijd</th></tr>"
            "<tr><td>Aalten</td><td>Wandelen</td><td>Vitaliteit</td><td>2021 - ntb</td></tr>"
            "<tr><td>Breda</td><td>Fietsen</td><td>Overig</td><td></td></tr><tr><td>Oss</td></tr></table>"
        )
    )
    assert (first.values["title"], first.values["organisation"]) == ("Wandelen", "Aalten")
    assert (first.values["theme"], first.values["period"]["start"]) == ("vitaliteit", "2021")
    assert "open_end" in first.warnings
    assert second.values["organisations"] == ["Breda"] and second.values["period"] is None
    assert "missing_period" in second.warnings


def test_fields_on_one_line_and_below_the_story() -> None:
    story = "Collega's helpen elkaar een uur per week. " * 6
    first, second = checked(
        web_page(
            f"<h2>Duinmeer: Digimaatjes</h2><p>Gemeente Duinmeer</p><p>{story}</p><p>Zo leren zij van elkaar.</p>"
            "<p>Project: Digimaatjes | Thema: Digivaardig | Looptijd: 2021</p>"
            "<h2>Aalten: Wandelen</h2><p>Gemeente Aalten</p><p>We wandelen.</p>"
            "<p>Project: Wandelen | Thema: Vitaliteit | Looptijd: 2022</p>"
        )
    )
    assert (first.values["title"], first.values["organisation"]) == (
        "Duinmeer: Digimaatjes",
        "Gemeente Duinmeer",
    )
    assert (first.values["project"], first.values["theme"]) == ("Digimaatjes", "digitalisering")
    assert first.values["summary"].endswith("per week. Zo leren zij van elkaar.")
    assert (second.values["organisations"], second.values["summary"]) == (["Aalten"], "We wandelen.")


def test_markdown_marks_are_no_part_of_values() -> None:
    (item,) = checked(
        read_bytes(
            b"# Projecten\n\n## *Duinmeer: Digimaatjes\n\nGemeente Duinmeer\n\n**Project:** Digimaatjes\n"
            b"**Thema:** Digivaardig\n**Looptijd:** 1 mei 2021 t/m 1 juli 2022\n\n### Het project in het kort\n\n"
            b"Collega's helpen elkaar.\n",
            "projecten.md",
        )
    )
    assert (item.values["title"], item.values["round"]) == ("Duinmeer: Digimaatjes", 1)
    assert (item.values["project"], item.values["theme_raw"]) == ("Digimaatjes", "Digivaardig")
    assert item.values["summary"] == "Collega's helpen elkaar."
