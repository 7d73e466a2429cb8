"""Setting the baseline: what it keeps, and whose decision moves it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from koers.core.dates import PartialDate
from koers.decisions.models import Body, Decision
from koers.organisations.models import AppendOnly, Organisation, User
from koers.programmes.actions.baselines import LONGEST_REASON, set_baseline
from koers.programmes.baselines import compare, read
from koers.programmes.models import Baseline, Deliverable, Goal, Programme, Track
from koers.programmes.queries_course import promises_of


@pytest.fixture
def board(organisation: Organisation) -> Body:
    return Body.objects.create(organisation=organisation, name="Directieteam", kind="management")


@pytest.fixture
def first(programme: Programme, programme_manager: User, board: Body) -> Baseline:
    return set_baseline(by=programme_manager, programme=programme, body=board, date=date(2026, 1, 10))


def a_decision(organisation: Organisation, body: str, iso: str = "2026-02-03") -> Decision:
    decision = Decision(organisation=organisation, body=body, text="Het einde schuift")
    decision.date = PartialDate.from_iso(iso)
    decision.save()
    return decision


def mistakes(**given: Any) -> set[str]:
    with pytest.raises(ValidationError) as refused:
        set_baseline(**given)
    return set(refused.value.message_dict)


def test_a_baseline_keeps_everything_promised(programme: Programme, programme_manager: User) -> None:
    programme.end = PartialDate(2027, 3, 31)
    programme.save()
    goal, track = Goal(programme=programme, text="Minder uitval"), Track(programme=programme, name="HR")
    goal.target_date, track.end = PartialDate(2026), PartialDate(2026, 9)
    goal.save()
    track.save()
    Deliverable.objects.create(programme=programme, name="Jaarplan")
    made = set_baseline(by=programme_manager, programme=programme, body_name="Directieteam")
    made.refresh_from_db()
    assert (made.number, made.body_name, made.date, made.by) == (
        1,
        "Directieteam",
        timezone.localdate(),
        programme_manager,
    )
    assert [(row["kind"], row["text"], row["date"]) for row in made.content] == [
        ("programme", "Reis naar buiten", "2027-03-31"),
        ("goal", "Minder uitval", "2026"),
        ("track", "HR", "2026-09"),
        ("deliverable", "Jaarplan", None),
    ]
    assert not compare(read(made.content), promises_of(programme)).changed
    with pytest.raises(AppendOnly):
        made.save()


def test_the_first_needs_a_body(programme: Programme, programme_manager: User) -> None:
    assert mistakes(by=programme_manager, programme=programme, body_name=" ") == {"body"}
    nameless = a_decision(programme.organisation, "")
    assert mistakes(by=programme_manager, programme=programme, decision=nameless) == {"body"}


@pytest.mark.usefixtures("first")
def test_a_later_one_needs_the_owner_of_the_frame_and_a_reason(
    programme: Programme, programme_manager: User, board: Body, organisation: Organisation
) -> None:
    college = Body.objects.create(organisation=organisation, name="College", kind="college")
    given: dict[str, Any] = {"by": programme_manager, "programme": programme}
    assert mistakes(**given) == {"body", "reason"}
    assert mistakes(**given, reason="x", body_name="Directieteam") == {"body"}
    assert mistakes(**given, reason="x", body=college) == {"body"}
    assert mistakes(**given, reason="x", decision=a_decision(organisation, "College")) == {"decision"}
    assert mistakes(**given, reason=" ", body=board) == {"reason"}
    assert mistakes(**given, reason="x" * (LONGEST_REASON + 1), body=board) == {"reason"}
    made = set_baseline(**given, reason="Advies kwam later", body=board)
    assert (made.number, made.body_name) == (2, "Directieteam")


def test_the_first_is_not_set_by_another_body_either(
    programme: Programme, programme_manager: User, organisation: Organisation, board: Body
) -> None:
    college = Body.objects.create(organisation=organisation, name="College", kind="college")
    given: dict[str, Any] = {"by": programme_manager, "programme": programme}
    with pytest.raises(ValidationError) as refused:
        set_baseline(**given, body=college)
    (told,) = refused.value.message_dict["body"]
    assert "College" in told
    assert board.name in told
    assert mistakes(**given, decision=a_decision(organisation, "gemeenteraad")) == {"decision"}
    assert mistakes(**given, body=board, decision=a_decision(organisation, "College")) == {"decision"}
    assert mistakes(**given, body_name="b en w") == {"body_name"}
    assert not Baseline.objects.of(organisation).exists()
    assert set_baseline(**given, body_name="Het overleg van de afdelingen").number == 1


def test_where_nobody_sets_the_frame_any_body_may(
    programme: Programme, programme_manager: User, organisation: Organisation
) -> None:
    programme.frame_body = ""
    programme.save()
    made = set_baseline(by=programme_manager, programme=programme, body_name="College")
    assert made.body_name == "College"


def test_two_names_at_once_are_not_chosen_between(
    programme: Programme, programme_manager: User, organisation: Organisation, board: Body
) -> None:
    given: dict[str, Any] = {"by": programme_manager, "programme": programme}
    assert mistakes(**given, body=board, body_name="Stuurgroep") == {"body_name"}
    decision = a_decision(organisation, "Directieteam")
    assert mistakes(**given, decision=decision, body_name="Stuurgroep") == {"body_name"}
    made = set_baseline(**given, body=board, body_name=" directieteam ")
    assert made.body_name == "Directieteam"


@pytest.mark.usefixtures("first")
@pytest.mark.parametrize("name", ["Directieteam", "directieteam ", "CMT"])
def test_a_decision_of_the_owner_will_do(
    name: str, programme: Programme, programme_manager: User, organisation: Organisation
) -> None:
    decision = a_decision(organisation, name)
    made = set_baseline(by=programme_manager, programme=programme, decision=decision, reason="Later")
    assert (made.decision, made.date, made.body_name) == (decision, date(2026, 2, 3), name.strip())


@pytest.mark.usefixtures("first")
def test_the_owner_is_chosen_per_programme(
    programme: Programme, programme_manager: User, organisation: Organisation, board: Body
) -> None:
    given: dict[str, Any] = {"by": programme_manager, "programme": programme, "reason": "Later"}
    programme.frame_body = "council"
    programme.save()
    assert mistakes(**given, body=board) == {"body"}
    assert set_baseline(**given, decision=a_decision(organisation, "gemeenteraad")).number == 2
    programme.frame_body = ""
    programme.save()
    assert mistakes(**given, body_name="Iemand") == {"body"}
    assert set_baseline(**given, body=board).number == 3


@pytest.mark.usefixtures("first")
def test_days_do_not_run_back(programme: Programme, programme_manager: User, board: Body) -> None:
    given: dict[str, Any] = {"by": programme_manager, "programme": programme, "body": board, "reason": "x"}
    assert mistakes(**given, date=date(2026, 1, 9)) == {"date"}
    assert set_baseline(**given, date=date(2026, 1, 10)).number == 2


def test_a_day_to_come_may_be_decided(programme: Programme, programme_manager: User, board: Body) -> None:
    day = timezone.localdate() + timedelta(days=30)
    assert set_baseline(by=programme_manager, programme=programme, body=board, date=day).date == day


def test_who_may_only_read_is_refused(programme: Programme, reader: User, board: Body) -> None:
    with pytest.raises(PermissionDenied):
        set_baseline(by=reader, programme=programme, body=board)


def test_a_body_of_another_organisation_is_a_mistake_in_code(
    programme: Programme, programme_manager: User, other_organisation: Organisation
) -> None:
    elsewhere = Body.objects.create(organisation=other_organisation, name="DT", kind="management")
    with pytest.raises(ValueError, match="another organisation"):
        set_baseline(by=programme_manager, programme=programme, body=elsewhere)
