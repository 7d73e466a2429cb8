"""Files as a financial system makes them, with what can be wrong in them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

HEADINGS = ("Boekdatum", "Bedrag", "Omschrijving", "Boekstuknummer", "Kostenplaats", "Programma")
ROWS = (
    ("15-01-2026", "1.250,50", "Trainers eerste kwartaal", "F-101", "6340", "Op pad"),
    ("03-02-2026", "18.000,00", "Begeleiding teams", "F-102", "6340", "Op pad"),
    ("28-02-2026", "749,50", "Zaalhuur", "F-103", "6341", "Op pad"),
)


def csv_file(rows: Iterable[Sequence[object]] = ROWS, headings: Sequence[str] = HEADINGS) -> bytes:
    lines = [";".join(map(str, row)) for row in (headings, *rows)]
    return "\r\n".join(lines).encode()


def xlsx_file(
    rows: Iterable[Sequence[Any]] = ROWS,
    headings: Sequence[str] = HEADINGS,
    change: Callable[[Any], None] | None = None,
) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    for row in (headings, *rows):
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
