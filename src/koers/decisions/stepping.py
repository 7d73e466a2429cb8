"""Taking a step of the follow-up: one action for all of them, after the table of `states`.

Every step is written down once (`FollowUpStep`) and moves the recommendation along; both or neither. Raises
PermissionDenied when it is not this person's step, ValidationError for what is missing or comes too early, and
ConcurrentChange when the recommendation moved on since `version`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as day
from typing import TYPE_CHECKING

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.core.dates import PartialDate
from koers.core.models import ConcurrentChange
from koers.decisions.models import Body, Decision, FollowUpStep, Recommendation
from koers.decisions.models.decisions import COUNCIL_NAMES
from koers.decisions.states import (
    COUNCIL_KINDS,
    MOVES,
    STATEMENTS,
    FollowUp,
    Kind,
    Reaction,
    Rule,
    Sort,
    Stage,
    Who,
    possible,
    rule_for,
)
from koers.organisations import audit, records
from koers.organisations.permissions import ACTS_FOR, GRANTS, BodyKind, Permission

if TYPE_CHECKING:
    from koers.organisations.models import Held, Organisation, User

_ENDS = (FollowUp.FOLLOWED, FollowUp.NOT_FOLLOWED, FollowUp.LAPSED)
"""In these states there is nothing left to do."""
COUNCIL_STEPS = frozenset({Sort.WRITTEN_OFF, Sort.KEPT_OPEN, Sort.KEPT, Sort.LAPSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is filled in for a step, beside its day."""

    text: str = ""
    status: str = ""
    reaction: str = ""
    document: str = ""
    reference: str = ""
    decision: Decision | None = None
    decision_text: str = ""
    case_number: str = ""


@transaction.atomic
def take_step(
    *, by: User, recommendation: Recommendation, version: int, sort: str, date: day, given: Given
) -> FollowUpStep:
    held = Recommendation.objects.of(recommendation.organisation).select_for_update(of=("self",))
    found = held.select_related("report", "body").get(pk=recommendation.pk)
    if found.version != version:
        raise ConcurrentChange(f"recommendation {found.public_id} is no longer at version {version}")
    rule = rule_for(found.kind, found.stage, sort)
    if rule is None:
        raise ValidationError(_too_early(found, sort), code="not_now")
    if not may_take(by, found, rule):
        raise PermissionDenied(_("Your role does not allow this."))
    _check_given(found, rule, date, given)
    _check_order(found, rule, date)
    decision = _decision(by, found, rule, date, given)
    step = FollowUpStep(
        recommendation=found,
        sort=sort,
        date=date,
        by=by,
        reporter=_last_reporter(found) if sort == Sort.ASSESSED else None,
        status=given.status if sort in STATEMENTS else "",
        reaction=given.reaction if sort == Sort.ANSWERED else "",
        text=given.text.strip(),
        document=given.document.strip(),
        reference=given.reference.strip(),
        body=_body_of(rule),
        decision=decision,
    )
    records.store(step, by=by)
    _move(found, rule, step)
    records.store(found, by=by, version=version)
    recommendation.refresh_from_db()
    audit.record(
        by=by,
        action="recommendation.stepped",
        subject=found,
        organisation=found.organisation,
        detail={"step": str(sort), "stage": str(found.stage)},
    )
    return step


def steps_for(user: User, recommendation: Recommendation) -> list[Rule]:
    """The steps this person can take now, the one that comes first at the front."""
    rules = possible(recommendation.kind, recommendation.stage)
    found = [rule for rule in rules if may_take(user, recommendation, rule)]
    return sorted(found, key=lambda rule: _rank(recommendation, rule))


def _rank(one: Recommendation, rule: Rule) -> int:
    """What brings it further now comes first: a reaction, a report while there is none, a judgement of what was
    reported, telling the council, the end. Saying something again comes last."""
    again = {
        Sort.ANSWERED: bool(one.reaction),
        Sort.REPORTED: bool(one.self_status),
        Sort.ASSESSED: bool(one.assessed_status) or not one.self_status,
        Sort.TOLD: one.stage == Stage.TOLD,
        Sort.CLOSED: (one.assessed_status or one.self_status) not in _ENDS,
    }
    if one.stage == Stage.PROPOSED and rule.sort == Sort.WRITTEN_OFF:
        return -1
    order = list(Sort)
    late = {Sort.LAPSED, Sort.REOPENED, Sort.KEPT_OPEN}
    offset = 100 if again.get(rule.sort) else 50 if rule.sort in late else 0
    return offset + order.index(rule.sort)


def may_take(user: User, one: Recommendation, rule: Rule) -> bool:
    """Whether this is a step of this person. A judgement is never given by who reported."""
    organisation = one.organisation
    keeper = user.may(Permission.CHANGE_REGISTER, organisation)
    match rule.who:
        case Who.KEEPER:
            return keeper
        case Who.COLLEGE:
            return keeper or any(
                records_for(user, organisation, kind) for kind in (BodyKind.COLLEGE, BodyKind.MANAGEMENT)
            )
        case Who.COUNCIL:
            return records_for(user, organisation, BodyKind.COUNCIL, one.body)
        case Who.TELLER:
            theirs = one.kind in COUNCIL_KINDS and one.is_public
            return keeper or (theirs and records_for(user, organisation, BodyKind.COUNCIL, one.body))
        case Who.REPORTER:
            mine = one.owner_id == user.pk and user.may(Permission.VIEW_REGISTER, organisation)
            return (keeper or mine) and not _has(one, Sort.ASSESSED, user)
        case Who.ASSESSOR:
            own = one.owner_id == user.pk or _has(one, Sort.REPORTED, user)
            return user.may(Permission.ASSESS, organisation) and not own


def records_for(user: User, organisation: Organisation, kind: BodyKind, body: Body | None = None) -> bool:
    """Whether one of the user's roles records what bodies of this kind decide; for one council only, when the role is
    limited to that."""
    return user.is_active and any(
        held.organisation == organisation.pk
        and held.limit is None
        and (held.body is None or (body is not None and held.body == body.public_id))
        and Permission.RECORD_ACT in GRANTS[held.role]
        and kind in ACTS_FOR.get(held.role, frozenset())
        for held in user.held()
    )


def council_role(user: User, organisation: Organisation) -> Held | None:
    """The role with which the user records what a council of the organisation does: one without a limit first."""
    found = [
        held
        for held in user.held()
        if user.is_active
        and held.organisation == organisation.pk
        and held.limit is None
        and Permission.RECORD_ACT in GRANTS[held.role]
        and BodyKind.COUNCIL in ACTS_FOR.get(held.role, frozenset())
    ]
    return min(found, key=lambda held: held.body is not None, default=None)


def _has(one: Recommendation, sort: Sort, user: User) -> bool:
    return any(step.sort == sort and step.by_id == user.pk for step in one.steps.all())


def _last_reporter(one: Recommendation) -> User | None:
    last = one.steps.filter(sort=Sort.REPORTED).select_related("by").last()
    return last.by if last else None


def _body_of(rule: Rule) -> str:
    if rule.sort in COUNCIL_STEPS:
        return BodyKind.COUNCIL
    return BodyKind.COLLEGE if rule.sort == Sort.PROPOSED else ""


FIELD_WORDS = {
    "reaction": lambda: _("Choose what the reaction is."),
    "status": lambda: _("Choose how far it is."),
    "document": lambda: _("Name the document with which the council was told."),
    "decision_text": lambda: _("Fill in what the council decided."),
    "text": lambda: _("Say in a few words why or how."),
}


def _check_given(one: Recommendation, rule: Rule, date: day, given: Given) -> None:
    errors: dict[str, list[str]] = {}
    for name in rule.needs:
        if not str(getattr(given, name)).strip():
            errors[name] = [FIELD_WORDS[name]()]
    if rule.sort == Sort.ANSWERED and given.reaction not in ("", Reaction.ADOPTED) and not given.text.strip():
        errors["text"] = [_("Say why it is not, or only partly, adopted.")]
    if rule.sort == Sort.TOLD and not one.is_public:
        words = _("This point is not public. The council cannot be told of it before it is made public.")
        errors[NON_FIELD_ERRORS] = [words]
    if rule.sort == Sort.CLOSED and _waits_for_council(one):
        errors[NON_FIELD_ERRORS] = [
            _("This was addressed to the council. Tell it back to the council first.")
        ]
    if date > timezone.localdate():
        errors["date"] = [_("This day is still to come. Fill in the day on which it happened.")]
    if errors:
        raise ValidationError(errors)


def _waits_for_council(one: Recommendation) -> bool:
    return one.addressee == Recommendation.Addressee.COUNCIL and one.stage != Stage.TOLD


def _check_order(one: Recommendation, rule: Rule, date: day) -> None:
    """What brings it further does not come before what brought it here, nor before it was there at all."""
    if rule.sort not in MOVES:
        return
    earlier = [step.date for step in one.steps.all() if step.sort in MOVES]
    made = one.made
    begin = max([*earlier, *([made.first_day] if made else [])], default=None)
    if begin is not None and date < begin:
        from koers.ui.formats import dutch_date

        words = _("This day lies before the step before it (%(day)s). Check the year.")
        raise ValidationError({"date": words % {"day": dutch_date(begin)}}, code="order")


def _too_early(one: Recommendation, sort: str) -> str:
    if one.stage == Stage.CLOSED:
        return _("This was closed. Open it again first.")
    if sort == Sort.TOLD and not one.reaction:
        return _("First the reaction, then tell the council. Nothing was saved.")
    if sort == Sort.WRITTEN_OFF and one.kind == Kind.MOTION:
        return _("First the college proposes to write it off, then the council decides.")
    return _("This step is not possible now. Nothing was saved.")


def _decision(by: User, one: Recommendation, rule: Rule, date: day, given: Given) -> Decision | None:
    """The decision that goes with the step; what the council decided becomes a record of its own, once."""
    if "decision" in rule.asks and given.decision is not None:
        if given.decision.organisation_id != one.organisation_id:
            raise ValidationError({"decision": _("This decision belongs to another organisation.")})
        return given.decision
    if rule.sort != Sort.WRITTEN_OFF:
        return None
    known = Body.objects.of(one.organisation).filter(kind=BodyKind.COUNCIL).order_by("pk")
    council = one.body or known.first()
    key = {
        "text": given.decision_text.strip(),
        "body": council.name if council else COUNCIL_NAMES[-1],
        **records.date_columns("date", PartialDate(date.year, date.month, date.day)),
    }
    rest = {"act": _("decided"), "body_known": council, "case_number": given.case_number.strip()}
    found, _new = records.keep(Decision, by=by, organisation=one.organisation, key=key, rest=rest)
    if not found.by_council:
        raise ValidationError(_("Only the council writes off a motion, with a decision."), code="council")
    return found


def _move(one: Recommendation, rule: Rule, step: FollowUpStep) -> None:
    if rule.sort == Sort.REPORTED:
        one.self_status = step.status
    if rule.sort == Sort.ASSESSED:
        one.assessed_status = step.status
    if rule.sort == Sort.ANSWERED:
        one.reaction, one.reaction_text, one.reaction_decision = step.reaction, step.text, step.decision
    if rule.sort == Sort.TOLD:
        one.told_on = step.date
    if rule.to is None:
        return
    one.stage = rule.to
    closed = rule.to == Stage.CLOSED
    one.closed_on = step.date if closed else None
    one.closing_body = step.body if closed else ""
    one.closing_decision = step.decision if closed else None
