"""How rooms write records: history with its author, database rules as readable errors, removal without
orphans.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _
from simple_history.manager import HistoricalQuerySet, HistoryManager
from simple_history.models import HistoricalRecords

from koers.core.models import Record
from koers.organisations.scope import ScopedQuerySet

if TYPE_CHECKING:
    from koers.organisations.models import User

_acting: ContextVar[User | None] = ContextVar("koers_acting", default=None)


class NotRemovable(ValidationError):
    """Other records refer to the one that should be removed."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What accepting an item gave. `created` is False when the same fact already stood in the register: the
    record is then not this item's to remove.
    """

    record: Record
    created: bool = True


class ScopedHistoryQuerySet(ScopedQuerySet[Any], HistoricalQuerySet):  # type: ignore[misc]
    """History is scoped like the records themselves: an unscoped query raises."""

    def of_any(self, organisation_ids: Any) -> Any:
        lookup = f"{self.model.instance_type.SCOPE}__in"
        return self._within(self.filter(**{lookup: list(organisation_ids)}))


class ScopedHistoryManager(HistoryManager):  # type: ignore[misc]
    def get_queryset(self) -> Any:
        queryset = super().get_queryset()
        queryset._scoped = self.instance is not None
        return queryset


def scoped_history(*, inherit: bool = False) -> Any:
    """History of a scoped model: `history = scoped_history()`."""
    return HistoricalRecords(
        inherit=inherit,
        get_user=_history_author,
        history_manager=ScopedHistoryManager,
        historical_queryset=ScopedHistoryQuerySet,
    )


def _history_author(request: Any = None, **_kwargs: Any) -> Any:
    """Who acts: the actor of the running action, else whoever sent the request."""
    return _acting.get() or getattr(request, "user", None)


@contextmanager
def acting(by: User | None) -> Iterator[None]:
    """History written inside names `by` as its author, also for records removed along with another."""
    token = _acting.set(by)
    try:
        yield
    finally:
        _acting.reset(token)


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


def remove(record: Record, *, by: User) -> None:
    """Deletes the record with its own parts; its history stays. Raises NotRemovable when other records refer
    to it.
    """
    try:
        with transaction.atomic(), acting(by):
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
