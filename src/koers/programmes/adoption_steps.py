"""The steps of a deliverable in their order, and what is odd about that order, in words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from koers.organisations.permissions import BodyKind
from koers.programmes.adoption_order import Order, Step, is_final, judge, names_works_council
from koers.programmes.models import Adoption

if TYPE_CHECKING:
    from collections.abc import Iterable

    from koers.programmes.models import Deliverable


def in_order(steps: Iterable[Any]) -> list[Any]:
    return sorted(steps, key=step_order)


def step_order(step: Any) -> tuple[date, int]:
    """Done or planned steps by their day; what has none comes last, in the order it was written down."""
    day = step.date or step.planned
    return (day.first_day if day else date.max), step.pk


def order_told(deliverable: Deliverable, steps: Iterable[Any]) -> str:
    """Empty when the steps stand as they should."""
    found = judge([_as_step(step) for step in in_order(steps)], needs_advice=deliverable.needs_advice)
    return {
        Order.FINE: "",
        Order.ADVICE_MISSING: _("A final decision without advice of the works council before it."),
        Order.ADVICE_LATE: _("The final decision comes before the advice of the works council."),
    }[found]


def _as_step(step: Any) -> Step:
    day = step.date or step.planned
    known = step.body_known
    council = known.kind == BodyKind.WORKS_COUNCIL if known else names_works_council(step.body)
    return Step(
        sort=step.sort,
        council=council,
        first=day.first_day if day else None,
        last=day.last_day if day else None,
        refused=step.state == Adoption.State.REFUSED,
        final=is_final(step.sort, step.act),
    )
