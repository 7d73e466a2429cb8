"""The page about the end of a programme, and those about what it handed over."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _
from pytest_django import DjangoAssertNumQueries

from koers.core.dates import PartialDate
from koers.decisions.models import Decision
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from koers.programmes.actions.baselines import set_baseline
from koers.programmes.models import Goal, HandoverPoint, Lesson, PhaseChange, Programme, Track
from people import UserWith
from strict import StrictClient

CLOSING = "/programmas/waterveen/op-pad/afsluiting/"
PHASE = "/programmas/waterveen/op-pad/fase/"
QUERIES_OF_CLOSING, QUERIES_OF_HANDOVER = 15, 10


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return Programme.objects.create(organisation=organisation, name="Op pad", slug="op-pad", phase="closing")


@pytest.fixture
def manager_client(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


def words_of(client: StrictClient, url: str) -> str:
    html = client.get(url).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split())


def a_goal(programme: Programme, text: str, wanted_by: PartialDate | None, **given: str) -> Goal:
    goal = Goal(programme=programme, text=text, **given)
    goal.target_date = wanted_by
    goal.save()
    return goal


def rows(programme: Programme, count: int) -> None:
    for number in range(count):
        goal = a_goal(
            programme, f"Doel {number}", PartialDate(2024), verdict="reached", verdict_text="Gelukt"
        )
        indicator = goal.indicators.create(name=f"Meting {number}", target=5)
        indicator.measurements.create(date=date(2024, 1, 1), value=number)
        Lesson.objects.create(programme=programme, kind="success", text=f"Les {number}")
        point = HandoverPoint.objects.create(programme=programme, text=f"Punt {number}")
        point.reviews.create(date=date(2024, 1, 1), outcome="ended", text="Niet meer nodig")


def test_an_empty_programme_says_what_belongs_here(
    manager_client: StrictClient, programme: Programme
) -> None:
    words = words_of(manager_client, CLOSING)
    assert _("This programme has no goals in the register, so nothing can be said about them.") in words
    assert _("Nothing to hand over yet. What must live on, and who takes it?") in words


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_do_not_grow(
    count: int,
    manager_client: StrictClient,
    programme: Programme,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    rows(programme, count)
    manager_client.get(CLOSING)
    with django_assert_num_queries(QUERIES_OF_CLOSING):
        manager_client.get(CLOSING)
    HandoverPoint.objects.of(programme.organisation).update(ended=False)
    with django_assert_num_queries(QUERIES_OF_HANDOVER):
        manager_client.get("/overdracht/")


def test_original_goals_are_held_apart_from_what_came_later(
    manager_client: StrictClient, programme: Programme, programme_manager: User
) -> None:
    kept = a_goal(programme, "Minder uitval", PartialDate(2025))
    gone = a_goal(programme, "Een nieuw gebouw", PartialDate(2026))
    set_baseline(by=programme_manager, programme=programme, body_name="Directieteam")
    gone.delete()
    kept.text, kept.target_date = "Veel minder uitval", PartialDate(2027)
    kept.save()
    Goal.objects.create(programme=programme, text="Sneller werven")
    words = words_of(manager_client, CLOSING)
    assert _("Originally: %(text)s") % {"text": "Minder uitval"} in words
    assert _("Originally: %(text)s") % {"text": "2025"} in words
    assert _("In the first baseline, and no longer in the register.") in words
    assert "Een nieuw gebouw" in words
    assert words.count(_("Added after the first baseline.")) == 1


def test_tracks_that_ended_are_no_goals_that_were_met(
    manager_client: StrictClient, programme: Programme
) -> None:
    Goal.objects.create(programme=programme, text="Minder uitval")
    track = Track.objects.create(programme=programme, name="Vitaal", status="running")
    warning = _(
        "All tracks have ended. That does not mean that the goals were met: each one needs its own verdict."
    )
    assert warning not in words_of(manager_client, CLOSING)
    track.status = "ended"
    track.save()
    assert warning in words_of(manager_client, CLOSING)


def test_the_phase_page_asks_the_decision_and_the_closing_page_shows_it(
    manager_client: StrictClient, programme: Programme
) -> None:
    decision = Decision(organisation=programme.organisation, body="Directieteam", text="Op pad eindigt")
    decision.date = PartialDate(2026, 3)
    decision.save()
    page = manager_client.get(PHASE).content.decode()
    assert 'name="stap1-decision"' in page
    step = {"step": "stap1", "stap1-to": "closed", "stap1-version": programme.version}
    refused = manager_client.post(PHASE, step)
    assert refused.status_code == 422
    assert 'href="#id_stap1-decision"' in refused.content.decode()
    taken = manager_client.post(PHASE, {**step, "stap1-decision": str(decision.public_id)})
    assert taken.status_code == 302, taken.content.decode()
    assert "Op pad eindigt" in words_of(manager_client, CLOSING)
    assert "Op pad eindigt" in words_of(manager_client, PHASE)


def test_an_old_closing_without_a_decision_says_so(
    manager_client: StrictClient, programme: Programme
) -> None:
    PhaseChange.objects.create(programme=programme, date=date(2024, 1, 1), to_phase="closed")
    assert _("No decision was recorded.") in words_of(manager_client, CLOSING)


def test_who_may_not_steer_sees_no_baseline_and_no_money(
    strict_client: StrictClient, programme: Programme, user_with: UserWith, programme_manager: User
) -> None:
    goal = Goal.objects.create(programme=programme, text="Minder uitval")
    set_baseline(by=programme_manager, programme=programme, body_name="Directieteam")
    goal.text = "Geen uitval"
    goal.save()
    strict_client.force_login(user_with(Role.EMPLOYEE, programme.organisation))
    words = words_of(strict_client, CLOSING)
    assert "Geen uitval" in words
    assert "Minder uitval" not in words
    assert _("All money of this programme") not in words


# Hand-over points


def test_points_of_all_programmes_with_the_first_due_on_top(
    manager_client: StrictClient, programme: Programme, other_organisation: Organisation
) -> None:
    late = HandoverPoint.objects.create(programme=programme, text="De gids", review_date=date(2020, 1, 1))
    HandoverPoint.objects.create(
        programme=programme, text="Het netwerk", review_date=timezone.localdate() + timedelta(days=90)
    )
    HandoverPoint.objects.create(programme=programme, text="De poster", ended=True)
    elsewhere = Programme.objects.create(organisation=other_organisation, name="Elders", slug="elders")
    hidden = HandoverPoint.objects.create(programme=elsewhere, text="Niet van ons")
    words = words_of(manager_client, "/overdracht/")
    assert words.index("De gids") < words.index("Het netwerk")
    assert "De poster" not in words
    assert "Niet van ons" not in words
    assert manager_client.get(f"/overdracht/{hidden.public_id}/").status_code == 404
    assert manager_client.get(f"/overdracht/{late.public_id}/").status_code == 200


def test_nothing_that_lives_on_is_said(manager_client: StrictClient, programme: Programme) -> None:
    words = words_of(manager_client, "/overdracht/")
    assert _("Nothing lives on at the moment") in words


def test_looking_again_in_the_browser(manager_client: StrictClient, programme: Programme) -> None:
    point = HandoverPoint.objects.create(programme=programme, text="De gids", review_date=date(2020, 1, 1))
    url = f"/overdracht/{point.public_id}/"
    empty = manager_client.post(url, {"version": point.version})
    assert empty.status_code == 422
    assert "id_outcome" in empty.content.decode()
    no_day = manager_client.post(url, {"version": point.version, "text": "Loopt", "outcome": "lives"})
    assert no_day.status_code == 422
    assert 'href="#id_next_date"' in no_day.content.decode()
    later = timezone.localdate() + timedelta(days=30)
    given = {
        "version": point.version,
        "text": "Loopt goed",
        "outcome": "lives",
        "next_date": later.isoformat(),
    }
    assert manager_client.post(url, given).status_code == 302
    assert "Loopt goed" in words_of(manager_client, url)
    stale = manager_client.post(url, given)
    assert stale.status_code == 422
    told = _("Somebody else changed this point meanwhile. Look at it and save again.")
    assert told in stale.content.decode()
    point.refresh_from_db()
    assert f'value="{point.version}"' in stale.content.decode()


def test_a_reader_sees_it_without_a_form(
    strict_client: StrictClient, programme: Programme, reader: User
) -> None:
    point = HandoverPoint.objects.create(programme=programme, text="De gids")
    strict_client.force_login(reader)
    url = f"/overdracht/{point.public_id}/"
    page = strict_client.get(url).content.decode()
    assert 'name="outcome"' not in page
    assert strict_client.post(url, {"version": 1}).status_code == 403
