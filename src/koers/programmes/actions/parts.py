"""Accepting the parts of a programme that hold one fact each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from koers.core.json_values import date_of, text_of
from koers.decisions import actions as decisions
from koers.organisations import records
from koers.organisations.records import Accepted, date_columns
from koers.programmes.models import (
    CoreValue,
    Dependency,
    Event,
    Goal,
    HandoverPoint,
    Lesson,
    ProgrammeDecision,
    ProgrammeRecommendation,
    Stakeholder,
)

if TYPE_CHECKING:
    from koers.programmes.actions.arrival import Arrival
    from koers.programmes.models.base import ProgrammePart, StatedPart


def _keep[P: ProgrammePart](arrival: Arrival, model: type[P], **key: Any) -> Accepted:
    record, created = records.keep(
        model,
        by=arrival.by,
        organisation=arrival.organisation,
        key={"programme": arrival.its_programme, **key},
    )
    return Accepted(record=record, created=created)


def _state[P: StatedPart](arrival: Arrival, model: type[P], **key: Any) -> Accepted:
    """A fact of the programme, or of the operations paragraph when the document is one."""
    if arrival.programme is None and arrival.paragraph is not None:
        owner: dict[str, Any] = {"programme": None, "paragraph": arrival.paragraph}
    else:
        owner = {"programme": arrival.its_programme, "paragraph": None}
    record, created = records.keep(
        model, by=arrival.by, organisation=arrival.organisation, key={**owner, **key}
    )
    return Accepted(record=record, created=created)


def accept_goal(arrival: Arrival) -> Accepted:
    date = date_columns("target_date", date_of(arrival.values, "target_date"))
    return _state(arrival, Goal, text=text_of(arrival.values, "text"), **date)


def accept_event(arrival: Arrival) -> Accepted:
    date = date_columns("date", date_of(arrival.values, "date"))
    return _state(arrival, Event, text=text_of(arrival.values, "text"), **date)


def accept_lesson(arrival: Arrival) -> Accepted:
    return _keep(arrival, Lesson, text=text_of(arrival.values, "text"), kind=text_of(arrival.values, "kind"))


def accept_handover(arrival: Arrival) -> Accepted:
    return _keep(arrival, HandoverPoint, text=text_of(arrival.values, "text"))


def accept_dependency(arrival: Arrival) -> Accepted:
    return _keep(
        arrival, Dependency, name=text_of(arrival.values, "name"), text=text_of(arrival.values, "text")
    )


def accept_stakeholder(arrival: Arrival) -> Accepted:
    return _keep(arrival, Stakeholder, name=text_of(arrival.values, "name"))


def accept_core_value(arrival: Arrival) -> Accepted:
    return _keep(arrival, CoreValue, name=text_of(arrival.values, "name"))


def accept_decision(arrival: Arrival) -> Accepted:
    """Writes in the decisions room and, when there is a programme, ties the decision to it."""
    accepted = decisions.accept_item(
        by=arrival.by, organisation=arrival.organisation, item_type="decision", values=arrival.values
    )
    return _tied(arrival, accepted, ProgrammeDecision, "decision")


def accept_recommendation(arrival: Arrival) -> Accepted:
    accepted = decisions.accept_item(
        by=arrival.by, organisation=arrival.organisation, item_type="recommendation", values=arrival.values
    )
    return _tied(arrival, accepted, ProgrammeRecommendation, "recommendation")


def _tied(arrival: Arrival, accepted: Accepted, link: Any, name: str) -> Accepted:
    """A decision already known from elsewhere is not this item's to remove; then the link is its record."""
    if arrival.programme is None:
        return accepted
    key = {"programme": arrival.programme, name: accepted.record}
    tie, new = records.keep(link, by=arrival.by, organisation=arrival.organisation, key=key)
    return accepted if accepted.created or not new else Accepted(record=tie)
