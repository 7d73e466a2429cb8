"""Lists: pages, narrowing, order, and one number of queries for one row and for three."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

import api.builders  # noqa: F401 - builders register themselves
from api.conftest import Api
from editing.making import a_programme, built
from koers.api.shapes import Resource, resource_of
from koers.editing.kinds import all_kinds, by_slug
from koers.organisations.models import Organisation
from koers.programmes.models import Goal, Programme
from koers.ui.api.paging import Page

# The token, its use, the memberships, how many, the rows; and what is shared, for what hangs from a programme.
QUERIES = {"goals": 6, "adoptions": 6, "track-members": 6, "risks": 5}
LISTED = [resource_of(kind) for kind in all_kinds() if kind.api in QUERIES]
pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return a_programme(organisation)


def add_goals(programme: Programme, *texts: str) -> None:
    for text in texts:
        built(by_slug("doelen"), programme.organisation, programme=programme, text=text)


def texts(api: Api, query: str) -> list[str]:
    answer = api.get(f"/goals?{query}")
    assert answer.status_code == 200, answer.content
    return [item["text"] for item in answer.json()["items"]]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("resource", LISTED, ids=lambda resource: resource.path)
def test_a_list_asks_as_much_for_three_rows_as_for_one(
    resource: Resource, rows: int, api: Api, organisation: Organisation, django_assert_num_queries: object
) -> None:
    for _ in range(rows):
        built(resource.kind, organisation)
    with django_assert_num_queries(QUERIES[resource.path]):  # type: ignore[operator]
        assert len(api.get(f"/{resource.path}").json()["items"]) == rows


@pytest.mark.parametrize("changes", [1, 3])
def test_history_asks_one_more_per_kind_it_names(
    changes: int, api: Api, programme: Programme, django_assert_num_queries: object
) -> None:
    add_goals(programme, "Eerst")
    goal = programme.goals.get()
    for number in range(1, changes + 1):
        api.patch(f"/goals/{goal.public_id}", {"text": f"Versie {number}"}, number)
    with django_assert_num_queries(7):  # type: ignore[operator]
        found = api.get(f"/goals/{goal.public_id}/history").json()
    assert found["totalItems"] == changes + 1


def test_pages(api: Api, programme: Programme) -> None:
    add_goals(programme, "Een", "Twee", "Drie")
    first = api.get("/goals?pageSize=2&sort=createdAt").json()
    assert [item["text"] for item in first["items"]] == ["Een", "Twee"]
    assert (first["page"], first["pageSize"], first["totalItems"], first["totalPages"]) == (1, 2, 3, 2)
    assert "previous" not in first["links"]
    second = api.get(first["links"]["next"].removeprefix("/api/v1")).json()
    assert [item["text"] for item in second["items"]] == ["Drie"]
    assert "next" not in second["links"]
    assert api.get("/goals?page=9").json()["items"] == []


def test_narrowing(api: Api, programme: Programme, other_organisation: Organisation) -> None:
    other = a_programme(programme.organisation)
    add_goals(programme, "Korter wachten")
    add_goals(other, "Minder papier")
    assert texts(api, f"programme={programme.public_id}") == ["Korter wachten"]
    assert (
        texts(api, f"organisation={programme.organisation.public_id}&sort=-createdAt")[0] == "Minder papier"
    )
    assert texts(api, f"organisation={other_organisation.public_id}") == []
    assert texts(api, "q=papier") == ["Minder papier"]
    assert texts(api, "q=wachten+KORTER") == ["Korter wachten"]
    assert texts(api, "q=wachten+papier") == []


def test_what_changed_since(api: Api, programme: Programme) -> None:
    add_goals(programme, "Oud", "Nieuw")
    before = timezone.now() - timedelta(days=2)
    Goal.objects.of(programme.organisation).filter(text="Oud").update(updated_at=before)
    since = (timezone.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert texts(api, f"updatedSince={since}") == ["Nieuw"]


def test_order(api: Api, programme: Programme) -> None:
    for year in ("2028", "2026", "2027-03"):
        api.post("/goals", {"programme": str(programme.public_id), "text": year, "targetDate": year})
    assert texts(api, "sort=targetDate") == ["2026", "2027-03", "2028"]
    assert texts(api, "sort=-targetDate") == ["2028", "2027-03", "2026"]


def test_the_parts_of_one_programme(api: Api, programme: Programme, other_organisation: Organisation) -> None:
    add_goals(programme, "Korter wachten")
    add_goals(a_programme(programme.organisation), "Elders")
    found = api.get(f"/programmes/{programme.public_id}/goals").json()
    assert [item["text"] for item in found["items"]] == ["Korter wachten"]
    assert found["links"]["self"].startswith(f"/api/v1/programmes/{programme.public_id}/goals?")
    theirs = a_programme(other_organisation)
    assert api.get(f"/programmes/{theirs.public_id}/goals").status_code == 404


def test_by_parent(api: Api, organisation: Organisation) -> None:
    first = built(by_slug("vaststellingen"), organisation)
    built(by_slug("vaststellingen"), organisation)
    deliverable = first.deliverable  # type: ignore[attr-defined]
    found = api.get(f"/adoptions?deliverable={deliverable.public_id}").json()["items"]
    assert [item["id"] for item in found] == [str(first.public_id)]
    assert found[0]["programme"] == str(deliverable.programme.public_id)


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=a",
        "page=1.0",
        "page=+1",
        "page=100001",
        "pageSize=101",
        "pageSize=",
        "sort=id",
        "sort=--text",
        "q=",
        "q=%00",
        "programme=1",
        "updatedSince=2025",
        "updatedSince=2025-01-01T00:00:00",
        "updated_since=2025-01-01T00:00:00Z",
        "onbekend=1",
        "page=1&page=2",
    ],
)
def test_wrong_questions_are_refused(api: Api, query: str) -> None:
    answer = api.get(f"/goals?{query}")
    assert answer.status_code == 400, answer.content
    fault = answer.json()["errors"][0]
    assert fault["in"] == "query" and fault["location"]["name"] == query.split("=")[0]


@given(total=st.integers(0, 500), size=st.integers(1, 100), number=st.integers(1, 60))
def test_the_pages_hold_every_row_once(total: int, size: int, number: int) -> None:
    rows = list(range(total))
    document = Page(number, size).document(rows[Page(number, size).rows], total, "/x", {})
    pages = document["totalPages"]
    assert [row for one in range(1, pages + 1) for row in rows[Page(one, size).rows]] == rows
    assert ("next" in document["links"]) == (number < pages)
    assert ("previous" in document["links"]) == (number > 1)
