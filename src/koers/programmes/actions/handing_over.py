"""Looking again at what a programme handed over: by its owner or by who keeps the register, also after closing."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.organisations import audit, records
from koers.organisations.access import may
from koers.organisations.permissions import Permission
from koers.programmes.models import HandoverReview

if TYPE_CHECKING:
    from koers.organisations.models import User
    from koers.programmes.models import HandoverPoint

GOES_ON = (HandoverReview.Outcome.LIVES, HandoverReview.Outcome.ATTENTION)


def may_look_again(user: User, point: HandoverPoint) -> bool:
    """The owner of the point, as long as he may see it, and whoever keeps the register."""
    if may(user, Permission.CHANGE_REGISTER, point):
        return True
    return point.owner_id == user.pk and may(user, Permission.VIEW_REGISTER, point)


@transaction.atomic
def look_again(
    *,
    by: User,
    point: HandoverPoint,
    version: int,
    outcome: str,
    text: str,
    next_date: datetime.date | None = None,
    on: datetime.date | None = None,
) -> HandoverReview:
    """Keeps what was found today (or `on` an earlier day), and takes the point along: its next day, or that it is done.

    Raises PermissionDenied, ValidationError per field, ConcurrentChange when the point is no longer at `version`.
    """
    if not may_look_again(by, point):
        raise PermissionDenied
    goes_on, day = outcome in GOES_ON, on or timezone.localdate()
    if goes_on and next_date is None:
        raise ValidationError({"next_date": [_("Choose the day on which it is looked at again.")]})
    if goes_on and next_date is not None and next_date <= day:
        raise ValidationError({"next_date": [_("Choose a day after the day on which it was looked at.")]})
    point.review_date = next_date if goes_on else point.review_date
    point.taken_over = outcome == HandoverReview.Outcome.TAKEN_OVER
    point.ended = outcome == HandoverReview.Outcome.ENDED
    records.store(point, by=by, version=version)
    review = HandoverReview(
        point=point,
        date=day,
        outcome=outcome,
        text=text.strip(),
        next_date=next_date if goes_on else None,
        by=by,
    )
    records.store(review, by=by)
    audit.record(
        by=by,
        action="handoverpoint.looked_at",
        subject=point,
        organisation=point.organisation,
        detail={"outcome": outcome},
    )
    return review
