"""Noting a motion or a promise: by who records what the council does, straight into the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from koers.decisions.models import Body, Recommendation
from koers.decisions.states import COUNCIL_KINDS
from koers.decisions.stepping import council_role
from koers.organisations import records

if TYPE_CHECKING:
    from koers.core.dates import PartialDate
    from koers.organisations.models import Organisation, User


@transaction.atomic
def note_for_council(
    *,
    by: User,
    organisation: Organisation,
    kind: str,
    text: str,
    date: PartialDate,
    portfolio_holder: str,
    number: str = "",
    planned: PartialDate | None = None,
) -> Recommendation:
    """Raises PermissionDenied for who records for no council, ValidationError for what was noted already."""
    role = council_role(by, organisation)
    if role is None:
        raise PermissionDenied(_("Only who writes down what the council did notes motions and promises."))
    if kind not in COUNCIL_KINDS:
        raise ValidationError({"kind": _("Choose a motion or a promise.")})
    body = Body.objects.of(organisation).filter(public_id=role.body).first() if role.body else None
    same = Recommendation.objects.of(organisation).filter(
        kind=kind, text=text, **records.date_columns("date", date)
    )
    if same.exists():
        raise ValidationError({"text": _("This was noted already, of the same day.")}, code="twice")
    one = Recommendation(
        organisation=organisation,
        kind=kind,
        text=text,
        number=number,
        portfolio_holder=portfolio_holder,
        addressee=Recommendation.Addressee.COLLEGE,
        body=body,
    )
    one.date, one.planned = date, planned
    return records.add(one, by=by, organisation=organisation)
