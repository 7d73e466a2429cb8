"""Who may open the money of a programme as a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from access.table import World, needs
from koers.organisations.permissions import Permission
from koers.programmes.models import Programme


def a_programme(world: World) -> Mapping[str, Any]:
    made = Programme.objects.create(organisation=world.organisation, name="Op pad", slug="op-pad")
    return {"public_id": made.public_id}


ROWS = [needs(Permission.VIEW_STEERING, "exporting:money", kwargs=a_programme)]
