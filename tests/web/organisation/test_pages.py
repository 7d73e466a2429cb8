"""The pages of an organisation as a whole: compass, reorganisations, bodies."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from koers.decisions.models import AgendaItem, Body, BodyMember, Decision, Meeting
from koers.organisations.models import Organisation, Unit, User
from koers.programmes.models import (
    Adoption,
    Behaviour,
    Compass,
    CompassLevel,
    CompassValue,
    Deliverable,
    Programme,
    Reorganisation,
    UnitChange,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(strict_client: Client, programme_manager: User) -> Client:
    strict_client.force_login(programme_manager)
    return strict_client


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_compass_says_how_to_begin(keeper: Client, organisation: Organisation) -> None:
    page = text(keeper, reverse("web:compass"))
    assert reverse("editing:new", args=["kompassen"]) in page


def test_who_only_reads_gets_no_buttons(
    strict_client: Client, reader: User, organisation: Organisation
) -> None:
    strict_client.force_login(reader)
    for name in ("web:compass", "web:reorganisations", "web:bodies"):
        assert "/nieuw/" not in text(strict_client, reverse(name))


def a_compass(organisation: Organisation) -> Compass:
    compass = Compass.objects.create(organisation=organisation, mission="Dichtbij en voor elkaar")
    everyone = CompassLevel.objects.create(compass=compass, name="Iedereen", position=1)
    CompassLevel.objects.create(compass=compass, name="Leidinggevende", position=2)
    value = CompassValue.objects.create(compass=compass, name="Nieuwsgierig", meaning="We vragen door")
    Behaviour.objects.create(value=value, level=everyone, text="Stelt een open vraag")
    return compass


def test_the_matrix_shows_behaviour_per_level_and_what_is_empty(
    keeper: Client, organisation: Organisation
) -> None:
    a_compass(organisation)
    page = text(keeper, reverse("web:compass"))
    for words in ("Dichtbij en voor elkaar", "Nieuwsgierig", "We vragen door", "Stelt een open vraag"):
        assert words in page
    assert "Leidinggevende" in page
    assert "nog niets" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_compass_takes_the_same_queries(
    keeper: Client, organisation: Organisation, count: int, django_assert_num_queries: Any
) -> None:
    compass = a_compass(organisation)
    for number in range(count):
        value = CompassValue.objects.create(compass=compass, name=f"Waarde {number}")
        Behaviour.objects.create(value=value, level=compass.levels.all()[0], text="Doet iets")
    with django_assert_num_queries(9):
        text(keeper, reverse("web:compass"))


@pytest.fixture
def plan(organisation: Organisation) -> Reorganisation:
    made = Reorganisation.objects.create(
        organisation=organisation, name="Nieuwe indeling", effective_date=date(2027, 1, 1)
    )
    unit = Unit.objects.create(organisation=organisation, name="Beleid")
    UnitChange.objects.create(
        reorganisation=made, was=unit, becomes="Strategie", fte_was="12.50", fte_becomes="10"
    )
    UnitChange.objects.create(reorganisation=made, becomes="Regie")
    return made


def test_a_reorganisation_from_proposal_to_carried_out(
    keeper: Client, plan: Reorganisation, organisation: Organisation
) -> None:
    url = reverse("web:reorganisation", args=[plan.public_id])
    page = text(keeper, url)
    assert "12,50" in page
    assert "1 niet genoemd" in page, "the sum of what becomes lacks a line"
    assert "advies van de ondernemingsraad" in page
    decision = Decision.objects.create(organisation=organisation, text="College stelt vast")
    step = reverse("web:reorganisation_step", args=[plan.public_id])
    keeper.post(step, {"stap": "besluit", "besluit": str(decision.public_id), "version": plan.version})
    assert "Besluit" in text(keeper, url)
    plan.refresh_from_db()
    keeper.post(step, {"stap": "uitvoeren", "version": plan.version})
    plan.refresh_from_db()
    assert plan.state == "carried_out"
    assert Unit.objects.of(organisation).get(name="Beleid").valid_until == date(2027, 1, 1)
    assert "stap" not in text(keeper, url).partition("<main")[2].partition("</main>")[0].split('name="')


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"stap": "besluit"}, "Kies eerst het besluit"),
        ({"stap": "besluit", "besluit": "geen-id"}, "Kies eerst het besluit"),
        ({"stap": "uitvoeren"}, "Leg eerst het besluit vast"),
        ({"stap": "intrekken", "version": "99"}, "Een collega"),
    ],
)
def test_a_refused_step_says_why(
    keeper: Client, plan: Reorganisation, data: dict[str, str], words: str
) -> None:
    step = reverse("web:reorganisation_step", args=[plan.public_id])
    answer = keeper.post(step, data, follow=True)
    assert words in answer.content.decode()
    plan.refresh_from_db()
    assert plan.state == "proposed"


def test_withdrawing_keeps_it_in_the_list(keeper: Client, plan: Reorganisation) -> None:
    keeper.post(reverse("web:reorganisation_step", args=[plan.public_id]), {"stap": "intrekken"})
    assert "Nieuwe indeling" in text(keeper, reverse("web:reorganisations"))


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_queries(
    keeper: Client, organisation: Organisation, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        body = Body.objects.create(organisation=organisation, name=f"Overleg {number}")
        BodyMember.objects.create(body=body, name="Een lid")
        Meeting.objects.create(body=body, date=date(2040, 1, 1))
        Reorganisation.objects.create(
            organisation=organisation, name=f"Plan {number}", effective_date=date(2027, 1, 1)
        )
    with django_assert_num_queries(7):
        text(keeper, reverse("web:bodies"))
    with django_assert_num_queries(5):
        text(keeper, reverse("web:reorganisations"))


def test_a_body_shows_members_meetings_agenda_and_what_is_put_before_it(
    keeper: Client, organisation: Organisation
) -> None:
    body = Body.objects.create(organisation=organisation, name="CMT", kind="management", rhythm="elke week")
    BodyMember.objects.create(body=body, name="Gemeentesecretaris", role="voorzitter")
    meeting = Meeting.objects.create(body=body, date=date(2040, 1, 1), place="Raadzaal")
    AgendaItem.objects.create(meeting=meeting, title="Stand van het programma", purpose="opinion")
    Meeting.objects.create(body=body, date=date(2020, 1, 1))
    programme = Programme.objects.create(organisation=organisation, name="Koersvast", slug="koersvast")
    made = Deliverable.objects.create(programme=programme, name="Formatieplan")
    Adoption.objects.create(
        deliverable=made, body_known=body, sort="endorsed", state="asked", meeting=meeting
    )
    page = text(keeper, reverse("web:body", args=[body.public_id]))
    for words in ("Gemeentesecretaris", "voorzitter", "elke week", "Raadzaal", "Stand van het programma"):
        assert words in page
    assert "Formatieplan" in page
    assert "De agenda is leeg" in page


def test_another_organisations_pages_do_not_exist(
    strict_client: Client, stranger: User, plan: Reorganisation
) -> None:
    strict_client.force_login(stranger)
    assert strict_client.get(reverse("web:reorganisation", args=[plan.public_id])).status_code == 404


def test_the_page_of_the_organisation_leads_to_all_of_it(
    keeper: Client, strict_client: Client, reader: User
) -> None:
    page = text(keeper, reverse("web:organisation"))
    for name in ("web:compass", "web:bodies", "web:reorganisations", "editing:trash", "web:legend"):
        assert reverse(name) in page
    strict_client.force_login(reader)
    page = text(strict_client, reverse("web:organisation"))
    assert reverse("web:compass") in page
    assert reverse("editing:trash") not in page


def test_the_page_of_follow_up_leads_to_all_of_it(
    keeper: Client, strict_client: Client, reader: User
) -> None:
    open_to_all = (
        "decisions:recommendations",
        "web:decision_register",
        "decisions:long_term",
        "control:calendar",
        "control:matrices",
        "web:handover",
    )
    page = text(keeper, reverse("web:follow_up"))
    for name in (*open_to_all, "risks:risks"):
        assert f'href="{reverse(name)}"' in page
    strict_client.force_login(reader)
    page = text(strict_client, reverse("web:follow_up"))
    assert all(f'href="{reverse(name)}"' in page for name in open_to_all)
