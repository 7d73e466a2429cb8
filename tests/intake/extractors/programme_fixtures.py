"""Programme reports of fictional municipalities, in several structures, and short texts made for one test."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Any

from koers.documents.readers import read_bytes
from koers.documents.text import Text
from koers.intake.extractors.programme_report import extract
from koers.intake.items import Extraction, Item

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "programme"
NAMES = ("brandwoude.txt", "wendelmeer.md", "lagerhout.html", "zandmark.docx")


def text_of(name: str) -> Text:
    if name == "zandmark.docx":
        return read_bytes(zandmark(), name)
    return read_bytes((FIXTURES / name).read_bytes(), name)


@lru_cache
def read(name: str) -> tuple[Text, Extraction]:
    text = text_of(name)
    return text, extract(text)


def read_text(content: str, name: str = "x.md") -> Extraction:
    return extract(read_bytes(content.encode(), name))


def of_type(extraction: Extraction, kind: str) -> list[Item]:
    return [item for item in extraction.items if item.type == kind]


def values(extraction: Extraction, kind: str, *names: str) -> list[Any]:
    """The asked values of all items of a type: tuples, or bare values when one name is asked."""
    rows = [tuple(item.values[name] for name in names) for item in of_type(extraction, kind)]
    return [row[0] for row in rows] if len(names) == 1 else rows


@lru_cache
def zandmark() -> bytes:
    """A Word file with the nine headings of a "grote projecten" report as a table's first column, and data tables."""
    from docx import Document

    document = Document()
    document.add_heading("Slotverslag programma Vaste Grond", 0)
    document.add_paragraph("Waterschap Zandmark, 3 april 2026")
    table = document.add_table(rows=0, cols=2)
    for label, paragraphs in (
        ("Inleiding", ["Het programma loopt van mei 2024 tot en met december 2025."]),
        ("Doelstellingen", ["We willen in 2025 met minder regels werken.", "We houden kennis vast."]),
        (
            "Voortgang",
            [
                "Alle teams werken met een eigen agenda. Elke maand bespreken de teamleiders samen wat goed liep, wat bleef"
                " liggen en wat ze de komende weken anders doen, zodat niemand dezelfde fout twee keer maakt.",
                "Spoor 1: Regels",
                "De helft van de regels is geschrapt.",
            ],
        ),
        ("Risico's", ["Het grootste risico is dat mensen terugvallen (maatregel: maandelijks gesprek)."]),
        ("Financiën", ["Voor 2024 is een eenmalig budget van € 80.000 beschikbaar gesteld."]),
        ("Besluiten", ["Het dagelijks bestuur stelde op 14 mei 2024 het programmaplan vast."]),
        ("", ["Er zijn nog geen andere besluiten."]),
        (
            "Evaluatie",
            ["De regels zijn gehalveerd en dat werkt.", "Verbeterpunten", "- Eerder vragen", "- Vaker meten"],
        ),
        ("Overdracht", ["De agenda's blijven bij de teams. Kennis vasthouden gaat naar P&O."]),
    ):
        row = table.add_row().cells
        row[0].text = label
        row[1].text = paragraphs[0]
        for paragraph in paragraphs[1:]:
            row[1].add_paragraph(
                paragraph.removeprefix("- "), style="List Bullet" if paragraph[0] == "-" else None
            )
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
