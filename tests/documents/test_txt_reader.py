from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.made_documents import assert_sound, lines, shown, table_texts
from koers.documents.encodings import decode
from koers.documents.errors import Unreadable
from koers.documents.readers import read_bytes
from koers.documents.text import BlockKind, Text
from shared_documents import document, needs_shared


def read(text: str) -> Text:
    return read_bytes(text.encode(), "a.txt")


def test_the_file_itself_is_the_text() -> None:
    text = read_bytes(b"\xef\xbb\xbfEen\r\ntwee\rdrie\n", "a.txt")
    assert text.plain == "Een\ntwee\ndrie\n"
    assert text.page_starts == ()


def test_headings_stand_alone_open_a_paragraph_or_are_numbered() -> None:
    prose = "Dit is een gewone alinea met een zin die lang genoeg is om " * 2
    prose = prose.strip()
    text = read(
        f"Jaarplan 2024\n\n{prose}\n\nInnovatie\n{prose}\n\n2.1 Een kompas\n{prose}\n\n"
        f"Bijlage 2 Cijfers\n\n*Altena: Jong talent\n\n{prose}\n\nSlot.\n\n1. Planning en aanpak\n\n{prose}"
    )
    headings = [(level, content) for kind, level, content in shown(text) if kind == "heading"]
    assert headings == [
        (1, "Jaarplan 2024"),
        (2, "Innovatie"),
        (2, "2.1 Een kompas"),
        (1, "Bijlage 2 Cijfers"),
        (2, "*Altena: Jong talent"),
        (1, "1. Planning en aanpak"),
    ]


def test_list_items_keep_numbers_and_lose_bullets() -> None:
    text = read("Punten:\n1. eerste punt\n2. tweede punt\n• derde\n  - vierde\n* vijfde\n*geen bullet")
    assert lines(text) == [
        "Punten:",
        "1. eerste punt",
        "2. tweede punt",
        "derde",
        "vierde",
        "vijfde",
        "*geen bullet",
    ]
    assert [kind for kind, _, _ in shown(text)] == ["paragraph"] + ["list_item"] * 5 + ["paragraph"]


def test_an_indented_line_carries_on_a_list_item() -> None:
    text = read("•    een punt dat niet past\n     en verder gaat\n•    nog een\n\n     los ervan.")
    assert [(kind, content) for kind, _, content in shown(text)] == [
        ("list_item", "een punt dat niet past en verder gaat"),
        ("list_item", "nog een"),
        ("paragraph", "los ervan."),
    ]
    assert lines(text) == ["een punt dat niet past en verder gaat", "nog een", "los ervan."]


def test_typed_html_is_blank_and_parts_the_line() -> None:
    text = read(
        'Doel\t<p>Eerst <i>dit</i>.</p> <p>Dan dat.</p> <ul style="x">• een• twee</ul>\nRest 3 < 4 <naam>'
    )
    assert lines(text) == ["Doel Eerst dit .", "Dan dat.", "een", "twee", "Rest 3 < 4 <naam>"]
    assert shown(text)[:5] == [
        ("heading", 2, "Doel"),
        ("paragraph", None, "Eerst dit ."),
        ("paragraph", None, "Dan dat."),
        ("list_item", 1, "een"),
        ("list_item", 1, "twee"),
    ]


def test_scripts_and_comments_typed_in_a_text_are_no_content() -> None:
    text = read("voor<script>alert(1)\n</script> na <!-- weg --> slot&nbsp;x <li>punt")
    assert lines(text) == ["voor", "na slot x", "punt"]


def test_typed_links_show_their_label() -> None:
    text = read(
        "Zie [het plan](https://voorbeeld.nl/a) en ![foto](https://voorbeeld.nl/b.png) "
        "of [noot](niet een link)."
    )
    assert lines(text) == ["Zie het plan en of [noot](niet een link)."]
    assert [(text.plain[link.start : link.end], link.target) for link in text.links] == [
        ("het plan", "https://voorbeeld.nl/a")
    ]


def test_tabbed_lines_are_a_table() -> None:
    text = read("Cijfers:\nIndicator\t2022\t2023\nVerzuim\t5,5\t6,1\nFte\t\t7\n\nDaarna.")
    assert table_texts(text) == [["Indicator", "2022", "2023"], ["Verzuim", "5,5", "6,1"], ["Fte", "", "7"]]
    assert text.blocks[-1].kind is BlockKind.PARAGRAPH


def test_a_label_with_prose_behind_a_tab_is_a_heading() -> None:
    text = read("Risico's\t" + "Dit is een lange tekst. " * 10 + "\nPlanning\tGeen")
    assert [kind for kind, _, _ in shown(text)] == ["heading", "paragraph", "heading", "paragraph"]


def test_a_paragraph_tag_behind_a_list_item_does_not_carry_it_on() -> None:
    text = read("<ul>• een</ul> <p>Daarna dit.</p>")
    assert lines(text) == ["een", "Daarna dit."]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Één café".encode(), "Één café"),
        ("Één café".encode("cp1252"), "Één café"),
        ("Één".encode() + b" \x80 " + "café".encode("cp1252"), "Één € café"),
        ("Één café".encode("utf-16"), "Één café"),
        ("Één café".encode("utf-16-le"), "Één café"),
        ("Één café".encode("utf-16-be"), "Één café"),
        ("Één".encode("utf-32"), "Één"),
        (b"\xef\xbb\xbfcaf\xe9", "café"),
        (b"a\x81b", "a\ufffdb"),
        (b"", ""),
    ],
)
def test_encodings(data: bytes, expected: str) -> None:
    assert decode(data) == expected


@pytest.mark.parametrize("data", [b"abc\0def\x01", bytes(range(1, 32)) * 4])
def test_binary_content_is_not_text(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, "a.txt")
    assert caught.value.code == "not_text"


@given(st.text(alphabet=st.sampled_from("ab1. \n\t•-*<>p/ul[](#)|&nbsp;\u00a0\x0c"), max_size=200))
def test_any_text_gives_a_sound_text(content: str) -> None:
    try:
        text = read(content)
    except Unreadable as error:
        assert error.code in ("empty", "no_text")
        return
    assert_sound(text)


@needs_shared
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_real_documents(number: str) -> None:
    path = document(number)
    text = read_bytes(path.read_bytes(), path.name)
    assert text.plain == path.read_text(encoding="utf-8").removeprefix("\ufeff")
    assert "<p>" not in text.masked
    assert "•" not in text.masked
    assert_sound(text)


@needs_shared
def test_the_form_with_tags_gives_labels_and_list_items() -> None:
    path = document("000")
    text = read_bytes(path.read_bytes(), path.name)
    headings = [content for kind, _, content in shown(text) if kind == "heading"]
    assert {"Introductie", "De risico's", "De financiën", "Evaluatie", "Fysiek domein"} <= set(headings)
    assert sum(block.kind is BlockKind.LIST_ITEM for block in text.blocks) >= 40
