"""Which records someone may see of a kind, and which of them a list asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from koers.api.names import camel
from koers.api.shapes import Resource, programme_of, representation
from koers.editing.attributes import Shape
from koers.editing.kinds import Kind
from koers.organisations.models import User
from koers.organisations.permissions import Permission
from koers.ui.api.paging import Page
from koers.ui.api.problems import NOT_FOUND, Problem

_SORTABLE = {
    Shape.LINE,
    Shape.PARTIAL,
    Shape.DAY,
    Shape.MOMENT,
    Shape.MONEY,
    Shape.WHOLE,
    Shape.NUMBER,
    Shape.CHOICE,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list asks for."""

    page: Page
    search: str = ""
    updated_since: datetime | None = None
    sort: str = ""
    organisation: str = ""
    programme: str = ""
    parent: str = ""


def visible(kind: Kind, user: User, records: Any) -> Any:
    """Of the scoped `records` (of the kind or its history) those whose kind the user may see. Raises PermissionDenied
    for who may see them nowhere.

    `visible_to` knows whose records they are; this adds what the kind asks (money and risks are for fewer people).
    """
    if not user.may_somewhere(kind.see):
        raise PermissionDenied(_("Your role does not allow this."))
    found = records.visible_to(user)
    here, limit = kind.model.SCOPE, _limit_lookup(kind)
    limits = Q(**{f"{limit}__in": user.limits(kind.see)}) if limit and user.limits(kind.see) else Q(pk__in=[])
    if kind.see is not Permission.VIEW_REGISTER:  # never shared beyond the own organisation
        return found.filter(Q(**{f"{here}__in": user.organisations_granting(kind.see)}) | limits)
    closed = [key for key in user.organisation_ids() if not user.may(kind.see, key)]
    return found.exclude(Q(**{f"{here}__in": closed}) & ~limits) if closed else found


def _limit_lookup(kind: Kind) -> str:
    path = programme_of(kind)
    if path:
        return f"{path}__public_id"
    return "public_id" if kind.model._meta.model_name == "programme" else ""


def one(resource: Resource, user: User, public_id: Any) -> Any:
    """The record with all that its representation needs; the problem not-found when it is not there or not theirs."""
    records = visible(resource.kind, user, resource.kind.model.objects)
    found = records.filter(public_id=public_id).select_related(*resource.joins()).first()
    if found is None:
        raise Problem(NOT_FOUND)
    return found


def listed(resource: Resource, user: User, wanted: Wanted) -> QuerySet[Any]:
    """The records a list asks for, in its order. An organisation or programme that is not the user's gives none."""
    found = visible(resource.kind, user, resource.kind.model.objects)
    if wanted.organisation:
        found = found.filter(**{f"{resource.kind.model.SCOPE}__public_id": wanted.organisation})
    if wanted.programme and resource.programme:
        found = found.filter(**{f"{resource.programme}__public_id": wanted.programme})
    if wanted.parent:
        found = found.filter(**{f"{resource.kind.parent}__public_id": wanted.parent})
    if wanted.updated_since is not None:
        found = found.filter(updated_at__gte=wanted.updated_since)
    if wanted.search:
        found = found.filter(_matches(resource, wanted.search))
    order = _order(resource, wanted.sort)
    ordered = found.order_by(*order, "pk") if order else found.order_by(*found.model._meta.ordering, "pk")
    return ordered.select_related(*resource.joins())  # type: ignore[no-any-return]


def page_of(
    resource: Resource, user: User, wanted: Wanted, address: str, asked: dict[str, str]
) -> dict[str, Any]:
    found = listed(resource, user, wanted)
    total = found.order_by().select_related(None).count()
    items = [representation(resource, record) for record in found[wanted.page.rows]] if total else []
    return wanted.page.document(items, total, address, asked)


def sort_names(resource: Resource) -> list[str]:
    """What a list may be sorted by: a name, or with a minus before it the other way round."""
    names = ["createdAt", "updatedAt"]
    names += [camel(found.name) for found in resource.attributes if found.shape in _SORTABLE]
    return [sign + name for name in names for sign in ("", "-")]


def searched(resource: Resource) -> list[str]:
    """The attributes in which `q` looks."""
    return [found.name for found in resource.attributes if found.shape in (Shape.LINE, Shape.TEXT)]


def _matches(resource: Resource, text: str) -> Q:
    """Every word somewhere in the record's texts."""
    found = Q()
    names = searched(resource)
    for word in text.split():
        anywhere = Q()
        for name in names:
            anywhere |= Q(**{f"{name}__icontains": word})
        found &= anywhere
    return found


def _order(resource: Resource, sort: str) -> list[str]:
    if not sort:
        return []
    sign, name = ("-", sort[1:]) if sort.startswith("-") else ("", sort)
    columns: dict[str, tuple[str, ...]] = {"createdAt": ("created_at",), "updatedAt": ("updated_at",)}
    columns |= {camel(found.name): found.columns[:1] for found in resource.attributes}
    return [f"{sign}{column}" for column in columns[name]]
