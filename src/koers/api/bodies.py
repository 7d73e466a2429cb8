"""Reading what was sent: JSON and nothing else, within measure."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from koers.ui.api.problems import NOT_JSON, TOO_LARGE, Problem

MOST_BYTES = 1_000_000


class StrictJson(Parser):
    """Raises Problem for another media type or too much of it, ValueError for what is no JSON."""

    def parse_body(self, request: HttpRequest) -> Any:
        if request.content_type != "application/json":
            raise Problem(NOT_JSON)
        if len(request.body) > MOST_BYTES:
            raise Problem(TOO_LARGE)
        return json.loads(request.body, parse_constant=_refuse, object_pairs_hook=_once)


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice in one object would be read differently by different programs."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found
