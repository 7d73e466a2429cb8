"""The same document gives the same lines, headings, lists and tables, whatever it was saved as."""

from __future__ import annotations

import pytest

from documents.made_documents import FIGURES, assert_sound, lines, shown, table_texts
from koers.documents.readers import read_bytes

FOOTER = "Gemeente Wendelmeer, voortgang"


@pytest.mark.parametrize("kind", ["txt", "odt", "html", "pdf"])
def test_a_report_gives_the_same_lines(saved_report: dict[str, bytes], kind: str) -> None:
    expected = lines(read_bytes(saved_report["docx"], "report.docx"))
    text = read_bytes(saved_report[kind], f"report.{kind}")
    assert_sound(text)
    assert [line for line in lines(text) if line != FOOTER] == expected


@pytest.mark.parametrize("kind", ["odt", "html", "pdf"])
def test_a_report_gives_the_same_structure(saved_report: dict[str, bytes], kind: str) -> None:
    expected = [
        (block, content) for block, _, content in shown(read_bytes(saved_report["docx"], "report.docx"))
    ]
    text = read_bytes(saved_report[kind], f"report.{kind}")
    found = [(block, content) for block, _, content in shown(text) if content != FOOTER]
    if kind == "html":  # LibreOffice saves a title as a plain paragraph in HTML
        found[0] = ("heading", found[0][1])
    assert found == expected
    assert table_texts(text) == FIGURES


@pytest.mark.parametrize("kind", ["docx", "odt", "html", "pdf"])
def test_a_typed_text_gives_the_same_lines_and_structure(saved_typed: dict[str, bytes], kind: str) -> None:
    expected = read_bytes(saved_typed["txt"], "typed.txt")
    text = read_bytes(saved_typed[kind], f"typed.{kind}")
    assert_sound(text)
    assert lines(text) == lines(expected)
    assert shown(text) == shown(expected)


def test_pages_of_the_pdf(saved_report: dict[str, bytes]) -> None:
    text = read_bytes(saved_report["pdf"], "report.pdf")
    assert text.page_starts[0] == 0
    assert len(text.page_starts) >= 2
    assert text.page_at(text.plain.index("Inleiding")) == 1
    assert text.page_at(text.plain.rindex("Stap 8")) == len(text.page_starts)
