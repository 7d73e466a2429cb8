"""The gallery holds every component: what passes here passes on the pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import LazySettings
from django.urls import reverse
from playwright.sync_api import Page, expect

from browser.conftest import Look, OpenPage, violations


@pytest.fixture(autouse=True)
def gallery_shown(settings: LazySettings) -> None:
    settings.DEBUG = True


def test_every_component_is_accessible_and_fits(
    open_page: OpenPage, look: Look, check_page: Callable[[Page, str], None]
) -> None:
    page = open_page(reverse("ui:gallery"))
    check_page(page, "componenten")


def test_axe_sees_what_is_wrong(open_page: OpenPage) -> None:
    """The check itself is tested: a field without a name is found."""
    page = open_page(reverse("ui:gallery"))
    page.evaluate("document.querySelector('main').append(document.createElement('input'))")
    assert "label" in {violation["id"] for violation in violations(page)}


def test_a_choice_of_colours_stays(open_page: OpenPage) -> None:
    page = open_page(reverse("ui:gallery"))
    page.select_option("#koers-theme", "dark")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(12, 23, 31)"
    page.select_option("#koers-theme", "")
    assert page.evaluate("document.documentElement.dataset.theme") is None


def test_files_are_gathered_and_taken_out_again(open_page: OpenPage) -> None:
    page = open_page(reverse("ui:gallery"))
    files = page.locator("[data-drop] input[type=file]")
    files.set_input_files({"name": "een.txt", "mimeType": "text/plain", "buffer": b"een"})
    files.set_input_files({"name": "twee.txt", "mimeType": "text/plain", "buffer": b"twee" * 500_000})
    expect(page.locator("[data-drop-list] li")).to_have_count(2)
    expect(page.locator("[data-drop-list] li").nth(1)).to_contain_text("2,0")
    page.locator("[data-drop-list] button").first.click()
    expect(page.locator("[data-drop-list] li")).to_have_count(1)
    assert files.evaluate("input => [...input.files].map(file => file.name)") == ["twee.txt"]


def test_the_gallery_works_without_script(open_page: OpenPage) -> None:
    page = open_page(reverse("ui:gallery"), scripts=False)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[data-drop] input[type=file]")).to_be_visible()
    expect(page.locator("[data-theme-picker]")).to_be_hidden()


def test_the_skip_link_comes_first_and_leads_to_the_content(open_page: OpenPage) -> None:
    page = open_page(reverse("ui:gallery"))
    first = page.evaluate("document.querySelector('a, button, input, select, summary').className")
    assert first == "utrecht-skip-link"
    page.locator(".utrecht-skip-link").focus()
    expect(page.locator(".utrecht-skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_after_an_error_the_summary_has_the_focus_and_leads_to_the_field(open_page: OpenPage) -> None:
    page = open_page(reverse("ui:gallery"))
    expect(page.locator(".koers-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "wrong_decided"
