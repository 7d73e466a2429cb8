"""Figures worked out from stated amounts: exact, with their terms, never more than what is known."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from koers.finance.derived import Line, Term, above_available, allocated, available_per_year, total

STRUCTURAL = Line("b1", Decimal("1000000.00"), "structural", 2023)
INCIDENTAL = Line("b2", Decimal("500000.00"), "incidental", 2022)
REGULAR = Line("b3", Decimal("85000.00"), "regular", 2022, approximate=True)
FIRST = Line("a1", Decimal("737710.00"), "structural", 2022)
SECOND = Line("a2", Decimal("288770.00"), "structural", 2024, includes="incl. indexatie")
ALMOST_ALL = Line("a3", None, "incidental", 2022)

cents = st.integers(min_value=-(10**14), max_value=10**14).map(lambda number: Decimal(number) / 100)
lines = st.builds(
    Line,
    reference=st.just("x"),
    amount=st.none() | cents,
    kind=st.sampled_from(["", "incidental", "structural", "regular"]),
    from_year=st.none() | st.integers(min_value=2015, max_value=2030),
    to_year=st.none() | st.integers(min_value=2015, max_value=2030),
    approximate=st.booleans(),
    includes=st.sampled_from(["", "incl. indexatie"]),
)


def test_the_roadtrip_goes_26480_above_its_million() -> None:
    figure = above_available([STRUCTURAL, INCIDENTAL], [FIRST, SECOND, ALMOST_ALL])
    assert figure is not None
    assert (figure.value, figure.reason, figure.approximate) == (Decimal("26480.00"), "indexation", False)
    assert [(term.sign, term.line.reference) for term in figure.terms] == [(1, "a1"), (1, "a2"), (-1, "b1")]


def test_without_words_about_indexation_it_is_only_above() -> None:
    plain = Line("a2", Decimal("288770.00"), "structural", 2024)
    figure = above_available([STRUCTURAL], [FIRST, plain])
    assert figure is not None
    assert figure.reason == "above_available"


def test_nothing_is_above_when_it_fits_or_is_unknown() -> None:
    unknown = Line("a4", None, "structural", 2024)
    assert above_available([STRUCTURAL], [FIRST]) is None
    assert above_available([], [FIRST, SECOND]) is None
    assert above_available([STRUCTURAL], []) is None
    assert above_available([STRUCTURAL], [FIRST, SECOND, unknown]) is None


def test_structural_money_returns_and_other_money_comes_once() -> None:
    found = available_per_year(
        [STRUCTURAL, INCIDENTAL, REGULAR, Line("b4", Decimal(1), "structural", 2025, 2025)]
    )
    assert {year: figure.value for year, figure in found.items()} == {
        2022: Decimal("585000.00"),
        2023: Decimal("1000000.00"),
        2024: Decimal("1000000.00"),
        2025: Decimal("1000001.00"),
    }
    assert found[2022].approximate
    assert not found[2023].approximate


def test_a_budget_without_a_year_counts_in_no_year() -> None:
    assert available_per_year([Line("b", Decimal(5), "incidental")]) == {}
    found = available_per_year([INCIDENTAL, Line("b", Decimal(5), "structural", None, 2022)])
    assert found[2022].value == Decimal("500000.00")


def test_an_unknown_amount_is_shown_as_unknown() -> None:
    figure = allocated([ALMOST_ALL, FIRST], "incidental")
    assert (figure.value, figure.unknown, figure.complete) == (None, (ALMOST_ALL,), False)


@given(st.lists(lines))
def test_totals_are_exact_and_do_not_depend_on_order(found: list[Line]) -> None:
    forward, back = total([Term(1, x) for x in found], "x"), total([Term(1, x) for x in reversed(found)], "x")
    known = [line.amount for line in found if line.amount is not None]
    assert forward.value == back.value == (sum(known, Decimal("0.00")) if known else None)
    assert len(forward.terms) + len(forward.unknown) == len(found)


@given(st.lists(lines))
def test_adding_a_structural_budget_raises_every_year_from_its_start(found: list[Line]) -> None:
    before = available_per_year([*found, INCIDENTAL])
    after = available_per_year([*found, INCIDENTAL, STRUCTURAL])
    for year, figure in before.items():
        grown = STRUCTURAL.amount if year >= 2023 else Decimal(0)
        assert grown is not None
        assert (after[year].value or Decimal(0)) - (figure.value or Decimal(0)) == grown


@given(st.lists(lines), st.lists(lines))
def test_what_is_above_is_always_more_than_nothing(made: list[Line], given_out: list[Line]) -> None:
    figure = above_available(made, given_out)
    assert figure is None or (figure.value is not None and figure.value > 0 and figure.complete)
