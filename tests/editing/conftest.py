"""A programme with a goal, and the kinds the tests of this room use."""

from __future__ import annotations

import pytest

from editing.making import a_programme
from koers.editing.kinds import Kind, by_slug
from koers.organisations.models import Organisation
from koers.programmes.models import Goal, Programme


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return a_programme(organisation)


@pytest.fixture
def goals() -> Kind:
    return by_slug("doelen")


@pytest.fixture
def goal(programme: Programme) -> Goal:
    return Goal.objects.create(programme=programme, text="Minder uitval")
