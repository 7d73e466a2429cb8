"""Who may open the addresses of reading in bookings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from access.table import World, needs
from koers.finance.importing.models import MoneyImport
from koers.organisations.permissions import Permission


def an_import(world: World) -> Mapping[str, Any]:
    rows = [["Datum", "Bedrag"], ["1-2-2026", "10,00"]]
    found = MoneyImport.objects.create(
        organisation=world.organisation,
        name="boekingen.csv",
        content_hash="0" * 64,
        by=world.user,
        year=2026,
        state=MoneyImport.State.COLUMNS,
        book={"rows": rows},
        columns={"0": "date", "1": "amount"},
    )
    return {"public_id": found.public_id}


ROWS = [
    needs(Permission.KEEP_MONEY, "importing:imports"),
    needs(Permission.KEEP_MONEY, "importing:imports", method="post", expected=(422,)),
    needs(Permission.KEEP_MONEY, "importing:import", kwargs=an_import),
    needs(Permission.KEEP_MONEY, "importing:columns", method="post", kwargs=an_import, expected=(422,)),
    needs(Permission.KEEP_MONEY, "importing:answers", method="post", kwargs=an_import),
    needs(Permission.KEEP_MONEY, "importing:accept", method="post", kwargs=an_import),
    needs(Permission.KEEP_MONEY, "importing:take_back", method="post", kwargs=an_import),
    needs(Permission.KEEP_MONEY, "importing:discard", method="post", kwargs=an_import),
]
