"""The pages of the phase and of what was promised."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.utils.translation import gettext as _
from pytest_django import DjangoAssertNumQueries

from koers.core.dates import PartialDate
from koers.decisions.models import Body, Decision
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from koers.programmes.actions.baselines import set_baseline
from koers.programmes.baselines import Shift
from koers.programmes.models import (
    Client,
    Deliverable,
    Goal,
    HandoverPoint,
    PhaseChange,
    Programme,
    ProgrammeDecision,
    Track,
)
from koers.web.steering.baseline_views import shift_in_words
from koers.web.steering.phase_views import NEEDS
from people import UserWith
from strict import StrictClient

PHASE = "/programmas/waterveen/op-pad/fase/"
BASELINE = "/programmas/waterveen/op-pad/basis/"


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return Programme.objects.create(
        organisation=organisation, name="Op pad", slug="op-pad", purpose="Samen sterker"
    )


@pytest.fixture
def board(organisation: Organisation) -> Body:
    return Body.objects.create(organisation=organisation, name="Directieteam", kind="management")


@pytest.fixture
def manager_client(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


def a_step(programme: Programme, to: str, stap: int = 0, **rest: Any) -> dict[str, Any]:
    programme.refresh_from_db()
    prefix = f"stap{stap}"
    given = {"to": to, "version": programme.version, **rest}
    return {"step": prefix, **{f"{prefix}-{name}": value for name, value in given.items()}}


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split())


def test_every_need_has_its_words() -> None:
    from koers.programmes.phases import Need

    assert set(NEEDS) == set(Need)


def test_the_page_says_what_is_there_and_what_is_needed(
    manager_client: StrictClient, programme: Programme
) -> None:
    page = manager_client.get(PHASE).content.decode()
    words = words_of(page)
    for need in NEEDS.values():
        assert str(need)[1:] in words
    assert 'name="stap0-to"' not in page  # not everything is there yet
    assert str(Role.PROGRAMME_MANAGER.label) in words


def test_what_is_mended_leads_back_to_the_phase(manager_client: StrictClient, programme: Programme) -> None:
    page = manager_client.get(PHASE).content.decode().replace("&amp;", "&")
    ways = re.findall(r'href="(/register/[^"]+/(?:nieuw|wijzigen)/[^"]*next=%2F[^"]*fase%2F)"', page)
    (client,) = [way for way in ways if "opdrachtgever" in way]
    assert f"bij={programme.public_id}" in client
    answer = manager_client.post(client, {"name": "Gemeentesecretaris"})
    assert (answer.status_code, answer.headers["Location"]) == (302, PHASE)
    assert programme.clients.get().name == "Gemeentesecretaris"


def test_a_step_that_is_not_ready_says_what_is_needed(
    manager_client: StrictClient, programme: Programme
) -> None:
    answer = manager_client.post(PHASE, a_step(programme, "running"))
    assert answer.status_code == 422
    assert answer.content.decode().count(_("Still needed: %(need)s.").split("%")[0]) == 2
    programme.refresh_from_db()
    assert programme.phase == ""


def test_a_programme_goes_on_and_is_reopened(manager_client: StrictClient, programme: Programme) -> None:
    Client.objects.create(programme=programme, name="Gemeentesecretaris")
    Goal.objects.create(programme=programme, text="Minder uitval")
    HandoverPoint.objects.create(programme=programme, text="Jaarplannen")
    programme.end = PartialDate(2027)
    programme.save()
    assert 'name="stap0-to"' in manager_client.get(PHASE).content.decode()
    assert manager_client.post(PHASE, a_step(programme, "running")).status_code == 302
    assert manager_client.post(PHASE, a_step(programme, "closing")).status_code == 302
    page = words_of(manager_client.get(PHASE).content.decode())
    assert "Minder uitval" in page  # it has no verdict yet
    refused = manager_client.post(PHASE, a_step(programme, "running", reason=" "))
    assert refused.status_code == 422
    assert 'href="#id_stap0-reason"' in refused.content.decode()
    again = a_step(programme, "running", reason="De raad vroeg om een vervolg")
    assert manager_client.post(PHASE, again).status_code == 302
    assert "De raad vroeg om een vervolg" in manager_client.get(PHASE).content.decode()
    programme.refresh_from_db()
    assert programme.phase == "running"


def test_two_at_once_find_out(manager_client: StrictClient, programme: Programme) -> None:
    Client.objects.create(programme=programme, name="Gemeentesecretaris")
    Goal.objects.create(programme=programme, text="Minder uitval")
    answer = manager_client.post(PHASE, {**a_step(programme, "running"), "stap0-version": 99})
    assert answer.status_code == 422
    told = _("Somebody else changed this programme meanwhile. Look at it and choose again.")
    assert told in answer.content.decode()
    assert manager_client.post(PHASE, a_step(programme, "closed")).status_code == 422


def test_a_closed_programme_stays_closed(manager_client: StrictClient, programme: Programme) -> None:
    programme.phase = "closed"
    programme.save()
    page = manager_client.get(PHASE).content.decode()
    assert _("The programme is closed. What lives on is in its hand-over points.") in page


def test_who_may_only_read_sees_the_table_without_buttons(
    strict_client: StrictClient, programme: Programme, reader: User
) -> None:
    programme.phase = "closing"
    programme.save()
    Goal.objects.create(programme=programme, text="Minder uitval")
    strict_client.force_login(reader)
    page = strict_client.get(PHASE).content.decode()
    assert "Minder uitval" in page
    assert "stap0" not in page
    assert "/wijzigen/" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_phase_takes_as_many_queries_for_any_number_of_rows(
    rows: int,
    manager_client: StrictClient,
    programme: Programme,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    programme.phase = "closing"
    programme.save()
    for number in range(rows):
        Goal.objects.create(programme=programme, text=f"Doel {number}")
        Track.objects.create(programme=programme, name=f"Spoor {number}")
        PhaseChange.objects.create(
            programme=programme, date=date(2026, 1, 1 + number), from_phase="running", to_phase="closing"
        )
    with django_assert_num_queries(13):
        manager_client.get(PHASE)


def test_nothing_was_promised_yet(manager_client: StrictClient, programme: Programme) -> None:
    page = manager_client.get(BASELINE).content.decode()
    assert 'name="body_name"' in page
    assert _("Set the first baseline") in words_of(page)
    assert manager_client.post(BASELINE, {}).status_code == 422
    assert manager_client.post(BASELINE, {"body_name": "Ons overleg"}).status_code == 302
    assert programme.baselines.get().body_name == "Ons overleg"


def test_the_first_by_another_body_is_pointed_out_before_it_is_saved(
    manager_client: StrictClient, programme: Programme, organisation: Organisation, board: Body
) -> None:
    college = Body.objects.create(organisation=organisation, name="College", kind="college")
    assert programme.get_frame_body_display() in words_of(manager_client.get(BASELINE).content.decode())
    answer = manager_client.post(BASELINE, {"body": college.public_id, "reason": "Zo besloten"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_body"' in page
    assert "Zo besloten" in page
    both = manager_client.post(BASELINE, {"body": board.public_id, "body_name": "Stuurgroep"})
    assert both.status_code == 422
    assert 'href="#id_body_name"' in both.content.decode()
    assert 'value="Stuurgroep"' in both.content.decode()
    assert not programme.baselines.exists()
    assert manager_client.post(BASELINE, {"body": board.public_id}).status_code == 302


def test_a_shift_is_told_in_words(
    manager_client: StrictClient, programme: Programme, programme_manager: User, board: Body
) -> None:
    product = Deliverable(programme=programme, name="Jaarplan")
    product.due = PartialDate(2026, 3, 1)
    product.save()
    goal = Goal.objects.create(programme=programme, text="Minder uitval")
    set_baseline(by=programme_manager, programme=programme, body=board, date=date(2026, 1, 1))
    assert _("Everything still stands as promised.") in manager_client.get(BASELINE).content.decode()
    Track.objects.create(programme=programme, name="Nieuw spoor")
    assert _("No date shifted. Something else did change.") in manager_client.get(BASELINE).content.decode()
    product.due = PartialDate(2026, 4, 12)
    product.save()
    goal.target_date = PartialDate(2026)
    goal.save()
    page = words_of(manager_client.get(BASELINE).content.decode())
    six = shift_in_words(Shift("week", 6, 42))
    for expected in (six, "Jaarplan", "1 maart 2026", "12 april 2026", "Minder uitval (2026)", "Nieuw spoor"):
        assert expected in page
    given = {"body": board.public_id, "reason": "Advies kwam later", "date": "2026-05-01"}
    assert manager_client.post(BASELINE, given).status_code == 302
    page = words_of(manager_client.get(BASELINE).content.decode())
    assert _("Everything still stands as promised.") in page
    assert page.count(six) == 1  # in the story of version 2
    assert "Advies kwam later" in page


def test_another_body_does_not_move_the_frame(
    manager_client: StrictClient, programme: Programme, organisation: Organisation, programme_manager: User, board: Body
) -> None:  # fmt: skip
    college = Body.objects.create(organisation=organisation, name="College", kind="college")
    set_baseline(by=programme_manager, programme=programme, body=board)
    answer = manager_client.post(BASELINE, {"body": college.public_id, "reason": "Later"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'href="#id_body"' in page
    assert "Later" in page
    assert 'name="body_name"' not in page
    decision = Decision.objects.create(organisation=organisation, body="College", text="Het einde schuift")
    unknown = manager_client.post(BASELINE, {"decision": decision.public_id, "reason": "Later"})
    assert unknown.status_code == 422  # not a decision about this programme
    ProgrammeDecision.objects.create(programme=programme, decision=decision)
    programme.frame_body = "college"
    programme.save()
    taken = manager_client.post(BASELINE, {"decision": decision.public_id, "reason": "Later"})
    assert taken.status_code == 302
    assert "Het einde schuift" in manager_client.get(BASELINE).content.decode()


def test_a_controller_sees_what_was_promised(
    strict_client: StrictClient, programme: Programme, organisation: Organisation, user_with: UserWith
) -> None:
    strict_client.force_login(user_with(Role.CONTROLLER, organisation))
    page = strict_client.get(BASELINE).content.decode()
    assert "<form class" not in page
    assert strict_client.post(BASELINE, {"body_name": "x"}).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_baseline_takes_as_many_queries_for_any_number_of_rows(
    rows: int,
    manager_client: StrictClient,
    programme: Programme,
    programme_manager: User,
    board: Body,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        Goal.objects.create(programme=programme, text=f"Doel {number}")
        set_baseline(by=programme_manager, programme=programme, body=board, reason="Later")
    with django_assert_num_queries(15):
        manager_client.get(BASELINE)


@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
def test_every_shift_has_words_both_ways(unit: str) -> None:
    told = {shift_in_words(Shift(unit, amount, amount)) for amount in (-3, -1, 1, 3)}
    assert len(told) == 4
    assert all("3" in words or "1" in words for words in told)
