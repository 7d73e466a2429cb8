"""What the server of a browser test is still busy with: a test's database goes only when nothing uses it any more.

A page that is closed leaves its request behind (a draft being kept, an icon); cleaning up meanwhile gives
"database table is locked", or a request that finds no database.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from django.core.signals import request_finished, request_started

PATIENCE = 20.0
QUIET = 0.05
"""Seconds without a request: one that was sent before its page closed arrives within them."""


class Underway:
    """How many requests were begun and not finished."""

    def __init__(self) -> None:
        self.count = 0
        self._lock = Lock()

    def began(self, **_signal: Any) -> None:
        with self._lock:
            self.count += 1

    def ended(self, **_signal: Any) -> None:
        with self._lock:
            self.count -= 1

    def wait(self) -> None:
        """Until nothing was under way for a moment; AssertionError when it lasts too long."""
        last, quiet_since = time.monotonic() + PATIENCE, time.monotonic()
        while time.monotonic() < last:
            if self.count:
                quiet_since = time.monotonic()
            elif time.monotonic() - quiet_since >= QUIET:
                return
            time.sleep(0.01)
        raise AssertionError(f"{self.count} requests still under way after {PATIENCE:g} seconds")


@contextmanager
def requests_underway() -> Iterator[Underway]:
    found = Underway()
    request_started.connect(found.began, weak=False)
    request_finished.connect(found.ended, weak=False)  # after Django's own: those close connections
    try:
        yield found
    finally:
        request_started.disconnect(found.began)
        request_finished.disconnect(found.ended)
