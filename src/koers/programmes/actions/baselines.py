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
from koers.organisations.permissions import Permission
from koers.programmes.actions.frame_owner import decides, may_decide, not_the_owner
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

    The first version needs the body that decided, by record, decision or name; a name that nobody knows will do.
    A later one needs a body of the kind that owns the frame (`Programme.frame_body`): that body itself, or a
    decision of it (its `body` names one of the organisation's bodies of that kind), and what changed. No version
    is set by what is known as another kind of body, and no two that differ are named at once. Without `date` it
    is in force from the day of the decision, else today. Raises PermissionDenied, ValidationError per field.
    """
    check(by, Permission.CHANGE_REGISTER, programme)
    before = current_baseline(programme)
    name = _decided_by(programme, body, body_name, decision)
    day = date or (decision.date.first_day if decision and decision.date else timezone.localdate())
    mistakes = _about_the_body(programme, body, body_name.strip(), decision, first=before is None)
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


def _about_the_body(
    programme: Programme, body: Body | None, typed: str, decision: Decision | None, *, first: bool
) -> dict[str, str]:
    """What is wrong with who decided, at the field that says so."""
    decided = decision.body.strip() if decision else ""
    chosen = body.name if body else decided
    if not chosen and not (typed and first):
        return {"body": _("Say which body decided.")}
    if chosen and typed and chosen.casefold() != typed.casefold():
        told = _("You chose “%(chosen)s” and typed “%(typed)s”. Nothing was saved yet. Keep one of the two.")
        return {"body_name": told % {"chosen": chosen, "typed": typed}}
    if body is not None and not decides(programme, {body.kind}):
        return {"body": not_the_owner(programme, body.name)}
    if decided and not may_decide(programme, decided, known_only=first or body is not None):
        return {"decision": not_the_owner(programme, decided)}
    if chosen:
        return {}
    return (
        {}
        if may_decide(programme, typed, known_only=True)
        else {"body_name": not_the_owner(programme, typed)}
    )
