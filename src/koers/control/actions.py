"""Writing role matrices and reports of controls. A matrix changes as a whole: every write takes its version first."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from koers.control.models import ControlItem, MatrixCell, MatrixParty, MatrixTask, Occurrence, RoleMatrix
from koers.core.models import ConcurrentChange
from koers.organisations import audit, records

if TYPE_CHECKING:
    from koers.organisations.models import User

type Parts = Sequence[str]


@dataclass(frozen=True, slots=True)
class GridChange:
    """What a person filled in: cells by the ids of task and party, who answers for a task, and what is new."""

    cells: Mapping[tuple[int, int], Parts] = field(default_factory=dict)
    responsible: Mapping[int, int | None] = field(default_factory=dict)
    new_tasks: Sequence[str] = ()
    new_parties: Sequence[tuple[str, str]] = ()
    """Name and kind."""


@transaction.atomic
def save_grid(*, by: User, found: RoleMatrix, version: int, change: GridChange) -> RoleMatrix:
    """Cells that are not named stay. Raises ConcurrentChange when the matrix moved on since `version`."""
    records.store(found, by=by, version=version)
    parties = {party.pk: party for party in found.parties.all()}
    tasks = {task.pk: task for task in found.tasks.all()}
    _answers(by, tasks, parties, change.responsible)
    _cells(by, found, tasks, parties, change.cells)
    _new_rows(by, found, tasks, parties, change)
    audit.record(
        by=by,
        action="role_matrix.changed",
        subject=found,
        organisation=found.organisation,
        detail={
            "cells": len(change.cells),
            "tasks": len(change.new_tasks),
            "parties": len(change.new_parties),
        },
    )
    return found


def _answers(
    by: User,
    tasks: Mapping[int, MatrixTask],
    parties: Mapping[int, MatrixParty],
    responsible: Mapping[int, int | None],
) -> None:
    for key, party in responsible.items():
        task = tasks.get(key)
        if task is not None and task.responsible_id != party and (party is None or party in parties):
            task.responsible = parties[party] if party is not None else None
            records.store(task, by=by, version=task.version)


def _cells(
    by: User,
    found: RoleMatrix,
    tasks: Mapping[int, MatrixTask],
    parties: Mapping[int, MatrixParty],
    cells: Mapping[tuple[int, int], Parts],
) -> None:
    rows = MatrixCell.objects.of_any([found.organisation_id]).filter(task__matrix=found)
    known = {(cell.task_id, cell.party_id): cell for cell in rows}
    for (task, party), parts in cells.items():
        if task not in tasks or party not in parties:
            continue
        cell, wanted = known.get((task, party)), list(parts)
        if cell is None and wanted:
            records.store(MatrixCell(task=tasks[task], party=parties[party], parts=wanted), by=by)
        elif cell is not None and not wanted:
            records.remove(cell, by=by)
        elif cell is not None and cell.parts != wanted:
            cell.parts = wanted
            records.store(cell, by=by, version=cell.version)


def _new_rows(
    by: User,
    found: RoleMatrix,
    tasks: Mapping[int, MatrixTask],
    parties: Mapping[int, MatrixParty],
    change: GridChange,
) -> None:
    place = max((task.position for task in tasks.values()), default=0)
    for number, text in enumerate(change.new_tasks, start=place + 1):
        task = MatrixTask(matrix=found, text=text, position=number)
        task.clean()
        records.store(task, by=by)
    place = max((party.position for party in parties.values()), default=0)
    for number, (name, kind) in enumerate(change.new_parties, start=place + 1):
        party = MatrixParty(matrix=found, name=name, kind=kind, position=number)
        party.clean()
        records.store(party, by=by)


@transaction.atomic
def copy_as_wanted(*, by: User, found: RoleMatrix, on: date) -> RoleMatrix:
    """A wanted matrix with the same tasks, parties and cells, to change from there and to compare."""
    if found.moment != RoleMatrix.Moment.NOW:
        raise ValidationError(_("Only a matrix that says how it is now becomes a wanted one."))
    wanted = RoleMatrix(
        organisation=found.organisation,
        programme=found.programme,
        name=found.name,
        moment=RoleMatrix.Moment.WANTED,
        date=on,
        based_on=found,
        most_tasks=found.most_tasks,
    )
    records.add(wanted, by=by, organisation=found.organisation)
    parties: dict[int, MatrixParty] = {}
    for party in found.parties.all():
        parties[party.pk] = records.store(_copied(party, wanted), by=by)
    for task in found.tasks.prefetch_related("cells"):
        copy = _copied(task, wanted)
        copy.responsible = parties[task.responsible_id] if task.responsible_id else None
        records.store(copy, by=by)
        for cell in task.cells.all():
            made = MatrixCell(task=copy, party=parties[cell.party_id], parts=list(cell.parts))
            records.store(made, by=by)
    return wanted


def _copied[R: (MatrixTask, MatrixParty)](row: R, into: RoleMatrix) -> R:
    """The same row in another matrix: its trace goes along, its identity does not."""
    own = {"id", "public_id", "created_at", "updated_at", "version", "matrix"}
    values: dict[str, Any] = {
        one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields if one.name not in own
    }
    return type(row)(matrix=into, public_id=uuid.uuid4(), **values)


REPORTED = frozenset(
    {
        "done_on",
        "done_by",
        "result",
        "evidence",
        "finding",
        "follow_up",
        "follow_up_due",
        "follow_up_done",
        "dropped_because",
    }
)


@transaction.atomic
def report(*, by: User, item: ControlItem, planned: date, version: int, **values: Any) -> Occurrence:
    """What was done on a planned day, or why it was dropped. `version` 0 means that nobody reported yet: raises
    ConcurrentChange when somebody did, or did so anew.
    """
    ControlItem.objects.of(item.organisation).select_for_update().get(pk=item.pk)
    unknown = set(values) - REPORTED
    if unknown:
        raise TypeError(f"a report does not hold {', '.join(sorted(unknown))}")
    found = item.occurrences.filter(planned=planned).first()
    if (found.version if found is not None else 0) != version:
        raise ConcurrentChange(f"the report of {planned} is no longer at version {version}")
    row = found or Occurrence(item=item, planned=planned)
    for name, value in values.items():
        setattr(row, name, value)
    records.store(row, by=by, version=version or None)
    audit.record(
        by=by,
        action="occurrence.dropped" if row.dropped_because else "occurrence.done",
        subject=row,
        organisation=item.organisation,
        detail={"fields": sorted(values)},
    )
    return row
