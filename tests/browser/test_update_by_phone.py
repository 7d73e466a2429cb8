"""The update of a track on a phone: from the mail to the judgement, with a connection that comes and goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect

from browser.conftest import LOOKS, Look, OpenPage
from koers.core.tasks.worker import run_waiting
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from koers.programmes import actions
from koers.programmes.actions.planning import Wanted, plan_period
from koers.programmes.models import PeriodGoal, PlanningPeriod, Programme, Status, TrackUpdate
from people import UserWith

type Check = Callable[[Page, str], None]
PHONES = [look for look in LOOKS if look.width == 320]
on_a_phone = pytest.mark.parametrize("look", PHONES, ids=lambda look: look.suffix, indirect=True)


@pytest.fixture
def lead(user_with: UserWith, organisation: Organisation) -> User:
    return user_with(Role.TRACK_LEAD, organisation)


@pytest.fixture
def programme(organisation: Organisation, programme_manager: User, lead: User) -> Programme:
    """Two sprints, of which the second runs; one goal stands there for the third time."""
    values = {"name": "Samen Sterker", "purpose": "Beter werk"}
    record = actions.accept_item(
        by=programme_manager, organisation=organisation, item_type="programme", values=values
    ).record
    assert isinstance(record, Programme)
    track = record.tracks.create(name="Organisatiekompas", status="running")
    track.members.create(name="Werkgroepleider", person=lead, leads=True)
    start = timezone.localdate() - timedelta(days=100)
    carry: dict[PeriodGoal, str] = {}
    for number in (1, 2, 3):
        goals = [Wanted("Het kompas is gedrukt", track)] if number == 1 else []
        if number == 3:
            goals += [Wanted("Elk team heeft het kompas besproken", track), Wanted("De gids ligt er", track)]
        period = plan_period(
            by=programme_manager,
            programme=record,
            kind="sprint",
            name=f"Sprint {number}",
            start=start + timedelta(weeks=6 * (number - 1)),
            end=start + timedelta(weeks=6 * number),
            carry=carry,
            goals=goals,
        )
        carry = dict.fromkeys(period.goals.all(), "De drukker had het te druk")
    return record


def planning_of(programme: Programme) -> str:
    return f"/programmas/{programme.organisation.slug}/{programme.slug}/planning/"


def link_from_mail(server: str) -> str:
    (sent,) = mail.outbox
    found = re.search(rf"{re.escape(server)}(/update/\S+)", str(sent.body))
    assert found, sent.body
    return found[1]


def type_into(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)


@pytest.fixture
def asked(open_page: OpenPage, programme: Programme, programme_manager: User) -> str:
    """The programme manager asks in the browser; the address in the mail."""
    page = open_page(planning_of(programme), programme_manager)
    page.click("button:has-text('Vraag om een update')")
    expect(page.locator("main")).to_contain_text("krijgt een mail met een link")
    run_waiting()
    return link_from_mail(page.url.split("/programmas/")[0])


@on_a_phone
def test_from_the_mail_to_the_judgement(
    look: Look,
    open_page: OpenPage,
    asked: str,
    programme: Programme,
    check_page: Check,
) -> None:
    page = open_page(asked)
    expect(page.locator("h1")).to_have_text("Update van Organisatiekompas")
    check_page(page, "update")

    page.get_by_label("Elk team heeft het kompas besproken", exact=True).check()
    slipped = page.locator(".koers-update__goal", has_text="Het kompas is gedrukt")
    slipped.get_by_label("Schuift door naar de volgende periode").check()
    slipped.get_by_label("Waarom?").fill("De drukker is ziek")
    page.check("[name=level][value=warn]")
    expect(page.locator("[data-told]")).to_contain_text("Bewaard om", timeout=8000)

    page.context.set_offline(True)
    type_into(page, "In één regel", "De druk loopt achter")
    expect(page.locator("[data-told]")).to_contain_text("U heeft geen verbinding")
    type_into(page, "Wat is de oorzaak?", "Ziekte")
    type_into(page, "Wat is het gevolg?", "De teams wachten")
    type_into(page, "Wat doet u eraan?", "Een andere drukker")
    type_into(page, "Wat komt er in de volgende periode?", "Gidsen uitdelen")
    page.click("button:has-text('Verstuur de update')")
    expect(page.locator("[data-told]")).to_contain_text("laat deze pagina open", ignore_case=True)
    assert not Status.objects.across_organisations("a test").exists()

    page.context.set_offline(False)
    expect(page.locator("h1")).to_have_text("Dank u wel voor uw update", timeout=10_000)
    expect(page.locator("main")).to_contain_text("De druk loopt achter")
    check_page(page, "update-verstuurd")

    status = programme.statuses.get()
    assert (status.level, status.line, status.cause) == ("warn", "De druk loopt achter", "Ziekte")
    states = dict(
        PeriodGoal.objects.of(programme.organisation)
        .filter(period__name="Sprint 3")
        .values_list("text", "state")
    )
    assert states == {
        "Het kompas is gedrukt": "moved",
        "Elk team heeft het kompas besproken": "done",
        "De gids ligt er": "open",
    }
    page.reload()
    expect(page.locator("h1")).to_have_text("Dank u wel voor uw update")
    assert (
        page.evaluate(
            "localStorage.getItem(Object.keys(localStorage).find(k => k.startsWith('koers-update')))"
        )
        is None
    )


@pytest.mark.parametrize("look", PHONES[:1], ids=lambda look: look.suffix, indirect=True)
def test_what_was_typed_without_a_connection_survives_closing_the_page(
    look: Look, open_page: OpenPage, asked: str
) -> None:
    page = open_page(asked)
    page.wait_for_load_state("networkidle")  # its icon comes after everything else
    page.context.set_offline(True)
    type_into(page, "In één regel", "Getypt in de trein")
    expect(page.locator("[data-told]")).to_contain_text("U heeft geen verbinding")
    context, address = page.context, page.url
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_label("In één regel")).to_have_value("Getypt in de trein")
    expect(page.locator("[data-told]")).to_contain_text("Bewaard om")
    update = TrackUpdate.objects.across_organisations("a test").get()
    assert update.draft["fields"]["line"] == "Getypt in de trein"


def ready_to_send(page: Page) -> None:
    """Everything filled in and on the server, one press away."""
    page.check("[name=level][value=ok]")
    type_into(page, "In één regel", "Gaat goed")
    type_into(page, "Waarom oordeelt u anders?", "De drukker haalt het in")
    expect(page.locator("[data-told]")).to_contain_text("Bewaard om", timeout=8000)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("look", PHONES[:1], ids=lambda look: look.suffix, indirect=True)
def test_sending_without_a_connection_says_nothing_is_lost_and_offers_to_send_again(
    look: Look, open_page: OpenPage, asked: str, programme: Programme, check_page: Check
) -> None:
    page = open_page(asked)
    ready_to_send(page)
    page.context.set_offline(True)
    page.click("[data-send]")
    send = page.locator("[data-send]")
    expect(send).to_have_text("Verstuur opnieuw")
    expect(send).not_to_have_attribute("aria-disabled", "true")
    expect(page.locator("[data-told]")).to_contain_text("Er is niets verloren")
    check_page(page, "update-geen-verbinding")
    send.click()
    expect(send).to_have_text("Verstuur opnieuw")
    assert programme.statuses.count() == 0
    page.context.set_offline(False)
    expect(page.locator("h1")).to_have_text("Dank u wel voor uw update", timeout=10_000)
    assert programme.statuses.count() == 1


@pytest.mark.parametrize("look", PHONES[:1], ids=lambda look: look.suffix, indirect=True)
def test_a_connection_that_does_not_answer_is_no_connection(
    look: Look, open_page: OpenPage, asked: str, programme: Programme
) -> None:
    page = open_page(asked)
    ready_to_send(page)
    page.route("**/update/**", lambda route: None)  # nothing comes back, and nothing says so
    page.click("[data-send]")
    send = page.locator("[data-send]")
    expect(send).to_have_text("Bezig met versturen")
    expect(send).to_have_text("Verstuur opnieuw", timeout=12_000)
    expect(page.locator("[data-told]")).to_contain_text("Er is niets verloren")
    page.unroute("**/update/**")
    send.click()
    expect(page.locator("h1")).to_have_text("Dank u wel voor uw update", timeout=12_000)
    assert programme.statuses.count() == 1


@pytest.mark.parametrize("look", PHONES[:1], ids=lambda look: look.suffix, indirect=True)
def test_what_is_not_right_is_told_by_the_page(
    look: Look, open_page: OpenPage, asked: str, programme: Programme
) -> None:
    page = open_page(asked)
    type_into(page, "In één regel", "Gaat goed")
    page.click("[data-send]")
    expect(page.locator("main")).to_contain_text("Kies een oordeel", timeout=10_000)
    expect(page.get_by_label("In één regel")).to_have_value("Gaat goed")
    assert programme.statuses.count() == 0


@pytest.mark.parametrize("look", PHONES[:1], ids=lambda look: look.suffix, indirect=True)
def test_two_devices_do_not_overwrite_each_other(
    look: Look, open_page: OpenPage, asked: str, check_page: Check
) -> None:
    phone, laptop = open_page(asked), open_page(asked)
    type_into(phone, "In één regel", "Op de telefoon")
    expect(phone.locator("[data-told]")).to_contain_text("Bewaard om")
    type_into(laptop, "In één regel", "Op de laptop")
    expect(laptop.locator("[data-other]")).to_contain_text("Op de telefoon")
    expect(laptop.get_by_label("In één regel")).to_have_value("Op de laptop")
    check_page(laptop, "update-twee-apparaten")
    laptop.click("button:has-text('Neem de andere tekst over')")
    expect(laptop.get_by_label("In één regel")).to_have_value("Op de telefoon")
    expect(laptop.locator("[data-other]")).to_be_hidden()
    type_into(laptop, "In één regel", "Op de telefoon, verder op de laptop")
    expect(laptop.locator("[data-told]")).to_contain_text("Bewaard om")


@pytest.mark.parametrize("look", PHONES[:1], ids=lambda look: look.suffix, indirect=True)
def test_the_same_without_script(look: Look, open_page: OpenPage, asked: str, programme: Programme) -> None:
    page = open_page(asked, scripts=False)
    type_into(page, "In één regel", "Gaat goed")
    page.click("button:has-text('Bewaar concept')")
    expect(page.locator("main")).to_contain_text("Bewaard om")
    page.goto(page.url)
    expect(page.get_by_label("In één regel")).to_have_value("Gaat goed")
    page.click("button:has-text('Verstuur de update')")
    expect(page.locator("main")).to_contain_text("Kies een oordeel")
    page.check("[name=level][value=ok]")
    type_into(page, "Waarom oordeelt u anders?", "De drukker haalt het in")
    page.click("button:has-text('Verstuur de update')")
    expect(page.locator("h1")).to_have_text("Dank u wel voor uw update")
    page.click("a:has-text('Corrigeer')")
    type_into(page, "In één regel", "Gaat heel goed")
    page.click("button:has-text('Verstuur de correctie')")
    expect(page.locator("main")).to_contain_text("Gaat heel goed")
    assert programme.statuses.count() == 2


def test_the_planning_in_every_look(
    look: Look,
    open_page: OpenPage,
    programme: Programme,
    programme_manager: User,
    lead: User,
    check_page: Check,
) -> None:
    page = open_page(planning_of(programme), programme_manager)
    carried = page.locator("summary", has_text="staat hier voor de derde keer").first
    carried.click()
    expect(page.locator("#updates")).to_contain_text("Organisatiekompas")
    check_page(page, "planning")
    page.goto(page.url + "nieuw/")
    expect(page.get_by_label("Naam")).to_have_value("Sprint 4")
    check_page(page, "planning-nieuw")
    period = PlanningPeriod.objects.of(programme.organisation).get(name="Sprint 3")
    page.goto(page.url.replace("nieuw/", f"{period.public_id}/afsluiten/"))
    check_page(page, "planning-afsluiten")
    own = open_page("/mijn-werkgroep/", lead)
    expect(own.locator("main")).to_contain_text("Organisatiekompas")
    check_page(own, "mijn-werkgroep")
