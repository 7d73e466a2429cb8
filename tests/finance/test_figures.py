"""Figures by name: derived from what is stated, with the printed amounts as their source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from finance.conftest import Book
from koers.core.figures import compute
from koers.finance.models import Allocation, Budget, ImportBatch
from koers.organisations.models import Organisation
from koers.programmes.models import Programme

DAY = date(2024, 4, 1)


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return Programme.objects.create(organisation=organisation, name="Roadtrip", slug="roadtrip")


@pytest.fixture
def roadtrip(organisation: Organisation, programme: Programme) -> Programme:
    about = {"organisation": organisation, "programme": programme, "kind": "structural"}
    Budget.objects.create(**about, amount=Decimal(1000000), raw="€ 1.000.000,-", from_year=2023)
    Allocation.objects.create(**about, amount=Decimal(737710), raw="€ 737.710,-")
    Allocation.objects.create(
        **about, amount=Decimal(288770), raw="€ 288.770,- (incl. indexatie)", includes="incl. indexatie"
    )
    return programme


@pytest.mark.parametrize(
    ("name", "value", "source"),
    [
        ("finance.available", Decimal("1000000.00"), "€ 1.000.000,-"),
        (
            "finance.allocated_structural",
            Decimal("1026480.00"),
            "€ 737.710,- + € 288.770,- (incl. indexatie)",
        ),
        (
            "finance.above_available",
            Decimal("26480.00"),
            "€ 737.710,- + € 288.770,- (incl. indexatie) − € 1.000.000,-",
        ),
    ],
)
def test_the_roadtrips_figures(name: str, value: Decimal, source: str, roadtrip: Programme) -> None:
    figure = compute(name, programme=roadtrip, on=DAY)
    assert (figure.value, figure.unit, figure.reference_date) == (value, "EUR", DAY)
    assert figure.source == source
    assert figure.definition


@pytest.mark.parametrize(
    "name", ["finance.available", "finance.allocated_structural", "finance.above_available"]
)
def test_without_amounts_there_is_no_value(name: str, programme: Programme) -> None:
    figure = compute(name, programme=programme, on=DAY)
    assert figure.value is None
    assert figure.source


def test_figures_of_the_ledger_lead_to_their_entries(programme: Programme, booked: Book) -> None:
    booked("made_available", 1000)
    booked("allocated", 700)
    booked("spent", 150)
    booked("forecast", 900)
    found = {
        name: compute(f"finance.{name}", programme=programme, on=DAY)
        for name in ("free_to_allocate", "remainder", "expected")
    }
    assert {name: one.value for name, one in found.items()} == {
        "free_to_allocate": Decimal("300.00"), "remainder": Decimal("850.00"), "expected": Decimal("100.00"),
    }  # fmt: skip
    for one in found.values():
        assert (one.unit, one.reference_date) == ("EUR", DAY)
        assert f"programma={programme.public_id}" in one.link
        assert "2024" in one.source


def test_a_figure_with_an_unknown_amount_has_no_value(programme: Programme, booked: Book) -> None:
    booked("made_available", 1000)
    booked("allocated", 0, certainty="unknown", description="bijna alles")
    batch = {"file_name": "maart.csv", "sha256": "a" * 64, "last_date": date(2024, 3, 31)}
    ImportBatch.objects.create(organisation=programme.organisation, **batch)
    found = compute("finance.free_to_allocate", programme=programme, on=DAY)
    assert found.value is None
    assert "bijna alles" in found.definition
    assert "31 maart 2024" in found.source.replace("\xa0", " ")
