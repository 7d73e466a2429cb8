"""The pages for everyone are accessible, and readable on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from browser.conftest import Look, OpenPage


@pytest.mark.parametrize("name", ["news", "accessibility", "privacy", "help"])
def test_the_page_is_accessible_and_fits(
    open_page: OpenPage, look: Look, check_page: Callable[[Page, str], None], name: str
) -> None:
    check_page(open_page(reverse(f"web:{name}")), f"informatie-{name}")
