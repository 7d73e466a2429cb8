from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from documents.made_documents import assert_sound, lines, shown, table_texts
from koers.documents.errors import Unreadable
from koers.documents.readers import read_bytes
from koers.documents.text import BlockKind, Text


def read(text: str) -> Text:
    return read_bytes(text.encode(), "a.md")


def test_headings_of_both_kinds() -> None:
    text = read("# Een **kop** #\n\nTwee\n====\nDrie\n---\n\n### Vier\n---\n#geen kop\n- punt\n---\n")
    assert [(kind, level, content.replace("  ", " ")) for kind, level, content in shown(text)] == [
        ("heading", 1, "Een kop"),
        ("heading", 1, "Twee"),
        ("heading", 2, "Drie"),
        ("heading", 3, "Vier"),
        ("paragraph", None, "#geen kop"),
        ("list_item", 1, "punt"),
    ]


def test_the_file_is_the_text_and_marks_are_blank() -> None:
    source = "Een **vet** _schuin_ ~~weg~~ `code` a*b snake_case_naam \\* ![foto](x.png) <https://a.nl> *los"
    text = read(source)
    assert text.plain == source
    assert lines(text) == ["Een vet schuin weg code a*b snake_case_naam * https://a.nl *los"]
    assert [text.plain[link.start : link.end] for link in text.links] == ["https://a.nl"]


def test_links_with_a_title_and_brackets_in_the_address() -> None:
    text = read('Zie [het plan](<https://a.nl/b_(c)> "titel") en [](leeg) of [hier](plan.md).')
    assert lines(text) == ["Zie het plan en of hier ."]
    assert [link.target for link in text.links] == ["https://a.nl/b_(c)", "plan.md"]


def test_lists_quotes_and_code() -> None:
    text = read(
        "- een\n  - twee\n    * [x] drie\n1. vier\n   2) vijf\n> citaat\n"
        "> - punt\n\n```\n# geen kop\n```\n***\n"
    )
    assert shown(text) == [
        ("list_item", 1, "een"),
        ("list_item", 2, "twee"),
        ("list_item", 3, "drie"),
        ("list_item", 1, "1. vier"),
        ("list_item", 2, "2) vijf"),
        ("paragraph", None, "citaat"),
        ("list_item", 1, "punt"),
        ("paragraph", None, "# geen kop"),
    ]


def test_tables_hang_together() -> None:
    text = read(
        "Cijfers\n\n| Indicator | 2023 |\n|:---|---:|\n| Ver\\|zuim | **5,5** |\n| Fte | |\n\nNa | de tabel\n"
    )
    assert table_texts(text) == [["Indicator", "2023"], ["Ver |zuim", "5,5"], ["Fte", ""]]
    assert [block.kind for block in text.blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.TABLE,
        BlockKind.PARAGRAPH,
    ]
    assert lines(text)[1:4] == ["Indicator 2023", "Ver |zuim 5,5", "Fte"]


def test_tables_without_outer_pipes_and_two_in_a_row() -> None:
    text = read("a | b\n--|--\n1 | 2\n\nc | d\n--|--\n3 | 4")
    tables = [block for block in text.blocks if block.kind is BlockKind.TABLE]
    assert [table_texts(text, table) for table in tables] == [
        [["a", "b"], ["1", "2"]],
        [["c", "d"], ["3", "4"]],
    ]


def test_wrapped_lines_are_one_and_labels_and_code_are_not() -> None:
    long = "Dit is een regel die door een tekstverwerker is afgebroken omdat hij"
    text = read(
        f"{long}\nniet paste.\nKort\n\n- {long}\n  te lang is\n- twee\n\n{long}\nLooptijd: 2021\n\n"
        f"{long}  \nbewust nieuw\n\n```\n{long}\nb\n```\n# {long}\ntekst"
    )
    assert lines(text) == [
        f"{long} niet paste.",
        "Kort",
        f"{long} te lang is",
        "twee",
        long,
        "Looptijd: 2021",
        long,
        "bewust nieuw",
        long,
        "b",
        long,
        "tekst",
    ]
    assert shown(text)[0] == ("paragraph", None, f"{long} niet paste.")
    assert shown(text)[2] == ("list_item", 1, f"{long} te lang is")


def test_tags_in_markdown_are_blank() -> None:
    assert lines(read("<p>html</p> • punt")) == ["html", "punt"]


@given(st.text(alphabet=st.sampled_from("ab1. \n#*_-|[](x)`>=\\<p:"), max_size=120))
def test_any_markdown_gives_a_sound_text(content: str) -> None:
    try:
        text = read(content)
    except Unreadable as error:
        assert error.code in ("empty", "no_text")
        return
    assert_sound(text)
