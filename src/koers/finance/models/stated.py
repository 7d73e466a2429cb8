"""Money a programme may spend (budgets) and what was given out of it (allocations), as documents state them.

An amount that a document names without a figure ("almost all of it") is None with the words in `raw`.
Figures worked out from these rows live in `derived.py` and are never stored as if they were stated.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koers.core.fields import MoneyField, PartialDateField, partial_date_constraints
from koers.decisions.models import Decision
from koers.finance.models.accounts import Accounts
from koers.organisations.models import Organisation
from koers.organisations.permissions import Permission
from koers.organisations.records import scoped_history
from koers.programmes.models import Programme
from koers.programmes.models.base import InProgramme
from koers.ui.formats import euros

FIRST_YEAR, LAST_YEAR = 1900, 2200


class MoneyKind(models.TextChoices):
    INCIDENTAL = "incidental", _("Incidental")
    STRUCTURAL = "structural", _("Structural")
    REGULAR = "regular", _("From regular budgets")


class Cover(models.TextChoices):
    """Where the money comes from (dekking)."""

    EARMARKED_RESERVE = "earmarked_reserve", _("Earmarked reserve")
    GENERAL_RESERVE = "general_reserve", _("General reserve")
    EXISTING_BUDGET = "existing_budget", _("Existing budget")
    VACANCIES = "vacancies", _("Vacancies or existing positions")
    GRANT = "grant", _("Money of the state or a grant")
    CONTINGENCY = "contingency", _("Contingency item")
    STRUCTURAL_ROOM = "structural_room", _("Structural room in the budget")
    OTHER = "other", _("Other cover")


INCIDENTAL_COVER = frozenset(
    {Cover.EARMARKED_RESERVE, Cover.GENERAL_RESERVE, Cover.VACANCIES, Cover.GRANT, Cover.CONTINGENCY}
)
"""Cover that ends: money that returns every year cannot lean on it."""


class StatedAmount(InProgramme):
    """Abstract: an amount with its kind and the words it was printed in."""

    SEE = Permission.VIEW_STEERING

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    amount = MoneyField(_("amount"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=MoneyKind, blank=True, default="")
    from_year = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    approximate = models.BooleanField(_("about"), default=False)
    includes = models.CharField(_("includes"), max_length=200, blank=True, default="")
    raw = models.CharField(_("as printed"), max_length=500, blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.raw or (euros(self.amount) if self.amount is not None else str(self._meta.verbose_name))


def amount_constraints(prefix: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            name=f"{prefix}_kind_known",
            condition=Q(kind__in=["", *MoneyKind.values]),
            violation_error_message=_("This kind of money does not exist."),
        ),
        models.CheckConstraint(
            name=f"{prefix}_amount_or_words",
            condition=Q(amount__isnull=False) | ~Q(raw="") | ~Q(kind=""),
            violation_error_message=_("Give an amount, its words in the source, or its kind."),
        ),
        models.CheckConstraint(
            name=f"{prefix}_from_year_possible",
            condition=Q(from_year__isnull=True) | Q(from_year__range=(FIRST_YEAR, LAST_YEAR)),
            violation_error_message=_("This year is impossible."),
        ),
    ]


class Budget(Accounts, StatedAmount):
    """Money made available. A structural budget returns every year from `from_year` (until `to_year`, when
    given). What it comes to in each year says `BudgetYear`; the amount itself stays as the document has it.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="budgets", null=True, blank=True
    )
    to_year = models.PositiveSmallIntegerField(_("to year (included)"), null=True, blank=True)
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decision it comes from"),
    )
    cover = models.CharField(_("cover"), max_length=20, choices=Cover, blank=True, default="")
    cover_note = models.CharField(_("note on the cover"), max_length=300, blank=True, default="")
    price_level = models.PositiveSmallIntegerField(_("price level (year)"), null=True, blank=True)

    history = scoped_history()

    class Meta:
        verbose_name = _("budget")
        verbose_name_plural = _("budgets")
        ordering = ["from_year", "pk"]
        constraints = [
            *amount_constraints("budget"),
            models.CheckConstraint(
                name="budget_cover_known",
                condition=Q(cover__in=["", *Cover.values]),
                violation_error_message=_("This kind of cover does not exist."),
            ),
            models.CheckConstraint(
                name="budget_price_level_possible",
                condition=Q(price_level__isnull=True) | Q(price_level__range=(FIRST_YEAR, LAST_YEAR)),
                violation_error_message=_("This year is impossible."),
            ),
            models.CheckConstraint(
                name="budget_to_year_possible",
                condition=Q(to_year__isnull=True) | Q(to_year__range=(FIRST_YEAR, LAST_YEAR)),
                violation_error_message=_("This year is impossible."),
            ),
            models.CheckConstraint(
                name="budget_years_in_order",
                condition=Q(from_year__isnull=True)
                | Q(to_year__isnull=True)
                | Q(to_year__gte=F("from_year")),
                violation_error_message=_("The last year lies before the first."),
            ),
        ]


class Allocation(StatedAmount):
    """Money given out of a budget, with what it is for. `until` is the last date the statement covers."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="allocations", null=True, blank=True
    )
    until = PartialDateField()
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decision it comes from"),
    )
    fte = models.DecimalField(_("positions (fte)"), max_digits=7, decimal_places=2, null=True, blank=True)

    history = scoped_history()

    class Meta:
        verbose_name = _("allocation")
        verbose_name_plural = _("allocations")
        ordering = ["from_year", "pk"]
        constraints = [
            *amount_constraints("allocation"),
            *partial_date_constraints("allocation", "until"),
            models.CheckConstraint(
                name="allocation_fte_not_negative",
                condition=Q(fte__isnull=True) | Q(fte__gte=0),
                violation_error_message=_("Positions cannot be fewer than none."),
            ),
        ]


class AllocationPurpose(InProgramme):
    """One of the things an allocation is for."""

    SCOPE = "allocation__organisation"
    PROGRAMME = "allocation__programme"
    SEE = Permission.VIEW_STEERING

    allocation = models.ForeignKey(Allocation, on_delete=models.CASCADE, related_name="purposes")
    text = models.CharField(pgettext_lazy("money", "purpose"), max_length=1000)

    history = scoped_history()

    class Meta:
        verbose_name = _("purpose of an allocation")
        verbose_name_plural = _("purposes of an allocation")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="allocation_purpose_has_text",
                condition=~Q(text=""),
                violation_error_message=_("A purpose needs a text."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
