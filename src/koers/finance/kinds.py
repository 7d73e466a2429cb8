"""The kinds of record of this room, for forms, lists, history, the API and spreadsheets."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from koers.editing.kinds import Kind, Words, register
from koers.finance.models import (
    INCIDENTAL_COVER,
    Allocation,
    AllocationPurpose,
    Budget,
    BudgetYear,
    CarryOver,
    Indexation,
    MoneyKind,
)
from koers.organisations.permissions import Permission

_HELP = {
    "amount": _("In euros. Leave it empty when it is not known and say below what is."),
    "from_year": _("Structural money returns every year from then on."),
    "includes": _("For example: with indexation."),
    "raw": _("The words of the decision or report, when they say more than the amount."),
    "price_level": _("The year in whose prices the amount is given."),
    "cover": _("Where the money comes from."),
}
INCIDENTAL_YEARS = 3


def budget_warnings(budget: Budget) -> list[Words]:
    """What a controller would ask about a line."""
    found: list[Words] = []
    years = {one.year for one in budget.years.all() if one.amount}
    named = {year for year in (budget.from_year, budget.to_year) if year}
    span = max(years | named, default=0) - min(years | named, default=0) + 1
    if budget.kind == MoneyKind.INCIDENTAL and span > INCIDENTAL_YEARS:
        found.append(
            _(
                "Incidental money spans more than three years. Is it structural? If not, say why it takes so long."
            )
        )
    if budget.kind == MoneyKind.STRUCTURAL and budget.cover in INCIDENTAL_COVER:
        found.append(_("Structural money has incidental cover: the cover ends before the costs do."))
    if budget.decision_id is None:
        found.append(_("No decision made this money available. Which one was it?"))
    return found


def carry_over_warnings(carried: CarryOver) -> list[Words]:
    found: list[Words] = []
    if carried.budget.kind == MoneyKind.STRUCTURAL:
        found.append(
            _("Room in structural money is in principle not carried over: it returns every year by itself.")
        )
    if carried.to_year - carried.from_year > 1:
        found.append(_("Money is usually carried over to the next year only; after that it lapses."))
    return found


def carry_over_page(carried: CarryOver) -> str:
    return reverse("finance:carry_over", kwargs={"public_id": carried.public_id})


def register_kinds() -> None:
    register(
        Kind(
            model=Budget,
            slug="budgetten",
            api="budgets",
            parent="programme",
            fields=(
                "amount",
                "kind",
                "from_year",
                "to_year",
                "decision",
                "cover",
                "cover_note",
                "price_level",
                "cost_centre",
                "taakveld",
                "ledger_account",
                "approximate",
                "includes",
                "raw",
            ),
            columns=("kind", "amount", "from_year", "to_year"),
            needs=Permission.KEEP_MONEY,
            help=_HELP,
            warnings=budget_warnings,
        ),
        Kind(
            model=Allocation,
            slug="toewijzingen",
            api="allocations",
            parent="programme",
            fields=("amount", "kind", "from_year", "until", "approximate", "includes", "raw"),
            columns=("kind", "amount", "from_year", "until"),
            needs=Permission.KEEP_MONEY,
            help={name: words for name, words in _HELP.items() if name != "from_year"},
        ),
        Kind(
            model=AllocationPurpose,
            slug="bestemmingen",
            api="allocation-purposes",
            parent="allocation",
            fields=("text",),
            needs=Permission.KEEP_MONEY,
        ),
        Kind(
            model=BudgetYear,
            slug="jaarbedragen",
            api="budget-years",
            parent="budget",
            fields=("year", "amount", "decision", "note"),
            columns=("year", "amount"),
            needs=Permission.KEEP_MONEY,
        ),
        Kind(
            model=Indexation,
            slug="indexaties",
            api="indexations",
            parent="budget",
            fields=("year", "date", "percentage", "amount", "reason", "decision"),
            columns=("year", "date", "percentage", "amount", "reason"),
            needs=Permission.KEEP_MONEY,
            help={
                "percentage": _(
                    "For example 3,2. Koers then proposes an amount; nothing counts until you fill it in."
                ),
                "amount": _("Only this amount is booked. Leave it empty while it is still a proposal."),
            },
        ),
        Kind(
            model=CarryOver,
            slug="overhevelingen",
            api="carry-overs",
            parent="budget",
            fields=("from_year", "to_year", "amount", "reason"),
            columns=("from_year", "to_year", "amount", "reason"),
            needs=Permission.KEEP_MONEY,
            warnings=carry_over_warnings,
            page=carry_over_page,
        ),
    )
