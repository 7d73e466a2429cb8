"""The planning as a programme manager uses it, and as a reader sees it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.core.dates import PartialDate
from koers.core.tasks.worker import run_waiting
from koers.organisations.models import User
from koers.programmes.actions.planning import Wanted, plan_period
from koers.programmes.models import PeriodGoal, PlanningPeriod, Programme, Track, TrackUpdate
from koers.web.planning.page import carried_words
from strict import StrictClient


def text(response: Any) -> str:
    return str(response.content.decode())


def test_an_empty_planning_says_what_to_do(manager_client: StrictClient, planning_url: str) -> None:
    assert f'href="{planning_url}nieuw/"' in text(manager_client.get(planning_url))


def test_a_reader_sees_goals_and_no_buttons(
    strict_client: StrictClient, reader: User, planning_url: str, period: PlanningPeriod
) -> None:
    strict_client.force_login(reader)
    page = text(strict_client.get(planning_url))
    assert "Drukproef" in page
    assert "Een gids" in page
    assert f"{planning_url}nieuw/" not in page
    assert 'id="updates"' not in page


def test_the_first_page_for_a_reader_leads_to_the_programme(
    strict_client: StrictClient, reader: User, planning_url: str, programme: Programme
) -> None:
    strict_client.force_login(reader)
    assert f"{planning_url}nieuw/" not in text(strict_client.get(planning_url))


def later(period: PlanningPeriod, by: User, number: int, **rest: Any) -> PlanningPeriod:
    start = period.start + timedelta(weeks=6 * (number - 1))
    return plan_period(
        by=by,
        programme=period.programme,
        kind="sprint",
        name=f"Sprint {number}",
        start=start,
        end=start + timedelta(weeks=6),
        **rest,
    )


def test_carry_over_is_told_with_its_chain(
    manager_client: StrictClient,
    programme_manager: User,
    planning_url: str,
    period: PlanningPeriod,
    goals: list[PeriodGoal],
) -> None:
    second = later(period, programme_manager, 2, carry={goals[0]: "De drukker was ziek"})
    later(period, programme_manager, 3, carry={second.goals.get(): "De proef was fout"})
    context = manager_client.get(planning_url).context
    third = context["rows"][0].periods[2]
    row = third.groups[0].goals[0]
    assert [(station.period, station.reason) for station in row.way] == [
        ("Sprint 1", "De drukker was ziek"),
        ("Sprint 2", "De proef was fout"),
    ]
    assert row.carried == carried_words(3) != ""
    assert context["rows"][0].opened.period == period


def test_words_for_any_number_of_times() -> None:
    assert carried_words(1) == ""
    assert len({carried_words(times) for times in range(2, 15)}) == 13


def test_the_planning_takes_as_many_queries_for_one_as_for_three(
    manager_client: StrictClient,
    programme_manager: User,
    planning_url: str,
    period: PlanningPeriod,
    programme: Programme,
    lead: User,
    django_assert_num_queries: Any,
) -> None:
    manager_client.get(planning_url)
    with django_assert_num_queries(12):
        manager_client.get(planning_url)
    for number in (2, 3):
        track = programme.tracks.create(name=f"Spoor {number}")
        track.members.create(name="Leider", person=lead, leads=True)
        later(period, programme_manager, number, goals=[Wanted("Meer", track), Wanted("Nog meer", track)])
    with django_assert_num_queries(12):
        manager_client.get(planning_url)


def test_the_next_period_is_proposed_and_planned(
    manager_client: StrictClient, planning_url: str, period: PlanningPeriod, goals: list[PeriodGoal]
) -> None:
    page = manager_client.get(f"{planning_url}nieuw/")
    form = page.context["form"]
    assert form.initial["name"] == "Sprint 2"
    assert form.initial["start"] == period.end
    assert [goal for goal, _what, _why in form.rows()] == goals
    data = {
        "kind": "sprint",
        "name": "Sprint 2",
        "start": form["start"].value(),
        "last_day": form["last_day"].value(),
        f"what-{goals[0].public_id}": "moved",
        f"why-{goals[0].public_id}": "Ziek",
        "new_goals": "Nieuw doel\n\n  Nog een ",
    }
    answer = manager_client.post(f"{planning_url}nieuw/", data)
    assert answer.status_code == 302
    second = PlanningPeriod.objects.of(period.organisation).get(name="Sprint 2")
    assert (second.start, second.end) == (period.end, period.end + timedelta(weeks=6))
    assert [goal.text for goal in second.goals.all()] == ["Ontwerp", "Nieuw doel", "Nog een"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"start": "31 november 2026"}, "start"),
        ({"start": "november 2026"}, "start"),
        ({"last_day": "1 januari 2020"}, "last_day"),
        ({"last_day": "1 januari 2099"}, "last_day"),
        ({"last_day": "31 december 9999"}, "last_day"),
        ({"name": ""}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"new_goals": "x" * 1001}, "new_goals"),
        ({"new_goals": "x\n" * 20_000}, "new_goals"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_lost(
    manager_client: StrictClient, planning_url: str, programme: Programme, change: dict[str, str], field: str
) -> None:
    data = {"kind": "sprint", "name": "Sprint 1", "start": "2 november 2026", "last_day": "13 december 2026"}
    answer = manager_client.post(f"{planning_url}nieuw/", {**data, **change})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert field in form.errors
    assert form["start"].value() == {**data, **change}["start"]
    assert not PlanningPeriod.objects.of(programme.organisation).exists()


def test_an_overlap_names_the_other_one(
    manager_client: StrictClient, planning_url: str, period: PlanningPeriod
) -> None:
    today = timezone.localdate()
    data = {
        "kind": "sprint",
        "name": "Dubbel",
        "start": f"{today:%-d-%-m-%Y}",
        "last_day": f"{today + timedelta(days=30):%-d-%-m-%Y}",
    }
    answer = manager_client.post(f"{planning_url}nieuw/", data)
    assert "Sprint 1" in str(answer.context["form"].errors["start"])


def test_taking_along_needs_a_reason(
    manager_client: StrictClient, planning_url: str, goals: list[PeriodGoal]
) -> None:
    page = manager_client.get(f"{planning_url}nieuw/").context["form"]
    data = {name: page[name].value() for name in ("kind", "name", "start", "last_day")}
    answer = manager_client.post(f"{planning_url}nieuw/", {**data, f"what-{goals[0].public_id}": "moved"})
    assert list(answer.context["form"].errors) == [f"why-{goals[0].public_id}"]


@pytest.mark.parametrize("kind", ["quarter", "half_year", "year", "eeuw"])
def test_every_kind_has_a_proposal(
    manager_client: StrictClient, planning_url: str, programme: Programme, kind: str
) -> None:
    form = manager_client.get(f"{planning_url}nieuw/?soort={kind}").context["form"]
    assert form.initial["name"]
    assert form.initial["start"] < form.initial["last_day"]


def test_an_odd_length_is_planned_with_a_warning(
    manager_client: StrictClient, planning_url: str, programme: Programme
) -> None:
    data = {"kind": "sprint", "name": "Kort", "start": "2 november 2026", "last_day": "8 november 2026"}
    page = text(manager_client.post(f"{planning_url}nieuw/", data, follow=True))
    assert "utrecht-alert--warning" in page


def test_a_period_in_which_the_programme_does_not_run_is_planned_with_a_warning(
    manager_client: StrictClient, planning_url: str, programme: Programme
) -> None:
    programme.end = PartialDate(2026, 6)
    programme.save()
    data = {"kind": "sprint", "name": "Laat", "start": "2 november 2026", "last_day": "13 december 2026"}
    page = text(manager_client.post(f"{planning_url}nieuw/", data, follow=True))
    told = _("This period starts after the end of the programme (%(day)s). Check the years.")
    assert told.split("%")[0] in page


def test_a_goal_is_added(
    manager_client: StrictClient, planning_url: str, period: PlanningPeriod, track: Track
) -> None:
    address = f"{planning_url}{period.public_id}/doel/"
    assert manager_client.get(address).status_code == 200
    answer = manager_client.post(address, {"text": "Voorraad", "track": str(track.public_id)})
    assert answer.headers["Location"].endswith(f"#p-{period.public_id}")
    assert period.goals.get(text="Voorraad").track == track
    PlanningPeriod.objects.of(period.organisation).update(closed_at=timezone.now())
    assert manager_client.post(address, {"text": "Te laat"}).status_code == 422


def test_closing_asks_of_every_goal(
    manager_client: StrictClient, planning_url: str, period: PlanningPeriod, goals: list[PeriodGoal]
) -> None:
    address = f"{planning_url}{period.public_id}/afsluiten/"
    assert manager_client.get(address).status_code == 200
    assert manager_client.post(address, {}).status_code == 422
    one, two, three = (goal.public_id for goal in goals)
    data = {f"what-{one}": "done", f"what-{two}": "moved", f"what-{three}": "dropped"}
    answer = manager_client.post(address, data)
    assert set(answer.context["form"].errors) == {f"why-{two}", f"why-{three}"}
    data |= {f"why-{two}": "Ziek", f"why-{three}": "Te duur"}
    assert manager_client.post(address, data).status_code == 302
    period.refresh_from_db()
    assert period.closed_at is not None
    assert manager_client.get(address, follow=True).redirect_chain
    page = text(manager_client.get(planning_url))
    assert "Te duur" in page


def test_what_has_not_begun_cannot_be_closed(
    manager_client: StrictClient, programme_manager: User, planning_url: str, period: PlanningPeriod
) -> None:
    second = later(period, programme_manager, 2)
    answer = manager_client.post(f"{planning_url}{second.public_id}/afsluiten/")
    assert answer.status_code == 422
    assert "Sprint 2" in str(answer.context["form"].errors)


def test_asking_mails_who_leads(
    manager_client: StrictClient, planning_url: str, period: PlanningPeriod, track: Track, lead: User
) -> None:
    due = timezone.localdate() + timedelta(days=7)
    answer = manager_client.post(
        f"{planning_url}updates/", {"due": f"{due:%-d-%-m-%Y}", "track": str(track.public_id)}
    )
    assert answer.status_code == 302
    run_waiting()
    (sent,) = mail.outbox
    assert sent.to == [lead.email]
    assert "http://testserver/update/" in str(sent.body)
    update = TrackUpdate.objects.of(period.organisation).get()
    assert (update.period, update.due) == (period, due)
    page = manager_client.post(f"{planning_url}updates/", {}, follow=True)
    assert "utrecht-alert--info" in text(page)


def test_asking_for_a_day_that_passed_or_another_track(
    manager_client: StrictClient, planning_url: str, period: PlanningPeriod, user_with: Any
) -> None:
    answer = manager_client.post(f"{planning_url}updates/", {"due": "1 januari 2020"})
    assert answer.status_code == 422
    assert "due" in answer.context["ask"].errors
    wrong = {"track": "00000000-0000-0000-0000-000000000000"}
    assert manager_client.post(f"{planning_url}updates/", wrong).status_code == 404
    assert mail.outbox == []


def test_a_track_without_lead_is_told(
    manager_client: StrictClient, planning_url: str, period: PlanningPeriod, programme: Programme
) -> None:
    programme.tracks.create(name="Weesspoor")
    page = text(manager_client.post(f"{planning_url}updates/", {}, follow=True))
    assert "Weesspoor" in page
    assert "utrecht-alert--warning" in page


def test_the_state_of_what_was_asked(
    manager_client: StrictClient, planning_url: str, update: TrackUpdate
) -> None:
    def sign() -> str:
        return str(manager_client.get(planning_url).context["updates"][0].sign)

    assert sign() == "rest"
    TrackUpdate.objects.of(update.track.organisation).update(due=timezone.localdate() - timedelta(days=1))
    assert sign() == "warn"
    TrackUpdate.objects.of(update.track.organisation).update(expires_at=timezone.now())
    assert sign() == "warn"


def test_a_gap_between_periods_is_told(
    manager_client: StrictClient, programme_manager: User, planning_url: str, period: PlanningPeriod
) -> None:
    later(period, programme_manager, 3)
    assert len(manager_client.get(planning_url).context["rows"][0].gaps) == 1


@pytest.mark.parametrize("page", ["", "nieuw/"])
def test_what_does_not_exist(manager_client: StrictClient, planning_url: str, page: str) -> None:
    assert manager_client.get(f"/programmas/nergens/niets/planning/{page}").status_code == 404
