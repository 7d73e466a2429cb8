"""How rooms write records: history with its author, database rules as readable errors, removal without
orphans.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from koers.core.dates import PartialDate
from koers.core.models import Record
from koers.organisations import audit
from koers.organisations.history import acting, removal_reason, removing_as, scoped_history
from koers.organisations.scope import ScopedRecord

if TYPE_CHECKING:
    from koers.organisations.models import Organisation, User

__all__ = ["acting", "removal_reason", "scoped_history"]

_NOT_REVERTED = frozenset({"id", "public_id", "created_at", "updated_at", "version"})


class NotRemovable(ValidationError):
    """Other records refer to the one that should be removed."""


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """What accepting an item gave.

    `created`: the record is new, undo removes it (`withdraw`). `changed`: the record stood in the
    register and the item changed it, undo puts it back (`revert` with `version`). Neither: the same fact
    was there already.
    """

    record: Record
    created: bool = True
    changed: bool = False

    @property
    def version(self) -> int:
        return self.record.version


def store[R: Record](record: R, *, by: User, version: int | None = None) -> R:
    """Checks the fields and saves. Raises ValidationError with the message of the field or database rule.

    With `version` the save is refused (ConcurrentChange) when the stored record has moved on.
    """
    relations = [field.name for field in record._meta.fields if field.is_relation]
    record.clean_fields(exclude=relations)
    with acting(by), readable_errors(type(record)):
        if version is None:
            record.save()
        else:
            record.save_from(version)
    return record


def change[R: Record](
    record: R, *, by: User, version: int, values: Mapping[str, Any], allowed: frozenset[str]
) -> R:
    """Sets the named attributes and stores on top of `version`. An attribute outside `allowed` is a mistake
    in code.
    """
    unknown = set(values) - allowed
    if unknown:
        raise TypeError(f"{type(record).__name__} does not change {', '.join(sorted(unknown))} this way")
    for name, value in values.items():
        setattr(record, name, value)
    return store(record, by=by, version=version)


def keep[R: ScopedRecord](
    model: type[R],
    *,
    by: User,
    organisation: Organisation,
    key: Mapping[str, Any],
    rest: Mapping[str, Any] | None = None,
) -> tuple[R, bool]:
    """The organisation's record with these values, made and audited when it is not there yet; and whether it
    is new.

    `key` holds the values that make it the same fact. Dates go in as `date_columns`.
    """
    found = model.objects.of(organisation).filter(**key).order_by("pk").first()
    if found is not None:
        return found, False
    return add(
        model(organisation=organisation, **key, **(rest or {})), by=by, organisation=organisation
    ), True


def add[R: Record](record: R, *, by: User, organisation: Organisation) -> R:
    """Stores a new record and writes `<model>.added` in the audit trail."""
    store(record, by=by)
    audit.record(by=by, action=f"{record._meta.model_name}.added", subject=record, organisation=organisation)
    return record


def date_columns(name: str, date: PartialDate | None) -> dict[str, Any]:
    """The two columns of a PartialDateField, for filters and constructors alike."""
    return {
        f"{name}_first_day": date.first_day if date else None,
        f"{name}_precision": date.precision.value if date else "",
    }


def revert[R: Record](record: R, *, by: User, version: int) -> R:
    """Puts the record back to how it was before it became `version`. Raises ConcurrentChange when it moved
    on since, ValueError when no earlier state is known.
    """
    before = cast(Any, record).history.filter(version=version - 1).order_by("-history_id").first()
    if before is None:
        raise ValueError(f"no state of {type(record).__name__} before version {version}")
    for field in before.tracked_fields:
        if field.name not in _NOT_REVERTED:
            setattr(record, field.attname, getattr(before, field.attname))
    return store(record, by=by, version=version)


def remove(record: Record, *, by: User, removal: uuid.UUID | None = None) -> None:
    """Deletes the record with its own parts; its history stays, marked with `removal`. Raises NotRemovable
    when other records refer to it.
    """
    try:
        with transaction.atomic(), acting(by), removing_as(removal):
            record.delete()
    except ProtectedError as error:
        names = sorted({str(found._meta.verbose_name) for found in error.protected_objects})
        message = _("“%(record)s” cannot be removed: it is still used by %(others)s. Remove those first.")
        shown = str(record) if len(str(record)) <= 80 else f"{str(record)[:79]}…"
        raise NotRemovable(message % {"record": shown, "others": ", ".join(names)}, code="in_use") from error


@contextmanager
def readable_errors(model: type[models.Model]) -> Iterator[None]:
    """Turns a broken database rule into a ValidationError with the rule's own message."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        broken = _broken_constraint(model, str(error))
        if broken is None:
            raise
        raise ValidationError({NON_FIELD_ERRORS: [broken.get_violation_error_message()]}) from error


def _broken_constraint(model: type[models.Model], message: str) -> models.BaseConstraint | None:
    """Both databases name the rule, except SQLite for unique columns: there the columns are named instead."""
    table = model._meta.db_table
    for constraint in model._meta.constraints:
        if constraint.name in message:
            return constraint
        if isinstance(constraint, models.UniqueConstraint) and constraint.fields:
            columns = [f"{table}.{model._meta.get_field(name).column}" for name in constraint.fields]  # type: ignore[union-attr]
            if message.endswith(f"UNIQUE constraint failed: {', '.join(columns)}"):
                return constraint
    return None


@contextmanager
def readable_values() -> Iterator[None]:
    """Turns a value of the wrong shape (ValueError of the value readers) into a ValidationError."""
    try:
        yield
    except ValueError as error:
        message = _("A value has the wrong form: %(problem)s")
        raise ValidationError(message % {"problem": error}, code="wrong_form") from error
