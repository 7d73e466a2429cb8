"""Log-ins and log-outs in the audit trail. What was typed stands nowhere: no password, no unknown address.

An event stands in the trail of the organisation of the person's oldest membership, so that its administrator
sees guessing; of an account without membership, and of an unknown one, in no organisation's trail.
"""

from __future__ import annotations

from koers.organisations import audit
from koers.organisations.models import Organisation, User


def opened(user: User) -> None:
    audit.record(by=user, action="session.opened", subject=user, organisation=_first_of(user))


def closed(user: User) -> None:
    audit.record(by=user, action="session.closed", subject=user, organisation=_first_of(user))


def refused(email: str) -> None:
    """A wrong password, an account that is not active, or an address nobody has. Nobody is the author: who
    typed it is not known."""
    user = User.objects.filter(email__iexact=email.strip()).first()
    organisation = _first_of(user) if user is not None else None
    audit.record(by=None, action="session.refused", subject=user, organisation=organisation)


def _first_of(user: User) -> Organisation | None:
    mine = user.works_for()
    return Organisation.objects.filter(pk=mine[0]).first() if mine else None
