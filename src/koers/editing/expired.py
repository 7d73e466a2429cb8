"""Nothing typed is lost when the log-in or the form's token has expired meanwhile.

`keeps_what_was_typed` takes the place of the log-in middleware for a form: who is logged out and sends a
filled-in form gets it back on a page that says so, to send again after logging in (in another tab). Logging
in gives a new token, so that second sending comes with an old one: `csrf_failure` then shows the form with
its input instead of an error page. It saves nothing; the person looks and saves.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render, resolve_url
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as plain_failure

HANDLED = "keeps_what_was_typed"
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "next", "version", "samenvoegen", "basis"})


def keeps_what_was_typed[**P](
    view: Callable[P, HttpResponseBase],
) -> Callable[P, HttpResponseBase]:
    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request = cast(HttpRequest, args[0])
        if request.user.is_authenticated:
            return view(*args, **kwargs)
        if request.method == "POST" and any(
            str(value).strip() for name, value in request.POST.items() if name not in _NOT_TYPED
        ):
            return _logged_out(request)
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))

    setattr(guarded, HANDLED, True)
    return cast("Callable[P, HttpResponseBase]", login_not_required(cast(Any, guarded)))


def _logged_out(request: HttpRequest) -> HttpResponse:
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    context = {
        "title": _("You are logged out; what you typed is still here"),
        "typed": typed,
        "login_url": resolve_url(settings.LOGIN_URL),
    }
    return render(request, "editing/logged_out.html", context, status=401)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW: a form of ours comes back with its input; anything else is refused."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return plain_failure(request, reason)
    if not getattr(match.func, HANDLED, False) or not _from_here(request):
        return plain_failure(request, reason)
    request.koers_stale_form = True  # type: ignore[attr-defined]
    return cast(HttpResponse, match.func(request, *match.args, **match.kwargs))


def _from_here(request: HttpRequest) -> bool:
    """Sent by a page of our own: another site can fill in nothing for anybody."""
    if "sec-fetch-site" in request.headers:
        return request.headers["sec-fetch-site"] == "same-origin"
    origin = request.headers.get("origin") or request.headers.get("referer") or ""
    return urlsplit(origin).netloc == request.get_host()
