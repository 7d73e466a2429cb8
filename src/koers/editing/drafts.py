"""Drafts that the browser keeps while someone types (`editing/draft.js`), and when it may forget them.

The server only names the draft and says, by a cookie for that form's address alone, that it was saved. What
was typed stays in the browser; the name holds the user's id, so that nobody is shown another's draft.
"""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

COOKIE = "koers_bewaard"
KEPT_SECONDS = 14 * 24 * 3600


def key_of(request: HttpRequest) -> str:
    """The name of the draft: one per user, form and parent."""
    who = getattr(request.user, "public_id", "")
    about = f"{who} {request.path} {request.GET.get('bij', '')}"
    return hashlib.sha256(about.encode()).hexdigest()[:24]


def forget(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Tells the browser that what was typed until now has been saved."""
    response.set_cookie(
        f"{COOKIE}_{key_of(request)}",
        str(int(timezone.now().timestamp() * 1000)),
        max_age=KEPT_SECONDS,
        path=request.path,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


def is_stale(request: HttpRequest) -> bool:
    """Whether the form came with an expired token: it is shown again, nothing is saved."""
    return bool(getattr(request, "koers_stale_form", False))
