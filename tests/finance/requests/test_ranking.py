"""Exact totals, ties as ties, and what fits; the table of steps."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.finance.requests.ranking import Points, Ranked, fits, rank, rounded
from koers.finance.requests.states import STEPS, State, Who, WrongStep, after, possible


@st.composite
def sessions(draw: st.DrawFn) -> tuple[list[int], dict[int, Decimal], list[Points], list[int]]:
    weights = draw(st.lists(st.integers(1, 999), min_size=1, max_size=3))
    chosen = {number: Decimal(weight) / 100 for number, weight in enumerate(weights)}
    requests, people = list(range(draw(st.integers(1, 5)))), list(range(draw(st.integers(1, 3))))
    keys = [(request, one, person) for request in requests for one in chosen for person in people]
    given_ = draw(st.lists(st.integers(0, 10), min_size=len(keys), max_size=len(keys)))
    points = [Points(*key, value) for key, value in zip(keys, given_, strict=True)]
    return requests, chosen, points, people


@given(sessions())
def test_totals_are_exact_and_ties_share_a_place(
    found: tuple[list[int], dict[int, Decimal], list[Points], list[int]],
) -> None:
    requests, chosen, points, people = found
    ranked = rank(requests, chosen, points, people)
    for one in ranked:
        exact = Fraction(0)
        for point in points:
            if point.request == one.request:
                exact += Fraction(chosen[point.criterion]) * point.points / len(people)
        assert one.total == exact / sum(map(Fraction, chosen.values()))
        assert one.place == 1 + sum((other.total or 0) > (one.total or 0) for other in ranked)
        assert one.tied == (sum(other.total == one.total for other in ranked) > 1)
    totals = [one.total or 0 for one in ranked]
    assert totals == sorted(totals, reverse=True)


@given(sessions(), st.randoms())
def test_the_order_in_which_points_come_in_changes_nothing(
    found: tuple[list[int], dict[int, Decimal], list[Points], list[int]], random: object
) -> None:
    requests, chosen, points, people = found
    shuffled = list(points)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    before, after_ = (rank(requests, chosen, given_, people) for given_ in (points, shuffled))
    assert [(one.request, one.total, one.place) for one in before] == [
        (one.request, one.total, one.place) for one in after_
    ]


def test_a_third_is_no_tie_with_what_looks_the_same() -> None:
    weights_ = {1: Decimal(1), 2: Decimal(1), 3: Decimal(1)}
    thirds = [Points(1, 1, 1, 1), Points(1, 2, 1, 0), Points(1, 3, 1, 0)]
    near = [Points(2, 1, 1, 0), Points(2, 2, 1, 1), Points(2, 3, 1, 0)]
    first, second = rank([1, 2], weights_, [*thirds, *near], [1])
    assert (first.place, second.place, first.tied, first.shown) == (1, 1, True, Decimal("0.33"))


def test_who_did_not_score_everything_leaves_a_request_without_a_place() -> None:
    ranked = rank(
        [1, 2], {1: Decimal(1)}, [Points(1, 1, 1, 4), Points(2, 1, 1, 9), Points(2, 1, 2, 3)], [1, 2]
    )
    assert [(one.request, one.place, one.complete) for one in ranked] == [(2, 1, True), (1, None, False)]
    assert (ranked[0].cells[1].spread, ranked[0].spread, ranked[1].total) == (6, 6, Fraction(4))
    assert rank([1], {1: Decimal(1)}, [], [1])[0].shown is None
    assert rank([1], {1: Decimal(1)}, [], [])[0].complete is False


@pytest.mark.parametrize("weights_", [{}, {1: Decimal(0)}, {1: Decimal(-1), 2: Decimal(3)}])
def test_weights_that_say_nothing(weights_: dict[int, Decimal]) -> None:
    with pytest.raises(ValueError, match="weights"):
        rank([1], weights_, [], [1])


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("1/3", "0.33"),
        ("2/3", "0.67"),
        ("1/200", "0.01"),
        ("-1/200", "-0.01"),
        ("5", "5.00"),
        ("0.125", "0.13"),
    ],
)
def test_rounding_is_half_away_from_zero(value: str, shown: str) -> None:
    assert rounded(Fraction(value)) == Decimal(shown)


def placed(*totals: int) -> list[Ranked]:
    return [
        Ranked(number, {}, Fraction(total), True, totals.index(total) + 1, totals.count(total) > 1)
        for number, total in enumerate(totals)
    ]


def test_what_fits_stops_at_the_first_that_does_not() -> None:
    amounts: dict[int, Decimal | None] = {0: Decimal(50), 1: Decimal(60), 2: Decimal(10)}
    fit = fits(placed(9, 8, 7), amounts, Decimal(100))
    assert (fit.line, fit.left, fit.tie) == (1, Decimal(50), False)
    assert fits(placed(9, 8, 7), amounts, Decimal(120)).line == 3
    assert fits(placed(9, 8, 7), amounts, Decimal(-1)).line == 0
    assert fits(placed(9), amounts, None).unknown
    assert fits(placed(9, 8, 7), amounts | {1: None}, Decimal(100)).unknown


def test_the_line_never_cuts_through_a_tie() -> None:
    amounts: dict[int, Decimal | None] = {0: Decimal(50), 1: Decimal(30), 2: Decimal(30)}
    fit = fits(placed(9, 8, 8), amounts, Decimal(100))
    assert (fit.line, fit.left, fit.tie) == (1, Decimal(50), True)
    assert fits(placed(9, 8, 8), amounts, Decimal(110)) == fits(placed(9, 8, 7), amounts, Decimal(110))


@given(st.sampled_from(list(STEPS)), st.sampled_from(State), st.sampled_from(Who))
def test_only_steps_of_the_table_can_be_taken(name: str, state: State, who: Who) -> None:
    allowed = state in STEPS[name].begins and who in STEPS[name].who
    assert (name in possible(state, frozenset({who}))) == allowed
    if allowed:
        assert after(name, state, frozenset({who})) is STEPS[name].ends
    else:
        with pytest.raises(WrongStep):
            after(name, state, frozenset({who}))


def test_ends_stay_ends() -> None:
    for state in (State.REFUSED, State.WITHDRAWN):
        assert possible(state, frozenset(Who)) == []
