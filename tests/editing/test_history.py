"""What a set of records was on any day, held against a diary; and the changes of one record in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editing.making import a_programme, built
from koers.core.dates import PartialDate
from koers.editing import actions, history
from koers.editing.kinds import Kind, by_slug
from koers.organisations.models import Organisation, User
from koers.programmes.models import Adoption, Deliverable, Goal, Programme, Track

pytestmark = pytest.mark.django_db

START = date(2026, 1, 1)
EVENTS = st.lists(
    st.tuples(
        st.integers(0, 20),  # days after the start
        st.sampled_from(["add", "change", "remove"]),
        st.integers(0, 3),  # which record
        st.text("abc", min_size=1, max_size=4),
    ),
    max_size=12,
)


def write_down(record: Any, kind: str, day: date) -> None:
    """A history row as an action would have written it on that day."""
    rows = type(record).history.model
    rows(
        history_date=datetime.combine(day, datetime.min.time(), tzinfo=UTC) + timedelta(hours=12),
        history_type=kind,
        **{field.attname: getattr(record, field.attname) for field in rows.tracked_fields},
    ).save()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS, asked=st.integers(-1, 21))
def test_a_set_on_a_day_is_what_the_diary_says(
    programme: Programme, events: list[tuple[int, str, int, str]], asked: int
) -> None:
    Goal.history.across_organisations("a fresh start").delete()
    now: dict[int, str] = {}
    diary: dict[int, str] = {}
    for day, what, number, text in sorted(events, key=lambda event: event[0]):
        known = number in now
        if (what == "add") == known:
            continue
        text = now[number] if what == "remove" else text
        goal = Goal(pk=1000 + number, programme=programme, organisation=programme.organisation, text=text)
        goal.created_at = goal.updated_at = timezone.now()
        write_down(goal, {"add": "+", "change": "~", "remove": "-"}[what], START + timedelta(days=day))
        if what == "remove":
            del now[number]
        else:
            now[number] = text
        if day <= asked:
            diary = dict(now)
    found = history.as_on(Goal, programme.organisation, START + timedelta(days=asked))
    assert {goal.pk - 1000: goal.text for goal in found} == diary


def test_it_is_one_query_and_can_be_narrowed(
    programme: Programme, organisation: Organisation, other_organisation: Organisation
) -> None:
    for where in (programme, a_programme(organisation), a_programme(other_organisation)):
        for number in range(3):
            built(
                by_slug("doelen"),
                organisation=where.organisation,
                programme=where,
                text=f"Doel {number}",
                target_date=PartialDate(2027),
            )
    today = timezone.localdate()
    with CaptureQueriesContext(connection) as queries:
        found = history.as_on(Goal, organisation, today, programme_id=programme.pk)
    assert len(queries) == 1
    assert [(goal.text, goal.target_date) for goal in found] == [
        (f"Doel {number}", PartialDate(2027)) for number in range(3)
    ]
    assert len(history.as_on(Goal, organisation, today)) == 6
    assert len(history.as_on(Goal, Goal.objects.of(organisation), today)) == 6
    assert len(history.as_on(Goal, [organisation.pk, other_organisation.pk], today)) == 9
    assert history.as_on(Goal, organisation, today - timedelta(days=1)) == []


def test_parts_of_what_is_gone_are_still_known(programme: Programme, programme_manager: User) -> None:
    deliverable = Deliverable.objects.create(programme=programme, name="Handboek")
    adoption = built(by_slug("vaststellingen"), programme.organisation, deliverable=deliverable)
    yesterday = timezone.now() - timedelta(days=1)
    for model in (Adoption, Deliverable):
        model.history.across_organisations("written yesterday").update(history_date=yesterday)
    actions.remove(by=programme_manager, record=deliverable)
    today = timezone.localdate()
    assert history.as_on(Adoption, programme.organisation, today) == []
    assert history.as_on(Adoption, programme.organisation, today - timedelta(days=1)) == [adoption]


def test_the_changes_of_a_record_read_as_people_say_them(
    goals: Kind, goal: Goal, programme_manager: User
) -> None:
    values = {"text": "Meer instroom", "target_date": PartialDate(2027, 7), "owner": programme_manager}
    actions.change(by=programme_manager, kind=goals, record=goal, version=1, values=values)
    last, first = history.steps(goal, programme_manager)
    assert (first.by, last.by) == ("Koers zelf", programme_manager.name)
    told = {change.label: (change.before, change.after) for change in last.changes}
    assert told["Doel"] == ("Minder uitval", "Meer instroom")
    assert ("", "juli 2027") in told.values()
    assert ("", programme_manager.name) in told.values()


def test_a_no_that_nobody_chose_is_left_out(programme: Programme, programme_manager: User) -> None:
    """A new record begins with its flags on "no"; only a flag that is set, or set back, is told."""
    made = Deliverable.objects.create(programme=programme, name="Handboek")
    kind = by_slug("producten")
    for version, answer in enumerate((True, False), 1):
        values = {"needs_advice": answer}
        actions.change(by=programme_manager, kind=kind, record=made, version=version, values=values)
    back, there, first = history.steps(made, programme_manager)
    assert [(one.before, one.after) for one in there.changes] == [("nee", "ja")]
    assert [(one.before, one.after) for one in back.changes] == [("ja", "nee")]
    assert {one.after for one in first.changes} & {"ja", "nee"} == set()
    whole = history.steps(programme, programme_manager)[-1]
    assert programme.name in {one.after for one in whole.changes}
    assert "nee" not in {one.after for one in whole.changes}
    chosen = Deliverable.objects.create(programme=programme, name="Kaart", needs_advice=True)
    assert "ja" in {one.after for one in history.steps(chosen, programme_manager)[0].changes}


def test_a_long_text_shows_only_its_changes(goals: Kind, goal: Goal, programme_manager: User) -> None:
    text = "Een lange zin die vertelt wat er in het programma moet gebeuren. " * 3
    for version, words in enumerate((text, text.replace("moet", "gaat")), 1):
        actions.change(by=programme_manager, kind=goals, record=goal, version=version, values={"text": words})
    diff = history.steps(goal, programme_manager)[0].changes[0].diff
    assert diff.count("<ins>gaat</ins>") == diff.count("<del>moet</del>") == 3


def test_what_somebody_else_owns_is_not_named(
    programme: Programme, programme_manager: User, other_organisation: Organisation
) -> None:
    theirs = Track.objects.create(programme=a_programme(other_organisation), name="Geheim spoor")
    deliverable = Deliverable.objects.create(programme=programme, name="Handboek", track=theirs)
    told = [change.after for step in history.steps(deliverable, programme_manager) for change in step.changes]
    assert "Geheim spoor" not in told


def test_removal_and_return_stand_in_the_history(goal: Goal, programme_manager: User) -> None:
    back = actions.restore(by=programme_manager, removal=actions.remove(by=programme_manager, record=goal))
    assert len(history.steps(back, programme_manager)) == 3


def test_a_record_on_a_day(goals: Kind, goal: Goal, programme_manager: User) -> None:
    today = timezone.localdate()
    Goal.history.across_organisations("made last week").update(
        history_date=timezone.now() - timedelta(days=7)
    )
    actions.change(by=programme_manager, kind=goals, record=goal, version=1, values={"text": "Nieuw"})
    states: list[Any] = [history.state_on(goal, today - timedelta(days=days)) for days in (8, 7, 1, 0)]
    assert [state and state.text for state in states] == [None, "Minder uitval", "Minder uitval", "Nieuw"]
    assert history.state_at(goal, 1).text == "Minder uitval"  # type: ignore[union-attr]
    assert history.state_at(goal, 9) is None
