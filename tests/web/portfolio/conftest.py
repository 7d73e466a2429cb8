"""Programmes to steer, made straight in the register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from koers.organisations.models import Organisation
from koers.programmes.models import Programme, Status
from web.words import make

type Make = Callable[..., Programme]


@pytest.fixture
def make_programme(organisation: Organisation) -> Make:
    """`make_programme("Op pad", phase="running")` in one's own organisation, or in `organisation=`."""

    def new(name: str = "Op pad", **values: Any) -> Programme:
        values.setdefault("organisation", organisation)
        values.setdefault("slug", name.lower().replace(" ", "-"))
        made: Programme = make(Programme, name=name, **values)
        return made

    return new


def judge(
    programme: Programme, day: date, level: str = "ok", line: str = "Alles loopt", **values: Any
) -> Status:
    if level != "ok":
        values = {"cause": "Drukte", "consequence": "Later", "adjustment": "Minder doen", **values}
    made: Status = make(Status, programme=programme, date=day, level=level, line=line, **values)
    return made
