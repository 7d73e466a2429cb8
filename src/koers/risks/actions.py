"""Writing risks with their measures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction

from koers.core.json_values import Values, text_of, texts_of
from koers.organisations import audit, records
from koers.organisations.records import Accepted, readable_values
from koers.programmes.actions.arrival import same_organisation
from koers.risks.models import Measure, Risk

if TYPE_CHECKING:
    from koers.organisations.models import Organisation, User
    from koers.programmes.models import Programme

CHANGEABLE: dict[type[Risk] | type[Measure], frozenset[str]] = {
    Risk: frozenset({"text"}),
    Measure: frozenset({"text"}),
}


def _risk(*, by: User, organisation: Organisation, values: Values, programme: Programme | None) -> Accepted:
    text, measures = text_of(values, "text"), texts_of(values, "measures")
    for risk in Risk.objects.of(organisation).filter(programme=programme, text=text):
        if [measure.text for measure in risk.measures.all()] == measures:
            return Accepted(record=risk, created=False)
    risk = records.add(
        Risk(organisation=organisation, programme=programme, text=text), by=by, organisation=organisation
    )
    for measure in measures:
        records.store(Measure(risk=risk, text=measure), by=by)
    return Accepted(record=risk)


ACCEPTS: dict[str, Callable[..., Accepted]] = {"risk": _risk}


@transaction.atomic
def accept_item(
    *,
    by: User,
    organisation: Organisation,
    item_type: str,
    values: Values,
    programme: Programme | None = None,
    warnings: Sequence[str] = (),
) -> Accepted:
    """Writes a `risk` with its measures. The same risk with the same measures a second time gives the record
    that is there. Raises ValidationError with a message for the user, KeyError for a type of another
    room.
    """
    same_organisation(organisation, programme)
    with readable_values():
        return ACCEPTS[item_type](by=by, organisation=organisation, values=values, programme=programme)


@transaction.atomic
def add_measure(*, by: User, risk: Risk, text: str) -> Measure:
    return records.add(Measure(risk=risk, text=text), by=by, organisation=risk.organisation)


@transaction.atomic
def change[R: (Risk, Measure)](*, by: User, record: R, version: int, **values: Any) -> R:
    """Raises ConcurrentChange when the record is no longer at `version`, ValidationError for a broken
    rule.
    """
    changed = records.change(record, by=by, version=version, values=values, allowed=CHANGEABLE[type(record)])
    audit.record(
        by=by,
        action=f"{record._meta.model_name}.changed",
        subject=record,
        organisation=_organisation(record),
        detail={"fields": sorted(values)},
    )
    return changed


@transaction.atomic
def withdraw(*, by: User, record: Risk | Measure) -> None:
    """Removes the record, a risk with its measures; history keeps them."""
    action = f"{record._meta.model_name}.removed"
    audit.record(by=by, action=action, subject=record, organisation=_organisation(record))
    records.remove(record, by=by)


def _organisation(record: Risk | Measure) -> Organisation:
    return record.organisation if isinstance(record, Risk) else record.risk.organisation
