"""Classes, grades and states: what holds at the bounds, and what a scale may not be."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from koers.risks.classes import CLASSES, DEFAULT, MOST, BadScale, Scale, Weight, rising, weight
from koers.risks.resilience import Grade, grade, ratio
from koers.risks.states import TRANSITIONS, NoSuchStep, State, step

amounts = st.decimals(0, MOST, places=2)


@pytest.mark.parametrize(
    ("available", "expected"),
    [
        ("200.01", Grade.A), ("200", Grade.B), ("140", Grade.B), ("139.99", Grade.C), ("100", Grade.C),
        ("99.99", Grade.D), ("80", Grade.D), ("79.99", Grade.E), ("60", Grade.E), ("59.99", Grade.F), ("0", Grade.F),
    ],
)  # fmt: skip
def test_a_bound_belongs_to_the_higher_grade_and_a_is_above_two(available: str, expected: Grade) -> None:
    assert grade(Decimal(available), Decimal(100)) is expected


def test_without_anything_required_there_is_no_ratio() -> None:
    assert grade(Decimal(5), Decimal(0)) is None
    assert ratio(Decimal(5), Decimal(0)) is None


def test_a_ratio_is_cut_off_and_not_rounded_up() -> None:
    assert ratio(Decimal("139.99"), Decimal(100)) == Decimal("1.39")


@given(amounts, st.decimals("0.01", MOST, places=2))
def test_the_ratio_that_is_shown_has_the_grade_beside_it(available: Decimal, required: Decimal) -> None:
    """Just above 2.0 is A, so what is shown is not the 2.00 of B."""
    shown = ratio(available, required)
    assert shown is not None
    assert grade(shown, Decimal(1)) is grade(available, required)
    assert ratio(2 * required + Decimal("0.01"), required) != Decimal(2)


@given(amounts, amounts, st.decimals("0.01", MOST, places=2))
def test_more_available_is_never_a_worse_grade(one: Decimal, other: Decimal, required: Decimal) -> None:
    low, high = sorted((one, other))
    worse, better = grade(low, required), grade(high, required)
    assert worse is not None
    assert better is not None
    assert better <= worse


@given(amounts, st.decimals("0.01", MOST, places=2), st.integers(1, 1000))
def test_a_grade_is_about_the_ratio_only(available: Decimal, required: Decimal, times: int) -> None:
    assert grade(available, required) is grade(available * times, required * times)


@pytest.mark.parametrize(
    ("score", "expected"), [(1, "low"), (4, "low"), (5, "middle"), (10, "middle"), (12, "high"), (25, "high")]
)
def test_weights(score: int, expected: str) -> None:
    assert weight(score) is Weight(expected)


def test_the_default_scale() -> None:
    assert [DEFAULT.chance(number) for number in CLASSES] == [10, 30, 50, 70, 90]
    assert DEFAULT.low(1) == 0
    assert DEFAULT.high(1) == 50_000
    assert DEFAULT.high(5) == DEFAULT.maximum


@given(
    st.lists(st.integers(-5, 110), min_size=4, max_size=6),
    st.lists(st.integers(-5, 60), min_size=4, max_size=6),
    st.none() | st.integers(0, 100),
)
def test_a_scale_rises_or_is_refused(chances: list[int], bounds: list[int], maximum: int | None) -> None:
    ends = [*bounds, *([maximum] if maximum is not None else [])]
    good = (
        len(chances) == len(bounds) == 5
        and all(0 < one < 100 for one in chances)
        and all(one < other for one, other in pairwise(chances))
        and bounds[0] >= 0
        and all(one < other for one, other in pairwise(ends))
    )

    def made() -> Scale:
        most = None if maximum is None else Decimal(maximum)
        return Scale([Decimal(one) for one in chances], [Decimal(one) for one in bounds], most)

    if good:
        assert rising(made().bounds)
    else:
        with pytest.raises(BadScale):
            made()


def test_an_open_top_class_has_no_upper_bound() -> None:
    assert Scale(DEFAULT.chances, DEFAULT.bounds).high(5) is None


class LifeOfARisk(RuleBasedStateMachine):
    """Every step the table allows works, every other is refused, and no state is a dead end."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State.OPEN
        self.steps = 0

    @rule(to=st.sampled_from(State))
    def go(self, to: State) -> None:
        if to in TRANSITIONS[self.state]:
            self.state = step(self.state, to)
            assert self.state is to
            self.steps += 1
        else:
            with pytest.raises(NoSuchStep):
                step(self.state, to)

    @precondition(lambda self: self.state is not State.OPEN)
    @rule()
    def it_can_be_open_again(self) -> None:
        self.state = step(self.state, State.OPEN)

    @invariant()
    def there_is_a_way_on(self) -> None:
        assert TRANSITIONS[self.state]
        assert self.state not in TRANSITIONS[self.state]


TestLifeOfARisk = LifeOfARisk.TestCase


def test_a_state_that_does_not_exist() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        step("open", "nowhere")
