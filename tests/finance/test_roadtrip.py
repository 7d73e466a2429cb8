"""The Roadtrip's ledger, to the euro: what its reports state, what follows from that, and what nobody knows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from finance.conftest import a_budget, a_decision, an_allocation
from koers.core.dates import PartialDate
from koers.finance import overview
from koers.finance.actions.booking import book_pending, pending
from koers.finance.actions.matrix import spread
from koers.finance.balances import Balances, Favour
from koers.finance.models import Indexation, LedgerEntry
from koers.finance.sums import AsOf
from koers.finance.wording import amount_words, beyond_words
from koers.organisations.models import User
from koers.programmes.models import Programme

ON = date(2024, 6, 1)
MILLION = Decimal("1000000.00")


@pytest.fixture
def roadtrip(controller: User, programme: Programme) -> Programme:
    """As the reports have it; a person gave the structural line its years, and the incidental line its one."""
    structural = a_budget(programme, "1000000", kind="structural", from_year=2023)
    incidental = a_budget(programme, "500000", kind="incidental", from_year=2022)
    spread(by=controller, budget=structural, first=2023, last=2026, amount=MILLION)
    spread(by=controller, budget=incidental, first=2022, last=2022, amount=Decimal(500_000))
    an_allocation(programme, "737710", kind="structural", until=PartialDate(2023))
    an_allocation(programme, "288770", kind="structural", from_year=2024, includes="incl. indexatie")
    an_allocation(programme, None, kind="incidental", raw="bijna helemaal toegewezen")
    an_allocation(programme, "85000", kind="regular", from_year=2023, approximate=True)
    book_pending(by=controller, programme=programme)
    return programme


def standing(programme: Programme, on: date = ON) -> Balances:
    return overview.of_programme(programme, AsOf(on)).balances


def test_structural_money_is_a_matrix_of_lines_and_years(roadtrip: Programme) -> None:
    found = standing(roadtrip)
    chain = {
        year: (
            found.cell("structural", year).made_available.value,
            found.cell("structural", year).allocated.value,
        )
        for year in (2022, 2023, 2024, 2025, 2026)
    }
    assert chain == {
        2022: (Decimal("0.00"), Decimal("0.00")),
        2023: (MILLION, Decimal("737710.00")),
        2024: (MILLION, Decimal("1026480.00")),
        2025: (MILLION, Decimal("1026480.00")),
        2026: (MILLION, Decimal("1026480.00")),
    }
    assert found.cell("structural", 2023).free_to_allocate.value == Decimal("262290.00")


def test_the_26480_above_a_million_is_derived_indexation_and_stated_nowhere(roadtrip: Programme) -> None:
    found = standing(roadtrip).beyond()
    assert [(one.kind, one.year) for one in found] == [("structural", year) for year in (2024, 2025, 2026)]
    for one in found:
        assert (one.amount, one.stage, one.indexation) == (Decimal("26480.00"), "allocated", True)
        assert "26.480" in beyond_words(one)
    stated = {entry.amount for entry in LedgerEntry.objects.of(roadtrip.organisation)}
    stated |= {one.amount for one in (*roadtrip.budgets.all(), *roadtrip.allocations.all()) if one.amount}
    assert Decimal("26480.00") not in stated


def test_incidental_money_of_which_almost_all_is_given_out_is_unknown_and_no_zero(
    roadtrip: Programme,
) -> None:
    balance = standing(roadtrip).cell("incidental", 2022)
    assert balance.made_available.value == Decimal("500000.00")
    assert balance.allocated.value is None
    assert balance.free_to_allocate.value is None
    assert balance.free_to_allocate.favour is None
    assert balance.allocated.reasons == ("bijna helemaal toegewezen",)
    assert balance.remainder.value == Decimal("500000.00")  # that nothing was spent is known
    assert standing(roadtrip).total.free_to_allocate.value is None


def test_about_85000_is_marked_as_approximate(roadtrip: Programme) -> None:
    balance = standing(roadtrip).cell("regular", 2023)
    assert (balance.allocated.value, balance.allocated.approximate) == (Decimal("85000.00"), True)
    assert "85.000" in amount_words(balance.allocated)
    assert balance.made_available.value is None  # of regular budgets the reports say nothing
    assert balance.free_to_allocate.value is None


def test_the_room_of_2023_falls_to_the_result_of_2023(roadtrip: Programme) -> None:
    found = standing(roadtrip)
    assert set(found.results()) == {2022, 2023}
    result = found.cell("structural", 2023).result
    assert (result.value, result.favour) == (MILLION, Favour.FAVOURABLE)
    assert found.results()[2022].value == Decimal("500000.00")
    assert found.of_open_years().made_available.value == 3 * MILLION


def test_with_the_indexation_recorded_by_decision_nothing_is_beyond_any_more(
    roadtrip: Programme, controller: User
) -> None:
    line = roadtrip.budgets.get(kind="structural")
    decision = a_decision(roadtrip.organisation, day="2024-05-16")
    for year in (2024, 2025, 2026):
        Indexation.objects.create(
            budget=line, year=year, date=date(2024, 5, 16), amount=Decimal(26_480), percentage=Decimal("2.648"),
            reason="Loon- en prijsstijging", decision=decision,
        )  # fmt: skip
    assert len(standing(roadtrip).beyond()) == 3  # what was entered is not booked yet
    book_pending(by=controller, programme=roadtrip)
    assert standing(roadtrip).beyond() == []
    assert standing(roadtrip, date(2024, 5, 15)).cell("structural", 2024).made_available.value == MILLION
    assert standing(roadtrip).cell("structural", 2024).free_to_allocate.value == Decimal("0.00")
    assert pending(roadtrip) == []
