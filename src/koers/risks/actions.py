"""Writing risks with their measures, what becomes of a risk, and simulations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.core.json_values import Values, text_of, texts_of
from koers.organisations import audit, records
from koers.organisations.records import Accepted, readable_values
from koers.programmes.actions.arrival import same_organisation
from koers.risks import queries, states
from koers.risks.models import Measure, Risk, SimulationRun
from koers.risks.outcomes import as_json, drawn_as_json
from koers.risks.simulation import CERTAINTIES, DRAWS, FEWEST, BadInput, simulate, snapshot
from koers.risks.weighing import together

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


AT_ONCE = 50_000_000
"""Risks × draws of one run: some three seconds, so that a page can wait for it (docs/benchmarks.md)."""

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


@transaction.atomic
def move(*, by: User, risk: Risk, version: int, becomes: str, on: date, reason: str) -> Risk:
    """The risk happened, is closed or is open again. Raises ConcurrentChange when it moved on, ValidationError for
    a step that does not exist, a day to come or a step without a sentence.
    """
    try:
        states.step(risk.state, becomes)
    except ValueError as error:
        raise ValidationError(
            {"becomes": _("This step is not possible for this risk now.")}, code="step"
        ) from error
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come.")}, code="future")
    if risk.state_on is not None and on < risk.state_on:
        raise ValidationError({"on": _("This day lies before the last step of this risk.")}, code="order")
    if not reason.strip():
        raise ValidationError({"reason": _("Say what happened, or why.")}, code="required")
    risk.state, risk.state_on, risk.state_reason = becomes, on, reason.strip()
    records.store(risk, by=by, version=version)
    audit.record(
        by=by,
        action=f"risk.{_STEPS[states.State(becomes)]}",
        subject=risk,
        organisation=risk.organisation,
        detail={"on": on.isoformat()},
    )
    return risk


_STEPS = {
    states.State.OPEN: "reopened",
    states.State.MATERIALISED: "materialised",
    states.State.CLOSED: "closed",
}


@transaction.atomic
def run(
    *,
    by: User,
    organisation: Organisation,
    programme: Programme | None = None,
    seed: int,
    draws: int = DRAWS,
    certainty: int | None = None,
    on: date | None = None,
) -> SimulationRun:
    """Draws the open risks as they stand on the day (today when not given) and keeps what went in and came out.

    What cannot be drawn is left out, and stored with why. Raises ValidationError when nothing can be drawn or a
    setting is out of bounds.
    """
    same_organisation(organisation, programme)
    day = on or timezone.localdate()
    force = queries.scale_on(organisation, day)
    chosen = certainty or force.certainty
    risks = Risk.objects.of(organisation)
    if programme is not None:
        risks = risks.filter(programme=programme)
    found = together(queries.weighed(queries.with_judgements(risks), force.scale, day))
    if not found.drawn:
        raise ValidationError(
            _("No open risk has a chance and an amount yet. Judge one risk first."), code="nothing"
        )
    if len(found.drawn) * draws > AT_ONCE:
        most = max(AT_ONCE // len(found.drawn), FEWEST)
        message = _("So many risks take at most %(most)s draws at once. Choose fewer draws.")
        raise ValidationError({"draws": message % {"most": most}}, code="too_much")
    try:
        outcome = simulate(found.drawn, seed=seed, draws=draws, certainties=[*CERTAINTIES, chosen])
    except BadInput as error:
        raise ValidationError(
            _("The seed, the number of draws or the certainty is out of bounds."), code="bounds"
        ) from error
    stored = SimulationRun(
        organisation=organisation,
        programme=programme,
        on=day,
        seed=seed,
        draws=draws,
        certainty=chosen,
        given=[drawn_as_json(one) for one in found.drawn],
        given_hash=snapshot(found.drawn, seed, draws),
        left_out={reason.value: sorted(keys) for reason, keys in found.left_out.items()},
        outcome=as_json(outcome),
        made_by=by,
    )
    return records.add(stored, by=by, organisation=organisation)
