"""Views that are loaded by the first visitor who needs them.

allauth's pages for passkeys, codes and providers bring along libraries that would otherwise cost every start of Koers half
a second (a FIDO2 server, an HTTP client, cryptography).
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase

type View = Callable[..., HttpResponseBase]


def later(place: str, *, public: bool = False) -> View:
    """The view at `module:name`. A public one is open to visitors without an account.

    That is said here and not by the view itself, because the middleware asks before the view is loaded.
    """
    module, _colon, name = place.partition(":")

    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        found: View = getattr(import_module(f"koers.organisations.login.{module}"), name)
        return found(request, *args, **kwargs)

    view.__name__ = name
    return cast("View", login_not_required(view)) if public else view
