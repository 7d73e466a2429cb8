"""Who sees what of a programme beyond the members of its lead organisation.

- A role limited to the programme (`Membership.limited_to`) shows the whole programme.
- An organisation that takes part sees what `Participant.sees` says: nothing, the programme with its own
  part, or also the common part (what the lead organisation keeps in it). Its own parts carry its own name.
- The lead sees the parts of all who take part. Money and risks are never shared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, QuerySet

from koers.core.prepared import prepared
from koers.organisations.permissions import Permission

if TYPE_CHECKING:
    from koers.organisations.models import User


@dataclass(frozen=True, slots=True)
class Shared:
    """Programmes (database ids) the user reaches by sharing; kept on the user for the request."""

    led: frozenset[int]
    joined: frozenset[int]
    common: frozenset[int]


def shared_with(user: User) -> Shared:
    """One query per request, none for someone without an organisation."""
    known = getattr(user, "_koers_shared", None)
    if known is None or known[0] != user.held():
        known = (user.held(), _find(user))
        user._koers_shared = known  # type: ignore[attr-defined]
    found: Shared = known[1]
    return found


def _find(user: User) -> Shared:
    from koers.programmes.models import Participant

    mine = user.organisations_granting(Permission.VIEW_REGISTER)
    if not mine:
        return Shared(frozenset(), frozenset(), frozenset())
    led, joined, common = set(), set(), set()
    for programme, lead, participant, sees in prepared("programmes that are shared", mine, _participants):
        if lead in mine:
            led.add(programme)
        if participant in mine:
            joined.add(programme)
            if sees == Participant.Sees.COMMON:
                common.add(programme)
    return Shared(frozenset(led), frozenset(joined), frozenset(common))


def _participants(organisations: Sequence[int]) -> QuerySet[Any, Any]:
    from koers.programmes.models import Participant

    return (
        Participant.objects.across_organisations("who takes part decides what is seen of a programme")
        .filter(participant__isnull=False)
        .exclude(sees=Participant.Sees.NOTHING)
        .filter(Q(organisation__in=organisations) | Q(participant__in=organisations))
        .values_list("programme_id", "organisation_id", "participant_id", "sees")
    )


def programmes_beyond(user: User, needed: Permission) -> Q | None:
    """For the programme itself; `needed` is what the model asks of who sees it."""
    found = Q()
    limits = user.limits(needed)
    if limits:
        found |= Q(public_id__in=limits)
    joined = shared_with(user).joined
    if joined:
        found |= Q(id__in=joined)  # the history table has it too; its pk is another
    return found or None


def parts_beyond(user: User, programme: str, organisation: str, needed: Permission) -> Q | None:
    """For what hangs from a programme; both texts are lookups from the part.

    Sharing is for what everybody of an organisation may see: judgements stay with the lead.
    """
    found = Q()
    limits = user.limits(needed)
    if limits:
        found |= Q(**{f"{programme}__public_id__in": limits})
    if needed is not Permission.VIEW_REGISTER:
        return found or None
    shared = shared_with(user)
    if shared.led:
        found |= Q(**{f"{programme}__in": shared.led})
    if shared.common:
        leads = Q(**{organisation: F(f"{programme}__organisation")})
        found |= Q(**{f"{programme}__in": shared.common}) & leads
    return found or None
