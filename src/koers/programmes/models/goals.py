"""What a programme wants to reach, how that is measured, and how it ended."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koers.core.fields import PartialDateField, partial_date_constraints
from koers.organisations.records import scoped_history
from koers.programmes.models.base import (
    InProgramme,
    Owned,
    ProgrammePart,
    StatedPart,
    known,
    not_empty,
    one_owner,
)
from koers.programmes.models.programmes import Programme


class Mission(ProgrammePart):
    """A task of the city (opgave) that a programme serves, tied to a programme of the budget."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="missions")
    name = models.CharField(_("mission task"), max_length=300)
    budget_programme = models.CharField(_("programme in the budget"), max_length=200, blank=True, default="")
    text = models.TextField(_("text"), blank=True, default="")

    class Meta:
        verbose_name = _("mission task")
        verbose_name_plural = _("mission tasks")
        ordering = ["pk"]
        constraints = [
            not_empty("mission_has_name", "name", _("A mission task needs a name.")),
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="mission_once",
                violation_error_message=_("The programme already has this mission task."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Goal(Owned, StatedPart):
    class Verdict(models.TextChoices):
        REACHED = "reached", _("Reached")
        PARTLY = "partly", _("Partly reached")
        NOT_REACHED = "not_reached", _("Not reached")
        UNKNOWN = "unknown", _("Cannot be said")

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="goals", null=True, blank=True
    )
    paragraph = models.ForeignKey(
        "programmes.OperationsParagraph",
        on_delete=models.PROTECT,
        related_name="goals",
        null=True,
        blank=True,
    )
    text = models.TextField(_("goal"))
    target_date = PartialDateField()
    mission = models.ForeignKey(
        Mission,
        on_delete=models.PROTECT,
        related_name="goals",
        null=True,
        blank=True,
        verbose_name=_("mission task"),
    )
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict, blank=True, default="")
    verdict_text = models.TextField(_("why this verdict"), blank=True, default="")
    # A document with its page, an address or a figure: what somebody else can look up.
    verdict_evidence = models.CharField(
        _("evidence for the verdict"), max_length=1000, blank=True, default=""
    )
    verdict_date = models.DateField(_("date of the verdict"), null=True, blank=True)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["pk"]
        constraints = [
            one_owner("goal"),
            *partial_date_constraints("goal", "target_date"),
            not_empty("goal_has_text", "text", _("A goal needs a text.")),
            known(
                "goal_verdict_known",
                "verdict",
                ["reached", "partly", "not_reached", "unknown"],
                _("This verdict does not exist."),
            ),
            models.CheckConstraint(
                name="goal_verdict_says_why",
                condition=Q(verdict="") | ~Q(verdict_text=""),
                violation_error_message=_("A verdict needs a reason."),
            ),
            models.CheckConstraint(
                name="goal_evidence_for_a_verdict",
                condition=~Q(verdict="") | Q(verdict_evidence="", verdict_date__isnull=True),
                violation_error_message=_(
                    "There is no verdict yet for this evidence or date. Choose the verdict first."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if self.verdict_date is not None and self.verdict_date > timezone.localdate():
            raise ValidationError({"verdict_date": _("This day is still to come.")})


class Indicator(Owned, InProgramme):
    """How a goal is measured. Whatever is missing is a warning (`indicators.missing`), never a block."""

    SCOPE = "goal__organisation"
    PROGRAMME = "goal__programme"

    class Better(models.TextChoices):
        HIGHER = "higher", _("Higher is better")
        LOWER = "lower", _("Lower is better")

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField(_("what is measured"), max_length=300)
    unit = models.CharField(_("unit of measure"), max_length=60, blank=True, default="")
    better = models.CharField(_("which way is better"), max_length=10, choices=Better, default=Better.HIGHER)
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=3, null=True, blank=True)
    baseline_date = PartialDateField()
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=3, null=True, blank=True)
    target_date = PartialDateField()
    source = models.CharField(_("source"), max_length=300, blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["pk"]
        constraints = [
            *partial_date_constraints("indicator", "baseline_date", "target_date"),
            not_empty("indicator_has_name", "name", _("An indicator needs a name.")),
            models.UniqueConstraint(
                fields=["goal", "name"],
                name="indicator_once",
                violation_error_message=_("The goal already has this indicator."),
            ),
            models.CheckConstraint(
                name="indicator_target_is_better",
                condition=Q(baseline__isnull=True)
                | Q(target__isnull=True)
                | Q(better="higher", target__gte=F("baseline"))
                | Q(better="lower", target__lte=F("baseline")),
                violation_error_message=_("The target is worse than the baseline."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_target_date(self) -> bool:
        return self.target_date is not None

    def clean(self) -> None:
        """Says at the field which of target and direction does not fit."""
        if self.baseline is None or self.target is None:
            return
        if self.better == self.Better.HIGHER and self.target < self.baseline:
            told = _(
                "The target lies below the baseline while higher is better. Check both, or the direction."
            )
            raise ValidationError({"target": told})
        if self.better == self.Better.LOWER and self.target > self.baseline:
            told = _(
                "The target lies above the baseline while lower is better. Check both, or the direction."
            )
            raise ValidationError({"target": told})


class Measurement(InProgramme):
    """A value of an indicator on a day."""

    SCOPE = "indicator__goal__organisation"
    PROGRAMME = "indicator__goal__programme"

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="measurements")
    date = models.DateField(_("date"))
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=3)
    source = models.CharField(_("source"), max_length=300, blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "date"],
                name="measurement_once_a_day",
                violation_error_message=_("There is a measurement of this day already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.indicator.unit}".strip()
