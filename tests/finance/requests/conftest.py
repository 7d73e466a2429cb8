"""A programme with € 100.000 incidental money for 2027, a decision, and requests for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Protocol

import pytest

from koers.core.dates import PartialDate
from koers.decisions.models import Decision
from koers.finance.actions.ledger import NewEntry, book
from koers.finance.requests import actions
from koers.finance.requests.models import MoneyRequest, RankingSession
from koers.organisations.models import Organisation, Unit, User
from koers.organisations.permissions import Role
from koers.organisations.records import date_columns
from koers.programmes.models import Programme
from people import UserWith

FREE = Decimal(100_000)


class Ask(Protocol):
    def __call__(self, title: str = ..., amount: str | None = ..., **rest: Any) -> MoneyRequest: ...


class Rank(Protocol):
    def __call__(self, *requests: MoneyRequest) -> RankingSession: ...


@pytest.fixture
def line_manager(user_with: UserWith, organisation: Organisation) -> User:
    return user_with(Role.LINE_MANAGER, organisation)


@pytest.fixture
def unit(organisation: Organisation) -> Unit:
    return Unit.objects.create(organisation=organisation, name="Burgerzaken")


@pytest.fixture
def programme(organisation: Organisation, controller: User) -> Programme:
    made = Programme.objects.create(organisation=organisation, name="Op pad", slug="op-pad")
    entries = [
        NewEntry(
            stage="made_available",
            year=year,
            value_date=date(2026, 1, 1),
            amount=FREE,
            kind=kind,
            programme=made,
        )
        for year, kind in ((2027, "incidental"), (2027, "structural"), (2028, "structural"))
    ]
    book(by=controller, organisation=organisation, entries=entries)
    return made


@pytest.fixture
def decision(organisation: Organisation) -> Decision:
    return Decision.objects.create(
        organisation=organisation,
        body="directie",
        text="Verdeling 2027",
        **date_columns("date", PartialDate(2026, 11, 1)),
    )


@pytest.fixture
def amendment(organisation: Organisation) -> Decision:
    return Decision.objects.create(
        organisation=organisation,
        body="gemeenteraad",
        text="Begrotingswijziging",
        **date_columns("date", PartialDate(2027, 2, 1)),
    )


@pytest.fixture
def ask(organisation: Organisation, line_manager: User, unit: Unit, programme: Programme) -> Ask:
    """Files a request of a line manager."""

    def make(title: str = "Trainers", amount: str | None = "40000", **rest: Any) -> MoneyRequest:
        values: dict[str, Any] = {
            "unit": unit, "programme": programme, "purpose": "Teams leren hun plan maken", "from_year": 2027,
            "amount": None if amount is None else Decimal(amount),
        }  # fmt: skip
        made = actions.open_request(by=line_manager, organisation=organisation, title=title, **values | rest)
        return actions.step(by=line_manager, request=made, name="file")

    return make


@pytest.fixture
def session_of(
    organisation: Organisation, controller: User, programme_manager: User, programme: Programme
) -> Rank:
    def make(*requests: MoneyRequest) -> RankingSession:
        return actions.open_session(
            by=controller,
            organisation=organisation,
            name="Verdeling 2027",
            on=date(2026, 11, 2),
            programme=programme,
            year=2027,
            criteria=[("Bijdrage", Decimal(2)), ("Haalbaar", Decimal(1))],
            scorers=[controller, programme_manager],
            requests=requests,
        )

    return make
