"""Amounts as financial systems write them, exact or not at all. Pure Python, no Django.

`1.000,00` and `1,000.00` are the same amount in two notations, and `1.000` is a thousand in the one and one in the
other. The notation is decided per column: a cell that fits only one of both decides (`1.234,50`); when cells of a
column contradict each other, or none of them decides, a person is asked. A cell that does not fit the notation of
its column is refused, never read the other way.

A minus may stand in front, behind, or be written as parentheses; never two of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from koers.core.money import fits, round_to_cents

LARGEST = Decimal(1_000_000_000)
"""More than this in one row is absurd: no municipality books it for the development of its organisation."""
_EXCEL_DIGITS = 15
"""Spreadsheet programs keep floating numbers and show 15 digits; beyond that is noise of their own sums."""

_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009\t\n\r")
_GROUPED_BY_SPACE = re.compile(r"-?\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?:[.,]\d{1,2})?")
_CURRENCY = re.compile(r"^(?:€|eur\b|euro\b)|(?:€|\beur|\beuro)$", re.IGNORECASE)
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2012": "-"})
_ROUND_TAIL = re.compile(r"(?<=\d)[.,](?:-{1,2}|=)$")


class Notation(StrEnum):
    DUTCH = "dutch"  # 1.000,00
    ENGLISH = "english"  # 1,000.00


class Trouble(StrEnum):
    """Why a cell is no amount of money."""

    NONE = "amount_empty"
    WORDS = "amount_words"
    TWO_SIGNS = "amount_two_signs"
    NOTATION = "amount_notation"
    CENTS = "amount_cents"
    ABSURD = "amount_absurd"


class NoAmount(ValueError):
    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class _Written:
    """A cell without its sign and currency: digits with points and commas."""

    digits: str
    negative: bool


def _written(text: str) -> _Written:
    """Raises NoAmount for what is no number in any notation."""
    found = text.strip().translate(_MINUS)
    negative = [found.startswith("(") and found.endswith(")")]
    found = found[1:-1].strip() if negative[0] else found
    found = _CURRENCY.sub("", found).strip()
    lead, found = _front_sign(found)
    found = _CURRENCY.sub("", found).strip()
    if not lead:
        lead, found = _front_sign(found)
    elif found[:1] in ("-", "+"):
        raise NoAmount(Trouble.TWO_SIGNS)
    tail = _ROUND_TAIL.search(found)  # 1.000,- is a round amount, not a negative one
    found = found[: tail.start()] if tail else found
    behind = found[-1:] if found[-1:] in ("-", "+") else ""
    found = found.removesuffix(behind).strip() if behind else found
    signs = [*negative, bool(lead), bool(behind)]
    if sum(signs) > 1:
        raise NoAmount(Trouble.TWO_SIGNS)
    if not _GROUPED_BY_SPACE.fullmatch(found) and re.search(r"\s", found):
        raise NoAmount(Trouble.WORDS)
    found = found.translate(_SPACES)
    if not re.fullmatch(r"[\d.,]*\d[\d.,]*", found) or not found.isascii():
        raise NoAmount(Trouble.WORDS)
    return _Written(found, negative[0] or "-" in (lead, behind))


def _front_sign(text: str) -> tuple[str, str]:
    return (text[0], text[1:].strip()) if text[:1] in ("-", "+") else ("", text)


_SHAPES = {
    Notation.DUTCH: re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?"),
    Notation.ENGLISH: re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?"),
}


def _digits_in(written: _Written, notation: Notation) -> Decimal | None:
    """The number without sign, exact; None when it cannot be written so in this notation."""
    found = _SHAPES[notation].fullmatch(written.digits)
    if found is None:
        return None
    whole = re.sub(r"[.,]", "", found[1])
    if len(whole) > 1 and whole[0] == "0" and whole != found[1]:
        return None  # 0.123 is no grouped number
    return Decimal(f"{whole}.{found[2] or '0'}")


def amount_in(text: str, notation: Notation) -> Decimal:
    """The amount of a text cell in this notation. Raises NoAmount."""
    if not text.strip():
        raise NoAmount(Trouble.NONE)
    written = _written(text)
    number = _digits_in(written, notation)
    if number is None:
        raise NoAmount(Trouble.NOTATION)
    return _as_money(-number if written.negative else number)


def amount_of_number(digits: str) -> Decimal:
    """The amount of a cell that holds a number. Raises NoAmount when it has parts of a cent."""
    try:
        exact = Decimal(digits)
    except InvalidOperation:
        raise NoAmount(Trouble.WORDS) from None
    if exact.is_finite() and len(exact.as_tuple().digits) > _EXCEL_DIGITS:
        exact = Decimal(f"{exact:.{_EXCEL_DIGITS - 1}e}")
    return _as_money(exact)


def _as_money(exact: Decimal) -> Decimal:
    if not fits(exact) or abs(exact) > LARGEST:
        raise NoAmount(Trouble.ABSURD)
    money = round_to_cents(exact)
    if money != exact:
        raise NoAmount(Trouble.CENTS)
    return money + 0  # never minus nought


def fitting(text: str) -> frozenset[Notation]:
    """In which notations the cell can be a number at all; empty when in none."""
    try:
        written = _written(text)
    except NoAmount:
        return frozenset()
    return frozenset(one for one in Notation if _digits_in(written, one) is not None)


def _is_open(text: str) -> bool:
    """Whether both notations read the cell, and read something else."""
    written = _written(text)
    return len({_digits_in(written, one) for one in Notation}) > 1


@dataclass(frozen=True, slots=True)
class Decision:
    """The notation of a column; None when a person must say, with cells that show why."""

    notation: Notation | None
    examples: tuple[str, ...] = ()


def decide(cells: Iterable[str]) -> Decision:
    """The notation of the text cells of one column."""
    seen: dict[Notation, str] = {}
    open_: str | None = None
    for cell in cells:
        found = fitting(cell)
        if len(found) == 1:
            seen.setdefault(next(iter(found)), cell)
        elif len(found) == 2 and open_ is None and _is_open(cell):
            open_ = cell
    if len(seen) == 1:
        return Decision(next(iter(seen)))
    if seen:
        return Decision(None, tuple(seen.values()))
    return Decision(None, (open_,)) if open_ is not None else Decision(Notation.DUTCH)
