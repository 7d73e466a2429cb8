"""Setting the baseline a programme is measured against."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.decisions.models import Body
from koers.organisations import records
from koers.organisations.access import check
from koers.organisations.permissions import BodyKind, Permission
from koers.programmes.baselines import written
from koers.programmes.models import Baseline
from koers.programmes.queries_course import promises_of
from koers.programmes.queries_status import current_baseline

if TYPE_CHECKING:
    from koers.decisions.models import Decision
    from koers.organisations.models import User
    from koers.programmes.models import Programme

LONGEST_REASON = 4000


@transaction.atomic
def set_baseline(
    *,
    by: User,
    programme: Programme,
    body: Body | None = None,
    body_name: str = "",
    decision: Decision | None = None,
    date: datetime.date | None = None,
    reason: str = "",
) -> Baseline:
    """Keeps what is planned now as the next version: end, goals, tracks and deliverables with their dates.

    The first version needs the body that decided, by record, decision or name. A later one needs a body of
    the kind that owns the frame (`Programme.frame_body`): that body itself, or a decision of it (its `body`
    names one of the organisation's bodies of that kind), and what changed. Without `date` it is in force from
    the day of the decision, else today. Raises PermissionDenied, ValidationError per field.
    """
    check(by, Permission.CHANGE_REGISTER, programme)
    before = current_baseline(programme)
    name = _decided_by(programme, body, body_name, decision)
    day = date or (decision.date.first_day if decision and decision.date else timezone.localdate())
    mistakes: dict[str, str] = {}
    if not name:
        mistakes["body"] = _("Say which body decided.")
    elif before is not None and not owns_frame(programme, body, decision):
        mistakes["decision" if decision and body is None else "body"] = _not_the_owner(programme)
    if before is not None and not reason.strip():
        mistakes["reason"] = _("Say what changed and why.")
    elif len(reason) > LONGEST_REASON:
        mistakes["reason"] = _("Use at most %(count)s characters.") % {"count": LONGEST_REASON}
    if before is not None and day < before.date:
        mistakes["date"] = _("The baseline before it is of a later day. Choose that day or a later one.")
    if mistakes:
        raise ValidationError({field: [told] for field, told in mistakes.items()})
    baseline = Baseline(
        programme=programme,
        organisation=programme.organisation,
        number=before.number + 1 if before else 1,
        date=day,
        reason=reason.strip(),
        body_name=name,
        decision=decision,
        content=written(promises_of(programme)),
        by=by,
    )
    return records.add(baseline, by=by, organisation=programme.organisation)


def _decided_by(programme: Programme, body: Body | None, body_name: str, decision: Decision | None) -> str:
    for record in (body, decision):
        if record is not None and record.organisation_id != programme.organisation_id:
            raise ValueError("a body or decision of another organisation")
    if body is not None:
        return body.name
    return (decision.body if decision else "").strip() or body_name.strip()


def owns_frame(programme: Programme, body: Body | None, decision: Decision | None) -> bool:
    """Whether this body, or the one the decision names, is of the kind that sets the frame.

    Where the programme does not say who sets it, any body does.
    """
    if not programme.frame_body:
        return body is not None or decision is not None
    if body is not None:
        return body.kind == programme.frame_body
    if decision is None or not decision.body.strip():
        return False
    owners = Body.objects.of(programme.organisation).filter(kind=programme.frame_body)
    named = decision.body.strip().casefold()
    return any(owner.name.casefold() == named for owner in owners) or _is_kind(named, programme.frame_body)


def _is_kind(named: str, kind: str) -> bool:
    """A decision that was read in may call the body by its kind: "college", "gemeenteraad"."""
    return named in KIND_NAMES.get(kind, ()) or named == str(BodyKind(kind).label).casefold()


# How documents call these bodies when they name only the kind.
KIND_NAMES: dict[str, frozenset[str]] = {
    BodyKind.MANAGEMENT: frozenset({"directieteam", "managementteam", "directie", "cmt", "mt", "dt", "gmt"}),
    BodyKind.COLLEGE: frozenset({"college", "college van b en w", "college van b&w", "b en w", "b&w"}),
    BodyKind.COUNCIL: frozenset({"raad", "gemeenteraad"}),
}


def _not_the_owner(programme: Programme) -> str:
    told = _("The frame of this programme is set by: %(body)s. Choose that body, or a decision of it.")
    return told % {"body": programme.get_frame_body_display()}
