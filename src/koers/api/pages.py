"""The documentation of the API in the browser, made on the server from the OpenAPI document."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


@login_not_required
def documentation(request: HttpRequest) -> HttpResponse:
    return render(request, "api/documentation.html", {"title": _("The API of Koers")})
