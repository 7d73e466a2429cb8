"""The pages: what a year of teams, one plan and the goals say, to whom, and in how many queries."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from koers.organisations.models import Organisation, Unit, User
from koers.organisations.permissions import Role
from koers.programmes.models import Goal, OperationsParagraph, Participant, Programme, Track
from koers.yearplans import actions
from koers.yearplans.models import PlanLine, TeamPlan
from people import UserWith
from strict import StrictClient
from yearplans.conftest import YEAR, AddLine, AddPlan, SetCapacity

PLANS, GOALS = f"/jaarplannen/?jaar={YEAR}", f"/jaarplannen/doelen/?jaar={YEAR}"


def text_of(html: bytes) -> str:
    whole = re.sub(r"(?s)<(style|script).*?</\1>", " ", html.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", whole).replace("\xa0", " ").split())


def page_of(plan: TeamPlan) -> str:
    return reverse("yearplans:plan", kwargs={"public_id": plan.public_id})


@pytest.fixture
def client(strict_client: StrictClient, line_manager: User) -> StrictClient:
    strict_client.force_login(line_manager)
    return strict_client


@pytest.fixture
def reader_client(strict_client: StrictClient, reader: User) -> StrictClient:
    strict_client.force_login(reader)
    return strict_client


def test_no_plans_yet(client: StrictClient) -> None:
    words = text_of(client.get("/jaarplannen/").content)
    assert "Nog geen jaarplannen voor" in words
    assert "Begin een jaarplan" in words
    assert "Nog geen jaarplannen voor" in text_of(client.get("/jaarplannen/doelen/").content)


def test_who_may_not_plan_is_shown_another_way(reader_client: StrictClient, plan: TeamPlan) -> None:
    assert "Naar de programma’s" in text_of(reader_client.get("/jaarplannen/?jaar=2031").content)
    page = reader_client.get(page_of(plan)).content
    assert "Nog niets gepland" in text_of(page)
    assert b"/beschikbaar/" not in page


def test_the_teams_of_a_year(
    reader_client: StrictClient, add_plan: AddPlan, add_line: AddLine, set_capacity: SetCapacity
) -> None:
    full, fits, unknown = add_plan("Burgerzaken"), add_plan("HR"), add_plan("Archief")
    set_capacity(full, "100")
    set_capacity(fits, "100.5")
    add_line(full, m3="124", m5="101")
    add_line(fits, kind=PlanLine.Kind.FLEXIBLE, m3="100.5")
    add_line(unknown, m3="1000")
    add_plan("Oud", YEAR - 1)
    words = text_of(reader_client.get(PLANS).content)
    assert "Burgerzaken Concept 225 0 225 1.200 Te vol in 2 maanden" in words
    assert "HR Concept 0 100,5 100,5 1.206 Past" in words
    assert "Archief Concept 1.000 0 1.000 onbekend Onbekend in 12 maanden" in words
    assert "Alle teams" in words
    assert "Oud" not in words
    assert "Oud Concept" in text_of(reader_client.get(f"/jaarplannen/?jaar={YEAR - 1}").content)


@pytest.mark.parametrize("asked", ["", "?jaar=abc", "?jaar=99999", "?jaar=٢٠٢٧", "?jaar=1066"])
def test_without_a_year_the_last_with_plans(
    asked: str, reader_client: StrictClient, add_plan: AddPlan
) -> None:
    add_plan("Later", 2099)
    add_plan("Eerder", 2098)
    words = text_of(reader_client.get(f"/jaarplannen/{asked}").content)
    assert "Jaarplannen 2099" in words
    assert "Eerder" not in words


def test_a_plan_in_full(
    client: StrictClient,
    plan: TeamPlan,
    add_line: AddLine,
    set_capacity: SetCapacity,
    goal: Goal,
    track: Track,
) -> None:
    set_capacity(plan, "100", range(1, 12))
    add_line(plan, "Loket", m1="100", m3="84.5")
    add_line(plan, "Plan schrijven", kind=PlanLine.Kind.FLEXIBLE, goal=goal, track=track, m3="39.5")
    page = client.get(page_of(plan)).content
    words = text_of(page)
    for expected in (
        "Te vol in maart: samen 24 uur meer dan er zijn",
        "Op pad · Elk team heeft een plan · Kompas",
        "24 te veel",
        "vol",
        "100 vrij",
        "onbekend",
        "maart: 124 van 100 uur, 24 te veel.",
        "1.100 uur voor zover bekend",
        "Vaste taken samen",
        "Flexibel werk samen",
    ):
        assert expected in words, expected
    assert page.decode().count("yearplans-heat--alarm") == 1
    assert page.decode().count("#alarm") >= 2


def test_what_fits_says_so(
    client: StrictClient, plan: TeamPlan, add_line: AddLine, set_capacity: SetCapacity
) -> None:
    set_capacity(plan)
    add_line(plan, m1="99")
    assert "Elke maand past" in text_of(client.get(page_of(plan)).content)


def test_partly_unknown_is_told_in_words(
    client: StrictClient, plan: TeamPlan, add_line: AddLine, set_capacity: SetCapacity
) -> None:
    set_capacity(plan, "100", range(1, 11))
    add_line(plan, m1="99")
    expected = "Voor zover bekend is geen maand te vol; van november en december is het onbekend"
    assert expected in text_of(client.get(page_of(plan)).content)


def test_an_agreed_plan_shows_who_and_why(
    client: StrictClient, plan: TeamPlan, add_line: AddLine, set_capacity: SetCapacity, line_manager: User
) -> None:
    set_capacity(plan, "10")
    add_line(plan, m1="12")
    actions.change_plan(by=line_manager, plan=plan, version=plan.version, note="Samen met <b>HR</b>")
    actions.agree(
        by=line_manager,
        plan=plan,
        version=plan.version,
        agreed_on=date(2026, 12, 1),
        agreed_by="Directie",
        reason="Er komt hulp",
    )
    page = client.get(page_of(TeamPlan.objects.of(plan.organisation).get())).content
    words = text_of(page)
    assert "1 december 2026, door Directie" in words
    assert "Er komt hulp" in words
    assert "&lt;b&gt;HR" in page.decode()
    assert b"/regel/" not in page
    assert b"/heropenen/" in page


def test_the_goals_and_what_nobody_plans_for(
    reader_client: StrictClient,
    add_plan: AddPlan,
    add_line: AddLine,
    set_capacity: SetCapacity,
    programme: Programme,
    goal: Goal,
    track: Track,
) -> None:
    Goal.objects.create(programme=programme, text="Minder uitval")
    hr, balie = add_plan("HR"), add_plan("Balie")
    set_capacity(hr, "50")
    add_line(hr, goal=goal, m1="20", m2="40.5", kind=PlanLine.Kind.FLEXIBLE)
    add_line(balie, goal=goal, m1="10")
    add_line(balie, "Kompas", track=track, m1="4")
    add_line(balie, "Loket", m1="7", m2="60")
    words = text_of(reader_client.get(GOALS).content)
    for expected in (
        "74,5 uur gepland",
        "Elk team heeft een plan Balie: 10 uur; HR: 60,5 uur 10 60,5 70,5",
        "Werkgroep Kompas, zonder doel Balie: 4 uur 4 0 4",
        "Doelen waar geen team voor plant Minder uitval",
        "67 uur voor werk dat bij geen doel",
        "30 vrij 20 van 50",
        "onbekend 21 gepland",
    ):
        assert expected in words, expected


def test_a_goal_of_a_paragraph_is_shown_once_planned_for(
    reader_client: StrictClient, plan: TeamPlan, add_line: AddLine, organisation: Organisation
) -> None:
    paragraph = OperationsParagraph.objects.create(
        organisation=organisation, title="Bedrijfsvoering", year=YEAR
    )
    goal = Goal.objects.create(paragraph=paragraph, text="Het verzuim daalt")
    assert "Het verzuim daalt" not in text_of(reader_client.get(GOALS).content)
    add_line(plan, goal=goal, m1="3")
    assert "Het verzuim daalt Burgerzaken: 3 uur" in text_of(reader_client.get(GOALS).content)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({}, True),
        ({"phase": "closed"}, False),
        ({"end_first_day": "2026-01-01", "end_precision": "year"}, False),
        ({"end_first_day": "2027-01-01", "end_precision": "year"}, True),
        ({"end_first_day": "2026-12-31", "end_precision": "day"}, False),
        ({"end_first_day": "2027-01-01", "end_precision": "month"}, True),
        ({"start_first_day": "2028-01-01", "start_precision": "day"}, False),
        ({"start_first_day": "2027-12-31", "start_precision": "day"}, True),
    ],
)
def test_only_programmes_of_that_year_are_missed(
    given: dict[str, str], shown: bool, reader_client: StrictClient, organisation: Organisation, goal: Goal
) -> None:
    Programme.objects.of(organisation).update(**given)
    assert ("Elk team heeft een plan" in text_of(reader_client.get(GOALS).content)) is shown


def test_hours_for_a_shared_programme(
    reader_client: StrictClient,
    plan: TeamPlan,
    add_line: AddLine,
    organisation: Organisation,
    other_organisation: Organisation,
) -> None:
    shared = Programme.objects.create(organisation=other_organisation, name="Samen", slug="samen")
    Participant.objects.create(programme=shared, name="Waterveen", participant=organisation, sees="common")
    goal = Goal.objects.create(programme=shared, text="Een regionaal bureau")
    add_line(plan, goal=goal, m1="8")
    assert "Een regionaal bureau Burgerzaken: 8 uur" in text_of(reader_client.get(GOALS).content)


def test_another_organisation_sees_nothing(
    strict_client: StrictClient, stranger: User, plan: TeamPlan, add_line: AddLine, goal: Goal
) -> None:
    add_line(plan, goal=goal, m1="8")
    strict_client.force_login(stranger)
    for address in (PLANS, GOALS):
        assert "Burgerzaken" not in text_of(strict_client.get(address).content)
    assert strict_client.get(page_of(plan)).status_code == 404


def test_a_griffie_is_not_let_in(strict_client: StrictClient, user_with: UserWith, plan: TeamPlan) -> None:
    user = user_with(Role.GRIFFIE, plan.organisation)
    strict_client.force_login(user)
    for address in (PLANS, GOALS, page_of(plan)):
        assert strict_client.get(address).status_code == 404
    assert "Jaarplannen" not in text_of(strict_client.get("/").content)


def test_it_is_in_the_menu(reader_client: StrictClient) -> None:
    page = reader_client.get("/jaarplannen/").content.decode()
    assert re.search(r'href="/jaarplannen/"[^>]*aria-current[^>]*>\s*Jaarplannen', page)


def fill(
    rows: int, add_plan: AddPlan, add_line: AddLine, set_capacity: SetCapacity, programme: Programme
) -> TeamPlan:
    """Plans with lines for goals of their own, tracks, units and capacity."""
    for number in range(rows):
        plan = add_plan(f"Team {number}")
        set_capacity(plan)
        for again in range(rows):
            goal = Goal.objects.create(programme=programme, text=f"Doel {number} {again}")
            track = Track.objects.create(programme=programme, name=f"Spoor {number} {again}")
            add_line(plan, goal=goal, track=track, m1="4", m2="5")
            add_line(plan, track=track, m1="4")
    return plan


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_8_queries(
    rows: int,
    reader_client: StrictClient,
    add_plan: AddPlan,
    add_line: AddLine,
    set_capacity: SetCapacity,
    programme: Programme,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    fill(rows, add_plan, add_line, set_capacity, programme)
    with django_assert_num_queries(8):
        assert reader_client.get(PLANS).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_a_plan_takes_9_queries(
    rows: int,
    reader_client: StrictClient,
    add_plan: AddPlan,
    add_line: AddLine,
    set_capacity: SetCapacity,
    programme: Programme,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plan = fill(rows, add_plan, add_line, set_capacity, programme)
    with django_assert_num_queries(9):
        assert reader_client.get(page_of(plan)).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_the_goals_take_11_queries(
    rows: int,
    reader_client: StrictClient,
    add_plan: AddPlan,
    add_line: AddLine,
    set_capacity: SetCapacity,
    programme: Programme,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    fill(rows, add_plan, add_line, set_capacity, programme)
    with django_assert_num_queries(11):
        assert reader_client.get(GOALS).status_code == 200


def test_a_team_of_the_list_of_units(client: StrictClient, unit: Unit, line_manager: User) -> None:
    plan = actions.open_plan(by=line_manager, organisation=unit.organisation, year=YEAR, unit=unit)
    assert "Burgerzaken 2027" in text_of(client.get(page_of(plan)).content)
