"""The totals per month that go along with every booking, and the check that they equal the entries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import batched
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Count, F, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from koers.core.money import to_cents
from koers.finance.models import LedgerEntry, LedgerTotal

if TYPE_CHECKING:
    from koers.organisations.models import Organisation

type Key = tuple[int, date, date, str, str, int]
"""Organisation, month of booking, month of value, stage, kind, financial year."""
type Sums = tuple[int, int, int, int]
"""Cents, approximate amounts, unknown amounts, entries."""

_COLUMNS = "organisation_id, booked_month, value_month, stage, kind, year"
_SUMS = ("amount", "about", "unknown", "entries")
AT_ONCE = 500


def month_of(moment: date | datetime) -> date:
    """The first day of its month, by the clock of the municipality."""
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    return day.replace(day=1)


def add(entries: Iterable[LedgerEntry]) -> None:
    """Adds new entries to the totals, in the transaction that added them.

    The database itself adds up, so two bookings at once lose nothing; always in the same order, so that they do not
    wait for each other in a circle.
    """
    found: dict[Key, Sums] = {}
    for one in entries:
        key = (
            one.organisation_id,
            month_of(one.booked_at),
            month_of(one.value_date),
            one.stage,
            one.kind,
            one.year,
        )
        amount, about, unknown, count = found.get(key, (0, 0, 0, 0))
        found[key] = (amount + to_cents(one.amount), about + one.about, unknown + one.unknown, count + 1)
    table = LedgerTotal._meta.db_table
    plus = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in _SUMS)
    with connection.cursor() as cursor:
        for rows in batched(sorted(found.items()), AT_ONCE, strict=False):
            places = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"] * len(rows))
            cursor.execute(
                f"INSERT INTO {table} ({_COLUMNS}, {', '.join(_SUMS)}) VALUES {places} "  # noqa: S608 - fixed names
                f"ON CONFLICT ({_COLUMNS}) DO UPDATE SET {plus}",
                [
                    connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
                    for key, sums in rows
                    for value in (*key, *sums)
                ],
            )


def wrong(organisation: Organisation) -> list[str]:
    """Where the totals differ from the entries; empty when all is well. Reads every entry."""
    stored = {
        (one.booked_month, one.value_month, one.stage, one.kind, one.year): (
            one.amount, one.about, one.unknown, one.entries,
        )
        for one in LedgerTotal.objects.of(organisation)
    }  # fmt: skip
    months = {"booked_month": TruncMonth("booked_at"), "value_month": TruncMonth("value_date")}
    keys = (*months, "stage", "kind", "year")
    summed = (
        LedgerEntry.objects.of(organisation)
        .order_by()
        .annotate(**months)
        .values(*keys)
        .annotate(
            sum_amount=Sum("amount"),
            sum_about=Sum("about"),
            sum_unknown=Sum("unknown"),
            entries=Count(F("pk")),
        )
    )
    counted = {
        (month_of(row["booked_month"]), row["value_month"], row["stage"], row["kind"], row["year"]): (
            row["sum_amount"], row["sum_about"], row["sum_unknown"], row["entries"],
        )
        for row in summed
    }  # fmt: skip
    return [
        f"{' '.join(map(str, key))}: {stored.get(key)} in the totals, {counted.get(key)} in the entries"
        for key in sorted(stored.keys() | counted.keys())
        if stored.get(key) != counted.get(key)
    ]
