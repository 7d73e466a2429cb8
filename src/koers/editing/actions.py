"""How every record of the register is made, changed, removed and brought back: by forms, the API, spreadsheets.

Values are by attribute name, as the model holds them (PartialDate, Decimal, a record) or as text: dates
(ISO or Dutch), Dutch numbers, codes of choices, public ids of relations. Errors are ValidationErrors with a
dict: attribute name, or NON_FIELD_ERRORS, to messages in Dutch.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from koers.core.models import ConcurrentChange
from koers.editing import removing
from koers.editing.attributes import Attribute, Shape, attributes
from koers.editing.checking import at_attributes, check_record
from koers.editing.kinds import Kind, kind_of
from koers.editing.models import Removal
from koers.editing.relations import chosen
from koers.organisations import audit, records
from koers.organisations.access import check, organisation_of
from koers.organisations.models import Organisation, User
from koers.organisations.scope import ScopedRecord


@transaction.atomic
def create(
    *, by: User, kind: Kind, under: ScopedRecord | Organisation, values: Mapping[str, Any]
) -> ScopedRecord:
    """A new record that hangs from `under`: the record its kind names as parent, else the organisation.

    Raises PermissionDenied, or ValidationError with what is wrong at which attribute.
    """
    record = blank(by=by, kind=kind, under=under)
    _allow(by, kind, record)
    _set(kind, by, record, values)
    kind.prepare(record)
    _store(kind, record, by, version=None)
    audit.record(
        by=by,
        action=f"{record._meta.model_name}.added",
        subject=record,
        organisation=organisation_of(record),
    )
    return record


@transaction.atomic
def change(
    *, by: User, kind: Kind, record: ScopedRecord, version: int, values: Mapping[str, Any]
) -> ScopedRecord:
    """Sets the given attributes on top of `version`; what is not given stays. Without a difference nothing
    is written.

    Raises ConcurrentChange when the record moved on, PermissionDenied, or ValidationError as `create`.
    """
    _allow(by, kind, record)
    if record.version != version:
        raise ConcurrentChange(
            f"{type(record).__name__} {record.public_id} is no longer at version {version}"
        )
    before = {name: getattr(record, name) for name in values}
    _set(kind, by, record, values)
    changed = sorted(name for name, value in before.items() if getattr(record, name) != value)
    if not changed:
        return record
    _store(kind, record, by, version=version)
    audit.record(
        by=by,
        action=f"{record._meta.model_name}.changed",
        subject=record,
        organisation=organisation_of(record),
        detail={"fields": changed},
    )
    return record


@transaction.atomic
def remove(*, by: User, record: ScopedRecord) -> Removal:
    """Removes the record with its own parts; for 30 days `restore` brings all of it back.

    Raises NotRemovable (a ValidationError) while other records refer to it, or PermissionDenied.
    """
    kind = kind_of(record)
    _allow(by, kind, record)
    removal = removing.remove(by=by, kind=kind, record=record)
    audit.record(
        by=by,
        action=f"{record._meta.model_name}.removed",
        subject=record,
        organisation=removal.organisation,
        detail={"removal": str(removal.public_id), "parts": removal.parts},
    )
    return removal


@transaction.atomic
def restore(*, by: User, removal: Removal) -> ScopedRecord:
    """Brings back what one removal took away, with the same ids. Raises removing.NotRestorable (a
    ValidationError) when that cannot be, or PermissionDenied.
    """
    record = removing.restore(by=by, removal=removal)
    _allow(by, kind_of(record), record)
    audit.record(
        by=by,
        action=f"{record._meta.model_name}.restored",
        subject=record,
        organisation=removal.organisation,
        detail={"removal": str(removal.public_id)},
    )
    return record


def blank(*, by: User, kind: Kind, under: ScopedRecord | Organisation) -> ScopedRecord:
    """An unsaved record that hangs from `under` and knows its organisation."""
    record = kind.model()
    if isinstance(under, Organisation):
        if kind.parent and not kind.model._meta.get_field(kind.parent).null:
            raise TypeError(f"{kind.slug} hang from a {kind.parent}")
        organisation = under
    else:
        setattr(record, kind.parent, under)
        owner = kind.organisation_for
        organisation = owner(by, under) if owner else organisation_of(under)
    if kind.model.SCOPE == "organisation":
        record.organisation = organisation  # type: ignore[attr-defined]
    return record


def _allow(by: User, kind: Kind, record: ScopedRecord) -> None:
    if not kind.writable:
        raise PermissionDenied(_("This is written in another way, not by a form."))
    check(by, kind.needs, record)


def _set(kind: Kind, by: User, record: ScopedRecord, values: Mapping[str, Any]) -> None:
    """Puts the values on the record; all that cannot be read is told at once."""
    known = {attribute.name: attribute for attribute in attributes(kind)}
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise TypeError(f"{kind.slug} have no {', '.join(unknown)}")
    errors: dict[str, list[str]] = {}
    for name, value in values.items():
        attribute = known[name]
        try:
            if attribute.shape is Shape.RELATION:
                found: Any = chosen(kind, attribute, by, record, value)
            else:
                found = attribute.take(value)
        except ValueError as error:
            errors[name] = [str(error)]
            continue
        if attribute.shape in (Shape.LINE, Shape.TEXT) and _reads_the_same(attribute, record, found):
            continue
        setattr(record, name, found)
    if errors:
        _judge_the_rest(kind, record, errors)
        raise ValidationError(cast(Any, errors))


def _reads_the_same(attribute: Attribute, record: ScopedRecord, text: str) -> bool:
    """A text that was read in keeps its own line ends and spaces: a form that sends it back changes nothing."""
    stored = getattr(record, attribute.name)
    return isinstance(stored, str) and bool(stored) and attribute.take(stored) == text


def _judge_the_rest(kind: Kind, record: ScopedRecord, errors: dict[str, list[str]]) -> None:
    """What else is wrong is told in the same go, so that nobody mends a form one complaint at a time."""
    try:
        check_record(kind, record)
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            if name in kind.fields:
                errors.setdefault(name, list(messages))


def _store(kind: Kind, record: ScopedRecord, by: User, version: int | None) -> None:
    check_record(kind, record)
    try:
        records.store(record, by=by, version=version)
    except ValidationError as error:
        raise at_attributes(kind, error) from error
