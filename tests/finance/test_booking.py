"""From the register to the ledger: once, by a person, and again only as counter-entry and new entry."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from finance.conftest import a_budget, a_decision, an_allocation
from koers.core.models import ConcurrentChange
from koers.decisions.models import Body
from koers.finance import overview, totals
from koers.finance.actions.booking import book_pending, pending, without_year
from koers.finance.actions.matrix import decide, of_the_council, spread
from koers.finance.models import Budget, CarryOver, Indexation, LedgerEntry
from koers.finance.sums import AsOf
from koers.organisations.models import Organisation, User
from koers.programmes.models import Programme


def available(programme: Programme, year: int, on: date = date(2027, 1, 1)) -> Decimal | None:
    return overview.of_programme(programme, AsOf(on)).balances.of_year(year).made_available.value


@pytest.fixture
def line(programme: Programme, controller: User) -> Budget:
    found = a_budget(programme, 900, kind="incidental", from_year=2024, cost_centre="6100", taakveld="0.4")
    spread(by=controller, budget=found, first=2024, last=2026, amount=Decimal(300))
    return found


def a_carry_over(line: Budget, amount: int = 120) -> CarryOver:
    return CarryOver.objects.create(
        budget=line, from_year=2024, to_year=2025, amount=Decimal(amount), reason="Uitgesteld"
    )


def test_year_amounts_are_booked_once(line: Budget, programme: Programme, controller: User) -> None:
    assert [one.was for one in pending(programme)] == [None, None, None]
    made = book_pending(by=controller, programme=programme)
    assert [(one.year, one.amount, one.cost_centre, one.taakveld) for one in made] == [
        (year, Decimal(300), "6100", "0.4") for year in (2024, 2025, 2026)
    ]
    assert book_pending(by=controller, programme=programme) == []
    assert available(programme, 2025) == Decimal("300.00")


def test_a_change_is_a_counter_entry_and_a_new_entry(
    line: Budget, programme: Programme, controller: User
) -> None:
    book_pending(by=controller, programme=programme)
    for amount in (250, 275):
        spread(by=controller, budget=line, first=2025, last=2025, amount=Decimal(amount))
        counted, new = book_pending(by=controller, programme=programme)
        assert (counted.corrects is not None, new.amount) == (True, Decimal(amount))
    assert available(programme, 2025) == Decimal("275.00")
    assert LedgerEntry.objects.of(programme.organisation).count() == 3 + 2 * 2
    assert totals.wrong(programme.organisation) == []


def test_what_left_the_register_is_only_taken_back(
    line: Budget, programme: Programme, controller: User
) -> None:
    book_pending(by=controller, programme=programme)
    line.years.get(year=2026).delete()
    [one] = pending(programme)
    assert one.becomes is None
    book_pending(by=controller, programme=programme)
    assert available(programme, 2026) == Decimal("0.00")


def test_money_counts_from_the_day_of_its_decision(programme: Programme, controller: User) -> None:
    decision = a_decision(programme.organisation, day="2023-11-09")
    line = a_budget(programme, 100, kind="structural", from_year=2024, decision=decision)
    spread(by=controller, budget=line, first=2024, last=2025, amount=Decimal(100))
    book_pending(by=controller, programme=programme)
    assert available(programme, 2025, date(2023, 11, 8)) == Decimal("0.00")
    assert available(programme, 2025, date(2023, 11, 9)) == Decimal("100.00")


def test_a_percentage_is_a_proposal_only_an_amount_counts(
    line: Budget, programme: Programme, controller: User
) -> None:
    one = Indexation.objects.create(
        budget=line, year=2025, date=date(2025, 3, 1), percentage=Decimal("3.2"), reason="Loonvoet"
    )
    book_pending(by=controller, programme=programme)
    assert available(programme, 2025) == Decimal("300.00")
    one.amount = Decimal("9.60")
    one.save()
    book_pending(by=controller, programme=programme)
    assert available(programme, 2025) == Decimal("309.60")


def test_only_an_approved_carry_over_counts(line: Budget, programme: Programme, controller: User) -> None:
    proposed = a_carry_over(line)
    book_pending(by=controller, programme=programme)
    assert available(programme, 2024) == Decimal("300.00")
    council = a_decision(programme.organisation)
    decide(by=controller, carry_over=proposed, version=1, state="approved", decision=council)
    assert [one.amount for one in book_pending(by=controller, programme=programme)] == [
        Decimal(-120),
        Decimal(120),
    ]
    assert (available(programme, 2024), available(programme, 2025)) == (Decimal("180.00"), Decimal("420.00"))
    found = overview.of_programme(programme, AsOf(date(2026, 2, 1))).balances
    assert found.results()[2024].value == Decimal("180.00")


@pytest.mark.parametrize("state", ["refused", "lapsed"])
def test_what_was_refused_or_lapsed_never_counts(
    line: Budget, programme: Programme, controller: User, state: str
) -> None:
    decide(by=controller, carry_over=a_carry_over(line), version=1, state=state)
    book_pending(by=controller, programme=programme)
    assert available(programme, 2025) == Decimal("300.00")


def test_approving_takes_a_decision_of_the_council(
    line: Budget, controller: User, organisation: Organisation
) -> None:
    proposed = a_carry_over(line)
    for decision in (
        None,
        a_decision(organisation, body="College"),
        a_decision(organisation, body="Adviesraad"),
    ):
        with pytest.raises(ValidationError):
            decide(by=controller, carry_over=proposed, version=1, state="approved", decision=decision)
    proposed.refresh_from_db()
    assert proposed.state == "proposed"
    with pytest.raises(ConcurrentChange):
        decide(by=controller, carry_over=proposed, version=7, state="refused")


def test_what_was_decided_stands(line: Budget, controller: User) -> None:
    proposed = a_carry_over(line)
    decide(by=controller, carry_over=proposed, version=1, state="lapsed")
    with pytest.raises(ValidationError):
        decide(by=controller, carry_over=proposed, version=2, state="refused")
    proposed.amount = Decimal(5)
    with pytest.raises(ValidationError):
        proposed.full_clean()


@pytest.mark.parametrize(
    ("body", "council"),
    [
        ("Gemeenteraad", True),
        ("de raad", True),
        ("Raad van de gemeente Waterveen", True),
        ("gemeenteraad Waterveen", True),
        ("Ondernemingsraad", False),
        ("Raad van Toezicht", False),
        ("raad van de gemeente Elders", False),
        ("Commissie, advies aan de raad", False),
        ("", False),
    ],
)
def test_who_is_the_council(organisation: Organisation, body: str, council: bool) -> None:
    assert of_the_council(a_decision(organisation, body=body)) is council


@pytest.mark.parametrize(("kind", "council"), [("council", True), ("college", False)])
def test_the_body_in_the_register_says_more_than_the_name(
    organisation: Organisation, kind: str, council: bool
) -> None:
    decision = a_decision(organisation, body="" if council else "raad")
    decision.body_known = Body.objects.create(organisation=organisation, name="Vergadering", kind=kind)
    decision.save()
    assert of_the_council(decision) is council
    assert of_the_council(a_decision(organisation, body="vergadering")) is council


def test_years_in_a_row_have_limits(line: Budget, controller: User) -> None:
    for first, last in ((2026, 2024), (2024, 2090)):
        with pytest.raises(ValidationError):
            spread(by=controller, budget=line, first=first, last=last, amount=Decimal(1))


def test_unknown_amounts_are_booked_as_unknown(programme: Programme, controller: User) -> None:
    a_budget(programme, None, kind="regular", from_year=2025, raw="uit reguliere middelen")
    an_allocation(programme, None, kind="regular", raw="een deel")
    made = book_pending(by=controller, programme=programme)
    assert [(one.stage, one.year, one.unknown) for one in made] == [
        ("made_available", 2025, 1),
        ("allocated", 2025, 1),
    ]
    assert book_pending(by=controller, programme=programme) == []
    assert available(programme, 2025) is None


def test_an_allocation_without_a_year_is_pointed_out(programme: Programme, controller: User) -> None:
    lost = an_allocation(programme, 85_000, kind="regular", approximate=True)
    assert without_year(programme) == [lost]
    assert pending(programme) == []
    lost.from_year = 2025
    lost.save()
    assert without_year(programme) == []
    [made] = book_pending(by=controller, programme=programme)
    assert (made.about, made.amount) == (1, Decimal(85_000))
