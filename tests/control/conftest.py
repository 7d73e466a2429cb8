"""Waterveen in control: a matrix with two tasks, and an item that comes back every quarter of 2026."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Protocol

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings

from koers.control import actions
from koers.control.actions import GridChange
from koers.control.models import ControlItem, Occurrence, RoleMatrix
from koers.control.wording import read_letters
from koers.organisations.models import Organisation, User

TODAY = date(2026, 11, 20)
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The first draw of a process reads all our modules, which takes seconds on a busy machine."""


class Fill(Protocol):
    def __call__(self, matrix: RoleMatrix, **rows: str) -> None: ...


class AddItem(Protocol):
    def __call__(self, name: str = ..., **values: Any) -> ControlItem: ...


class Report(Protocol):
    def __call__(self, item: ControlItem, planned: date, **values: Any) -> Occurrence: ...


def text_of(html: bytes) -> str:
    whole = re.sub(r"(?s)<(style|script).*?</\1>", " ", html.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", whole).replace("\xa0", " ").replace("&amp;", "&").split())


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    monkeypatch.setattr(timezone, "localdate", lambda *_args: TODAY)
    return TODAY


@pytest.fixture
def matrix(organisation: Organisation, programme_manager: User) -> RoleMatrix:
    """Werven and Belonen by Directie, HR and Controller; all cells empty."""
    found = RoleMatrix.objects.create(organisation=organisation, name="Personeel", date=date(2026, 9, 1))
    change = GridChange(
        new_tasks=["Werven", "Belonen"],
        new_parties=[("Directie", "body"), ("HR", "unit"), ("Controller", "function")],
    )
    return actions.save_grid(by=programme_manager, found=found, version=found.version, change=change)


@pytest.fixture
def fill(programme_manager: User) -> Fill:
    """`fill(matrix, Werven="K/U/C")`: letters of the parties in their order."""

    def put(matrix: RoleMatrix, **rows: str) -> None:
        tasks = {task.text: task.pk for task in matrix.tasks.all()}
        parties = [party.pk for party in matrix.parties.all()]
        cells = {
            (tasks[text], party): read_letters(letters)
            for text, row in rows.items()
            for party, letters in zip(parties, row.split("/"), strict=True)
        }
        actions.save_grid(
            by=programme_manager, found=matrix, version=matrix.version, change=GridChange(cells=cells)
        )

    return put


@pytest.fixture
def add_item(organisation: Organisation) -> AddItem:
    def add(name: str = "Facturen narekenen", **values: Any) -> ControlItem:
        given = {"kind": "control", "rhythm": "quarterly", "starts_on": date(2026, 1, 31)} | values
        return ControlItem.objects.create(organisation=organisation, name=name, **given)

    return add


@pytest.fixture
def item(add_item: AddItem) -> ControlItem:
    return add_item()


@pytest.fixture
def report(programme_manager: User) -> Report:
    def tell(item: ControlItem, planned: date, **values: Any) -> Occurrence:
        given = values
        if "dropped_because" not in values:
            given = {"done_on": planned, "done_by": "Controller", "result": "good"} | values
        return actions.report(by=programme_manager, item=item, planned=planned, version=0, **given)

    return tell
