"""The role matrix and the control calendar in the browser: accessible and fitting, by keyboard, without scripts."""

from __future__ import annotations

from collections import defaultdict
from urllib.parse import urljoin

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from browser.conftest import Axe, OpenPage
from browser.sweeping import sweep
from koers.control.models import ControlItem, RoleMatrix
from koers.demo.steering.control import make_control
from koers.demo.steering.making import Maker
from koers.organisations.models import Organisation, User


@pytest.fixture
def now(organisation: Organisation, controller: User) -> RoleMatrix:
    """All that the demo shows of this, with every state."""
    make_control(Maker(controller, organisation, defaultdict(lambda: controller)))
    return RoleMatrix.objects.of(organisation).get(moment="now")


def test_the_pages_are_accessible_and_fit(
    open_page: OpenPage, axe: Axe, now: RoleMatrix, controller: User
) -> None:
    item = ControlItem.objects.of(now.organisation).get(kind="control")
    matrix, wanted = {"public_id": now.public_id}, {"public_id": now.wanted.get().public_id}
    places = [
        reverse("control:overview"),
        reverse("control:overdue"),
        reverse("control:legality") + "?jaar=2025",
        reverse("control:workplace"),
        reverse("control:participation"),
        reverse("control:item", kwargs={"public_id": item.public_id}),
        reverse("control:report", kwargs={"public_id": item.public_id, "planned": item.starts_on}),
        reverse("control:matrix", kwargs=matrix),
        reverse("control:fill_in", kwargs=matrix),
        reverse("control:compare", kwargs=wanted),
    ]
    page = open_page(reverse("control:calendar"), controller)
    sweep(page, axe)
    for place in places:
        page.goto(urljoin(page.url, place))
        sweep(page, axe)


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_gap_to_a_task_in_order_by_keyboard(
    scripts: bool, open_page: OpenPage, now: RoleMatrix, controller: User
) -> None:
    page = open_page(
        reverse("control:matrix", kwargs={"public_id": now.public_id}), controller, scripts=scripts
    )
    main = page.locator("main")
    gap = main.locator("#bevindingen ~ table tbody tr", has_text="Werven en selecteren").first
    gap.locator("a").click()
    task = now.tasks.get(text="Werven en selecteren")
    cells = [f"#veld-c-{task.public_id}-{party.public_id}" for party in now.parties.all()]
    page.locator(cells[0]).focus()
    page.keyboard.type("X")
    for _party in cells[1:]:
        page.keyboard.press("Tab")
    page.keyboard.type("C")
    page.keyboard.press("Enter")
    # A wrong letter is told with a link to its cell, and what was typed in the others still stands there.
    expect(main.locator(f"a[href='{cells[0]}']")).to_be_visible()
    expect(page.locator(cells[4])).to_have_value("C")
    page.locator(cells[0]).fill("k")
    page.locator(f"#veld-a-{task.public_id}").select_option(label="HR-advies")
    page.locator(cells[0]).press("Enter")
    expect(page.locator("#bevindingen")).to_be_visible()
    expect(main.locator("#bevindingen ~ table tbody tr", has_text="Werven en selecteren")).to_have_count(0)
