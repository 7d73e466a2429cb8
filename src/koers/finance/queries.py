"""Reading stated money, and the figures worked out from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from koers.finance.derived import Derived, Line, above_available, allocated, available_per_year
from koers.finance.models import Allocation, Budget

if TYPE_CHECKING:
    from koers.organisations.models import Visitor
    from koers.programmes.models import Programme


@dataclass(frozen=True, slots=True)
class ProgrammeMoney:
    """What documents state (`budgets`, `allocations`), and what follows from it (the rest, never stated)."""

    budgets: list[Budget]
    allocations: list[Allocation]
    available: dict[int, Derived]
    allocated_structural: Derived
    allocated_incidental: Derived
    above: Derived | None


def money_of(user: Visitor, programme: Programme) -> ProgrammeMoney:
    """The programme's money (3 queries, however many rows)."""
    budgets = list(Budget.objects.visible_to(user).filter(programme=programme).order_by("from_year", "pk"))
    found = Allocation.objects.visible_to(user).filter(programme=programme).prefetch_related("purposes")
    allocations = list(found.order_by("from_year", "pk"))
    made, given = [line_of(budget) for budget in budgets], [line_of(given) for given in allocations]
    return ProgrammeMoney(
        budgets=budgets,
        allocations=allocations,
        available=available_per_year(made),
        allocated_structural=allocated(given, "structural"),
        allocated_incidental=allocated(given, "incidental"),
        above=above_available(made, given),
    )


def line_of(stated: Budget | Allocation) -> Line:
    return Line(
        reference=str(stated.public_id),
        amount=stated.amount,
        kind=stated.kind,
        from_year=stated.from_year,
        to_year=stated.to_year if isinstance(stated, Budget) else None,
        approximate=stated.approximate,
        includes=stated.includes,
    )


def counts(user: Visitor) -> dict[str, int]:
    """How many budgets and allocations the user can see (2 queries)."""
    return {
        "budgets": Budget.objects.visible_to(user).count(),
        "allocations": Allocation.objects.visible_to(user).count(),
    }
