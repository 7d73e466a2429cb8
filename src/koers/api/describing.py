"""One resource of the OpenAPI document as a page shows it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from koers.api.building import the_description

_UUID = "3f2a9c1e-6b7d-4e8f-9a0b-1c2d3e4f5a6b"


@dataclass(frozen=True, slots=True)
class Member:
    """A parameter, or a field of a body."""

    name: str
    form: str
    words: str
    required: bool


@dataclass(frozen=True, slots=True)
class Action:
    """An operation with everything one needs to call it."""

    anchor: str
    method: str
    path: str
    summary: str
    parameters: list[Member]
    body: list[Member]
    answers: list[tuple[str, str]]
    curl: str


@dataclass(frozen=True, slots=True)
class Described:
    name: str
    words: str
    fields: list[Member]
    actions: list[Action]


def describe(name: str, base: str) -> Described | None:
    """None when there is no such resource."""
    document = the_description()
    tag = next((found for found in document["tags"] if found["name"] == name), None)
    if tag is None:
        return None
    actions = [
        _action(document, method, path, operation, base)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if name in operation["tags"]
    ]
    return Described(name, tag["description"], _fields(document, actions, name), actions)


def _fields(document: dict[str, Any], actions: list[Action], name: str) -> list[Member]:
    """The fields of the representation: of what GET of one answers."""
    path = f"/{name}" if name == "me" else f"/{name}/{{id}}"
    content = _resolved(document, document["paths"][path]["get"]["responses"][200])["content"]
    found = _members(document, content["application/json"]["schema"])
    return [replace(member, required=False) for member in found]  # an answer always has all of them


def _action(document: dict[str, Any], method: str, path: str, operation: dict[str, Any], base: str) -> Action:
    parameters = [_resolved(document, found) for found in operation.get("parameters", [])]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    answers = [
        (str(status), _resolved(document, found)["description"])
        for status, found in operation["responses"].items()
    ]
    return Action(
        anchor=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        parameters=[_parameter(found) for found in parameters],
        body=_members(document, body) if body else [],
        answers=answers,
        curl=_curl(document, method.upper(), f"{base}{path.replace('{id}', _UUID)}", parameters, body),
    )


def _resolved(document: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in found:
        return found
    part: Any = document
    for step in found["$ref"].removeprefix("#/").split("/"):
        part = part[step]
    return dict(part)


def _parameter(found: dict[str, Any]) -> Member:
    name = found["name"] if found["in"] != "header" else _("header %(name)s") % {"name": found["name"]}
    return Member(name, _form(found["schema"]), found.get("description", ""), found["required"])


def _members(document: dict[str, Any], schema: dict[str, Any]) -> list[Member]:
    whole = _resolved(document, schema)
    required = set(whole.get("required", []))
    return [
        Member(name, _form(member), member.get("description", ""), name in required)
        for name, member in whole.get("properties", {}).items()
    ]


def _form(schema: dict[str, Any]) -> str:
    """What a value looks like, in a few words."""
    kinds = schema.get("type", "object")
    kind = next((found for found in kinds if found != "null"), "null") if isinstance(kinds, list) else kinds
    if "enum" in schema:
        return " | ".join("null" if code is None else str(code) for code in schema["enum"])
    words = {
        "partial-date": _("year, month or day (2025, 2025-03, 2025-03-01)"),
        "date": _("day (2025-03-01)"),
        "date-time": _("moment (2025-03-01T09:00:00Z)"),
        "decimal": _("number as text (“1234.50”)"),
        "uuid": _("id (UUID)"),
    }
    found = words.get(schema.get("format", ""), kind)
    if "maxLength" in schema:
        found += _(", at most %(count)s characters") % {"count": schema["maxLength"]}
    return f"{found} | null" if isinstance(kinds, list) else found


def _curl(
    document: dict[str, Any],
    method: str,
    address: str,
    parameters: list[dict[str, Any]],
    body: dict[str, Any],
) -> str:
    lines = [f"curl -X {method} '{address}'", "  -H 'Authorization: Bearer koers_…'"]
    if any(found["name"] == "If-Match" and found["required"] for found in parameters):
        lines.append("  -H 'If-Match: \"3\"'")
    if body:
        whole = _resolved(document, body)
        names = whole.get("required") or list(whole["properties"])[:1]
        example = {name: _example(whole["properties"][name]) for name in names}
        lines += [
            "  -H 'Content-Type: application/json'",
            f"  -d '{json.dumps(example, ensure_ascii=False)}'",
        ]
    return " \\\n".join(lines)


def _example(schema: dict[str, Any]) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    examples = {
        "partial-date": "2027-03",
        "date": "2027-03-01",
        "date-time": "2027-03-01T09:00:00Z",
        "decimal": "12.50",
        "uuid": _UUID,
    }
    kinds: Any = schema.get("type")
    if kinds == "integer":
        return max(1, schema["minimum"])
    if kinds == "boolean":
        return True
    return [] if kinds == "array" else examples.get(schema.get("format", ""), _("Text"))
