"""Relations that were emptied when a record was removed, filled in again when it comes back.

Emptying them (`SET_NULL`) wrote no history. So what another record pointed to is what its history last says at the
moment of the removal; when it has pointed anywhere since, that is somebody's choice and stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from koers.organisations import records
from koers.organisations.models import User
from koers.organisations.scope import ScopedRecord

_REASON = "who may bring a record back was checked on its removal; what pointed to it points to it again"


def relink(brought_back: Iterable[Any], *, by: User, removed_at: datetime) -> None:
    """Only where the other record is still there and points to nothing; a rule that now forbids it is obeyed."""
    for instance in brought_back:
        for field in _emptied(type(instance)):
            for other in _pointed(field, instance.pk, removed_at):
                setattr(other, field.attname, instance.pk)
                try:
                    with records.acting(by), records.readable_errors(type(other)):
                        other.save_from(other.version)
                except ValidationError:
                    continue


def _emptied(model: type[models.Model]) -> Iterator[models.ForeignKey[Any, Any]]:
    """The columns of other records that removing a record of this model empties."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.on_delete is not models.SET_NULL:
            continue
        other: Any = relation.related_model
        if issubclass(other, ScopedRecord) and hasattr(other, "history"):
            yield relation.field


def _pointed(field: models.ForeignKey[Any, Any], key: int, removed_at: datetime) -> list[Any]:
    other: Any = field.model
    rows = other.history.across_organisations(_REASON)
    once = rows.filter(**{field.attname: key}, history_date__lte=removed_at).values("id")
    empty = other.objects.across_organisations(_REASON).filter(**{f"{field.name}__isnull": True}, pk__in=once)
    return [one for one in empty.order_by("pk") if _still(rows.filter(id=one.pk), field, key, removed_at)]


def _still(rows: Any, field: models.ForeignKey[Any, Any], key: int, removed_at: datetime) -> bool:
    """Whether it pointed there at the removal, and nowhere since."""
    last = rows.filter(history_date__lte=removed_at).order_by("-history_date", "-history_id").first()
    since = rows.filter(history_date__gt=removed_at, **{f"{field.name}__isnull": False})
    return last is not None and getattr(last, field.attname) == key and not since.exists()
