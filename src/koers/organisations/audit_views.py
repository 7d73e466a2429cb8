"""The page that tells who did what."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from koers.organisations.access import require, require_organisation, user_of
from koers.organisations.audit_log import LogFilter, lines
from koers.organisations.permissions import Permission

PER_PAGE = 50


@require(Permission.VIEW_AUDIT)
@require_GET
def audit_trail(request: HttpRequest) -> HttpResponse:
    """The log of the current organisation, the newest first, narrowed by person, kind and period."""
    organisation = require_organisation(request, Permission.VIEW_AUDIT)
    form = LogFilter(request.GET, organisation)
    page = Paginator(form.found(), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "title": _("Who did what"),
        "organisation": organisation,
        "form": form,
        "page": page,
        "query": {name: value for name in form.fields if (value := request.GET.get(name, ""))},
        "lines": lines(list(page.object_list), organisation, user_of(request)),
    }
    return render(request, "organisations/audit.html", context)
