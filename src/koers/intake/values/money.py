"""Amounts of money in Dutch text: "€ 1 miljoen", "€737.710,-", "ongeveer € 85.000,-", "1,5 mln euro". Pure Python.

The amount is an exact decimal; nothing is rounded. An amount whose notation is ambiguous ("€ 500,000") is left out
rather than guessed. "x € 1.000" in a table's heading is a unit and no amount: `find_unit` reads it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from koers.core.money import fits, round_to_cents
from koers.documents.text import fold
from koers.intake.items import Found

SCALES = {
    "duizend": 1_000,
    "k": 1_000,
    "miljoen": 1_000_000,
    "mln": 1_000_000,
    "mio": 1_000_000,
    "m": 1_000_000,
    "miljard": 1_000_000_000,
    "mld": 1_000_000_000,
}
APPROXIMATE = (
    r"ongeveer|circa|ca\.?|zo[’'‘]n|ruim|bijna|rond(?:\s+de)?|plus[\s-]?minus|±|\+/-|~|afgerond"
    r"|geschat(?:e)?(?:\s+op)?"
    r"|naar\s+schatting|om\s+en\s+nabij|een\s+kleine|krap"
)
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:\s\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d+)?"
_SCALE = r"duizend|miljoen|miljard|mln\b\.?|mio\b|mld\b\.?|[km]\b"
_AMOUNT = re.compile(
    rf"""
    (?: (?P<minus>[-−–]\s?)? (?P<sign>€|\bEUR\b|\beuro\b)\s*(?P<minus2>[-−]\s?)? (?P<number>{_NUMBER})
        (?:,\s?[-–—=]+|\.-)? (?:\s*(?P<scale>{_SCALE}))? (?:\s+euro\b)?
      | (?<![\d.,€]) (?P<number2>{_NUMBER})(?:,\s?[-–—=]+|\.-)?(?:\s*(?P<scale2>{_SCALE}))? \s*(?:euro\b|EUR\b|€(?!\s*\d))
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BEFORE = re.compile(rf"(?:^|(?<=[\s(]))(?:{APPROXIMATE})\s*$", re.IGNORECASE)
_INCLUDES = r"(?:incl(?:usief|\.)?|excl(?:usief|\.)?)\s+(?:de\s+|het\s+)?[\w-]+(?:\s+(?:en|over)\s+[\w-]+)?"
_INCLUDES_BEFORE = re.compile(rf"({_INCLUDES})\s*:?\s*$", re.IGNORECASE)
_INCLUDES_AFTER = re.compile(rf"\s*[,(]?\s*({_INCLUDES})", re.IGNORECASE)
_UNIT_BEFORE = re.compile(r"(?:[x×*]|\bper)\s*$", re.IGNORECASE)
_UNIT = re.compile(
    r"(?:[x×*]|\bin)\s*(?:€\s*|euro\s*)?(?P<unit>1[.\s]?000[.\s]?000|1[.\s]?000|duizend|duizenden"
    r"|miljoen|miljoenen)\b",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?P<minus>[-−–]\s?)?(?P<number>{_NUMBER})(?:,\s?[-–—=]+)?")
_OPENS = re.compile(r"(?:^|[(:|\t\n])\s*$")
"""A dash before an amount is a minus only where nothing stands before it; elsewhere it is a range or an aside."""
_DIGIT = re.compile(r"\d")
_WINDOW = 60
_LONGEST = 24  # more digits than an amount can have, and few enough to calculate with exactly


@dataclass(frozen=True, slots=True)
class MoneyValue:
    """An amount as printed. `amount` is in whole currency units with two decimals (exact)."""

    raw: str
    amount: Decimal
    approximate: bool = False
    includes: str | None = None
    currency: str = "EUR"

    def as_json(self) -> dict[str, object]:
        return {
            "raw": self.raw,
            "amount": f"{self.amount:.2f}",
            "currency": self.currency,
            "approximate": self.approximate,
            "includes": self.includes,
        }


def find_money(text: str, start: int = 0, end: int | None = None) -> list[Found[MoneyValue]]:
    """All amounts in a stretch of the masked text, in order, each with the place of its printed form."""
    stop = len(text) if end is None else end
    found: list[Found[MoneyValue]] = []
    if _DIGIT.search(text, start, stop) is None:
        return found
    for match in _AMOUNT.finditer(text, start, stop):
        before = text[max(start, match.start() - _WINDOW) : match.start()]
        number = match["number"] or match["number2"]
        amount = _amount(number, match["scale"] or match["scale2"])
        if amount is None or _UNIT_BEFORE.search(before):
            continue
        negative = match["minus2"] or (match["minus"] and _OPENS.search(before))
        first = match.start("sign") if match["minus"] and not negative and match["sign"] else match.start()
        raw_end = first + len(text[first : match.end()].rstrip())
        value = MoneyValue(
            raw=fold(text[first:raw_end]),
            amount=-amount if negative else amount,
            approximate=bool(_BEFORE.search(before)),
            includes=_includes(before, text[match.end() : min(stop, match.end() + _WINDOW)]),
        )
        found.append(Found(value, first, raw_end))
    return found


def read_amount(text: str, start: int, end: int, factor: int = 1) -> Found[MoneyValue] | None:
    """The one amount of a table cell; bare numbers count there, times the table's unit. None when there is none."""
    amounts = find_money(text, start, end)
    if amounts:
        return amounts[0]
    match = _BARE.fullmatch(text[start:end].strip())
    amount = _amount(match["number"], None, factor) if match else None
    if match is None or amount is None:
        return None
    first = text.index(match[0], start)
    value = MoneyValue(fold(match[0]), -amount if match["minus"] else amount)
    return Found(value, first, first + len(match[0]))


def find_unit(text: str, start: int = 0, end: int | None = None) -> Found[int] | None:
    """The unit of a table: 1000 for "bedragen x € 1.000", 1000000 for "in miljoenen"; None when none is printed."""
    match = _UNIT.search(text, start, len(text) if end is None else end)
    if match is None:
        return None
    unit = re.sub(r"[.\s]", "", match["unit"].lower())
    factor = 1_000_000 if unit == "1000000" or unit.startswith("miljoen") else 1_000
    return Found(factor, *match.span("unit"))


def _amount(number: str, scale: str | None, factor: int = 1) -> Decimal | None:
    """The exact amount. None for what no amount can be: ambiguous, parts of a cent, more digits than money has."""
    scaled = SCALES[scale.lower().rstrip(".")] if scale else 1
    if "," in number:
        whole, _, decimals = number.partition(",")
        if len(decimals) > 2 and scaled == 1:
            return None
        number = f"{whole.replace('.', '')}.{decimals}"
    elif re.fullmatch(r"\d{1,3}(\.\d{3})+", number):
        number = number.replace(".", "")
    digits = re.sub(r"\s", "", number)
    if len(digits) > _LONGEST:
        return None
    amount = Decimal(digits) * scaled * factor
    return amount if fits(amount) and amount == round_to_cents(amount) else None


def _includes(before: str, after: str) -> str | None:
    match = _INCLUDES_BEFORE.search(before) or _INCLUDES_AFTER.match(after)
    return fold(match[1]) if match else None
