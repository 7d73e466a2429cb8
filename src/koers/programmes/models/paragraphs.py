"""Operations paragraphs (paragraaf bedrijfsvoering) and the figures they print. They belong to organisation
and year.
"""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.organisations.models import Organisation
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord
from koers.programmes.models.base import not_empty

FIRST_YEAR, LAST_YEAR = 1900, 2200


class Stage(models.TextChoices):
    BUDGET = "budget", _("Budget (document)")
    AMENDED_BUDGET = "amended_budget", _("Amended budget")
    FORECAST = "forecast", _("Forecast")
    REALISED = "realised", _("Realised")


class Unit(models.TextChoices):
    FTE_PER_1000 = "fte_per_1000", _("fte per 1,000 residents")
    EUR_PER_RESIDENT = "eur_per_resident", _("euro per resident")
    PERCENT = "percent", _("percent")
    EUR = "eur", _("euro")
    PER_YEAR = "per_year", _("times per year")
    DAYS = "days", _("days")
    YEARS = "years", _("years")
    PERSONS = "persons", _("persons")
    FTE = "fte", _("fte")
    RATIO = "ratio", _("ratio")


class Indicator(models.TextChoices):
    ESTABLISHMENT_PER_1000 = "establishment_per_1000", _("Establishment per 1,000 residents")
    STAFFING_PER_1000 = "staffing_per_1000", _("Staffing per 1,000 residents")
    OVERHEAD_COST_PER_RESIDENT = "overhead_cost_per_resident", _("Running costs per resident")
    EXTERNAL_HIRE_SHARE = "external_hire_share", _("External hiring, share")
    EXTERNAL_HIRE_AMOUNT = "external_hire_amount", _("External hiring, amount")
    OVERHEAD_SHARE = "overhead_share", _("Overhead")
    ABSENCE_RATE = "absence_rate", _("Absence")
    REPORT_FREQUENCY = "report_frequency", _("Report frequency")
    MEAN_ABSENCE_DURATION = "mean_absence_duration", _("Mean duration of absence")
    SHARE_UNDER_35 = "share_under_35", _("Share under 35 years")
    SHARE_60_PLUS = "share_60_plus", _("Share of 60 years and over")
    MEAN_AGE = "mean_age", _("Mean age")
    INFLOW_RATE = "inflow_rate", _("Inflow")
    OUTFLOW_RATE = "outflow_rate", _("Outflow")
    INTERNAL_MOVE_RATE = "internal_move_rate", _("Internal moves")
    SPAN_OF_CONTROL = "span_of_control", _("Span of control")


class OperationsParagraph(ScopedRecord):
    """One paragraph of one planning-and-control document."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, blank=True, default="")
    title = models.CharField(_("title"), max_length=300)

    history = scoped_history()

    class Meta:
        verbose_name = _("operations paragraph")
        verbose_name_plural = _("operations paragraphs")
        ordering = ["-year", "title", "pk"]
        constraints = [
            not_empty("paragraph_has_title", "title", _("A paragraph needs a title.")),
            models.CheckConstraint(
                name="paragraph_year_possible",
                condition=Q(year__isnull=True) | Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                violation_error_message=_("This year is impossible."),
            ),
            models.CheckConstraint(
                name="paragraph_stage_known",
                condition=Q(stage__in=["", *Stage.values]),
                violation_error_message=_("This stage does not exist."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "year", "stage", "title"],
                name="paragraph_once",
                violation_error_message=_("This paragraph already stands in the register."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "stage", "title"],
                condition=Q(year__isnull=True),
                name="paragraph_without_year_once",
                violation_error_message=_("This paragraph already stands in the register."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Development(ScopedRecord):
    """A part of a paragraph: a printed heading with its text and the actions it announces."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    paragraph = models.ForeignKey(
        OperationsParagraph, on_delete=models.PROTECT, related_name="developments", null=True, blank=True
    )
    heading = models.CharField(_("heading"), max_length=300)
    text = models.TextField(_("text"), blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("development")
        verbose_name_plural = _("developments")
        ordering = ["pk"]
        constraints = [not_empty("development_has_heading", "heading", _("A development needs a heading."))]

    def __str__(self) -> str:
        return self.heading


class DevelopmentAction(ScopedRecord):
    SCOPE = "development__organisation"

    development = models.ForeignKey(Development, on_delete=models.CASCADE, related_name="actions")
    text = models.TextField(_("action"))
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)

    history = scoped_history()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["pk"]
        constraints = [
            not_empty("development_action_has_text", "text", _("An action needs a text.")),
            models.CheckConstraint(
                name="development_action_year_possible",
                condition=Q(year__isnull=True) | Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                violation_error_message=_("This year is impossible."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class IndicatorValue(ScopedRecord):
    """One printed figure. `value_text` holds the number exactly as written ("7.10"); `value` is for sorting
    and sums.

    `value` keeps four decimals (half away from zero); a figure written more precisely is whole in
    `value_text`.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    paragraph = models.ForeignKey(
        OperationsParagraph, on_delete=models.PROTECT, related_name="indicator_values", null=True, blank=True
    )
    indicator = models.CharField(_("indicator"), max_length=40, choices=Indicator, blank=True, default="")
    name_raw = models.CharField(_("indicator as printed"), max_length=300, blank=True, default="")
    unit = models.CharField(_("unit of measure"), max_length=20, choices=Unit, blank=True, default="")
    value_text = models.CharField(_("value as written"), max_length=40)
    value = models.DecimalField(_("value"), max_digits=15, decimal_places=4)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, blank=True, default="")
    benchmark = models.BooleanField(_("benchmark"), default=False)
    denominator_raw = models.CharField(_("denominator as printed"), max_length=300, blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("figure of an indicator")
        verbose_name_plural = _("figures of indicators")
        ordering = ["pk"]
        constraints = [
            not_empty("indicator_has_value", "value_text", _("A figure needs a value.")),
            models.CheckConstraint(
                name="indicator_is_named",
                condition=~Q(indicator="") | ~Q(name_raw=""),
                violation_error_message=_("A figure needs the name of its indicator."),
            ),
            models.CheckConstraint(
                name="indicator_known",
                condition=Q(indicator__in=["", *Indicator.values]),
                violation_error_message=_("This indicator does not exist."),
            ),
            models.CheckConstraint(
                name="indicator_unit_known",
                condition=Q(unit__in=["", *Unit.values]),
                violation_error_message=_("This unit does not exist."),
            ),
            models.CheckConstraint(
                name="indicator_stage_known",
                condition=Q(stage__in=["", *Stage.values]),
                violation_error_message=_("This stage does not exist."),
            ),
            models.CheckConstraint(
                name="indicator_year_possible",
                condition=Q(year__isnull=True) | Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                violation_error_message=_("This year is impossible."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_raw or self.get_indicator_display()} {self.year or ''}".strip()

    @property
    def exact(self) -> Decimal:
        """The value with the decimals the source wrote."""
        return Decimal(self.value_text)
