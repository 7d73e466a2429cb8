"""Records through the API: made, read, changed, removed and brought back, as the forms do."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from api.conftest import Api, ApiOf
from editing.making import a_programme, a_record, built
from koers.editing.kinds import by_slug
from koers.organisations.models import AuditEvent, Organisation, User
from koers.organisations.permissions import Role
from koers.programmes.models import Goal, Programme
from people import UserWith

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return a_programme(organisation)


@pytest.fixture
def goal(programme: Programme) -> Goal:
    record = built(by_slug("doelen"), programme.organisation, programme=programme, text="Korter wachten")
    assert isinstance(record, Goal)
    return record


def test_making_a_record(api: Api, programme: Programme) -> None:
    body = {"programme": str(programme.public_id), "text": "Korter wachten", "targetDate": "2027-03"}
    answer = api.post("/goals", body)
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert answer["Location"] == f"/api/v1/goals/{made['id']}"
    assert answer["ETag"] == '"1"'
    assert (made["text"], made["targetDate"], made["owner"], made["verdict"]) == (
        "Korter wachten",
        "2027-03",
        None,
        None,
    )
    assert made["programme"] == str(programme.public_id)
    assert made["organisation"] == str(programme.organisation.public_id)
    goal = programme.goals.get()
    assert str(goal.public_id) == made["id"]
    events = AuditEvent.objects.of(programme.organisation).filter(action="goal.added")
    assert events.get().subject_id == goal.public_id


def test_reading_one(api: Api, goal: Goal) -> None:
    answer = api.get(f"/goals/{goal.public_id}")
    assert answer.status_code == 200
    assert answer["ETag"] == f'"{goal.version}"'
    assert answer.json()["text"] == "Korter wachten"
    assert "pk" not in answer.json() and answer.json()["id"] == str(goal.public_id)


def test_head_says_what_get_says(api: Api, goal: Goal) -> None:
    answer = api.call("HEAD", f"/goals/{goal.public_id}")
    assert answer.status_code == 200 and answer["ETag"] == '"1"' and answer.content == b""


def test_changing_some_of_it(api: Api, goal: Goal) -> None:
    answer = api.patch(f"/goals/{goal.public_id}", {"targetDate": "2028"}, version=1)
    assert answer.status_code == 200, answer.content
    assert (answer.json()["text"], answer.json()["targetDate"], answer["ETag"]) == (
        "Korter wachten",
        "2028",
        '"2"',
    )


def test_replacing_empties_what_is_left_out(api: Api, goal: Goal) -> None:
    api.patch(f"/goals/{goal.public_id}", {"targetDate": "2028", "ownerName": "Secretaris"}, version=1)
    answer = api.put(f"/goals/{goal.public_id}", {"text": "Anders"}, version=2)
    assert answer.status_code == 200, answer.content
    found = answer.json()
    assert (found["text"], found["targetDate"], found["ownerName"]) == ("Anders", None, "")


def test_without_a_version_nothing_changes(api: Api, goal: Goal) -> None:
    answer = api.patch(f"/goals/{goal.public_id}", {"text": "Anders"})
    assert answer.status_code == 428
    assert answer.json()["type"] == "/api/#problem-version-required"
    goal.refresh_from_db()
    assert goal.text == "Korter wachten"


def test_an_older_version_is_refused_and_says_which_one_there_is(api: Api, goal: Goal) -> None:
    api.patch(f"/goals/{goal.public_id}", {"text": "Eerst"}, version=1)
    answer = api.patch(f"/goals/{goal.public_id}", {"text": "Daarna"}, version=1)
    assert answer.status_code == 412
    assert answer.json()["currentVersion"] == 2
    assert api.delete(f"/goals/{goal.public_id}", version=1).status_code == 412


@pytest.mark.parametrize("header", ["1", "*", 'W/"1"', '"1", "2"', '"0"', '"99999999999"', ""])
def test_if_match_has_one_form(api: Api, goal: Goal, header: str) -> None:
    answer = api.call("PATCH", f"/goals/{goal.public_id}", {"text": "Anders"}, If_Match=header)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["in"] == "header"


def test_removing_and_bringing_back(api: Api, goal: Goal) -> None:
    assert api.delete(f"/goals/{goal.public_id}").status_code == 204
    assert api.get(f"/goals/{goal.public_id}").status_code == 404
    assert api.delete(f"/goals/{goal.public_id}").status_code == 404
    answer = api.post(f"/goals/{goal.public_id}/_restore")
    assert answer.status_code == 200, answer.content
    assert answer.json()["text"] == "Korter wachten"
    assert api.post(f"/goals/{goal.public_id}/_restore").status_code == 404


def test_what_is_in_use_stays(api: Api, programme: Programme, goal: Goal) -> None:
    answer = api.delete(f"/programmes/{programme.public_id}")
    assert answer.status_code == 409
    assert answer.json()["type"] == "/api/#problem-in-use"
    assert Programme.objects.of(programme.organisation).exists()


def test_what_cannot_come_back_says_why(api: Api, goal: Goal, programme: Programme) -> None:
    api.delete(f"/goals/{goal.public_id}")
    assert api.delete(f"/programmes/{programme.public_id}").status_code == 204
    answer = api.post(f"/goals/{goal.public_id}/_restore")
    assert answer.status_code == 409
    assert answer.json()["type"] == "/api/#problem-not-restorable"


def test_history_says_who_changed_what(api: Api, programme_manager: User, programme: Programme) -> None:
    made = api.post("/goals", {"programme": str(programme.public_id), "text": "Eerst"}).json()
    path = f"/goals/{made['id']}"
    api.patch(path, {"text": "Daarna", "targetDate": "2028", "owner": str(programme_manager.public_id)}, 1)
    answer = api.get(f"{path}/history")
    assert answer.status_code == 200
    newest, oldest = answer.json()["items"]
    assert (newest["what"], oldest["what"], newest["version"]) == ("changed", "created", 2)
    assert newest["by"] == {"id": str(programme_manager.public_id), "name": programme_manager.name}
    changes = {change["field"]: (change["from"], change["to"]) for change in newest["changes"]}
    assert changes == {
        "text": ("Eerst", "Daarna"),
        "targetDate": (None, "2028"),
        "owner": (None, str(programme_manager.public_id)),
    }
    page = api.get(f"{path}/history?pageSize=1").json()
    assert page["totalItems"] == 2 and len(page["items"]) == 1 and page["items"][0]["changes"]


def test_history_stays_after_removal(api: Api, goal: Goal) -> None:
    api.delete(f"/goals/{goal.public_id}")
    found = api.get(f"/goals/{goal.public_id}/history").json()["items"]
    assert found[0]["what"] == "removed"
    assert api.get(f"/goals/{uuid.uuid4()}/history").status_code == 404


def test_a_broken_rule_stands_at_its_field(api: Api, programme: Programme) -> None:
    body = {
        "name": "Op pad",
        "organisation": str(programme.organisation.public_id),
        "start": "2027",
        "end": "2025",
    }
    answer = api.post("/programmes", body)
    assert answer.status_code == 400, answer.content
    assert answer.json()["type"] == "/api/#problem-rule-broken"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"text": ""}, "/text"),
        ({"text": " \t"}, "/text"),
        ({"text": 3}, "/text"),
        ({"text": None}, "/text"),
        ({"text": "nul\0"}, "/text"),
        ({"text": "x" * 100_001}, "/text"),
        ({"targetDate": "2027-13"}, "/targetDate"),
        ({"targetDate": "2027-02-29"}, "/targetDate"),
        ({"targetDate": "1 maart 2027"}, "/targetDate"),
        ({"verdict": "goed"}, "/verdict"),
        ({"owner": "1"}, "/owner"),
        ({"pk": 1}, "/pk"),
        ({"programme": None}, "/organisation"),
    ],
)
def test_wrong_input_stands_at_its_field(
    api: Api, programme: Programme, change: dict[str, object], pointer: str
) -> None:
    body = {"programme": str(programme.public_id), "text": "Goed", **change}
    answer = api.post("/goals", body)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert [fault["location"]["pointer"] for fault in answer.json()["errors"]] == [pointer]
    assert not programme.goals.exists()


def test_something_of_another_organisation_is_told_at_the_field(
    api: Api, programme: Programme, other_organisation: Organisation
) -> None:
    """A goal of another organisation by id: the same words as for what does not exist."""
    theirs = a_programme(other_organisation)
    faults = [
        api.post("/goals", {"programme": str(wrong), "text": "Mee"}).json()["errors"]
        for wrong in (theirs.public_id, uuid.uuid4())
    ]
    assert faults[0] == faults[1] and faults[0][0]["location"] == {"pointer": "/programme"}
    stranger = a_record("opgaven", other_organisation)
    body = {"programme": str(programme.public_id), "text": "Mee", "mission": str(stranger.public_id)}
    answer = api.post("/goals", body)
    assert answer.status_code == 400 and answer.json()["errors"][0]["location"] == {"pointer": "/mission"}


def test_changed_at_the_same_moment(api: Api, goal: Goal, monkeypatch: pytest.MonkeyPatch) -> None:
    from koers.core.models import ConcurrentChange
    from koers.editing import actions

    def late(**_values: object) -> None:
        raise ConcurrentChange

    monkeypatch.setattr(actions, "change", late)
    answer = api.patch(f"/goals/{goal.public_id}", {"text": "Anders"}, version=1)
    assert answer.status_code == 409
    assert answer.json()["type"] == "/api/#problem-changed-meanwhile"


def test_a_record_of_a_body_of_its_own(api: Api, organisation: Organisation) -> None:
    """A kind without parent hangs from the organisation."""
    answer = api.post("/decisions", {"organisation": str(organisation.public_id), "text": "Akkoord"})
    assert answer.status_code == 201, answer.content
    assert answer.json()["organisation"] == str(organisation.public_id)
    assert api.post("/decisions", {"text": "Akkoord"}).status_code == 400


def test_a_kind_that_is_written_in_another_way_is_read_only(api: Api) -> None:
    answer = api.post("/statuses", {})
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]


def test_money_and_numbers_are_text(api: Api, organisation: Organisation) -> None:
    goal = a_record("doelen", organisation)
    body = {"goal": str(goal.public_id), "name": "Verzuim", "baseline": "7.10", "target": "9"}
    answer = api.post("/indicators", body)
    assert answer.status_code == 201, answer.content
    assert (answer.json()["baseline"], answer.json()["target"]) == ("7.1", "9")


def test_a_session_reads_and_writes_only_with_the_token_of_the_form(
    programme_manager: User, goal: Goal
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(programme_manager)
    address = f"/api/v1/goals/{goal.public_id}"
    assert client.get(address).status_code == 200
    refused = client.delete(address)
    assert refused.status_code == 403 and refused["Content-Type"] == "application/problem+json"
    client.get("/account/api-sleutels/")
    token = client.cookies["csrftoken"].value
    assert client.delete(address, headers={"X-CSRFToken": token}).status_code == 204


def test_a_reading_token_does_not_write(api_of: ApiOf, programme_manager: User, goal: Goal) -> None:
    api = api_of(programme_manager, scope="read")
    assert api.get(f"/goals/{goal.public_id}").status_code == 200
    assert api.patch(f"/goals/{goal.public_id}", {"text": "Anders"}, 1).status_code == 403


def test_who_may_only_read_is_told_so(
    api_of: ApiOf, user_with: UserWith, organisation: Organisation, goal: Goal
) -> None:
    api = api_of(user_with(Role.EMPLOYEE, organisation))
    assert api.get(f"/goals/{goal.public_id}").status_code == 200
    answer = api.patch(f"/goals/{goal.public_id}", {"text": "Anders"}, 1)
    assert answer.status_code == 403 and answer.json()["type"] == "/api/#problem-not-allowed"
    assert api.get("/risks").status_code == 403
