"""Who may open the addresses of `finance`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from access.table import World, needs
from editing.making import a_record
from koers.finance.actions.ledger import NewEntry, book
from koers.organisations.permissions import Permission


def an_entry(world: World) -> Mapping[str, Any]:
    new = NewEntry(stage="spent", year=2026, value_date=date(2026, 1, 1), amount=Decimal(5))
    [made] = book(by=world.user, organisation=world.organisation, entries=[new])
    return {"public_id": made.public_id}


def a_budget(world: World) -> Mapping[str, Any]:
    return {"public_id": a_record("budgetten", world.organisation).public_id}


def a_carry_over(world: World) -> Mapping[str, Any]:
    return {"public_id": a_record("overhevelingen", world.organisation).public_id}


def a_programme(world: World) -> Mapping[str, Any]:
    return {"public_id": a_record("programmas", world.organisation).public_id}


SEES, KEEPS = Permission.VIEW_STEERING, Permission.KEEP_MONEY
ROWS = [
    needs(SEES, "finance:dashboard"),
    needs(SEES, "finance:entries"),
    needs(SEES, "finance:entry", kwargs=an_entry),
    needs(SEES, "finance:carry_over", kwargs=a_carry_over),
    needs(KEEPS, "finance:book"),
    needs(KEEPS, "finance:book", method="post", expected=(422,)),
    needs(KEEPS, "finance:counter", method="post", kwargs=an_entry, expected=(422,)),
    needs(KEEPS, "finance:spread", kwargs=a_budget),
    needs(KEEPS, "finance:spread", method="post", kwargs=a_budget, expected=(422,)),
    needs(KEEPS, "finance:decide", method="post", kwargs=a_carry_over, expected=(422,)),
    needs(KEEPS, "finance:book_pending", method="post", kwargs=a_programme),
]
