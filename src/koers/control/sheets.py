"""A role matrix as a spreadsheet. What people typed is stored as text and never runs as a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence

from django.utils.translation import gettext as _


def matrix_sheet(
    title: str,
    parties: Sequence[str],
    rows: Sequence[tuple[str, Sequence[str]]],
    legend: Sequence[tuple[str, str]],
) -> bytes:
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    sheet = book.create_sheet(_("Who does what")[:31])
    lines: list[list[str]] = [[title], [], [_("Task"), *parties]]
    lines += [[text, *cells] for text, cells in rows]
    lines += [[], *([f"{letter} = {words}"] for letter, words in legend)]
    for number, line in enumerate(lines, start=1):
        for column, words in enumerate(line, start=1):
            cell = sheet.cell(row=number, column=column, value=_kept(words))
            cell.data_type = "s"
            if number in (1, 3):
                cell.font = Font(bold=True)
    sheet.freeze_panes = "B4"
    sheet.column_dimensions["A"].width = 50
    for column in range(2, len(parties) + 2):
        sheet.column_dimensions[get_column_letter(column)].width = 18
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _kept(words: str) -> str:
    """Without characters that a workbook cannot hold."""
    return "".join(one for one in words if (one >= " " and one not in "\ufffe\uffff") or one in "\t\n")
