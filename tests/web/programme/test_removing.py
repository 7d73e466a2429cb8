"""After something of a programme was removed: back in the programme, with the way to undo it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps

from koers.finance.models import Budget
from koers.organisations.models import Organisation, Unit
from koers.programmes.models import Goal, Indicator, Programme
from koers.risks.models import Measure, Risk
from koers.web.programme.landing import PAGES, page_in_programme
from strict import StrictClient
from web.programme.conftest import PLACE
from web.words import make


def test_one_lands_in_the_programme_and_can_undo_it(
    manager_client: StrictClient, programme: Programme
) -> None:
    goal = make(Goal, programme=programme, text="Minder regels")
    answer = manager_client.post(f"/register/doelen/{goal.public_id}/verwijderen/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{PLACE}doelen/")
    page = manager_client.get(f"{PLACE}doelen/").content.decode()
    assert "Minder regels" in page, "the message names it"
    form = re.search(r'<form class="koers-undo" method="post" action="([^"]+)">', page)
    assert form is not None
    assert manager_client.post(form[1]).status_code == 302
    assert Goal.objects.of(programme.organisation).get().public_id == goal.public_id
    assert "koers-undo" not in manager_client.get(f"{PLACE}doelen/").content.decode()


def test_the_page_one_came_from_goes_before(manager_client: StrictClient, programme: Programme) -> None:
    goal = make(Goal, programme=programme, text="Minder regels")
    answer = manager_client.post(f"/register/doelen/{goal.public_id}/verwijderen/", {"next": PLACE})
    assert answer.headers["Location"] == PLACE


def test_what_belongs_to_no_programme_goes_to_its_list(
    manager_client: StrictClient, organisation: Organisation
) -> None:
    unit = make(Unit, organisation=organisation, name="Team")
    answer = manager_client.post(f"/register/afdelingen/{unit.public_id}/verwijderen/")
    assert answer.headers["Location"] == "/register/afdelingen/"
    assert page_in_programme(unit) == ""


def test_a_part_of_a_part_stands_on_the_page_of_the_whole(programme: Programme) -> None:
    goal = make(Goal, programme=programme, text="Rust")
    risk = make(Risk, organisation=programme.organisation, programme=programme, text="Uitval")
    expected: list[tuple[Any, str]] = [
        (make(Indicator, goal=goal, name="Verzuim"), "doelen/"),
        (make(Measure, risk=risk, text="Rusten"), "risicos/"),
        (make(Budget, organisation=programme.organisation, programme=programme, amount=5), "geld/"),
    ]
    for record, part in expected:
        assert page_in_programme(record) == f"{PLACE}{part}"


def test_a_budget_of_no_programme_has_no_page_there(organisation: Organisation) -> None:
    assert page_in_programme(make(Budget, organisation=organisation, amount=5)) == ""


@pytest.mark.parametrize("name", sorted(name for names in PAGES.values() for name in names))
def test_every_model_named_exists(name: str) -> None:
    """A model that is renamed would quietly send people out of the programme."""
    assert any(model._meta.model_name == name for model in apps.get_models())
