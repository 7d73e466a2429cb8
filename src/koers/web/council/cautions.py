"""What is odd about an act before it is written down: told on the form, never a block."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from koers.organisations.permissions import BodyKind
from koers.programmes.adoption_order import ADVICE, is_final, names_works_council
from koers.programmes.models import Adoption
from koers.ui.formats import dutch_date


def before_advice(step: Any) -> str:
    """A final decision on what the works council must be asked about first, while it has not answered."""
    if not step.deliverable.needs_advice or not is_final(step.sort, step.act):
        return ""
    done = step.deliverable.adoptions.filter(state__in=("", Adoption.State.DONE)).select_related("body_known")
    if any(_advised(one) for one in done if one.pk != step.pk):
        return ""
    return _("The works council has not given its advice yet. This decision asks for that advice first.")


def _advised(one: Any) -> bool:
    known = one.body_known
    council = known.kind == BodyKind.WORKS_COUNCIL if known else names_works_council(one.body)
    return council and (one.sort in ADVICE or (not one.sort and not is_final(one.sort, one.act)))


def before_start(step: Any, day: date) -> str:
    """A day before the programme began is mostly a year that was typed wrong."""
    start = step.deliverable.programme.start
    if start is None or day >= start.first_day:
        return ""
    return _(
        "This day lies before the start of the programme (%(day)s). Check the year. Save once more if it is right."
    ) % {"day": dutch_date(start)}
