"""Asking for an update, its mail and reminder, its draft, and sending it once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koers.core.models import Job
from koers.core.tasks.worker import run_waiting
from koers.organisations.models import AuditEvent, Membership, Organisation, User
from koers.organisations.permissions import Role
from koers.programmes import actions, updates
from koers.programmes.actions.planning import Wanted, add_goal, plan_period
from koers.programmes.actions.updating import (
    Answers,
    Judgement,
    Slip,
    UpdateClosed,
    ask_for_update,
    ask_for_updates,
    correct_update,
    save_draft,
    send_update,
    start_update,
)
from koers.programmes.models import (
    PeriodGoal,
    PlanningPeriod,
    Programme,
    Status,
    Track,
    TrackMember,
    TrackUpdate,
)
from koers.programmes.tasks import mail_update, remind_of_update
from koers.programmes.updates import Standing, digest_of, own_tracks, period_of, standing
from people import UserWith

SITE = "https://koers.example"
GREEN = Judgement(level="ok", line="Wij liggen op schema")
RED = Judgement(
    level="alarm", line="Het loopt vast", cause="Ziekte", consequence="Later", adjustment="Inhuur"
)


@pytest.fixture
def lead(user_with: UserWith, organisation: Organisation) -> User:
    return user_with(Role.TRACK_LEAD, organisation)


@pytest.fixture
def track(programme: Programme, lead: User) -> Track:
    track = programme.tracks.create(name="Kompas")
    track.members.create(name="De leider", person=lead, leads=True)
    return track


@pytest.fixture
def period(programme: Programme, programme_manager: User) -> PlanningPeriod:
    """It began ten days ago."""
    start = timezone.localdate() - timedelta(days=10)
    return plan_period(
        by=programme_manager,
        programme=programme,
        kind="sprint",
        name="Sprint 1",
        start=start,
        end=start + timedelta(weeks=6),
    )


@pytest.fixture
def goals(period: PlanningPeriod, track: Track, programme_manager: User) -> list[PeriodGoal]:
    texts = ("Ontwerp", "Drukproef", "Bestelling")
    return [add_goal(by=programme_manager, period=period, wanted=Wanted(text, track)) for text in texts]


@pytest.fixture
def update(track: Track, lead: User, period: PlanningPeriod, programme_manager: User) -> TrackUpdate:
    return ask_for_update(by=programme_manager, track=track, person=lead, period=period, due=None, site=SITE)


def next_one(period: PlanningPeriod, by: User) -> PlanningPeriod:
    return plan_period(
        by=by,
        programme=period.programme,
        kind="sprint",
        name="Sprint 2",
        start=period.end,
        end=period.end + timedelta(weeks=6),
    )


def key_in(body: str) -> str:
    found = re.search(rf"{SITE}/update/([^/\s]+)/", body)
    assert found, body
    return found[1]


def again(update: TrackUpdate) -> TrackUpdate:
    return TrackUpdate.objects.across_organisations("a test").select_related("status").get(pk=update.pk)


def events(action: str) -> int:
    return AuditEvent.objects.across_organisations("a test").filter(action=action).count()


# Asking and mailing


def test_the_mail_has_the_only_copy_of_the_key(update: TrackUpdate, lead: User) -> None:
    before = update.key_digest
    run_waiting()
    (sent,) = mail.outbox
    key = key_in(str(sent.body))
    stored = again(update)
    assert sent.to == [lead.email]
    assert stored.key_digest == digest_of(key) != before
    assert stored.mailed_at is not None
    assert updates.update_of_key(key) == update
    assert key not in str(list(Job.objects.values())) + str(
        TrackUpdate.objects.of(update.track.organisation).values()
    )
    assert events("trackupdate.asked") == 1


def test_the_mail_is_plain_and_says_who_asks(
    update: TrackUpdate, programme_manager: User, lead: User
) -> None:
    run_waiting()
    (sent,) = mail.outbox
    body = str(sent.body)
    assert "Kompas" in sent.subject
    for words in (lead.name, programme_manager.name, "Kompas", "Reis naar buiten"):
        assert words in body
    assert "&" not in body
    assert "<" not in body


def test_work_done_twice_sends_one_mail(update: TrackUpdate) -> None:
    run_waiting()
    mail_update.func(update.pk, SITE)
    assert len(mail.outbox) == 1


def test_asking_again_while_it_waits_gives_the_same(
    update: TrackUpdate, track: Track, lead: User, period: PlanningPeriod, programme_manager: User
) -> None:
    assert ask_for_update(by=programme_manager, track=track, person=lead, period=period, site=SITE) == update
    run_waiting()
    assert len(mail.outbox) == 1


def test_without_a_place_no_mail_goes_out(track: Track, lead: User, programme_manager: User) -> None:
    found = ask_for_update(by=programme_manager, track=track, person=lead)
    run_waiting()
    assert (mail.outbox, found.period) == ([], None)


def test_who_does_not_lead_is_not_asked(
    track: Track, programme_manager: User, reader: User, period: PlanningPeriod
) -> None:
    TrackMember.objects.create(track=track, name="Lid", person=reader)
    with pytest.raises(ValidationError, match="Persoon"):
        ask_for_update(by=programme_manager, track=track, person=reader, period=period)


def test_a_day_that_has_passed_is_told_at_its_field(
    track: Track, lead: User, programme_manager: User
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(ValidationError) as error:
        ask_for_update(by=programme_manager, track=track, person=lead, due=yesterday)
    assert "due" in error.value.message_dict


def test_all_tracks_with_a_lead_are_asked(
    track: Track, programme: Programme, programme_manager: User, period: PlanningPeriod
) -> None:
    programme.tracks.create(name="Zonder leider")
    programme.tracks.create(name="Klaar", status="ended")
    found = ask_for_updates(by=programme_manager, programme=programme, period=period, due=None)
    assert [each.track for each in found.asked] == [track]
    assert [each.name for each in found.without_lead] == ["Zonder leider"]
    once_more = ask_for_updates(by=programme_manager, programme=programme, period=period, due=None)
    assert (once_more.asked, once_more.waiting) == ([], found.asked)
    only = ask_for_updates(
        by=programme_manager, programme=programme, period=period, due=None, only=track.public_id
    )
    assert (only.waiting, only.without_lead) == (found.asked, [])


def test_one_reminder_after_the_day_and_the_first_link_keeps_working(
    track: Track, lead: User, programme_manager: User
) -> None:
    due = timezone.localdate()
    update = ask_for_update(by=programme_manager, track=track, person=lead, due=due, site=SITE)
    reminder = Job.objects.get(key=f"update-reminder:{update.public_id}")
    assert reminder.run_after is not None
    assert timezone.localdate(reminder.run_after) == due + timedelta(days=1)
    run_waiting()
    assert len(mail.outbox) == 1
    Job.objects.filter(pk=reminder.pk).update(run_after=timezone.now() - timedelta(minutes=1))
    run_waiting()
    remind_of_update.func(update.pk, SITE)
    first, second = mail.outbox
    keys = {key_in(str(first.body)), key_in(str(second.body))}
    assert len(keys) == 2
    assert {updates.update_of_key(key) for key in keys} == {update}
    assert again(update).reminded_at is not None


def test_what_was_sent_is_not_reminded(track: Track, lead: User, programme_manager: User) -> None:
    update = ask_for_update(
        by=programme_manager, track=track, person=lead, due=timezone.localdate(), site=SITE
    )
    send_update(by=lead, update=update, answers=Answers(judgement=GREEN))
    Job.objects.all().update(run_after=None)
    run_waiting()
    assert mail.outbox == []


# Standing


def test_the_key_lapses_with_its_person_its_role_and_its_time(
    update: TrackUpdate, lead: User, track: Track
) -> None:
    def stands() -> Standing:
        stored = TrackUpdate.objects.across_organisations("a test").select_related(
            "person", "track__programme"
        )
        return standing(stored.get(pk=update.pk))

    assert stands() is Standing.OPEN
    track.members.update(leads=False)
    assert stands() is Standing.NOT_YOURS
    track.members.update(leads=True)
    User.objects.filter(pk=lead.pk).update(is_active=False)
    assert stands() is Standing.NOT_YOURS
    User.objects.filter(pk=lead.pk).update(is_active=True)
    Membership.objects.filter(user=lead).update(role=Role.EMPLOYEE)
    assert stands() is Standing.NOT_YOURS
    Membership.objects.filter(user=lead).update(role=Role.TRACK_LEAD)
    TrackUpdate.objects.across_organisations("a test").update(expires_at=timezone.now())
    assert stands() is Standing.EXPIRED


def test_a_key_that_does_not_exist_gives_nothing(update: TrackUpdate) -> None:
    assert updates.update_of_key("verzonnen") is None
    assert updates.update_of_key(update.key_digest) is None


# Drafts


def test_a_draft_is_kept_and_counted(update: TrackUpdate) -> None:
    assert save_draft(update=update, fields={"line": "Op", "cause": ""}, number=0).number == 1
    assert save_draft(update=update, fields={"line": "Op schema"}, number=1).number == 2
    assert again(update).draft["fields"] == {"line": "Op schema"}


def test_an_older_device_does_not_overwrite(update: TrackUpdate) -> None:
    save_draft(update=update, fields={"line": "Telefoon"}, number=0, device="telefoon")
    found = save_draft(update=update, fields={"line": "Laptop"}, number=0, device="laptop")
    assert (found.number, found.other) == (1, {"line": "Telefoon"})
    stored = again(update)
    assert stored.draft["fields"] == {"line": "Telefoon"}
    assert stored.draft["beside"] == {"line": "Laptop"}
    settled = save_draft(update=update, fields={"line": "Laptop"}, number=found.number, device="laptop")
    assert (settled.number, settled.other) == (2, None)


def test_an_answer_that_got_lost_is_no_conflict(update: TrackUpdate) -> None:
    save_draft(update=update, fields={"line": "Een"}, number=0, device="telefoon")
    assert save_draft(update=update, fields={"line": "Een"}, number=0).other is None
    assert save_draft(update=update, fields={"line": "Een twee"}, number=0, device="telefoon").number == 2


def test_more_than_fits_is_refused(update: TrackUpdate) -> None:
    with pytest.raises(ValidationError):
        save_draft(update=update, fields={"line": "x" * 100_000}, number=0)
    assert again(update).draft == {}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["telefoon", "laptop"]), st.text("abc", min_size=1)), min_size=1))
def test_whatever_two_devices_do_nothing_is_overwritten_unseen(
    update: TrackUpdate, typed: list[tuple[str, str]]
) -> None:
    """Each device knows the number it saw last; a text only goes by what the device knows, or is told."""
    TrackUpdate.objects.across_organisations("a test").update(draft={}, draft_number=0)
    knows = {"telefoon": 0, "laptop": 0}
    last = ""
    for device, text in typed:
        before = again(update)
        saved = save_draft(update=update, fields={"line": text}, number=knows[device], device=device)
        stored = again(update)
        assert stored.draft_number == saved.number >= before.draft_number
        if saved.other is None:
            assert stored.draft["fields"] == {"line": text}
            last = text
        else:
            assert stored.draft["fields"] == before.draft["fields"] == saved.other == {"line": last}
            assert stored.draft["beside"] == {"line": text}
        knows[device] = saved.number


# Sending


def test_sending_settles_goals_and_judges(
    update: TrackUpdate, goals: list[PeriodGoal], lead: User, period: PlanningPeriod, programme_manager: User
) -> None:
    second = next_one(period, programme_manager)
    save_draft(update=update, fields={"line": "Op"}, number=0)
    one, two, three = (str(goal.public_id) for goal in goals)
    answers = Answers(
        judgement=RED,
        done=frozenset({one}),
        slips={two: Slip("moved", "Ziekte"), three: Slip("dropped", "Te duur")},
        next_goals=("Verspreiden",),
    )
    sent = send_update(by=lead, update=update, answers=answers)
    assert [goal.state for goal in period.goals.all()] == ["done", "moved", "dropped"]
    assert [goal.text for goal in second.goals.all()] == ["Drukproef", "Verspreiden"]
    assert sent.status is not None
    assert (sent.status.level, sent.status.track, sent.status.by) == ("alarm", update.track, lead)
    assert again(update).draft == {}
    assert events("trackupdate.sent") == 1


def test_sending_twice_gives_one_judgement(update: TrackUpdate, goals: list[PeriodGoal], lead: User) -> None:
    first = send_update(by=lead, update=update, answers=Answers(judgement=GREEN, next_goals=("Nieuw",)))
    second = send_update(by=lead, update=update, answers=Answers(judgement=RED, next_goals=("Nieuw",)))
    assert second.status == first.status
    assert Status.objects.across_organisations("a test").count() == 1
    assert again(update).next_goals == ["Nieuw"]


def test_what_is_not_named_stays_as_it_is_and_a_tick_can_be_taken_away(
    update: TrackUpdate, goals: list[PeriodGoal], lead: User, period: PlanningPeriod
) -> None:
    for goal in goals:
        actions.planning.finish(by=lead, goal=goal)
    _one, two, three = (str(goal.public_id) for goal in goals)
    answers = Answers(
        judgement=GREEN, reopened=frozenset({two, three}), slips={three: Slip("dropped", "Te duur")}
    )
    send_update(by=lead, update=update, answers=answers)
    assert [goal.state for goal in period.goals.all()] == ["done", "open", "dropped"]


def test_the_goals_of_a_closed_period_are_left_alone_and_the_rest_counts(
    update: TrackUpdate, goals: list[PeriodGoal], lead: User, period: PlanningPeriod, programme_manager: User
) -> None:
    second = next_one(period, programme_manager)
    actions.planning.close_period(
        by=programme_manager, period=period, done=goals[:1], drop=dict.fromkeys(goals[1:], "Te duur")
    )
    one, two, three = (str(goal.public_id) for goal in goals)
    answers = Answers(
        judgement=GREEN,
        done=frozenset({two}),
        reopened=frozenset({one}),
        slips={three: Slip("moved", "Ziekte")},
        next_goals=("Verspreiden",),
    )
    sent = send_update(by=lead, update=update, answers=answers)  # whose period was read before the closing
    assert [goal.state for goal in period.goals.all()] == ["done", "dropped", "dropped"]
    assert updates.goals_left_alone(sent)
    assert sent.status is not None
    assert sent.status.level == "ok"
    assert [goal.text for goal in second.goals.all()] == ["Verspreiden"]


def test_closing_after_sending_leaves_nothing_out(
    update: TrackUpdate, goals: list[PeriodGoal], lead: User, period: PlanningPeriod, programme_manager: User
) -> None:
    done = frozenset(str(goal.public_id) for goal in goals)
    send_update(by=lead, update=update, answers=Answers(judgement=GREEN, done=done))
    actions.planning.close_period(by=programme_manager, period=period)
    assert not updates.goals_left_alone(again(update))


def test_half_an_update_is_none(update: TrackUpdate, goals: list[PeriodGoal], lead: User) -> None:
    """A judgement that is refused leaves the goals as they were."""
    answers = Answers(
        judgement=Judgement(level="warn", line="Let op"), done=frozenset({str(goals[0].public_id)})
    )
    with pytest.raises(ValidationError) as error:
        send_update(by=lead, update=update, answers=answers)
    assert {"cause", "consequence", "adjustment"} <= set(error.value.message_dict)
    assert again(update).sent_at is None
    goals[0].refresh_from_db()
    assert goals[0].state == "open"


def test_what_is_too_late_is_not_sent(update: TrackUpdate, lead: User) -> None:
    TrackUpdate.objects.across_organisations("a test").update(expires_at=timezone.now())
    for attempt in (
        lambda: send_update(by=lead, update=update, answers=Answers(judgement=GREEN)),
        lambda: save_draft(update=update, fields={"line": "Op"}, number=0),
    ):
        with pytest.raises(UpdateClosed) as closed:
            attempt()
        assert closed.value.standing is Standing.EXPIRED


def test_a_correction_is_a_new_judgement_on_the_same_day(update: TrackUpdate, lead: User) -> None:
    sent = send_update(by=lead, update=update, answers=Answers(judgement=GREEN))
    assert sent.status is not None
    first = sent.status.public_id
    corrected = correct_update(by=lead, update=update, judgement=RED, replaces=first)
    assert corrected.status is not None
    assert corrected.status.level == "alarm"
    twice = correct_update(by=lead, update=update, judgement=RED, replaces=first)
    assert twice.status == corrected.status
    assert Status.objects.across_organisations("a test").count() == 2
    yesterday = timezone.now() - timedelta(days=1)
    TrackUpdate.objects.across_organisations("a test").update(sent_at=yesterday)
    with pytest.raises(UpdateClosed):
        correct_update(by=lead, update=update, judgement=GREEN, replaces=corrected.status.public_id)


# One's own


def test_a_lead_begins_an_update_without_being_asked(
    track: Track, lead: User, period: PlanningPeriod, programme_manager: User
) -> None:
    update = start_update(by=lead, track=track)
    assert (update.period, update.asked_by) == (period, lead)
    assert start_update(by=lead, track=track) == update
    with pytest.raises(UpdateClosed):
        start_update(by=programme_manager, track=track)


def test_own_tracks_take_as_many_queries_for_one_as_for_three(
    track: Track,
    lead: User,
    goals: list[PeriodGoal],
    programme: Programme,
    django_assert_num_queries: object,
) -> None:
    def count() -> list[updates.OwnTrack]:
        user = User.objects.get(pk=lead.pk)
        with django_assert_num_queries(6):  # type: ignore[operator]
            return own_tracks(user)

    assert [(own.track, len(own.goals)) for own in count()] == [(track, 3)]
    for name in ("Ruimte", "Cultuur"):
        programme.tracks.create(name=name).members.create(name="Leider", person=lead, leads=True)
    assert len(count()) == 3


def test_the_latest_update_of_the_period_is_shown(
    track: Track, lead: User, update: TrackUpdate, period: PlanningPeriod
) -> None:
    (own,) = own_tracks(lead)
    assert own.update == update
    send_update(by=lead, update=update, answers=Answers(judgement=GREEN))
    (own,) = own_tracks(User.objects.get(pk=lead.pk))
    assert own.update is not None
    assert own.update.sent_at is not None


def test_an_update_is_about_the_shortest_period_that_runs(
    programme: Programme, period: PlanningPeriod, programme_manager: User
) -> None:
    today = timezone.localdate()
    plan_period(
        by=programme_manager,
        programme=programme,
        kind="half_year",
        name="Halfjaar",
        start=today - timedelta(days=40),
        end=today + timedelta(days=100),
    )
    assert period_of(programme) == period
    PlanningPeriod.objects.across_organisations("a test").filter(pk=period.pk).update(
        start=today - timedelta(days=60), end=today - timedelta(days=1)
    )
    assert period_of(programme) != period
