"""From what stands in the register (year amounts, indexation, carry-overs, allocations) to entries in the ledger.

Nothing is booked by itself: a person sees what is not in the ledger yet and books it. Each record is booked once;
when it changed since, its entry gets a counter-entry and a new one follows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from koers.finance.actions.ledger import ABOUT, EXACT, UNKNOWN, NewEntry, book, counter
from koers.finance.models import (
    Allocation,
    Budget,
    BudgetYear,
    CarryOver,
    Indexation,
    LedgerEntry,
    MoneyKind,
    Stage,
)

if TYPE_CHECKING:
    from koers.decisions.models import Decision
    from koers.organisations.models import User
    from koers.programmes.models import Programme

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Pending:
    """What the ledger says of a record (`was`) and should say (`becomes`); one of both may be absent."""

    was: LedgerEntry | None
    becomes: NewEntry | None


def pending(programme: Programme) -> list[Pending]:
    """What is not in the ledger as it stands in the register (7 queries, however many rows)."""
    wanted = {new.origin: new for new in _wanted(programme)}
    booked = {entry.origin: entry for entry in _booked(programme)}
    changed = [
        Pending(booked.get(origin), new)
        for origin, new in wanted.items()
        if origin not in booked or not _says(booked[origin], new)
    ]
    return changed + [Pending(entry, None) for origin, entry in booked.items() if origin not in wanted]


@transaction.atomic
def book_pending(*, by: User, programme: Programme) -> list[LedgerEntry]:
    """Books all of it: counter-entries for what changed, and new entries. Asked twice it books once."""
    from koers.programmes.models import Programme as Programmes

    Programmes.objects.of(programme.organisation).select_for_update().get(public_id=programme.public_id)
    return _book(by, programme, pending(programme), _("Changed in the register"))


@transaction.atomic
def book_allocation(*, by: User, allocation: Allocation, reason: str) -> list[LedgerEntry]:
    """Books one allocation as it stands now; what was booked of it before gets a counter-entry with the reason.

    Raises ValueError for an allocation of no programme: nothing says from which money it comes.
    """
    from koers.programmes.models import Programme as Programmes

    if allocation.programme is None:
        raise ValueError("an allocation is booked on a programme")
    programme = (
        Programmes.objects.of(allocation.organisation)
        .select_for_update()
        .get(public_id=allocation.programme.public_id)
    )
    mine = f"allocation/{allocation.public_id}/"
    found = [one for one in pending(programme) if _origin(one).startswith(mine)]
    return _book(by, programme, found, reason)


def _origin(one: Pending) -> str:
    return one.becomes.origin if one.becomes is not None else one.was.origin if one.was is not None else ""


def _book(by: User, programme: Programme, found: list[Pending], reason: str) -> list[LedgerEntry]:
    made = [counter(by=by, entry=one.was, reason=reason) for one in found if one.was is not None]
    turns = _turns(programme)
    new = [_in_turn(one.becomes, turns) for one in found if one.becomes is not None]
    return [*made, *book(by=by, organisation=programme.organisation, entries=new)]


def _wanted(programme: Programme) -> Iterator[NewEntry]:
    related = ("decision", "programme")
    budgets = list(
        programme.budgets.select_related(*related).prefetch_related(
            "years__decision", "indexations__decision", "carry_overs__decision"
        )
    )
    for budget in budgets:
        yield from _of_budget(budget)
    years = sorted(
        {one.year for budget in budgets if budget.kind == MoneyKind.STRUCTURAL for one in budget.years.all()}
    )
    for allocation in programme.allocations.select_related(*related):
        yield from _of_allocation(allocation, years, _only_year(allocation, budgets))


def _only_year(allocation: Allocation, budgets: list[Budget]) -> int | None:
    """For an allocation whose statement names no year: that of the one line of its kind, when there is one line."""
    same = [budget.from_year for budget in budgets if budget.kind == allocation.kind]
    return same[0] if len(same) == 1 else None


def without_year(programme: Programme) -> list[Allocation]:
    """Allocations that cannot be booked: no statement says in which year. 2 queries."""
    budgets = list(programme.budgets.all())
    return [
        one
        for one in programme.allocations.all()
        if _first_year(one) is None and _only_year(one, budgets) is None and not _positions_only(one)
    ]


def _first_year(allocation: Allocation) -> int | None:
    return allocation.from_year or (allocation.until.year if allocation.until else None)


def _positions_only(allocation: Allocation) -> bool:
    return allocation.amount is None and allocation.fte is not None


def _of_budget(budget: Budget) -> Iterator[NewEntry]:
    if budget.amount is None and budget.from_year is not None and not budget.years.all():
        yield _made_available(budget, budget.from_year, ZERO, "budget", budget, unknown=True)
    for one in budget.years.all():
        if one.amount:
            yield _made_available(budget, one.year, one.amount, "year", one, words=one.note)
    for indexed in budget.indexations.all():
        if indexed.amount:
            yield _indexed(budget, indexed)
    for moved in budget.carry_overs.all():
        if moved.state == CarryOver.State.APPROVED:
            yield from _carried(budget, moved)


def _made_available(
    budget: Budget,
    year: int,
    amount: Decimal,
    part: str,
    record: Budget | BudgetYear | CarryOver,
    *,
    words: str = "",
    unknown: bool = False,
) -> NewEntry:
    decision = record.decision or budget.decision
    first = date(budget.from_year or year, 1, 1)
    return NewEntry(
        stage=Stage.MADE_AVAILABLE,
        kind=budget.kind,
        year=year,
        value_date=_day_of(decision) or first,
        amount=amount,
        certainty=UNKNOWN if unknown else ABOUT if budget.approximate else EXACT,
        decision=decision,
        description=words or str(budget)[:300],
        origin=f"{part}/{record.public_id}",
        budget=budget,
        programme=budget.programme,
        cost_centre=budget.cost_centre,
        taakveld=budget.taakveld,
        ledger_account=budget.ledger_account,
    )


def _day_of(decision: Decision | None) -> date | None:
    """From when a decided amount counts: the first day of the decision's date."""
    return decision.date.first_day if decision is not None and decision.date else None


def _indexed(budget: Budget, indexed: Indexation) -> NewEntry:
    assert indexed.amount is not None
    return NewEntry(
        stage=Stage.MADE_AVAILABLE,
        kind=budget.kind,
        year=indexed.year,
        value_date=indexed.date,
        amount=indexed.amount,
        decision=indexed.decision,
        description=_("Indexation: %(reason)s") % {"reason": indexed.reason[:280]},
        origin=f"indexation/{indexed.public_id}",
        budget=budget,
        programme=budget.programme,
        cost_centre=budget.cost_centre,
        taakveld=budget.taakveld,
        ledger_account=budget.ledger_account,
    )


def _carried(budget: Budget, moved: CarryOver) -> Iterator[NewEntry]:
    for year, sign, part in ((moved.from_year, -1, "carried-out"), (moved.to_year, 1, "carried-in")):
        yield _made_available(budget, year, sign * moved.amount, part, moved, words=moved.reason[:300])


def _of_allocation(allocation: Allocation, years: list[int], otherwise: int | None) -> Iterator[NewEntry]:
    """Structural money is given again every year of the structural budget; other money once, in its first year.
    Positions alone are no money.
    """
    first = _first_year(allocation) or otherwise
    if first is None or _positions_only(allocation):
        return
    returning = [year for year in years if year >= first] if allocation.kind == MoneyKind.STRUCTURAL else []
    unknown = allocation.amount is None
    certainty = UNKNOWN if unknown else ABOUT if allocation.approximate else EXACT
    for year in returning or [first]:
        if unknown or allocation.amount:
            yield NewEntry(
                stage=Stage.ALLOCATED,
                kind=allocation.kind,
                year=year,
                value_date=_day_of(allocation.decision) or date(first, 1, 1),
                amount=allocation.amount or ZERO,
                certainty=certainty,
                decision=allocation.decision,
                description=str(allocation)[:300],
                origin=f"allocation/{allocation.public_id}/{year}",
                allocation=allocation,
                programme=allocation.programme,
            )


def _booked(programme: Programme) -> Iterator[LedgerEntry]:
    """Entries of records, as far as they have no counter-entry."""
    found = LedgerEntry.objects.of(programme.organisation).filter(programme=programme).exclude(origin="")
    return found.filter(counters__isnull=True).order_by("pk").iterator()


_COMPARED = (
    "stage", "kind", "year", "value_date", "amount", "cost_centre", "taakveld", "ledger_account",
)  # fmt: skip


def _says(entry: LedgerEntry, new: NewEntry) -> bool:
    """Whether the entry says what should be booked. Words are not compared: they move no money."""
    flags = (int(new.certainty == ABOUT), int(new.certainty == UNKNOWN))
    same_decision = entry.decision_id == (new.decision.pk if new.decision else None)
    values: list[Any] = [getattr(entry, name) == getattr(new, name) for name in _COMPARED]
    return all(values) and (entry.about, entry.unknown) == flags and same_decision


def _turns(programme: Programme) -> dict[str, int]:
    found = LedgerEntry.objects.of(programme.organisation).filter(programme=programme).exclude(origin="")
    return dict(found.order_by("turn").values_list("origin", "turn"))


def _in_turn(new: NewEntry, turns: dict[str, int]) -> NewEntry:
    return replace(new, turn=turns.get(new.origin, -1) + 1)
