"""The access matrix of the API, generated over every operation of every kind.

Anonymous gets 401, another organisation 404, who may only read 403, the right role comes in.
"""

from __future__ import annotations

from typing import Any

import pytest

import api.builders  # noqa: F401 - builders register themselves
from api.conftest import Api, ApiOf, api_of  # noqa: F401 - a fixture
from editing.making import a_record
from koers.api.building import the_description
from koers.api.names import camel
from koers.api.shapes import Resource, resource_of
from koers.editing.kinds import all_kinds
from koers.organisations.models import Organisation
from koers.organisations.permissions import GRANTS, Permission, Role
from people import UserWith

RESOURCES = [resource_of(kind) for kind in all_kinds()]
WRITABLE = [resource for resource in RESOURCES if resource.kind.writable]
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def operations(resource: Resource) -> list[tuple[str, str]]:
    """Method and path of everything below the resource."""
    found = [
        (method.upper(), path)
        for path, methods in the_description()["paths"].items()
        for method in methods
        if path.strip("/").split("/")[0] == resource.path
    ]
    assert found
    return found


def role_with(*permissions: Permission) -> Role:
    return next(role for role in Role if set(permissions) <= GRANTS[role])


def ask(api: Api, method: str, path: str, record: Any) -> Any:
    body: dict[str, Any] | None = (
        {} if method in ("PUT", "PATCH") or (method == "POST" and "_restore" not in path) else None
    )
    headers = {"If_Match": f'"{record.version}"'}
    return api.call(method, path.replace("{id}", str(record.public_id)), body, **headers)


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.path)
def test_anonymous_is_asked_who_it_is(resource: Resource, organisation: Organisation) -> None:
    record = a_record(resource.kind.slug, organisation)
    for method, path in operations(resource):
        answer = ask(Api(), method, path, record)
        assert answer.status_code == 401, (method, path)
        assert answer["WWW-Authenticate"] == "Bearer" and answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.path)
def test_a_record_of_another_organisation_does_not_exist(
    resource: Resource,
    organisation: Organisation,
    other_organisation: Organisation,
    user_with: UserWith,
    api_of: ApiOf,  # noqa: F811 - the fixture
) -> None:
    record = a_record(resource.kind.slug, organisation)
    kind = resource.kind
    api = api_of(user_with(role_with(kind.see, kind.needs), other_organisation))
    for method, path in operations(resource):
        if "{id}" in path:
            assert ask(api, method, path, record).status_code in (404, 400), (method, path)
        elif method == "GET":
            assert api.get(path).json()["items"] == []
    assert type(record).objects.of(organisation).filter(pk=record.pk).exists()


@pytest.mark.parametrize("resource", WRITABLE, ids=lambda resource: resource.path)
def test_who_may_only_read_is_refused(
    resource: Resource,
    organisation: Organisation,
    user_with: UserWith,
    api_of: ApiOf,  # noqa: F811
) -> None:
    record = a_record(resource.kind.slug, organisation)
    body = body_for(resource, record)
    api = api_of(user_with(Role.AUDITOR, organisation))
    path = f"/{resource.path}"
    one = f"{path}/{record.public_id}"
    assert api.get(one).status_code == 200
    version = record.version
    assert api.post(path, body).status_code == 403
    assert api.put(one, without_place(resource, body), version).status_code == 403
    assert api.patch(one, {}, version).status_code == 403
    assert api.delete(one).status_code == 403
    assert api.post(f"{one}/_restore").status_code == 403


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.path)
def test_a_role_that_may_not_see_the_kind_gets_nothing_of_it(
    resource: Resource,
    organisation: Organisation,
    user_with: UserWith,
    api_of: ApiOf,  # noqa: F811
) -> None:
    record = a_record(resource.kind.slug, organisation)
    role = next(role for role in Role if resource.kind.see not in GRANTS[role])
    api = api_of(user_with(role, organisation))
    for path in (f"/{resource.path}", f"/{resource.path}/{record.public_id}"):
        assert api.get(path).status_code == 403


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.path)
def test_the_right_role_comes_in(
    resource: Resource,
    organisation: Organisation,
    user_with: UserWith,
    api_of: ApiOf,  # noqa: F811
) -> None:
    record = a_record(resource.kind.slug, organisation)
    api = api_of(user_with(role_with(resource.kind.see, resource.kind.needs), organisation))
    path = f"/{resource.path}"
    one = f"{path}/{record.public_id}"
    assert str(record.public_id) in [found["id"] for found in api.get(path).json()["items"]]
    assert api.get(one).status_code == 200
    assert api.get(f"{one}/history").status_code == 200
    if not resource.kind.writable:
        return
    body = body_for(resource, record)
    answer = api.put(one, without_place(resource, body), record.version)
    assert answer.status_code == 200, answer.content
    version = answer.json()["version"]
    assert api.patch(one, {}, version).status_code == 200
    assert api.delete(one, version).status_code == 204
    made = api.post(path, body)
    assert made.status_code == 201, made.content
    assert api.delete(f"{path}/{made.json()['id']}").status_code == 204
    assert api.post(f"{one}/_restore").status_code == 200


def body_for(resource: Resource, record: Any) -> dict[str, Any]:
    """What one would send to make the same record."""
    from koers.api.shapes import representation

    found = representation(resource, record)
    names = [camel(one.name) for one in resource.writable]
    if resource.kind.parent:
        names.append(camel(resource.kind.parent))
    else:
        names.append("organisation")
    return {name: found[name] for name in names}


def without_place(resource: Resource, body: dict[str, Any]) -> dict[str, Any]:
    names = {camel(one.name) for one in resource.writable}
    return {name: value for name, value in body.items() if name in names}
