"""The JSON schema of problems, as the API's description shows it."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from koers.ui.api.problems import MEDIA_TYPE

PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "currentVersion": {"type": "integer", "minimum": 1},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Fault"}},
    },
    "additionalProperties": False,
}
FAULT: dict[str, Any] = {
    "type": "object",
    "required": ["in", "location", "code", "detail"],
    "properties": {
        "in": {"type": "string", "enum": ["body", "query", "path", "header"]},
        "location": {
            "type": "object",
            "properties": {"pointer": {"type": "string"}, "name": {"type": "string"}},
            "additionalProperties": False,
        },
        "code": {"type": "string"},
        "detail": {"type": "string"},
    },
    "additionalProperties": False,
}
VERSION_HEADER: dict[str, Any] = {
    "API-Version": {"description": "The full version of the API.", "schema": {"type": "string"}}
}
ETAG: dict[str, Any] = {
    "ETag": {"description": "The record's version, for If-Match.", "schema": {"type": "string"}}
}
_WORDS: dict[int, str | Promise] = {
    400: _("The input is not right."),
    401: _("Not logged in, or the token is not valid."),
    403: _("Not allowed."),
    404: _("Not found, or not yours."),
    405: _("This address does not know this method."),
    409: _("Somebody changed it at the same moment, or it is still in use."),
    412: _("The record is no longer at this version."),
    413: _("Too large."),
    415: _("Not JSON."),
    428: _("If-Match is missing."),
    429: _("Too many requests."),
    500: _("Something went wrong."),
}
_EXTRA: dict[int, dict[str, Any]] = {
    401: {"WWW-Authenticate": {"schema": {"type": "string"}}},
    405: {"Allow": {"schema": {"type": "string"}}},
    429: {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}},
}


def problem_responses(*statuses: int) -> dict[int, Any]:
    """The responses of an operation that end in a problem, as references to `problem_components`."""
    return {status: {"$ref": f"#/components/responses/Problem{status}"} for status in statuses}


def problem_components() -> dict[str, Any]:
    """The responses that `problem_responses` refers to, in the language of the reader."""
    return {
        f"Problem{status}": {
            "description": str(words),
            "headers": {**VERSION_HEADER, **_EXTRA.get(status, {})},
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, words in _WORDS.items()
    }


def json_response(words: str, component: str, **headers: Any) -> dict[str, Any]:
    """A response that holds the component as JSON."""
    return {
        "description": words,
        "headers": {**VERSION_HEADER, **headers},
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{component}"}}},
    }
