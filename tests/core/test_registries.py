"""Figures and sections by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from koers.core.figures import Figure, compute, figure, figures
from koers.core.registries import AlreadyRegistered, NotRegistered, Registry
from koers.core.sections import Blocks, section, sections

TODAY = date(2026, 1, 1)


def a_figure(**changes: object) -> Figure:
    values: dict[str, object] = {
        "value": Decimal("12.5"),
        "unit": "%",
        "reference_date": TODAY,
        "definition": "aandeel",
        "source": "register",
        "numerator": Decimal(1),
        "denominator": Decimal(8),
    }
    return Figure(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def clean_registries() -> Iterator[None]:
    yield
    figures.remove("proef.aandeel")
    sections.remove("proef.inleiding")


def test_a_figure_is_computed_by_its_name() -> None:
    @figure("proef.aandeel")
    def share(*, on: date) -> Figure:
        return a_figure(reference_date=on)

    assert compute("proef.aandeel", on=TODAY) == a_figure()
    assert "proef.aandeel" in figures
    assert "proef.aandeel" in list(figures)


def test_a_name_belongs_to_one_function() -> None:
    def first() -> Figure:
        return a_figure()

    def second() -> Figure:
        return a_figure()

    figure("proef.aandeel")(first)
    figure("proef.aandeel")(first)
    with pytest.raises(AlreadyRegistered, match=r"proef\.aandeel"):
        figure("proef.aandeel")(second)


def test_an_unknown_figure_is_said_to_be_unknown() -> None:
    with pytest.raises(NotRegistered, match=r"proef\.niets"):
        compute("proef.niets")


def test_a_function_that_returns_something_else_is_a_mistake() -> None:
    figure("proef.aandeel")(lambda: 3)  # type: ignore[arg-type,return-value]
    with pytest.raises(TypeError, match="not a Figure"):
        compute("proef.aandeel")


@pytest.mark.parametrize("name", ["aandeel", "Proef.aandeel", "proef.", "proef.een.twee", "proef.aan deel"])
def test_a_name_has_a_room(name: str) -> None:
    with pytest.raises(ValueError, match="named"):
        Registry[int]("thing").add(name, 1)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"unit": ""}, ValueError),
        ({"source": ""}, ValueError),
        ({"definition": ""}, ValueError),
        ({"value": 1.5}, TypeError),
        ({"value": Decimal("NaN")}, TypeError),
        ({"numerator": None}, ValueError),
    ],
)
def test_a_figure_is_complete_and_exact(changes: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        a_figure(**changes)


def test_an_unknown_value_is_a_figure_too() -> None:
    assert a_figure(value=None, numerator=None, denominator=None).value is None


def test_a_section_has_a_title_and_blocks() -> None:
    @section("proef.inleiding", "Inleiding")
    def introduction(*, name: str) -> Blocks:
        return [{"type": "paragraph", "text": name}]

    found = sections.get("proef.inleiding")
    assert found.title == "Inleiding"
    assert found.compose(name="x") == introduction(name="x") == [{"type": "paragraph", "text": "x"}]
    with pytest.raises(AlreadyRegistered):
        section("proef.inleiding", "Nog een")(introduction)
