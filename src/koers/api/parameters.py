"""The query parameters and headers of operations. What an operation does not know is refused, never ignored."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import BaseModel, PlainValidator, WithJsonSchema, create_model
from pydantic_core import PydanticCustomError

from koers.api.names import camel
from koers.api.reading import Wanted, searched, sort_names
from koers.api.shapes import Resource
from koers.api.values import MOMENT_PATTERN, UUID_PATTERN, Refused, Schema, accept
from koers.editing.attributes import Shape
from koers.ui.api.paging import DEFAULT_SIZE, LARGEST_SIZE, LAST_PAGE, Page
from koers.ui.api.problems import (
    INVALID_INPUT,
    VERSION_DIFFERS,
    VERSION_REQUIRED,
    Fault,
    Problem,
)

_DIGITS = re.compile(r"[1-9][0-9]{0,8}")
_ETAG = re.compile(r'"([1-9][0-9]{0,8})"')
_VERSION: Schema = {"type": "string", "pattern": '^"[1-9][0-9]{0,8}"$', "example": '"3"'}


def if_match(*, must: bool = True) -> Schema:
    """The header that says which version a change started from."""
    return {
        "in": "header",
        "name": "If-Match",
        "required": must,
        "schema": _VERSION,
        "description": _("The ETag of the record you started from."),
    }


def parameter(schema: Schema, read: Callable[[str], Any]) -> Any:
    """The type of a query parameter: `read` takes the text and raises Refused."""

    def check(value: Any) -> Any:
        try:
            return read(value)
        except Refused as error:
            raise PydanticCustomError("form", "{words}", {"words": str(error)}) from error

    return Annotated[Any, PlainValidator(check), WithJsonSchema(schema)]


def _number(highest: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not _DIGITS.fullmatch(value) or int(value) > highest:
            raise Refused(_("Send a number from %(low)s to %(high)s.") % {"low": 1, "high": highest})
        return int(value)

    return read


def _whole(highest: int, words: str, default: int) -> Any:
    schema = {"type": "integer", "minimum": 1, "maximum": highest, "default": default, "description": words}
    return parameter(schema, _number(highest))


def _text(schema: Schema, shape: Shape = Shape.LINE) -> Any:
    return parameter(schema, accept(schema, shape))


def _uuid(words: str) -> Any:
    return _text({"type": "string", "format": "uuid", "pattern": UUID_PATTERN, "description": words})


def page_members() -> dict[str, Any]:
    return {
        "page": (_whole(LAST_PAGE, _("Which page, from 1."), 1), 1),
        "pageSize": (_whole(LARGEST_SIZE, _("How many rows on a page."), DEFAULT_SIZE), DEFAULT_SIZE),
    }


def list_query(resource: Resource, *, within: bool = False) -> type[BaseModel]:
    """The query of a list; `within` a programme the programme is known from the address."""
    members = page_members()
    since = {"type": "string", "format": "date-time", "pattern": MOMENT_PATTERN}
    words = _("Only what was added or changed at or after this moment.")
    members["updatedSince"] = (_text({**since, "description": words}, Shape.MOMENT), None)
    order = {"type": "string", "enum": sort_names(resource), "description": _("The order; - turns it round.")}
    members["sort"] = (_text(order), "")
    if searched(resource):
        look = {"type": "string", "minLength": 1, "maxLength": 200}
        members["q"] = (_text({**look, "description": _("Words that all stand in the record.")}), "")
    members["organisation"] = (_uuid(_("Only of this organisation.")), "")
    if resource.programme and not within:
        members["programme"] = (_uuid(_("Only of this programme.")), "")
    parent = resource.kind.parent
    if parent and camel(parent) not in members and not within:
        members[camel(parent)] = (_uuid(_("Only what hangs from this record.")), "")
    return create_model(f"{resource.operation}Query", **members)


def page_query(name: str) -> type[BaseModel]:
    return create_model(f"{name}Query", **page_members())


def wanted(resource: Resource, query: Any, programme: str = "") -> Wanted:
    parent = camel(resource.kind.parent)
    since = query.updatedSince
    return Wanted(
        page=Page(query.page, query.pageSize),
        search=getattr(query, "q", ""),
        updated_since=since.astimezone(UTC) if isinstance(since, datetime) else None,
        sort=query.sort,
        organisation=query.organisation,
        programme=programme or getattr(query, "programme", ""),
        parent=getattr(query, parent, "") if parent and parent != "programme" else "",
    )


def refuse_unknown(request: HttpRequest, known: frozenset[str]) -> None:
    """400 for a parameter the operation does not know, or one that is sent twice."""
    faults = []
    for name, values in request.GET.lists():
        if name not in known:
            faults.append(Fault("query", name, "unknown", _("This address does not know this parameter.")))
        elif len(values) > 1:
            faults.append(Fault("query", name, "twice", _("Send this parameter once.")))
    if faults:
        raise Problem(INVALID_INPUT, errors=faults)


def started_from(request: HttpRequest, record: Any, *, must: bool = True) -> int:
    """The version in If-Match. 428 without, 400 for another form, 412 when the record is no longer at it."""
    header = request.headers.get("If-Match")
    if header is None:
        if must:
            raise Problem(VERSION_REQUIRED)
        return int(record.version)
    match = _ETAG.fullmatch(header)
    if match is None:
        words = _("Send one ETag, for example “%(example)s”.") % {"example": etag(record)}
        raise Problem(INVALID_INPUT, errors=[Fault("header", "If-Match", "form", words)])
    version = int(match[1])
    if version != record.version:
        raise Problem(VERSION_DIFFERS, currentVersion=record.version)
    return version


def etag(record: Any) -> str:
    return f'"{record.version}"'
