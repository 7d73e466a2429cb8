"""From what goes wrong to a problem document."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import (
    NON_FIELD_ERRORS,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError,
)
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as WrongInput

from koers.core.models import ConcurrentChange
from koers.editing.removing import NotRestorable
from koers.organisations.records import NotRemovable
from koers.ui.api.problems import (
    CHANGED_MEANWHILE,
    FAILED,
    IN_USE,
    INVALID_INPUT,
    NOT_ALLOWED,
    NOT_AUTHENTICATED,
    NOT_FOUND,
    NOT_RESTORABLE,
    RULE_BROKEN,
    TOO_LARGE,
    Fault,
    Problem,
    answer,
)

logger = logging.getLogger(__name__)


def problem_of(error: Exception) -> Problem:
    """The problem that tells the error; what nobody foresaw is a 500 without a word about the inside."""
    match error:
        case Problem():
            return error
        case WrongInput():
            return Problem(INVALID_INPUT, errors=[_fault(found) for found in error.errors])
        case AuthenticationError():
            return Problem(NOT_AUTHENTICATED)
        case HttpError() if isinstance(error.__cause__, Problem | RequestDataTooBig):
            return problem_of(error.__cause__)
        case RequestDataTooBig():
            return Problem(TOO_LARGE)
        case HttpError() | SuspiciousOperation():
            return Problem(INVALID_INPUT)
        case PermissionDenied():
            return Problem(NOT_ALLOWED, str(error))
        case Http404():
            return Problem(NOT_FOUND)
        case ConcurrentChange():
            return Problem(CHANGED_MEANWHILE)
        case NotRestorable():
            return Problem(NOT_RESTORABLE, " ".join(error.messages))
        case NotRemovable():
            return Problem(IN_USE, " ".join(error.messages))
        case ValidationError():
            return broken_rule(error)
        case _:
            logger.exception("the API failed", exc_info=error)
            return Problem(FAILED)


def broken_rule(error: ValidationError, names: Mapping[str, str] | None = None) -> Problem:
    """`names` says how attributes are called in JSON."""
    by_attribute: dict[str, list[str]] = (
        error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    )
    known = names or {}
    faults = [
        Fault("body", f"/{known[name]}" if name in known else "", "rule", message)
        for name, messages in by_attribute.items()
        for message in messages
    ]
    return Problem(RULE_BROKEN, errors=faults)


def _fault(found: Mapping[str, Any]) -> Fault:
    where, *rest = (str(part) for part in found["loc"])
    code = str(found["type"])
    if where == "body":
        return Fault("body", "".join(f"/{part}" for part in rest[1:]), code, _words(found))
    return Fault(where, rest[-1] if rest else "", code, _words(found))


def _words(found: Mapping[str, Any]) -> str:
    from django.utils.translation import gettext as _

    known = {
        "missing": _("This is missing."),
        "extra_forbidden": _("The API does not know this field."),
        "model_type": _("Send a JSON object."),
        "model_attributes_type": _("Send a JSON object."),
        "dict_type": _("Send a JSON object."),
    }
    return known.get(str(found["type"]), str(found["msg"]))


def handle_all(api: NinjaAPI) -> None:
    """Every exception of an operation ends in a problem document."""

    def handler(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(problem_of(error))

    for kind in (Exception, Http404, HttpError, WrongInput):
        api.add_exception_handler(kind, handler)
