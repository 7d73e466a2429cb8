"""What a budget line comes to per year: its own amounts, indexation as a line of its own, and money carried over.

Nothing here happens by itself. Indexation is entered by a person, with a reason; money goes to a next year only
after the council decided so.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koers.core.fields import MoneyField
from koers.decisions.models import Decision
from koers.finance.models.stated import FIRST_YEAR, LAST_YEAR, Budget
from koers.organisations.permissions import Permission
from koers.organisations.records import scoped_history
from koers.programmes.models.base import InProgramme, not_empty


class OfBudget(InProgramme):
    """Abstract: hangs from one budget line."""

    SCOPE = "budget__organisation"
    PROGRAMME = "budget__programme"
    SEE = Permission.VIEW_STEERING

    class Meta:
        abstract = True


class BudgetYear(OfBudget):
    """The amount of a line in one year. `note` says why it is what it is."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("year"))
    amount = MoneyField(_("amount"))
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decision"),
    )
    note = models.CharField(_("note"), max_length=300, blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("year amount of a budget")
        verbose_name_plural = _("year amounts of budgets")
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["budget", "year"],
                name="budget_year_once",
                violation_error_message=_("This line already has an amount for this year."),
            ),
            models.CheckConstraint(
                name="budget_year_possible",
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                violation_error_message=_("This year is impossible."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.budget} {self.year}"


class Indexation(OfBudget):
    """Indexation of one line in one year. Without an amount the percentage proposes one, shown as derived."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="indexations")
    year = models.PositiveSmallIntegerField(_("year"))
    date = models.DateField(_("date"))
    percentage = models.DecimalField(_("percentage"), max_digits=6, decimal_places=3, null=True, blank=True)
    amount = MoneyField(_("amount"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500)
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decision"),
    )

    history = scoped_history()

    class Meta:
        verbose_name = _("indexation")
        verbose_name_plural = pgettext_lazy("plural", "indexations")
        ordering = ["year", "date", "pk"]
        constraints = [
            not_empty("indexation_has_reason", "reason", _("Say why it is indexed.")),
            models.CheckConstraint(
                name="indexation_has_value",
                condition=Q(percentage__isnull=False) | Q(amount__isnull=False),
                violation_error_message=_("Give a percentage, an amount, or both."),
            ),
            models.CheckConstraint(
                name="indexation_percentage_possible",
                condition=Q(percentage__isnull=True) | Q(percentage__gt=-100, percentage__lt=1000),
                violation_error_message=_("This percentage is impossible."),
            ),
            models.CheckConstraint(
                name="indexation_year_possible",
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                violation_error_message=_("This year is impossible."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason} ({self.year})"


class CarryOver(OfBudget):
    """Room of a closed year that someone wants to keep for a later one. Counts only once the council approved."""

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("carry-over", "Proposed")
        APPROVED = "approved", pgettext_lazy("carry-over", "Approved by the council")
        REFUSED = "refused", pgettext_lazy("carry-over", "Refused")
        LAPSED = "lapsed", pgettext_lazy("carry-over", "Lapsed")

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="carry_overs")
    from_year = models.PositiveSmallIntegerField(_("from year"))
    to_year = models.PositiveSmallIntegerField(_("to year"))
    amount = MoneyField(_("amount"))
    reason = models.CharField(_("reason"), max_length=500)
    state = models.CharField(
        _("status"), max_length=10, choices=State, default=State.PROPOSED, editable=False
    )
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("decision of the council"),
    )

    history = scoped_history()

    class Meta:
        verbose_name = _("carry-over")
        verbose_name_plural = _("carry-overs")
        ordering = ["from_year", "pk"]
        constraints = [
            not_empty("carry_over_has_reason", "reason", _("Say why the money is still needed.")),
            models.CheckConstraint(
                name="carry_over_amount_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("The amount must be more than zero."),
            ),
            models.CheckConstraint(
                name="carry_over_years",
                condition=Q(from_year__gte=FIRST_YEAR, to_year__lte=LAST_YEAR, to_year__gt=F("from_year")),
                violation_error_message=_("Money goes to a later year."),
            ),
            models.CheckConstraint(
                name="carry_over_state_known",
                condition=Q(state__in=["proposed", "approved", "refused", "lapsed"]),
                violation_error_message=_("This status does not exist."),
            ),
            models.CheckConstraint(
                name="carry_over_approved_by_decision",
                condition=~Q(state="approved") | Q(decision__isnull=False),
                violation_error_message=_("Carrying over needs a decision of the council."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.budget}: {self.from_year} → {self.to_year}"

    def clean(self) -> None:
        """What was decided stands: another amount or year is another proposal."""
        super().clean()
        if not self._state.adding and self.state != self.State.PROPOSED:
            raise ValidationError(_("This was decided already. Make a new proposal instead."))
