"""The visitor's own address when Koers runs behind a proxy (only used with `KOERS_BEHIND_PROXY`)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class RealAddressMiddleware:
    """Takes the last address of `X-Forwarded-For`: the one the trusted proxy itself added.

    Earlier ones come from the visitor and may be invented. The limit on log-in attempts counts per address.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-1].strip()
        if told:
            request.META["REMOTE_ADDR"] = told
        return self.get_response(request)
