"""Tables with semicolons between their cells, as exports of spreadsheets are."""

from __future__ import annotations

from documents.made_documents import assert_sound, shown, table_texts
from koers.documents.readers import read_bytes
from koers.documents.text import Text


def read(content: str) -> Text:
    text = read_bytes(content.encode(), "a.txt")
    assert_sound(text)
    return text


def test_rows_of_as_many_cells() -> None:
    text = read('Kop\n\nNaam;2023;2024\n"Formatie";7,1;\nBezetting;;6,9\n\nSlot')
    assert table_texts(text) == [["Naam", "2023", "2024"], ["Formatie", "7,1", ""], ["Bezetting", "", "6,9"]]
    assert [kind for kind, _, _ in shown(text)] == ["heading", "table", "heading"]


def test_prose_with_semicolons_is_no_table() -> None:
    for content in (
        "Wij doen dit; wij doen dat; en meer.\nWij zien dit; wij zien dat; en meer.\n",
        "een;twee;drie\n\nvier;vijf;zes\n",
        "een;twee;drie\nvier;vijf\n",
        "een;twee;drie\n" + "x" * 200 + ";vijf;zes\n",
        "- een;twee;drie\n- vier;vijf;zes\n",
    ):
        assert "table" not in [kind for kind, _, _ in shown(read(content))]
