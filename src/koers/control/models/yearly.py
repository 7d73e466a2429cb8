"""What an organisation states once a year: legality, measures of the RI&E, and totals of participation jobs."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koers.control.models.calendar import FIRST_YEAR, LAST_YEAR, ControlItem, not_to_come
from koers.core.fields import MoneyField
from koers.organisations.models import Organisation, Unit
from koers.organisations.permissions import Permission
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord
from koers.programmes.models.base import Owned, not_empty

HIGHEST_TOLERANCE = Decimal(3)
"""Per cent. The law lets the council choose a bound of at most three per cent of the total expenses."""


def _possible_year(prefix: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"{prefix}_year_possible",
        condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
        violation_error_message=_("Fill in a year from 2000 to 2100."),
    )


class LegalityYear(ScopedRecord):
    """The legality risk analysis of one year. The conclusion is what a person states, never worked out here.

    It holds amounts and risks, so it is for who sees the steering.
    """

    SEE = Permission.VIEW_STEERING

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    tolerance = models.DecimalField(
        _("accountability bound in %"), max_digits=3, decimal_places=2, default=Decimal("1.00")
    )
    tolerance_source = models.CharField(
        _("decision that set the bound"), max_length=500, blank=True, default=""
    )
    expenses = MoneyField(_("total expenses of the year"), null=True, blank=True)
    expenses_source = models.CharField(_("source of the expenses"), max_length=500, blank=True, default="")
    conclusion = models.TextField(_("conclusion"), blank=True, default="")
    concluded_by = models.CharField(_("concluded by"), max_length=200, blank=True, default="")
    concluded_on = models.DateField(_("concluded on"), null=True, blank=True)

    history = scoped_history()

    class Meta:
        verbose_name = _("legality analysis of a year")
        verbose_name_plural = _("legality analyses")
        ordering = ["-year", "pk"]
        constraints = [
            _possible_year("legality"),
            models.UniqueConstraint(
                fields=["organisation", "year"],
                name="legality_once_a_year",
                violation_error_message=_("There is an analysis for this year already."),
            ),
            models.CheckConstraint(
                name="legality_tolerance_lawful",
                condition=Q(tolerance__gte=0, tolerance__lte=HIGHEST_TOLERANCE),
                violation_error_message=_("The bound lies between 0 and 3 per cent."),
            ),
            models.CheckConstraint(
                name="legality_expenses_possible",
                condition=Q(expenses__isnull=True) | Q(expenses__gte=0),
                violation_error_message=_("Expenses cannot be less than zero."),
            ),
            models.CheckConstraint(
                name="legality_conclusion_of_somebody",
                condition=Q(conclusion="", concluded_by="", concluded_on__isnull=True)
                | Q(conclusion__gt="", concluded_by__gt="", concluded_on__isnull=False),
                violation_error_message=_("Fill in together: the conclusion, by whom and when."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Legality %(year)s") % {"year": self.year})

    def clean(self) -> None:
        not_to_come(self, "concluded_on")


class LegalityRisk(ScopedRecord):
    """A process with its risk before and after the controls, and what was found to be unlawful."""

    SCOPE = "analysis__organisation"
    SEE = Permission.VIEW_STEERING

    class Height(models.TextChoices):
        LOW = "low", pgettext_lazy("risk", "Low")
        MIDDLE = "middle", pgettext_lazy("risk", "Middle")
        HIGH = "high", pgettext_lazy("risk", "High")

    analysis = models.ForeignKey(
        LegalityYear,
        on_delete=models.CASCADE,
        related_name="risks",
        verbose_name=_("legality analysis of a year"),
    )
    process = models.CharField(_("process"), max_length=300)
    inherent = models.CharField(_("risk without controls"), max_length=10, choices=Height)
    controls = models.TextField(pgettext_lazy("legality", "controls"), blank=True, default="")
    item = models.ForeignKey(
        ControlItem,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("item of the control calendar"),
    )
    residual = models.CharField(_("risk that is left"), max_length=10, choices=Height, blank=True, default="")
    unlawful = MoneyField(_("unlawful, in euros"), null=True, blank=True)
    unclear = MoneyField(_("not clear, in euros"), null=True, blank=True)
    explanation = models.TextField(_("explanation"), blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("legality risk")
        verbose_name_plural = _("legality risks")
        ordering = ["process", "pk"]
        constraints = [
            not_empty("legality_risk_has_process", "process", _("Name the process.")),
            models.CheckConstraint(
                name="legality_risk_heights_known",
                condition=Q(
                    inherent__in=["low", "middle", "high"], residual__in=["", "low", "middle", "high"]
                ),
                violation_error_message=_("Choose low, middle or high."),
            ),
            models.CheckConstraint(
                name="legality_amounts_possible",
                condition=(Q(unlawful__isnull=True) | Q(unlawful__gte=0))
                & (Q(unclear__isnull=True) | Q(unclear__gte=0)),
                violation_error_message=_("An amount cannot be less than zero."),
            ),
        ]

    def __str__(self) -> str:
        return self.process

    def clean(self) -> None:
        if self.item is not None and self.item.organisation_id != self.analysis.organisation_id:
            raise ValidationError({"item": _("This belongs to another organisation.")})


class WorkplaceMeasure(Owned, ScopedRecord):
    """A measure of the plan of action of the RI&E. About work and workplaces: no health, nobody in person."""

    class Priority(models.TextChoices):
        HIGH = "high", pgettext_lazy("priority", "First")
        NORMAL = "normal", pgettext_lazy("priority", "Normal")
        LOW = "low", pgettext_lazy("priority", "Can wait")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("measure", "Open")
        BUSY = "busy", pgettext_lazy("measure", "Under way")
        DONE = "done", pgettext_lazy("measure", "Done")
        DROPPED = "dropped", pgettext_lazy("measure", "Dropped")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    text = models.CharField(_("measure"), max_length=500)
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("team or department"),
    )
    priority = models.CharField(_("priority"), max_length=10, choices=Priority, default=Priority.NORMAL)
    due = models.DateField(_("ready on"), null=True, blank=True)
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.OPEN)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    source = models.CharField(_("source: document or link"), max_length=500, blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("measure of the RI&E")
        verbose_name_plural = _("measures of the RI&E")
        ordering = ["due", "pk"]
        constraints = [
            not_empty("workplace_measure_has_text", "text", _("Say what the measure is.")),
            models.CheckConstraint(
                name="workplace_priority_known",
                condition=Q(priority__in=["high", "normal", "low"]),
                violation_error_message=_("This priority does not exist."),
            ),
            models.CheckConstraint(
                name="workplace_state_known",
                condition=Q(state__in=["open", "busy", "done", "dropped"]),
                violation_error_message=_("This status does not exist."),
            ),
            models.CheckConstraint(
                name="workplace_done_says_when",
                condition=Q(state="done", done_on__isnull=False) | ~Q(state="done") & Q(done_on__isnull=True),
                violation_error_message=_("Fill in on which day it was done, and only then."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        not_to_come(self, "done_on")
        if self.unit is not None and self.unit.organisation_id != self.organisation_id:
            raise ValidationError({"unit": _("This team belongs to another organisation.")})


class ParticipationYear(ScopedRecord):
    """Participation jobs of the whole organisation in one year: totals only. There is no row per person anywhere,
    and none can be kept here.
    """

    class CountedIn(models.TextChoices):
        HOURS = "hours", _("Paid hours a week")
        JOBS = "jobs", _("Jobs")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    counted_in = models.CharField(_("counted in"), max_length=10, choices=CountedIn, default=CountedIn.JOBS)
    reference_date = models.DateField(_("reference date"))
    total = models.DecimalField(_("total of the organisation"), max_digits=8, decimal_places=1)
    quota = models.DecimalField(
        _("legal quota of the organisation"), max_digits=8, decimal_places=1, null=True, blank=True
    )
    source = models.CharField(_("source of the total"), max_length=500)
    quota_source = models.CharField(_("source of the quota"), max_length=500, blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("participation jobs of a year")
        verbose_name_plural = _("participation jobs")
        ordering = ["-year", "counted_in", "pk"]
        constraints = [
            _possible_year("participation"),
            models.UniqueConstraint(
                fields=["organisation", "year", "counted_in"],
                name="participation_once_a_year",
                violation_error_message=_("There is a total for this year already."),
            ),
            models.CheckConstraint(
                name="participation_counts_possible",
                condition=Q(total__gte=0) & (Q(quota__isnull=True) | Q(quota__gte=0)),
                violation_error_message=_("A total cannot be less than zero."),
            ),
            models.CheckConstraint(
                name="participation_counted_in_known",
                condition=Q(counted_in__in=["hours", "jobs"]),
                violation_error_message=_("Choose hours or jobs."),
            ),
            not_empty("participation_has_source", "source", _("Say where the total comes from.")),
            models.CheckConstraint(
                name="participation_quota_has_source",
                condition=Q(quota__isnull=True) | ~Q(quota_source=""),
                violation_error_message=_("Say where the quota comes from."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} ({self.get_counted_in_display().lower()})"
