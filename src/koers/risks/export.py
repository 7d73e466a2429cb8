"""The list of risks as an Excel file in which the sums stay sums: score and expected value are formulas.

What somebody typed is stored as text, also when it begins like a formula: only our own cells calculate.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from koers.risks.weighing import Weighed
from koers.risks.wording import REASONS

_WIDTHS = (48, 28, 12, 24, 20, 13, *[12] * 6, 12, *[18] * 6, 36, 38)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EUROS = '"€" #,##0.00'


def _headings() -> list[str]:
    return [
        _("Risk"),
        _("Programme"),
        _("Status"),
        _("Kind of consequence"),
        _("Owner"),
        _("Judged on"),
        _("Gross chance (1-5)"),
        _("Gross consequence (1-5)"),
        _("Gross score"),
        _("Net chance (1-5)"),
        _("Net consequence (1-5)"),
        _("Net score"),
        _("Chance a year"),
        _("Amount at least"),
        _("Most likely amount"),
        _("Amount at most"),
        _("Expected at least"),
        _("Expected on average"),
        _("Expected at most"),
        _("Why not counted"),
        "id",
    ]


def workbook(found: Sequence[Weighed]) -> bytes:
    """One sheet: a row per risk, and the sums of what is expected beneath."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = _("Risks")
    sheet.append(_headings())
    for number, one in enumerate(found, start=2):
        for place, value in enumerate(_cells(one, number), start=1):
            _put(sheet.cell(number, place), value)
    last = len(found) + 1
    if found:
        sheet.cell(last + 1, 1).value = _("Together")
        for place in (17, 18, 19):
            letter = get_column_letter(place)
            sheet.cell(last + 1, place).value = f"=SUM({letter}2:{letter}{last})"
    for row in sheet.iter_rows(min_row=2, max_row=last + 1):
        row[12].number_format = "0.00%"
        for place in (13, 14, 15, 16, 17, 18):
            row[place].number_format = _EUROS
    for cell in (*sheet[1], *(sheet[last + 1] if found else ())):
        cell.font = Font(bold=True)
    for cell in sheet[1]:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for place, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "B2"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


class Formula(str):
    """A formula of ours; any other text is text."""

    __slots__ = ()


def _put(cell: Any, value: Any) -> None:
    if isinstance(value, Formula):
        cell.value = str(value)
    elif isinstance(value, str):
        cell.value = _UNPRINTABLE.sub("", value)[:32_000]
        cell.data_type = "s"
    else:
        cell.value = value


def _cells(one: Weighed, row: int) -> list[Any]:
    risk, judged = one.risk, one.judged
    counted = one.drawn is not None
    mean = f"(N{row}+O{row}+P{row})/3" if one.likely is not None else f"(N{row}+P{row})/2"
    return [
        risk.text,
        risk.programme.name if risk.programme else "",
        str(risk.get_state_display()),
        str(risk.get_category_display()),
        risk.owner_words,
        judged.on if judged else None,
        one.gross.chance if one.gross else None,
        one.gross.impact if one.gross else None,
        Formula(f"=G{row}*H{row}") if one.gross else None,
        one.net.chance if one.net else None,
        one.net.impact if one.net else None,
        Formula(f"=J{row}*K{row}") if one.net else None,
        one.chance / 100 if one.chance is not None else None,
        one.low,
        one.likely,
        one.high,
        Formula(f"=M{row}*N{row}") if counted else None,
        Formula(f"=M{row}*{mean}") if counted else None,
        Formula(f"=M{row}*P{row}") if counted else None,
        str(REASONS[one.reason]) if one.reason else "",
        str(risk.public_id),
    ]
