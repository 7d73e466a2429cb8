from __future__ import annotations

import pytest

from documents.made_documents import assert_sound, odt_of, shown, table_texts, zipped
from koers.documents import limits
from koers.documents.errors import Unreadable
from koers.documents.readers import read_bytes
from koers.documents.text import Text

MANIFEST = '<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'


def read(data: bytes) -> Text:
    text = read_bytes(data, "a.odt")
    assert_sound(text)
    return text


def test_headings_lists_and_paragraphs() -> None:
    styles = (
        '<style:style style:name="Huis" style:family="paragraph" style:default-outline-level="2"/>'
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Huis"/>'
        '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Title"/>'
        '<style:style style:name="A" style:family="paragraph" style:parent-style-name="A"/>'
        '<style:style style:name="T" style:family="text"/>'
    )
    text = read(
        odt_of(
            '<text:h text:outline-level="3">Kop</text:h><text:h>Zonder</text:h>'
            '<text:p text:style-name="P1">Huiskop</text:p><text:p text:style-name="P2">Titel</text:p>'
            '<text:p text:style-name="A">Kring</text:p>'
            "<text:list><text:list-item><text:p>a</text:p><text:list><text:list-item><text:p>b</text:p>"
            "</text:list-item></text:list></text:list-item></text:list>"
            "<text:section><text:p>In een deel</text:p></text:section>",
            styles,
        )
    )
    assert shown(text) == [
        ("heading", 3, "Kop"),
        ("heading", 1, "Zonder"),
        ("heading", 2, "Huiskop"),
        ("heading", 1, "Titel"),
        ("paragraph", None, "Kring"),
        ("list_item", 1, "a"),
        ("list_item", 2, "b"),
        ("paragraph", None, "In een deel"),
    ]


def test_signs_links_notes_boxes_and_deletions() -> None:
    text = read(
        odt_of(
            "<text:tracked-changes><text:p>verwijderd</text:p></text:tracked-changes>"
            '<text:p>  Een\n zin<text:s text:c="2"/>met <text:span>opmaak</text:span>'
            "<text:tab/>tab<text:line-break/>"
            'regel <text:a xlink:href="https://wendelmeer.nl">link</text:a><text:a>leeg</text:a>'
            "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Noot</text:p>"
            "</text:note-body></text:note><draw:frame><draw:text-box><text:p>Kader</text:p></draw:text-box></draw:frame>"
            "<office:annotation><text:p>weg</text:p></office:annotation></text:p><text:p>Slot</text:p>"
        )
    )
    assert text.plain == "Een zin  met opmaak\ttab\nregel linkleeg\n\nKader\n\nSlot\n\nNoot"
    assert [(text.plain[link.start : link.end], link.target) for link in text.links] == [
        ("link", "https://wendelmeer.nl")
    ]


def test_tables_with_covered_and_repeated_cells() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    text = read(
        odt_of(
            "<table:table><table:table-column/><table:table-header-rows><table:table-row>"
            + cell.format("a")
            + "<table:covered-table-cell/>"
            + cell.format("b")
            + "</table:table-row></table:table-header-rows><table:table-row>"
            '<table:table-cell table:number-columns-repeated="3"><text:p>7</text:p></table:table-cell>'
            "</table:table-row></table:table>"
        )
    )
    assert table_texts(text) == [["a", "", "b"], ["7", "7", "7"]]


def test_a_cell_repeated_a_million_times_is_not_believed() -> None:
    text = read(
        odt_of(
            '<table:table><table:table-row><table:table-cell table:number-columns-repeated="99999">'
            "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        )
    )
    assert len(table_texts(text)[0]) == limits.REPEATED_CELLS


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (odt_of("<text:p>x</text:p>", META_INF__manifest="<a/>").replace(b"META_INF", b"META-INF"), None),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "broken"),
        (
            zipped({"mimetype": "x", "content.xml": "<a/>", "META-INF/manifest.xml": MANIFEST}),
            "wrong_extension",
        ),
        (
            zipped(
                {
                    "mimetype": "application/vnd.oasis.opendocument.text",
                    "content.xml": "x",
                    "META-INF/manifest.xml": MANIFEST,
                }
            ),
            "password",
        ),
        (
            odt_of(
                "<table:table><table:table-row><table:table-cell>" * 20
                + "</table:table-cell></table:table-row></table:table>" * 20
            ),
            "nesting",
        ),
    ],
)
def test_unreadable_packages(data: bytes, code: str | None) -> None:
    if code is None:
        assert read(data).plain == "x"
        return
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, "a.odt")
    assert caught.value.code == code
