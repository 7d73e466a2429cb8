"""Reading what the pages of money show: the balances of a programme or organisation on a day, with what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from koers.finance import sums
from koers.finance.actions.booking import Pending, pending, without_year
from koers.finance.balances import Balances, balances
from koers.finance.importing.models import MoneyImport
from koers.finance.models import (
    Allocation,
    Budget,
    BudgetYear,
    CarryOver,
    ImportBatch,
    Indexation,
    LedgerEntry,
)
from koers.finance.sums import AsOf
from koers.finance.wording import ELSEWHERE
from koers.programmes.models import Programme

if TYPE_CHECKING:
    from koers.organisations.models import Organisation, User


@dataclass(frozen=True, slots=True)
class ProgrammeLedger:
    programme: Programme
    as_of: AsOf
    balances: Balances
    last_import: ImportBatch | None


@dataclass(frozen=True, slots=True)
class Matrix:
    """Line × year, as it stands in the register now."""

    budgets: Sequence[Budget]
    years: list[int]
    amounts: dict[tuple[int, int], BudgetYear]
    indexations: list[Indexation]
    carry_overs: list[CarryOver]
    pending: list[Pending]
    without_year: list[Allocation]


@dataclass(frozen=True, slots=True)
class OrganisationLedger:
    """`programmes` in order of name; None stands for money of the organisation as a whole."""

    organisation: Organisation
    as_of: AsOf
    whole: Balances
    programmes: list[tuple[Programme | None, Balances]]
    last_import: ImportBatch | None


def of_programme(programme: Programme, as_of: AsOf) -> ProgrammeLedger:
    """3 queries, one more when an amount is unknown."""
    rows = sums.of_programme(programme, as_of)
    unknown = any(row.unknown for row in rows)
    reasons = sums.why_unknown(sums.entries_of(programme, as_of)) if unknown else {}
    found = balances(
        rows, as_of.value, reasons=reasons, indexed=indexed_kinds(programme), elsewhere=str(ELSEWHERE)
    )
    return ProgrammeLedger(programme, as_of, found, last_import(programme.organisation, as_of))


def indexed_kinds(programme: Programme) -> set[str]:
    """Kinds of which a stated allocation says that indexation is in it. 1 query."""
    said = Allocation.objects.across_organisations("of one programme that was found already").filter(
        programme=programme, includes__icontains="index"
    )
    return set(said.order_by().values_list("kind", flat=True))


def last_import(organisation: Organisation, as_of: AsOf) -> ImportBatch | None:
    """The last one that was known then and not taken back by then: what stands in the balances. 1 query."""
    found = ImportBatch.objects.of(organisation)
    back = MoneyImport.objects.of(organisation).filter(
        state=MoneyImport.State.TAKEN_BACK, batch__isnull=False
    )
    if as_of.before is not None:
        found, back = found.filter(created_at__lt=as_of.before), back.filter(taken_back_at__lt=as_of.before)
    return found.exclude(pk__in=back.values("batch")).order_by("-created_at", "-pk").first()


def matrix_of(programme: Programme) -> Matrix:
    """At most 14 queries, however many lines."""
    budgets = list(
        programme.budgets.select_related("decision", "organisation")
        .prefetch_related("years", "indexations__decision", "carry_overs__decision")
        .order_by("from_year", "pk")
    )
    amounts = {(budget.pk, one.year): one for budget in budgets for one in budget.years.all()}
    indexations = [one for budget in budgets for one in budget.indexations.all()]
    carried = [one for budget in budgets for one in budget.carry_overs.all()]
    years = {year for _budget, year in amounts} | {one.year for one in indexations}
    years |= {year for one in carried for year in (one.from_year, one.to_year)}
    return Matrix(
        budgets, sorted(years), amounts, indexations, carried, pending(programme), without_year(programme)
    )


def of_organisation(user: User, organisation: Organisation, as_of: AsOf) -> OrganisationLedger:
    """At most 11 queries, however many programmes."""
    whole = balances(sums.of_organisation(organisation, as_of), as_of.value)
    apart = sums.per_programme(organisation, as_of)
    names = {one.pk: one for one in Programme.objects.visible_to(user).filter(organisation=organisation)}
    indexed: dict[int | None, set[str]] = {}
    said = Allocation.objects.of(organisation).filter(includes__icontains="index").order_by()
    for pk, kind in said.values_list("programme_id", "kind"):
        indexed.setdefault(pk, set()).add(kind)
    rows: list[tuple[Programme | None, Balances]] = [
        (programme, balances(apart.get(pk, ()), as_of.value, indexed=indexed.get(pk, ())))
        for pk, programme in sorted(names.items(), key=lambda item: (item[1].name, item[0]))
    ]
    if None in apart:
        rows.append((None, balances(apart[None], as_of.value)))
    return OrganisationLedger(organisation, as_of, whole, rows, last_import(organisation, as_of))


def entries(
    user: User, *, programme: Programme | None, as_of: AsOf | None, **chosen: str | int
) -> QuerySet[LedgerEntry]:
    """The entries a user sees, newest first; `chosen` filters by stage, kind or year."""
    found = LedgerEntry.objects.visible_to(user).select_related("programme__organisation", "organisation")
    if programme is not None:
        found = found.filter(programme=programme)
    if as_of is not None:
        found = found.filter(sums.until(as_of))
    return found.filter(**chosen).order_by("-value_date", "-pk")


def day_or(text: str, fallback: date) -> date:
    """A day from an address (`2026-03-31`), within what a ledger can hold."""
    try:
        found = date.fromisoformat(text[:10])
    except ValueError:
        return fallback
    return found if 1900 <= found.year <= 2200 else fallback
