"""Figures by name: derived from what is stated, with the printed amounts as their source."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from koers.core.figures import compute
from koers.finance.models import Allocation, Budget
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
