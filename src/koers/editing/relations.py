"""What a relation of a record may point to. A record of somebody else is never there: not to see, not to name."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from koers.core.models import Record
from koers.editing.attributes import Attribute
from koers.editing.kinds import Kind
from koers.organisations.access import organisation_of
from koers.organisations.models import Organisation, User
from koers.organisations.scope import ScopedRecord


def parent_of(kind: Kind, record: ScopedRecord) -> Any:
    """What the record hangs from: the record its kind names, else its organisation."""
    found = getattr(record, kind.parent) if kind.parent else None
    return organisation_of(record) if found is None else found


def choices(kind: Kind, attribute: Attribute, user: User, under: Any) -> QuerySet[Any]:
    """The records the attribute may refer to, for a record that hangs from `under`."""
    if attribute.name in kind.choices:
        return kind.choices[attribute.name](user, under)
    model: Any = attribute.related
    organisation = under if isinstance(under, Organisation) else organisation_of(under)
    if model is User:
        return people_of(organisation)
    if not issubclass(model, ScopedRecord):
        return model._default_manager.all()  # type: ignore[no-any-return]
    found: QuerySet[Any] = model.objects.visible_to(user).filter(**{model.SCOPE: organisation})
    programme = _programme_of(under)
    if programme is not None and _has(model, "programme"):
        found = found.filter(programme=programme)
    return found


def people_of(organisation: Organisation) -> QuerySet[User]:
    """Who works for the organisation now, by name."""
    member = Q(memberships__organisation=organisation, memberships__accepted_at__isnull=False)
    return User.objects.filter(member, is_active=True).distinct().order_by("name", "pk")


def chosen(kind: Kind, attribute: Attribute, user: User, record: ScopedRecord, value: Any) -> Record | None:
    """The record meant by an instance or a public id. Raises ValueError, with the same words for what does
    not exist and for what is somebody else's.
    """
    if value in (None, ""):
        return None
    now: Record | None = getattr(record, attribute.name, None)
    if now is not None and (value == now or str(value) == str(now.public_id)):
        return now  # left as it was, also when it could not be chosen any more
    found = choices(kind, attribute, user, parent_of(kind, record))
    key = _key(value)
    match: Record | None = found.filter(**key).first() if key else None
    if match is None:
        raise ValueError(_("This choice is not there (any more). Choose another one."))
    return match


def _key(value: Any) -> dict[str, Any] | None:
    if isinstance(value, Record):
        return {"pk": value.pk}
    try:
        return {"public_id": value if isinstance(value, UUID) else UUID(str(value))}
    except ValueError:
        return None


def _programme_of(under: Any) -> Any:
    if under._meta.model_name == "programme":
        return under
    return getattr(under, "programme", None)


def _has(model: type[Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
