"""Figures about money that other rooms and reports refer to by name. Each is derived, and says from what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from koers.core.figures import Figure, figure
from koers.finance.addresses import entries
from koers.finance.balances import Amount
from koers.finance.derived import Derived, Line, above_available, allocated, available_in
from koers.finance.overview import of_programme
from koers.finance.queries import line_of
from koers.finance.sums import AsOf
from koers.finance.wording import DEFINITIONS, EXPECTED, FREE, REMAINDER
from koers.ui.formats import dutch_date

if TYPE_CHECKING:
    from koers.finance.models import Allocation, Budget
    from koers.programmes.models import Programme


@figure("finance.available")
def available(*, programme: Programme, on: date) -> Figure:
    """Euros made available to the programme in the year of `on`."""
    budgets = list(programme.budgets.all())
    found = available_in(on.year, _lines(budgets))
    return _as_figure(found, budgets, on, _("Made available in the year, all kinds of money together"))


@figure("finance.allocated_structural")
def allocated_structural(*, programme: Programme, on: date) -> Figure:
    """Structural euros given out, all statements in the register together."""
    allocations = list(programme.allocations.all())
    found = allocated(_lines(allocations), "structural")
    return _as_figure(found, allocations, on, _("Structural money allocated, all statements together"))


@figure("finance.above_available")
def above(*, programme: Programme, on: date) -> Figure:
    """Euros by which structural allocations go beyond the structural budgets; no value when they do not."""
    budgets, allocations = list(programme.budgets.all()), list(programme.allocations.all())
    found = above_available(_lines(budgets), _lines(allocations))
    indexed = found is not None and found.reason == "indexation"
    definition = (
        _("Allocated above the structural budget: indexation") if indexed else _("Allocated above the budget")
    )
    return _as_figure(found, [*allocations, *budgets], on, definition)


@figure("finance.free_to_allocate")
def free_to_allocate(*, programme: Programme, on: date) -> Figure:
    """Euros of the year of `on` that can still be promised, by the ledger; no value when an amount is unknown."""
    return _from_ledger(programme, on, "free_to_allocate", DEFINITIONS[FREE])


@figure("finance.remainder")
def remainder(*, programme: Programme, on: date) -> Figure:
    """Euros of the year of `on` not spent or committed, by the ledger; no value when an amount is unknown."""
    return _from_ledger(programme, on, "remainder", DEFINITIONS[REMAINDER])


@figure("finance.expected")
def expected(*, programme: Programme, on: date) -> Figure:
    """Euros that will be left at the end of the year of `on`, by the forecast in the ledger."""
    return _from_ledger(programme, on, "expected", DEFINITIONS[EXPECTED])


def _from_ledger(programme: Programme, on: date, name: str, definition: object) -> Figure:
    """With the way to the entries it is made of, and till when the financial system was read in."""
    as_of = AsOf(on)
    found = of_programme(programme, as_of)
    amount: Amount = getattr(found.balances.of_year(on.year), name)
    batch = found.last_import
    source = _("Ledger of Koers, financial year %(year)s") % {"year": on.year}
    if batch is not None and batch.last_date is not None:
        source += _("; imported up to and including %(day)s") % {"day": dutch_date(batch.last_date)}
    words = f"{definition} {' '.join(amount.reasons)}".strip()
    return Figure(
        amount.value, "EUR", on, words, source, link=entries(as_of, programme=programme, year=on.year)
    )


def _lines(stated: Iterable[Budget | Allocation]) -> list[Line]:
    return [line_of(row) for row in stated]


def _as_figure(
    found: Derived | None, stated: Iterable[Budget | Allocation], on: date, definition: str
) -> Figure:
    """The figure with the printed amounts it comes from as its source, each with its sign."""
    words = {str(row.public_id): str(row) for row in stated}
    terms = found.terms if found else ()
    signs = {1: "+", -1: "−"}
    source = " ".join(f"{signs[term.sign]} {words[term.line.reference]}" for term in terms)
    value: Decimal | None = found.value if found else None
    return Figure(value, "EUR", on, definition, source.removeprefix("+ ") or _("No amounts in the register"))
