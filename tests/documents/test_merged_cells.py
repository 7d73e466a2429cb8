"""Cells that span columns and rows: every row keeps its places, and a covered place knows its cell."""

from __future__ import annotations

import pytest

from documents.made_documents import assert_sound, docx_of, odt_of, paragraph, table_texts
from koers.documents.readers import read_bytes
from koers.documents.text import BlockKind, Text

EXPECTED = [["Naam", "2023", "", ""], ["", "Begroting", "Rekening", "Alles"], ["Bezetting", "7,1", "", ""]]
OF = {(0, 2): "2023", (0, 3): "2023", (1, 0): "Naam", (2, 2): "7,1"}


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def word() -> bytes:
    rows = [
        cell("Naam", '<w:vMerge w:val="restart"/>') + cell("2023", '<w:gridSpan w:val="3"/>'),
        cell("", "<w:vMerge/>") + cell("Begroting") + cell("Rekening") + cell("Alles"),
        cell("Bezetting") + cell("7,1", '<w:gridSpan w:val="2"/>') + cell(""),
    ]
    return docx_of("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")


def web() -> bytes:
    return (
        b"<html><body><table><tr><td rowspan='2'>Naam</td><td colspan='3'>2023</td></tr>"
        b"<tr><td>Begroting</td><td>Rekening</td><td>Alles</td></tr>"
        b"<tr><td>Bezetting</td><td colspan='2'>7,1</td><td></td></tr></table></body></html>"
    )


def opened() -> bytes:
    def one(text: str, **spans: int) -> str:
        attributes = "".join(f' table:number-{way}-spanned="{number}"' for way, number in spans.items())
        return f"<table:table-cell{attributes}><text:p>{text}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell/>"
    rows = [
        one("Naam", rows=2) + one("2023", columns=3) + covered * 2,
        covered + one("Begroting") + one("Rekening") + one("Alles"),
        one("Bezetting") + one("7,1", columns=2) + covered + one(""),
    ]
    return odt_of(
        "<table:table>"
        + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
        + "</table:table>"
    )


def covering(text: Text) -> dict[tuple[int, int], str]:
    table = next(block for block in text.blocks if block.kind is BlockKind.TABLE)
    return {
        (number, place): text.plain[slice(*one.of)]
        for number, row in enumerate(table.rows)
        for place, one in enumerate(row)
        if one.of is not None
    }


@pytest.mark.parametrize(("name", "data"), [("a.docx", word()), ("a.html", web()), ("a.odt", opened())])
def test_the_same_places_in_every_format(name: str, data: bytes) -> None:
    text = read_bytes(data, name)
    assert_sound(text)
    assert table_texts(text) == EXPECTED
    assert covering(text) == OF


def test_spans_beyond_the_table_and_nonsense_spans() -> None:
    text = read_bytes(
        b"<html><body><table><tr><td rowspan='9'>a</td><td colspan='0'>b</td><td rowspan='x'>c</td></tr>"
        b"<tr><td>d</td></tr></table></body></html>",
        "a.html",
    )
    assert table_texts(text) == [["a", "b", "c"], ["", "d"]]


def test_covered_cells_of_an_odt_without_a_cell_that_covers_them() -> None:
    row = "<table:table-row><table:covered-table-cell/><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
    text = read_bytes(odt_of(f"<table:table>{row}</table:table>"), "a.odt")
    assert table_texts(text) == [["", "x"]]


def test_a_row_of_word_that_begins_further_on() -> None:
    rows = (
        "<w:tr>"
        + cell("a")
        + cell("b")
        + "</w:tr><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>"
        + cell("c")
        + "</w:tr>"
    )
    assert table_texts(read_bytes(docx_of(f"<w:tbl>{rows}</w:tbl>"), "a.docx")) == [["a", "b"], ["", "c"]]


def test_tabs_keep_the_place_of_empty_cells() -> None:
    lines = ["Naam\t2022\t2023\t2024", "Formatie\t7,1\t7,2\t", "\t7,3\t7,4\t7,5", "\tingesprongen"]
    body = "".join(
        paragraph(line).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">') for line in lines
    )
    text = read_bytes(docx_of(body), "a.docx")
    assert "Formatie\t7,1\t7,2\t\n" in text.plain
    assert "\n\t7,3\t7,4\t7,5\n" in text.plain
    assert "\ningesprongen" in text.plain
