"""Lists as spreadsheets: xlsx, ods and csv, with typed numbers and dates, and texts that never run.

A text that begins like a formula is stored as text (xlsx, ods) or gets an apostrophe (csv): opening a list
of the register runs nothing that somebody typed into it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from django.utils.translation import gettext as _

from koers.core.dates import PartialDate
from koers.core.models import Record
from koers.editing.attributes import Attribute, Shape, attributes
from koers.editing.kinds import Kind
from koers.editing.places import capital

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
}
ID, VERSION = "id", "version"
UNDER = "under"
NAME_OF = "name of "
"""Begins a column that only says in words what the id before it is; reading in passes it by."""
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

NARROWEST, WIDEST = 12, 60
SEEN_FOR_WIDTH = 200
"""How many rows say how wide a column of a workbook is; the others are written as they come."""

type Value = str | int | Decimal | date | None


def headings(kind: Kind) -> dict[str, str]:
    """The columns of a kind's sheet, by what they hold, as their first row says them."""
    found = {ID: "id", VERSION: _("version")}
    if kind.parent:
        field: Any = kind.model._meta.get_field(kind.parent)
        parent = capital(str(field.related_model._meta.verbose_name))
        found[UNDER] = _("%(parent)s (id)") % {"parent": parent}
        found[NAME_OF + UNDER] = _to_read(parent)
    for one in sheet_attributes(kind):
        taken = {title.casefold() for title in found.values()}
        title = f"{one.title} ({one.name})" if one.title.casefold() in taken else one.title
        found[one.name] = title
        if one.shape is Shape.RELATION:
            found[NAME_OF + one.name] = _to_read(title)
    return found


def _to_read(title: str) -> str:
    return _("%(column)s (name, only to read)") % {"column": title}


def example_headings(kind: Kind) -> dict[str, str]:
    """As `headings`, without what nobody fills in."""
    return {name: title for name, title in headings(kind).items() if not name.startswith(NAME_OF)}


def sheet_attributes(kind: Kind) -> list[Attribute]:
    return [one for one in attributes(kind) if one.shape is not Shape.OTHER]


def rows_of(kind: Kind, records: Iterable[Any]) -> Iterable[list[Value]]:
    for record in records:
        row: list[Value] = [str(record.public_id), record.version]
        if kind.parent:
            parent = getattr(record, kind.parent)
            row += [str(parent.public_id) if parent else "", _name(parent)]
        for one in sheet_attributes(kind):
            value = getattr(record, one.name)
            row.append(cell_of(one, value))
            if one.shape is Shape.RELATION:
                row.append(_name(value))
        yield row


def _name(record: Any) -> str:
    return "" if record is None else " ".join(str(record).split())


def cell_of(attribute: Attribute, value: Any) -> Value:
    """Numbers and whole dates as such, everything else in words that reading in understands."""
    match attribute.shape:
        case Shape.PARTIAL if isinstance(value, PartialDate):
            return value.first_day if value.day else attribute.entry(value)
        case Shape.DAY | Shape.MONEY | Shape.NUMBER | Shape.WHOLE:
            return value  # type: ignore[no-any-return]
        case Shape.RELATION:
            return str(value.public_id) if isinstance(value, Record) else ""
        case _:
            return attribute.words(value)


def written(form: str, titles: Sequence[str], rows: Iterable[Sequence[Value]], name: str) -> bytes:
    """The file. `form` is one of TYPES (KeyError otherwise)."""
    return {"xlsx": _xlsx, "ods": _ods, "csv": _csv}[form](titles, rows, name)


def is_risky(text: str) -> bool:
    """Whether a spreadsheet may take it for a formula, also after spaces or our own mark against that."""
    return text.startswith(_RISKY) or text.lstrip(" '\n").startswith(_RISKY)


def _clean(value: Value) -> Value:
    return _UNPRINTABLE.sub("", value) if isinstance(value, str) else value


def _widths(titles: Sequence[str], rows: Iterable[Sequence[Value]]) -> list[int]:
    """As wide as what stands in the column, within bounds: a date that does not fit shows as `###`."""
    longest = [len(title) for title in titles]
    for row in rows:
        for place, value in enumerate(row[: len(longest)]):
            words = max(str(value or "").splitlines(), key=len, default="")
            longest[place] = max(longest[place], len(words))
    return [min(max(length + 2, NARROWEST), WIDEST) for length in longest]


def _xlsx(titles: Sequence[str], rows: Iterable[Sequence[Value]], name: str) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", name)[:31])
    sheet.freeze_panes = "A2"

    def cell(value: Value) -> Any:
        content: Any = _clean(value)
        found = WriteOnlyCell(sheet, value=content)
        if isinstance(value, str):
            found.data_type = "s"  # text, also when it begins like a formula
        return found

    ahead = iter(rows)
    first = list(islice(ahead, SEEN_FOR_WIDTH))
    for place, width in enumerate(_widths(titles, first), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for row in chain([titles], first, ahead):
        sheet.append([cell(value) for value in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _ods(titles: Sequence[str], rows: Iterable[Sequence[Value]], name: str) -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    table = Table(name=re.sub(r"[\[\]:*?/\\']", " ", name)[:31])
    for row in ([*titles], *rows):
        line = TableRow()
        for value in row:
            match _clean(value):
                case date() as day:
                    cell = TableCell(valuetype="date", datevalue=day.isoformat())
                case (int() | Decimal()) as number:
                    cell = TableCell(valuetype="float", value=str(number))
                case text:
                    cell = TableCell(valuetype="string")
                    for part in str(text or "").split("\n"):
                        cell.addElement(P(text=part))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    target = io.BytesIO()
    book.write(target)
    return target.getvalue()


def _csv(titles: Sequence[str], rows: Iterable[Sequence[Value]], name: str) -> bytes:
    """As Dutch Excel opens it: with a mark for UTF-8, semicolons, and a comma for decimals."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";")
    for row in ([*titles], *rows):
        writer.writerow([_csv_cell(value) for value in row])
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _csv_cell(value: Value) -> str:
    match _clean(value):
        case None:
            return ""
        case date() as day:
            return f"{day.day}-{day.month}-{day.year}"
        case int() as whole:
            return str(whole)
        case Decimal() as number:
            return f"{number:f}".replace(".", ",")
        case text:
            return f"'{text}" if is_risky(str(text)) else str(text)
