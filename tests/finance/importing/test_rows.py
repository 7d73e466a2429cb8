"""From cells to bookings: every row comes back good, wrong or passed by, and every doubt is a question."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finance.importing.files import HEADINGS, ROWS, csv_file, xlsx_file
from koers.documents.errors import Unreadable
from koers.finance.importing.headings import (
    Column,
    clashing,
    heading_row,
    lacking,
    recognised,
    simple,
    text_of,
)
from koers.finance.importing.reading import Given, Reading, What, mark_booked, read
from koers.finance.importing.workbook import read_book


def cells_of(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(read_book(data))
    return found


def reading_of(book: dict[str, Any], **rest: Any) -> Reading:
    heading = heading_row(book["rows"], {})
    titles = [text_of(cell) for cell in book["rows"][heading]]
    given_ = {
        "columns": recognised(titles, {}),
        "year": 2026,
        "stage": "spent",
        "programmes": {"op pad": "p1"},
    }
    return read(book, heading, Given(**{**given_, **rest}), lambda done: None)


def of(rows: list[tuple[Any, ...]], headings: tuple[str, ...] = HEADINGS, **rest: Any) -> Reading:
    return reading_of({"rows": [list(headings), *map(list, rows)]}, **rest)


def codes(reading: Reading) -> list[str]:
    return [problem.code for row in reading.rows for problem in row.problems]


def row(**changed: str) -> tuple[str, ...]:
    values = dict(zip(HEADINGS, ROWS[0], strict=True)) | changed
    return tuple(values.values())


@pytest.mark.parametrize("data", [csv_file(), xlsx_file()])
def test_a_good_file(data: bytes) -> None:
    reading = reading_of(cells_of(data))
    assert reading.can_be_booked
    assert [one.amount for one in reading.rows] == [
        Decimal("1250.50"),
        Decimal("18000.00"),
        Decimal("749.50"),
    ]
    assert reading.rows[0].values == {
        "date": "2026-01-15", "year": "2026", "amount": "1250.50", "stage": "spent", "programme": "p1",
        "description": "Trainers eerste kwartaal", "reference": "F-101", "cost_centre": "6340",
        "ledger_account": "", "taakveld": "",
    }  # fmt: skip
    assert [one.line for one in reading.rows] == [2, 3, 4]


@given(
    st.lists(st.tuples(st.integers(1, 10**9), st.booleans(), st.booleans()), min_size=1, max_size=8),
    st.booleans(),
)
@settings(max_examples=60)
def test_a_table_reads_back_exact_or_is_asked_about(
    rows: list[tuple[int, bool, bool]], english: bool
) -> None:
    """Thousands with or without a mark, cents or none, in either notation."""
    wanted, lines = [], []
    for place, (number, grouped, whole) in enumerate(rows):
        amount = Decimal(number) if whole else Decimal(number) / 100
        text = f"{amount:,}" if grouped else f"{amount}"
        text = text if english else text.translate(str.maketrans(",.", ".,"))
        wanted.append(amount)
        lines.append(row(Bedrag=text, Boekstuknummer=f"F-{place}"))
    reading = of(lines)
    for question in reading.questions:
        assert question.name == "notation_amount"
        answer = "english" if english else "dutch"
        reading = of(lines, answers={"notation_amount": answer})
    assert not reading.questions
    assert [one.amount for one in reading.of(What.GOOD)] == wanted


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"Bedrag": ""}, "amount_empty"),
        ({"Bedrag": "veel"}, "amount_words"),
        ({"Bedrag": "0,00"}, "amount_zero"),
        ({"Bedrag": "2.000.000.000,00"}, "amount_absurd"),
        ({"Boekdatum": ""}, "date_empty"),
        ({"Boekdatum": "gisteren"}, "date_words"),
        ({"Boekdatum": "15-01-26"}, "date_short_year"),
        ({"Boekdatum": "31-02-2026"}, "date_impossible"),
        ({"Boekdatum": "15-01-2025"}, "date_other_year"),
        ({"Programma": "Onbekend"}, "programme_unknown"),
        ({"Programma": ""}, "programme_empty"),
        ({"Omschrijving": "x" * 301}, "too_long"),
        ({"Kostenplaats": "9" * 41}, "too_long"),
        ({"Omschrijving": "bel\x07"}, "unprintable"),
    ],
)
def test_what_is_wrong_with_a_row(changed: dict[str, str], code: str) -> None:
    reading = of([row(**changed), *ROWS[1:]])
    assert codes(reading) == [code]
    assert not reading.can_be_booked
    assert reading.rows[0].what is What.WRONG


def test_a_year_column_allows_late_bookings_of_the_year() -> None:
    headings = (*HEADINGS, "Boekjaar")
    late = row(Boekdatum="15-03-2027")
    assert not codes(of([(*late, "2026")], headings))
    assert codes(of([(*late, "2027")], headings)) == ["year_other"]
    assert codes(of([(*row(Boekdatum="15-08-2027"), "2026")], headings)) == ["date_other_year"]
    assert codes(of([(*late, "")], headings)) == ["date_other_year"]


def test_when_the_month_comes_first_no_date_is_believed() -> None:
    reading = of([row(Boekdatum="03/04/2026"), row(Boekdatum="03/25/2026"), row(Boekdatum="2026-05-01")])
    assert codes(reading) == ["date_month_first", "date_impossible"]


def test_dates_and_numbers_of_a_spreadsheet() -> None:
    good = (["d", "2026-03-01"], ["n", "12.5"], "x", ["n", "4711"], "", "Op pad")
    packed = (["n", "20260301"], ["n", "1"], "y", "", "", "Op pad")
    serial = (["n", "46023"], ["b", True], "z", "", "", "Op pad")
    reading = of([good, packed, serial])
    assert reading.rows[0].values["reference"] == "4711"
    assert reading.rows[1].values["date"] == "2026-03-01"
    assert codes(reading) == ["date_words", "amount_words"]


def test_debit_and_credit() -> None:
    headings = ("Datum", "Debet", "Credit", "Omschrijving")
    rows = [
        ("1-2-2026", "100,00", "", "a"),
        ("1-2-2026", "", "40,00", "b"),
        ("1-2-2026", "0,00", "5,00", "c"),
    ]
    reading = of(rows, headings, programme="p1")
    assert [one.amount for one in reading.rows] == [Decimal(100), Decimal(-40), Decimal(-5)]
    assert reading.can_be_booked
    wrong = of([("1-2-2026", "1,00", "2,00", "a"), ("1-2-2026", "", "", "b")], headings, programme="p1")
    assert codes(wrong) == ["debit_and_credit", "amount_empty"]


def test_stages_in_the_file_go_before_the_choice() -> None:
    headings = (*HEADINGS, "Soort")
    reading = of([(*ROWS[0], "Verplichting"), (*ROWS[1], "R"), (*ROWS[2], "Raming")], headings)
    assert [one.values.get("stage") for one in reading.rows] == ["committed", "spent", None]
    assert codes(reading) == ["stage_unknown"]
    assert codes(of([ROWS[0]], stage="")) == ["stage_empty"]


def test_signs_are_asked_about() -> None:
    rows = [row(Bedrag="-5,00"), row(Bedrag="10,00", Boekstuknummer="F-9")]
    assert [(q.name, q.code) for q in of(rows).questions] == [("sign", "sign_mixed")]
    assert of(rows[:1]).questions[0].code == "sign_all"
    as_is, reversed_ = (of(rows, answers={"sign": sign}) for sign in ("as_is", "reversed"))
    assert [one.amount for one in as_is.rows] == [Decimal(-5), Decimal(10)]
    assert [one.amount for one in reversed_.rows] == [Decimal(5), Decimal(-10)]
    assert as_is.rows[0].notices[0].code == "negative"


def test_totals_are_passed_by_and_compared() -> None:
    sub = ("", "19.250,50", "Subtotaal", "", "", "")
    whole = ("Totaal", "20.000,00", "", "", "", "")
    reading = of([*ROWS[:2], sub, ROWS[2], whole])
    assert reading.can_be_booked
    assert [one.what for one in reading.rows].count(What.PASSED) == 2
    wrong = of([*ROWS, ("", "20.001,00", "Eindtotaal", "", "", "")])
    assert [q.name for q in wrong.questions] == ["totals"]
    assert of([*ROWS, ("", "20.001,00", "Totaal", "", "", "")], answers={"totals": "seen"}).can_be_booked
    dated = of([row(Omschrijving="Totaal pakket trainingen")])
    assert dated.rows[0].what is What.GOOD


def test_hidden_rows_are_asked_about_and_never_dropped_in_silence() -> None:
    book = {"rows": [list(HEADINGS), *map(list, ROWS)], "hidden_rows": [3, 9]}
    assert reading_of(book).questions[0].shown == "3"
    taken = reading_of(book, answers={"hidden": "take"})
    assert [one.notices[0].code for one in taken.rows if one.notices] == ["hidden_taken"]
    left = reading_of(book, answers={"hidden": "leave"})
    assert (len(left.of(What.GOOD)), left.of(What.PASSED)[0].notices[0].code) == (2, "hidden_left")


def test_the_same_row_twice_is_asked_about() -> None:
    reading = of([ROWS[0], ROWS[0]])
    assert reading.questions[0].shown == "2, 3"
    assert of([ROWS[0], ROWS[0]], answers={"twice": "seen"}).can_be_booked


def test_what_was_booked_before_is_wrong() -> None:
    reading = of(list(ROWS))
    mark_booked(reading, {("F-102", "18000.00", "2026-02-03", "spent"): "januari.csv"})
    assert [one.problems[0].shown for one in reading.of(What.WRONG)] == ["januari.csv"]


def test_a_spreadsheet_tells_what_it_hides() -> None:
    def spoil(sheet: Any) -> None:
        sheet.insert_rows(1)
        sheet["A1"] = "Uitdraai van 1 maart"
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.merge_cells("F4:F5")
        sheet["B4"] = "=1/0"
        sheet.parent.create_sheet("Vorig jaar")

    book = cells_of(xlsx_file(change=spoil))
    reading = reading_of(book)
    assert {one.code: one.shown for one in reading.notices} == {
        "above_headings": "1", "other_sheets": "Vorig jaar", "hidden_columns": "Omschrijving",
    }  # fmt: skip
    assert [q.name for q in reading.questions] == ["hidden"]
    assert codes(reading) == ["cell_without_value", "merged", "merged"]


def test_cells_with_an_error_are_wrong() -> None:
    def spoil(sheet: Any) -> None:
        sheet["B2"] = "#REF!"
        sheet["B2"].data_type = "e"

    assert codes(reading_of(cells_of(xlsx_file(change=spoil)))) == ["cell_error"]


def test_an_ods_tells_what_it_hides() -> None:
    from io import BytesIO

    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableColumn, TableRow
    from odf.text import P

    document, table = OpenDocumentSpreadsheet(), Table(name="Boekingen")
    table.addElement(TableColumn(numbercolumnsrepeated=2))
    table.addElement(TableColumn(visibility="collapse"))
    for place, values in enumerate((HEADINGS, *ROWS)):
        line = TableRow(visibility="filter") if place == 1 else TableRow()
        for column, value in enumerate(values):
            more = {"numberrowsspanned": 2, "numbercolumnsspanned": 1} if (place, column) == (2, 4) else {}
            cell = TableCell(valuetype="string", **more)
            cell.addElement(P(text=value))
            if (place, column) == (3, 1):
                cell = TableCell(formula="of:=[.A1]")
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.spreadsheet.addElement(Table(name="Leeg"))
    target = BytesIO()
    document.write(target)
    book = cells_of(target.getvalue())
    assert (book["hidden_rows"], book["hidden_columns"]) == ([2], [3])
    assert (book["merged"], book["without_value"]) == ([[3, 5, 4, 5]], [[4, 2]])
    assert book["other_sheets"] == ["Leeg"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 x", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\0old"])
def test_what_cannot_be_read_says_so(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_book(data)


def test_headings() -> None:
    titles = ["Boekdatum", "Bedrag (EUR)", "Grootboek-rekening", "Omschrijving", "Omschrijving", "Zaak"]
    found = recognised(titles, {"zaak": "programme"})
    assert found == {0: Column.DATE, 1: Column.AMOUNT, 5: Column.PROGRAMME}
    assert simple(" Bedrag\n(EUR) ") == "bedrag eur"
    assert heading_row([["Uitdraai"], [], titles], {}) == 2
    assert heading_row([[""], ["iets", "anders"]], {}) == 1
    assert lacking({}) == [Column.DATE, Column.AMOUNT]
    assert lacking({0: Column.DATE, 1: Column.CREDIT}) == []
    assert clashing({0: Column.DATE, 1: Column.DATE, 2: Column.NOTHING, 3: Column.NOTHING}) == [Column.DATE]
    assert clashing({1: Column.AMOUNT, 2: Column.DEBIT}) == [Column.AMOUNT]


@pytest.mark.parametrize(
    "areas", [[[line, 3, line, 4] for line in range(2, 5002)], [[1, 1, 10**6, 9]] * 5000]
)
def test_many_merged_cells_take_no_more_than_the_rows_do(areas: list[list[int]]) -> None:
    """Merged cells beside the columns that are read, in every row, or one area thousands of times."""
    begun = time.process_time()
    reading = reading_of({"rows": [list(HEADINGS), *([list(row())] * 5000)], "merged": areas})
    assert time.process_time() - begun < 5
    assert len(reading.of(What.WRONG)) == 5000
    assert set(codes(reading)) == {"merged"}
