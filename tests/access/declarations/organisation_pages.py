from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from access.table import World, needs
from koers.decisions.models import Body
from koers.organisations.permissions import Permission
from koers.programmes.models import Reorganisation


def a_reorganisation(world: World) -> Mapping[str, Any]:
    made = Reorganisation.objects.create(
        organisation=world.organisation, name="Nieuwe indeling", effective_date=date(2027, 1, 1)
    )
    return {"public_id": made.public_id}


def a_body(world: World) -> Mapping[str, Any]:
    return {"public_id": Body.objects.create(organisation=world.organisation, name="College").public_id}


ROWS = [
    needs(Permission.VIEW_REGISTER, "web:organisation"),
    needs(Permission.VIEW_REGISTER, "web:follow_up"),
    needs(Permission.VIEW_REGISTER, "web:compass"),
    needs(Permission.VIEW_REGISTER, "web:reorganisations"),
    needs(Permission.VIEW_REGISTER, "web:reorganisation", kwargs=a_reorganisation),
    needs(
        Permission.CHANGE_REGISTER,
        "web:reorganisation_step",
        method="post",
        kwargs=a_reorganisation,
        data=lambda world: {"stap": "intrekken"},
    ),
    needs(Permission.VIEW_REGISTER, "web:bodies"),
    needs(Permission.VIEW_REGISTER, "web:body", kwargs=a_body),
]
