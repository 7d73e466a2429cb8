"""A spreadsheet (xlsx, ods, csv) as rows of cells. Runs in the limited child process; knows no Django.

The answer is JSON: a list of rows, each a list of cells. A cell is a text, or a pair: `["n", "12.5"]` a number
with all its digits, `["d", "2026-03-01"]` a date, `["b", true]` a yes or no. Empty rows at the end are left out.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from typing import Any

from koers.documents.errors import Unreadable
from koers.documents.packages import Package
from koers.documents.sniffing import content_of

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5_000, 200, 100_000
_BROKEN = (
    "Dit bestand is geen leesbaar rekenblad. Er is niets opgeslagen. Sla het op als .xlsx, .ods of .csv."
)
_TOO_LONG = "Dit rekenblad heeft meer dan {most} rijen. Er is niets opgeslagen. Knip het in delen."

type Cell = str | tuple[str, Any]


def read_sheet(payload: bytes) -> bytes:
    """For `run_limited`. Raises Unreadable with a sentence for the user."""
    return json.dumps(rows_of(payload)).encode()


def rows_of(payload: bytes, most: int = MOST_ROWS) -> list[list[Cell]]:
    """The rows of the first sheet, at most `most` after the headings. Raises Unreadable."""
    rows = _package_rows(payload, most) if payload[:2] == b"PK" else _csv_rows(payload)
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise Unreadable("empty", "Dit rekenblad is leeg. Er is niets opgeslagen.")
    if len(rows) > most + 1:
        raise Unreadable("too_large", _TOO_LONG.format(most=most))
    return [[_bounded(cell) for cell in row[:MOST_COLUMNS]] for row in rows]


def _package_rows(payload: bytes, most: int) -> list[list[Cell]]:
    """The first sheet. `Package` refuses what unpacks to too much before anything is unpacked."""
    from python_calamine import CalamineError, CalamineWorkbook

    Package(payload)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(payload))
        sheet = book.get_sheet_by_index(0)
        if sheet.height > most * 4:
            raise Unreadable("too_large", _TOO_LONG.format(most=most))
        found = sheet.to_python(skip_empty_area=False)
    except (CalamineError, ValueError, IndexError, OSError):
        raise Unreadable("broken", _BROKEN) from None
    return [[_cell(value) for value in row] for row in found]


def _cell(value: Any) -> Cell:
    match value:
        case bool():
            return ("b", value)
        case int():
            return ("n", str(value))
        case float():
            return ("n", str(int(value)) if value.is_integer() else repr(value))
        case datetime():
            return ("d", value.date().isoformat())
        case date():
            return ("d", value.isoformat())
        case None:
            return ""
        case _:
            return str(value)


def _csv_rows(payload: bytes) -> list[list[Cell]]:
    """What looks like something else by its first characters (a PDF, a web page) is no csv."""
    if b"\0" in payload or content_of(payload) not in (None, "text"):
        raise Unreadable("broken", _BROKEN)
    try:
        text = payload.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = payload.decode("cp1252", errors="replace")
    head = text.split("\n", 1)[0]
    mark = max(";,\t", key=head.count)
    csv.field_size_limit(LONGEST_CELL * 2)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)]
    except csv.Error:
        raise Unreadable("broken", _BROKEN) from None


def _bounded(cell: Cell) -> Cell:
    """One character more than fits, so that the field can say that it is too long."""
    return cell[: LONGEST_CELL + 1] if isinstance(cell, str) else cell
