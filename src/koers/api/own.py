"""What is there beside the kinds: who you are, your organisations, and what hangs from one programme."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Router

from koers.api.authentication import asker
from koers.api.operations import operation, reply, responses
from koers.api.parameters import list_query, page_query, wanted
from koers.api.reading import one, page_of
from koers.api.shapes import ID, Resource
from koers.api.values import Schema, moment
from koers.organisations.models import Organisation, User
from koers.organisations.tokens.models import ApiToken
from koers.ui.api.paging import Page
from koers.ui.api.problems import NOT_FOUND, Problem
from koers.ui.api.schemas import json_response

_TEXT: Schema = {"type": "string"}


def own_router() -> Router:
    router = Router(tags=["me"])
    ok = json_response(_("Who asks, with which roles."), "Me")
    router.get(
        "/me", operation_id="getMe", summary=_("Who you are"), openapi_extra=responses({200: ok}, 400)
    )(operation(_me))
    page = json_response(_("Your organisations."), "OrganisationPage")
    router.get(
        "/organisations",
        operation_id="listOrganisations",
        summary=_("List your organisations"),
        tags=["organisations"],
        openapi_extra=responses({200: page}, 400),
    )(operation(_organisations, query=page_query("Organisations")))
    found = json_response(_("The organisation."), "Organisation")
    router.get(
        "/organisations/{uuid:id}",
        operation_id="getOrganisation",
        summary=_("Get one of your organisations"),
        tags=["organisations"],
        openapi_extra=responses({200: found}, 400, 404),
    )(operation(_organisation, in_path=("id",)))
    return router


def parts_router(programmes: Resource, parts: list[Resource]) -> Router:
    """`/programmes/{id}/goals` and so on: the lists of what hangs from one programme."""
    router = Router(tags=[programmes.path])
    for part in parts:
        page = json_response(_("A page of the list."), f"{part.name}Page")
        words = _("List %(plural)s of one programme") % {"plural": part.kind.plural}
        router.get(
            f"/{{uuid:id}}/{part.path}",
            operation_id=f"list{part.operation}OfProgramme",
            summary=words,
            openapi_extra=responses({200: page}, 400, 404),
        )(operation(_parts_view(programmes, part), query=list_query(part, within=True), in_path=("id",)))
    return router


def _parts_view(programmes: Resource, part: Resource) -> Any:
    def view(request: HttpRequest, id: UUID, query: Any) -> HttpResponse:  # noqa: A002 - the name in the address
        user = asker(request)
        programme = one(programmes, user, id)
        asked = wanted(part, query, programme=str(programme.public_id))
        return reply(page_of(part, user, asked, request.path, request.GET.dict()))

    return view


def _me(request: HttpRequest) -> HttpResponse:
    user = asker(request)
    token = getattr(request, "token", None)
    return reply(
        {
            "id": str(user.public_id),
            "name": user.name,
            "email": user.email,
            "organisations": [_organisation_json(found, user) for found in _mine(user)],
            "token": None if token is None else _token_json(token),
        }
    )


def _token_json(token: ApiToken) -> dict[str, Any]:
    return {
        "name": token.name,
        "prefix": token.prefix,
        "scope": token.scope,
        "expiresAt": moment(token.expires_at),
    }


def _organisations(request: HttpRequest, query: Any) -> HttpResponse:
    user = asker(request)
    page = Page(query.page, query.pageSize)
    found = _mine(user)
    items = [_organisation_json(organisation, user) for organisation in found[page.rows]]
    return reply(page.document(items, len(found), request.path, request.GET.dict()))


def _organisation(request: HttpRequest, id: UUID) -> HttpResponse:  # noqa: A002
    user = asker(request)
    found = next((organisation for organisation in _mine(user) if organisation.public_id == id), None)
    if found is None:
        raise Problem(NOT_FOUND)
    return reply(_organisation_json(found, user))


def _mine(user: User) -> list[Organisation]:
    return list(Organisation.objects.filter(pk__in=user.works_for()).order_by("name", "pk"))


def _organisation_json(organisation: Organisation, user: User) -> dict[str, Any]:
    roles = {held.role for held in user.held() if held.organisation == organisation.pk}
    return {
        "id": str(organisation.public_id),
        "name": organisation.name,
        "slug": organisation.slug,
        "kind": organisation.kind,
        "tooiId": organisation.tooi_id or None,
        "cbsCode": organisation.cbs_code or None,
        "roles": sorted(str(role) for role in roles),
    }


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def own_schemas() -> dict[str, Schema]:
    maybe = {"type": ["string", "null"]}
    organisation = _object(
        id=ID,
        name=_TEXT,
        slug=_TEXT,
        kind=_TEXT,
        tooiId=maybe,
        cbsCode=maybe,
        roles={"type": "array", "items": _TEXT},
    )
    token = _object(
        name=_TEXT, prefix=_TEXT, scope=_TEXT, expiresAt={"type": "string", "format": "date-time"}
    )
    me = _object(
        id=ID,
        name=_TEXT,
        email=_TEXT,
        organisations={"type": "array", "items": {"$ref": "#/components/schemas/Organisation"}},
        token={**token, "type": ["object", "null"]},
    )
    return {"Organisation": organisation, "Me": me}
