"""The pages that steer a programme stand in its frame: the rail with this page marked, and the trail to it."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import gettext as _

from koers.organisations.models import Organisation, User
from koers.programmes.models import PlanningPeriod, Programme, Track
from koers.ui.parts import Rail
from strict import StrictClient

HOME = "/programmas/waterveen/op-pad/"


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return Programme.objects.create(organisation=organisation, name="Op pad", slug="op-pad")


@pytest.fixture
def manager_client(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


def rail_at(client: StrictClient, path: str) -> Rail:
    answer = client.get(path)
    assert answer.status_code == 200
    rail: Rail = answer.context["rail"]
    assert f'aria-label="{rail.label}"' in answer.content.decode()
    return rail


@pytest.mark.parametrize(
    ("page", "label"),
    [
        ("planning/", "Planning"),
        ("planning/nieuw/", "Planning"),
        ("stand/", "How things stand"),
        ("fase/", "Phase"),
        ("basis/", "Baseline plan"),
    ],
)
def test_the_rail_of_the_programme_stands_there(
    page: str, label: str, manager_client: StrictClient, programme: Programme
) -> None:
    rail = rail_at(manager_client, HOME + page)
    assert [link.label for link in rail.links if link.current] == [_(label)]
    assert rail.current == _(label)
    assert {HOME, f"{HOME}doelen/", f"{HOME}geld/"} <= {link.url for link in rail.links}


def test_the_other_pages_of_the_programme_have_the_same_rail(
    manager_client: StrictClient, programme: Programme
) -> None:
    goals, phase = (rail_at(manager_client, HOME + page).links for page in ("doelen/", "fase/"))
    assert [link.label for link in phase] == [link.label for link in goals]


def test_a_page_beneath_keeps_the_way_back(manager_client: StrictClient, programme: Programme) -> None:
    track = Track.objects.create(programme=programme, name="Werken")
    answer = manager_client.get(f"{HOME}stand/{track.public_id}/")
    trail = [(link.label, link.url) for link in answer.context["breadcrumbs"]]
    assert trail[1:3] == [("Op pad", HOME), (_("How things stand"), f"{HOME}stand/")]
    assert "Werken" in trail[3][0]
    assert answer.context["rail"].current == _("How things stand")


def test_the_forms_of_a_period_have_it_too(manager_client: StrictClient, programme: Programme) -> None:
    period = PlanningPeriod.objects.create(
        programme=programme, kind="sprint", name="Sprint 1", start=date(2026, 1, 5), end=date(2026, 2, 2)
    )
    for page in ("doel", "afsluiten"):
        assert rail_at(manager_client, f"{HOME}planning/{period.public_id}/{page}/").current == _("Planning")


def test_an_account_that_reads_only_what_is_public_sees_no_steering_in_it(
    strict_client: StrictClient, programme: Programme, reader: User
) -> None:
    strict_client.force_login(reader)
    urls = {link.url for link in rail_at(strict_client, f"{HOME}fase/").links}
    assert f"{HOME}geld/" not in urls
    assert f"{HOME}stand/" not in urls
