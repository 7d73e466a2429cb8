"""Reading role matrices and the control calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from koers.control import calendar
from koers.control.matrix import Grid, Part, Party, Task
from koers.control.models import (
    ControlItem,
    LegalityRisk,
    LegalityYear,
    MatrixCell,
    MatrixParty,
    MatrixTask,
    Occurrence,
    ParticipationYear,
    RoleMatrix,
    WorkplaceMeasure,
)
from koers.control.rhythm import Rhythm
from koers.core.money import round_to_cents
from koers.programmes.asking import ask

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from koers.organisations.models import Organisation, User


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """A matrix with its records, and the same as `Grid` (keys are traces)."""

    matrix: RoleMatrix
    tasks: Sequence[MatrixTask]
    parties: Sequence[MatrixParty]
    cells: dict[tuple[int, int], MatrixCell]
    grid: Grid

    def parts(self, task: MatrixTask, party: MatrixParty) -> list[str]:
        cell = self.cells.get((task.pk, party.pk))
        return list(cell.parts) if cell is not None else []


def matrices_of(user: User, organisation: Organisation) -> list[RoleMatrix]:
    """1 query."""
    found = RoleMatrix.objects.visible_to(user).filter(organisation=organisation)
    return list(found.select_related("programme"))


def matrix_page(found: RoleMatrix) -> MatrixPage:
    """3 queries."""
    parties = list(found.parties.all())
    tasks = list(found.tasks.all())
    cells = MatrixCell.objects.of_any([found.organisation_id]).filter(task__matrix=found)
    known = {(cell.task_id, cell.party_id): cell for cell in cells}
    keys = {party.pk: str(party.trace) for party in parties}
    grid = Grid(
        tasks=[Task(str(task.trace), task.text, keys.get(task.responsible_id or 0, "")) for task in tasks],
        parties=[Party(str(party.trace), party.name) for party in parties],
        cells={
            (str(task.trace), str(party.trace)): frozenset(
                Part(part) for part in known[task.pk, party.pk].parts
            )
            for task in tasks
            for party in parties
            if (task.pk, party.pk) in known
        },
    )
    return MatrixPage(found, tasks, parties, known, grid)


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """An item with its planned days of a year, and the stored occurrences by day."""

    item: ControlItem
    planned: Sequence[calendar.Planned]
    stored: dict[date, Occurrence]

    @property
    def counts(self) -> calendar.Counts:
        return calendar.count(self.planned)


def items_of(organisation: Organisation) -> list[ControlItem]:
    """1 query."""
    return list(ControlItem.objects.of(organisation).select_related("owner", "unit"))


def plans_of(organisation: Organisation, year: int, today: date) -> list[ItemPlan]:
    """Every item with its year (2 queries)."""
    items = items_of(organisation)
    rows = Occurrence.objects.of(organisation).filter(planned__year=year)
    return _plans(items, rows, [year], today)


def plan_of(item: ControlItem, year: int, today: date) -> ItemPlan:
    """1 query."""
    return _plans([item], item.occurrences.filter(planned__year=year), [year], today)[0]


def late_plans(organisation: Organisation, today: date) -> list[ItemPlan]:
    """What is late now, of this year and the one before (2 queries)."""
    years = [today.year - 1, today.year]
    rows = Occurrence.objects.of(organisation).filter(planned__year__in=years)
    found = _plans(items_of(organisation), rows, years, today)
    return [
        ItemPlan(plan.item, late, plan.stored)
        for plan in found
        if (late := [row for row in plan.planned if row.state is calendar.State.LATE])
    ]


def open_follow_ups(organisation: Organisation) -> list[Occurrence]:
    """Findings with a follow-up that is not done, the earliest first (1 query)."""
    rows = Occurrence.objects.of(organisation).filter(follow_up__gt="", follow_up_done=None)
    return list(rows.select_related("item").order_by("follow_up_due", "planned", "pk"))


def _plans(
    items: Iterable[ControlItem], rows: Iterable[Occurrence], years: Sequence[int], today: date
) -> list[ItemPlan]:
    by_item: dict[int, dict[date, Occurrence]] = defaultdict(dict)
    for row in rows:
        by_item[row.item_id][row.planned] = row
    found = []
    for item in items:
        stored = by_item[item.pk]
        reports = {day: report_of(row) for day, row in stored.items()}
        rule = calendar.Item(item.starts_on, Rhythm(item.rhythm), item.ends_on)
        planned = [one for year in years for one in calendar.plan_of(rule, reports, year, today)]
        found.append(ItemPlan(item, planned, stored))
    return found


def report_of(row: Occurrence) -> calendar.Report:
    return calendar.Report(
        done_on=row.done_on,
        dropped=bool(row.dropped_because),
        evidence=bool(row.evidence.strip()),
        follow_up_due=row.follow_up_due,
        follow_up_open=bool(row.follow_up) and row.follow_up_done is None,
    )


def years_of(organisation: Organisation, today: date) -> list[int]:
    """From the first year that something is planned or reported up to next year, the last ten (2 queries)."""
    first = (
        ControlItem.objects.of(organisation)
        .exclude(starts_on=None)
        .order_by("starts_on")
        .values_list("starts_on", flat=True)
        .first()
    )
    told = Occurrence.objects.of(organisation).order_by("planned").values_list("planned", flat=True).first()
    begin = min([day.year for day in (first, told) if day is not None] + [today.year])
    return list(range(max(begin, today.year - 8), today.year + 2))


@dataclass(frozen=True, slots=True)
class LegalityPage:
    """`bound` is None as long as the total expenses are not known."""

    analysis: LegalityYear
    risks: Sequence[LegalityRisk]
    unlawful: Decimal
    unclear: Decimal
    bound: Decimal | None


def legality_years(organisation: Organisation) -> list[int]:
    return list(LegalityYear.objects.of(organisation).values_list("year", flat=True))


def legality_page(organisation: Organisation, year: int) -> LegalityPage | None:
    """The analysis of a year with its sums (2 queries)."""
    found = LegalityYear.objects.of(organisation).filter(year=year).first()
    if found is None:
        return None
    risks = list(found.risks.all())
    bound = None
    if found.expenses is not None:
        bound = round_to_cents(found.expenses * found.tolerance / 100)
    return LegalityPage(
        found,
        risks,
        sum((risk.unlawful for risk in risks if risk.unlawful is not None), start=Decimal(0)),
        sum((risk.unclear for risk in risks if risk.unclear is not None), start=Decimal(0)),
        bound,
    )


def measures_of(organisation: Organisation) -> list[WorkplaceMeasure]:
    """What is open first, then by date (1 query)."""
    rows = WorkplaceMeasure.objects.of(organisation).select_related("owner", "unit")
    order = {"open": 0, "busy": 0, "done": 1, "dropped": 2}
    return sorted(rows, key=lambda row: (order.get(row.state, 3), row.due or date.max, row.pk))


def participation_of(organisation: Organisation) -> list[ParticipationYear]:
    return list(ParticipationYear.objects.of(organisation))


@dataclass(frozen=True, slots=True)
class OwnControl:
    """A planned day of an item that a person owns."""

    public_id: UUID
    name: str
    day: date
    late: bool


def _owned(user: User) -> QuerySet[ControlItem]:
    return ControlItem.objects.visible_to(user).filter(owner=user)


def owned_by(user: User, today: date, until: date) -> list[OwnControl]:
    """What the person owns and is late, or is due up to `until`, by day (2 queries)."""
    items = list(ask(_owned, user))
    if not items:
        return []
    years = list(range(today.year - 1, until.year + 1))
    rows = Occurrence.objects.visible_to(user).filter(item__in=items, planned__year__in=years)
    open_ = (calendar.State.LATE, calendar.State.DUE)
    found = [
        OwnControl(plan.item.public_id, plan.item.name, row.day, row.state is calendar.State.LATE)
        for plan in _plans(items, rows, years, today)
        for row in plan.planned
        if row.state in open_ and row.day <= until
    ]
    return sorted(found, key=lambda one: (one.day, one.name))
