"""The update by the link of the mail and logged in: what the key opens, and what it does not."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from koers.organisations.models import Membership, User
from koers.organisations.permissions import Role
from koers.programmes.actions.planning import close_period, finish
from koers.programmes.models import (
    LegendWord,
    PeriodGoal,
    PlanningPeriod,
    Programme,
    Status,
    Track,
    TrackUpdate,
)
from koers.web.planning.guarding import MOST_WRONG
from strict import StrictClient
from web.planning.conftest import BY_KEY, KEY

GREEN = {"action": "send", "level": "ok", "line": "Wij liggen op schema"}
EXPLAINED = {"cause": "Ziekte", "consequence": "Later klaar", "adjustment": "Inhuur"}


def text(response: Any) -> str:
    return str(response.content.decode())


def change(update: TrackUpdate, **values: Any) -> None:
    TrackUpdate.objects.of(update.track.organisation).filter(pk=update.pk).update(**values)


def stored(update: TrackUpdate) -> TrackUpdate:
    return TrackUpdate.objects.of(update.track.organisation).select_related("status").get(pk=update.pk)


# What the key opens


def test_the_link_shows_the_plan_without_log_in(strict_client: StrictClient, update: TrackUpdate) -> None:
    answer = strict_client.get(BY_KEY)
    page = text(answer)
    assert "Ontwerp" in page
    assert "Drukproef" in page
    assert "Een gids" not in page  # of the programme, not of this track
    assert "sessionid" not in answer.cookies


def test_the_page_keeps_its_address_to_itself(strict_client: StrictClient, update: TrackUpdate) -> None:
    for address in (BY_KEY, "/update/fout/"):
        headers = strict_client.get(address).headers
        assert headers["Referrer-Policy"] == "strict-origin"
        assert "noindex" in headers["X-Robots-Tag"]
        assert "no-store" in headers["Cache-Control"]


def test_the_key_opens_nothing_else(
    strict_client: StrictClient, update: TrackUpdate, planning_url: str
) -> None:
    strict_client.get(BY_KEY)
    for address in (planning_url, "/", "/mijn-werkgroep/", f"/mijn-werkgroep/{update.public_id}/"):
        assert strict_client.get(address).status_code == 302


def test_a_form_from_elsewhere_is_refused(update: TrackUpdate) -> None:
    client = StrictClient(enforce_csrf_checks=True)
    assert client.post(BY_KEY, GREEN).status_code == 403
    assert stored(update).sent_at is None


def test_the_key_does_not_reach_the_log(
    strict_client: StrictClient, update: TrackUpdate, caplog: pytest.LogCaptureFixture
) -> None:
    change(update, expires_at=timezone.now())
    with caplog.at_level(logging.DEBUG):
        strict_client.get(BY_KEY)
        StrictClient(enforce_csrf_checks=True).post(BY_KEY, GREEN)
    assert "/update/" in caplog.text
    assert KEY not in caplog.text


def test_a_wrong_link_says_what_to_do_and_guessing_ends(
    strict_client: StrictClient, update: TrackUpdate
) -> None:
    for number in range(MOST_WRONG):
        assert strict_client.get(f"/update/fout{number}/").status_code == 404
    assert strict_client.get("/update/fout/").status_code == 429
    assert strict_client.post("/update/fout/concept/").status_code == 429
    assert strict_client.get("/update/fout/wijzigen/").status_code == 429
    assert strict_client.get(BY_KEY).status_code == 200


@pytest.mark.parametrize("ended", ["expired", "not leading", "inactive", "no role", "sent yesterday"])
def test_a_link_that_ended_says_why(
    strict_client: StrictClient, update: TrackUpdate, track: Track, lead: User, ended: str
) -> None:
    match ended:
        case "expired":
            change(update, expires_at=timezone.now())
        case "not leading":
            track.members.update(leads=False)
        case "inactive":
            User.objects.filter(pk=lead.pk).update(is_active=False)
        case "no role":
            Membership.objects.filter(user=lead).update(role=Role.EMPLOYEE)
        case "sent yesterday":
            strict_client.post(BY_KEY, GREEN)
            change(update, sent_at=timezone.now() - timedelta(days=1))
    before = Status.objects.of(track.organisation).count()
    for answer in (
        strict_client.get(BY_KEY),
        strict_client.post(BY_KEY, GREEN),
        strict_client.get(f"{BY_KEY}wijzigen/"),
        strict_client.post(f"{BY_KEY}concept/", {"line": "Toch"}),
    ):
        assert answer.status_code == 410
    assert Status.objects.of(track.organisation).count() == before
    assert "Ontwerp" not in text(strict_client.get(BY_KEY))


# Giving it


def test_from_ticks_to_judgement(
    strict_client: StrictClient,
    update: TrackUpdate,
    goals: list[PeriodGoal],
    programme: Programme,
    lead: User,
) -> None:
    one, two, _other = (goal.public_id for goal in goals)
    data = {
        "action": "send",
        f"done-{one}": "on",
        f"fate-{two}": "moved",
        f"why-{two}": "De drukker was ziek",
        "level": "warn",
        "line": "Wij lopen wat achter",
        **EXPLAINED,
        "next_goals": "Verspreiden",
    }
    answer = strict_client.post(BY_KEY, data, follow=True)
    assert answer.status_code == 200
    page = text(answer)
    for words in ("Wij lopen wat achter", "De drukker was ziek", "Verspreiden", "Ziekte"):
        assert words in page
    status = programme.statuses.get()
    assert (status.level, status.by, status.track) == ("warn", lead, update.track)
    assert [goal.state for goal in PeriodGoal.objects.of(programme.organisation)] == ["done", "moved", "open"]
    assert stored(update).next_goals == ["Verspreiden"]


def test_a_double_tap_gives_one_judgement(
    strict_client: StrictClient, update: TrackUpdate, programme: Programme
) -> None:
    for _number in range(3):
        answer = strict_client.post(BY_KEY, GREEN)
        assert (answer.status_code, answer.headers["Location"]) == (302, BY_KEY)
    assert programme.statuses.count() == 1


def test_something_else_after_sending_is_offered_as_a_correction(
    strict_client: StrictClient, update: TrackUpdate, programme: Programme
) -> None:
    strict_client.post(BY_KEY, GREEN)
    answer = strict_client.post(BY_KEY, {**GREEN, "line": "Toch niet zo goed", "level": "warn", **EXPLAINED})
    assert answer.status_code == 409
    assert answer.context["form"]["line"].value() == "Toch niet zo goed"
    assert programme.statuses.count() == 1


def test_correcting_within_the_day(
    strict_client: StrictClient, update: TrackUpdate, programme: Programme
) -> None:
    assert strict_client.get(f"{BY_KEY}wijzigen/").status_code == 302
    strict_client.post(BY_KEY, GREEN)
    page = strict_client.get(f"{BY_KEY}wijzigen/")
    data = {"level": "ok", "line": "Nog beter", "replaces": page.context["replaces"]}
    assert strict_client.post(f"{BY_KEY}wijzigen/", {**data, "line": ""}).status_code == 422
    assert strict_client.post(f"{BY_KEY}wijzigen/", data).status_code == 302
    assert strict_client.post(f"{BY_KEY}wijzigen/", data).status_code == 302
    assert programme.statuses.count() == 2
    assert "Nog beter" in text(strict_client.get(BY_KEY))


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({}, {"level", "line"}),
        ({"level": "ok"}, {"line"}),
        ({"level": "paars", "line": "Goed"}, {"level"}),
        ({"level": "alarm", "line": "Fout"}, {"cause", "consequence", "adjustment"}),
        ({"level": "ok", "line": "x" * 301}, {"line"}),
        ({"level": "ok", "line": "Goed", "next_goals": "x" * 1001}, {"next_goals"}),
        ({"level": "warn", "line": "Let op", **EXPLAINED, "cause": "x" * 2001}, {"cause"}),
    ],
)
def test_what_is_missing_is_told_at_its_field(
    strict_client: StrictClient, update: TrackUpdate, given: dict[str, str], fields: set[str]
) -> None:
    answer = strict_client.post(BY_KEY, {"action": "send", **given})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == fields
    assert stored(update).draft.get("fields", {}).get("line", "") == given.get("line", "")


def test_more_text_than_fits_is_refused_and_still_on_the_page(
    strict_client: StrictClient, update: TrackUpdate
) -> None:
    answer = strict_client.post(BY_KEY, {**GREEN, "cause": "x" * 100_000})
    assert answer.status_code == 422
    assert "x" * 100_000 in text(answer)
    assert strict_client.post(f"{BY_KEY}concept/", {"cause": "x" * 100_000}).status_code == 422


def test_what_slipped_needs_a_reason(
    strict_client: StrictClient, update: TrackUpdate, goals: list[PeriodGoal]
) -> None:
    key = goals[0].public_id
    answer = strict_client.post(BY_KEY, {**GREEN, f"fate-{key}": "dropped"})
    assert set(answer.context["form"].errors) == {f"why-{key}"}


def test_after_the_period_every_goal_asks_an_answer(
    strict_client: StrictClient, update: TrackUpdate, goals: list[PeriodGoal]
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    PlanningPeriod.objects.of(update.track.organisation).update(end=yesterday)
    answer = strict_client.post(BY_KEY, {**GREEN, f"done-{goals[0].public_id}": "on"})
    assert set(answer.context["form"].errors) == {f"fate-{goals[1].public_id}"}


def test_judging_otherwise_than_suggested_asks_why(
    strict_client: StrictClient, update: TrackUpdate, programme: Programme
) -> None:
    """Two goals of a period that ended long ago are late: Koers suggests more than green."""
    past = timezone.localdate() - timedelta(days=100)
    PlanningPeriod.objects.of(programme.organisation).update(start=past - timedelta(days=40), end=past)
    PeriodGoal.objects.of(programme.organisation).update(state="dropped", reason="Weg", track=None)
    track = update.track
    deliverable = programme.deliverables.create(name="Het kompas", track=track)
    type(deliverable).objects.of(programme.organisation).update(due_first_day=past, due_precision="day")
    page = strict_client.get(BY_KEY)
    assert page.context["suggestion"]["level"] != "ok"
    assert page.context["suggestion"]["reasons"]
    answer = strict_client.post(BY_KEY, GREEN)
    assert set(answer.context["form"].errors) == {"override_reason"}
    strict_client.post(BY_KEY, {**GREEN, "number": "1", "override_reason": "Gisteren ingehaald"})
    status = programme.statuses.get()
    assert (status.level, status.override_reason) == ("ok", "Gisteren ingehaald")
    assert status.suggested == page.context["suggestion"]["level"]


def test_the_words_are_those_of_the_organisation(strict_client: StrictClient, update: TrackUpdate) -> None:
    LegendWord.objects.create(
        organisation=update.track.organisation, level="ok", word="Wind mee", meaning="Alles gaat goed"
    )
    page = text(strict_client.get(BY_KEY))
    assert "Wind mee" in page
    assert "Alles gaat goed" in page


def shown(client: StrictClient) -> dict[str, str]:
    """What the page would send when nothing is touched."""
    form = client.get(BY_KEY).context["form"]
    values = {
        bound.html_name: bound.value() for row in form.rows() for bound in (row.was, row.done, row.fate)
    }
    return {name: "on" if value is True else value for name, value in values.items() if value}


def states(period: PlanningPeriod) -> list[str]:
    return [goal.state for goal in period.goals.all()]


def test_what_a_colleague_marked_done_meanwhile_stays_done(
    strict_client: StrictClient,
    update: TrackUpdate,
    goals: list[PeriodGoal],
    period: PlanningPeriod,
    programme_manager: User,
) -> None:
    page = shown(strict_client)
    finish(by=programme_manager, goal=goals[0])
    assert strict_client.post(BY_KEY, {**GREEN, **page}).status_code == 302
    assert states(period) == ["done", "open", "open"]


def test_a_draft_from_before_does_not_undo_a_colleague(
    strict_client: StrictClient,
    update: TrackUpdate,
    goals: list[PeriodGoal],
    period: PlanningPeriod,
    programme_manager: User,
) -> None:
    own = f"done-{goals[1].public_id}"
    draft = {**shown(strict_client), own: "on", "line": "Half"}
    strict_client.post(BY_KEY, {**draft, "action": "draft", "number": "0"})
    finish(by=programme_manager, goal=goals[0])
    page = shown(strict_client)
    assert page[f"done-{goals[0].public_id}"] == page[own] == "on"
    strict_client.post(BY_KEY, {**GREEN, **page, "number": "1"})
    assert states(period) == ["done", "done", "open"]


def test_a_tick_that_was_shown_can_be_taken_away(
    strict_client: StrictClient,
    update: TrackUpdate,
    goals: list[PeriodGoal],
    period: PlanningPeriod,
    programme_manager: User,
) -> None:
    finish(by=programme_manager, goal=goals[0])
    page = shown(strict_client)
    del page[f"done-{goals[0].public_id}"]
    strict_client.post(BY_KEY, {**GREEN, **page})
    assert states(period) == ["open", "open", "open"]


def test_after_closing_the_goals_are_left_alone_and_it_is_told(
    strict_client: StrictClient,
    update: TrackUpdate,
    goals: list[PeriodGoal],
    period: PlanningPeriod,
    programme: Programme,
    programme_manager: User,
) -> None:
    finish(by=programme_manager, goal=goals[0])
    page = shown(strict_client)
    del page[f"done-{goals[0].public_id}"]
    close_period(by=programme_manager, period=period, done=goals[1:])
    form = strict_client.get(BY_KEY).context["form"]
    assert (form.closed, form.goals, len(form.settled)) == (True, [], 2)
    answer = strict_client.post(BY_KEY, {**GREEN, **page}, follow=True)
    assert answer.context["left_alone"] is True
    assert "Sprint 1" in text(answer)
    assert states(period) == ["done", "done", "done"]
    assert programme.statuses.get().level == "ok"


# Drafts


def test_a_draft_without_script(
    strict_client: StrictClient, update: TrackUpdate, goals: list[PeriodGoal]
) -> None:
    done = f"done-{goals[0].public_id}"
    page = strict_client.post(BY_KEY, {"action": "draft", "number": "0", "line": "Half", done: "on"})
    assert page.context["saved"]
    assert page.context["number"] == 1
    again = strict_client.get(BY_KEY).context["form"]
    assert (again["line"].value(), again[done].value()) == ("Half", True)


def test_an_older_page_is_told_what_stands(strict_client: StrictClient, update: TrackUpdate) -> None:
    strict_client.post(f"{BY_KEY}concept/", {"number": "0", "device": "a", "line": "Telefoon"})
    answer = strict_client.post(BY_KEY, {**GREEN, "number": "0", "device": "b"})
    assert answer.status_code == 409
    assert answer.context["form"]["line"].value() == GREEN["line"]
    assert "Telefoon" in [told for _label, told in answer.context["other"]]
    assert strict_client.post(BY_KEY, {**GREEN, "number": "1", "device": "b"}).status_code == 302


def test_the_script_saves_and_is_told_of_a_conflict(
    strict_client: StrictClient, update: TrackUpdate, goals: list[PeriodGoal]
) -> None:
    address = f"{BY_KEY}concept/"
    key = goals[0].public_id
    given = {"number": "0", "device": "a", "line": "Een", f"done-{key}": "on", f"fate-{key}": "open"}
    assert strict_client.post(address, given).json()["number"] == 1
    answer = strict_client.post(address, {"number": "0", "device": "b", "line": "Twee", f"why-{key}": "Ziek"})
    assert answer.status_code == 409
    found = answer.json()
    assert found["fields"]["line"] == "Een"
    assert len(found["other"]) == 4
    assert stored(update).draft["beside"]["line"] == "Twee"


def test_what_does_not_belong_to_the_form_is_not_kept(
    strict_client: StrictClient, update: TrackUpdate
) -> None:
    strict_client.post(f"{BY_KEY}concept/", {"number": "-5", "line": "Een", "geheim": "nee"})
    assert stored(update).draft["fields"] == {"line": "Een"}


# Logged in


def test_the_start_of_a_lead_in_every_state(
    lead_client: StrictClient, track: Track, planning_url: str
) -> None:
    page = text(lead_client.get("/mijn-werkgroep/"))
    assert track.name in page
    answer = lead_client.post(f"/mijn-werkgroep/{track.public_id}/begin/")
    address = answer.headers["Location"]
    assert address in text(lead_client.get("/mijn-werkgroep/"))
    assert lead_client.get(address).status_code == 200
    page = text(lead_client.post(address, GREEN, follow=True))
    assert 'href="/mijn-werkgroep/"' in page
    assert GREEN["line"] in text(lead_client.get("/mijn-werkgroep/"))


def test_the_update_that_was_asked_waits_there(lead_client: StrictClient, update: TrackUpdate) -> None:
    change(update, due=timezone.localdate())
    address = f"/mijn-werkgroep/{update.public_id}/"
    assert address in text(lead_client.get("/mijn-werkgroep/"))
    assert lead_client.post(f"{address}concept/", {"line": "Een"}).json()["number"] == 1
    change(update, expires_at=timezone.now())
    assert lead_client.get(address).status_code == 410


def test_a_lead_without_tracks(lead_client: StrictClient, programme: Programme) -> None:
    assert "/programmas/" in text(lead_client.get("/mijn-werkgroep/"))


def test_nobody_else_gives_it(manager_client: StrictClient, update: TrackUpdate, track: Track) -> None:
    assert manager_client.get(f"/mijn-werkgroep/{update.public_id}/").status_code == 403
    assert manager_client.post(f"/mijn-werkgroep/{track.public_id}/begin/").status_code == 403


def test_the_page_takes_as_many_queries_for_one_as_for_many(
    strict_client: StrictClient, update: TrackUpdate, period: PlanningPeriod, django_assert_num_queries: Any
) -> None:
    def count() -> None:
        with django_assert_num_queries(10):
            strict_client.get(BY_KEY)

    count()
    for number in range(6):
        period.goals.create(text=f"Doel {number}", track=update.track)
    count()
