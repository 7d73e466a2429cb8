"""Browser tests drive the system's Chromium: wide and narrow, light and dark, axe, no outside request.

`open_page(path)` opens a page of the live server in the present `look`; a test that asks for `look` runs
for all four. After the test every page must have asked nothing of another host and must have shown no error
in its console.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

from browser.settling import requests_underway
from koers.organisations.models import User

# Playwright's own event loop runs in this thread; the tests themselves are plain synchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No page reaches another host; what asks for one is told by the request itself.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
AXE = Path(__file__).with_name("axe.min.js")  # copied by vendor/fetch
SCREENSHOTS = os.environ.get(
    "KOERS_SCREENSHOTS"
)  # the folder for pictures of every page; absent: none are made


@dataclass(frozen=True)
class Look:
    """One way of looking at a page."""

    width: int
    theme: Literal["light", "dark"]

    @property
    def suffix(self) -> str:
        return f"{self.width}{'-donker' if self.theme == 'dark' else ''}"


LOOKS = [Look(width, theme) for width in (1280, 320) for theme in ("light", "dark")]

type OpenPage = Callable[..., Page]
type Axe = Callable[[Page], None]
type Screenshot = Callable[[Page, str], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    assert chromium, "the browser tests need Chromium (Debian: apt-get install chromium)"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(params=LOOKS, ids=lambda look: look.suffix)
def look(request: pytest.FixtureRequest) -> Look:
    """Wide and narrow, light and dark: the test runs four times."""
    found: Look = request.param
    return found


@pytest.fixture
def present_look(request: pytest.FixtureRequest) -> Look:
    """The look of a parametrised test, or wide and light."""
    found: Look = request.getfixturevalue("look") if "look" in request.fixturenames else LOOKS[0]
    return found


@pytest.fixture
def open_page(
    request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, present_look: Look
) -> Iterator[OpenPage]:
    """`open_page(path, user=None, scripts=True)`: the page in the present look, as `user` when given."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []
    # A page that asks again by itself must wait while a journey does the work of the worker: the database in memory
    # refuses the second. A request with a route waits for the test, but also passes by the browser's cache: what only
    # looks at pages does without, and takes two thirds of the time.
    waits = "look" not in request.fixturenames

    def guard(asked: Request) -> None:
        url = urlsplit(asked.url)
        if url.scheme in ("http", "https", "ws", "wss") and url.netloc != urlsplit(live_server.url).netloc:
            wrong.append(f"asked another host: {asked.url}")

    def open_(path: str, user: User | None = None, *, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": present_look.width, "height": 900},
            color_scheme=present_look.theme,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        contexts.append(context)
        if user is not None:
            name, value = django_settings.SESSION_COOKIE_NAME, session_of(user)
            context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        context.on("request", guard)
        if waits:
            context.route("**/*", lambda route: route.continue_())
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text) if is_wrong(message) else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(live_server.url + path)
        return page

    with requests_underway() as underway:
        yield open_
        for context in contexts:
            context.close()
        underway.wait()
    assert not wrong, wrong


def is_wrong(message: ConsoleMessage) -> bool:
    """An error in the console, but for a form that came back with its errors (422, 409): that is an answer."""
    return message.type == "error" and not re.search(r"status of (422|409)", message.text)


def session_of(user: User) -> str:
    """The session of a user, as the log-in page would have made it."""
    client = Client()
    client.force_login(user)
    return client.cookies[django_settings.SESSION_COOKIE_NAME].value


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe-core finds, with every rule on, also target size and the advice outside WCAG."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options = json.dumps({"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]})
    found: list[dict[str, Any]] = page.evaluate(
        f"axe.run(document, {options}).then(result => result.violations)"
    )
    return found


@pytest.fixture
def axe() -> Axe:
    """`axe(page)`: no violation of any rule."""

    def run(page: Page) -> None:
        found = [
            f"{page.url} {violation['id']} ({violation['help']}): {node['html'][:200]} {node.get('failureSummary')}"
            for violation in violations(page)
            for node in violation["nodes"]
        ]
        assert not found, "\n".join(found)

    return run


@pytest.fixture
def screenshot(present_look: Look) -> Screenshot:
    """`screenshot(page, "home")`: a picture of the whole page, when KOERS_SCREENSHOTS names a folder."""

    def take(page: Page, name: str) -> None:
        if not SCREENSHOTS:
            return
        Path(SCREENSHOTS).mkdir(parents=True, exist_ok=True)
        page.evaluate("document.fonts.ready.then(() => true)")
        page.screenshot(path=Path(SCREENSHOTS) / f"{name}-{present_look.suffix}.png", full_page=True)

    return take


def sideways(page: Page) -> list[str]:
    """The elements that stick out of the window; empty when nobody has to scroll sideways."""
    found: list[str] = page.evaluate(
        """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
        [...document.querySelectorAll("body *")]
          .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
          .map(e => e.outerHTML.slice(0, 160))"""
    )
    return found


@pytest.fixture
def check_page(axe: Axe, screenshot: Screenshot) -> Callable[[Page, str], None]:
    """`check_page(page, "home")`: axe, no sideways scrolling, and a picture when asked."""

    def check(page: Page, name: str) -> None:
        screenshot(page, name)
        assert not sideways(page), sideways(page)
        axe(page)

    return check
