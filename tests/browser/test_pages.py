"""Every type of page in every look: no axe violation, no sideways scrolling, no other host; with a picture."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from browser.conftest import Look, OpenPage
from intake.documents_made import Given, a_failed_document, a_read_document
from koers.intake import actions
from koers.intake.models import Document
from koers.organisations.models import Organisation, User
from koers.practices.models import Practice
from koers.programmes.models import OperationsParagraph
from web.conftest import EVERYTHING, practice

type Check = Callable[[Page, str], None]

UNREAD = "Hier staat een stuk tekst waarvan niemand weet wat het betekent, maar dat wel wat zegt."

TIPS = {"heading": "Tips", "kind": "tips", "text": "Begin klein"}
CAMPAIGN = {"text": "Een campagne", "year": 2025}
ABSENCE = {"name_raw": "Verzuim", "indicator": "absence_rate", "value": "5.4", "unit": "percent"}
ADOPTION = {"body": "CMT", "act": None, "date": "2026"}


@pytest.fixture
def register(organisation: Organisation, programme_manager: User) -> dict[str, str]:
    """Something of everything; the addresses by the name of the page."""
    user = programme_manager
    programme = a_read_document(organisation, user, EVERYTHING)
    for proposal in programme.proposals.all():
        actions.accept(by=user, proposal=proposal)
    stock = a_read_document(
        organisation,
        user,
        (
            practice(
                1,
                theme="vitaliteit",
                organisations=["Duinmeer"],
                sections=[{"heading": "Tips", "kind": "tips", "text": "Doe"}],
            ),
        ),
        kind="practice-catalogue",
        name="praktijken.html",
    )
    paragraph = a_read_document(
        organisation,
        user,
        (
            Given(
                "development",
                "Werving.",
                {"heading": "Werving", "text": "Wij werven", "actions": [{"text": "Campagne", "year": 2025}]},
            ),
            Given(
                "indicator",
                "Verzuim 5,4.",
                ABSENCE,
            ),
        ),
        kind="operations-paragraph",
        name="paragraaf.txt",
    )
    for document in (stock, paragraph):
        for proposal in document.proposals.all():
            actions.accept(by=user, proposal=proposal)
    waiting = a_read_document(
        organisation,
        user,
        (
            practice(9, contacts=[{"name": "Anna", "email": "a@example.org", "phone": None, "role": None}]),
            Given(
                "deliverable",
                "Een plan.",
                {"name": "Een plan", "adoptions": [ADOPTION]},
                ("invalid_day", "open_end"),
            ),
            *[
                Given("risk", f"Risico {n}.", {"text": f"Risico {n}", "measures": []}, ("missing_period",))
                for n in range(6)
            ],
        ),
        name="een-hele-lange-bestandsnaam-zonder-spaties-van-de-rapportage-over-het-programma-2026.md",
        unread=(UNREAD,),
        table=("Jaar", "2024", "2025"),
    )
    a_failed_document(organisation, user)
    review = f"/inlezen/{waiting.public_id}/"
    source = programme.proposals.get(position=10).public_id
    return {
        "home": "/",
        "inlezen": "/inlezen/",
        "review": review,
        "review-fout": f"{review}?voorstel=2",
        "review-niet-begrepen": f"{review}?toon=niet-begrepen",
        "alles-overnemen": f"{review}alles/",
        "bron": f"/inlezen/{programme.public_id}/bron/{source}/",
        "programmas": "/programmas/",
        "programma": "/programmas/waterveen/op-pad/",
        "paragrafen": "/bedrijfsvoering/",
        "paragraaf": f"/bedrijfsvoering/{OperationsParagraph.objects.of(organisation).get().public_id}/",
        "praktijken": "/praktijken/?thema=vitaliteit",
        "praktijk": f"/praktijken/{Practice.objects.of(organisation).get().slug}/",
    }


def test_every_page_is_accessible_and_fits(
    open_page: OpenPage, look: Look, check_page: Check, register: dict[str, str], programme_manager: User
) -> None:
    page = open_page("/", programme_manager)
    for name, path in register.items():
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/")[2] + path)
        for fold in page.locator("details.koers-more").all():
            fold.evaluate("fold => { fold.open = true }")
        check_page(page, name)


def test_the_empty_pages_are_accessible_too(
    open_page: OpenPage, look: Look, check_page: Check, programme_manager: User
) -> None:
    page = open_page("/", programme_manager)
    host = page.url.rstrip("/")
    for name, path in (
        ("home-leeg", "/"),
        ("inlezen-leeg", "/inlezen/"),
        ("programmas-leeg", "/programmas/"),
        ("paragrafen-leeg", "/bedrijfsvoering/"),
        ("praktijken-leeg", "/praktijken/"),
    ):
        page.goto(host + path)
        check_page(page, name)


def test_on_a_wide_screen_the_document_stays_beside_the_proposals(
    open_page: OpenPage, register: dict[str, str], programme_manager: User
) -> None:
    page = open_page(register["review"], programme_manager)
    page.evaluate("window.scrollTo(0, 1200)")
    box = page.locator(".koers-doc").bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert page.locator(".koers-quote").first.is_hidden()


def test_a_long_document_is_scrolled_to_the_lit_passage(
    open_page: OpenPage, organisation: Organisation, programme_manager: User
) -> None:
    risks = [
        Given("risk", f"Risico {n} " + "met veel woorden " * 20, {"text": f"Risico {n}", "measures": []})
        for n in range(18)
    ]
    document: Document = a_read_document(organisation, programme_manager, tuple(risks))
    page = open_page(f"/inlezen/{document.public_id}/?voorstel=17", programme_manager)
    inside = page.evaluate(
        """() => { const p = document.querySelector(".koers-doc").getBoundingClientRect();
        const m = document.querySelector(".koers-passage--now").getBoundingClientRect();
        return m.top >= p.top && m.top < p.bottom }"""
    )
    assert inside
