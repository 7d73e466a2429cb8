"""Booking: the one way into the ledger. Entries are only ever added; the totals go along in the same transaction."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.core.money import to_cents
from koers.finance import totals
from koers.finance.models import FIRST_YEAR, LAST_YEAR, LedgerEntry, MoneyKind, Stage
from koers.organisations import audit
from koers.organisations.records import readable_errors

if TYPE_CHECKING:
    from koers.decisions.models import Decision
    from koers.finance.models import Allocation, Budget, ImportBatch
    from koers.organisations.models import Organisation, User
    from koers.programmes.models import Programme

EXACT, ABOUT, UNKNOWN = "exact", "about", "unknown"
CERTAINTIES = (EXACT, ABOUT, UNKNOWN)
AT_ONCE = 2_000
MOST = Decimal(10**12)
"""Euros in one entry: more than the whole state spends. Sums then stay far within a column of 64 bits."""
LIMITS = {
    "description": 300,
    "source_reference": 200,
    "cost_centre": 40,
    "taakveld": 40,
    "ledger_account": 40,
    "origin": 80,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """A movement to book. `amount` in euros, whole cents, signed: positive is more money in this stage.

    `value_date` is the day from which it counts. With `certainty` UNKNOWN the amount is 0 and `description` says
    what is known ("almost all of it").
    """

    stage: str
    year: int
    value_date: date
    amount: Decimal
    kind: str = ""
    programme: Programme | None = None
    budget: Budget | None = None
    allocation: Allocation | None = None
    cost_centre: str = ""
    taakveld: str = ""
    ledger_account: str = ""
    decision: Decision | None = None
    description: str = ""
    source_reference: str = ""
    certainty: str = EXACT
    origin: str = ""
    turn: int = 0


@transaction.atomic
def book(
    *,
    by: User,
    organisation: Organisation,
    entries: Sequence[NewEntry],
    batch: ImportBatch | None = None,
    at: datetime | None = None,
) -> list[LedgerEntry]:
    """Books all of them or none. One line in the audit trail, whatever their number.

    Raises ValidationError: a list with a message per wrong entry, each with its number. `at` is the moment of
    booking, now when not given; it cannot lie in the future.
    """
    moment = _moment(at)
    wrong = [
        _("Entry %(number)s: %(problem)s") % {"number": number, "problem": problem}
        for number, new in enumerate(entries, 1)
        for problem in problems_of(new, organisation)
    ]
    if wrong:
        raise ValidationError(wrong)
    if batch is not None and batch.organisation_id != organisation.pk:
        raise ValidationError(_("This belongs to another organisation."), code="other_organisation")
    made = [_entry(new, by, organisation, batch, moment) for new in entries]
    return _add(made, by, organisation, "ledger.booked", batch)


@transaction.atomic
def counter(*, by: User, entry: LedgerEntry, reason: str, at: datetime | None = None) -> LedgerEntry:
    """Undoes an entry with its opposite, from the same day on. The entry itself stays.

    Raises ValidationError for an entry that has a counter-entry already, or is one.
    """
    if not reason.strip():
        raise ValidationError(_("Say why the entry is not right."), code="reason")
    if entry.corrects_id is not None:
        raise ValidationError(_("This is a counter-entry itself. Book a new entry instead."), code="counter")
    made = _opposite(entry, by, reason.strip(), _moment(at))
    return _add([made], by, entry.organisation, "ledger.countered", None)[0]


@transaction.atomic
def counter_batch(
    *, by: User, batch: ImportBatch, reason: str, at: datetime | None = None
) -> list[LedgerEntry]:
    """Undoes a whole import: the opposite of each of its entries that has none yet. One line in the audit trail."""
    if not reason.strip():
        raise ValidationError(_("Say why the entry is not right."), code="reason")
    entries = batch.entries.filter(counters__isnull=True, corrects__isnull=True).order_by("pk")
    moment = _moment(at)
    made = [_opposite(entry, by, reason.strip(), moment) for entry in entries]
    return _add(made, by, batch.organisation, "ledger.countered", batch)


def problems_of(new: NewEntry, organisation: Organisation) -> list[str]:
    """What makes an entry impossible to book, in words; empty when nothing does. Asks no query."""
    found = []
    if new.stage not in Stage.values:
        found.append(_("This stage does not exist."))
    if new.kind not in ("", *MoneyKind.values):
        found.append(_("This kind of money does not exist."))
    if not FIRST_YEAR <= new.year <= LAST_YEAR or not FIRST_YEAR <= new.value_date.year <= LAST_YEAR:
        found.append(_("This year is impossible."))
    if new.certainty not in CERTAINTIES:
        raise TypeError(f"certainty is one of {', '.join(CERTAINTIES)}")
    found += _amount_problems(new)
    for name, most in LIMITS.items():
        value: str = getattr(new, name)
        if len(value) > most:
            found.append(_("%(text)s… is too long.") % {"text": value[:40]})
        elif not value.isprintable() and any(unicodedata.category(one) == "Cc" for one in value):
            found.append(_("A text holds characters that cannot be printed."))
    owned = (new.programme, new.budget, new.allocation, new.decision)
    if any(one is not None and one.organisation_id != organisation.pk for one in owned):
        found.append(_("This belongs to another organisation."))
    return found


def _amount_problems(new: NewEntry) -> list[str]:
    try:
        cents = to_cents(new.amount)
    except ValueError:
        return [_("An amount has whole cents and at most fifteen digits before the comma.")]
    if abs(new.amount) >= MOST:
        return [_("This amount is too large to be true.")]
    if new.certainty == UNKNOWN:
        if cents:
            return [_("An unknown amount has no figure.")]
        return [] if new.description else [_("Say what is known about the amount.")]
    return [] if cents else [_("An entry of nothing is no entry.")]


def _moment(at: datetime | None) -> datetime:
    now = timezone.now()
    if at is None:
        return now
    if at > now:
        raise ValidationError(_("A booking cannot be made in the future."), code="future")
    return at


def _entry(
    new: NewEntry, by: User, organisation: Organisation, batch: ImportBatch | None, moment: datetime
) -> LedgerEntry:
    copied: dict[str, Any] = {
        name: getattr(new, name)
        for name in ("stage", "year", "value_date", "amount", "kind", "turn", *LIMITS)
    }
    related: dict[str, Any] = {
        f"{name}_id": one.pk
        for name in ("programme", "budget", "allocation", "decision")
        if (one := getattr(new, name)) is not None
    }
    return LedgerEntry(
        organisation_id=organisation.pk,
        by_id=by.pk,
        batch_id=batch.pk if batch else None,
        booked_at=moment,
        about=int(new.certainty == ABOUT),
        unknown=int(new.certainty == UNKNOWN),
        **copied,
        **related,
    )


_KEPT = (
    "organisation_id", "programme_id", "stage", "kind", "year", "value_date", "cost_centre", "taakveld",
    "ledger_account", "budget_id", "allocation_id", "decision_id", "source_reference",
)  # fmt: skip


def _opposite(entry: LedgerEntry, by: User, reason: str, moment: datetime) -> LedgerEntry:
    return LedgerEntry(
        **{name: getattr(entry, name) for name in _KEPT},
        by=by,
        booked_at=moment,
        amount=-entry.amount,
        about=-entry.about,
        unknown=-entry.unknown,
        description=reason[: LIMITS["description"]],
        corrects=entry,
    )


def _add(
    made: list[LedgerEntry],
    by: User,
    organisation: Organisation,
    action: str,
    batch: ImportBatch | None,
) -> list[LedgerEntry]:
    if not made:
        return []
    with readable_errors(LedgerEntry):
        LedgerEntry.objects.bulk_create(made, batch_size=AT_ONCE)
    totals.add(made)
    subject = batch or made[0]
    audit.record(
        by=by, action=action, subject=subject, organisation=organisation, detail={"entries": len(made)}
    )
    return made
