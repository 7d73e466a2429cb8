"""The ledger: every movement of money, only ever added to. A mistake is undone by a counter-entry.

An entry has two dates: `value_date`, the day from which it counts, and `booked_at`, the moment Koers knew it. So a
balance can be asked for any day, as it was known on any other day.

`about` and `unknown` are 1 for an entry whose amount is approximate or unknown, and -1 for its counter-entry: added up
they say how many such amounts a balance holds, whatever the order. An unknown amount is no zero.
"""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koers.core.fields import MoneyField
from koers.decisions.models import Decision
from koers.finance.models.accounts import Accounts
from koers.finance.models.stated import FIRST_YEAR, LAST_YEAR, Allocation, Budget, MoneyKind
from koers.organisations.models import AppendOnly, Organisation
from koers.organisations.permissions import Permission
from koers.organisations.scope import ScopedManager, ScopedQuerySet, ScopedRecord
from koers.programmes.models import Programme
from koers.programmes.models.base import InProgramme


class Stage(models.TextChoices):
    """How far money is on its way from the council to the invoice."""

    MADE_AVAILABLE = "made_available", pgettext_lazy("money", "Made available")
    ALLOCATED = "allocated", pgettext_lazy("money", "Allocated")
    COMMITTED = "committed", pgettext_lazy("money", "Committed")
    SPENT = "spent", pgettext_lazy("money", "Spent")
    FORECAST = "forecast", pgettext_lazy("money", "Forecast end of year")


class ImportBatch(ScopedRecord):
    """One file of bookings from the financial system. The same file is read in once."""

    NO_HISTORY = "only ever added to"
    SEE = Permission.VIEW_STEERING

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(_("checksum"), max_length=64)
    last_date = models.DateField(_("last date in the file"), null=True, blank=True)
    rows = models.PositiveIntegerField(_("number of rows"), default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("read in by"),
    )

    class Meta:
        verbose_name = _("import of bookings")
        verbose_name_plural = _("imports of bookings")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sha256"],
                name="import_batch_once",
                violation_error_message=_("This file was read in before."),
            ),
            models.CheckConstraint(
                name="import_batch_has_hash",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("A file has a checksum."),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class LedgerQuerySet(ScopedQuerySet["LedgerEntry"]):
    def update(self, **kwargs: Any) -> int:
        raise AppendOnly("an entry is never changed: book a counter-entry")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnly("an entry is never removed: book a counter-entry")


class LedgerManager(ScopedManager["LedgerEntry"]):
    """Only `koers.finance.actions.ledger` adds entries: it keeps the totals in the same transaction."""

    def get_queryset(self) -> ScopedQuerySet[LedgerEntry]:
        queryset = LedgerQuerySet(model=self.model, using=self._db, hints=getattr(self, "_hints", None))
        queryset._scoped = getattr(self, "instance", None) is not None
        return queryset

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnly("an entry is never changed: book a counter-entry")


class LedgerEntry(Accounts, InProgramme):
    """One movement. Without programme it belongs to the organisation as a whole."""

    NO_HISTORY = "only ever added to"
    SEE = Permission.VIEW_STEERING

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=False, editable=False
    )
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("programme"),
    )
    stage = models.CharField(pgettext_lazy("money", "stage"), max_length=20, choices=Stage)
    kind = models.CharField(_("kind"), max_length=20, choices=MoneyKind, blank=True, default="")
    year = models.PositiveSmallIntegerField(_("financial year"))
    value_date = models.DateField(_("counts from"))
    booked_at = models.DateTimeField(_("booked at"), editable=False)
    amount = MoneyField(_("amount"))
    about = models.SmallIntegerField(_("about"), default=0, editable=False)
    unknown = models.SmallIntegerField(_("amount unknown"), default=0, editable=False)
    description = models.CharField(_("description"), max_length=300, blank=True, default="")
    source_reference = models.CharField(_("number in the source"), max_length=200, blank=True, default="")
    budget = models.ForeignKey(
        Budget,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        db_index=False,
        verbose_name=_("budget"),
    )
    allocation = models.ForeignKey(
        Allocation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        db_index=False,
        verbose_name=_("allocation"),
    )
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("decision"),
    )
    batch = models.ForeignKey(
        ImportBatch,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        db_index=False,
        editable=False,
        verbose_name=_("import of bookings"),
    )
    origin = models.CharField(max_length=80, blank=True, default="", editable=False)
    """The record that was booked, and which part of it: empty for an entry by hand or from a file."""
    turn = models.PositiveSmallIntegerField(default=0, editable=False)
    """The how-manieth booking of this origin: a second one follows on a counter-entry of the first."""
    corrects = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="counters",
        db_index=False,
        editable=False,
        verbose_name=_("counter-entry of"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        db_index=False,
        verbose_name=_("booked by"),
    )

    objects: ClassVar[LedgerManager] = LedgerManager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-value_date", "-pk"]
        indexes = [
            # Each holds all that a balance adds up, so that the table itself is not read.
            models.Index(
                fields=[
                    "programme", "stage", "kind", "year", "value_date", "booked_at", "amount", "about", "unknown",
                ],
                name="ledger_of_programme",
            ),
            models.Index(
                fields=[
                    "organisation", "value_date", "booked_at", "stage", "kind", "year", "amount", "about", "unknown",
                    "programme",
                ],
                name="ledger_by_value",
            ),
            models.Index(
                fields=[
                    "organisation", "booked_at", "value_date", "stage", "kind", "year", "amount", "about", "unknown",
                ],
                name="ledger_by_booking",
            ),
            *(
                models.Index(
                    fields=[name], condition=Q(**{f"{name}__isnull": False}), name=f"ledger_of_{name}"
                )
                for name in ("budget", "allocation", "decision", "batch")
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "turn"],
                condition=~Q(origin=""),
                name="ledger_origin_booked_once",
                violation_error_message=_(
                    "A colleague booked this at the same moment. Nothing was booked twice."
                ),
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(corrects__isnull=False),
                name="ledger_one_counter_entry",
                violation_error_message=_("This entry has a counter-entry already."),
            ),
            models.CheckConstraint(
                name="ledger_stage_known",
                condition=Q(stage__in=["made_available", "allocated", "committed", "spent", "forecast"]),
                violation_error_message=_("This stage does not exist."),
            ),
            models.CheckConstraint(
                name="ledger_kind_known",
                condition=Q(kind__in=["", "incidental", "structural", "regular"]),
                violation_error_message=_("This kind of money does not exist."),
            ),
            models.CheckConstraint(
                name="ledger_year_possible",
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                violation_error_message=_("This year is impossible."),
            ),
            models.CheckConstraint(
                name="ledger_certainty",
                condition=Q(about__in=[-1, 0, 1], unknown=0) & ~Q(amount=0)
                | Q(about=0, unknown__in=[-1, 1], amount=0),
                violation_error_message=_("An entry has an amount, or says that it is unknown."),
            ),
        ]

    def __str__(self) -> str:
        return self.description or f"{self.get_stage_display()} {self.year}"

    def save(self, **kwargs: Any) -> None:
        raise AppendOnly("entries are added by koers.finance.actions.ledger and never changed")

    def save_from(self, version: int, **kwargs: Any) -> Self:
        raise AppendOnly("an entry is never changed: book a counter-entry")

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly("an entry is never removed: book a counter-entry")


class LedgerTotal(models.Model):
    """Sums of the entries of an organisation per month of booking and of value; `koers check` compares them.

    Kept in the transaction of the booking. They make a balance of a whole organisation cost the same for a thousand
    and for a million entries.
    """

    SCOPE: ClassVar[str] = "organisation"
    SEE = Permission.VIEW_STEERING
    NO_HISTORY = "sums of entries that are only ever added to"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    stage = models.CharField(max_length=20, choices=Stage)
    kind = models.CharField(max_length=20, choices=MoneyKind, blank=True, default="")
    year = models.PositiveSmallIntegerField()
    booked_month = models.DateField()
    value_month = models.DateField()
    amount = MoneyField()
    about = models.IntegerField(default=0)
    unknown = models.IntegerField(default=0)
    entries = models.PositiveBigIntegerField(default=0)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "booked_month", "value_month", "stage", "kind", "year"],
                name="ledger_total_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.year} {self.booked_month} {self.value_month}"
