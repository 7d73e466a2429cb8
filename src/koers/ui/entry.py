"""What people type in Dutch, as exact values: dates with precision, euros, numbers. Pure Python plus gettext.

Every error is a ValueError with a sentence that says what to type; a form shows it at the field.
"""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from koers.core.dates import PartialDate
from koers.core.money import fits, round_to_cents
from koers.ui.formats import MONTHS, SHORT_MONTHS

_MONTH_NUMBERS = (
    {name: number for number, name in enumerate(MONTHS, 1)}
    | {name: number for number, name in enumerate(SHORT_MONTHS, 1)}
    | {"maa": 3, "febr": 2, "sept": 9}
)
_YEAR = r"(?P<year>(?:1[89]|2[01])\d\d)"
_WRITTEN = (
    re.compile(_YEAR),
    re.compile(rf"{_YEAR}-(?P<month>\d\d)(?:-(?P<day>\d\d))?"),
    re.compile(rf"(?:(?P<day>\d{{1,2}})\s?(?P<mark>[-/.])\s?)?(?P<month>\d{{1,2}})\s?[-/.]\s?{_YEAR}"),
    re.compile(rf"(?:(?P<day>\d{{1,2}})(?:e|ste|de)?[\s-]+)?(?P<name>[a-z]+)\.?[\s-]+{_YEAR}"),
)
_AMOUNT = re.compile(
    r"(?P<minus>[-−]\s?)?(?:€|eur|euro)?\s?(?P<minus2>[-−]\s?)?"
    r"(?P<whole>\d{1,3}(?:[.\s]\d{3})+|\d+)(?:,(?P<cents>\d{1,2}|[-–—=]+))?"
    r"(?:\s?(?P<scale>duizend|miljoen|mln|mio|miljard|mld))?\.?(?:\s?(?:euro|eur))?",
    re.IGNORECASE,
)
_SCALES = {
    "": 1,
    "duizend": 1_000,
    "miljoen": 1_000_000,
    "mln": 1_000_000,
    "mio": 1_000_000,
    "miljard": 1_000_000_000,
    "mld": 1_000_000_000,
}
_NUMBER = re.compile(r"(?P<minus>-)?(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<decimals>\d+))?")
LONGEST = 60
"""Characters a date, an amount or a number may have: what is longer is none, and costs no time to judge."""


def read_date(text: str) -> PartialDate:
    """`1 juli 2019`, `1-7-2019`, `juli 2019`, `7-2019`, `2019`, or as a computer writes it (`2019-07-01`)."""
    entered = " ".join(text.lower().split())
    match = None
    if len(entered) <= LONGEST:
        match = next((found for shape in _WRITTEN if (found := shape.fullmatch(entered))), None)
    parts = match.groupdict() if match else {}
    name = parts.get("name")
    if match is None or (name is not None and name not in _MONTH_NUMBERS):
        raise ValueError(_("This is not a date. Enter for example 1 July 2019, July 2019 or 2019."))
    month = _MONTH_NUMBERS[name] if name else int(parts["month"]) if parts.get("month") else None
    try:
        return PartialDate(int(parts["year"]), month, int(parts["day"]) if parts.get("day") else None)
    except ValueError:
        raise ValueError(_("This day does not exist. Enter a day that does.")) from None


def read_money(text: str) -> Decimal:
    """`737.710`, `€ 737.710,50`, `-12,5`, `2 mln`: whole cents, nothing rounded."""
    entered = " ".join(text.split())
    match = _AMOUNT.fullmatch(entered) if len(entered) <= LONGEST else None
    if match is None:
        raise ValueError(_("This is not an amount. Enter for example 737.710 or 737.710,50."))
    cents = (match["cents"] or "").strip("-–—=")
    amount = Decimal(f"{re.sub(r'[.\s]', '', match['whole'])}.{cents or 0}")
    amount *= _SCALES[(match["scale"] or "").lower()]
    if not fits(amount) or amount != round_to_cents(amount):
        raise ValueError(_("Enter at most 15 digits before the comma and 2 after it."))
    return round_to_cents(-amount if match["minus"] or match["minus2"] else amount)


def read_number(text: str) -> Decimal:
    """`7,10`, `1.250`, `-3`: plain digits only. "1e99" is a number to Python, and none to anybody else."""
    entered = text.strip().replace("\u2212", "-")
    match = _NUMBER.fullmatch(entered) if len(entered) <= LONGEST else None
    if match is None:
        raise ValueError(_("This is not a number. Enter for example 7,10."))
    number = Decimal(f"{match['whole'].replace('.', '')}.{match['decimals'] or 0}")
    return -number if match["minus"] else number


def read_whole(text: str) -> int:
    number = read_number(text)
    if number != int(number):
        raise ValueError(_("Enter a whole number, without a comma."))
    return int(number)


def number_entry(number: Decimal | int) -> str:
    """The number as people type it: comma for decimals, no zeros that say nothing, no dots."""
    plain = f"{number:f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return plain.replace(".", ",")
