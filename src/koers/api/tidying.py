"""Makes the OpenAPI document small and plain: no titles that repeat a name, no twin parameters, no answers never given."""

from __future__ import annotations

import json
from typing import Any

from koers.api.names import pascal


def tidy(document: dict[str, Any]) -> None:
    """Changes the document in place."""
    for schema in document["components"]["schemas"].values():
        _plain(schema)
    shared: dict[str, str] = {}
    parameters: dict[str, Any] = {}
    for operations in document["paths"].values():
        for operation in operations.values():
            # django-ninja adds a 200 of its own to what answers 201 or 204.
            operation["responses"] = {
                status: one
                for status, one in operation["responses"].items()
                if "$ref" in one or "headers" in one
            }
            found = [_parameter(one) for one in operation.get("parameters", [])]
            operation["parameters"] = [_reference(one, shared, parameters) for one in found]
            if not operation["parameters"]:
                del operation["parameters"]
    document["components"]["parameters"] = parameters


def _plain(schema: dict[str, Any]) -> None:
    schema.pop("title", None)
    for member in schema.get("properties", {}).values():
        member.pop("title", None)
        if member.get("default", 0) in (None, ""):
            del member["default"]


def _parameter(found: dict[str, Any]) -> dict[str, Any]:
    """Without what pydantic adds; the description stands with the parameter, not in its schema too."""
    drop = {"title", "description", "example"} | (
        {"default"} if found["schema"].get("default", 0) in (None, "") else set()
    )
    return {**found, "schema": {name: value for name, value in found["schema"].items() if name not in drop}}


def _reference(found: dict[str, Any], shared: dict[str, str], parameters: dict[str, Any]) -> dict[str, Any]:
    """The parameter once, among the components, and references to it."""
    content = json.dumps(found, sort_keys=True)
    if content not in shared:
        wanted = pascal(found["name"])
        wanted = wanted[0].upper() + wanted[1:]
        number = sum(name.rstrip("0123456789") == wanted for name in parameters)
        shared[content] = f"{wanted}{number + 1 if number else ''}"
        parameters[shared[content]] = found
    return {"$ref": f"#/components/parameters/{shared[content]}"}
