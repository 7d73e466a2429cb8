"""What lists and record pages of the register show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q, QuerySet
from django.utils import timezone

from koers.editing.attributes import Shape, attribute, attributes
from koers.editing.kinds import Kind, all_kinds, kind_of
from koers.editing.models import KEPT, Removal
from koers.organisations.models import User
from koers.organisations.scope import ScopedRecord

PARTS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Parts:
    """The records of one kind that hang from another; `more` when there are others behind them."""

    kind: Kind
    records: list[Any]
    more: bool


def seen(kind: Kind, user: User) -> QuerySet[Any]:
    """The records of a kind the user may see, with all they refer to in their list."""
    return kind.model.objects.visible_to(user).select_related(*_relations(kind))


def searched(kind: Kind, found: QuerySet[Any], text: str) -> QuerySet[Any]:
    """The records with every word somewhere in their texts."""
    texts = [one.name for one in attributes(kind) if one.shape in (Shape.LINE, Shape.TEXT)]
    for word in text.split()[:8]:
        anywhere = Q()
        for name in texts:
            anywhere |= Q(**{f"{name}__icontains": word})
        found = found.filter(anywhere)
    return found


def found(kind: Kind, user: User, text: str, programme: str) -> QuerySet[Any]:
    """What a list shows: the words sought, and the programme (public id) it is narrowed to."""
    records = searched(kind, seen(kind, user), text)
    path = programme_path(kind.model)
    if not programme or not path:
        return records
    try:
        return records.filter(**{f"{path}__public_id": UUID(programme)})
    except ValueError:
        return records.none()


def for_sheet(kind: Kind, records: QuerySet[Any]) -> QuerySet[Any]:
    """With every relation that a sheet names, also those that no list shows."""
    names = [one.name for one in attributes(kind) if one.shape is Shape.RELATION]
    return records.select_related(*_relations(kind), *names)


def programme_path(model: type[ScopedRecord]) -> str:
    """The lookup from a record to its programme; empty when it has none."""
    if _has(model, "programme"):
        return "programme"
    try:
        parent = kind_of(model).parent
    except KeyError:
        return ""
    if not parent:
        return ""
    beyond = programme_path(cast(Any, model._meta.get_field(parent).related_model))
    return f"{parent}__{beyond}" if beyond else ""


def programmes_of(kind: Kind, user: User) -> QuerySet[Any] | None:
    """The programmes a list can be narrowed to; None when the kind has none."""
    path = programme_path(kind.model)
    if not path:
        return None
    model: Any = kind.model
    for step in path.split("__"):
        model = model._meta.get_field(step).related_model
    found: QuerySet[Any] = model.objects.visible_to(user)
    return found.order_by("name", "pk")


def child_kinds(kind: Kind) -> list[Kind]:
    """The kinds whose records hang from records of this one."""
    return [
        other
        for other in all_kinds()
        if other.parent and other.model._meta.get_field(other.parent).related_model is kind.model
    ]


def parts_of(kind: Kind, record: ScopedRecord, user: User) -> list[Parts]:
    """What hangs from the record, one query per kind."""
    found = []
    for child in child_kinds(kind):
        if not user.may_somewhere(child.see):
            continue
        records = list(seen(child, user).filter(**{child.parent: record})[: PARTS_SHOWN + 1])
        found.append(Parts(child, records[:PARTS_SHOWN], len(records) > PARTS_SHOWN))
    return found


def open_removals(user: User) -> QuerySet[Removal]:
    """What the user can still bring back, the newest first: a name may tell what only few may see."""
    since = timezone.now() - KEPT
    mine = Q(pk__in=[])
    writable = [kind for kind in all_kinds() if kind.writable]
    for needs in sorted({kind.needs for kind in writable}):
        slugs = [kind.slug for kind in writable if kind.needs == needs]
        where = Q(organisation__in=user.organisations_granting(needs)) | Q(limit__in=user.limits(needs))
        mine |= Q(kind__in=slugs) & where
    found = Removal.objects.visible_to(user).filter(mine, restored_at=None, created_at__gte=since)
    return found.select_related("organisation", "by").order_by("-created_at", "-pk")


def _relations(kind: Kind) -> list[str]:
    names = [name for name in (kind.parent, *kind.model.SCOPE.split("__")[:1]) if name]
    asked = [attribute(kind.model, name) for name in kind.columns or kind.fields]
    names += [one.name for one in asked if one.shape is Shape.RELATION]
    if kind.model.SCOPE.count("__"):
        names.append(kind.model.SCOPE)
    if kind.parent and _has(kind.model._meta.get_field(kind.parent).related_model, "organisation"):
        names.append(f"{kind.parent}__organisation")  # the address of a programme begins with it
    return list(dict.fromkeys(names))


def _has(model: Any, name: str) -> bool:
    try:
        return bool(model._meta.get_field(name).is_relation)
    except FieldDoesNotExist:
        return False
