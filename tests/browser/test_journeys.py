"""Whole journeys through the pages as people make them: files in, proposals checked, the register out."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from browser.conftest import OpenPage
from koers.core.tasks.worker import run_waiting
from koers.intake.models import Document
from koers.organisations.models import Organisation, User
from people import PASSWORD

FIXTURES = Path(__file__).parents[1] / "fixtures"
REPORT = FIXTURES / "programme" / "wendelmeer.md"
PARAGRAPH = FIXTURES / "operations" / "paragraph.txt"


def choose(page: Page, *paths: Path) -> None:
    page.set_input_files("input[type=file]", [str(path) for path in paths])


def read_in(page: Page, *paths: Path) -> None:
    """Puts files on the pile and lets the worker read them."""
    choose(page, *paths)
    page.click("main button:has-text('Inlezen')")
    expect(
        page.locator(".utrecht-alert--ok, .utrecht-alert--success, main [role=status]").first
    ).to_be_visible()
    run_waiting()


def open_review(page: Page, name: str) -> None:
    page.goto(page.url)
    page.click(f"main a:has-text('{name}')")
    expect(page.locator("h1")).to_have_text("Controleer wat wij lazen")


def taken_over(organisation: Organisation) -> int:
    documents = Document.objects.of(organisation)
    return sum(document.proposals.filter(state="accepted").count() for document in documents)


def test_from_log_in_to_the_lit_passage(
    open_page: OpenPage, organisation: Organisation, programme_manager: User
) -> None:
    page = open_page("/")
    page.fill("input[type=email]", programme_manager.email)
    page.fill("input[type=password]", PASSWORD)
    page.click("main button[type=submit]")
    expect(page.locator("h1")).to_contain_text("welkom bij Koers")
    page.click("main a:has-text('Lees een document in')")
    page.wait_for_load_state()  # the script that lists what is chosen must be there first

    choose(page, REPORT)
    choose(page, PARAGRAPH)
    expect(page.locator("[data-drop-list] li")).to_have_count(2)
    page.click("main button:has-text('Inlezen')")
    expect(page.locator("main")).to_contain_text("2 bestanden worden gelezen")
    expect(page.locator("[data-pile]")).to_contain_text("Wordt gelezen")
    run_waiting()
    expect(page.locator("[data-pile]")).not_to_contain_text("Wordt gelezen", timeout=8000)

    page.click(f"main a:has-text('{REPORT.name}')")
    expect(page.locator(".koers-passage--now").first).to_be_visible()
    page.click("main button:has-text('zonder waarschuwing')")
    expect(page.locator("[data-work]")).to_contain_text("Alles wordt overgenomen")
    run_waiting()
    page.click("header a:has-text('Programma’s'), nav a:has-text('Programma’s')")
    page.click("main a:has-text('Samen Sterker')")
    expect(page.locator("h1")).to_contain_text("Samen Sterker")
    page.click("nav a:has-text('Risico')")
    page.locator("main a.koers-source").first.click()
    lit = page.locator(".koers-passage--now").first
    expect(lit).to_be_visible()
    expect(lit).to_be_in_viewport()


def keys_count(page: Page) -> None:
    """The page's script is there: a key pressed earlier would be lost, as in any page."""
    expect(page.locator("[data-keys-help]")).to_be_visible()


def test_checking_by_keyboard_alone(
    open_page: OpenPage, organisation: Organisation, programme_manager: User
) -> None:
    page = open_page("/inlezen/", programme_manager)
    read_in(page, REPORT)
    open_review(page, REPORT.name)
    opened = page.locator(".koers-proposal--now")
    expect(opened).to_have_attribute("id", "v1")
    keys_count(page)
    page.keyboard.press("o")
    expect(page.locator("#v1")).to_contain_text("Overgenomen")
    expect(opened).to_have_attribute("id", "v2")
    expect(opened).to_be_focused()
    keys_count(page)
    page.keyboard.press("j")
    expect(opened).to_have_attribute("id", "v3")
    keys_count(page)
    page.keyboard.press("k")
    expect(opened).to_have_attribute("id", "v2")
    expect(opened).to_be_focused()
    keys_count(page)
    page.keyboard.press("n")
    expect(page.locator("#v2")).to_contain_text("Niet overgenomen")
    expect(opened).to_have_attribute("id", "v3")
    expect(opened).to_be_focused()
    keys_count(page)
    assert taken_over(organisation) == 1

    page.locator("[data-open-form] :is(input:not([type=hidden]), textarea)").first.focus()
    page.keyboard.type("on")
    expect(opened).to_have_attribute("id", "v3")
    page.click("[data-keys-toggle]")
    page.keyboard.press("o")
    page.reload()
    expect(page.locator("[data-keys-toggle]")).to_have_text("Zet sneltoetsen aan")
    expect(page.locator("[data-keys-list]")).to_be_hidden()
    page.keyboard.press("o")
    assert taken_over(organisation) == 1


def test_the_same_without_script(
    open_page: OpenPage, organisation: Organisation, programme_manager: User
) -> None:
    page = open_page("/inlezen/", programme_manager, scripts=False)
    read_in(page, REPORT)
    page.click("main a:has-text('Ververs')")
    page.click(f"main a:has-text('{REPORT.name}')")
    expect(page.locator("[data-keys-help]")).to_be_hidden()
    page.click("button:has-text('Neem over')")
    expect(page.locator("#v1")).to_contain_text("Overgenomen")
    page.click("#v1 button:has-text('ongedaan')")
    expect(page.locator("main")).to_contain_text("Ongedaan gemaakt")
    assert taken_over(organisation) == 0
    page.click("main button:has-text('zonder waarschuwing')")
    expect(page.locator("[data-work]")).to_contain_text("Alles wordt overgenomen")
    run_waiting()
    page.goto(page.url.split("/inlezen/")[0] + "/programmas/")
    page.click("main a:has-text('Samen Sterker')")
    page.locator("a.koers-source").first.click()
    expect(page.locator(".koers-passage--now").first).to_be_visible()


def test_a_wrong_file_is_told_where_it_stands(
    open_page: OpenPage, organisation: Organisation, programme_manager: User, tmp_path: Path
) -> None:
    wrong = tmp_path / "plaatje.docx"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n geen document")
    page = open_page("/inlezen/", programme_manager)
    read_in(page, wrong)
    page.goto(page.url)
    row = page.locator("[data-pile] tr", has_text="plaatje.docx")
    expect(row).to_contain_text("Kon niet worden gelezen")
    row.locator("button:has-text('Verwijder')").click()
    expect(page.locator("main")).to_contain_text("plaatje.docx is verwijderd")


def test_an_empty_form_leads_to_the_field(open_page: OpenPage, programme_manager: User) -> None:
    page = open_page("/inlezen/", programme_manager)
    with page.expect_response(lambda answer: answer.status == 422):
        page.evaluate("document.querySelector('main form').submit()")
    expect(page.locator(".koers-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.type") == "file"


def test_what_was_decided_can_be_undone(
    open_page: OpenPage, organisation: Organisation, programme_manager: User
) -> None:
    page = open_page("/inlezen/", programme_manager)
    read_in(page, REPORT)
    open_review(page, REPORT.name)
    page.click("button:has-text('Neem niet over')")
    page.click("#v1 button:has-text('ongedaan')")
    expect(page.locator("#v1")).to_have_class("koers-proposal koers-proposal--now")
    expect(page.locator("#v1 [data-open-form]")).to_be_visible()


def test_an_error_keeps_what_was_typed_and_has_the_focus(
    open_page: OpenPage, organisation: Organisation, programme_manager: User
) -> None:
    page = open_page("/inlezen/", programme_manager)
    read_in(page, REPORT)
    open_review(page, REPORT.name)
    page.get_by_label("Datum van het document").fill("31 juni 2026")
    with page.expect_response(lambda answer: answer.status == 422):
        page.click("button:has-text('Neem over')")
    expect(page.locator(".koers-error-summary")).to_be_focused()
    expect(page.get_by_label("Datum van het document")).to_have_value("31 juni 2026")
    assert taken_over(organisation) == 0


def test_much_work_shows_its_progress_and_ends_by_itself(
    open_page: OpenPage, organisation: Organisation, programme_manager: User
) -> None:
    page = open_page("/inlezen/", programme_manager)
    page.set_default_timeout(8000)
    read_in(page, REPORT)
    open_review(page, REPORT.name)
    page.click("main a[href$='/alles/']")
    page.click("main form[action$='/alles/'] button")
    expect(page.locator("[data-work]")).to_contain_text("Alles wordt overgenomen")
    run_waiting()
    expect(page.locator("[data-work]")).to_have_count(0, timeout=8000)
    (document,) = Document.objects.of(organisation)
    assert taken_over(organisation) == document.proposals.count()


def test_files_that_are_dropped_are_read(
    open_page: OpenPage, organisation: Organisation, programme_manager: User
) -> None:
    """A real drop event with two files in it; one is taken out again before sending."""
    page = open_page("/inlezen/", programme_manager)
    carrier = page.evaluate_handle(
        """([first, second]) => {
            const carrier = new DataTransfer();
            carrier.items.add(new File([first], "gesleept.md", {type: "text/markdown"}));
            carrier.items.add(new File([second], "niet-deze.txt", {type: "text/plain"}));
            return carrier;
        }""",
        [REPORT.read_text(), "een ander"],
    )
    page.dispatch_event("[data-drop]", "drop", {"dataTransfer": carrier})
    expect(page.locator("[data-drop-list] li")).to_have_count(2)
    page.click("[data-drop-list] button:has-text('niet-deze.txt')")
    expect(page.locator("[data-drop-list] li")).to_have_count(1)
    page.click("main button:has-text('Inlezen')")
    expect(page.locator("main")).to_contain_text("1 bestand wordt gelezen")
    run_waiting()
    assert [document.name for document in Document.objects.of(organisation)] == ["gesleept.md"]
