"""The chain and what follows from it: exact, named, never a number that nobody knows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import gettext as _

from koers.finance.balances import Amount, Balance, Beyond, Favour, Sum, balances, proposed_indexation
from koers.finance.tables import stage_words
from koers.finance.waterfall import described, draw, steps

ON = date(2025, 6, 1)


def cents(euros: int) -> int:
    return euros * 100


def chain(*amounts: int, kind: str = "incidental", year: int = 2025) -> list[Sum]:
    stages = ("made_available", "allocated", "committed", "spent", "forecast")
    return [Sum(stage, kind, year, cents(amount)) for stage, amount in zip(stages, amounts, strict=False)]


def test_free_to_allocate_and_remainder_are_different_figures() -> None:
    balance = balances(chain(1000, 700, 150, 400, 900), ON).of_year(2025)
    assert balance.free_to_allocate.value == Decimal(300)
    assert balance.remainder.value == Decimal(450)
    assert balance.expected.value == Decimal(100)
    assert balance.result.value == Decimal(600)


@pytest.mark.parametrize(
    ("known", "favour"), [(1, Favour.FAVOURABLE), (0, Favour.NEUTRAL), (-1, Favour.UNFAVOURABLE)]
)
def test_favour_is_said_in_words(known: int, favour: Favour) -> None:
    assert Amount(known).favour is favour
    assert Amount(known, unknown=1).favour is None


def test_what_is_unknown_or_approximate_stays_so() -> None:
    given = Amount(500, about=1, unknown=1, reasons=("bijna alles",))
    left = Amount(900) - given
    assert (left.value, left.at_least, left.approximate, left.reasons) == (
        None, Decimal(4), True, ("bijna alles",),
    )  # fmt: skip
    assert (given + given).reasons == ("bijna alles",)


def test_beyond_is_told_per_kind_and_year_and_never_netted() -> None:
    rows = [
        *chain(100, 120),
        *chain(900, 0, year=2026),
        *chain(100, 0, 30, 90, kind="structural"),
    ]
    found = balances(rows, ON, indexed=["incidental"]).beyond()
    assert found == [
        Beyond("incidental", 2025, cents(20), "allocated", indexation=True),
        Beyond("structural", 2025, cents(20), "spent"),
    ]
    assert found[0].amount == Decimal(20)


def test_with_an_amendment_it_is_no_longer_beyond() -> None:
    assert (
        balances([*chain(100, 120), Sum("made_available", "incidental", 2025, cents(20))], ON).beyond() == []
    )


def test_nothing_is_beyond_what_is_unknown() -> None:
    rows = [Sum("made_available", "structural", 2025, 0, unknown=1), Sum("spent", "structural", 2025, 500)]
    assert balances(rows, ON).beyond() == []
    regular = balances([Sum("spent", "regular", 2025, 500)], ON, elsewhere="elders")
    assert regular.beyond() == []
    assert regular.of_year(2025).remainder.value is None
    assert regular.of_year(2025).remainder.reasons == ("elders",)


def test_spending_without_any_budget_is_beyond() -> None:
    [one] = balances([Sum("spent", "incidental", 2025, 500)], ON).beyond()
    assert one.cents == 500


def test_a_year_that_ended_has_a_result_and_no_room_to_give_away() -> None:
    found = balances([*chain(100, 80, 0, 60, year=2024), *chain(50, 10)], ON)
    assert {year: amount.value for year, amount in found.results().items()} == {2024: Decimal(40)}
    assert found.of_open_years().free_to_allocate.value == Decimal(40)
    assert found.total.free_to_allocate.value == Decimal(60)
    assert found.kinds == ["incidental"]
    assert found.of_kind("incidental") == found.total


def test_indexation_is_proposed_in_whole_cents() -> None:
    assert proposed_indexation(Decimal("1000000"), Decimal("2.648")) == Decimal("26480.00")
    assert proposed_indexation(Decimal("0.50"), Decimal(1)) == Decimal("0.01")


def test_the_waterfall_goes_from_made_available_to_what_is_left() -> None:
    balance = balances(chain(1000, 700, 150, 400), ON).of_year(2025)
    shown = [(step.part, step.begin // 100, step.end // 100) for step in steps(balance)]
    assert shown == [
        ("made_available", 0, 1000),
        ("allocated", 300, 1000),
        ("free", 0, 300),
        ("committed", 850, 1000),
        ("spent", 450, 850),
        ("remainder", 0, 450),
    ]
    chart = draw(balance, str, lambda amount: str(amount.value))
    assert chart is not None
    assert [(row.x, row.width) for row in chart.rows][:3] == [
        ("0.00%", "100.00%"),
        ("30.00%", "70.00%"),
        ("0.00%", "30.00%"),
    ]
    assert described(chart.rows).startswith("made_available: 1000.00; allocated: 700.00")


def test_below_zero_the_zero_line_moves() -> None:
    chart = draw(balances(chain(100, 125), ON).of_year(2025), str, str)
    assert chart is not None
    assert chart.zero == "20.00%"
    free = chart.rows[2]
    assert (free.x, free.width, free.short, free.style) == ("0.00%", "20.00%", True, "finance-left")


def test_what_is_unknown_has_no_bar() -> None:
    rows = [*chain(100), Sum("allocated", "incidental", 2025, 0, unknown=1)]
    chart = draw(balances(rows, ON).of_year(2025), str, str)
    assert chart is not None
    assert [row.step.drawn for row in chart.rows] == [True, False, False, True, True, True]
    assert draw(Balance(), str, str) is None


def test_a_forecast_that_nobody_made_is_none_and_not_nothing() -> None:
    nobody = Balance(spent=Amount(500))
    assert not nobody.has_forecast
    assert stage_words(nobody, "forecast") == _("none yet")
    assert "5" in stage_words(nobody, "spent")
    nothing_more = Balance(forecast=Amount(0, about=1))
    assert nothing_more.has_forecast
    assert "0" in stage_words(nothing_more, "forecast")
