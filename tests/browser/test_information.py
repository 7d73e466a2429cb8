"""The pages for everyone are accessible, and readable on a phone."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

from django.urls import reverse
from playwright.sync_api import Page

from browser.conftest import Look, OpenPage


def test_the_pages_are_accessible_and_fit(
    open_page: OpenPage, look: Look, check_page: Callable[[Page, str], None]
) -> None:
    page = open_page(reverse("web:news"))
    for name in ("news", "accessibility", "privacy", "help"):
        page.goto(urljoin(page.url, reverse(f"web:{name}")))
        check_page(page, f"informatie-{name}")
