"""Who may open the addresses of `control`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from access.table import World, needs
from koers.control.models import ControlItem, MatrixParty, MatrixTask, RoleMatrix
from koers.organisations.permissions import Permission

VIEW, KEEP = Permission.VIEW_REGISTER, Permission.KEEP_CONTROLS


def an_item(world: World) -> Mapping[str, Any]:
    item = ControlItem.objects.create(
        organisation=world.organisation, kind="control", name="Facturen", starts_on=date(2026, 1, 31)
    )
    return {"public_id": item.public_id}


def a_day(world: World) -> Mapping[str, Any]:
    return {**an_item(world), "planned": date(2026, 1, 31)}


def a_matrix(world: World) -> Mapping[str, Any]:
    matrix = RoleMatrix.objects.create(organisation=world.organisation, name="HR", date=date(2026, 1, 1))
    MatrixTask.objects.create(matrix=matrix, text="Werven")
    MatrixParty.objects.create(matrix=matrix, name="Team HR")
    return {"public_id": matrix.public_id}


ROWS = [
    needs(VIEW, "control:calendar"),
    needs(VIEW, "control:overview"),
    needs(VIEW, "control:overdue"),
    needs(Permission.VIEW_STEERING, "control:legality"),
    needs(VIEW, "control:workplace"),
    needs(VIEW, "control:participation"),
    needs(VIEW, "control:item", kwargs=an_item),
    needs(KEEP, "control:report", kwargs=a_day),
    needs(KEEP, "control:report", method="post", kwargs=a_day, expected=(422,)),
    needs(VIEW, "control:matrices"),
    needs(VIEW, "control:matrix", kwargs=a_matrix),
    needs(VIEW, "control:compare", kwargs=a_matrix),
    needs(VIEW, "control:sheet", kwargs=a_matrix),
    needs(KEEP, "control:fill_in", kwargs=a_matrix),
    needs(KEEP, "control:fill_in", method="post", kwargs=a_matrix, expected=(422,)),
    needs(KEEP, "control:copy", method="post", kwargs=a_matrix),
]
