"""A programme with money, and short ways to make lines and entries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Protocol

import pytest

from koers.decisions.models import Decision
from koers.finance.actions.ledger import NewEntry, book
from koers.finance.models import Allocation, Budget, LedgerEntry
from koers.organisations.models import Organisation, User
from koers.programmes.models import Programme


class Book(Protocol):
    def __call__(self, stage: str, amount: object, year: int = ..., **rest: Any) -> LedgerEntry: ...


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return Programme.objects.create(organisation=organisation, name="Op weg", slug="op-weg")


@pytest.fixture
def booked(controller: User, programme: Programme) -> Book:
    """Books one entry of the programme."""

    def make(stage: str, amount: object, year: int = 2024, **rest: Any) -> LedgerEntry:
        given: dict[str, Any] = {"kind": "incidental", "value_date": date(year, 1, 1), "programme": programme}
        at = rest.pop("at", None)
        new = NewEntry(stage=stage, year=year, amount=Decimal(str(amount)), **(given | rest))
        return book(by=controller, organisation=programme.organisation, entries=[new], at=at)[0]

    return make


def a_budget(programme: Programme, amount: object, **rest: Any) -> Budget:
    exact = None if amount is None else Decimal(str(amount))
    return Budget.objects.create(
        organisation=programme.organisation, programme=programme, amount=exact, **rest
    )


def an_allocation(programme: Programme, amount: object, **rest: Any) -> Allocation:
    exact = None if amount is None else Decimal(str(amount))
    found = Allocation(organisation=programme.organisation, programme=programme, amount=exact)
    for name, value in rest.items():
        setattr(found, name, value)
    found.save()
    return found


def a_decision(organisation: Organisation, body: str = "Gemeenteraad", day: str = "2024-11-07") -> Decision:
    found = Decision(organisation=organisation, body=body, text="Stelt de begrotingswijziging vast")
    found.date = day
    found.save()
    return found
