"""The programme of an address, and the way to its pages."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from koers.core.models import Record
from koers.editing.kinds import kind_of
from koers.editing.places import with_query
from koers.organisations.access import demand, user_of
from koers.organisations.permissions import Permission
from koers.organisations.scope import ScopedRecord
from koers.programmes.models import Programme
from koers.programmes.queries import programme_by_slug
from koers.ui.parts import Link


def programme_at(
    request: HttpRequest, organisation_slug: str, slug: str, needs: Permission | None = None
) -> Programme:
    """404 when it is not the user's to see, and what `access.refusal` says when `needs` is not theirs."""
    user = user_of(request)
    try:
        programme = programme_by_slug(user, organisation_slug, slug)
    except Programme.DoesNotExist as error:
        raise Http404(_("This page does not exist, or it is not yours.")) from error
    if needs is not None:
        demand(user, needs, programme)
    return programme


def url_of(name: str, programme: Programme) -> str:
    place = {"organisation_slug": programme.organisation.slug, "slug": programme.slug}
    return reverse(f"web:{name}", kwargs=place)


def trail(programme: Programme, *links: Link) -> list[Link]:
    return [
        Link(_("Programmes"), reverse("web:programmes")),
        Link(programme.name, url_of("programme", programme)),
        *links,
    ]


def change_url(model: type[ScopedRecord], public_id: str, back: str = "") -> str:
    """The form of a record in the register, and from there to `back`; empty while its kind has none."""
    try:
        url = reverse("editing:change", kwargs={"slug": kind_of(model).slug, "public_id": public_id})
    except (KeyError, NoReverseMatch):
        return ""
    return with_query(url, next=back)


def new_url(model: type[ScopedRecord], parent: Record, back: str = "") -> str:
    """The form for a new record beneath `parent`, and from there to `back`; empty while its kind has none."""
    try:
        url = reverse("editing:new", kwargs={"slug": kind_of(model).slug})
    except (KeyError, NoReverseMatch):
        return ""
    return with_query(url, bij=str(parent.public_id), next=back)
