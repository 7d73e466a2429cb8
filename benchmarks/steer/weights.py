"""What a page weighs in Chromium: the first view with an empty cache, and the next ones.

    ./do python benchmarks/steer/weights.py FOLDER [--postgresql]

Bytes as they came over the line: compressed, with their headers. Counts the requests to any other host (there may be
none; they are refused here). Koers' own answers are measured, without a proxy in front that might compress more.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from place import Absent, Place, start_django
from serve import Visitor, require_pages, running, visitors

FIRST, NEXT = 150.0, 30.0
"""Aims in kilobytes."""


@dataclass  # no slots: playwright marks the object whose methods listen
class Line:
    """What Chromium received since the last time it was asked."""

    host: str
    bytes: float = 0.0
    requests: int = 0
    elsewhere: list[str] = field(default_factory=list)

    def sent(self, event: dict[str, Any]) -> None:
        url = urlsplit(event["request"]["url"])
        if url.scheme in ("http", "https", "ws", "wss"):
            self.requests += 1
            if url.netloc != self.host:
                self.elsewhere.append(event["request"]["url"])

    def finished(self, event: dict[str, Any]) -> None:
        self.bytes += event["encodedDataLength"]

    def taken(self) -> tuple[float, int]:
        """Kilobytes and requests, and starts counting anew."""
        found = self.bytes / 1000, self.requests
        self.bytes, self.requests = 0.0, 0
        return found


@contextmanager
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        raise Absent("Chromium is not installed (Debian: apt-get install chromium)")
    arguments = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=arguments)
        try:
            yield started
        finally:
            started.close()


def weigh(started: Any, address: str, visitor: Visitor) -> Iterator[tuple[str, float, int, float, int, int]]:
    """Per page: kilobytes and requests of a first view, the same of a later one, and requests elsewhere."""
    name, _, value = visitor.cookie.partition("=")
    for kind, paths in visitor.pages.items():
        context = started.new_context(locale="nl-NL")
        context.add_cookies([{"name": name, "value": value, "url": address}])
        page = context.new_page()
        line = Line(urlsplit(address).netloc)
        developer = context.new_cdp_session(page)
        developer.send("Network.enable")
        developer.on("Network.requestWillBeSent", line.sent)
        developer.on("Network.loadingFinished", line.finished)
        first = _view(page, line, address + paths[0])
        later = _view(page, line, address + paths[-1])
        yield kind, *first, *later, len(line.elsewhere)
        context.close()


def _view(page: Any, line: Line, url: str) -> tuple[float, int]:
    answer = page.goto(url, wait_until="networkidle")
    if answer is None or answer.status != 200:
        raise RuntimeError(f"{url} did not answer with 200")
    return line.taken()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--port", type=int, default=8766)
    chosen = parser.parse_args()
    with Place(chosen.folder, chosen.postgresql).database():
        start_django()
        (visitor,) = visitors(1)
        with running(chosen.port, 1) as server, browser() as started:
            require_pages(server.address, visitor)
            print("| page | first view, kB | requests | later view, kB | requests | to other hosts | aims |")
            print("|---|---|---|---|---|---|---|")
            for kind, first, asked, later, again, elsewhere in weigh(started, server.address, visitor):
                met = "met" if first < FIRST and later < NEXT and not elsewhere else "missed"
                print(f"| {kind} | {first:.1f} | {asked} | {later:.1f} | {again} | {elsewhere} | {met} |")


if __name__ == "__main__":
    main()
