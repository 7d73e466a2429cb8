"""Writing down what a body did with what was asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.core.dates import PartialDate
from koers.organisations import audit, records
from koers.programmes.acts import OPEN_STATES, may_record
from koers.programmes.models import Adoption

if TYPE_CHECKING:
    from koers.organisations.models import User

OUTCOMES = (Adoption.State.DONE, Adoption.State.REFUSED)
_FIELDS = frozenset({"act", "date", "case_number", "state"})


@transaction.atomic
def record_act(
    *,
    by: User,
    adoption: Adoption,
    version: int,
    act: str,
    date: PartialDate,
    case_number: str,
    state: str,
) -> Adoption:
    """The body did it, or refused. The griffie writes this down for the council, not for the college.

    Raises PermissionDenied when the role is for another kind of body, ValidationError for a step that was
    settled already, an unknown outcome or a day that is still to come, ConcurrentChange when the step changed
    since `version`.
    """
    if not may_record(by, adoption):
        raise PermissionDenied(_("Your role does not write down what this body decides."))
    if adoption.state not in OPEN_STATES:
        raise ValidationError(_("What this body did was written down already."))
    if state not in OUTCOMES:
        raise ValidationError({"state": _("Choose whether it was done or refused.")})
    if date.first_day > timezone.localdate():
        raise ValidationError({"date": _("This day is still to come. Fill in when the body met.")})
    values = {"act": act, "date": date, "case_number": case_number, "state": state}
    changed = records.change(adoption, by=by, version=version, values=values, allowed=_FIELDS)
    body = adoption.body_known
    audit.record(
        by=by,
        action="adoption.recorded",
        subject=changed,
        organisation=body.organisation if body else None,
        detail={"state": state, "kind": body.kind if body else ""},
    )
    return changed
