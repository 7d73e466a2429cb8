"""Every error of the API is a problem document (RFC 9457, `application/problem+json`).

A view raises `Problem`; `answer` makes the response. The type of a problem is the address of its explanation in the
documentation of the API, so that whoever meets one can look it up.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEDIA_TYPE = "application/problem+json"
ADDRESS = "/api/#problem-"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its name in the type, its status, and words for a person."""

    name: str
    status: int
    title: str | Promise
    explanation: str | Promise

    @property
    def type(self) -> str:
        return f"{ADDRESS}{self.name}"


INVALID_INPUT = Kind(
    "invalid-input",
    400,
    _("The input is not right"),
    _("A value, a field or a parameter does not have the form the API asks for. `errors` says which."),
)
RULE_BROKEN = Kind(
    "rule-broken",
    400,
    _("A rule of the register does not allow this"),
    _("The form is right, but the values do not go together. `errors` says which rule."),
)
NOT_AUTHENTICATED = Kind(
    "not-authenticated",
    401,
    _("Log in first"),
    _("Send a token: Authorization: Bearer koers_… You make one on your account page."),
)
TOKEN_EXPIRED = Kind(
    "token-expired", 401, _("This token has expired"), _("Make a new token on your account page.")
)
TOKEN_REVOKED = Kind(
    "token-revoked", 401, _("This token was withdrawn"), _("Make a new token on your account page.")
)
NOT_ALLOWED = Kind(
    "not-allowed", 403, _("You may not do this"), _("Your role or your token does not allow this action.")
)
NOT_FOUND = Kind(
    "not-found", 404, _("Not found"), _("This address or record does not exist, or it is not yours.")
)
METHOD_NOT_ALLOWED = Kind(
    "method-not-allowed", 405, _("This address does not know this method"), _("The header Allow names them.")
)
CHANGED_MEANWHILE = Kind(
    "changed-meanwhile",
    409,
    _("Somebody else changed this record at the same moment"),
    _("Nothing was saved. Get the record again and decide what to do."),
)
IN_USE = Kind(
    "in-use", 409, _("Other records still refer to this one"), _("Nothing was removed. Remove those first.")
)
NOT_RESTORABLE = Kind(
    "not-restorable",
    409,
    _("This cannot be brought back"),
    _("What it belonged to is gone, it is there already, or it was removed too long ago."),
)
LENGTH_REQUIRED = Kind(
    "length-required", 411, _("The length is missing"), _("Send the header Content-Length.")
)
VERSION_DIFFERS = Kind(
    "version-differs",
    412,
    _("The record is no longer at this version"),
    _("Nothing was saved. `currentVersion` says which version it has now; get the record again."),
)
TOO_LARGE = Kind("too-large", 413, _("This is too large"), _("A request holds one megabyte at most."))
NOT_JSON = Kind(
    "not-json", 415, _("Send JSON"), _("The header Content-Type of what you send is application/json.")
)
VERSION_REQUIRED = Kind(
    "version-required",
    428,
    _("Say which version you change"),
    _("Send the ETag you got with the record in the header If-Match, so that no change of others is lost."),
)
TOO_MANY = Kind(
    "too-many-requests",
    429,
    _("Too many requests"),
    _("The header Retry-After says how many seconds to wait."),
)
FAILED = Kind(
    "failed", 500, _("Something went wrong at our side"), _("Nothing was saved. Try again later, or tell us.")
)
KINDS: tuple[Kind, ...] = (
    INVALID_INPUT,
    RULE_BROKEN,
    NOT_AUTHENTICATED,
    TOKEN_EXPIRED,
    TOKEN_REVOKED,
    NOT_ALLOWED,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    CHANGED_MEANWHILE,
    IN_USE,
    NOT_RESTORABLE,
    LENGTH_REQUIRED,
    VERSION_DIFFERS,
    TOO_LARGE,
    NOT_JSON,
    VERSION_REQUIRED,
    TOO_MANY,
    FAILED,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one place: in the body (`name` is a JSON pointer), the query, the path or a header."""

    where: str
    name: str
    code: str
    detail: str

    def as_json(self) -> dict[str, Any]:
        location = {"pointer" if self.where == "body" else "name": self.name}
        return {"in": self.where, "location": location, "code": self.code, "detail": self.detail}


class Problem(Exception):
    """Ends a request with a problem document."""

    def __init__(
        self,
        kind: Kind,
        detail: str = "",
        *,
        errors: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(kind.name)
        self.kind, self.errors, self.extra = kind, errors, extra
        self.detail = detail
        self.headers = dict(headers or {})


def answer(problem: Problem) -> HttpResponse:
    kind = problem.kind
    document: dict[str, Any] = {
        "type": kind.type,
        "title": str(kind.title),
        "status": kind.status,
        "detail": problem.detail or str(kind.explanation),
        **problem.extra,
    }
    if problem.errors:
        document["errors"] = [fault.as_json() for fault in problem.errors]
    response = HttpResponse(json.dumps(document), content_type=MEDIA_TYPE, status=kind.status)
    if kind.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    for name, value in problem.headers.items():
        response[name] = value
    return response
