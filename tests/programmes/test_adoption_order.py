"""A final decision needs its advice no later; whatever the steps, the judgement never contradicts the dates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.programmes.adoption_order import Order, Step, is_final, judge, names_works_council

DAY = date(2026, 3, 1)


def advice(day: date | None = None, **rest: bool) -> Step:
    return Step("advice", True, day, day, **rest)


def final(day: date | None = None) -> Step:
    return Step("adopted", False, day, day, final=True)


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ([], Order.FINE),
        ([advice(DAY)], Order.FINE),
        ([final(DAY)], Order.ADVICE_MISSING),
        ([advice(DAY), final(DAY)], Order.FINE),
        ([advice(DAY + timedelta(days=1)), final(DAY)], Order.ADVICE_LATE),
        ([advice(), final(DAY)], Order.FINE),
        ([final(DAY), advice()], Order.ADVICE_LATE),
        ([advice(DAY, refused=True), final(DAY)], Order.ADVICE_MISSING),
    ],
)
def test_cases(steps: list[Step], found: Order) -> None:
    assert judge(steps, needs_advice=True) is found
    assert judge(steps, needs_advice=False) is Order.FINE


days = st.dates(date(2024, 1, 1), date(2028, 1, 1))
steps = st.builds(
    lambda kind, day, refused: (
        Step("adopted", False, day, day, refused, final=True)
        if kind == "final"
        else Step(kind, kind != "endorsed", day, day, refused)
    ),
    st.sampled_from(["final", "advice", "consent", "endorsed"]),
    days,
    st.booleans(),
)


@given(st.lists(steps, max_size=8))
def test_fine_says_that_every_final_decision_has_advice_before_it(found: list[Step]) -> None:
    finals = [step for step in found if step.final and not step.refused]
    given_advice = [step for step in found if step.sort in ("advice", "consent") and not step.refused]
    fine = all(
        any(
            one.first is not None and last.last is not None and one.first <= last.last for one in given_advice
        )
        for last in finals
    )
    assert (judge(found, needs_advice=True) is Order.FINE) is fine


@given(st.lists(steps, max_size=8), st.integers(-500, 500))
def test_moving_every_day_alike_changes_nothing(found: list[Step], days: int) -> None:
    by = timedelta(days=days)
    moved = [
        Step(one.sort, one.council, one.first + by, one.last + by, one.refused, one.final)
        for one in found
        if one.first and one.last
    ]
    assert judge(moved, needs_advice=True) is judge(found, needs_advice=True)


@pytest.mark.parametrize(
    ("name", "found"),
    [("OR", True), ("O.R.", True), ("de ondernemingsraad", True), ("raad", False), ("directeur", False)],
)
def test_the_name_of_a_works_council(name: str, found: bool) -> None:
    assert names_works_council(name) is found


def test_a_final_decision_by_its_kind_or_its_verb() -> None:
    assert is_final("adopted", "")
    assert is_final("", "Vastgesteld")
    assert not is_final("advice", "vastgesteld")
