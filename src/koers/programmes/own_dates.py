"""The dates of one person: of the programmes he or she works in, and the meetings of his or her bodies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from koers.core.prepared import padded
from koers.decisions.models import Meeting
from koers.organisations.permissions import Permission
from koers.programmes.dated import Dated, dated_where
from koers.programmes.models import Programme
from koers.programmes.my_work import bodies_acted_for, my_work

if TYPE_CHECKING:
    from koers.organisations.models import User

BACK, ON = timedelta(days=30), timedelta(days=400)
MOST_PROGRAMMES = 20
PARTS = ("deliverable", "adoption", "period", "pilot")


@dataclass(frozen=True, slots=True)
class Entry:
    """One day in a calendar. `kind` is that of `Dated`, or meeting or update."""

    kind: str
    public_id: UUID
    title: str
    detail: str
    day: date


def programmes_of(user: User) -> list[int]:
    """Where the person owns, ordered, leads or works in something; for who keeps the register what runs."""
    mine = (
        Q(owner=user)
        | Q(clients__person=user)
        | Q(tracks__members__person=user)
        | Q(public_id__in=user.limits(Permission.VIEW_REGISTER))
    )
    keeps = user.organisations_granting(Permission.CHANGE_REGISTER)
    if keeps:
        mine |= Q(organisation__in=keeps, phase=Programme.Phase.RUNNING)
    found = Programme.objects.visible_to(user).filter(mine).order_by("pk").distinct()
    return list(found.values_list("pk", flat=True)[:MOST_PROGRAMMES])


def entries_of(user: User, today: date) -> list[Entry]:
    """In the order of their days (7 queries at most)."""
    found = [
        Entry("update", one.public_id, one.text, one.detail, one.date)
        for one in my_work(user, today)
        if one.kind == "update" and one.date
    ]
    found += [_entry(row) for row in dates_of(user, today - BACK, today + ON)]
    found += meetings_of(user, today)
    return sorted(found, key=lambda entry: (entry.day, entry.title))


def dates_of(user: User, since: date, until: date) -> list[Dated]:
    """Of the person's programmes, without what is settled (3 queries)."""
    programmes = programmes_of(user)
    if not programmes:
        return []
    rows = dated_where(user, parts=PARTS, since=since, until=until, programme__in=padded(programmes))
    return [row for row in rows if row.ahead]


def _entry(row: Dated) -> Entry:
    """A date of less precision than a day stands on its last day: never earlier than it is meant."""
    day = row.date.last_day if row.date else date.max
    return Entry(row.kind, row.public_id, row.text, row.about, day)


def meetings_of(user: User, today: date) -> list[Entry]:
    """Of bodies one sits on, or acts for by one's role (1 query)."""
    mine = Q(body__members__person=user)
    for (organisation, only), kinds in bodies_acted_for(user).items():
        acted = Q(body__organisation=organisation, body__kind__in=sorted(kinds))
        mine |= acted & Q(body__public_id=only) if only else acted
    held = Meeting.objects.of_any(user.works_for()).filter(mine, date__range=(today - BACK, today + ON))
    rows = held.select_related("body").distinct().order_by("date", "pk")
    return [Entry("meeting", one.public_id, one.body.name, one.place, one.date) for one in rows]
