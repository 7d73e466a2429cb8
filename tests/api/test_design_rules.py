"""The OpenAPI document follows the Dutch API Design Rules; each test names its rule."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from api.conftest import Api
from koers.api.building import the_description
from koers.api.version import API_VERSION

HTTP = {"get", "post", "put", "patch", "delete"}
CAMEL = re.compile(r"[a-z][a-z\d]*([A-Z][a-z\d]*)*")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(the_description()))
    return found


def resolved(document: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in found:
        part: Any = document
        for step in found["$ref"].removeprefix("#/").split("/"):
            part = part[step]
        found = part
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_doc_openapi(document: dict[str, Any]) -> None:
    assert re.fullmatch(r"3\.1\.\d+", document["openapi"])
    assert {"name"} <= set(document["info"]["contact"]) <= {"name", "url", "email"}, (
        "as far as the settings say"
    )
    assert document["info"]["license"]["name"] == "EUPL-1.2"


def test_publish_openapi(client: Client) -> None:
    answer = client.get("/api/v1/openapi.json", headers={"Origin": "https://elders.example"})
    assert answer.status_code == 200 and answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert client.post("/api/v1/openapi.json").status_code == 405


def test_uri_version(client: Client) -> None:
    servers = client.get("/api/v1/openapi.json").json()["servers"]
    assert [re.search(r"/v\d+$", server["url"]) is not None for server in servers] == [True]


def test_semver_and_version_header(document: dict[str, Any]) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", document["info"]["version"])
    for path, method, operation in operations(document):
        for status, found in operation["responses"].items():
            headers = resolved(document, found).get("headers", {})
            assert "API-Version" in headers, (path, method, status)


def test_every_answer_has_the_version(client: Client) -> None:
    for path in ("/api/v1/me", "/api/v1/nergens", "/api/v1/openapi.json", "/api/v1", "/api/v1/goals/1"):
        assert client.get(path)["API-Version"] == API_VERSION


def test_no_trailing_slash_and_kebab_case(document: dict[str, Any]) -> None:
    for path in document["paths"]:
        assert re.fullmatch(r"(/([a-z0-9-]+|\{[a-z]+\}))+(/_[a-z]+)?", path), path


def test_a_trailing_slash_is_not_found(client: Client) -> None:
    answer = client.get("/api/v1/goals/")
    assert answer.status_code == 404 and answer["Content-Type"] == "application/problem+json"


def test_plural_nouns(document: dict[str, Any]) -> None:
    names = {path.split("/")[1] for path in document["paths"]} - {"me", "progress"}
    assert all(name.endswith("s") for name in names)


def test_http_methods(document: dict[str, Any]) -> None:
    assert {method for _path, method, _operation in operations(document)} <= HTTP


def test_query_keys_and_properties_camel_case(document: dict[str, Any]) -> None:
    for _path, _method, operation in operations(document):
        for found in operation.get("parameters", []):
            parameter = resolved(document, found)
            assert parameter["in"] != "query" or CAMEL.fullmatch(parameter["name"])
    for name, schema in document["components"]["schemas"].items():
        assert re.fullmatch(r"[A-Z][A-Za-z0-9]*", name)
        assert all(CAMEL.fullmatch(member) for member in schema["properties"])


def test_problem_details(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        for status, found in operation["responses"].items():
            if int(status) >= 400:
                content = resolved(document, found)["content"]
                assert list(content) == ["application/problem+json"], (path, method, status)
                schema = resolved(document, content["application/problem+json"]["schema"])
                assert {"status", "title", "detail"} <= set(schema["required"])


def test_invalid_input(document: dict[str, Any]) -> None:
    for path, method, operation in operations(document):
        assert "400" in operation["responses"], (path, method)


def test_operations_have_one_id_each(document: dict[str, Any]) -> None:
    ids = [operation["operationId"] for _path, _method, operation in operations(document)]
    assert len(set(ids)) == len(ids)
    assert all(operation["security"] for _path, _method, operation in operations(document))


def test_dates_have_a_format(document: dict[str, Any]) -> None:
    for schema in document["components"]["schemas"].values():
        for name, member in schema["properties"].items():
            if re.search(r"(?:\w+D|^d)ate$", name) and schema["properties"][name].get("type") != "boolean":
                assert "format" in member, name


def test_references_lead_somewhere(document: dict[str, Any]) -> None:
    for found in set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(document))):
        assert resolved(document, {"$ref": found})


def test_no_id_of_the_database(document: dict[str, Any]) -> None:
    names = {name for schema in document["components"]["schemas"].values() for name in schema["properties"]}
    assert not names & {"pk", "organisationId", "programmeId"}
    assert document["components"]["schemas"]["Goal"]["properties"]["id"]["format"] == "uuid"


def test_security_headers(api: Api) -> None:
    answer = api.get("/me")
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_bodies_know_only_the_fields_of_their_kind(document: dict[str, Any]) -> None:
    """A body once bore the name of another kind: that of changing a unit, and a change of units."""
    for name, schema in document["components"]["schemas"].items():
        if name.endswith("Patch"):
            whole = document["components"]["schemas"][name.removesuffix("Patch")]
            assert set(schema["properties"]) <= set(whole["properties"]), name
            assert "required" not in schema
