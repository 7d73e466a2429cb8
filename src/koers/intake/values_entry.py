"""Values of the contract as what people type, and back. A value that was not touched never passes through here.

Every error is a Dutch sentence (through gettext) that says what to type.
"""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from koers.core.dates import PartialDate
from koers.intake.shapes import Form
from koers.intake.values.money import read_amount
from koers.ui.entry import read_date
from koers.ui.formats import dutch_date

_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"[+-]?(?P<whole>[0-9]+)(?:\.(?P<decimals>[0-9]+))?")


def as_entry(form: Form, value: Any) -> str:
    """The value as people read and type it; null is empty."""
    if value is None:
        return ""
    match form:
        case Form.DATE:
            return dutch_date(PartialDate.from_iso(value)).replace("\u00a0", " ")
        case Form.MONEY:
            return str(value["raw"])
        case Form.LINES:
            return "\n".join(str(line) for line in value)
        case Form.YES_NO:
            return "yes" if value else "no"
        case Form.NUMBER:
            return str(value).replace(".", ",")
        case _:
            return str(value)


def from_entry(form: Form, text: str, original: Any = None) -> Any:
    """What was typed as a value of the contract; empty is null. Raises ValueError with a sentence for the field."""
    entered = text.strip()
    if form is Form.LINES:
        return [line.strip() for line in entered.splitlines() if line.strip()]
    if not entered:
        return None
    match form:
        case Form.DATE:
            return _date(entered)
        case Form.YEAR:
            return _year(entered)
        case Form.MONEY:
            return _money(entered)
        case Form.NUMBER:
            return _number(entered)
        case Form.YES_NO:
            return entered == "yes"
        case Form.CHOICE:
            return int(entered) if entered.isdecimal() and len(entered) < 10 else entered
        case Form.TEXT:
            return "\n".join(" ".join(line.split()) for line in entered.splitlines())
        case _:
            return " ".join(entered.split())


def _date(entered: str) -> str:
    return read_date(entered).iso


def _year(entered: str) -> int:
    if not _YEAR.fullmatch(entered):
        raise ValueError(_("Enter a year of four digits."))
    return int(entered)


def _money(entered: str) -> dict[str, Any]:
    found = read_amount(entered, 0, len(entered))
    if found is None:
        raise ValueError(_("This is not an amount. Enter for example 737.710 or 737.710,50."))
    return found.value.as_json()


def _number(entered: str) -> str:
    """Plain digits only: "1e99" is a number to Python, and none to anybody else. The size is that of the column."""
    plain = entered.replace(".", "").replace(",", ".").replace("\u2212", "-")
    written = _NUMBER.fullmatch(plain)
    if written is None:
        raise ValueError(_("This is not a number. Enter for example 7,10."))
    if len(written["whole"].lstrip("0")) > 11 or len(written["decimals"] or "") > 4:
        raise ValueError(_("Enter at most 11 digits before the comma and 4 after it."))
    return plain
