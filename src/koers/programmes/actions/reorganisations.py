"""The steps of a reorganisation: decided, carried out on its effective date, or withdrawn."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from koers.organisations import audit, records
from koers.organisations.models import Unit
from koers.programmes.models import Reorganisation

if TYPE_CHECKING:
    from koers.decisions.models import Decision
    from koers.organisations.models import User
    from koers.programmes.models import UnitChange

_S = Reorganisation.State


@transaction.atomic
def decide(*, by: User, reorganisation: Reorganisation, version: int, decision: Decision) -> Reorganisation:
    """Records the decision. Raises ValidationError when it is not a proposal, ConcurrentChange when it moved on."""
    _expect(reorganisation, _S.PROPOSED, _("Only a proposed reorganisation can be decided."))
    if decision.organisation_id != reorganisation.organisation_id:
        raise ValidationError({"decision": _("This choice is not there (any more). Choose another one.")})
    reorganisation.decision = decision
    return _move(by, reorganisation, version, _S.DECIDED)


@transaction.atomic
def withdraw_proposal(*, by: User, reorganisation: Reorganisation, version: int) -> Reorganisation:
    """What was carried out cannot be withdrawn: that is a new reorganisation."""
    if reorganisation.state == _S.CARRIED_OUT:
        raise ValidationError(
            _("This reorganisation was carried out. Make a new one to change the units again.")
        )
    return _move(by, reorganisation, version, _S.WITHDRAWN)


@transaction.atomic
def carry_out(*, by: User, reorganisation: Reorganisation, version: int) -> Reorganisation:
    """Ends the units that were and begins those that become, on the effective date.

    A unit that keeps its name goes on, if need be under another part. Figures before and after that day are
    of different units: `queries_organisation.breaks` gives the day. Raises ValidationError when nothing was
    decided, no change is described, or a unit does not exist on that day.
    """
    _expect(reorganisation, _S.DECIDED, _("First record the decision, then carry it out."))
    changes = list(reorganisation.changes.select_related("was"))
    if not changes:
        raise ValidationError(_("Describe first which units change."))
    for change in changes:
        _end(by, reorganisation, change)
    for change in changes:
        _begin(by, reorganisation, change)
    return _move(by, reorganisation, version, _S.CARRIED_OUT)


def _expect(reorganisation: Reorganisation, state: str, told: str) -> None:
    if reorganisation.state != state:
        raise ValidationError(told, code="wrong_state")


def _move(by: User, reorganisation: Reorganisation, version: int, state: str) -> Reorganisation:
    reorganisation.state = state
    records.store(reorganisation, by=by, version=version)
    audit.record(
        by=by,
        action=f"reorganisation.{state}",
        subject=reorganisation,
        organisation=reorganisation.organisation,
    )
    return reorganisation


def _end(by: User, reorganisation: Reorganisation, change: UnitChange) -> None:
    unit, day = change.was, reorganisation.effective_date
    if unit is None or change.becomes == unit.name:
        return
    if (unit.valid_until is not None and unit.valid_until < day) or (
        unit.valid_from and unit.valid_from >= day
    ):
        told = _("“%(unit)s” does not exist on %(day)s. Check the effective date.")
        shown = (day - timedelta(days=1)).strftime("%d-%m-%Y")
        raise ValidationError(told % {"unit": unit.name, "day": shown}, code="unit_absent")
    unit.valid_until = day
    records.store(unit, by=by)


def _begin(by: User, reorganisation: Reorganisation, change: UnitChange) -> None:
    """Several units that go over into one make it once."""
    if not change.becomes:
        return
    day, organisation = reorganisation.effective_date, reorganisation.organisation
    parent = _standing(reorganisation, change.becomes_part_of) if change.becomes_part_of else None
    unit = _standing(reorganisation, change.becomes)
    if unit is None:
        unit = Unit(organisation=organisation, name=change.becomes, valid_from=day, parent=parent)
        records.add(unit, by=by, organisation=organisation)
    elif parent is not None and unit.parent_id != parent.pk:
        unit.parent = parent
        records.store(unit, by=by)


def _standing(reorganisation: Reorganisation, name: str) -> Unit | None:
    """The unit of that name that exists on the effective day."""
    day = reorganisation.effective_date
    found = Unit.objects.of(reorganisation.organisation).filter(name__iexact=name)
    lasting = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    return found.filter(lasting).order_by("pk").first()
