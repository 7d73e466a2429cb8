"""Writing decisions and recommendations.

`accept_item` takes the values of an item exactly as the reading contract gives them; `withdraw` undoes it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction

from koers.core.json_values import Values, date_of, text_of
from koers.decisions.models import Decision, DecisionDocument, Recommendation
from koers.decisions.states import READ_STATUS
from koers.organisations import audit, records
from koers.organisations.records import Accepted, date_columns, readable_values

if TYPE_CHECKING:
    from koers.organisations.models import Organisation, User

CHANGEABLE: dict[type[Decision] | type[Recommendation], frozenset[str]] = {
    Decision: frozenset({"body", "body_known", "act", "text", "date", "case_number"}),
    Recommendation: frozenset({"kind", "text", "source_document", "status", "reaction", "reaction_text"}),
}


def _decision(*, by: User, organisation: Organisation, values: Values) -> Accepted:
    key = {
        "text": text_of(values, "text"),
        "body": text_of(values, "body"),
        **date_columns("date", date_of(values, "date")),
    }
    rest = {"act": text_of(values, "act")}
    record, created = records.keep(Decision, by=by, organisation=organisation, key=key, rest=rest)
    return Accepted(record=record, created=created)


def _recommendation(*, by: User, organisation: Organisation, values: Values) -> Accepted:
    names = ("text", "source_document", "status")
    key = {name: text_of(values, name) for name in names}
    # What the document says of itself is a self-reported state, until somebody reports another one.
    rest = {"self_status": READ_STATUS.get(key["status"], "")}
    record, created = records.keep(Recommendation, by=by, organisation=organisation, key=key, rest=rest)
    return Accepted(record=record, created=created)


ACCEPTS: dict[str, Callable[..., Accepted]] = {"decision": _decision, "recommendation": _recommendation}


@transaction.atomic
def accept_item(
    *,
    by: User,
    organisation: Organisation,
    item_type: str,
    values: Values,
    warnings: Sequence[str] = (),
) -> Accepted:
    """Writes a `decision` or `recommendation`. The same fact a second time gives the record that is there.

    Raises ValidationError with a message for the user, KeyError for a type of another room.
    """
    with readable_values():
        return ACCEPTS[item_type](by=by, organisation=organisation, values=values)


@transaction.atomic
def add_document(*, by: User, decision: Decision, title: str, reference: str = "") -> DecisionDocument:
    document = DecisionDocument(decision=decision, title=title, reference=reference)
    return records.add(document, by=by, organisation=decision.organisation)


@transaction.atomic
def change[R: (Decision, Recommendation)](*, by: User, record: R, version: int, **values: Any) -> R:
    """Raises ConcurrentChange when the record is no longer at `version`, ValidationError for a broken
    rule.
    """
    changed = records.change(record, by=by, version=version, values=values, allowed=CHANGEABLE[type(record)])
    action = f"{record._meta.model_name}.changed"
    detail = {"fields": sorted(values)}
    audit.record(by=by, action=action, subject=record, organisation=record.organisation, detail=detail)
    return changed


@transaction.atomic
def withdraw(*, by: User, record: Decision | Recommendation) -> None:
    """Removes the record with its documents; history keeps it. Raises NotRemovable while a programme refers
    to it.
    """
    audit.record(
        by=by,
        action=f"{record._meta.model_name}.removed",
        subject=record,
        organisation=record.organisation,
    )
    records.remove(record, by=by)
