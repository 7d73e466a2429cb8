"""Stated money in the register: accepted exactly, once, and read with what follows from it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from koers.core.dates import PartialDate
from koers.core.models import ConcurrentChange
from koers.finance import actions, queries
from koers.finance.models import Allocation, AllocationPurpose, Budget
from koers.organisations.models import AuditEvent, Organisation, User
from koers.programmes.models import Programme


def euros(raw: str, amount: str | None, **more: Any) -> dict[str, Any]:
    return {"raw": raw, "amount": amount, "currency": "EUR", "approximate": False, "includes": None} | more


BUDGET: dict[str, Any] = {
    "amount": euros("€ 1.000.000,-", "1000000.00"),
    "kind": "structural",
    "from_year": 2023,
    "to_year": None,
}
ALLOCATION: dict[str, Any] = {
    "amount": euros("€ 737.710,-", "737710.00"),
    "kind": "structural",
    "from_year": None,
    "until": "2023",
    "purposes": ["formatie", "opleiding"],
}


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return Programme.objects.create(organisation=organisation, name="Roadtrip", slug="roadtrip")


@pytest.fixture
def accept(organisation: Organisation, programme: Programme, programme_manager: User) -> Any:
    def accept_one(item_type: str, values: dict[str, Any], **context: Any) -> Any:
        context = {"programme": programme, "organisation": organisation} | context
        return actions.accept_item(by=programme_manager, item_type=item_type, values=values, **context)

    return accept_one


def test_a_budget_is_kept_to_the_cent_with_its_words(accept: Any, programme: Programme) -> None:
    budget = accept("budget", BUDGET).record
    budget.refresh_from_db()
    assert (budget.amount, budget.raw, str(budget)) == (
        Decimal("1000000.00"),
        "€ 1.000.000,-",
        "€ 1.000.000,-",
    )
    assert (budget.kind, budget.from_year, budget.to_year) == ("structural", 2023, None)
    assert list(programme.budgets.all()) == [budget]


def test_an_allocation_has_its_purposes_in_order(accept: Any) -> None:
    allocation = accept("allocation", ALLOCATION).record
    allocation.refresh_from_db()
    assert (allocation.until, allocation.amount) == (PartialDate(2023), Decimal("737710.00"))
    assert [str(purpose) for purpose in allocation.purposes.all()] == ["formatie", "opleiding"]


@pytest.mark.parametrize(("item_type", "values"), [("budget", BUDGET), ("allocation", ALLOCATION)])
def test_the_same_statement_twice_is_one(item_type: str, values: dict[str, Any], accept: Any) -> None:
    first, again = accept(item_type, values), accept(item_type, values)
    assert (first.created, again.created, again.record) == (True, False, first.record)
    elsewhere = accept(item_type, values, programme=None)
    assert elsewhere.created
    assert elsewhere.record.programme is None


def test_other_purposes_make_another_allocation(accept: Any) -> None:
    accept("allocation", ALLOCATION)
    assert accept("allocation", ALLOCATION | {"purposes": []}).created


def test_an_unknown_amount_keeps_its_words(accept: Any) -> None:
    values = ALLOCATION | {"amount": euros("vrijwel alles", None), "kind": None, "purposes": []}
    allocation = accept("allocation", values).record
    assert (allocation.amount, allocation.kind, str(allocation)) == (None, "", "vrijwel alles")


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": None, "kind": None},
        {"amount": euros("", None), "kind": None},
        {"amount": euros("€ 1,005", "1.005")},
        {"amount": euros("$ 5", "5", currency="USD")},
        {"amount": euros("veel", "veel")},
        {"amount": 5},
        {"kind": "monopoly"},
        {"from_year": 12},
        {"from_year": 2023, "to_year": 2022},
        {"to_year": 5000},
        {"from_year": 2023.5},
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(
    wrong: dict[str, Any], accept: Any, controller: User
) -> None:
    with pytest.raises(ValidationError) as refused:
        accept("budget", BUDGET | wrong)
    assert all(refused.value.messages)
    assert queries.counts(controller) == {"budgets": 0, "allocations": 0}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cents=st.integers(min_value=-(10**15), max_value=10**15))
def test_any_amount_comes_back_as_it_went_in(cents: int, accept: Any) -> None:
    amount = Decimal(cents) / 100
    budget = accept("budget", BUDGET | {"amount": euros(f"€ {amount}", f"{amount:.2f}")}).record
    budget.refresh_from_db()
    assert budget.amount == amount


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Budget, {"amount": None, "raw": ""}),
        (Budget, {"kind": "monopoly"}),
        (Budget, {"from_year": 1}),
        (Budget, {"to_year": 1}),
        (Budget, {"from_year": 2023, "to_year": 2022}),
        (Allocation, {"amount": None, "raw": ""}),
        (Allocation, {"until_precision": "day"}),
    ],
)
def test_the_database_refuses(model: Any, values: dict[str, Any], organisation: Organisation) -> None:
    with pytest.raises(IntegrityError):
        model.objects.create(**({"organisation": organisation, "amount": Decimal(1)} | values))


def test_a_purpose_needs_words(organisation: Organisation) -> None:
    allocation = Allocation.objects.create(organisation=organisation, amount=Decimal(1))
    assert str(allocation) == "€\N{NO-BREAK SPACE}1"
    with pytest.raises(IntegrityError):
        AllocationPurpose.objects.create(allocation=allocation, text="")


def test_change_and_undo(accept: Any, programme_manager: User, organisation: Organisation) -> None:
    budget = accept("budget", BUDGET).record
    allocation = accept("allocation", ALLOCATION).record
    actions.change(by=programme_manager, record=budget, version=1, amount=Decimal("1000000.50"))
    budget.refresh_from_db()
    assert (budget.amount, budget.version) == (Decimal("1000000.50"), 2)
    with pytest.raises(ConcurrentChange):
        actions.change(by=programme_manager, record=budget, version=1, amount=Decimal(0))

    actions.withdraw(by=programme_manager, record=allocation)
    assert not Allocation.objects.of(organisation).exists()
    assert AllocationPurpose.history.across_organisations("test").filter(history_type="-").count() == 2
    written = AuditEvent.objects.of(organisation).order_by("pk").values_list("action", flat=True)
    assert list(written) == ["budget.added", "allocation.added", "budget.changed", "allocation.removed"]


def test_another_organisations_programme_is_refused(
    accept: Any, other_organisation: Organisation, programme: Programme, stranger: User
) -> None:
    with pytest.raises(ValidationError):
        accept("budget", BUDGET, organisation=other_organisation)
    accept("budget", BUDGET)
    assert queries.counts(stranger) == {"budgets": 0, "allocations": 0}
    assert queries.money_of(stranger, programme).budgets == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_money_of_a_programme_takes_3_queries(
    rows: int,
    accept: Any,
    programme: Programme,
    controller: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        accept("budget", BUDGET | {"from_year": 2023 + number})
        accept("allocation", ALLOCATION | {"from_year": 2023 + number})
    controller.organisation_ids()

    with django_assert_num_queries(3):
        money = queries.money_of(controller, programme)
        assert [len(allocation.purposes.all()) for allocation in money.allocations] == [2] * rows
    assert money.available[2023].value == Decimal(1000000)
    assert money.allocated_structural.value == Decimal("737710.00") * rows
    assert money.allocated_incidental.value is None
    assert money.above is None


def test_the_roadtrip_reads_as_derived(accept: Any, programme: Programme, controller: User) -> None:
    accept("budget", BUDGET)
    accept("allocation", ALLOCATION)
    second = euros("€ 288.770,- (incl. indexatie)", "288770.00", includes="incl. indexatie")
    accept("allocation", ALLOCATION | {"amount": second, "until": "2024-03"})

    above = queries.money_of(controller, programme).above
    assert above is not None
    assert (above.value, above.reason) == (Decimal("26480.00"), "indexation")
