"""Every error is a problem document that says what happened."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from api.conftest import Api
from editing.making import a_programme
from koers.api import reading
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from koers.organisations.tokens import throttling
from koers.organisations.tokens.actions import create_token, revoke_token
from koers.organisations.tokens.models import ApiToken
from koers.ui.api.problems import KINDS
from people import UserWith

pytestmark = pytest.mark.django_db


def problem(answer: Any, status: int, name: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"]
    found: dict[str, Any] = answer.json()
    assert found["type"] == f"/api/#problem-{name}" and found["status"] == status
    assert found["title"] and found["detail"]
    return found


def test_nobody(client: Client) -> None:
    answer = client.get("/api/v1/me")
    problem(answer, 401, "not-authenticated")
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("header", ["Bearer koers_x", "Bearer", "Basic abc", "koers_x", ""])
def test_a_wrong_header_is_refused_also_with_a_session(
    client: Client, programme_manager: User, header: str
) -> None:
    client.force_login(programme_manager)
    problem(client.get("/api/v1/me", headers={"Authorization": header}), 401, "not-authenticated")


def test_a_token_after_expiry_says_so(programme_manager: User) -> None:
    token, secret = create_token(by=programme_manager, name="Oud")
    past = timezone.now() - timedelta(days=2)
    ApiToken.objects.filter(pk=token.pk).update(created_at=past, expires_at=past + timedelta(days=1))
    answer = Api(secret).get("/me")
    problem(answer, 401, "token-expired")
    assert "invalid_token" in answer["WWW-Authenticate"]


def test_a_withdrawn_token_says_so(programme_manager: User) -> None:
    token, secret = create_token(by=programme_manager, name="Weg")
    revoke_token(by=programme_manager, token=token)
    problem(Api(secret).get("/me"), 401, "token-revoked")


def test_a_busy_token_is_told_when_to_return(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttling, "PER_MINUTE", 1)
    answers = [api.get("/me") for _ in range(3)]
    problem(answers[-1], 429, "too-many-requests")
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60


@pytest.mark.parametrize(
    "path", ["", "/", "/nergens", "/goals/", "/goals/1", "/goals/x/history", "/goals/%0A", "/%0A/x"]
)
def test_an_unknown_address(api: Api, path: str) -> None:
    problem(api.get(path), 404, "not-found")


def test_an_unknown_method(api: Api) -> None:
    answer = api.delete("/goals")
    problem(answer, 405, "method-not-allowed")
    assert set(answer["Allow"].split(", ")) == {"GET", "POST"}


def test_no_json(api: Api) -> None:
    problem(api.call("POST", "/goals", "text=x", Content_Type="text/plain"), 415, "not-json")


@pytest.mark.parametrize(
    "body", ["{", '{"text": NaN}', '{"text": "a", "text": "b"}', "[" * 100_000, b"\xff", '"x"', "[]", "null"]
)
def test_broken_json(api: Api, body: str | bytes) -> None:
    problem(api.post("/goals", body), 400, "invalid-input")


def test_a_missing_body(api: Api) -> None:
    problem(api.post("/goals"), 400, "invalid-input")


@pytest.mark.parametrize("size", [1_000_001, 6_000_000])
def test_ten_megabytes_of_pasted_text(api: Api, size: int) -> None:
    problem(api.post("/goals", {"text": "x" * size}), 413, "too-large")


def test_a_large_body_with_a_session(client: Client, programme_manager: User) -> None:
    client.force_login(programme_manager)
    body = b'{"text": "' + b"x" * 6_000_000 + b'"}'
    answer = client.post("/api/v1/goals", body, content_type="application/json")
    problem(answer, 413, "too-large")


def test_an_unforeseen_failure_tells_nothing_of_the_inside(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_values: object) -> None:
        raise RuntimeError("binnenwerk")

    monkeypatch.setattr(reading, "visible", broken)
    found = problem(api.get("/goals"), 500, "failed")
    assert "binnenwerk" not in str(found)


def test_a_failure_outside_the_operations(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from koers.api import building

    monkeypatch.setattr(building, "the_resolver", lambda: 1 / 0)
    problem(api.get("/goals"), 500, "failed")


def test_me(api: Api, programme_manager: User, organisation: Organisation) -> None:
    found = api.get("/me").json()
    assert found["email"] == programme_manager.email
    assert [one["roles"] for one in found["organisations"]] == [["programme_manager"]]
    assert found["token"]["scope"] == "write" and found["token"]["prefix"].startswith("koers_")
    client = Client()
    client.force_login(programme_manager)
    assert client.get("/api/v1/me").json()["token"] is None


def test_organisations(api: Api, organisation: Organisation, other_organisation: Organisation) -> None:
    found = api.get("/organisations").json()
    assert [one["name"] for one in found["items"]] == [organisation.name]
    assert api.get(f"/organisations/{organisation.public_id}").json()["slug"] == organisation.slug
    problem(api.get(f"/organisations/{other_organisation.public_id}"), 404, "not-found")


def test_a_role_for_one_programme_shows_only_that_one(
    user_with: UserWith, organisation: Organisation, api_of: Any
) -> None:
    mine, other = a_programme(organisation), a_programme(organisation)
    user = user_with()
    user.memberships.create(organisation=organisation, role=Role.PROGRAMME_MANAGER, limited_to=mine.public_id)
    user.forget_roles()
    api = api_of(user)
    assert [one["id"] for one in api.get("/programmes").json()["items"]] == [str(mine.public_id)]
    problem(api.get(f"/programmes/{other.public_id}"), 404, "not-found")
    body = {"programme": str(mine.public_id), "text": "Mee"}
    assert api.post("/goals", body).status_code == 201
    assert api.post("/goals", {**body, "programme": str(other.public_id)}).status_code == 400


def test_a_limited_reader_does_not_see_money_and_risks(
    user_with: UserWith, organisation: Organisation, other_organisation: Organisation, api_of: Any
) -> None:
    """VIEW_STEERING in one place gives nothing in another."""
    from editing.making import a_record

    risk: Any = a_record("risicos", organisation)
    user = user_with(Role.CONTROLLER, other_organisation)
    user.memberships.create(organisation=organisation, role=Role.EMPLOYEE)
    user.memberships.create(
        organisation=organisation, role=Role.EMPLOYEE, limited_to=risk.programme.public_id
    ) if not user.memberships.filter(organisation=organisation).exists() else None
    user.forget_roles()
    assert api_of(user).get("/risks").json()["items"] == []


def test_every_problem_is_explained(strict_client: Client) -> None:
    page = strict_client.get("/api/").content.decode()
    for kind in KINDS:
        assert f'id="problem-{kind.name}"' in page


@pytest.mark.parametrize("name", ["goals", "me", "organisations", "risks", "programmes"])
def test_every_resource_has_its_page(strict_client: Client, name: str) -> None:
    page = strict_client.get(f"/api/onderdelen/{name}/")
    assert page.status_code == 200
    assert "curl -X GET" in page.content.decode()


def test_a_page_of_what_is_not_there(strict_client: Client) -> None:
    assert strict_client.get("/api/onderdelen/niets/").status_code == 404
