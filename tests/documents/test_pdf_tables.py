"""Tables of a PDF that are drawn with rules: cells, merged cells, broken words, tables over two pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.made_documents import assert_sound, converted, table_texts
from koers.documents.readers import read_bytes
from koers.documents.readers.pdf_rules import Rule, RuledTable, ruled_tables
from koers.documents.text import BlockKind, Text

WIDE = [
    ["Indicator", "2023", "", "Bron"],
    ["", "Begroting", "Rekening", ""],
    ["Bezetting", "7,1", "", "Eigen"],
]
NARROW = [["Kengetal", *"abcdefg"], ["Apparaatskosten per inwoner", "6", "", "7", "", "", "", ""]]
LONG = [["Naam", "Waarde"], *([f"Regel {number}", f"{number},5"] for number in range(60))]


def made(path: Path) -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph("Eerst een gewone alinea.")
    for rows in (WIDE, NARROW, LONG):
        table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for number, row in enumerate(rows):
            for place, words in enumerate(row):
                table.cell(number, place).text = words
        if rows is WIDE:
            table.cell(0, 0).merge(table.cell(1, 0)).text = "Indicator"
            table.cell(0, 1).merge(table.cell(0, 2)).text = "2023"
        document.add_paragraph("Daarna weer tekst.")
    document.save(str(path))
    return converted(path, "pdf", path.parent / "profile")


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Text:
    return read_bytes(made(tmp_path_factory.mktemp("tables") / "tables.docx"), "tables.pdf")


def tables(text: Text) -> list[list[list[str]]]:
    return [table_texts(text, block) for block in text.blocks if block.kind is BlockKind.TABLE]


def test_cells_as_they_are_drawn(text: Text) -> None:
    assert_sound(text)
    assert tables(text)[0] == WIDE
    table = next(block for block in text.blocks if block.kind is BlockKind.TABLE)
    assert table.certain
    assert [text.plain[slice(*cell.of)] for row in table.rows for cell in row if cell.of] == [
        "2023",
        "Indicator",
    ]
    assert text.plain.startswith("Eerst een gewone alinea.")


def test_a_word_that_is_broken_in_a_narrow_cell(text: Text) -> None:
    assert tables(text)[1] == NARROW


def test_a_table_that_goes_on_over_pages_is_one(text: Text) -> None:
    assert tables(text)[2] == LONG
    assert len(tables(text)) == 3
    table = [block for block in text.blocks if block.kind is BlockKind.TABLE][2]
    assert text.page_at(table.start) != text.page_at(table.end - 1)


def grid(*rules: Rule) -> RuledTable:
    return RuledTable([0, 50, 100], [60, 40, 20], list(rules))


def test_a_cell_without_a_rule_between_is_merged() -> None:
    across, down = Rule(True, 40, 0, 50), Rule(False, 50, 20, 60)
    table = grid(across, down)
    assert table.cell_at(75, 30) == (0, 1)
    assert table.cell_at(25, 30) == (1, 0)
    assert table.cell_at(25, 50) == (0, 0)
    assert table.cell_at(120, 50) is None
    assert table.cell_at(75, 10) is None
    assert table.like(grid())
    assert not table.like(RuledTable([0, 50, 110], [60, 40], []))


class Page:
    """A page whose drawing is given."""

    def __init__(self, boxes: list[tuple[float, float, float, float]]) -> None:
        self.boxes, self.raw = boxes, self

    def get_width(self) -> float:
        return 600

    def get_height(self) -> float:
        return 800


def test_frames_and_lone_rules_are_no_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    import pypdfium2.raw as raw

    def bounds(box: tuple[float, ...], *edges: object) -> int:
        for edge, value in zip(edges, box, strict=True):
            edge._obj.value = value  # type: ignore[attr-defined]
        return int(box[2] >= 0)

    monkeypatch.setattr(raw, "FPDFPage_CountObjects", lambda page: len(page.boxes))
    monkeypatch.setattr(raw, "FPDFPage_GetObject", lambda page, number: page.boxes[number])
    monkeypatch.setattr(raw, "FPDFPageObj_GetType", lambda box: raw.FPDF_PAGEOBJ_PATH if box[0] < 500 else 0)
    monkeypatch.setattr(raw, "FPDFPageObj_GetBounds", bounds)
    frame = (10.0, 10.0, 590.0, 790.0)
    line = (50.0, 400.0, 550.0, 401.0)
    other, unknown = (550.0, 1.0, 560.0, 2.0), (20.0, 20.0, -1.0, 20.0)
    cells = [(100.0 * x, 100.0 + 20 * y, 100.0 * x + 100, 120.0 + 20 * y) for x in (1, 2) for y in (0, 1)]
    assert ruled_tables(Page([frame, line, other, unknown])) == []
    [found] = ruled_tables(Page([frame, line, *cells, (300.0, 100.0, 301.0, 140.0), (1.0, 1.0, 2.0, 2.0)]))
    assert (found.columns, found.rows) == ([100, 200, 300], [140, 120, 100])
