"""Taking a programme from phase to phase; the table is in `programmes.phases`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.organisations import audit, records
from koers.organisations.access import check
from koers.organisations.permissions import Permission
from koers.programmes.actions.frame_owner import decides, may_decide, not_the_owner
from koers.programmes.models import PhaseChange, Programme, ProgrammeDecision
from koers.programmes.phases import Check, find_step, missing
from koers.programmes.queries_course import standing_of

if TYPE_CHECKING:
    from koers.decisions.models import Decision
    from koers.organisations.models import User

LONGEST_REASON = 2000


class NotYet(ValidationError):
    """The programme lacks something for the next phase. `checks` say precisely what, with the records."""

    def __init__(self, checks: tuple[Check, ...]) -> None:
        super().__init__(_("Something is still needed for this phase."), code="not_yet")
        self.checks = checks


@transaction.atomic
def change_phase(
    *,
    by: User,
    programme: Programme,
    version: int,
    to: str,
    reason: str = "",
    decision: Decision | None = None,
) -> PhaseChange:
    """Takes one step of the table and keeps it, with who took it, why, and the decision where the step asks one.

    That decision is dated, of the body that sets the frame of the programme, and is tied to the programme.

    Raises PermissionDenied, NotYet, ConcurrentChange, or ValidationError at `to` (no such step), `reason` (none) or
    `decision` (none, or one that does not count). Only this step changes the programme, so what was there before is in
    its history.
    """
    step = find_step(programme.phase, to)
    if step is None:
        raise ValidationError({"to": [_("From this phase the programme cannot go there.")]})
    check(by, Permission(step.permission), programme)
    reason = reason.strip()
    if step.asks_reason and not reason:
        raise ValidationError({"reason": [_("Say why the programme goes on after all.")]})
    if len(reason) > LONGEST_REASON:
        told = _("Use at most %(count)s characters.") % {"count": LONGEST_REASON}
        raise ValidationError({"reason": [told]})
    left = missing(step, standing_of(programme))
    if left:
        raise NotYet(left)
    if step.asks_decision:
        _decided(by, programme, decision)
    return _take(by, programme, version, to, reason, decision if step.asks_decision else None)


def _decided(by: User, programme: Programme, decision: Decision | None) -> None:
    """The decision by which the programme ends; it is kept with the decisions of the programme."""
    if decision is None:
        raise ValidationError(
            {"decision": [_("Closing needs a decision. Choose it, or add it to the register first.")]}
        )
    if decision.organisation_id != programme.organisation_id:
        raise ValueError("a decision of another organisation")
    told = _unfit(programme, decision)
    if told:
        raise ValidationError({"decision": [told]})
    tied = ProgrammeDecision.objects.of(programme.organisation).filter(programme=programme, decision=decision)
    if not tied.exists():
        records.store(ProgrammeDecision(programme=programme, decision=decision), by=by)


def _unfit(programme: Programme, decision: Decision) -> str:
    """Why this decision does not close the programme; empty when it does."""
    if decision.date is None:
        return _("This decision has no date. Add the date to the decision first.")
    if decision.date.first_day > timezone.localdate():
        return _("This decision lies in the future. The programme can close once it has been made.")
    body = decision.body_words.strip()
    if not body:
        return _("This decision does not say which body made it. Add the body to the decision first.")
    known = decision.body_known
    fits = decides(programme, {known.kind}) if known else may_decide(programme, body, known_only=False)
    return "" if fits else not_the_owner(programme, body)


def _take(
    by: User, programme: Programme, version: int, to: str, reason: str, decision: Decision | None
) -> PhaseChange:
    before, programme.phase = programme.phase, to
    records.store(programme, by=by, version=version)
    made = PhaseChange(
        programme=programme,
        organisation=programme.organisation,
        date=timezone.localdate(),
        from_phase=before,
        to_phase=to,
        reason=reason,
        decision=decision,
        by=by,
    )
    records.store(made, by=by)
    audit.record(
        by=by,
        action="programme.phase_changed",
        subject=programme,
        organisation=programme.organisation,
        detail={"from": before, "to": to},
    )
    return made
