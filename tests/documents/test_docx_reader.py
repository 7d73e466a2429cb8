from __future__ import annotations

import pytest

from documents.made_documents import (
    FIGURES,
    W,
    assert_sound,
    docx_of,
    lines,
    paragraph,
    report,
    shown,
    table_texts,
    zipped,
)
from koers.documents.errors import Unreadable
from koers.documents.readers import read_bytes
from koers.documents.text import BlockKind, Text


def read(data: bytes) -> Text:
    return read_bytes(data, "a.docx")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_a_report_made_in_word() -> None:
    text = read(report())
    assert_sound(text)
    blocks = shown(text)
    assert blocks[0] == ("heading", 1, "Voortgang organisatieontwikkeling")
    assert ("heading", 2, "Wat we doen") in blocks, "a house style based on a heading style is a heading"
    assert ("list_item", 1, "Minder HR-formulieren") in blocks
    assert ("heading", 2, "De beslismomenten") in blocks
    assert table_texts(text) == FIGURES
    assert "Gemeente Wendelmeer, voortgang" not in text.plain
    assert "De beslismomenten\tGeen" in text.plain


def test_outline_levels_of_styles_and_paragraphs() -> None:
    styles = (
        f'<w:styles xmlns:w="{W}">'
        '<w:style w:type="paragraph" w:styleId="Std" w:default="1"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Huis"><w:name w:val="Huiskop"/>'
        '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="kop 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Uit"><w:name w:val="Uit"/><w:basedOn w:val="Huis"/>'
        '<w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Op"><w:name w:val="Opsomming 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Num"><w:name w:val="n"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:name w:val="heading 1"/></w:style></w:styles>'
    )
    names = ("Huis", "Kop1", "Uit", "A", "Op", "Num", "Onbekend")
    body = "".join(paragraph(name, f'<w:pStyle w:val="{name}"/>') for name in names)
    body += paragraph("los", '<w:outlineLvl w:val="0"/>')
    body += paragraph("geen lijst", '<w:pStyle w:val="Num"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body += paragraph("lijst", '<w:numPr><w:ilvl w:val="x"/><w:numId w:val="2"/></w:numPr>')
    text = read(docx_of(body, word__styles=styles))
    assert [(kind, level) for kind, level, _ in shown(text)] == [
        ("heading", 3),
        ("heading", 1),
        ("paragraph", None),
        ("paragraph", None),
        ("list_item", 1),
        ("list_item", 2),
        ("paragraph", None),
        ("heading", 1),
        ("paragraph", None),
        ("list_item", 1),
    ]


def test_tracked_changes_hidden_text_and_signs() -> None:
    body = (
        f"<w:p>{run('Het')}<w:ins>{run(' nieuwe')}</w:ins>"
        "<w:del><w:r><w:delText>oude</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('weg')}</w:moveFrom><w:moveTo>{run(' plan')}</w:moveTo>"
        f"{run('geheim', '<w:vanish/>')}{run(' en', '<w:vanish w:val="0"/>')}"
        "<w:r><w:tab/><w:t>HR</w:t><w:noBreakHyphen/><w:t>be</w:t><w:softHyphen/><w:t>leid</w:t><w:br/><w:t>x</w:t>"
        '<w:br w:type="page"/><w:cr/><w:t>y</w:t></w:r>'
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        f"<w:smartTag>{run('z')}</w:smartTag></w:p>"
        f"<w:ins>{paragraph('Erbij')}</w:ins><w:del>{paragraph('Eraf')}</w:del>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Veld')}</w:sdtContent></w:sdt>"
    )
    assert read(docx_of(body)).plain == "Het nieuwe plan en\tHR‑beleid\nx\nyz\n\nErbij\n\nVeld"


def test_links_by_relation_and_by_anchor() -> None:
    relations = '<Relationships><Relationship Id="r1" Type="http://x/hyperlink" Target="https://wendelmeer.nl"/></Relationships>'
    body = (
        f'<w:p>{run("  Lees ")}<w:hyperlink r:id="r1">{run("dit")}</w:hyperlink> {run(" en ")}'
        f'<w:hyperlink w:anchor="k">{run("dat")}</w:hyperlink><w:hyperlink>{run("!")}</w:hyperlink></w:p>'
    )
    data = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="urn:r"><w:body>{body}</w:body>'
            "</w:document>",
            "word/_rels/document.xml.rels": relations,
        }
    )
    text = read(data)
    assert [(text.plain[link.start : link.end], link.target) for link in text.links] == [
        ("dit", "https://wendelmeer.nl"),
        ("dat", "#k"),
    ]


def test_merged_cells_deleted_rows_and_nested_tables() -> None:
    body = (
        "<w:tbl>"
        f"<w:tr>{cell('a', '<w:gridSpan w:val="2"/>')}{cell('b', '<w:vMerge w:val="restart"/>')}</w:tr>"
        f"<w:tr>{cell('c')}{cell('d')}{cell('weg', '<w:vMerge/>')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('x')}</w:tr>"
        f"<w:sdt><w:sdtContent><w:tr>{cell('e')}{cell('f')}<w:tc><w:tbl><w:tr>{cell('g')}{cell('h')}</w:tr>"
        f"</w:tbl>{paragraph('i')}</w:tc></w:tr></w:sdtContent></w:sdt>"
        "</w:tbl>"
        f"<w:tbl><w:tr>{cell('')}</w:tr></w:tbl>"
    )
    text = read(docx_of(body))
    assert table_texts(text) == [["a", "", "b"], ["c", "d", ""], ["e", "f", "g h i"]]
    assert len(text.blocks) == 1


def test_text_boxes_come_behind_their_paragraph_once() -> None:
    box = (
        f"<wps:txbx xmlns:wps='urn:wps'><w:txbxContent>{paragraph('In het kader')}</w:txbxContent></wps:txbx>"
    )
    body = (
        f"<w:p>{run('Voor')}<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{run(' en na')}</w:p>"
        f"<w:p><w:r><w:pict>{box.replace('kader', 'oude kader')}</w:pict></w:r></w:p>"
    )
    assert lines(read(docx_of(body))) == [
        "Voor en na",
        "In het kader",
        "In het oude kader",
    ]


def test_notes_come_at_the_end_and_other_places_of_parts_are_followed() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator">{paragraph("---")}</w:footnote>'
        f"<w:footnote>{paragraph('De noot')}</w:footnote></w:footnotes>"
    )
    data = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": '<R><r Id="a" Type="x/officeDocument" Target="/word/hoofd.xml"/></R>',
            "word/hoofd.xml": f'<w:document xmlns:w="{W}"><w:body>{paragraph("Tekst")}</w:body></w:document>',
            "word/_rels/hoofd.xml.rels": '<R><r Id="b" Type="x/footnotes" Target="/word/n.xml"/>'
            '<r Id="c" Type="x/endnotes" Target="weg.xml"/></R>',
            "word/n.xml": notes,
            "word/vbaProject.bin": b"macro",
        }
    )
    assert read(data).plain == "Tekst\n\nDe noot"


def test_a_text_file_opened_in_word_keeps_its_lines_and_headings() -> None:
    typed = ["Jaarplan", "", "Project: A", "Looptijd: 2021", "", "• punt een", "• punt twee", "", "Slot"]
    text = read(docx_of("".join(paragraph(line) for line in typed)))
    assert text.plain == "\n".join(typed)
    assert [kind for kind, _, _ in shown(text)] == [
        "heading",
        "paragraph",
        "paragraph",
        "list_item",
        "list_item",
        "heading",
    ]


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"word/x.xml": "<a/>"}, "broken"),
        ({"word/document.xml": "<a/>"}, "broken"),
        ({"word/document.xml": "<a>"}, "broken"),
        ({"word/document.xml": ""}, "broken"),
        ({"word/document.xml": "<!-- niets -->"}, "broken"),
        ({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "entities"),
        ({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")}, "entities"),
        ({"word/document.xml": "<a>" * 400 + "</a>" * 400}, "nesting"),
    ],
)
def test_broken_packages(parts: dict[str, str | bytes], code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(zipped({"[Content_Types].xml": "<Types/>", **parts}))
    assert caught.value.code == code


def test_tables_nested_too_deep() -> None:
    with pytest.raises(Unreadable) as caught:
        read(docx_of("<w:tbl><w:tr><w:tc>" * 20 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 20))
    assert caught.value.code == "nesting"


def test_bullets_typed_in_a_paragraph_make_list_items() -> None:
    text = read(docx_of(paragraph("• een • twee") + paragraph("gewoon")))
    assert [(block.kind, text.clean(block.start, block.end)) for block in text.blocks] == [
        (BlockKind.LIST_ITEM, "een"),
        (BlockKind.LIST_ITEM, "twee"),
        (BlockKind.PARAGRAPH, "gewoon"),
    ]
