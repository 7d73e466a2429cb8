"""Pages take turns: a process makes two at a time, and the others wait in the order in which they came.

Python lets one thread calculate at a time. Four pages made at once are all ready late, as each gets a quarter, and they
are in each other's way besides: at 35 requests a second the slowest twentieth took twice as long with four as with two.
Two, because one can calculate while the other waits for the database.

Only for what reads (GET, HEAD): a thread that receives an upload over a slow line calculates nothing, and may not keep
pages waiting.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import BoundedSemaphore

from django.http import HttpRequest, HttpResponse

AT_ONCE = 2
ELSEWHERE = ("/inloggen/extern/",)
"""Waits for the log-in provider of an organisation, maybe for seconds."""


class TurnsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.turns = BoundedSemaphore(AT_ONCE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or request.path.startswith(ELSEWHERE):
            return self.get_response(request)
        with self.turns:
            return self.get_response(request)
