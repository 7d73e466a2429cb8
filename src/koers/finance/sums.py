"""Adding up the ledger at any day of value, as it was known at any day of booking.

For one programme its entries are added up straight from an index. For a whole organisation the totals per month are
added up (`LedgerTotal`), and only of the month in which the asked day lies the entries themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models import Sum as DbSum
from django.utils import timezone

from koers.core.money import to_cents
from koers.finance.balances import Amount, Sum
from koers.finance.models import LedgerEntry, LedgerTotal
from koers.finance.totals import month_of

if TYPE_CHECKING:
    from koers.organisations.models import Organisation
    from koers.programmes.models import Programme

type Why = Mapping[tuple[str, str, int], tuple[str, ...]]
"""Per stage, kind and year what is said of amounts that are unknown."""

_BY = ("stage", "kind", "year")
_FOUND = "the programme or organisation itself was found among those the user may see the money of"


@dataclass(frozen=True, slots=True)
class AsOf:
    """`value`: entries that count on that day. `booked`: as known at the end of that day; None is now."""

    value: date
    booked: date | None = None

    @property
    def before(self) -> datetime | None:
        """The first moment that no longer belongs to the day of booking."""
        return None if self.booked is None else midnight(self.booked + timedelta(days=1))


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def of_programme(programme: Programme, as_of: AsOf) -> list[Sum]:
    """1 query, by the index `ledger_of_programme`."""
    return _sums(_entries(programme=programme).filter(until(as_of)))


def per_programme(organisation: Organisation, as_of: AsOf) -> dict[int | None, list[Sum]]:
    """2 queries; None is money of the organisation as a whole.

    By programme, in the order of `ledger_of_programme`: that index holds all that is added up. Asked by organisation,
    a database reads the table itself, entry by entry.
    """
    from koers.programmes.models import Programme

    parts = (
        _entries(programme__in=Programme.objects.of(organisation)),
        LedgerEntry.objects.of(organisation).filter(programme=None),
    )
    found: dict[int | None, list[Sum]] = {}
    for part in parts:
        for programme, *rest in _added(
            part.filter(until(as_of)).order_by().values_list("programme_id", *_BY)
        ):
            found.setdefault(programme, []).append(_sum(rest))
    return found


def of_organisation(organisation: Organisation, as_of: AsOf) -> list[Sum]:
    """At most 5 queries."""
    entries = LedgerEntry.objects.of(organisation)
    value_from, value_whole = _whole_months(
        as_of.value, lambda first, then: entries.filter(value_date__gt=first, value_date__lt=then)
    )
    totals = LedgerTotal.objects.of(organisation)
    parts: list[QuerySet[Any]] = []
    booked_before: Q = Q()
    if as_of.booked is not None:
        booked_from, booked_whole = _whole_months(
            as_of.booked,
            lambda first, then: entries.filter(
                booked_at__gte=midnight(first + timedelta(days=1)), booked_at__lt=midnight(then)
            ),
        )
        totals = totals.filter(booked_month__lt=booked_from)
        booked_before = Q(booked_at__lt=midnight(booked_from))
        if not booked_whole:
            parts.append(
                entries.filter(
                    booked_at__gte=midnight(booked_from),
                    booked_at__lt=as_of.before,
                    value_date__lte=as_of.value,
                )
            )
    if not value_whole:
        parts.append(entries.filter(booked_before, value_date__gte=value_from, value_date__lte=as_of.value))
    parts.append(totals.filter(value_month__lt=value_from))
    return merged(one for part in parts for one in _sums(part))


def _whole_months(day: date, later: Any) -> tuple[date, bool]:
    """The first month that does not count as a whole, and whether there is nothing of it to add up.

    When nothing lies after the day in its own month, that month counts as a whole: the usual case, and always so
    for what is known now.
    """
    first = month_of(day)
    then = (first + timedelta(days=32)).replace(day=1)
    return (first, False) if later(day, then).exists() else (then, True)


def plainly(entries: QuerySet[LedgerEntry], as_of: AsOf) -> list[Sum]:
    """The same balances by adding up every entry: what the others are compared with."""
    return merged(_sums(entries.filter(until(as_of))))


def merged(sums: Iterable[Sum]) -> list[Sum]:
    """One sum per stage, kind and year."""
    found: dict[tuple[str, str, int], tuple[int, int, int]] = {}
    for one in sums:
        key = (one.stage, one.kind, one.year)
        cents, about, unknown = found.get(key, (0, 0, 0))
        found[key] = (cents + one.cents, about + one.about, unknown + one.unknown)
    return [Sum(*key, *values) for key, values in sorted(found.items())]


def why_unknown(entries: QuerySet[LedgerEntry]) -> Why:
    """What the entries without a known amount say; those with a counter-entry no longer count. 1 query."""
    found: dict[tuple[str, str, int], tuple[str, ...]] = {}
    rows = entries.filter(unknown=1, counters__isnull=True).order_by("pk")
    for stage, kind, year, words in rows.values_list(*_BY, "description"):
        key = (stage, kind, year)
        found[key] = tuple(dict.fromkeys((*found.get(key, ()), words)))
    return found


def entries_of(programme: Programme, as_of: AsOf) -> QuerySet[LedgerEntry]:
    """The entries behind the balances of a programme."""
    return _entries(programme=programme).filter(until(as_of))


def added_up(entries: QuerySet[LedgerEntry]) -> Amount:
    """Entries together, of whatever stage. 1 query."""
    found = entries.order_by().aggregate(s=DbSum("amount"), a=DbSum("about"), u=DbSum("unknown"))
    return Amount(to_cents(found["s"] or 0), found["a"] or 0, found["u"] or 0)


def _entries(**about: Any) -> QuerySet[LedgerEntry]:
    return LedgerEntry.objects.across_organisations(_FOUND).filter(**about)


def until(as_of: AsOf) -> Q:
    counts = Q(value_date__lte=as_of.value)
    return counts if as_of.before is None else counts & Q(booked_at__lt=as_of.before)


def _sums(rows: QuerySet[Any]) -> list[Sum]:
    return [_sum(row) for row in _added(rows.order_by().values_list(*_BY))]


def _added(rows: Any) -> Any:
    """In cents: an organisation has tens of thousands of these sums."""
    cents = DbSum("amount", output_field=BigIntegerField())
    return rows.annotate(s_amount=cents, s_about=DbSum("about"), s_unknown=DbSum("unknown"))


def _sum(row: Any) -> Sum:
    stage, kind, year, amount, about, unknown = row
    return Sum(stage, kind, year, int(amount), int(about), int(unknown))
