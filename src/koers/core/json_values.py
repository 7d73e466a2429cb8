"""Reads the values of an item (the JSON of the reading contract) into exact types. Pure Python, no Django.

A value that is absent or null stays absent: empty text, None. A value of a wrong shape raises ValueError.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from koers.core.dates import PartialDate
from koers.core.money import to_cents

type Values = Mapping[str, Any]

_WRITTEN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
"""A number as the contract writes it. An exponent is refused: a few characters would be a number of any size."""
_FIGURE_DIGITS = 11
"""Digits of a figure before the comma at most: what the column holds beside its four decimals."""
_LARGEST_INTEGER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class StatedPeriod:
    """A period as a text states it; `raw` is empty when the text prints none."""

    raw: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    end_exclusive: bool = False
    approximate: bool = False
    open_end: bool = False
    duration_months: int | None = None


@dataclass(frozen=True, slots=True)
class StatedMoney:
    """An amount in euros as a text states it; `amount` is None when the text gives no figure."""

    raw: str = ""
    amount: Decimal | None = None
    approximate: bool = False
    includes: str = ""


def text_of(values: Values, name: str) -> str:
    found = values.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise ValueError(f"{name}: text expected, not {type(found).__name__}")
    return found.strip()


def texts_of(values: Values, name: str) -> list[str]:
    found = values.get(name) or []
    if not isinstance(found, list) or not all(isinstance(part, str) for part in found):
        raise ValueError(f"{name}: a list of texts expected")
    return [part.strip() for part in found if part.strip()]


def rows_of(values: Values, name: str) -> list[Values]:
    found = values.get(name) or []
    if not isinstance(found, list) or not all(isinstance(part, Mapping) for part in found):
        raise ValueError(f"{name}: a list of records expected")
    return found


def flag_of(values: Values, name: str) -> bool | None:
    found = values.get(name)
    if found is not None and not isinstance(found, bool):
        raise ValueError(f"{name}: true, false or null expected")
    return found


def integer_of(values: Values, name: str) -> int | None:
    found = values.get(name)
    if found is None or found == "":
        return None
    if isinstance(found, bool) or not isinstance(found, int | str):
        raise ValueError(f"{name}: a whole number expected")
    whole = int(found)
    if abs(whole) > _LARGEST_INTEGER:
        raise ValueError(f"{name}: het getal is te groot")
    return whole


def number_of(values: Values, name: str) -> Decimal | None:
    """A number written with a point (`"7.10"`); the decimals written are kept.

    Raises ValueError for more than eleven digits before the point: no column holds such a figure.
    """
    found = text_of(values, name)
    if not found:
        return None
    number = _decimal(name, found)
    if number and number.adjusted() >= _FIGURE_DIGITS:
        raise ValueError(f"{name}: het getal is te groot, hooguit {_FIGURE_DIGITS} cijfers voor de komma")
    return number


def date_of(values: Values, name: str) -> PartialDate | None:
    found = text_of(values, name)
    return PartialDate.from_iso(found) if found else None


def period_of(values: Values, name: str) -> StatedPeriod:
    """The contract's period; a bare ISO date is read as a period of that date."""
    found = values.get(name)
    if found is None or found == "":
        return StatedPeriod()
    if isinstance(found, str):
        date = PartialDate.from_iso(found)
        return StatedPeriod(raw=found, start=date, end=date)
    if not isinstance(found, Mapping):
        raise ValueError(f"{name}: a period expected")
    return StatedPeriod(
        raw=text_of(found, "raw"),
        start=date_of(found, "start"),
        end=date_of(found, "end"),
        end_exclusive=bool(flag_of(found, "end_exclusive")),
        approximate=bool(flag_of(found, "approximate")),
        open_end=bool(flag_of(found, "open_end")),
        duration_months=integer_of(found, "duration_months"),
    )


def money_of(values: Values, name: str) -> StatedMoney:
    """The contract's money. Raises ValueError for another currency or for fractions of a cent."""
    found = values.get(name)
    if found is None or found == "":
        return StatedMoney()
    if isinstance(found, str):
        found = {"raw": found, "amount": found}
    if not isinstance(found, Mapping):
        raise ValueError(f"{name}: an amount expected")
    if found.get("currency", "EUR") != "EUR":
        raise ValueError(f"{name}: only euros can be kept")
    written = text_of(found, "amount")
    amount = _decimal(name, written) if written else None
    if amount is not None:
        to_cents(amount)
    return StatedMoney(
        raw=text_of(found, "raw"),
        amount=amount,
        approximate=bool(flag_of(found, "approximate")),
        includes=text_of(found, "includes"),
    )


def _decimal(name: str, written: str) -> Decimal:
    if not _WRITTEN.fullmatch(written):
        raise ValueError(f"{name}: not a number: {written[:40]!r}")
    return Decimal(written)
