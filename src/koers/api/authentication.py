"""Who asks: a program with a token, or a person who is logged in and looks around in the browser."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _
from ninja.security import APIKeyCookie, HttpBearer

from koers.organisations.models import User
from koers.organisations.tokens import checking
from koers.ui.api.problems import (
    NOT_ALLOWED,
    NOT_AUTHENTICATED,
    TOKEN_EXPIRED,
    TOKEN_REVOKED,
    TOO_MANY,
    Problem,
)

READING = frozenset({"GET", "HEAD", "OPTIONS"})
_REFUSALS = {
    checking.TokenUnknown: NOT_AUTHENTICATED,
    checking.TokenExpired: TOKEN_EXPIRED,
    checking.TokenRevoked: TOKEN_REVOKED,
}


class Token(HttpBearer):
    """`Authorization: Bearer koers_…`. A wrong header is refused, also from someone who is logged in."""

    def __call__(self, request: HttpRequest) -> Any:
        if "Authorization" not in request.headers:
            return None
        scheme, _space, secret = request.headers["Authorization"].partition(" ")
        return self.authenticate(request, secret if scheme.lower() == "bearer" else "")

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        try:
            granted = checking.check_secret(token)
        except checking.TokenTooBusy as error:
            raise Problem(TOO_MANY, headers={"Retry-After": str(error.seconds)}) from error
        except checking.TokenRefused as error:
            words = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
            raise Problem(_REFUSALS[type(error)], headers=words) from error
        if request.method not in READING and not granted.token.may_write:
            raise Problem(NOT_ALLOWED, _("This token may only read. Make one that may write."))
        request.user = granted.user
        request.token = granted.token  # type: ignore[attr-defined]
        return granted.user


class _FormToken(CsrfViewMiddleware):
    """Django's own check, without the page it would show."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(status=403)

    def is_right(self, request: HttpRequest) -> bool:
        request.csrf_processing_done = False  # type: ignore[attr-defined]
        self.process_request(request)
        return self.process_view(request, _nothing, (), {}) is None


def _nothing(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError  # never called: the check only looks whether it is exempt


class Session(APIKeyCookie):
    """The log-in of the browser. Writing asks for the CSRF token in the header X-CSRFToken."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Any:
        if not request.user.is_authenticated:
            return None
        if request.method not in READING and not _FormToken(_nothing).is_right(request):
            raise Problem(NOT_ALLOWED, _("The header X-CSRFToken is missing or not right."))
        return self.authenticate(request, None)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return request.user


def asker(request: HttpRequest) -> User:
    """Whom the operation works for; only called after one of the two above said who it is."""
    assert isinstance(request.user, User)
    return request.user
