"""Steps of bodies as the people of those bodies see them: what was sent to the council, what is asked of whom.

The council's side sees a step only once it was asked of the council or done by it; what is planned is a draft.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from koers.decisions.models import Body, Decision
from koers.organisations.permissions import ACTS_FOR, GRANTS, BodyKind, Permission
from koers.programmes.models import Adoption

if TYPE_CHECKING:
    from koers.organisations.models import User

SENT_STATES = (Adoption.State.ASKED, Adoption.State.DONE, Adoption.State.REFUSED)
OPEN_STATES = (Adoption.State.PLANNED, Adoption.State.ASKED)
COUNCIL_NAMES = ("raad", "de raad", "gemeenteraad", "de gemeenteraad", "Raad", "Gemeenteraad")
_BY_BODY = "by the body it was asked of, not by the programme"


def sent_to_council(user: User) -> QuerySet[Adoption]:
    """What was sent to the councils of the user's organisations, the newest first; to one council for who serves only
    that one.
    """
    mine = Q(pk__in=[])
    for held in user.held():
        if user.is_active and held.limit is None and Permission.VIEW_SENT in GRANTS[held.role]:
            one = Q(body_known__organisation=held.organisation)
            mine |= one & Q(body_known__public_id=held.body) if held.body else one
    found = Adoption.objects.across_organisations(_BY_BODY).filter(
        mine, state__in=SENT_STATES, body_known__kind=BodyKind.COUNCIL
    )
    found = found.select_related("deliverable", "body_known__organisation", "meeting")
    return found.order_by("-planned_first_day", "-date_first_day", "-pk")


def council_decisions(user: User) -> QuerySet[Decision]:
    """What the councils themselves decided, once it was: with an act, and on a day, month or year that has begun.
    The body is a name as its source has it.
    """
    mine = user.organisations_granting(Permission.VIEW_SENT)
    councils = Body.objects.of_any(mine).filter(kind=BodyKind.COUNCIL)
    made = Decision.objects.of_any(mine).filter(date_first_day__lte=timezone.localdate()).exclude(act="")
    found = made.filter(Q(body__in=COUNCIL_NAMES) | Q(body__in=councils.values("name")))
    return found.select_related("organisation").order_by("-date_first_day", "-pk")


def asked_of(user: User) -> QuerySet[Adoption]:
    """Steps of which the user may write down what the body did, by date; none of a council before it was asked."""
    mine = Q(pk__in=[])
    for held in user.held():
        kinds = ACTS_FOR.get(held.role, frozenset())
        if Permission.RECORD_ACT not in GRANTS[held.role] or not kinds:
            continue
        one = Q(body_known__organisation=held.organisation, body_known__kind__in=sorted(kinds))
        if Permission.VIEW_REGISTER not in GRANTS[held.role]:
            one &= Q(state=Adoption.State.ASKED)
        if held.body is not None:
            one &= Q(body_known__public_id=held.body)
        if held.limit is not None:
            one &= Q(deliverable__programme__public_id=held.limit)
        mine |= one
    found = Adoption.objects.across_organisations(_BY_BODY).filter(mine, state__in=OPEN_STATES)
    found = found.select_related(
        "deliverable__programme__organisation",
        "deliverable__organisation",
        "body_known__organisation",
        "meeting",
    )
    return found.order_by("planned_first_day", "pk")


def may_record(user: User, adoption: Any) -> bool:
    """Whether one of the user's roles records acts of this kind of body, there and for this programme."""
    body = adoption.body_known
    if body is None or not user.is_active:
        return False
    programme = adoption.deliverable.programme.public_id
    return any(
        held.organisation == body.organisation_id
        and held.limit in (None, programme)
        and held.body in (None, body.public_id)
        and Permission.RECORD_ACT in GRANTS[held.role]
        and body.kind in ACTS_FOR.get(held.role, frozenset())
        for held in user.held()
    )
