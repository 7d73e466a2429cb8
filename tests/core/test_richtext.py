from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.core.richtext import TAGS, clean, from_plain, plain

# Markup of every kind, also broken: what people paste and what attackers write.
PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<h1>",
        "</h1>",
        "<div class=x>",
        "</div>",
        "<script>",
        "</script>",
        "<a href=",
        '"javascript:alert(1)">\n    ',
        "'https://example.org'>",
        "</a>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=a()>",
        "<li>",
        "<ul>",
        "</ul>",
        "<style>",
        "<!--",
        "-->\n    ",
        "&lt;",
        "&amp;",
        "&#106;",
        "tekst",
        "<",
        ">",
        '"',
        "<math><mi>",
        "<table><td>",
        "<p onclick='x'>",
        "\x00",
        "<br>",
        "é€",
    ]
)
MARKUP = st.lists(PIECES, max_size=15).map("".join) | st.text(max_size=60)


@given(MARKUP)
def test_only_the_subset_is_left(html: str) -> None:
    cleaned = clean(html)
    assert {name.lower() for name in re.findall(r"<\s*/?\s*([a-zA-Z0-9]+)", cleaned)} <= TAGS
    tags = re.findall(r"<[a-z][^>]*>", cleaned)
    for tag in tags:
        attributes = set(re.findall(r"\s([a-z]+)=", re.sub(r'"[^"]*"', '""', tag)))
        assert attributes <= {"href", "rel"}
        assert not re.search(r'href="\s*(?:javascript|data|vbscript)', tag, re.IGNORECASE)


@given(MARKUP)
def test_cleaning_again_changes_nothing(html: str) -> None:
    assert clean(clean(html)) == clean(html)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=80))
def test_plain_text_survives_as_it_is(text: str) -> None:
    assert "".join(plain(from_plain(text)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("<b>vet</b> en <i>schuin</i>", "<strong>vet</strong> en <em>schuin</em>"),
        ("<h1 class='x'>Kop</h1><p style='color:red'>tekst</p>", "<h3>Kop</h3><p>tekst</p>"),
        ("<script>alert(1)</script>tekst<style>p{}</style>", "tekst"),
        ("<table><tr><td>cel</td></tr></table>", "cel"),
        ("<a href='javascript:alert(1)'>klik</a>", '<a rel="noopener noreferrer nofollow">klik</a>'),
        ("3 < 5 & 7", "3 &lt; 5 &amp; 7"),
        ("", ""),
    ],
)
def test_what_is_kept(html: str, cleaned: str) -> None:
    assert clean(html) == cleaned


def test_links_that_may_stay_get_no_access_to_our_window() -> None:
    assert 'rel="noopener noreferrer nofollow"' in clean(
        '<a href="https://example.org" target="_blank">x</a>'
    )


def test_plain_text_becomes_paragraphs_and_breaks() -> None:
    assert from_plain("een\ntwee\r\n\r\n<b>drie</b>") == "<p>een<br>twee</p><p>&lt;b&gt;drie&lt;/b&gt;</p>"
    assert from_plain(" \n ") == ""


def test_words_of_rich_text() -> None:
    assert plain("<h3>Kop</h3><ul><li>een</li><li>twee &amp; drie</li></ul>") == "Kop\neen\ntwee & drie"
