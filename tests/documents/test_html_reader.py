from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.made_documents import assert_sound, lines, shown, table_texts
from koers.documents import limits
from koers.documents.errors import Unreadable
from koers.documents.readers import read_bytes
from koers.documents.text import Text


def read(body: str) -> Text:
    return read_bytes(
        f"<!DOCTYPE html><html><head><title>t</title></head><body>{body}</body></html>".encode(), "a.html"
    )


def test_blocks_in_reading_order() -> None:
    text = read(
        "<nav>Menu</nav><h1>Een\n <b>kop</b></h1><p>Regel<br>twee</p>los<ul><li>a<ol><li>b</li></ol></li>"
        "<li><p>c</p><p>d</p></li></ul>"
        "<div role='heading' aria-level='3'>Kop</div><div role='heading'>K</div>"
    )
    assert shown(text) == [
        ("heading", 1, "Een kop"),
        ("paragraph", None, "Regel twee"),
        ("paragraph", None, "los"),
        ("list_item", 1, "a"),
        ("list_item", 2, "b"),
        ("list_item", 1, "c"),
        ("list_item", 1, "d"),
        ("heading", 3, "Kop"),
        ("heading", 2, "K"),
    ]
    assert lines(text)[1:3] == ["Regel", "twee"]
    assert text.plain.startswith("Menu")
    assert "a\nb\nc\nd" in text.plain


def test_navigation_and_foot_of_the_page_are_text_but_no_content() -> None:
    text = read(
        "<div role='navigation'><p>Kruimelpad</p></div><article><p>Een stuk</p><footer><p>Noot</p></footer></article>"
        "<footer><p>Gemaakt op 3 mei</p></footer>"
    )
    assert shown(text) == [("paragraph", None, "Een stuk"), ("paragraph", None, "Noot")]
    assert "Kruimelpad" in text.plain
    assert text.plain.endswith("Gemaakt op 3 mei")
    assert "mei" not in text.masked


def test_scripts_styles_and_fields_are_no_text() -> None:
    text = read(
        "<script>alert('x')</script><style>p{}</style><template>t</template><!-- c -->"
        "<p onclick='evil()'>Tekst</p>"
        "<select><option>o</option></select><noscript>n</noscript><svg><text>s</text></svg>"
    )
    assert text.plain == "Tekst"


def test_links_keep_their_place() -> None:
    text = read("<p>Lees <a href='/plan'>het <b>plan</b> </a>verder <a>zonder</a><a href='/leeg'></a></p>")
    assert [(text.plain[link.start : link.end], link.target) for link in text.links] == [
        ("het plan", "/plan")
    ]
    assert text.plain == "Lees het plan verder zonder"


def test_tables_with_merged_cells_and_lines_within() -> None:
    text = read(
        "<table><caption>Weg</caption><thead><tr><th>J</th><th colspan=2>Kop</th></tr></thead>"
        "<tr><td>1<td>2<br>3<td><ul><li>x<li>y</ul></tr><tr></tr></table>"
    )
    assert table_texts(text) == [["J", "Kop", ""], ["1", "2 3", "x y"]]
    assert text.plain == "J\tKop\t\n1\t2 3\tx y"


@pytest.mark.parametrize("span", ["x", "0", "99999", "-1"])
def test_strange_spans_do_not_grow_the_table(span: str) -> None:
    text = read(f"<table><tr><td colspan='{span}'>a<td>b</tr></table>")
    assert table_texts(text)[0][0] == "a"
    assert len(table_texts(text)[0]) <= limits.REPEATED_CELLS + 1


def test_a_form_of_labels_and_prose_keeps_its_lines() -> None:
    prose = "Dit is de inhoud bij het label. " * 6
    text = read(
        f"<table><tr><td>Doel<td><p>{prose}</p><p>Tweede</p><ul><li>punt</li></ul></tr>"
        "<tr><td>Geld<td>Geen</tr><tr><td></td><td></td></tr></table>"
    )
    assert [(kind, content) for kind, _, content in shown(text)] == [
        ("heading", "Doel"),
        ("paragraph", prose.strip()),
        ("paragraph", "Tweede"),
        ("list_item", "punt"),
        ("heading", "Geld"),
        ("paragraph", "Geen"),
    ]
    assert lines(text) == [f"Doel {prose.strip()}", "Tweede", "punt", "Geld Geen"]


def test_tables_within_tables_become_lines() -> None:
    text = read(
        "<table><tr><td>a<td><table><tr><td>b<td><a href='/c'>c</a></tr><tr><td>d</tr></table></tr></table>"
    )
    assert table_texts(text) == [["a", "b c d"]]
    assert [text.plain[link.start : link.end] for link in text.links] == ["c"]


def test_preformatted_lines_stay_lines() -> None:
    text = read("<pre>\nJaarplan\n\nEen regel\nnog een\n\nSlot</pre>")
    assert lines(text) == ["Jaarplan", "Een regel", "nog een", "Slot"]
    assert text.plain == "Jaarplan\n\nEen regel\nnog een\n\nSlot"


def test_empty_paragraphs_are_the_layout_when_there_are_many() -> None:
    text = read(
        "<p>Project: A</p><p>Looptijd: 2021</p><p><br></p><p>Project: B</p><p>&nbsp;</p><div></div><p>C</p>"
    )
    assert text.plain == "Project: A\nLooptijd: 2021\n\nProject: B\n\nC"


@pytest.mark.parametrize("piece", ["<div>", "<b>", "<table><tr><td>", "<ul><li>"])
def test_nesting_without_end_is_refused(piece: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(piece * 3000 + "x")
    assert caught.value.code == "nesting"


def test_a_page_without_text() -> None:
    with pytest.raises(Unreadable) as caught:
        read("<script>1</script>")
    assert caught.value.code == "no_text"


PIECES = (
    "<p>",
    "</p>",
    "<li>",
    "<ul>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "<a href=x>",
    "</a>",
    "a",
    "<br>",
)


@given(st.lists(st.sampled_from(PIECES)))
def test_any_page_gives_a_sound_text(pieces: list[str]) -> None:
    assert_sound(read("x" + " ".join(pieces)))
