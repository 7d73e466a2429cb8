"""The page about the end of a programme. It can be looked at from the start: what a programme will be held against."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koers.organisations.access import require
from koers.organisations.permissions import Permission
from koers.web.programme.head import head_of
from koers.web.steering.closing_page import sections
from koers.web.steering.frame import framed


@require(Permission.VIEW_REGISTER)
@require_safe
def closing(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    head = head_of(request, organisation_slug, slug, "closing")
    context = framed(head, _("Closing and evaluation")) | {"sections": sections(head), "page": None}
    return render(request, "web/programme/sections.html", context)
