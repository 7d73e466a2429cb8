"""Taking steps: whose they are, what they need, in which order; and that no way in breaks the rules."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decisions.conftest import DAY, Take, taken
from koers.core.dates import PartialDate
from koers.core.models import ConcurrentChange
from koers.decisions.models import Body, Decision, FollowUpStep, Recommendation, SourceReport
from koers.decisions.states import COUNCIL_KINDS, RULES, FollowUp, Kind, Reaction, Sort, Stage, rule_for
from koers.decisions.stepping import Given, steps_for, take_step
from koers.organisations.models import AuditEvent, Organisation, User
from koers.organisations.permissions import BodyKind, Role
from koers.organisations.records import NotRemovable
from people import UserWith

FILLED: dict[str, Any] = {
    "text": "Omdat het kan",
    "status": "in_progress",
    "reaction": "adopted",
    "document": "Raadsbrief",
    "decision_text": "De motie is afgedaan",
}


def test_the_way_of_a_motion(
    motion: Recommendation, programme_manager: User, college: User, griffie: User, council: Body, take: Take
) -> None:
    take(motion, college, "answered", reaction="adopted")
    take(motion, programme_manager, "told", DAY + timedelta(2), document="Raadsbrief 12", reference="Z-1")
    take(motion, college, "proposed", DAY + timedelta(3), text="Alles is gedaan")
    with pytest.raises(PermissionDenied):
        take(motion, college, "written_off", DAY + timedelta(4), decision_text="Afgevoerd")
    take(motion, griffie, "written_off", DAY + timedelta(4), decision_text="Afgevoerd", case_number="R-7")
    motion.refresh_from_db()
    decision = motion.closing_decision
    assert decision is not None
    assert (motion.stage, motion.closing_body, motion.closed_on) == ("closed", "council", date(2026, 5, 5))
    assert (decision.body, decision.body_known, decision.case_number) == ("Gemeenteraad", council, "R-7")
    assert decision.by_council
    assert decision.date == PartialDate(2026, 5, 5)
    assert [step.sort for step in motion.steps.all()] == ["answered", "told", "proposed", "written_off"]
    event = (
        AuditEvent.objects.of(motion.organisation)
        .filter(action="recommendation.stepped")
        .order_by("pk")
        .last()
    )
    assert event is not None
    assert event.detail == {"step": "written_off", "stage": "closed"}


def test_one_decision_may_write_off_several(
    organisation: Organisation, programme_manager: User, griffie: User, take: Take
) -> None:
    for number in range(2):
        one = Recommendation.objects.create(organisation=organisation, kind="motion", text=f"Motie {number}")
        take(one, programme_manager, "answered", reaction="adopted")
        take(one, programme_manager, "proposed", text="Gedaan")
        take(one, griffie, "written_off", decision_text="Beide moties zijn afgedaan")
    assert Decision.objects.of(organisation).count() == 1


def test_the_council_keeps_a_motion_open_and_opens_it_again(
    motion: Recommendation, programme_manager: User, griffie: User, take: Take
) -> None:
    take(motion, programme_manager, "answered", reaction="adopted")
    take(motion, programme_manager, "proposed", text="Gedaan")
    take(motion, griffie, "kept_open", text="Nog niet")
    assert motion.stage == "answered"
    take(motion, programme_manager, "proposed", text="Nu wel")
    take(motion, griffie, "written_off", decision_text="Afgedaan")
    with pytest.raises(ValidationError) as refused:
        take(motion, programme_manager, "told", document="Brief")
    assert refused.value.code == "not_now"
    with pytest.raises(PermissionDenied):
        take(motion, _employee(motion), "reopened", text="Toch niet klaar")
    take(motion, griffie, "reopened", text="Toch niet klaar")
    assert (motion.stage, motion.closed_on, motion.closing_decision) == ("answered", None, None)


def _employee(one: Recommendation) -> User:
    user = User.objects.create_user("lezer@example.org", "x", name="Lezer")
    user.memberships.create(organisation=one.organisation, role=Role.EMPLOYEE)
    return user


def test_a_promise_is_told_and_kept_by_the_griffie(
    promise: Recommendation, griffie: User, college: User, take: Take
) -> None:
    with pytest.raises(PermissionDenied):
        take(promise, college, "kept", text="Brief gestuurd")
    take(promise, griffie, "told", document="Raadsbrief")
    take(promise, griffie, "kept", text="Met de raadsbrief")
    assert (promise.stage, promise.told_on, promise.closing_body) == ("closed", DAY, "council")


def test_a_promise_can_lapse(promise: Recommendation, griffie: User, take: Take) -> None:
    with pytest.raises(ValidationError):
        take(promise, griffie, "lapsed")
    take(promise, griffie, "lapsed", text="De plannen gaan niet door")
    assert promise.stage == "closed"


@pytest.mark.parametrize("reaction", ["partly", "not_adopted"])
def test_not_adopted_needs_a_reason(
    reaction: str, advice: Recommendation, programme_manager: User, take: Take
) -> None:
    with pytest.raises(ValidationError) as refused:
        take(advice, programme_manager, "answered", reaction=reaction, text="  ")
    assert set(refused.value.error_dict) == {"text"}
    with pytest.raises(IntegrityError):
        Recommendation.objects.create(organisation=advice.organisation, text="Nee", reaction=reaction)


def test_a_reaction_keeps_reason_and_decision(
    advice: Recommendation, programme_manager: User, organisation: Organisation, take: Take
) -> None:
    decision = Decision.objects.create(organisation=organisation, text="Reactie vastgesteld", body="college")
    step = take(
        advice, programme_manager, "answered", reaction="partly", text="Niet alles", decision=decision
    )
    assert (advice.reaction, advice.reaction_text, advice.reaction_decision) == (
        "partly",
        "Niet alles",
        decision,
    )
    assert (step.reaction, step.decision, step.sort) == ("partly", decision, "answered")
    take(advice, programme_manager, "answered", reaction="adopted")
    assert (advice.reaction, advice.reaction_decision) == ("adopted", None)
    assert advice.steps.count() == 2


def test_a_decision_of_somebody_else_is_refused(
    advice: Recommendation, programme_manager: User, other_organisation: Organisation, take: Take
) -> None:
    theirs = Decision.objects.create(organisation=other_organisation, text="Van hen")
    with pytest.raises(ValidationError):
        take(advice, programme_manager, "answered", reaction="adopted", decision=theirs)


def test_reported_and_assessed_stay_apart(
    advice: Recommendation, programme_manager: User, controller: User, take: Take
) -> None:
    take(advice, programme_manager, "reported", status="followed", text="Klaar")
    step = take(advice, controller, "assessed", status="partly", text="De helft")
    assert (advice.self_status, advice.assessed_status, advice.stage) == ("followed", "partly", "open")
    assert step.reporter == programme_manager


def test_who_reported_does_not_judge(
    advice: Recommendation, controller: User, programme_manager: User, take: Take
) -> None:
    advice.owner = controller
    advice.save()
    take(advice, controller, "reported", status="followed", text="Klaar")
    with pytest.raises(PermissionDenied):
        take(advice, controller, "assessed", status="followed", text="Klaar")
    with pytest.raises(PermissionDenied):
        take(advice, programme_manager, "assessed", status="followed", text="Klaar")
    with pytest.raises(IntegrityError):
        FollowUpStep.objects.create(
            recommendation=advice,
            sort="assessed",
            status="followed",
            date=DAY,
            by=controller,
            reporter=controller,
        )


def test_who_judged_does_not_report_afterwards(
    advice: Recommendation, user_with: UserWith, organisation: Organisation, take: Take
) -> None:
    auditor = user_with(Role.AUDITOR, organisation)
    take(advice, auditor, "assessed", status="not_started", text="Niets gezien")
    advice.owner = auditor
    advice.save()
    with pytest.raises(PermissionDenied):
        take(advice, auditor, "reported", status="followed", text="Klaar")


def test_the_owner_reports(advice: Recommendation, reader: User, take: Take) -> None:
    with pytest.raises(PermissionDenied):
        take(advice, reader, "reported", status="in_progress", text="Bezig")
    advice.owner = reader
    advice.save()
    take(advice, reader, "reported", status="in_progress", text="Bezig")
    assert advice.self_status == "in_progress"


def test_told_back_only_after_a_reaction_and_with_a_document(
    advice: Recommendation, programme_manager: User, take: Take
) -> None:
    with pytest.raises(ValidationError) as early:
        take(advice, programme_manager, "told", document="Raadsbrief")
    assert early.value.code == "not_now"
    take(advice, programme_manager, "answered", reaction="adopted")
    with pytest.raises(ValidationError) as refused:
        take(advice, programme_manager, "told")
    assert set(refused.value.error_dict) == {"document"}
    with pytest.raises(ValidationError) as refused:
        take(advice, programme_manager, "told", DAY - timedelta(1), document="Raadsbrief")
    assert set(refused.value.error_dict) == {"date"}
    with pytest.raises(IntegrityError):
        FollowUpStep.objects.create(recommendation=advice, sort="told", date=DAY)


def test_a_day_to_come_or_before_the_report_is_refused(
    advice: Recommendation, programme_manager: User, take: Take
) -> None:
    for day in (timezone.localdate() + timedelta(1), date(2026, 1, 31)):
        with pytest.raises(ValidationError) as refused:
            take(advice, programme_manager, "answered", day, reaction="adopted")
        assert set(refused.value.error_dict) == {"date"}


def test_a_recommendation_to_the_council_is_told_before_it_is_closed(
    advice: Recommendation, programme_manager: User, take: Take
) -> None:
    advice.addressee = "council"
    advice.save()
    take(advice, programme_manager, "answered", reaction="adopted")
    with pytest.raises(ValidationError) as refused:
        take(advice, programme_manager, "closed", text="Klaar")
    assert set(refused.value.error_dict) == {NON_FIELD_ERRORS}
    take(advice, programme_manager, "told", document="Raadsbrief")
    take(advice, programme_manager, "closed", text="Klaar")
    take(advice, programme_manager, "reopened", text="Toch niet")
    assert advice.stage == "answered"


def test_what_is_not_public_cannot_be_told(
    organisation: Organisation, programme_manager: User, take: Take
) -> None:
    letter = SourceReport.objects.create(organisation=organisation, kind="management_letter", title="Brief")
    point = Recommendation.objects.create(
        organisation=organisation, kind="management_letter", report=letter, text="Regel de rechten"
    )
    take(point, programme_manager, "answered", reaction="adopted")
    with pytest.raises(ValidationError) as refused:
        take(point, programme_manager, "told", document="Raadsbrief")
    assert set(refused.value.error_dict) == {NON_FIELD_ERRORS}
    take(point, programme_manager, "closed", text="Geregeld")
    assert point.stage == "closed"


def test_a_stale_page_writes_nothing(advice: Recommendation, programme_manager: User, take: Take) -> None:
    take(advice, programme_manager, "answered", reaction="adopted")
    with pytest.raises(ConcurrentChange):
        take_step(
            by=programme_manager,
            recommendation=advice,
            version=1,
            sort="answered",
            date=DAY,
            given=Given(reaction="adopted"),
        )
    assert advice.steps.count() == 1


def test_steps_are_only_added(advice: Recommendation, programme_manager: User, take: Take) -> None:
    step = take(advice, programme_manager, "answered", reaction="adopted")
    with pytest.raises(ValidationError):
        step.save()
    with pytest.raises(NotRemovable):
        step.delete()


def test_the_first_step_is_what_brings_it_further(
    motion: Recommendation, programme_manager: User, griffie: User, controller: User, take: Take
) -> None:
    def first(user: User) -> str:
        motion.refresh_from_db()
        fresh = Recommendation.objects.of(motion.organisation).get(pk=motion.pk)
        return str(next((rule.sort for rule in steps_for(user, fresh)), ""))

    assert (first(programme_manager), first(griffie), first(controller)) == ("answered", "", "assessed")
    take(motion, programme_manager, "answered", reaction="adopted")
    assert (first(programme_manager), first(griffie)) == ("reported", "told")
    take(motion, programme_manager, "reported", status="followed", text="Klaar")
    assert first(programme_manager) == "told"
    take(motion, programme_manager, "told", document="Raadsbrief")
    assert first(programme_manager) == "proposed"
    take(motion, programme_manager, "proposed", text="Klaar")
    assert first(griffie) == "written_off"


@pytest.mark.parametrize("role", sorted(set(Role)))
@pytest.mark.parametrize("kind", sorted(Kind))
def test_only_the_council_side_ends_what_the_council_began(
    role: Role, kind: Kind, organisation: Organisation, user_with: UserWith
) -> None:
    one = Recommendation(organisation=organisation, kind=kind, text="Tekst", public=True)
    one.save()
    for stage in Stage:
        one.stage = stage
        ends = {
            rule.sort for rule in steps_for(user_with(role, organisation), one) if rule.to == Stage.CLOSED
        }
        if kind in COUNCIL_KINDS and role not in (
            Role.GRIFFIE,
            Role.PROGRAMME_MANAGER,
            Role.PROGRAMME_SUPPORT,
            Role.FUND_OFFICER,
        ):
            assert not ends, (role, kind, stage)


def test_a_clerk_of_one_council_steps_for_that_one_only(
    organisation: Organisation, griffie: User, council: Body, promise: Recommendation, take: Take
) -> None:
    other = Body.objects.create(organisation=organisation, name="Raad van hiernaast", kind=BodyKind.COUNCIL)
    griffie.memberships.update(limited_to_body=council.public_id)
    griffie.forget_roles()
    promise.body = other
    promise.save()
    with pytest.raises(PermissionDenied):
        take(promise, griffie, "kept", text="Gedaan")
    promise.body = council
    promise.save()
    take(promise, griffie, "kept", text="Gedaan")
    assert promise.stage == "closed"


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "motion", "stage": "closed", "closed_on": DAY, "reaction": "adopted"},
        {
            "kind": "motion",
            "stage": "closed",
            "closed_on": DAY,
            "reaction": "adopted",
            "closing_body": "college",
        },
        {"kind": "promise", "stage": "closed", "closed_on": DAY},
        {"stage": "closed", "reaction": "adopted"},
        {"stage": "told"},
        {"closed_on": DAY},
        {"reaction": "maybe"},
        {"self_status": "done"},
        {"stage": "gone"},
    ],
)
def test_the_database_holds_the_outcome(values: dict[str, Any], organisation: Organisation) -> None:
    with pytest.raises(IntegrityError):
        Recommendation.objects.create(organisation=organisation, text="Tekst", **values)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(sorted(Kind)),
    tries=st.lists(
        st.tuples(
            st.sampled_from(sorted(Sort)),
            st.sampled_from(["manager", "clerk", "college", "controller", "reader"]),
            st.integers(min_value=-3, max_value=3),
            st.sampled_from(sorted(Reaction)),
            st.sampled_from(sorted(FollowUp)),
            st.booleans(),
        ),
        max_size=14,
    ),
)
def test_any_series_of_tries_keeps_the_rules(
    kind: Kind,
    tries: list[tuple[Sort, str, int, Reaction, FollowUp, bool]],
    organisation: Organisation,
    programme_manager: User,
    griffie: User,
    college: User,
    controller: User,
    reader: User,
) -> None:
    """Whatever anyone tries: stages follow the table, moves go forward in time, nobody judges his own report, and a
    motion is closed only by the council."""
    people = {
        "manager": programme_manager,
        "clerk": griffie,
        "college": college,
        "controller": controller,
        "reader": reader,
    }
    one = Recommendation.objects.create(organisation=organisation, kind=kind, text="Tekst", owner=controller)
    day, stage = DAY, Stage.OPEN
    for sort, who, days, reaction, status, filled in tries:
        rule = rule_for(kind, one.stage, sort)
        words = {**FILLED, "reaction": reaction, "status": status} if filled else {}
        try:
            taken(one, people[who], sort, day + timedelta(days), **words)
        except (ValidationError, PermissionDenied):
            one.refresh_from_db()
            assert one.stage == stage
            continue
        assert rule is not None
        if rule.to is not None:
            assert days >= 0 or not any(step.sort in _moves() for step in list(one.steps.order_by("pk"))[:-1])
            day += timedelta(days)
        stage = Stage(one.stage)
    _check(one, people)


def _moves() -> set[Sort]:
    return {rule.sort for rule in RULES if rule.to is not None}


def _check(one: Recommendation, people: dict[str, User]) -> None:
    steps = list(one.steps.order_by("pk"))
    reporters = {step.by_id for step in steps if step.sort == Sort.REPORTED}
    judges = {step.by_id for step in steps if step.sort == Sort.ASSESSED}
    assert not reporters & judges
    assert people["reader"].pk not in {step.by_id for step in steps}
    moves = [step.date for step in steps if step.sort in _moves()]
    assert moves == sorted(moves)
    if one.stage == Stage.CLOSED and one.kind in COUNCIL_KINDS:
        assert one.closing_body == "council"
        last = [step for step in steps if step.sort in _moves()][-1]
        assert last.by_id not in (people["college"].pk, people["controller"].pk)
    if any(step.sort == Sort.TOLD for step in steps) and one.kind != Kind.PROMISE:
        sorts = [step.sort for step in steps]
        assert sorts.index(Sort.ANSWERED) < sorts.index(Sort.TOLD)


def test_only_a_council_writes_off(
    motion: Recommendation, programme_manager: User, organisation: Organisation, take: Take
) -> None:
    motion.body = Body.objects.create(
        organisation=organisation, name="Directieteam", kind=BodyKind.MANAGEMENT
    )
    motion.save()
    take(motion, programme_manager, "answered", reaction="adopted")
    take(motion, programme_manager, "proposed", text="Gedaan")
    with pytest.raises(ValidationError) as refused:
        take(motion, programme_manager, "written_off", decision_text="Afgevoerd")
    assert refused.value.code == "council"
    assert not Decision.objects.of(organisation).exists()
    motion.refresh_from_db()
    assert motion.stage == "proposed"
