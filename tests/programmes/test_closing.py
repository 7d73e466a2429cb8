"""Closing needs a decision of who set the frame; what was handed over is looked at again afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from koers.core.dates import PartialDate
from koers.core.models import ConcurrentChange
from koers.decisions.models import Body, Decision
from koers.editing import actions as editing
from koers.editing.kinds import kind_of
from koers.organisations.models import AppendOnly, Organisation, User
from koers.organisations.permissions import Role
from koers.programmes.actions.handing_over import look_again
from koers.programmes.actions.phases import NotYet, change_phase
from koers.programmes.indicators import reached
from koers.programmes.kinds.warnings import of_goal, of_handover
from koers.programmes.models import (
    Goal,
    HandoverPoint,
    HandoverReview,
    PhaseChange,
    Programme,
    ProgrammeDecision,
)
from people import UserWith

TODAY = timezone.localdate
YESTERDAY = PartialDate(*(timezone.localdate() - timedelta(days=1)).timetuple()[:3])


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return Programme.objects.create(
        organisation=organisation, name="Op pad", slug="op-pad", phase="closing", frame_body="council"
    )


def decided(
    organisation: Organisation, body: str = "Gemeenteraad", when: PartialDate | None = YESTERDAY
) -> Decision:
    decision = Decision(organisation=organisation, body=body, text="Het programma eindigt")
    decision.date = when
    decision.save()
    return decision


def close(by: User, programme: Programme, decision: Decision | None) -> PhaseChange:
    programme.refresh_from_db()
    return change_phase(by=by, programme=programme, version=programme.version, to="closed", decision=decision)


def told(error: pytest.ExceptionInfo[ValidationError], field: str) -> str:
    return " ".join(error.value.message_dict[field])


def test_closing_keeps_the_decision_and_ties_it_to_the_programme(
    programme: Programme, programme_manager: User
) -> None:
    decision = decided(programme.organisation)
    change = close(programme_manager, programme, decision)
    programme.refresh_from_db()
    assert (programme.phase, change.decision) == ("closed", decision)
    assert ProgrammeDecision.objects.of(programme.organisation).get().decision == decision


def test_a_body_of_the_register_says_who_decided(programme: Programme, programme_manager: User) -> None:
    """Chosen from the register, with nothing typed beside it and whatever it is called."""
    council = Body.objects.create(organisation=programme.organisation, name="De raad", kind="council")
    decision = decided(programme.organisation, body="")
    decision.body_known = council
    decision.save()
    assert close(programme_manager, programme, decision).decision == decision


def test_a_decision_that_was_tied_already_is_not_tied_twice(
    programme: Programme, programme_manager: User
) -> None:
    decision = decided(programme.organisation)
    ProgrammeDecision.objects.create(programme=programme, decision=decision)
    close(programme_manager, programme, decision)
    assert ProgrammeDecision.objects.of(programme.organisation).count() == 1


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda of: None, id="none"),
        pytest.param(lambda of: decided(of, when=None), id="no date"),
        pytest.param(lambda of: decided(of, when=PartialDate(2999)), id="in the future"),
        pytest.param(lambda of: decided(of, body=""), id="no body"),
        pytest.param(lambda of: decided(of, body="Directieteam"), id="another body"),
        pytest.param(lambda of: decided(of, body="Kaartclub"), id="a body that nobody knows"),
    ],
)
def test_no_closing_without_a_decision_that_counts(
    make: object, programme: Programme, programme_manager: User
) -> None:
    Body.objects.create(organisation=programme.organisation, name="Directieteam", kind="management")
    with pytest.raises(ValidationError) as error:
        close(programme_manager, programme, make(programme.organisation))  # type: ignore[operator]
    assert told(error, "decision")
    programme.refresh_from_db()
    assert programme.phase == "closing"
    assert not ProgrammeDecision.objects.of(programme.organisation).exists()


def test_a_decision_of_another_organisation_never_closes(
    programme: Programme, programme_manager: User, other_organisation: Organisation
) -> None:
    with pytest.raises(ValueError, match="another organisation"):
        close(programme_manager, programme, decided(other_organisation))


def test_what_is_still_needed_comes_before_the_decision(
    programme: Programme, programme_manager: User
) -> None:
    Goal.objects.create(programme=programme, text="Minder uitval")
    with pytest.raises(NotYet):
        close(programme_manager, programme, decided(programme.organisation))


def test_other_steps_keep_no_decision(programme: Programme, programme_manager: User) -> None:
    decision = decided(programme.organisation)
    change = change_phase(
        by=programme_manager,
        programme=programme,
        version=programme.version,
        to="running",
        reason="Er kwam een vervolg",
        decision=decision,
    )
    assert change.decision is None
    assert not ProgrammeDecision.objects.of(programme.organisation).exists()


# Verdicts


def a_goal(programme: Programme, **given: object) -> Goal:
    return Goal.objects.create(programme=programme, text="Minder uitval", owner_name="HR", **given)


def words(records: list[object]) -> str:
    return " ".join(str(one) for one in records)


def test_a_dated_goal_without_a_verdict_is_pointed_out(programme: Programme) -> None:
    goal = a_goal(programme, target_date=PartialDate(2020, 6))
    assert "geen oordeel" in words(of_goal(goal))
    goal.target_date = PartialDate(2999)
    assert "geen oordeel" not in words(of_goal(goal))
    goal.target_date = None
    assert "geen oordeel" not in words(of_goal(goal))


def test_no_verdict_on_a_day_to_come(programme: Programme) -> None:
    goal = a_goal(programme, verdict="partly", verdict_text="Deels gelukt", verdict_date=TODAY())
    goal.clean()
    goal.verdict_date = TODAY() + timedelta(days=1)
    with pytest.raises(ValidationError):
        goal.clean()


def test_a_verdict_without_evidence_is_pointed_out(programme: Programme) -> None:
    goal = a_goal(programme, verdict="partly", verdict_text="Deels gelukt")
    assert "geen bewijs" in words(of_goal(goal))
    goal.verdict_evidence = "Eindrapport, bladzijde 12"
    assert "geen bewijs" not in words(of_goal(goal))


@pytest.mark.parametrize(
    ("measured", "better", "odd"),
    [("4.8", "lower", False), ("5.2", "lower", True), ("5.2", "higher", False), ("4.8", "higher", True)],
)
def test_reached_while_the_figures_say_otherwise(
    measured: str, better: str, odd: bool, programme: Programme
) -> None:
    goal = a_goal(programme, verdict="reached", verdict_text="Gelukt", verdict_evidence="Jaarverslag")
    indicator = goal.indicators.create(name="Verzuim", target=Decimal(5), better=better)
    indicator.measurements.create(date=date(2023, 1, 1), value=Decimal(5))
    indicator.measurements.create(date=date(2024, 1, 1), value=Decimal(measured))
    assert ("Verzuim" in words(of_goal(goal))) is odd
    goal.verdict = "not_reached"
    assert "Verzuim" not in words(of_goal(goal))


def test_nothing_is_said_about_what_was_never_measured(programme: Programme) -> None:
    goal = a_goal(programme, verdict="reached", verdict_text="Gelukt", verdict_evidence="Jaarverslag")
    goal.indicators.create(name="Verzuim", target=Decimal(5))
    goal.indicators.create(name="Instroom").measurements.create(date=date(2024, 1, 1), value=Decimal(3))
    assert not {"Verzuim", "Instroom"} & set(words(of_goal(goal)).replace("“", "").replace("”", "").split())


NUMBERS = st.decimals(-1000, 1000, places=3)


@given(target=NUMBERS, now=NUMBERS)
def test_reached_goes_by_the_direction(target: Decimal, now: Decimal) -> None:
    higher, lower = reached(target, now, "higher"), reached(target, now, "lower")
    assert higher or lower
    assert (higher and lower) is (target == now)
    assert reached(None, now, "higher") is None
    assert reached(target, None, "lower") is None


def test_a_point_that_is_done_does_not_stand_in_the_way(
    programme: Programme, programme_manager: User
) -> None:
    point = HandoverPoint.objects.create(programme=programme, text="Teamplannen")
    with pytest.raises(NotYet):
        close(programme_manager, programme, decided(programme.organisation))
    look_again(
        by=programme_manager, point=point, version=point.version, outcome="ended", text="Niet meer nodig"
    )
    assert close(programme_manager, programme, decided(programme.organisation)).to_phase == "closed"


def test_a_point_is_done_by_looking_at_it_only(programme: Programme, programme_manager: User) -> None:
    """No form, spreadsheet or call of the API ends it without what was found."""
    point = HandoverPoint.objects.create(programme=programme, text="Teamplannen")
    for name in ("taken_over", "ended"):
        with pytest.raises(TypeError):
            editing.change(
                by=programme_manager, kind=kind_of(point), record=point, version=1, values={name: True}
            )


def test_evidence_without_a_verdict_is_refused_by_the_database(programme: Programme) -> None:
    goal = a_goal(programme)
    goal.verdict_evidence = "Eindrapport"
    with transaction.atomic(), pytest.raises(IntegrityError):
        goal.save()


# What lives on


@pytest.fixture
def point(programme: Programme) -> HandoverPoint:
    return HandoverPoint.objects.create(
        programme=programme, text="Het leernetwerk", owner_name="HR", review_date=date(2020, 1, 1)
    )


def look(by: User, point: HandoverPoint, outcome: str, **rest: object) -> HandoverReview:
    point.refresh_from_db()
    return look_again(by=by, point=point, version=point.version, outcome=outcome, text="Loopt goed", **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize("outcome", ["lives", "attention"])
def test_a_point_that_lives_on_gets_its_next_day(
    outcome: str, point: HandoverPoint, programme_manager: User
) -> None:
    programme = point.programme
    programme.phase = "closed"
    programme.save()
    later = TODAY() + timedelta(days=180)
    review = look(programme_manager, point, outcome, next_date=later)
    point.refresh_from_db()
    assert (point.review_date, point.is_done, review.next_date) == (later, False, later)
    assert of_handover(point) == []


@pytest.mark.parametrize(("outcome", "field"), [("taken_over", "taken_over"), ("ended", "ended")])
def test_a_point_that_is_done_asks_nothing_any_more(
    outcome: str, field: str, point: HandoverPoint, programme_manager: User
) -> None:
    review = look(programme_manager, point, outcome, next_date=TODAY() + timedelta(days=9))
    point.refresh_from_db()
    assert getattr(point, field)
    assert point.is_done
    assert review.next_date is None
    assert of_handover(point) == []


@pytest.mark.parametrize("next_date", [None, timezone.localdate(), date(2020, 1, 1)])
def test_living_on_needs_a_day_ahead(
    next_date: date | None, point: HandoverPoint, programme_manager: User
) -> None:
    with pytest.raises(ValidationError) as error:
        look(programme_manager, point, "lives", next_date=next_date)
    assert told(error, "next_date")
    assert not point.reviews.exists()


def test_a_look_says_what_was_found_and_is_only_ever_added(
    point: HandoverPoint, programme_manager: User
) -> None:
    with pytest.raises(ValidationError):
        look_again(by=programme_manager, point=point, version=point.version, outcome="ended", text=" ")
    review = look(programme_manager, point, "ended")
    with pytest.raises(AppendOnly):
        review.save()


def test_the_owner_looks_again_without_keeping_the_register(
    point: HandoverPoint, user_with: UserWith, reader: User
) -> None:
    owner = user_with(Role.LINE_MANAGER, point.organisation)
    with pytest.raises(PermissionDenied):
        look(reader, point, "ended")
    point.owner = owner
    point.save()
    look(owner, point, "ended")
    assert point.reviews.get().by == owner


def test_two_who_look_at_once_find_out(point: HandoverPoint, programme_manager: User) -> None:
    before = point.version
    look(programme_manager, point, "lives", next_date=TODAY() + timedelta(days=9))
    with pytest.raises(ConcurrentChange):
        look_again(by=programme_manager, point=point, version=before, outcome="ended", text="Klaar")


def test_who_owns_nothing_and_when_is_pointed_out(programme: Programme) -> None:
    bare = HandoverPoint.objects.create(programme=programme, text="De gids")
    assert len(of_handover(bare)) == 2
    late = HandoverPoint(programme=programme, text="De gids", owner_name="HR", review_date=date(2020, 1, 1))
    assert len(of_handover(late)) == 1
