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
from koers.programmes.models import PhaseChange, Programme
from koers.programmes.phases import Check, find_step, missing
from koers.programmes.queries_course import standing_of

if TYPE_CHECKING:
    from koers.organisations.models import User

LONGEST_REASON = 2000


class NotYet(ValidationError):
    """The programme lacks something for the next phase. `checks` say precisely what, with the records."""

    def __init__(self, checks: tuple[Check, ...]) -> None:
        super().__init__(_("Something is still needed for this phase."), code="not_yet")
        self.checks = checks


@transaction.atomic
def change_phase(*, by: User, programme: Programme, version: int, to: str, reason: str = "") -> PhaseChange:
    """Takes one step of the table and keeps it, with who took it and why.

    Raises PermissionDenied, NotYet, ValidationError (no such step: `to`; no reason: `reason`) or
    ConcurrentChange. Only this step changes the programme, so what was there before is in its history.
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
    return _take(by, programme, version, to, reason)


def _take(by: User, programme: Programme, version: int, to: str, reason: str) -> PhaseChange:
    before, programme.phase = programme.phase, to
    records.store(programme, by=by, version=version)
    made = PhaseChange(
        programme=programme,
        organisation=programme.organisation,
        date=timezone.localdate(),
        from_phase=before,
        to_phase=to,
        reason=reason,
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
