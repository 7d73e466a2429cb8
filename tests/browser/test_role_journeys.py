"""A journey per role through the programme that is steered, with every type of page swept by axe on the way.

The wording of buttons may change: what a journey presses it finds by its address, its name or its place.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from browser import wendelmeer
from browser.conftest import Axe, OpenPage
from browser.sweeping import NARROW, sweep
from browser.test_journeys import REPORT, open_review, read_in
from browser.wendelmeer import Wendelmeer
from koers.core.tasks.worker import run_waiting
from koers.decisions.models import Meeting
from koers.organisations.models import Membership, Organisation, User
from koers.organisations.permissions import Role
from koers.programmes.models import Adoption, Goal, Programme, Status
from koers.yearplans.models import TeamPlan
from people import PASSWORD, UserWith

pytestmark = pytest.mark.django_db(transaction=True)

PRIMARY = "main .utrecht-button--primary-action"


@pytest.fixture
def town(transactional_db: None) -> Wendelmeer:
    return wendelmeer.make()


def root(page: Page) -> str:
    return "/".join(page.url.split("/", 3)[:3])


def go(page: Page, path: str) -> None:
    page.goto(root(page) + path)


def press(page: Page | Locator) -> None:
    """The one primary button of the page."""
    page.locator(PRIMARY if isinstance(page, Page) else ".utrecht-button--primary-action").first.click()


def words(page: Page) -> str:
    return page.locator("main").inner_text()


def menu_of(page: Page) -> list[str | None]:
    return [link.get_attribute("href") for link in page.locator(".koers-nav a").all()]


# From a report to the portfolio, with three people.


def take_over_the_report(page: Page, axe: Axe) -> None:
    read_in(page, REPORT)
    open_review(page, REPORT.name)
    sweep(page, axe)
    page.click("main a[href$='/alles/']")
    page.click("main form[action$='/alles/'] button")
    expect(page.locator("[data-work]")).to_be_visible()
    run_waiting()
    expect(page.locator("[data-work]")).to_have_count(0, timeout=8000)


def name_a_lead(page: Page, track: str, lead: User) -> None:
    page.click("main nav a[href$='/werkgroepen/'] >> visible=true")
    page.locator("a[href*='/werkgroepleden/nieuw/']", has_text=track).first.click()
    page.fill("[name=name]", "Werkgroepleider")
    option = page.locator("select[name=person] option", has_text=lead.name).get_attribute("value")
    page.select_option("select[name=person]", value=option)
    page.check("[name=leads]")
    press(page)
    expect(page.locator("main")).to_contain_text("Werkgroepleider")


def plan_a_sprint(page: Page) -> None:
    today = timezone.localdate()
    page.fill("[name=name]", "Sprint 1")
    page.fill("[name=start]", f"{today - timedelta(days=20):%d-%m-%Y}")
    page.fill("[name=last_day]", f"{today + timedelta(days=20):%d-%m-%Y}")
    page.fill("[name=new_goals]", "Elk team heeft het plan besproken\nDe gids ligt er")
    press(page)


def update_by_phone(page: Page, axe: Axe) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    sweep(page, axe)
    page.get_by_label("De gids voor teams is af", exact=True).check()
    page.check("[name=level][value=ok]")
    page.fill("[name=line]", "De gids is af")
    if page.locator("[name=override_reason]").is_visible():
        page.fill("[name=override_reason]", "De gids was het laatste")
    page.fill("[name=next_goals]", "Gidsen uitdelen")
    page.click("[name=action][value=send]")
    expect(page.locator("main")).to_contain_text("De gids is af")
    sweep(page, axe)


def judge(page: Page, line: str) -> None:
    page.check("[name=level][value=warn]")
    page.fill("[name=line]", line)
    page.fill("[name=cause]", "De drukker is ziek")
    page.fill("[name=consequence]", "De teams wachten twee weken")
    page.fill("[name=adjustment]", "Een andere drukker")
    if page.locator("[name=override_reason]").count():
        page.fill("[name=override_reason]", "Wij kennen de drukker")
    press(page)


def test_from_a_report_to_the_portfolio(
    open_page: OpenPage, organisation: Organisation, programme_manager: User, user_with: UserWith, axe: Axe
) -> None:
    lead = user_with(Role.TRACK_LEAD, organisation)
    page = open_page("/inlezen/", programme_manager)
    sweep(page, axe)
    take_over_the_report(page, axe)
    programme = Programme.objects.of(organisation).get()
    assert programme.goals.count() and programme.tracks.count()

    go(page, f"/programmas/{organisation.slug}/{programme.slug}/")
    expect(page.locator("h1")).to_contain_text("Samen Sterker")
    sweep(page, axe)
    name_a_lead(page, "Ruimte", lead)
    sweep(page, axe)

    page.click("main nav a[href$='/planning/'] >> visible=true")
    page.click("main a[href$='/planning/nieuw/']")
    sweep(page, axe)
    plan_a_sprint(page)
    expect(page.locator("main")).to_contain_text("Elk team heeft het plan besproken")
    page.locator("main a[href*='/doel/']").first.click()
    page.fill("[name=text]", "De gids voor teams is af")
    page.select_option("[name=track]", label="Ruimte")
    press(page)
    expect(page.locator("main")).to_contain_text("De gids voor teams is af")
    sweep(page, axe)

    page.click("button[form=ask]")
    run_waiting()
    (sent,) = mail.outbox
    assert sent.to == [lead.email]
    link = re.search(r"/update/\S+", str(sent.body))
    assert link, sent.body
    update_by_phone(open_page(link[0]), axe)

    go(page, f"/programmas/{organisation.slug}/{programme.slug}/stand/")
    sweep(page, axe)
    judge(page, "De druk van de gids loopt uit")
    expect(page.locator("main")).to_contain_text("De druk van de gids loopt uit")
    assert set(Status.objects.of(organisation).values_list("level", flat=True)) == {"ok", "warn"}

    go(page, "/programmas/")
    row = page.locator("main tr", has_text="Samen Sterker")
    expect(row).to_contain_text("De druk van de gids loopt uit")
    expect(row).to_contain_text(str(timezone.localdate().year))
    sweep(page, axe)


# Who decides.


def record_the_first(page: Page, axe: Axe, act: str) -> None:
    """Writes down what a body did, on a day it cannot have met first."""
    sweep(page, axe)
    page.locator("main table a").first.click()
    page.check("[name=state][value=done]")
    page.fill("[name=act]", act)
    page.fill("[name=date]", f"{timezone.localdate() + timedelta(days=9):%Y-%m-%d}")
    page.fill("[name=case_number]", "2026-0777")
    press(page)
    expect(page.locator(".koers-error-summary")).to_be_visible()
    expect(page.locator("[name=act]")).to_have_value(act)
    sweep(page, axe)
    page.fill("[name=date]", f"{timezone.localdate():%Y-%m-%d}")
    press(page)
    page.wait_for_url("**/besluiten/vragen/")


def test_the_client_writes_down_what_was_decided(open_page: OpenPage, town: Wendelmeer, axe: Axe) -> None:
    page = open_page("/", town.person("directie"))
    sweep(page, axe)
    page.locator("main a[href^='/besluiten/vragen/']").first.click()
    page.wait_for_url("**/besluiten/vragen/")
    before = page.locator("main tbody tr").count()
    record_the_first(page, axe, "vastgesteld")
    assert page.locator("main tbody tr").count() == before - 1
    step = Adoption.objects.of(town.organisation).get(case_number="2026-0777")
    assert (step.state, step.act, step.body_known and step.body_known.kind) == (
        "done",
        "vastgesteld",
        "management",
    )
    go(page, f"{town.place}producten/")
    expect(page.locator("main")).to_contain_text("2026-0777")
    sweep(page, axe)
    assert page.locator("main a[href*='/wijzigen/']").count() == 0


def test_the_griffie_writes_down_what_the_council_did(
    open_page: OpenPage, town: Wendelmeer, axe: Axe
) -> None:
    page = open_page("/raad/", town.person("griffie"))
    sweep(page, axe)
    assert "/programmas/" not in menu_of(page)
    page.locator("main table a").first.click()
    expect(page.locator("h1")).to_have_text("Werkwijze voor opgaven")
    sweep(page, axe)
    go(page, "/besluiten/vragen/")
    record_the_first(page, axe, "kennisgenomen")
    go(page, "/raad/")
    expect(page.locator("main table").first).to_contain_text("kennisgenomen")

    answer = page.request.get(root(page) + town.place)
    assert answer.status == 404
    assert town.programme.purpose not in answer.text()


# Those who do the work.


def fill_hours(page: Page, hours: str) -> None:
    page.check("[name=entry][value=months]")
    for month in range(1, 13):
        page.fill(f"[name=m{month}]", hours)


def test_a_line_manager_sees_overload_before_it_is_promised(
    open_page: OpenPage, town: Wendelmeer, axe: Axe
) -> None:
    page = open_page("/jaarplannen/", town.person("leidinggevende"))
    sweep(page, axe)
    page.locator("main a[href^='/jaarplannen/nieuw/']").first.click()
    page.select_option("[name=unit]", label="Bedrijfsvoering")
    sweep(page, axe)
    press(page)
    fill_hours(page, "100")
    sweep(page, axe)
    press(page)
    page.locator("main a[href$='/regel/']").first.click()
    page.fill("[name=text]", "Taken verdelen")
    goal = Goal.objects.of(town.organisation).get(text__startswith="Alle teams")
    page.select_option("[name=goal]", value=str(goal.public_id))
    fill_hours(page, "130")
    press(page)

    expect(page.locator("[role=alert]")).to_contain_text("30")
    sweep(page, axe)
    plan = TeamPlan.objects.of(town.organisation).get(unit__name="Bedrijfsvoering")
    assert not plan.lines.exists()
    page.click("[name=seen]")
    expect(page.locator("main")).to_contain_text("Taken verdelen")
    sweep(page, axe)

    page.click("main a[href$='/vaststellen/']")
    page.fill("[name=agreed_by]", "teamleider en directie")
    page.fill("[name=reason]", "In januari komt er een collega bij")
    sweep(page, axe)
    press(page)
    expect(page.locator("main")).to_contain_text("In januari komt er een collega bij")
    go(page, "/jaarplannen/doelen/")
    expect(page.locator("main")).to_contain_text("Alle teams werken met een eigen jaarplan")
    sweep(page, axe)


def test_an_employee_reads_what_the_programme_wants_and_nothing_of_its_judgement(
    open_page: OpenPage, town: Wendelmeer, axe: Axe
) -> None:
    page = open_page("/", town.person("medewerker"))
    sweep(page, axe)
    unseen = [status.line for status in Status.objects.of(town.organisation)]
    unseen += ["Leidinggevenden hebben te weinig tijd", "300.000", "Let op", "Bijsturen"]
    pages = ["", "doelen/", "werkgroepen/", "planning/", "tijdlijn/", "producten/", "besluiten/", "lessen/"]
    places = ["/", "/programmas/", *(town.place + part for part in [*pages, "omgeving/", "geschiedenis/"])]
    for place in places:
        go(page, place)
        assert [line for line in unseen if line and line in words(page)] == [], place
        assert page.locator("main a[href*='/wijzigen/'], main a[href*='/nieuw/?bij']").count() == 0, place
    go(page, town.place)
    expect(page.locator("main")).to_contain_text("teams zelf hun werk plannen")
    assert page.locator("main nav a[href$='/geld/'], main nav a[href$='/risicos/']").count() == 0
    sweep(page, axe)
    for part in ("geld/", "risicos/", "stand/"):
        assert page.request.get(root(page) + town.place + part).status == 404, part


# Who gives access.


def test_an_administrator_invites_someone_for_one_programme(
    open_page: OpenPage, town: Wendelmeer, axe: Axe, settings: LazySettings
) -> None:
    settings.MAIL_IS_SENT = True
    page = open_page("/gebruikers/", town.person("beheerder"))
    page.fill("[name=email]", "adviseur@elders.example")
    page.fill("[name=name]", "Adviseur van elders")
    page.select_option("[name=role]", value=Role.EMPLOYEE)
    page.select_option("[name=only_for]", label="Samen digitaal")
    page.locator("main form", has=page.locator("[name=only_for]")).locator("button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("adviseur@elders.example")
    sweep(page, axe)
    run_waiting()
    held = Membership.objects.get(user__email="adviseur@elders.example")
    assert held.limited_to
    link = next(found[0] for sent in mail.outbox if (found := re.search(r"/uitnodiging/\S+", str(sent.body))))

    theirs = open_page(link)
    sweep(theirs, axe)
    theirs.fill("[name=password]", PASSWORD)
    theirs.fill("[name=again]", PASSWORD)
    press(theirs)
    theirs.wait_for_url(re.compile(r"^(?!.*uitnodiging)"))
    if theirs.locator("input[type=email]").count():
        theirs.fill("input[type=email]", "adviseur@elders.example")
        theirs.fill("input[type=password]", PASSWORD)
        press(theirs)
    for place in ("/", "/programmas/"):
        go(theirs, place)
        expect(theirs.locator("main")).to_contain_text("Samen digitaal")
        expect(theirs.locator("main")).not_to_contain_text("Organisatie in beweging")
    sweep(theirs, axe)
    go(theirs, "/programmas/wendelmeer/samen-digitaal/")
    expect(theirs.locator("h1")).to_have_text("Samen digitaal")
    assert theirs.request.get(root(theirs) + town.place).status == 404


# What two people do to one thing, and what is thrown away.


@pytest.fixture
def goal(town: Wendelmeer) -> Goal:
    return Goal.objects.of(town.organisation).get(text__startswith="Minder uitval")


def test_two_people_change_one_goal_and_nothing_is_lost(
    open_page: OpenPage, town: Wendelmeer, goal: Goal, axe: Axe
) -> None:
    change = f"/register/doelen/{goal.public_id}/wijzigen/"
    first = open_page(change, town.person("programmamanager"))
    second = open_page(change, town.person("ondersteuning"))
    sweep(second, axe)
    first.fill("[name=text]", "Minder uitval, te beginnen bij de buitendienst")
    first.fill("[name=owner_name]", "Team HR")
    press(first)
    first.wait_for_url(re.compile(r"^(?!.*wijzigen)"))
    second.fill("[name=text]", "Minder uitval, vooral bij langdurige ziekte")
    second.fill("[name=target_date]", "juni 2027")
    press(second)

    expect(second.locator(".koers-merge").first).to_be_visible()
    for part in ("buitendienst", "langdurige ziekte", "Team HR"):
        assert part in words(second)
    sweep(second, axe)
    second.check("[value=mijne] >> nth=0")
    press(second)
    second.wait_for_url(re.compile(r"^(?!.*wijzigen)"))
    goal.refresh_from_db()
    assert goal.text == "Minder uitval, vooral bij langdurige ziekte"
    assert (goal.owner_name, goal.target_date and goal.target_date.iso) == ("Team HR", "2027-06")

    go(second, f"/register/doelen/{goal.public_id}/geschiedenis/")
    expect(second.locator(".koers-history > li")).to_have_count(3)
    for part in ("buitendienst", "langdurige", "Programmamanager", "Programmaondersteuning"):
        assert part in words(second)
    sweep(second, axe)


def test_a_goal_comes_back_from_the_bin_with_its_parts(
    open_page: OpenPage, town: Wendelmeer, goal: Goal, axe: Axe
) -> None:
    page = open_page(f"/register/doelen/{goal.public_id}/", town.person("programmamanager"))
    sweep(page, axe)
    page.click("main a[href*='/verwijderen/']")
    sweep(page, axe)
    page.click("main .utrecht-button--danger")
    go(page, f"{town.place}doelen/")
    expect(page.locator("main")).not_to_contain_text("Minder uitval door ziekte")
    go(page, "/register/prullenbak/")
    row = page.locator("main tbody tr", has_text="Minder uitval door ziekte")
    expect(row).to_contain_text("Programmamanager")
    sweep(page, axe)
    row.locator("button").click()
    go(page, f"{town.place}doelen/")
    expect(page.locator("main")).to_contain_text("Minder uitval door ziekte")
    expect(page.locator("main")).to_contain_text("Verzuim")
    sweep(page, axe)
    go(page, f"/register/doelen/{goal.public_id}/geschiedenis/")
    assert page.locator(".koers-history > li").count() >= 3


def test_the_pages_that_no_journey_passed(open_page: OpenPage, town: Wendelmeer, axe: Axe) -> None:
    meeting = Meeting.objects.of(town.organisation).select_related("body").first()
    assert meeting is not None
    page = open_page("/mijn-werk/", town.person("programmamanager"))
    parts = ("tijdlijn/", "geld/", "risicos/", "omgeving/", "geschiedenis/", "fase/", "basis/")
    places = (
        *(town.place + part for part in parts),
        "/organisatie/",
        "/kompas/",
        "/overleg/",
        f"/overleg/{meeting.body.public_id}/",
        "/reorganisaties/",
        "/inrichting/legenda/",
        "/mijn-werk/agenda/",
        "/register/doelen/blad/",
    )
    sweep(page, axe)
    for place in places:
        go(page, place)
        sweep(page, axe)
