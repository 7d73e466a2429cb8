"""The start page of each situation."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from pytest_django import DjangoAssertNumQueries

from intake.documents_made import Given, a_failed_document, a_read_document
from koers.intake import actions
from koers.organisations.models import Organisation, User
from people import UserWith
from strict import StrictClient
from web.conftest import PROGRAMME, Accept


def page_of(client: StrictClient) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.fixture
def manager_client(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


def test_without_an_organisation_one_is_told_whom_to_ask(
    strict_client: StrictClient, user_with: UserWith
) -> None:
    strict_client.force_login(user_with())
    assert "nog geen lid van een organisatie" in page_of(strict_client)


def test_with_nothing_read_in_the_first_step_is_shown(manager_client: StrictClient) -> None:
    page = page_of(manager_client)
    assert "Lees uw eerste document in" in page
    assert "welkom bij Koers" in page


def test_a_reader_of_an_empty_register_is_told_to_wait(reader_client: StrictClient) -> None:
    page = page_of(reader_client)
    assert "nog niets ingelezen" in page
    assert 'href="/inlezen/"' not in page


def test_what_waits_is_a_task(
    manager_client: StrictClient, organisation: Organisation, programme_manager: User
) -> None:
    a_read_document(organisation, programme_manager)
    page = page_of(manager_client)
    assert "één ding vraagt iets van u" in page
    assert "1 voorstel wacht op u" in page
    assert "verslag.md" in page


def test_a_document_that_failed_is_a_task_too(
    manager_client: StrictClient, organisation: Organisation, programme_manager: User
) -> None:
    a_read_document(organisation, programme_manager, (PROGRAMME, Given()))
    a_failed_document(organisation, programme_manager)
    page = page_of(manager_client)
    assert "2 dingen vragen iets van u" in page
    assert "2 voorstellen wachten op u" in page
    assert "stuk.docx kon niet worden gelezen" in page
    assert "beschadigd" in page


def test_what_is_being_read_is_shown(
    manager_client: StrictClient, organisation: Organisation, programme_manager: User
) -> None:
    actions.take_in(by=programme_manager, organisation=organisation, name="nieuw.md", data=b"Tekst")
    page = page_of(manager_client)
    assert "nieuw.md" in page
    assert "Wordt gelezen" in page


def test_a_reader_sees_the_register_without_tasks(
    reader_client: StrictClient, organisation: Organisation, programme_manager: User, accept: Accept
) -> None:
    accept(PROGRAMME)
    a_read_document(organisation, programme_manager, name="nieuw.md")
    page = page_of(reader_client)
    assert "niets wacht op u" in page or "niets te doen" in page or "er wacht niets op u" in page
    assert "Op pad" in page
    assert "wacht op u</h3>" not in page


def test_without_programmes_that_is_said(
    manager_client: StrictClient, organisation: Organisation, programme_manager: User
) -> None:
    a_read_document(organisation, programme_manager)
    assert "Nog geen programma" in page_of(manager_client)


@pytest.mark.parametrize(
    ("hour", "greeting"), [(0, "Goedemorgen"), (11, "Goedemorgen"), (12, "Goedemiddag"), (18, "Goedenavond")]
)
def test_the_greeting_follows_the_clock(
    hour: int, greeting: str, manager_client: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime(2026, 3, 3, hour, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    monkeypatch.setattr("koers.web.home.timezone.localtime", lambda *_given: now)
    assert greeting in page_of(manager_client)


@pytest.mark.parametrize("count", [1, 3])
def test_the_start_page_takes_the_same_queries(
    count: int,
    manager_client: StrictClient,
    organisation: Organisation,
    programme_manager: User,
    accept: Accept,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        accept(
            Given("programme", f"Programma {number}", {"name": f"Programma {number}"}), name=f"{number}.md"
        )
        a_read_document(organisation, programme_manager, name=f"wacht {number}.md")
    with django_assert_num_queries(12):
        manager_client.get("/")
