"""What a decision changed in money, on the page of that decision: for who may see the money, and for nobody else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from finance.conftest import a_budget, a_decision, an_allocation
from koers.decisions.effects import changed_by
from koers.decisions.models import Decision
from koers.finance.decision_effects import in_money
from koers.finance.models import BudgetYear, CarryOver, Indexation
from koers.finance.requests.models import Grant, MoneyRequest
from koers.organisations.models import Organisation, User
from koers.programmes.models import Programme

pytestmark = pytest.mark.django_db


def everything_by(decision: Decision, programme: Programme, by: User) -> None:
    """One of each kind, made by this decision."""
    line = a_budget(programme, 300, kind="incidental", from_year=2024, decision=decision)
    BudgetYear.objects.create(budget=line, year=2024, amount=Decimal(300), decision=decision)
    for amount in (Decimal(9), None):
        Indexation.objects.create(
            budget=line, year=2025, date=date(2025, 1, 1), percentage=3, amount=amount, reason="cao",
            decision=decision,
        )  # fmt: skip
    CarryOver.objects.create(
        budget=line, from_year=2024, to_year=2025, amount=Decimal(120), reason="x", state="approved",
        decision=decision,
    )  # fmt: skip
    given = an_allocation(programme, 90, kind="incidental", from_year=2024, decision=decision)
    an_allocation(programme, None, raw="2 fte", fte=Decimal(2), decision=decision)
    asked = MoneyRequest.objects.create(
        organisation=programme.organisation, programme=programme, title="Trainers", purpose="x", amount=Decimal(90),
        from_year=2024, state="granted", filed_on=date(2024, 1, 1), filed_by=by,
    )  # fmt: skip
    Grant.objects.create(
        request=asked, allocation=given, decision=decision, amount=Decimal(90), year=2024, reason="x",
        above=Decimal(40), covered_by=decision, by=by,
    )  # fmt: skip


def test_money_on_the_page_of_its_decision(
    programme: Programme, organisation: Organisation, controller: User, reader: User
) -> None:
    decision = a_decision(organisation)
    everything_by(decision, programme, controller)
    found = in_money(controller, [decision])[decision.pk]
    words = [effect.text.replace("\u00a0", " ") for effect in found]
    assert words == [
        "Op weg: € 300",
        "Op weg: 2024, € 300",
        "Op weg: 2025, € 9",
        "Op weg: 2025",
        "Op weg: 2024 → 2025, € 120",
        "Op weg: € 90",
        "Op weg: 2 fte",
        words[-1],
    ]
    assert "Trainers" in words[-1] and "€ 40" in words[-1]
    assert all(effect.url for effect in found)
    assert set(found) <= set(changed_by(controller, [decision])[decision.pk])
    assert in_money(reader, [decision]) == {}


def test_a_line_without_programme(organisation: Organisation, programme: Programme, controller: User) -> None:
    decision = a_decision(organisation)
    line = a_budget(programme, None, raw="bijna alles", kind="incidental", decision=decision)
    line.programme = None
    line.save()
    CarryOver.objects.create(
        budget=line, from_year=2024, to_year=2025, amount=Decimal(5), reason="x", state="approved",
        decision=decision,
    )  # fmt: skip
    [budget, carried] = in_money(controller, [decision])[decision.pk]
    assert ("bijna alles" in budget.text, budget.url) == (True, "")
    assert "2024 → 2025" in carried.text


def test_nothing_of_another_organisation(
    programme: Programme, organisation: Organisation, other_organisation: Organisation, controller: User
) -> None:
    decision = a_decision(organisation)
    other = Programme.objects.create(organisation=other_organisation, name="Elders", slug="elders")
    a_budget(other, 5, kind="incidental", decision=decision)
    assert in_money(controller, [decision]) == {}


@pytest.mark.parametrize("rows", [1, 3])
def test_a_query_per_kind(
    rows: int,
    programme: Programme,
    organisation: Organisation,
    controller: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    decisions = [a_decision(organisation) for _number in range(rows)]
    for one in decisions:
        everything_by(one, programme, controller)
    controller.organisation_ids()
    with django_assert_num_queries(6):
        found = in_money(controller, decisions)
    assert [len(found[one.pk]) for one in decisions] == [8] * rows
