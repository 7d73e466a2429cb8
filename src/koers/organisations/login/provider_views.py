"""To the provider and back. Both ways are plain links: our pages send forms to our own address only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.socialaccount.providers.openid_connect import views as theirs
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException

from koers.organisations.login.provider import failed

if TYPE_CHECKING:
    from django.http import HttpResponseBase


@never_cache
@require_GET
def start(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Sends the visitor to the provider to log in, and for nothing else.

    Only from a page of our own: another site may not start a log-in behind somebody's back.
    """
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return redirect("account_login")
    asked = request.GET.copy()
    asked.pop("process", None)  # allauth would also let it tie another's account to this one
    request.GET = QueryDict(asked.urlencode())
    try:
        found: HttpResponseBase = theirs.login(request, provider_id)
    except (RequestException, KeyError):  # away, or not a provider at all
        return failed(request)
    return found


@never_cache
@require_GET
def finish(request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        found: HttpResponse = theirs.callback(request, provider_id)
    except (RequestException, KeyError):
        return failed(request)
    return found
