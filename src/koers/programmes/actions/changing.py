"""Changing and removing what stands in the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.db import transaction

from koers.decisions import actions as decisions
from koers.decisions.models import Decision, Recommendation
from koers.organisations import audit, records
from koers.organisations.models import Organisation
from koers.programmes.models import (
    Adoption,
    CoreValue,
    Deliverable,
    Dependency,
    Development,
    DevelopmentAction,
    Event,
    Goal,
    HandoverPoint,
    IndicatorValue,
    Lesson,
    OperationsParagraph,
    Participant,
    Programme,
    Progress,
    ReportedEdition,
    Stakeholder,
    Track,
)

if TYPE_CHECKING:
    from koers.organisations.models import User
    from koers.organisations.scope import ScopedRecord

_PERIOD = {"period_raw", "start", "end", "end_exclusive", "approximate", "open_end", "duration_months"}
# Slugs do not change with a name: an address that was shared keeps working.
CHANGEABLE: dict[type[ScopedRecord], frozenset[str]] = {
    Programme: frozenset({"name", "purpose", "organisation_raw", "phase", *_PERIOD}),
    ReportedEdition: frozenset({"edition", "final", *_PERIOD}),
    Participant: frozenset({"name", "participant"}),
    Goal: frozenset({"text", "target_date"}),
    Track: frozenset({"name", "status", "text"}),
    Progress: frozenset({"track", "track_name", "reported_edition", "text"}),
    Deliverable: frozenset({"name", "track", "track_name", "status"}),
    Adoption: frozenset({"body", "act", "date"}),
    Lesson: frozenset({"kind", "text"}),
    HandoverPoint: frozenset({"text"}),
    Dependency: frozenset({"name", "text"}),
    Stakeholder: frozenset({"name"}),
    CoreValue: frozenset({"name"}),
    Event: frozenset({"text", "date"}),
    OperationsParagraph: frozenset({"year", "stage", "title"}),
    Development: frozenset({"heading", "text"}),
    DevelopmentAction: frozenset({"text", "year"}),
    IndicatorValue: frozenset(
        {"indicator", "name_raw", "unit", "year", "stage", "benchmark", "denominator_raw"}
    ),
}


@transaction.atomic
def change[R: ScopedRecord](*, by: User, record: R, version: int, **values: Any) -> R:
    """Raises ConcurrentChange when the record is no longer at `version`, ValidationError for a broken
    rule.
    """
    records.change(record, by=by, version=version, values=values, allowed=CHANGEABLE[type(record)])
    _audit(by, "changed", record, {"fields": sorted(values)})
    return record


@transaction.atomic
def revert[R: ScopedRecord](*, by: User, record: R, version: int) -> R:
    """Undoes the change that made `record` what it is at `version`; raises ConcurrentChange when it moved on
    since.
    """
    records.revert(record, by=by, version=version)
    _audit(by, "reverted", record, {"version": version})
    return record


@transaction.atomic
def withdraw(*, by: User, record: ScopedRecord) -> None:
    """Removes the record with its own parts; history keeps them. A programme takes its editions and
    participants along, a decision its ties to programmes. Raises NotRemovable while other records refer
    to it.
    """
    if isinstance(record, Decision | Recommendation):
        for tie in record.programme_links.all():
            records.remove(tie, by=by)
        decisions.withdraw(by=by, record=record)
        return
    _audit(by, "removed", record)
    records.remove(record, by=by)


@transaction.atomic
def add_participant(
    *, by: User, programme: Programme, name: str, participant: Organisation | None = None
) -> Participant:
    record = Participant(
        organisation=programme.organisation, programme=programme, name=name, participant=participant
    )
    return records.add(record, by=by, organisation=programme.organisation)


def _audit(by: User, what: str, record: ScopedRecord, detail: dict[str, Any] | None = None) -> None:
    action = f"{record._meta.model_name}.{what}"
    audit.record(by=by, action=action, subject=record, organisation=_organisation(record), detail=detail)


def _organisation(record: ScopedRecord) -> Organisation:
    found: Any = record
    for step in record.SCOPE.split("__"):
        found = getattr(found, step)
    return cast(Organisation, found)
