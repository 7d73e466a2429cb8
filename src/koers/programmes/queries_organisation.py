"""Reading what belongs to an organisation as a whole: its compass and its reorganisations."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from koers.programmes.models import Behaviour, Compass, Programme, Reorganisation
from koers.programmes.reorganising import Line

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from koers.core.models import Record
    from koers.organisations.models import Organisation, Visitor


def compass_of(user: Visitor, organisation: Organisation) -> Compass | None:
    """The organisation's compass with levels, values and behaviours (4 queries); None when there is none."""
    found = Compass.objects.visible_to(user).filter(organisation=organisation)
    return found.prefetch_related("levels", "values__behaviours").first()


def matrix(compass: Compass) -> list[tuple[Any, list[list[Behaviour]]]]:
    """Per value its behaviours per level, in the order of the levels (no query after `compass_of`)."""
    levels = [level.pk for level in compass.levels.all()]
    return [
        (value, [[b for b in value.behaviours.all() if b.level_id == level] for level in levels])
        for value in compass.values.all()
    ]


def reorganisations(user: Visitor) -> QuerySet[Reorganisation]:
    """The newest first (1 query)."""
    found = Reorganisation.objects.visible_to(user).select_related("organisation", "programme")
    return found.order_by("-effective_date", "-pk")


def reorganisation(user: Visitor, public_id: Any) -> Reorganisation:
    """One with its lines of was and becomes (2 queries). Raises Reorganisation.DoesNotExist."""
    found = Reorganisation.objects.visible_to(user).select_related("organisation", "programme", "decision")
    return found.prefetch_related("changes__was").get(public_id=public_id)


def lines_of(found: Reorganisation) -> list[Line]:
    return [
        Line(change.was.name if change.was else "", change.becomes, change.fte_was, change.fte_becomes)
        for change in found.changes.all()
    ]


def breaks(organisation: Organisation, start: date, end: date) -> list[Reorganisation]:
    """Reorganisations that took effect after `start` and up to `end`: figures on both sides of such a day are
    not of the same units (1 query).
    """
    found = Reorganisation.objects.of(organisation).filter(
        state=Reorganisation.State.CARRIED_OUT, effective_date__gt=start, effective_date__lte=end
    )
    return list(found.order_by("effective_date"))


def programmes_of(organisation: Organisation) -> list[Record]:
    """The programmes an organisation leads, to limit a role to (1 query)."""
    return list(Programme.objects.of(organisation).order_by("name", "pk"))
