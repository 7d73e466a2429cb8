"""Removing a record with its parts under one id, and bringing all of that back."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, router
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.core.models import Record
from koers.editing import relinking
from koers.editing.kinds import Kind
from koers.editing.models import KEPT, Removal
from koers.organisations import records
from koers.organisations.access import organisation_of
from koers.organisations.models import User
from koers.organisations.scope import ScopedRecord

_REASON = "a removal is brought back whole; who may do so was checked on the removal"


class NotRestorable(ValidationError):
    """What was removed cannot come back as it was."""


@dataclass(frozen=True, slots=True)
class Consequences:
    """What removing a record means: what goes along, and what stands in the way."""

    along: list[Record]
    blocked_by: list[Record]


def consequences(record: ScopedRecord) -> Consequences:
    """Looked up as the database would, without removing anything."""
    collector = Collector(using=router.db_for_write(type(record)), origin=record)
    blocked: list[Record] = []
    try:
        collector.collect([record])
    except ProtectedError as error:
        blocked = list(cast(Any, error.protected_objects))
    except RestrictedError as error:
        blocked = list(cast(Any, error.restricted_objects))
    along = [found for instances in collector.data.values() for found in instances if found != record]
    along += [found for queryset in collector.fast_deletes for found in queryset]
    return Consequences(
        cast("list[Record]", along), sorted(blocked, key=lambda found: (str(type(found)), found.pk))
    )


def remove(*, by: User, kind: Kind, record: ScopedRecord) -> Removal:
    removal = Removal(
        organisation=organisation_of(record),
        kind=kind.slug,
        record_id=record.public_id,
        name=_short(str(record), 200),
        limit=record.limit_of(),
        by=by,
    )
    found = consequences(record)
    if not found.blocked_by:
        removal.parts = len(found.along)
    records.remove(record, by=by, removal=removal.public_id)
    removal.save(force_insert=True)
    return removal


def restore(*, by: User, removal: Removal) -> ScopedRecord:
    if not removal.is_open:
        raise NotRestorable(
            _(
                "This can no longer be brought back: it was more than %(days)s days ago, or it is back already."
            )
            % {"days": KEPT.days}
        )
    found = [row.instance for row in _rows(removal.public_id)]
    root = next((one for one in found if one.public_id == removal.record_id), None)
    if root is None:
        raise NotRestorable(_("What was removed is no longer kept."))
    _check_free(found)
    _check_anchored(found)
    for instance in found:
        _bring_back(instance, by)
    relinking.relink(found, by=by, removed_at=removal.created_at)
    removal.restored_at = timezone.now()
    removal.save(update_fields=["restored_at", "updated_at"])
    return cast(ScopedRecord, root)


def _rows(removal: uuid.UUID) -> Iterator[Any]:
    """The history rows of one removal, of every model that keeps history."""
    for model in apps.get_models():
        history = getattr(model, "history", None)
        if history is None or not issubclass(model, ScopedRecord):
            continue
        marked = {"history_change_reason": records.removal_reason(removal), "history_type": "-"}
        yield from history.across_organisations(_REASON).filter(**marked).order_by("pk")


def _check_free(found: list[Any]) -> None:
    for instance in found:
        model = type(instance)
        taken = models.Q(pk=instance.pk) | models.Q(public_id=instance.public_id)
        if model.objects.across_organisations(_REASON).filter(taken).exists():
            raise NotRestorable(_("“%(name)s” is there already.") % {"name": _short(str(instance), 80)})


def _check_anchored(found: list[Any]) -> None:
    """Everything they refer to must be there: in the register, or among what comes back."""
    together = {(type(instance), instance.pk) for instance in found}
    for instance in found:
        for field in instance._meta.concrete_fields:
            key = getattr(instance, field.attname) if field.is_relation else None
            if key is None or (field.related_model, key) in together:
                continue
            if not field.related_model._base_manager.filter(pk=key).exists():
                words = _("It belonged to a %(what)s that is gone too. Bring that back first.")
                raise NotRestorable(words % {"what": field.related_model._meta.verbose_name})


def _bring_back(instance: Any, by: User) -> None:
    """With its ids and the moment it was first made; `save` would stamp that anew."""
    made = instance.created_at
    try:
        with records.acting(by), records.readable_errors(type(instance)):
            instance.save(force_insert=True)
    except ValidationError as error:
        raise NotRestorable(" ".join(error.messages)) from error
    type(instance)._base_manager.filter(pk=instance.pk).update(created_at=made)


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
