"""Writing budgets and allocations as documents state them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction

from koers.core.json_values import StatedMoney, Values, date_of, integer_of, money_of, text_of, texts_of
from koers.finance.models import Allocation, AllocationPurpose, Budget
from koers.organisations import audit, records
from koers.organisations.records import Accepted, date_columns, readable_values
from koers.programmes.actions.arrival import same_organisation

if TYPE_CHECKING:
    from koers.organisations.models import Organisation, User
    from koers.programmes.models import Programme

_SHARED = {"amount", "kind", "from_year", "approximate", "includes", "raw"}
CHANGEABLE: dict[type[Budget] | type[Allocation], frozenset[str]] = {
    Budget: frozenset({*_SHARED, "to_year"}),
    Allocation: frozenset({*_SHARED, "until"}),
}


def _stated(values: Values, programme: Programme | None) -> dict[str, Any]:
    money: StatedMoney = money_of(values, "amount")
    return {
        "programme": programme,
        "amount": money.amount,
        "raw": money.raw,
        "approximate": money.approximate,
        "includes": money.includes,
        "kind": text_of(values, "kind"),
        "from_year": integer_of(values, "from_year"),
    }


def _budget(*, by: User, organisation: Organisation, values: Values, programme: Programme | None) -> Accepted:
    key = {**_stated(values, programme), "to_year": integer_of(values, "to_year")}
    record, created = records.keep(Budget, by=by, organisation=organisation, key=key)
    return Accepted(record=record, created=created)


def _allocation(
    *, by: User, organisation: Organisation, values: Values, programme: Programme | None
) -> Accepted:
    key = {**_stated(values, programme), **date_columns("until", date_of(values, "until"))}
    purposes = texts_of(values, "purposes")
    for allocation in Allocation.objects.of(organisation).filter(**key):
        if [purpose.text for purpose in allocation.purposes.all()] == purposes:
            return Accepted(record=allocation, created=False)
    allocation = records.add(Allocation(organisation=organisation, **key), by=by, organisation=organisation)
    for purpose in purposes:
        records.store(AllocationPurpose(allocation=allocation, text=purpose), by=by)
    return Accepted(record=allocation)


ACCEPTS: dict[str, Callable[..., Accepted]] = {"budget": _budget, "allocation": _allocation}


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
    """Writes a `budget` or `allocation`. The same statement a second time gives the record that is there.

    Raises ValidationError with a message for the user, KeyError for a type of another room.
    """
    same_organisation(organisation, programme)
    with readable_values():
        return ACCEPTS[item_type](by=by, organisation=organisation, values=values, programme=programme)


@transaction.atomic
def change[R: (Budget, Allocation)](*, by: User, record: R, version: int, **values: Any) -> R:
    """Raises ConcurrentChange when the record is no longer at `version`, ValidationError for a broken
    rule.
    """
    changed = records.change(record, by=by, version=version, values=values, allowed=CHANGEABLE[type(record)])
    action = f"{record._meta.model_name}.changed"
    detail = {"fields": sorted(values)}
    audit.record(by=by, action=action, subject=record, organisation=record.organisation, detail=detail)
    return changed


@transaction.atomic
def withdraw(*, by: User, record: Budget | Allocation) -> None:
    """Removes the record, an allocation with its purposes; history keeps them."""
    action = f"{record._meta.model_name}.removed"
    audit.record(by=by, action=action, subject=record, organisation=record.organisation)
    records.remove(record, by=by)
