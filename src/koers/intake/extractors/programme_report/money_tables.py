"""Money in tables: rows with a budget or an expenditure column, and tables with a column per year."""

from __future__ import annotations

import re
from decimal import Decimal

from koers.documents.text import Cell
from koers.intake.extractors.programme_report.context import Report
from koers.intake.extractors.programme_report.drafts import Draft, Place
from koers.intake.extractors.programme_report.pieces import Piece
from koers.intake.extractors.programme_report.tables import TOTALS, Row, rows_of
from koers.intake.items import Found
from koers.intake.values.dates import DateFound, find_dates
from koers.intake.values.money import find_money, find_unit, read_amount
from koers.intake.vocabulary import money as words

_CAPTION = 120
_COLUMNS = ("amount", "spent", "kind", "year", "purpose", "track")


def kind_in(masked: str, place: Place) -> tuple[str, Place] | None:
    """The first kind of money named in a stretch, with its place."""
    found = [
        (m.start(), kind, m.span()) for kind, p in words.KINDS.items() if (m := p.search(masked, *place))
    ]
    return min(found)[1:] if found else None


def put_year(draft: Draft, name: str, date: DateFound) -> None:
    """A year (or, for `until`, a date) of an amount; the first one found stays."""
    if draft.item.values[name] is None:
        value = date.value.iso if name == "until" else date.value.year
        draft.derive(name, value, (date.start, date.end))


def read_money_table(report: Report, piece: Piece, finance: bool) -> None:
    if not (finance or find_money(report.masked, piece.start, piece.end)):
        return
    unit = unit_of(report.masked, piece)
    years = _year_columns(report.masked, piece)
    if len(years) > 1:
        _by_year(report, piece, years, unit)
        return
    rows = list(rows_of(report.text, piece, _COLUMNS))
    if not any({"amount", "spent"} & set(row.cells) for row in rows):
        return
    given = words.ALLOCATED.search(rows[0].header) is not None and not any(
        "spent" in row.cells for row in rows
    )
    for row in rows:
        if not row.total:
            for name in ("amount", "spent"):
                if name in row.cells:
                    _row(report, row, row.cells[name], unit, given or name == "spent")


def unit_of(masked: str, piece: Piece) -> Found[int] | None:
    """The unit in the table's heading row, else just above the table."""
    cells = piece.rows[0] if piece.rows else ()
    header = find_unit(masked, cells[0].start, cells[-1].end) if cells else None
    return header or find_unit(masked, max(0, piece.start - _CAPTION), piece.start)


def _row(report: Report, row: Row, cell: Place, unit: Found[int] | None, given: bool) -> None:
    draft = _amount(report, (row.start, row.end), cell, unit, given or _says_given(report.masked, row))
    if draft is None:
        return
    kind = kind_in(report.masked, row.cells.get("kind", (row.start, row.end)))
    if kind:
        draft.derive("kind", kind[0], kind[1])
    given = draft.item.type == "allocation"
    _row_years(report, draft, row, "until" if given else "to_year")
    if given:
        purpose = row.cells.get("purpose") or row.cells.get("track")
        draft.put_list("purposes", [purpose] if purpose else [])


def _says_given(masked: str, row: Row) -> bool:
    return words.ALLOCATED.search(masked, row.start, row.end) is not None


def _amount(report: Report, place: Place, cell: Place, unit: Found[int] | None, given: bool) -> Draft | None:
    amount = read_amount(report.masked, *cell, unit.value if unit else 1)
    if amount is None:
        return None
    draft = report.new("allocation" if given else "budget", *place).put_money(amount)
    if unit and "€" not in amount.value.raw:
        draft.at("amount.amount", (amount.start, amount.end), (unit.start, unit.end))
    return draft


def _row_years(report: Report, draft: Draft, row: Row, last: str) -> None:
    if "year" not in row.cells:
        return
    start, end = row.cells["year"]
    dates = find_dates(report.masked, start, end)
    if not dates:
        return
    opened = re.match(r"\s*(?:vanaf|met ingang van|per)\b", report.masked[start:end], re.IGNORECASE)
    put_year(draft, "from_year", dates[0])
    if not opened and (len(dates) > 1 or last == "to_year"):
        put_year(draft, last, dates[-1])


def _year_columns(masked: str, piece: Piece) -> dict[int, DateFound]:
    """The columns whose heading is a year and nothing else but "begroting" or "rekening"."""
    years: dict[int, DateFound] = {}
    for number, cell in enumerate(piece.rows[0] if piece.rows else ()):
        dates = find_dates(masked, cell.start, cell.end)
        if len(dates) == 1 and dates[0].value.month is None and cell.end - cell.start < 25:
            years[number] = dates[0]
    return years


def _by_year(report: Report, piece: Piece, years: dict[int, DateFound], unit: Found[int] | None) -> None:
    """A row per budget or expenditure and a column per year; a row or column of totals is no item."""
    for row in piece.rows[1:]:
        label = row[0]
        name = report.text.clean(label.start, label.end)
        if not name or name.lower().startswith(TOTALS):
            continue
        given = words.BUDGET_ROW.search(name) is None
        kind = kind_in(report.masked, (label.start, label.end))
        for number, year in years.items():
            if number < len(row) and row[number].start < row[number].end:
                _year_cell(report, row, number, year, unit, given, kind)


def _year_cell(
    report: Report, row: tuple[Cell, ...], number: int, year: DateFound, unit: Found[int] | None,
    given: bool, kind: tuple[str, Place] | None,
) -> None:  # fmt: skip
    cell, label = row[number], row[0]
    draft = _amount(report, (label.start, row[-1].end), (cell.start, cell.end), unit, given)
    if draft is None:
        return
    if kind:
        draft.derive("kind", kind[0], kind[1])
    put_year(draft, "from_year", year)
    if given:
        spent = words.ALLOCATED.search(report.masked, label.start, label.end)
        draft.put_list("purposes", [] if spent else [(label.start, label.end)])
    else:
        put_year(draft, "to_year", year)


def table_adds_up(report: Report, piece: Piece) -> bool:
    """Per money column: the rows since the last subtotal against each subtotal, and all rows against the total."""
    rows = list(rows_of(report.text, piece, ("amount", "spent", "kind", "year", "purpose")))
    unit = unit_of(report.masked, piece)
    return all(_column_adds_up(report, rows, name, unit.value if unit else 1) for name in ("amount", "spent"))


def _column_adds_up(report: Report, rows: list[Row], name: str, factor: int) -> bool:
    parts, since = Decimal(0), Decimal(0)
    for row in rows:
        found = read_amount(report.masked, *row.cells[name], factor) if name in row.cells else None
        if found is None:
            continue
        amount = found.value.amount
        if not row.total:
            parts, since = parts + amount, since + amount
        elif row.subtotal:
            if amount != since:
                return False
            since = Decimal(0)
        else:
            return amount == parts
    return True
