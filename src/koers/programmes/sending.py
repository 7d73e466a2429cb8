"""When a step was sent to its body, and which body sent it: what the council's side asks first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Min
from django.utils import timezone

from koers.organisations.permissions import BodyKind
from koers.programmes.acts import SENT_STATES
from koers.programmes.models import Adoption

_WHY = "of steps the reader was shown already"


def sent_on(steps: Sequence[Any]) -> dict[int, date]:
    """The day each step was first asked of its body (1 query). A step that was written down only after the body had
    dealt with it has no such day.
    """
    history = Adoption.history.across_organisations(_WHY)
    rows = history.filter(id__in=[step.pk for step in steps], state__in=SENT_STATES)
    first = dict(rows.order_by().values_list("id").annotate(Min("history_date")))
    days = {step.pk: timezone.localdate(first[step.pk]) for step in steps if step.pk in first}
    return {
        step.pk: days[step.pk]
        for step in steps
        if step.pk in days and (step.date is None or step.date.last_day >= days[step.pk])
    }


def sent_by(steps: Sequence[Any]) -> dict[int, Adoption]:
    """The last act of the college of the same organisation on the same deliverable: it sent it on (1 query). What other
    bodies did, the works council say, is not the council's to read here.
    """
    done = Adoption.objects.across_organisations(_WHY).filter(
        deliverable__in=[step.deliverable_id for step in steps], state=Adoption.State.DONE
    )
    colleges = done.filter(body_known__kind=BodyKind.COLLEGE)
    found: dict[int, list[Adoption]] = {}
    for one in colleges.select_related("body_known").order_by("date_first_day", "pk"):
        found.setdefault(one.deliverable_id, []).append(one)
    by_step = {
        step.pk: [one for one in found.get(step.deliverable_id, []) if _before(one, step)] for step in steps
    }
    return {key: before[-1] for key, before in by_step.items() if before}


def _before(one: Adoption, step: Any) -> bool:
    """What has no day may have been before; what came after what the council did, did not send it."""
    if one.body_known.organisation_id != step.body_known.organisation_id:  # type: ignore[union-attr]
        return False
    return one.date is None or step.date is None or one.date.first_day <= step.date.last_day
