"""Who may open the addresses of `api`. Its operations below `/api/v1` say 401, 403 and 404 themselves: see
`test_api_matrix.py`, which goes over every one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from access.table import World, public


def a_resource(world: World) -> Mapping[str, Any]:
    return {"name": "goals"}


def an_operation(world: World) -> Mapping[str, Any]:
    return {"rest": "goals"}


ROWS = [
    public("api:documentation"),
    public("api:resource", kwargs=a_resource),
    public("api:openapi"),
    public("api:root", expected=(404,)),
    # A log-in counts for reading too, so that the right role gets an answer.
    public("api:v1", kwargs=an_operation, expected=(200, 401, 403)),
]
