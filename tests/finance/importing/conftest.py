from __future__ import annotations

from typing import Protocol

import pytest

from finance.importing.files import csv_file
from koers.finance.importing import actions
from koers.finance.importing.models import MoneyImport
from koers.organisations.models import Organisation, User
from koers.programmes.models import Programme


class Offer(Protocol):
    def __call__(self, data: bytes = ..., name: str = ..., **rest: object) -> MoneyImport: ...


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return Programme.objects.create(organisation=organisation, name="Op pad", slug="op-pad")


@pytest.fixture
def offer(organisation: Organisation, controller: User, programme: Programme) -> Offer:
    def give(data: bytes = csv_file(), name: str = "januari.csv", **rest: object) -> MoneyImport:
        values: dict[str, object] = {"year": 2026, "stage": "spent", "kind": "incidental"} | rest
        return actions.offer(
            by=controller,
            organisation=organisation,
            name=name,
            data=data,
            cells=actions.read_file(data),
            **values,  # type: ignore[arg-type]
        )

    return give
