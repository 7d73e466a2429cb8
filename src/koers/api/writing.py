"""Making, changing, removing and bringing back, through the same actions as the forms."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from koers.api.failures import broken_rule
from koers.api.names import camel
from koers.api.parameters import started_from
from koers.api.reading import one
from koers.api.shapes import Body, Resource, names_by_attribute, values_of
from koers.editing import actions
from koers.editing.models import Removal
from koers.organisations.models import Organisation, User
from koers.organisations.records import NotRemovable
from koers.organisations.scope import ScopedRecord
from koers.ui.api.problems import NOT_FOUND, RULE_BROKEN, Fault, Problem


def may_write(resource: Resource, user: User) -> None:
    """Raises PermissionDenied for who may write this kind nowhere, before anything is looked up."""
    if not user.may_somewhere(resource.kind.needs):
        raise PermissionDenied(_("Your role does not allow this."))


def create(resource: Resource, user: User, body: Body) -> Any:
    may_write(resource, user)
    under = _under(resource, user, body)
    try:
        made = actions.create(by=user, kind=resource.kind, under=under, values=values_of(resource, body))
    except ValidationError as error:
        raise broken_rule(error, names_by_attribute(resource)) from error
    return made


def change(
    resource: Resource, user: User, request: HttpRequest, record: Any, body: Body, *, replace: bool
) -> Any:
    version = started_from(request, record)
    values = values_of(resource, body, replace=replace)
    try:
        return actions.change(by=user, kind=resource.kind, record=record, version=version, values=values)
    except ValidationError as error:
        raise broken_rule(error, names_by_attribute(resource)) from error


def remove(resource: Resource, user: User, request: HttpRequest, public_id: Any) -> None:
    may_write(resource, user)
    record = one(resource, user, public_id)
    started_from(request, record, must=False)
    try:
        actions.remove(by=user, record=record)
    except NotRemovable:
        raise
    except ValidationError as error:
        raise broken_rule(error, names_by_attribute(resource)) from error


def restore(resource: Resource, user: User, public_id: Any) -> Any:
    may_write(resource, user)
    removals = Removal.objects.visible_to(user).filter(kind=resource.kind.slug, record_id=public_id)
    removal = removals.filter(restored_at__isnull=True).order_by("-created_at", "-pk").first()
    if removal is None:
        raise Problem(NOT_FOUND, _("No record with this id was removed, or it is back already."))
    return actions.restore(by=user, removal=removal)


def _under(resource: Resource, user: User, body: Any) -> ScopedRecord | Organisation:
    """What the new record hangs from. What is not the user's is told at the field, as what does not exist."""
    parent = resource.kind.parent
    chosen = getattr(body, camel(parent)) if parent else None
    if parent and chosen:
        model: Any = resource.kind.model._meta.get_field(parent).related_model
        found = model.objects.visible_to(user).filter(public_id=chosen).first()
        name = camel(parent)
    else:
        name = "organisation"
        chosen = getattr(body, name)
        mine = Organisation.objects.filter(pk__in=user.works_for())
        found = mine.filter(public_id=chosen).first() if chosen else None
    if found is None:
        words = _("This does not exist, or it is not yours.") if chosen else _("This is missing.")
        raise Problem(RULE_BROKEN, errors=[Fault("body", f"/{name}", "rule", words)])
    return found  # type: ignore[no-any-return]
