"""Figures about money that other rooms and reports refer to by name. Each is derived, and says from what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from koers.core.figures import Figure, figure
from koers.finance.derived import Derived, Line, above_available, allocated, available_in
from koers.finance.queries import line_of

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
