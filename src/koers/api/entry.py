"""The way in: `/api/v1/…`. Loads django-ninja at the first request, and holds what goes for every answer."""

from __future__ import annotations

import logging

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404
from django.views.decorators.csrf import csrf_exempt

from koers.api.version import API_VERSION, BASE
from koers.ui.api.problems import FAILED, METHOD_NOT_ALLOWED, NOT_FOUND, Problem, answer

logger = logging.getLogger(__name__)


@csrf_exempt  # asked for in `authentication.Session`: a program with a token has no cookie to abuse
@login_not_required  # each operation asks who it is, and answers 401 instead of the log-in page
def entry(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """Finds the operation and answers; every failure is a problem document, with the headers of the API."""
    head = request.method == "HEAD"
    if head:  # what GET would say, without its body
        request.method = "GET"
    try:
        response = _run(request, f"/{rest}")
    except Problem as problem:
        response = answer(problem)
    except Exception:
        logger.exception("the API failed")
        response = answer(Problem(FAILED))
    if head:
        request.method = "HEAD"
    response["API-Version"] = API_VERSION
    response.setdefault("Cache-Control", "no-store")
    return response


def _run(request: HttpRequest, path: str) -> HttpResponseBase:
    from koers.api.building import the_resolver

    if path == "/":  # django-ninja would lead to documentation of its own
        raise Problem(NOT_FOUND)
    try:
        match = the_resolver().resolve(path)
    except Resolver404:
        raise Problem(NOT_FOUND) from None
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    if response.status_code == 405:
        allowed = response.headers.get("Allow", "")
        raise Problem(METHOD_NOT_ALLOWED, headers={"Allow": allowed})
    return response


@login_not_required  # the description is public: it holds no data of anybody
def description(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document, readable from every site (CORS) as the API Design Rules ask."""
    if request.method not in ("GET", "HEAD"):
        response = answer(Problem(METHOD_NOT_ALLOWED, headers={"Allow": "GET, HEAD"}))
    else:
        from koers.api.building import description_for

        document = description_for(request.build_absolute_uri(BASE))
        response = HttpResponse(document, content_type="application/json")
        response["Access-Control-Allow-Origin"] = "*"
        response["Cache-Control"] = "public, max-age=300"
    response["API-Version"] = API_VERSION
    return response
