"""What a controller would ask about a line: told on its page, never a block."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from finance.conftest import a_budget, a_decision
from koers.editing.kinds import kind_of
from koers.finance.actions.matrix import spread
from koers.finance.models import Budget, CarryOver, Cover
from koers.organisations.models import User
from koers.programmes.models import Programme


def asked(budget: Budget) -> list[str]:
    return [str(words) for words in kind_of(budget).warnings(budget)]


@pytest.fixture
def line(programme: Programme) -> Any:
    def make(**rest: Any) -> Budget:
        return a_budget(programme, 100, decision=a_decision(programme.organisation), **rest)

    return make


@pytest.mark.parametrize(("last", "warned"), [(2026, False), (2027, True)])
def test_incidental_money_over_more_than_three_years(
    line: Any, controller: User, last: int, warned: bool
) -> None:
    stated = line(kind="incidental", from_year=2024, to_year=last)
    spread_out = line(kind="incidental", from_year=2024)
    spread(by=controller, budget=spread_out, first=2024, last=last, amount=Decimal(10))
    structural = line(kind="structural", from_year=2024, to_year=2040)
    assert [bool(asked(one)) for one in (stated, spread_out, structural)] == [warned, warned, False]


@pytest.mark.parametrize(
    ("cover", "warned"),
    [
        (Cover.EARMARKED_RESERVE, True),
        (Cover.GRANT, True),
        (Cover.STRUCTURAL_ROOM, False),
        (Cover.EXISTING_BUDGET, False),
        ("", False),
    ],
)
def test_structural_costs_with_incidental_cover(line: Any, cover: str, warned: bool) -> None:
    assert bool(asked(line(kind="structural", from_year=2024, cover=cover))) is warned
    assert asked(line(kind="incidental", from_year=2024, cover=cover)) == []


def test_money_without_a_decision(programme: Programme) -> None:
    [words] = asked(a_budget(programme, 100, kind="incidental", from_year=2024))
    assert "besluit" in words or "decision" in words


def test_carrying_over_structural_money_or_over_more_than_a_year(line: Any) -> None:
    found = {}
    for kind in ("structural", "incidental"):
        for to_year in (2025, 2026):
            carried = CarryOver(budget=line(kind=kind, from_year=2024), from_year=2024, to_year=to_year)
            found[kind, to_year] = len(kind_of(carried).warnings(carried))
    assert found == {
        ("structural", 2025): 1, ("structural", 2026): 2, ("incidental", 2025): 0, ("incidental", 2026): 1,
    }  # fmt: skip
