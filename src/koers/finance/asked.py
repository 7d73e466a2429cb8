"""What a page of money was asked for: the two dates, a year, and what to filter by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from koers.finance.addresses import ASKED, NO_KIND
from koers.finance.balances import KINDS, STAGES
from koers.finance.models import FIRST_YEAR, LAST_YEAR
from koers.finance.overview import day_or
from koers.finance.sums import AsOf

ALL_YEARS = "alle"


@dataclass(frozen=True, slots=True)
class Asked:
    """`wrong` names dates that could not be read; today stands in their place."""

    as_of: AsOf
    year: int | None
    wrong: tuple[str, ...] = ()
    booked_given: bool = False

    @property
    def value_entry(self) -> str:
        return self.as_of.value.isoformat()

    @property
    def booked_entry(self) -> str:
        return (self.as_of.booked or timezone.localdate()).isoformat()


def asked(request: HttpRequest) -> Asked:
    """Without a date today, without a year the year of the day of value."""
    today = timezone.localdate()
    value_text = request.GET.get(ASKED["value"], "").strip()
    booked_text = request.GET.get(ASKED["booked"], "").strip()
    value = day_or(value_text, today)
    booked = day_or(booked_text, today) if booked_text else None
    wrong = tuple(
        name
        for name, text in (("value", value_text), ("booked", booked_text))
        if text and day_or(text, date(1, 1, 1)) == date(1, 1, 1)
    )
    # What is known today is all that is known: the same as asking for no day of booking.
    known = None if booked is None or booked >= today else booked
    year_text = request.GET.get(ASKED["year"], "").strip()
    year = None if year_text == ALL_YEARS else year_of(year_text) or value.year
    return Asked(AsOf(value, known), year, wrong, bool(booked_text))


def year_of(text: str) -> int | None:
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        return None
    return int(text) if FIRST_YEAR <= int(text) <= LAST_YEAR else None


def filters(request: HttpRequest) -> dict[str, Any]:
    """By stage, kind and year, as far as they exist."""
    found: dict[str, Any] = {}
    stage, kind = request.GET.get(ASKED["stage"], ""), request.GET.get(ASKED["kind"], "")
    year = year_of(request.GET.get(ASKED["year"], "").strip())
    if stage in STAGES:
        found["stage"] = stage
    if kind == NO_KIND:
        found["kind"] = ""
    elif kind and kind in KINDS:
        found["kind"] = kind
    if year is not None:
        found["year"] = year
    return found
