"""Tables and timelines as HTML and SVG: everything of others is escaped, and every cell is found again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.utils.html import format_html
from hypothesis import given
from hypothesis import strategies as st

from koers.core.dates import PartialDate
from koers.ui.drawing import table_html, timeline_svg
from koers.ui.parts import Column, Table
from koers.ui.timeline import Event, Point, Span, Track, draw

TEXT = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=20)
TODAY = date(2024, 4, 8)


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<root>{text}</root>")


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=4), TEXT, st.booleans())
def test_every_cell_of_a_table_reads_as_it_was_written(
    rows: list[tuple[str, str, str]], caption: str, shown: bool
) -> None:
    columns = [Column("Wat"), Column("Hoe & <wat>"), Column("Veel", number=True)]
    table = parsed(table_html(Table(caption, columns, rows, show_caption=shown)))[0]
    body = [["".join(cell.itertext()) for cell in line] for line in table.findall("tbody/tr")]
    assert body == [list(row) for row in rows]
    assert "".join(table[0].itertext()) == caption
    assert ("class" in table[0].attrib) is not shown
    assert [cell.get("data-label") for cell in table.findall("tbody/tr/td")] == ["Hoe & <wat>", "Veel"] * len(
        rows
    )


def test_the_roles_and_scopes_of_a_table() -> None:
    table = parsed(
        table_html(Table("T", [Column("A"), Column("B", number=True)], [["x", 1]], foot=["som", 1]))
    )[0]
    assert [head.get("scope") for head in table.iter("th")] == ["col", "col", "row", "row"]
    assert {cell.get("role") for cell in table.iter("td")} == {"cell"}
    assert [cell.get("class") for cell in table.iter("td")] == ["num", "num"]
    assert [part.get("role") for part in table[1:]] == ["rowgroup"] * 3
    assert table.findtext("tfoot/tr/td/span") == "1"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1234, "1234"), (Decimal("1.5"), "1,5"), (2.5, "2,5"), ("<b>", "&lt;b&gt;"), (format_html("<b>{}</b>", "<"), "<b>&lt;</b>")],
)  # fmt: skip
def test_numbers_are_dutch_and_only_safe_html_is_html(value: object, shown: str) -> None:
    text = table_html(Table("T", [Column("A"), Column("B")], [["x", value]]))
    assert f"<span>{shown}</span>" in text


def test_a_table_without_rows_has_its_head() -> None:
    table = parsed(table_html(Table("T", [Column("A")], [])))[0]
    assert [head.text for head in table.iter("th")] == ["A"]
    assert table.find("tfoot") is None


def whole_day(year: int, month: int, day: int) -> PartialDate:
    return PartialDate(year, month, day)


@given(TEXT, TEXT, TEXT)
def test_every_text_of_a_timeline_is_escaped(track: str, point: str, span: str) -> None:
    drawing = draw(
        [Track(track, whole_day(2024, 1, 1), whole_day(2024, 6, 1), points=(Point(point, PartialDate(2024, 3)),))],
        [Event(track, PartialDate(2024, 5), planned=PartialDate(2024, 3))],
        spans=[Span(span, date(2024, 1, 1), date(2024, 2, 1))],
        today=TODAY, title=span,
    )  # fmt: skip
    words = {"".join(one.itertext()) for one in parsed(timeline_svg(drawing)).iter()}
    assert drawing.rows[0].words in words
    assert drawing.bands[0].words in words
    assert drawing.rows[0].marks[0].words in words


def test_a_timeline_draws_plan_drift_today_and_notes() -> None:
    track = Track("Spoor", whole_day(2024, 1, 1), whole_day(2024, 6, 10), planned_end=whole_day(2024, 5, 6))
    drawing = draw([track], today=TODAY, title="Tijdlijn")
    svg = parsed(timeline_svg(drawing))
    styles = [line.get("class") for line in svg.iter("line")]
    assert styles.count("today") == 1
    assert [style for style in styles if style not in ("grid", "today")] == [
        "sailed", "ahead", "plan", "plan", "drift",
    ]  # fmt: skip
    assert "5 weken later" in {text.text for text in svg.iter("text")}
    assert [circle.get("class") for circle in svg.iter("circle")] == ["todo", "here"]
    assert svg.find("title").get("id") == "timeline-t"  # type: ignore[union-attr]


def test_outside_its_period_today_is_not_drawn() -> None:
    drawing = draw([Track("Spoor", whole_day(2020, 1, 1), whole_day(2020, 6, 1))], today=TODAY, title="T")
    assert "here" not in timeline_svg(drawing)
