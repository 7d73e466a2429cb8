"""How much a visitor may send at once, judged before a byte of it is read.

Looking for the form's token (CsrfViewMiddleware) reads the whole body and puts files on the disk, before anybody
asks who sends it. This stands before it, and after AuthenticationMiddleware, which only then looks up the session.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from koers.api.version import API_VERSION
from koers.ui.api.problems import INVALID_INPUT, LENGTH_REQUIRED, TOO_LARGE, Problem, answer

VISITOR_BYTES = 1_000_000
"""Without log-in: far above the log-in form, the only thing such a visitor can send."""
USER_BYTES = 600_000_000
"""With log-in: a pile of documents at once; each has a limit of its own below this."""

_PAGE = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><title>{title} - Koers</title></head>
<body><main><h1>{title}</h1><p>{words}</p><p><a href="/">Naar de startpagina</a></p></main></body></html>
"""


class BodyLimitMiddleware:
    """Answers 413 for a body over the limit, 411 for one that does not say how long it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        refused = _refusal(request)
        if refused is None:
            return self.get_response(request)
        return _as_problem(refused) if request.path.startswith("/api/v1") else refused


def _refusal(request: HttpRequest) -> HttpResponse | None:
    if "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower():
        return _page(
            411, "Lengte ontbreekt", "Er is niets opgeslagen: uw browser zei niet hoe groot het was."
        )
    told = request.META.get("CONTENT_LENGTH") or "0"
    if not (told.isascii() and told.isdigit()):
        return _page(
            400, "Verzoek niet begrepen", "Er is niets opgeslagen: de opgegeven lengte is geen getal."
        )
    length = int(told) if len(told) < 16 else USER_BYTES + 1
    # Most requests are small: only a large one is worth looking up who sends it.
    if length <= VISITOR_BYTES:
        return None
    if length <= USER_BYTES and request.user.is_authenticated:
        return None
    return _too_large(length)


def _as_problem(refused: HttpResponse) -> HttpResponse:
    """A program reads no page: the API says the same in a problem document."""
    kinds = {411: LENGTH_REQUIRED, 413: TOO_LARGE}
    found = answer(Problem(kinds.get(refused.status_code, INVALID_INPUT)))
    found["API-Version"] = API_VERSION
    return found


def _too_large(length: int) -> HttpResponse:
    if length <= USER_BYTES:
        words = "Er is niets opgeslagen. Log opnieuw in en probeer het nog een keer."
    else:
        words = f"Er is niets opgeslagen. Stuur hooguit {USER_BYTES // 1_000_000} MB tegelijk."
    return _page(413, "Dit is te groot", words)


def _page(status: int, title: str, words: str) -> HttpResponse:
    """A page of its own, without the layout: that needs the rest of the chain."""
    return HttpResponse(_PAGE.format(title=title, words=words), status=status)
