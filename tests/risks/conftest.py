"""A programme with risks that can be judged, in Waterveen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Protocol

import pytest

from koers.organisations.models import Organisation
from koers.programmes.models import Programme
from koers.risks.models import Risk, RiskAssessment

DAY = date(2026, 10, 1)


class AddRisk(Protocol):
    def __call__(
        self,
        text: str = ...,
        *,
        on: date = ...,
        programme: Programme | None = ...,
        about: Any = ...,
        **judged: Any,
    ) -> Risk: ...


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return Programme.objects.create(organisation=organisation, name="Roadtrip", slug="roadtrip")


@pytest.fixture
def add_risk(organisation: Organisation, programme: Programme) -> AddRisk:
    """`gross` and `net` as (chance, consequence); the rest as columns of the judgement. `about`: of the risk."""

    def add(
        text: str = "Te weinig tijd",
        *,
        on: date = DAY,
        programme: Programme | None = programme,
        about: Any = None,
        gross: tuple[int, int] | None = None,
        net: tuple[int, int] | None = None,
        **judged: Any,
    ) -> Risk:
        risk = Risk.objects.create(organisation=organisation, programme=programme, text=text, **(about or {}))
        if gross is not None:
            judged |= {"gross_chance": gross[0], "gross_impact": gross[1]}
        if net is not None:
            judged |= {"net_chance": net[0], "net_impact": net[1]}
        for name in ("low", "likely", "high", "chance"):
            if name in judged:
                judged[name] = Decimal(judged[name])
        if judged:
            RiskAssessment.objects.create(risk=risk, on=on, **judged)
        return risk

    return add
