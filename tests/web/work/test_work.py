"""My work and the start page: what asks something of whom, and in how many queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from koers.decisions.models import Body, BodyMember
from koers.organisations.models import Membership, Organisation, User
from koers.organisations.permissions import BodyKind, Role
from koers.programmes.models import (
    Adoption,
    Baseline,
    Deliverable,
    Goal,
    HandoverPoint,
    Indicator,
    Measurement,
    PeriodGoal,
    Pilot,
    Programme,
    Track,
    TrackMember,
    TrackUpdate,
)
from koers.programmes.my_work import my_work
from people import UserWith
from strict import StrictClient
from web.programme.conftest import Fill, day, fill, manager_client, on, programme  # noqa: F401 - fixtures
from web.words import make, text_of

WORK = "/mijn-werk/"


def work_for(user: User, programme: Programme, number: int = 0) -> None:  # noqa: F811
    """One of everything that can ask something of this user."""
    track = make(Track, programme=programme, name=f"Ruimte {number}")
    make(TrackMember, track=track, name="Ik", person=user, leads=True)
    period = programme.periods.filter(kind="quarter").first() or programme.periods.create(
        kind="quarter", name="Kwartaal", start=day(-30), end=day(40)
    )
    make(PeriodGoal, period=period, text=f"Gesprekken voeren {number}", track=track)
    make(
        TrackUpdate,
        track=track,
        person=user,
        key_digest=f"{number:064x}",
        due=day(3),
        expires_at=timezone.now() + timedelta(days=9),
    )
    body = Body.objects.of(programme.organisation).filter(name="Stuurgroep").first()
    if body is None:
        kind = BodyKind.STEERING_GROUP
        body = make(Body, organisation=programme.organisation, name="Stuurgroep", kind=kind)
    if not BodyMember.objects.of(programme.organisation).filter(body=body, person=user).exists():
        make(BodyMember, body=body, person=user, name=f"Ik {user.pk}")
    made = make(Deliverable, programme=programme, name=f"Kaart van {number}", owner=user, due=on(5))
    make(Adoption, deliverable=made, body_known=body, state="asked", planned=on(8))
    make(Goal, programme=programme, text=f"Doel voorbij {number}", owner=user, target_date=on(-5))
    goal = make(Goal, programme=programme, text=f"Doel met meting {number}")
    make(Indicator, goal=goal, name=f"Verzuim meten {number}", owner=user, target_date=on(-4))
    make(
        HandoverPoint,
        programme=programme,
        text=f"Jaarplan overdragen {number}",
        owner=user,
        review_date=day(-3),
    )
    make(Pilot, programme=programme, name=f"Proef {number}", question="Kan het?", owner=user, end=day(-2))


def test_everything_that_asks_something_by_date(
    manager_client: StrictClient,  # noqa: F811
    programme: Programme,  # noqa: F811
    programme_manager: User,
    other_organisation: Organisation,
) -> None:
    work_for(programme_manager, programme)
    make(
        Membership,
        user=programme_manager,
        organisation=other_organisation,
        role=Role.CLIENT,
        accepted_at=None,
    )
    page = manager_client.get(WORK).content.decode()
    said = text_of(page)
    order = [
        "Doel voorbij 0",
        "Verzuim meten 0",
        "Jaarplan overdragen 0",
        "Proef 0",
        "Gemeente Duinrode",
        "Geef de update van Ruimte 0",
        "Kaart van 0",
        "Stuurgroep is aan zet",
        "Gesprekken voeren 0",
    ]
    for words in order:
        assert words in said, words
    assert sorted(order[:4], key=said.index) == order[:4]
    assert said.index("Geef de update") < said.index("Gesprekken voeren")
    (period_goal,) = [one for one in my_work(programme_manager, date.today()) if one.kind == "period_goal"]
    period = programme.periods.get(goals__public_id=period_goal.public_id)
    assert period_goal.date == period.end - timedelta(days=1), "the last day, not the day after it"
    assert 'href="/programmas/waterveen/op-pad/doelen/"' in page


def test_what_is_settled_or_of_another_asks_nothing(
    manager_client: StrictClient,  # noqa: F811
    programme: Programme,  # noqa: F811
    programme_manager: User,
    reader: User,
) -> None:
    work_for(reader, programme)
    make(
        Goal,
        programme=programme,
        text="Klaar",
        owner=programme_manager,
        target_date=on(-5),
        verdict="reached",
        verdict_text="Ja",
    )
    goal = make(Goal, programme=programme, text="Gemeten")
    indicator = make(Indicator, goal=goal, name="Score", owner=programme_manager, target_date=on(-9))
    make(Measurement, indicator=indicator, date=day(-8), value="7")
    said = text_of(manager_client.get(WORK).content.decode())
    assert "Er wordt nu niets van u gevraagd" in said


@pytest.mark.parametrize(
    ("role", "shown"), [(Role.CLIENT, True), (Role.COLLEGE, False), (Role.EMPLOYEE, False)]
)
def test_a_role_acts_for_its_own_kind_of_body(
    role: Role,
    shown: bool,
    strict_client: StrictClient,
    user_with: UserWith,
    organisation: Organisation,
    programme: Programme,  # noqa: F811
) -> None:
    body = make(Body, organisation=organisation, name="Directie", kind=BodyKind.MANAGEMENT)
    made = make(Deliverable, programme=programme, name="Formatieplan")
    make(Adoption, deliverable=made, body_known=body, state="planned", planned=on(20))
    make(Adoption, deliverable=made, body_known=body, state="planned", planned=on(200), act="later")
    strict_client.force_login(user_with(role, organisation))
    page = strict_client.get(WORK).content.decode()
    assert ("Formatieplan" in page) is shown
    assert page.count("</h3>") == (1 if shown else 0)


@pytest.mark.parametrize("times", [1, 100])
def test_queries(
    times: int,
    manager_client: StrictClient,  # noqa: F811
    programme: Programme,  # noqa: F811
    programme_manager: User,
    fill: Fill,  # noqa: F811
) -> None:
    fill(min(times, 10))
    for number in range(times):
        work_for(programme_manager, programme, number)
    found = {}
    for address in (WORK, "/"):
        with CaptureQueriesContext(connection) as queries:
            manager_client.get(address)
        found[address] = len(queries)
    assert found == {WORK: 8, "/": 12}


def test_the_start_page_draws_the_course_and_says_what_slipped(
    manager_client: StrictClient,  # noqa: F811
    programme: Programme,  # noqa: F811
    fill: Fill,  # noqa: F811
) -> None:
    fill(1)
    made = programme.deliverables.get()
    before = {"kind": "deliverable", "id": str(made.public_id), "text": made.name, "date": on(2).iso}
    make(Baseline, programme=programme, number=1, date=day(-99), body_name="Directie", content=[before])
    said = text_of(manager_client.get("/").content.decode())
    for words in ("De koers van Op pad", "Kaart 0", "4 weken later", "Leergang 0"):
        assert words in said, words


def test_the_griffie_starts_with_what_was_sent(
    strict_client: StrictClient,
    user_with: UserWith,
    organisation: Organisation,
    programme: Programme,  # noqa: F811
) -> None:
    body = make(Body, organisation=organisation, name="Gemeenteraad", kind=BodyKind.COUNCIL)
    for name, state in (("Kompas", "asked"), ("Concept", "planned")):
        made = make(Deliverable, programme=programme, name=name)
        make(Adoption, deliverable=made, body_known=body, state=state, planned=on(9))
    strict_client.force_login(user_with(Role.GRIFFIE, organisation))
    page = strict_client.get("/").content.decode()
    assert "Kompas" in page
    assert "Concept" not in page
    assert "/programmas/" not in page


def test_a_track_lead_starts_with_the_update(
    strict_client: StrictClient,
    user_with: UserWith,
    organisation: Organisation,
    programme: Programme,  # noqa: F811
) -> None:
    user = user_with(Role.TRACK_LEAD, organisation)
    work_for(user, programme)
    strict_client.force_login(user)
    page = strict_client.get("/").content.decode()
    assert 'utrecht-button--primary-action" href="/mijn-werkgroep/"' in page
