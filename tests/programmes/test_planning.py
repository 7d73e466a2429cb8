"""Planning and closing periods: nothing disappears without a word, and nothing happens twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koers.organisations.models import AuditEvent, Organisation, User
from koers.programmes import actions
from koers.programmes.actions.planning import (
    Wanted,
    add_goal,
    close_period,
    drop_goal,
    finish,
    move,
    next_period,
    plan_period,
)
from koers.programmes.models import PeriodGoal, PlanningPeriod, Programme, Track, TrackUpdate
from koers.programmes.periods import Score

type Plan = Callable[..., PlanningPeriod]
START = timezone.localdate() - timedelta(days=30)
SIX = timedelta(weeks=6)


@pytest.fixture
def plan(programme: Programme, programme_manager: User) -> Plan:
    def make(number: int = 1, **rest: object) -> PlanningPeriod:
        """Sprint 1 started thirty days ago, the others follow."""
        start = START + (number - 1) * SIX
        values: dict[str, object] = {
            "by": programme_manager,
            "programme": programme,
            "kind": "sprint",
            "name": f"Sprint {number}",
            "start": start,
            "end": start + SIX,
        }
        return plan_period(**{**values, **rest})  # type: ignore[arg-type]

    return make


def wants(by: User, period: PlanningPeriod, *texts: str, track: Track | None = None) -> list[PeriodGoal]:
    return [add_goal(by=by, period=period, wanted=Wanted(text, track)) for text in texts]


def message(error: pytest.ExceptionInfo[ValidationError], field: str) -> str:
    return " ".join(error.value.message_dict[field])


def test_an_overlap_names_the_other_period(plan: Plan) -> None:
    plan(1)
    with pytest.raises(ValidationError) as error:
        plan(2, start=START + timedelta(days=10), end=START + timedelta(days=60))
    assert "Sprint 1" in message(error, "start")
    with pytest.raises(ValidationError) as error:
        plan(2, start=START - timedelta(days=20), end=START + timedelta(days=1))
    assert "Sprint 1" in message(error, "end")


def test_periods_that_touch_and_another_kind_are_no_overlap(plan: Plan) -> None:
    plan(1)
    plan(2)
    plan(1, kind="half_year", name="Halfjaar 1", end=START + timedelta(days=180))
    assert PlanningPeriod.objects.across_organisations("a test").count() == 3


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"end": START}, "end"),
        ({"end": START - timedelta(days=1)}, "end"),
        ({"start": date(202, 3, 2)}, "end"),
        ({"end": START.replace(year=START.year + 40, day=1)}, "end"),
        ({"name": " "}, "name"),
        ({"kind": "eeuw"}, "kind"),
    ],
)
def test_an_impossible_period_is_told_at_its_field(plan: Plan, change: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as error:
        plan(1, **change)
    assert message(error, field)
    assert not PlanningPeriod.objects.across_organisations("a test").exists()


def test_what_is_open_is_carried_with_its_reason(plan: Plan, programme_manager: User) -> None:
    first = plan(1)
    (goal,) = wants(programme_manager, first, "Het kompas ligt er")
    second = plan(2, carry={goal: "De adviseur was ziek"})
    goal.refresh_from_db()
    assert (goal.state, goal.reason) == ("moved", "De adviseur was ziek")
    follower = second.goals.get()
    assert (follower.text, follower.carried_from, follower.state) == (goal.text, goal, "open")
    assert follower.times_carried == 1


def test_a_goal_of_another_programme_is_not_carried(
    plan: Plan, programme_manager: User, organisation: Organisation
) -> None:
    other = actions.accept_item(
        by=programme_manager, organisation=organisation, item_type="programme", values={"name": "Anders"}
    ).record
    (goal,) = wants(programme_manager, plan(1), "Het kompas")
    with pytest.raises(ValidationError):
        plan(1, programme=other, carry={goal: "Zomaar"})


def test_closing_says_of_every_goal_what_became_of_it(plan: Plan, programme_manager: User) -> None:
    first, second = plan(1), plan(2)
    done, moved, dropped = wants(programme_manager, first, "Een", "Twee", "Drie")
    found = close_period(
        by=programme_manager,
        period=first,
        done=[done],
        carry={moved: "Ziek"},
        drop={dropped: "Hoeft niet meer"},
    )
    assert found == Score(done=1, moved=1, dropped=1)
    assert [goal.state for goal in first.goals.all()] == ["done", "moved", "dropped"]
    assert second.goals.get().carried_from == moved
    assert first.closed_at is not None


def test_closing_twice_changes_nothing(plan: Plan, programme_manager: User) -> None:
    first, second = plan(1), plan(2)
    (goal,) = wants(programme_manager, first, "Een")
    once = close_period(by=programme_manager, period=first, carry={goal: "Ziek"})
    events = AuditEvent.objects.across_organisations("a test").count()
    assert close_period(by=programme_manager, period=first, drop={goal: "Toch niet"}) == once
    assert AuditEvent.objects.across_organisations("a test").count() == events
    assert second.goals.count() == 1


def test_nothing_disappears_in_silence(plan: Plan, programme_manager: User) -> None:
    first = plan(1)
    one, two = wants(programme_manager, first, "Een", "Twee")
    with pytest.raises(ValidationError, match="Twee"):
        close_period(by=programme_manager, period=first, done=[one])
    with pytest.raises(ValidationError, match="Een"):
        close_period(by=programme_manager, period=first, carry={one: " "}, done=[two])
    first.refresh_from_db()
    assert first.closed_at is None
    assert set(first.goals.values_list("state", flat=True)) == {"open"}


def test_what_moved_without_a_next_period_waits_for_it(
    plan: Plan, programme: Programme, programme_manager: User
) -> None:
    first = plan(1)
    (goal,) = wants(programme_manager, first, "Een")
    close_period(by=programme_manager, period=first, carry={goal: "Ziek"})
    assert next_period(first) is None
    second = plan(2)
    assert second.goals.get().carried_from == goal
    assert plan(3).goals.count() == 0


def test_what_updates_wrote_down_for_the_next_period_is_taken_up(
    plan: Plan, programme: Programme, programme_manager: User
) -> None:
    first = plan(1)
    track = programme.tracks.create(name="Kompas")
    update = TrackUpdate.objects.create(
        track=track,
        period=first,
        person=programme_manager,
        key_digest="0" * 64,
        expires_at=timezone.now() + timedelta(days=9),
        next_goals=["Drukwerk", "Verspreiden"],
    )
    second = plan(2)
    assert [(goal.text, goal.track) for goal in second.goals.all()] == [
        ("Drukwerk", track),
        ("Verspreiden", track),
    ]
    update.refresh_from_db()
    assert update.next_goals == []


def test_what_has_not_begun_is_not_closed(plan: Plan, programme_manager: User) -> None:
    with pytest.raises(ValidationError, match="Sprint 2"):
        close_period(by=programme_manager, period=plan(2))


def test_a_closed_period_takes_no_new_goals(plan: Plan, programme_manager: User) -> None:
    first = plan(1)
    close_period(by=programme_manager, period=first)
    with pytest.raises(ValidationError) as error:
        wants(programme_manager, first, "Nog iets")
    assert "Sprint 1" in message(error, "text")


def test_a_track_of_another_programme_is_refused(
    plan: Plan, programme_manager: User, organisation: Organisation
) -> None:
    other = actions.accept_item(
        by=programme_manager, organisation=organisation, item_type="programme", values={"name": "Anders"}
    ).record
    assert isinstance(other, Programme)
    with pytest.raises(ValidationError) as error:
        wants(programme_manager, plan(1), "Een", track=other.tracks.create(name="Vreemd"))
    assert message(error, "track")


def test_a_goal_of_another_period_is_refused(plan: Plan, programme_manager: User) -> None:
    (goal,) = wants(programme_manager, plan(2), "Een")
    with pytest.raises(ValidationError):
        close_period(by=programme_manager, period=plan(1), done=[goal])


def test_done_can_be_open_again_but_moved_stays_moved(plan: Plan, programme_manager: User) -> None:
    (goal,) = wants(programme_manager, plan(1), "Een")
    finish(by=programme_manager, goal=goal)
    assert goal.state == "done"
    assert move(by=programme_manager, goal=goal, reason="Nee", into=None) is None
    finish(by=programme_manager, goal=goal, done=False)
    move(by=programme_manager, goal=goal, reason="Ziek", into=None)
    finish(by=programme_manager, goal=goal)
    assert goal.state == "moved"


def test_the_goals_of_a_closed_period_do_not_change(plan: Plan, programme_manager: User) -> None:
    first = plan(1)
    one, two = wants(programme_manager, first, "Een", "Twee")
    held = PeriodGoal.objects.across_organisations("a test").select_related("period").get(pk=one.pk)
    close_period(by=programme_manager, period=first, carry={two: "Ziek"}, done=[one])
    held.state, held.version = "done", held.version + 1  # read before the period was closed
    one.refresh_from_db()
    for goal in (held, one):
        with pytest.raises(ValidationError):
            finish(by=programme_manager, goal=goal, done=False)
    still_open = add_goal_to_closed(first)
    with pytest.raises(ValidationError):
        finish(by=programme_manager, goal=still_open)
    with pytest.raises(ValidationError):
        move(by=programme_manager, goal=still_open, reason="Ziek", into=None)
    with pytest.raises(ValidationError):
        drop_goal(by=programme_manager, goal=still_open, reason="Te duur")
    assert [goal.state for goal in first.goals.all()] == ["done", "moved", "open"]
    two.refresh_from_db()
    assert move(by=programme_manager, goal=two, reason="Ziek", into=plan(2)) is not None


def add_goal_to_closed(period: PlanningPeriod) -> PeriodGoal:
    """As no action leaves it."""
    return PeriodGoal.objects.create(period=period, text="Drie")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["done", "carry", "drop"]), max_size=6))
def test_whatever_is_decided_the_score_adds_up_and_every_carried_goal_has_one_follower(
    plan: Plan, programme_manager: User, programme: Programme, decided: list[str]
) -> None:
    PeriodGoal.objects.across_organisations("a test").delete()
    PlanningPeriod.objects.across_organisations("a test").delete()
    first, second = plan(1), plan(2)
    goals = wants(programme_manager, first, *(f"Doel {number}" for number in range(len(decided))))
    chosen = {
        what: [goal for goal, choice in zip(goals, decided, strict=True) if choice == what]
        for what in ("done", "carry", "drop")
    }
    found = close_period(
        by=programme_manager,
        period=first,
        done=chosen["done"],
        carry=dict.fromkeys(chosen["carry"], "Ziek"),
        drop=dict.fromkeys(chosen["drop"], "Hoeft niet"),
    )
    assert found.total == len(decided)
    assert found.open == 0
    assert second.goals.count() == found.moved == len(chosen["carry"])
