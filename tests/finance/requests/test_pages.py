"""The pages of requests, as who asks and as who keeps the money."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from finance.requests.conftest import Ask, Rank
from koers.decisions.models import Decision
from koers.finance.requests import actions, queries
from koers.finance.requests.models import MoneyRequest, RankingSession
from koers.finance.requests.pages import address, asked_words, session_address
from koers.organisations.models import Organisation, Unit, User
from koers.organisations.permissions import Role
from koers.programmes.models import Programme
from people import UserWith

pytestmark = pytest.mark.django_db

LIST = "/geld/aanvragen/"


def asking(unit: Unit, /, **changed: Any) -> dict[str, Any]:
    values = {
        "title": "Trainers", "purpose": "Leren", "unit": unit.public_id, "kind": "incidental",
        "amount": "12.500,50", "fte": "0,6", "from_year": "2027",
    }  # fmt: skip
    return values | changed


@pytest.fixture
def filer(strict_client: Client, line_manager: User) -> Client:
    strict_client.force_login(line_manager)
    return strict_client


@pytest.fixture
def keeper(strict_client: Client, controller: User) -> Client:
    strict_client.force_login(controller)
    return strict_client


def test_a_line_manager_files_a_request(
    filer: Client, unit: Unit, organisation: Organisation, programme: Programme
) -> None:
    assert filer.get(LIST).status_code == 200
    assert filer.get(f"{LIST}nieuw/").status_code == 200
    filer.post(f"{LIST}nieuw/", asking(unit))
    made = MoneyRequest.objects.of(organisation).get()
    page = address(made)
    assert "12.500,50" in filer.get(f"{page}wijzigen/").content.decode()
    assert filer.post(f"{page}wijzigen/", asking(unit, title="Coaches", version=9)).status_code == 422
    assert filer.post(f"{page}wijzigen/", asking(unit, title="Coaches", version=1)).status_code == 302
    assert filer.post(f"{page}stap/", {"stap": "onzin"}).status_code == 302
    filer.post(f"{page}stap/", {"stap": "file"})
    shown = filer.get(page).content.decode()
    assert "0,6 fte" in shown
    assert "toekennen" not in shown
    assert "Coaches" in filer.get(LIST).content.decode()
    assert filer.post(f"{page}wijzigen/", asking(unit, version=3)).status_code == 422
    filer.post(f"{page}stap/", {"stap": "withdraw"})
    assert filer.post(f"{page}stap/", {"stap": "withdraw"}).status_code == 302
    made.refresh_from_db()
    assert made.state == "withdrawn"


@pytest.mark.parametrize(
    "changed",
    [
        {"amount": "", "fte": ""}, {"amount": "-5", "fte": ""}, {"amount": "veel"}, {"to_year": "2020"},
        {"unit": ""}, {"title": ""}, {"kind": "x"}, {"from_year": "27"},
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_request_is_said(filer: Client, unit: Unit, changed: dict[str, str]) -> None:
    assert filer.post(f"{LIST}nieuw/", asking(unit, **changed)).status_code == 422


def test_a_draft_of_somebody_else_does_not_exist(
    keeper: Client, line_manager: User, unit: Unit, organisation: Organisation
) -> None:
    values: Any = {"title": "a", "purpose": "b", "unit": unit, "fte": 1, "from_year": 2027}
    draft = actions.open_request(by=line_manager, organisation=organisation, **values)
    assert keeper.get(address(draft)).status_code == 404
    assert (
        "No requests" in keeper.get(LIST).content.decode() or "aanvragen" in keeper.get(LIST).content.decode()
    )


def test_granting_beyond_what_is_free_asks_first(
    keeper: Client, ask: Ask, decision: Decision, amendment: Decision, programme: Programme
) -> None:
    request = ask(amount="130000")
    page = address(request)
    assert keeper.get(f"{page}toekennen/").status_code == 200
    given = {
        "decision": decision.public_id, "programme": programme.public_id, "amount": "130.000", "year": "2027",
        "reason": "Nodig",
    }  # fmt: skip
    assert keeper.post(f"{page}toekennen/", given | {"amount": "-1"}).status_code == 422
    first = keeper.post(f"{page}toekennen/", given)
    assert first.status_code == 200
    assert "30.000" in first.content.decode()
    assert queries.current_grant(request) is None
    keeper.post(f"{page}toekennen/", given | {"seen": "30000.00"})
    made = queries.current_grant(request)
    assert made is not None
    assert made.is_unlawful
    assert "onrechtmatig" in keeper.get(LIST).content.decode()
    assert keeper.get(f"{page}toekennen/").status_code == 200
    assert keeper.post(f"{page}dekken/", {}).status_code == 422
    keeper.post(f"{page}dekken/", {"decision": amendment.public_id})
    assert keeper.post(f"{page}dekken/", {"decision": amendment.public_id}).status_code == 302
    assert "Begrotingswijziging" in keeper.get(page).content.decode()
    keeper.post(f"{page}toekennen/", given | {"amount": "0"})
    assert keeper.post(f"{page}toekennen/", given).status_code == 302
    assert keeper.get(f"{page}toekennen/").status_code == 302


def test_refusing(keeper: Client, ask: Ask, line_manager: User) -> None:
    page = address(ask())
    assert keeper.post(f"{page}afwijzen/", {}).status_code == 422
    keeper.post(f"{page}afwijzen/", {"reason": "Past niet in dit jaar"})
    assert keeper.post(f"{page}afwijzen/", {"reason": "nog eens"}).status_code == 422
    keeper.force_login(line_manager)
    assert "Past niet in dit jaar" in keeper.get(page).content.decode()


def test_giving_back(keeper: Client, ask: Ask) -> None:
    page = address(ask())
    assert keeper.post(f"{page}stap/", {"stap": "reopen"}, follow=True).status_code == 200


def session_form(programme: Programme, people: list[User], requests: list[MoneyRequest]) -> dict[str, Any]:
    return {
        "name": "Verdeling", "date": "2026-11-02", "programme": programme.public_id, "kind": "incidental",
        "year": "2027", "requests": [one.public_id for one in requests],
        "scorers": [one.public_id for one in people], "criterion1": "Bijdrage", "weight1": "2",
        "criterion2": "Haalbaar",
    }  # fmt: skip


def test_a_session_from_begin_to_end(
    keeper: Client,
    ask: Ask,
    controller: User,
    programme_manager: User,
    programme: Programme,
    organisation: Organisation,
) -> None:
    assert keeper.get(f"{LIST}sessies/nieuw/").status_code == 200
    requests = [ask("Trainers", "40000"), ask("Zaalhuur", "70000")]
    assert keeper.get(f"{LIST}sessies/nieuw/").status_code == 200
    form = session_form(programme, [controller, programme_manager], requests)
    assert keeper.post(f"{LIST}sessies/nieuw/", form | {"criterion2": "bijdrage"}).status_code == 422
    assert keeper.post(f"{LIST}sessies/nieuw/", form | {"kind": "structural"}).status_code == 422
    keeper.post(f"{LIST}sessies/nieuw/", form)
    session = RankingSession.objects.of(organisation).get()
    page = session_address(session)
    assert keeper.get(page).status_code == 200
    names = [
        f"p{taken.public_id.hex}_{criterion.public_id.hex}"
        for taken in session.taken.all()
        for criterion in session.criteria.all()
    ]
    assert keeper.get(f"{page}punten/").status_code == 200
    assert keeper.post(f"{page}punten/", {names[0]: "11"}).status_code == 422
    for person, points in ((controller, "7"), (programme_manager, "5")):
        keeper.force_login(person)
        keeper.post(f"{page}punten/", dict.fromkeys(names, points))
    shown = keeper.get(page).content.decode()
    assert "5, 7" in shown
    assert "6,00" in shown
    motives = {f"m{taken.public_id.hex}": "Omdat" for taken in session.taken.all()}
    keeper.post(f"{page}motivering/", motives)
    assert keeper.post(f"{page}motivering/", dict.fromkeys(motives, "x" * 2001)).status_code == 422
    keeper.post(f"{page}sluiten/")
    assert keeper.post(f"{page}punten/", dict.fromkeys(names, "1")).status_code == 422
    assert "Omdat" in keeper.get(address(requests[0])).content.decode()
    assert "Verdeling" in keeper.get(LIST).content.decode()


def test_who_does_not_score(
    strict_client: Client, ask: Ask, session_of: Rank, user_with: UserWith, organisation: Organisation
) -> None:
    session = session_of(ask())
    strict_client.force_login(user_with(Role.CLIENT, organisation))
    assert strict_client.get(session_address(session)).status_code == 200
    assert strict_client.get(f"{session_address(session)}punten/").status_code == 403


def test_words() -> None:
    assert asked_words(None, None) == "–"


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_same_number_of_queries(
    keeper: Client, ask: Ask, session_of: Rank, count: int, django_assert_num_queries: Any
) -> None:
    session = session_of(*[ask(f"Aanvraag {number}") for number in range(count)])
    keeper.get(LIST)
    with django_assert_num_queries(9):
        keeper.get(LIST)
    with django_assert_num_queries(12):
        keeper.get(session_address(session))
