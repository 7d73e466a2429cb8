"""Writing the matrix of lines and years: amounts over several years at once, and what became of a carry-over."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from koers.decisions.models import Body
from koers.finance.models import LAST_YEAR, Budget, BudgetYear, CarryOver
from koers.organisations import audit, records
from koers.organisations.permissions import BodyKind

if TYPE_CHECKING:
    from koers.decisions.models import Decision
    from koers.organisations.models import User

MOST_YEARS = 30
_COUNCIL = re.compile(
    r"(?:de )?(?:gemeente)?raad(?: (?:van )?(?:de )?(?:gemeente )?(?P<place>.+))?", re.IGNORECASE
)


@transaction.atomic
def spread(
    *,
    by: User,
    budget: Budget,
    first: int,
    last: int,
    amount: Decimal,
    decision: Decision | None = None,
    note: str = "",
) -> list[BudgetYear]:
    """The same amount in every year from `first` to `last`; a year that has an amount gets this one."""
    if not first <= last <= LAST_YEAR or last - first >= MOST_YEARS:
        raise ValidationError(
            {"last": _("Give at most %(most)s years, the first one first.") % {"most": MOST_YEARS}}
        )
    known = {one.year: one for one in budget.years.select_for_update()}
    made = []
    for year in range(first, last + 1):
        one = known.get(year) or BudgetYear(budget=budget, year=year)
        if one.pk is None or (one.amount, one.decision, one.note) != (amount, decision, note):
            one.amount, one.decision, one.note = amount, decision, note
            made.append(records.store(one, by=by, version=one.version if one.pk else None))
    _tell("budget.spread", by, budget, {"first": first, "last": last})
    return made


@transaction.atomic
def decide(
    *, by: User, carry_over: CarryOver, version: int, state: str, decision: Decision | None = None
) -> CarryOver:
    """Approved, refused or lapsed. Approving needs a decision of the council; what was approved stays so."""
    if carry_over.state != CarryOver.State.PROPOSED:
        raise ValidationError(_("This was decided already."), code="decided")
    if state == CarryOver.State.APPROVED and (decision is None or not of_the_council(decision)):
        raise ValidationError(
            {
                "decision": _(
                    "Only the council can decide that money goes to a next year. Choose its decision."
                )
            }
        )
    carry_over.state = state
    carry_over.decision = decision
    records.store(carry_over, by=by, version=version)
    _tell(f"carry_over.{state}", by, carry_over, {})
    return carry_over


def of_the_council(decision: Decision) -> bool:
    """By its body in the register; without one by the name in the source: that of a council in the register, or
    the word for it. A council of something else ("raad van toezicht") or advice to the council is not enough.
    """
    if decision.body_known is not None:
        return bool(decision.body_known.kind == BodyKind.COUNCIL)
    name = " ".join(decision.body.split())
    if found := _COUNCIL.fullmatch(name):
        place, own = (found["place"] or "").casefold(), decision.organisation.name.casefold()
        if not place or own in (place, f"gemeente {place}"):
            return True
    councils = Body.objects.of(decision.organisation).filter(kind=BodyKind.COUNCIL, name__iexact=name)
    return bool(name) and councils.exists()


def _tell(action: str, by: User, subject: Budget | CarryOver, detail: dict[str, Any]) -> None:
    organisation = subject.organisation if isinstance(subject, Budget) else subject.budget.organisation
    audit.record(by=by, action=action, subject=subject, organisation=organisation, detail=detail)
