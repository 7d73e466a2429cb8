"""How values read in Dutch: money, dates with precision, periods, sizes. Pure Python, no Django."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from koers.core.dates import PartialDate
from koers.core.money import from_cents, round_to_cents

NBSP = "\u00a0"
MINUS = "\u2212"
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def whole(number: int) -> str:
    """An integer with dots between thousands: `737.710`."""
    return f"{number:,}".replace(",", ".")


def euros(amount: Decimal | int) -> str:
    """Euros as `€ 737.710`, with cents only when there are any (`€ 12,50`); it never breaks.

    Rounds to cents with the one rounding rule. Raises TypeError for a float, which cannot hold cents.
    """
    if isinstance(amount, bool | float):
        raise TypeError("money is Decimal or int, never float")
    exact = round_to_cents(Decimal(amount))
    cents = int(abs(exact) * 100) % 100
    text = whole(int(abs(exact))) + (f",{cents:02d}" if cents else "")
    return f"{MINUS if exact < 0 else ''}€{NBSP}{text}"


def euros_of_cents(cents: int) -> str:
    """Integer cents as `€ 737.710`."""
    return euros(from_cents(cents))


def as_partial(value: PartialDate | date) -> PartialDate:
    return value if isinstance(value, PartialDate) else PartialDate(value.year, value.month, value.day)


def dutch_date(value: PartialDate | date) -> str:
    """`1 juli 2019`, `juli 2019` or `2019`: never more precise than what is known."""
    found = as_partial(value)
    if found.month is None:
        return str(found.year)
    month = f"{MONTHS[found.month - 1]} {found.year}"
    return f"{found.day}{NBSP}{month}" if found.day else month


def short_date(value: PartialDate | date) -> str:
    """`1 jul 2019`, for tables."""
    found = as_partial(value)
    if found.month is None:
        return str(found.year)
    month = f"{SHORT_MONTHS[found.month - 1]} {found.year}"
    return f"{found.day}{NBSP}{month}" if found.day else month


def dutch_period(begin: PartialDate | date | None, end: PartialDate | date | None) -> str:
    """`1 januari 2025 – 31 maart 2027`; an open side is said in words. `end` is the last day, inclusive.

    A period of one and the same date reads as that date. Nothing known gives an empty string.
    """
    if begin is None and end is None:
        return ""
    if end is None:
        return f"vanaf {dutch_date(begin)}" if begin is not None else ""
    if begin is None:
        return f"tot en met {dutch_date(end)}"
    first, last = dutch_date(begin), dutch_date(end)
    return first if first == last else f"{first} – {last}"


def file_size(size: int) -> str:
    """Bytes as `340 kB` or `1,2 MB` (powers of ten, as file managers show)."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))}{NBSP}kB"
    return f"{size / 1_000_000:.1f}".replace(".", ",") + f"{NBSP}MB"
