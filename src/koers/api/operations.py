"""The operations of one kind: list, one, make, replace, change, remove, history, bring back."""

from __future__ import annotations

import json
from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router
from ninja.params.models import Body as BodyParameter
from ninja.params.models import Query as QueryParameter

from koers.api import writing
from koers.api.authentication import asker
from koers.api.history import history_page
from koers.api.parameters import (
    etag,
    if_match,
    list_query,
    page_query,
    refuse_unknown,
    wanted,
)
from koers.api.reading import one, page_of
from koers.api.shapes import (
    Resource,
    change_body,
    creation_body,
    replacement_body,
    representation,
)
from koers.ui.api.paging import Page
from koers.ui.api.schemas import ETAG, VERSION_HEADER, json_response, problem_responses

ALWAYS = (401, 403, 405, 429, 500)
_NO_CONTENT: dict[str, Any] = {"description": "", "headers": VERSION_HEADER}


def reply(document: Any, status: int = 200, **headers: str) -> HttpResponse:
    response = HttpResponse(json.dumps(document), content_type="application/json", status=status)
    for name, value in headers.items():
        response[name] = value
    return response


def operation(
    view: Callable[..., HttpResponse],
    *,
    query: type[Any] | None = None,
    body: type[Any] | None = None,
    in_path: tuple[str, ...] = (),
) -> Callable[..., HttpResponse]:
    """The view with the signature that django-ninja reads; a parameter outside it is refused."""
    known = frozenset(query.model_fields) if query is not None else frozenset()

    def run(request: HttpRequest, **values: Any) -> HttpResponse:
        refuse_unknown(request, known)
        return view(request, **values)

    parameters = [Parameter("request", Parameter.POSITIONAL_OR_KEYWORD)]
    parameters += [Parameter(name, Parameter.KEYWORD_ONLY, annotation=UUID) for name in in_path]
    if query is not None:
        parameters.append(
            Parameter("query", Parameter.KEYWORD_ONLY, annotation=query, default=QueryParameter(...))
        )
    if body is not None:
        parameters.append(
            Parameter("body", Parameter.KEYWORD_ONLY, annotation=body, default=BodyParameter(...))
        )
    run.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
    run.__doc__ = None
    return run


def router_of(resource: Resource) -> Router:
    """All operations of the kind, under `/<plural>`."""
    router = Router(tags=[resource.path])
    _add_reading(router, resource)
    if resource.kind.writable:
        _add_making(router, resource)
        _add_changing(router, resource)
        _add_removing(router, resource)
    return router


def responses(ok: dict[int, Any], *problems: int) -> dict[str, Any]:
    return {"responses": {**ok, **problem_responses(*sorted({*ALWAYS, *problems}))}}


def _details(
    resource: Resource, name: str, summary: str, extra: dict[str, Any], *parameters: Any
) -> dict[str, Any]:
    found = dict(extra)
    if parameters:
        found["parameters"] = list(parameters)
    return {
        "operation_id": f"{name}{resource.operation}",
        "summary": summary % {"plural": resource.kind.plural, "singular": resource.kind.singular},
        "openapi_extra": found,
    }


def _one_ok(resource: Resource, words: str) -> dict[str, Any]:
    return json_response(words, resource.name, **ETAG)


def shown(resource: Resource, record: Any, status: int = 200, **headers: str) -> HttpResponse:
    return reply(representation(resource, record), status, ETag=etag(record), **headers)


def _add_reading(router: Router, resource: Resource) -> None:
    def listing(request: HttpRequest, query: Any) -> HttpResponse:
        asked = wanted(resource, query)
        return reply(page_of(resource, asker(request), asked, request.path, request.GET.dict()))

    def single(request: HttpRequest, id: UUID) -> HttpResponse:  # noqa: A002 - the name in the address
        return shown(resource, one(resource, asker(request), id))

    def history(request: HttpRequest, id: UUID, query: Any) -> HttpResponse:  # noqa: A002
        page = Page(query.page, query.pageSize)
        found = history_page(resource, asker(request), id, page, request.path, request.GET.dict())
        return reply(found)

    page = json_response(_("A page of the list."), f"{resource.name}Page")
    router.get("", **_details(resource, "list", _("List %(plural)s"), responses({200: page}, 400)))(
        operation(listing, query=list_query(resource))
    )
    ok = {200: _one_ok(resource, _("The record."))}
    router.get("/{uuid:id}", **_details(resource, "get", _("Get one %(singular)s"), responses(ok, 400, 404)))(
        operation(single, in_path=("id",))
    )
    past = json_response(_("Who changed what, the newest first."), "HistoryPage")
    details = _details(
        resource, "historyOf", _("History of one %(singular)s"), responses({200: past}, 400, 404)
    )
    router.get("/{uuid:id}/history", **details)(
        operation(history, query=page_query(f"{resource.operation}History"), in_path=("id",))
    )


def _add_making(router: Router, resource: Resource) -> None:
    def making(request: HttpRequest, body: Any) -> HttpResponse:
        user = asker(request)
        made = writing.create(resource, user, body)
        address = f"{request.path}/{made.public_id}"
        return shown(resource, made, 201, Location=address)

    location = {"Location": {"description": _("Its address."), "schema": {"type": "string"}}}
    ok = json_response(_("The new record."), resource.name, **ETAG, **location)
    details = _details(resource, "add", _("Add a %(singular)s"), responses({201: ok}, 400, 409, 413, 415))
    router.post("", **details)(operation(making, body=creation_body(resource)))


def _add_changing(router: Router, resource: Resource) -> None:
    def changing(replace: bool) -> Callable[..., HttpResponse]:
        def view(request: HttpRequest, id: UUID, body: Any) -> HttpResponse:  # noqa: A002
            user = asker(request)
            writing.may_write(resource, user)
            record = one(resource, user, id)
            return shown(resource, writing.change(resource, user, request, record, body, replace=replace))

        return view

    extra = responses(
        {200: _one_ok(resource, _("The record as it is now."))}, 400, 404, 409, 412, 413, 415, 428
    )
    router.put("/{uuid:id}", **_details(resource, "replace", _("Replace a %(singular)s"), extra, if_match()))(
        operation(changing(True), body=replacement_body(resource), in_path=("id",))
    )
    router.patch("/{uuid:id}", **_details(resource, "change", _("Change a %(singular)s"), extra, if_match()))(
        operation(changing(False), body=change_body(resource), in_path=("id",))
    )


def _add_removing(router: Router, resource: Resource) -> None:
    def removing(request: HttpRequest, id: UUID) -> HttpResponse:  # noqa: A002
        writing.remove(resource, asker(request), request, id)
        return HttpResponse(status=204)

    def restoring(request: HttpRequest, id: UUID) -> HttpResponse:  # noqa: A002
        record = writing.restore(resource, asker(request), id)
        return shown(resource, one(resource, asker(request), record.public_id))

    gone = {204: {**_NO_CONTENT, "description": _("It was removed.")}}
    details = _details(
        resource,
        "remove",
        _("Remove a %(singular)s"),
        responses(gone, 400, 404, 409, 412),
        if_match(must=False),
    )
    router.delete("/{uuid:id}", **details)(operation(removing, in_path=("id",)))
    back = {200: _one_ok(resource, _("The record is back."))}
    details = _details(
        resource, "restore", _("Bring back a removed %(singular)s"), responses(back, 400, 404, 409)
    )
    router.post("/{uuid:id}/_restore", **details)(operation(restoring, in_path=("id",)))
