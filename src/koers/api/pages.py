"""The documentation of the API in the browser, made on the server from the OpenAPI document: no script, no other host."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koers.api.names import kebab
from koers.api.version import API_VERSION, BASE
from koers.editing.kinds import all_kinds
from koers.ui.api.problems import KINDS
from koers.ui.parts import Link


@login_not_required  # what the API can do is public; what is in it is not
@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """How to begin, all resources, all problems. Does not load the API itself."""
    context = {
        "title": _("The API of Koers"),
        "version": API_VERSION,
        "base": request.build_absolute_uri(BASE),
        "own": [(name, _resource_url(name), words) for name, words in _own()],
        "resources": [
            (kebab(kind.api), _resource_url(kebab(kind.api)), _capital(kind.plural)) for kind in all_kinds()
        ],
        "problems": KINDS,
        "logged_in": request.user.is_authenticated,
    }
    return render(request, "api/documentation.html", context)


@login_not_required
@require_safe
def resource(request: HttpRequest, name: str) -> HttpResponse:
    """One resource: its operations, their parameters, fields and an example."""
    from koers.api.describing import describe

    found = describe(name, request.build_absolute_uri(BASE))
    if found is None:
        raise Http404(_("This page does not exist, or it is not yours."))
    context = {
        "title": f"/{name}",
        "breadcrumbs": [Link(_("The API of Koers"), reverse("api:documentation")), Link(f"/{name}")],
        "resource": found,
    }
    return render(request, "api/resource.html", context)


def _own() -> list[tuple[str, str]]:
    return [("me", _("Who you are")), ("organisations", _("Your organisations"))]


def _resource_url(name: str) -> str:
    return reverse("api:resource", args=[name])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
