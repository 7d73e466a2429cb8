"""One page in every look without loading it again: axe in light, dark and on a phone with the menu open."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from browser.conftest import sideways

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 900}


def sweep(page: Page, axe: Callable[[Page], None]) -> None:
    """Afterwards the window is what it was."""
    page.wait_for_load_state()
    expect(page.locator("h1")).to_be_visible()
    before = page.viewport_size
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    for theme in ("dark", "light"):
        page.emulate_media(color_scheme=theme)
        axe(page)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    menu = page.locator("details.koers-menu")
    if menu.count():
        menu.locator("summary").click()
    assert not sideways(page), (page.url, sideways(page))
    axe(page)
    if menu.count():
        menu.locator("summary").click()
    page.set_viewport_size(before or WIDE)  # type: ignore[arg-type]
