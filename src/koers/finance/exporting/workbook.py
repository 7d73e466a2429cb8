"""The money of a programme as a spreadsheet that recalculates: sums and balances are formulas, not outcomes.

Four sheets: what it is about, line × year, the chain per kind and year (from the entries), and the entries. A text that
begins like a formula is stored as text: opening the file runs nothing that somebody typed into Koers.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from koers.finance.balances import KINDS, STAGES
from koers.finance.models import CarryOver, LedgerEntry
from koers.finance.wording import DEFINITIONS, FREE, NAMES, REMAINDER, kind_words
from koers.ui.formats import dutch_date

if TYPE_CHECKING:
    from koers.finance.models import Budget
    from koers.finance.overview import Matrix, ProgrammeLedger

MONEY, DAY = "#,##0.00", "dd-mm-yyyy"
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Formula:
    """What the spreadsheet program works out; begins with `=`."""

    text: str


type Value = str | int | Decimal | date | Formula | None


def letter(column: int) -> str:
    """The name of a column, from 1: A … Z, AA …"""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class Sheet:
    title: str
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int]
    heads: int = 1
    total: bool = False


def money_book(found: ProgrammeLedger, matrix: Matrix, entries: Iterable[LedgerEntry]) -> bytes:
    """The file as xlsx."""
    booked = _entries_sheet(entries)
    last = len(booked.rows) - (1 if booked.total else 0)
    sheets = [_about(found), _matrix_sheet(matrix), _chain_sheet(found, booked.title, last), booked]
    return _written(sheets)


def _about(found: ProgrammeLedger) -> Sheet:
    known = found.as_of.booked
    rows: list[Sequence[Value]] = [
        (_("Money of the programme"), found.programme.name),
        (_("As it stood on"), dutch_date(found.as_of.value)),
        (_("As known on"), dutch_date(known or timezone.localdate())),
        (_("Unit"), _("euros, exact to the cent")),
        (_("Source"), _("the entries in Koers; the sums in the other sheets are formulas over them")),
        (str(NAMES[FREE]), str(DEFINITIONS[FREE])),
        (str(NAMES[REMAINDER]), str(DEFINITIONS[REMAINDER])),
    ]
    if found.last_import is not None:
        rows.append((_("Last import"), found.last_import.file_name))
    return Sheet(_("About"), rows, (28, 90), heads=0)


def _matrix_sheet(matrix: Matrix) -> Sheet:
    """What each line comes to per year, with indexation and what was carried over; totals are formulas."""
    years = matrix.years
    last = letter(len(years) + 3)
    rows: list[Sequence[Value]] = [(_("Line"), _("Kind"), _("Note"), *years, _("Together"))]
    for number, budget in enumerate(matrix.budgets, start=2):
        note = _("amount unknown") if budget.amount is None else _("about") if budget.approximate else ""
        cells = [_in_year(matrix, budget, year) for year in years]
        whole = Formula(f"=SUM(D{number}:{last}{number})") if years else None
        rows.append((str(budget), kind_words(budget.kind), note, *cells, whole))
    end = len(rows)
    if matrix.budgets and years:
        columns = [letter(place) for place in range(4, len(years) + 5)]
        rows.append((_("All lines"), "", "", *(Formula(f"=SUM({one}2:{one}{end})") for one in columns)))
    widths = (50, 16, 18, *(16 for _year in years), 18)
    return Sheet(_("Lines per year"), rows, widths, total=len(rows) > end)


def _in_year(matrix: Matrix, budget: Budget, year: int) -> Decimal:
    one = matrix.amounts.get((budget.pk, year))
    total = one.amount if one else Decimal("0.00")
    for indexed in matrix.indexations:
        if indexed.budget_id == budget.pk and indexed.year == year and indexed.amount:
            total += indexed.amount
    for moved in matrix.carry_overs:
        if moved.budget_id == budget.pk and moved.state == CarryOver.State.APPROVED:
            total += moved.amount * ((moved.to_year == year) - (moved.from_year == year))
    return total


def _chain_sheet(found: ProgrammeLedger, source: str, last: int) -> Sheet:
    """Per kind and year: every step adds up the entries, free and remainder follow from the steps."""
    names = {stage: str(NAMES[stage]) for stage in STAGES}
    titles = (
        _("Kind"),
        _("Year"),
        *names.values(),
        str(NAMES[FREE]),
        str(NAMES[REMAINDER]),
        _("Unknown amounts"),
    )
    rows: list[Sequence[Value]] = [titles]
    cells = sorted(found.balances.cells, key=lambda one: (one[1], KINDS.index(one[0])))
    for number, (kind, year) in enumerate(cells, start=2):
        sums = [
            Formula(
                f"=SUMIFS({_area(source, 'E', last)},{_area(source, 'B', last)},$B{number},"
                f"{_area(source, 'C', last)},{letter(place)}$1,{_area(source, 'D', last)},$A{number})"
            )
            for place, _stage in enumerate(STAGES, start=3)
        ]
        unknown = Formula(
            f"=SUMIFS({_area(source, 'F', last)},{_area(source, 'B', last)},$B{number},"
            f"{_area(source, 'D', last)},$A{number})"
        )
        free, rest = Formula(f"=C{number}-D{number}"), Formula(f"=C{number}-F{number}-E{number}")
        rows.append((kind_words(kind), year, *sums, free, rest, unknown))
    end = len(rows)
    if cells:
        columns = [letter(place) for place in range(3, len(titles) + 1)]
        rows.append((_("All kinds and years"), "", *(Formula(f"=SUM({one}2:{one}{end})") for one in columns)))
    return Sheet(_("Chain"), rows, (24, 8, 18, 18, 18, 18, 22, 18, 18, 18), total=bool(cells))


def _area(sheet: str, column: str, last: int) -> str:
    return f"'{sheet}'!${column}$2:${column}${max(last, 2)}"


def _entries_sheet(entries: Iterable[LedgerEntry]) -> Sheet:
    titles = (
        _("Counts from"), _("Year"), pgettext("money", "Stage"), _("Kind"), _("Amount"), _("Unknown"), _("Description"),
        _("Number in the source"), _("Cost centre"), _("Task field (taakveld)"), _("Ledger account"), _("Decision"),
        _("File"), _("Booked on"), _("Counter-entry"),
    )  # fmt: skip
    rows: list[Sequence[Value]] = [titles]
    rows += [
        (
            one.value_date,
            one.year,
            str(NAMES[one.stage]),
            kind_words(one.kind),
            one.amount,
            one.unknown,
            one.description,
            one.source_reference,
            one.cost_centre,
            one.taakveld,
            one.ledger_account,
            str(one.decision)[:200] if one.decision else "",
            one.batch.file_name if one.batch else "",
            timezone.localdate(one.booked_at),
            _("yes") if one.corrects_id else "",
        )
        for one in entries
    ]
    end = len(rows)
    if end > 1:
        rows.append(
            (_("All entries"), None, None, None, Formula(f"=SUM(E2:E{end})"), *(None for _n in range(10)))
        )
    widths = (14, 8, 22, 18, 16, 10, 50, 22, 14, 14, 16, 40, 28, 14, 14)
    return Sheet(_("Entries"), rows, widths, total=end > 1)


def _written(sheets: Sequence[Sheet]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    bold = Font(bold=True)
    book = Workbook(write_only=True)
    for made in sheets:
        sheet = book.create_sheet(made.title)
        if made.heads:
            sheet.freeze_panes = "A2"
        for place, width in enumerate(made.widths, start=1):
            sheet.column_dimensions[letter(place)].width = width
        for number, row in enumerate(made.rows):
            strong = number < made.heads or (made.total and number == len(made.rows) - 1)
            sheet.append([_cell(WriteOnlyCell(sheet), value, bold if strong else None) for value in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _cell(cell: Any, value: Value, font: Any) -> Any:
    match value:
        case Formula():
            cell.value, cell.number_format = value.text, MONEY
        case str():
            cell.value = _UNPRINTABLE.sub("", value)
            cell.data_type = "s"  # text, also when it begins like a formula
        case Decimal():
            cell.value, cell.number_format = value, MONEY
        case date():
            cell.value, cell.number_format = value, DAY
        case _:
            cell.value = value
    if font is not None:
        cell.font = font
    return cell
