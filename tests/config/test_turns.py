"""Pages take turns, and what is sent does not wait for them."""

from __future__ import annotations

from threading import Event, Lock, Thread

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from koers.config.turns import AT_ONCE, TurnsMiddleware

PATIENCE = 10.0


class Page:
    """Counts who is being served, and waits until it is told to go on."""

    def __init__(self) -> None:
        self.now, self.most, self.lock = 0, 0, Lock()
        self.full, self.go_on = Event(), Event()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
            if self.now == AT_ONCE:
                self.full.set()
        if request.method == "GET":
            assert self.go_on.wait(PATIENCE)
        with self.lock:
            self.now -= 1
        return HttpResponse("ok")


def test_so_many_pages_at_once_and_no_more() -> None:
    page = Page()
    middleware = TurnsMiddleware(page)
    threads = [Thread(target=middleware, args=[RequestFactory().get("/")]) for _ in range(AT_ONCE + 3)]
    for thread in threads:
        thread.start()
    assert page.full.wait(PATIENCE)
    assert middleware(RequestFactory().post("/")).status_code == 200, "an upload waits for no page"
    page.go_on.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads)
    assert page.most == AT_ONCE + 1, "the pages and the upload"


def test_a_page_that_fails_gives_its_turn_back() -> None:
    def failing(request: HttpRequest) -> HttpResponse:
        raise ValueError("broken")

    middleware = TurnsMiddleware(failing)
    for _ in range(AT_ONCE + 1):
        with pytest.raises(ValueError, match="broken"):
            middleware(RequestFactory().get("/"))
