"""A file of the financial system on its way into the ledger, and the headings an organisation explained before."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koers.finance.importing.headings import Column
from koers.finance.models.ledger import ImportBatch
from koers.finance.models.stated import FIRST_YEAR, LAST_YEAR, MoneyKind
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Permission
from koers.organisations.scope import ScopedRecord
from koers.programmes.models import Programme


class MoneyImport(ScopedRecord):
    """Looked through first, booked when a person says so, taken back as a whole when it turns out wrong.

    `book` is what was read (`koers.finance.importing.workbook`), `result` what each row would do. Both stay, so that
    the preview is still there tomorrow; what is never booked is forgotten after thirty days.
    """

    class State(models.TextChoices):
        CHECKING = "checking", pgettext_lazy("import", "Being checked")
        COLUMNS = "columns", pgettext_lazy("import", "Columns to choose")
        CHECKED = "checked", pgettext_lazy("import", "Checked, not booked")
        BOOKING = "booking", pgettext_lazy("import", "Being booked")
        BOOKED = "booked", pgettext_lazy("import", "Booked")
        TAKEN_BACK = "taken_back", pgettext_lazy("import", "Taken back")
        FAILED = "failed", pgettext_lazy("import", "Went wrong")

    class Stage(models.TextChoices):
        SPENT = "spent", pgettext_lazy("import", "Spent (realisatie)")
        COMMITTED = "committed", pgettext_lazy("import", "Committed (verplichting)")

    NO_HISTORY = "a step on the way; what it books is only ever added to"
    SEE = Permission.VIEW_STEERING

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("file"), max_length=200)
    content_hash = models.CharField(_("checksum"), max_length=64)
    by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("read in by")
    )
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.CHECKING)
    year = models.PositiveSmallIntegerField(_("financial year"))
    stage = models.CharField(
        pgettext_lazy("money", "stage"), max_length=10, choices=Stage, default=Stage.SPENT
    )
    kind = models.CharField(_("kind of money"), max_length=20, choices=MoneyKind, blank=True, default="")
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
    )
    book = models.JSONField(_("cells"), default=dict)
    heading = models.PositiveIntegerField(_("row of the headings"), default=0)
    columns = models.JSONField(_("columns"), default=dict)
    answers = models.JSONField(_("answers"), default=dict)
    result = models.JSONField(_("rows"), default=dict)
    problem = models.CharField(_("problem"), max_length=500, blank=True, default="")
    batch = models.ForeignKey(
        ImportBatch,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("import of bookings"),
    )
    booked_at = models.DateTimeField(_("booked at"), null=True, blank=True)
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    reason = models.CharField(_("why it was taken back"), max_length=300, blank=True, default="")

    class Meta:
        verbose_name = _("file of bookings")
        verbose_name_plural = _("files of bookings")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "content_hash"],
                condition=Q(state__in=["booking", "booked"]),
                name="money_import_booked_once",
                violation_error_message=_("This file was booked before. Nothing was booked now."),
            ),
            models.CheckConstraint(
                name="money_import_year_possible",
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                violation_error_message=_("This year is impossible."),
            ),
            models.CheckConstraint(
                name="money_import_booked_has_batch",
                condition=~Q(state__in=["booked", "taken_back"])
                | Q(batch__isnull=False, booked_at__isnull=False),
                violation_error_message=_("What was booked has entries."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_busy(self) -> bool:
        return self.state in (self.State.CHECKING, self.State.BOOKING)

    @property
    def is_open(self) -> bool:
        """Whether its columns and answers can still be changed."""
        return self.state in (self.State.COLUMNS, self.State.CHECKED)

    @property
    def rows(self) -> list[dict[str, object]]:
        return list(self.result.get("rows", []))

    def count(self, what: str) -> int:
        return sum(row["what"] == what for row in self.rows)

    @property
    def good(self) -> int:
        return self.count("good")

    @property
    def wrong(self) -> int:
        return self.count("wrong")

    @property
    def passed(self) -> int:
        return self.count("passed")

    @property
    def can_be_booked(self) -> bool:
        ready = self.state == self.State.CHECKED and not self.problem
        return ready and not self.result.get("questions") and not self.wrong and self.good > 0

    @property
    def age_days(self) -> int:
        return (timezone.now() - self.created_at).days


class ImportHeading(ScopedRecord):
    """What a heading of the organisation's own financial system means, as somebody explained it once."""

    NO_HISTORY = "a convenience for the next file; every file shows how its columns were read"
    SEE = Permission.VIEW_STEERING

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    heading = models.CharField(_("heading"), max_length=100)
    column = models.CharField(_("column"), max_length=20, choices=[(one.value, one.value) for one in Column])

    class Meta:
        verbose_name = _("explained heading")
        verbose_name_plural = _("explained headings")
        ordering = ["heading"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "heading"],
                name="import_heading_once",
                violation_error_message=_("This heading was explained before."),
            ),
        ]

    def __str__(self) -> str:
        return self.heading
