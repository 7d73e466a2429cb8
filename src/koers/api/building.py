"""The assembled API. Built once per process, at the first request for it: pages start without django-ninja."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from typing import Any

from django.urls import URLResolver
from django.urls.resolvers import RegexPattern
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from koers.api.authentication import Session, Token
from koers.api.bodies import StrictJson
from koers.api.failures import handle_all
from koers.api.history import history_schema
from koers.api.operations import router_of
from koers.api.own import own_router, own_schemas, parts_router
from koers.api.shapes import Resource, representation_schema, resource_of
from koers.api.tidying import tidy
from koers.api.version import API_VERSION, BASE, LICENSE, contact
from koers.editing.kinds import all_kinds
from koers.ui.api.paging import page_schema
from koers.ui.api.schemas import FAULT, PROBLEM, problem_components


class KoersApi(NinjaAPI):
    """django-ninja's API with the components of the kinds in its description."""

    resources: list[Resource]

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        found = super().get_openapi_schema(path_prefix="", path_params=path_params)
        components = found["components"]
        components["responses"] = problem_components()
        schemas = _schemas(self.resources)
        if twice := components["schemas"].keys() & schemas.keys():
            raise ValueError(f"two schemas with one name: {', '.join(sorted(twice))}")
        components["schemas"] |= schemas
        found["tags"] = [{"name": name, "description": words} for name, words in _tags(self.resources)]
        tidy(found)
        return found


@cache
def the_api() -> KoersApi:
    return build([resource_of(kind) for kind in all_kinds()])


def build(resources: list[Resource]) -> KoersApi:
    api = KoersApi(
        title="Koers",
        version=API_VERSION,
        description=_("The register of programmes of your organisations, as your role shows it."),
        servers=[{"url": BASE}],
        auth=[Token(), Session()],
        parser=StrictJson(),
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
        openapi_extra={"info": {"contact": contact(), "license": LICENSE}},
    )
    api.resources = resources
    handle_all(api)
    api.add_router("", own_router())
    for resource in resources:
        api.add_router(f"/{resource.path}", router_of(resource))
    programmes = next((found for found in resources if found.path == "programmes"), None)
    if programmes is not None:
        parts = [found for found in resources if found.kind.parent == "programme"]
        api.add_router("/programmes", parts_router(programmes, parts))
    return api


@cache
def the_resolver() -> URLResolver:
    """Finds the operation of an address below `/api/v1`."""
    return URLResolver(RegexPattern(r"^/"), the_api()._get_urls())


@cache
def the_description() -> dict[str, Any]:
    """The OpenAPI document as plain data."""
    return dict(the_api().get_openapi_schema())


@lru_cache(maxsize=8)
def description_for(address: str) -> bytes:
    """The OpenAPI document as sent, for the server at this address."""
    document = {**the_description(), "servers": [{"url": address}]}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _schemas(resources: list[Resource]) -> dict[str, Any]:
    found = {"Problem": PROBLEM, "Fault": FAULT, "History": history_schema(), **own_schemas()}
    found |= {resource.name: representation_schema(resource) for resource in resources}
    pages = {f"{name}Page": page_schema(name) for name in found if name not in ("Problem", "Fault", "Me")}
    return found | pages


def _tags(resources: list[Resource]) -> list[tuple[str, str]]:
    own = [("me", _("Who you are")), ("organisations", _("Your organisations"))]
    return own + [(found.path, found.kind.plural[:1].upper() + found.kind.plural[1:]) for found in resources]
