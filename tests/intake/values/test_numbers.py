"""Numbers in Dutch notation, table cells, and runs of numbers that were pasted together."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.intake.values.numbers import (
    CellNumbers,
    find_numbers,
    is_empty,
    parse_number,
    read_cell,
    split_run,
)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("7,10", "7.10"),
        ("1.169.109", "1169109"),
        ("1.169.109,50", "1169109.50"),
        ("7.10", "7.10"),
        ("0.632", "0.632"),
        ("1.169", "1169"),
        ("1,169.50", "1169.50"),
        ("0", "0"),
        ("7,107,257,31", None),
        ("1.23.456", None),
        ("5,655,865", None),
    ],
)
def test_notation(printed: str, value: str | None) -> None:
    assert parse_number(printed) == value


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("21% ten opzichte van 16%", [("21", "percent"), ("16", "percent")]),
        ("€ 1.200,50 en € 606,-", [("1200.50", "eur"), ("606", "eur")]),
        ("5,2 procent", [("5.2", "percent")]),
        ("-3,1% en − 2", [("-3.1", "percent"), ("-2", None)]),
        ("euro 12", [("12", "eur")]),
        ("€ -12", [("-12", "eur")]),
        ("COVID-19, A4, 2e, 01/02/2025 en R2023", []),
        ("1-7 dagen", []),
        ("7,107,257,31", []),
    ],
)
def test_finding(printed: str, values: list[tuple[str, str | None]]) -> None:
    assert [(found.value.value, found.value.unit) for found in find_numbers(printed)] == values


def test_the_place_of_a_number_is_its_digits_with_the_sign() -> None:
    text = "was -1.200,50 in 2024 en € 12"
    places = [text[found.start : found.end] for found in find_numbers(text, 0, len(text))]
    assert places == ["-1.200,50", "2024", "12"]


def cell(printed: str, expected: int | None = 1) -> CellNumbers | None:
    return read_cell(printed, 0, len(printed), expected)


def values(printed: str, expected: int | None = 1) -> list[str]:
    found = cell(printed, expected)
    assert found is not None
    return [number.value.value for number in found.numbers]


@pytest.mark.parametrize(
    "printed", ["", "-", "–", "n.v.t.", "nvt", "n.n.b.", "n.b.", "p.m.", "?", "onbekend", " "]
)
def test_empty_cells(printed: str) -> None:
    assert is_empty(printed)
    assert cell(printed) == CellNumbers(empty=True)


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("7,10*", ["7.10"]),
        ("7,10 1)", ["7.10"]),
        ("(7,10)", ["7.10"]),
        ("1,2-", ["-1.2"]),
        ("6 5", ["6", "5"]),
        ("€ 606€ 612", ["606", "612"]),
    ],
)
def test_cells(printed: str, found: list[str]) -> None:
    assert values(printed) == found


def test_words_behind_a_figure_are_its_unit() -> None:
    found = cell("7,10 fte")
    assert found is not None
    assert found.unit_text == (4, 8)


@pytest.mark.parametrize(
    "printed", ["hallo 5", "2e", "1-7", "5 - 8%", "12.", "van 5 tot 6", "7,10 fte in 2024", "5 van de 6"]
)
def test_words_are_no_figures(printed: str) -> None:
    assert cell(printed) is None


def test_pasted_figures_are_split_only_when_one_way_exists() -> None:
    assert values("7,107,257,31", 3) == ["7.10", "7.25", "7.31"]
    assert values("5,9%6,1%") == ["5.9", "6.1"]
    found = cell("7,107,257,31", 3)
    assert found is not None
    assert found.run_together
    assert cell("7,107,257,31", 2) == CellNumbers(run_together=True)
    assert values("7,107,257,31 7,1 7,2") == ["7.10", "7.25", "7.31", "7.1", "7.2"]


@pytest.mark.parametrize(
    ("raw", "count", "expected"),
    [
        ("5,65,86,1", 3, ["5.6", "5.8", "6.1"]),
        ("1.169.1091.204.500", 2, ["1169109", "1204500"]),
        ("7,107,257,31", None, ["7.10", "7.25", "7.31"]),
        ("606612", 2, None),
        ("7,10", 2, None),
        ("7,1" * 30, 30, None),
    ],
)
def test_splitting(raw: str, count: int | None, expected: list[str] | None) -> None:
    pieces = split_run(raw, count)
    assert (None if pieces is None else [value for value, _, _ in pieces]) == expected


@given(st.lists(st.decimals(min_value=0, max_value=99999, places=2), min_size=2, max_size=5))
def test_a_split_is_right_or_absent(figures: list[Decimal]) -> None:
    raw = "".join(str(figure).replace(".", ",") for figure in figures)
    pieces = split_run(raw, len(figures))
    if pieces is not None:
        assert [Decimal(value) for value, _, _ in pieces] == figures
        assert "".join(raw[start:end] for _, start, end in pieces) == raw


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2), st.booleans())
def test_what_is_written_in_dutch_is_read_back(figure: Decimal, grouped: bool) -> None:
    printed = f"{figure:,.2f}" if grouped else f"{figure:.2f}"
    printed = printed.replace(",", "#").replace(".", ",").replace("#", ".")
    [found] = find_numbers(f"is {printed} geworden")
    assert Decimal(found.value.value) == figure
    assert found.value.value.endswith(f"{abs(figure):.2f}")
