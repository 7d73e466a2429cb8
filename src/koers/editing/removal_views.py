"""Removing a record after a question, and bringing back what was removed."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from koers.core.models import Record
from koers.editing import actions, queries
from koers.editing.kinds import by_slug
from koers.editing.models import Removal
from koers.editing.places import (
    capital,
    link_to,
    list_link,
    list_page_of,
    page_of,
    record_for,
    short,
    trail,
    way_back,
    writable_kind,
)
from koers.editing.removing import consequences
from koers.organisations.access import demand, get_visible_or_404, require, user_of
from koers.organisations.models import User
from koers.organisations.permissions import Permission
from koers.organisations.scope import ScopedRecord
from koers.ui.parts import UNDO, Link

PER_PAGE = 50
SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, slug: str, public_id: UUID) -> HttpResponse:
    """Asks first: says what goes along, or what holds it back."""
    kind, user = writable_kind(request, slug), user_of(request)
    record = record_for(request, kind, public_id, kind.needs)
    errors: list[str] = []
    if request.method == "POST":
        onward = way_back(request) or list_page_of(record)
        try:
            removal = actions.remove(by=user, record=record)
        except ValidationError as error:
            errors = list(error.messages)
        else:
            words = _("Removed: %(name)s. You can bring it back for 30 days under “Removed”.")
            undo = reverse("editing:restore", args=[removal.public_id])
            messages.success(request, words % {"name": removal.name[:80]}, extra_tags=f"{UNDO}{undo}")
            return redirect(onward)
    found = consequences(record)
    title = capital(_("Remove: %(kind)s") % {"kind": kind.singular})
    context = {
        "title": title,
        "breadcrumbs": trail(kind, record, title),
        "name": short(record),
        "along": _counted(found.along),
        "blocked_by": [_told(user, one) for one in found.blocked_by[:SHOWN]],
        "blocked_more": max(len(found.blocked_by) - SHOWN, 0),
        "errors": errors,
        "next": way_back(request),
        "cancel_url": way_back(request) or page_of(record),
    }
    return render(request, "editing/remove.html", context, status=409 if errors else 200)


def _counted(along: list[Record]) -> list[tuple[str, int]]:
    """What goes along, by what it is called, so that nobody has to read a list of a hundred."""
    names = Counter(
        str(one._meta.verbose_name if along_count == 1 else one._meta.verbose_name_plural)
        for one, along_count in ((one, sum(type(o) is type(one) for o in along)) for one in along)
    )
    return sorted(names.items())


def _told(user: User, record: Record) -> dict[str, object]:
    """Another record that refers to this one: by name for who may see it, else only what it is."""
    what = capital(str(record._meta.verbose_name))
    visible = isinstance(record, ScopedRecord) and (
        type(record).objects.visible_to(user).filter(pk=record.pk).exists()
    )
    return {"what": what, "link": link_to(record) if visible else ""}


@require(Permission.VIEW_REGISTER)
@require_safe
def trash(request: HttpRequest) -> HttpResponse:
    """What was removed in the last 30 days and the user may bring back."""
    user = user_of(request)
    page = Paginator(queries.open_removals(user), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "title": _("Removed in the last 30 days"),
        "page": page,
        "rows": [(one, capital(by_slug(one.kind).singular)) for one in page.object_list],
        "home": Link(_("To the start page"), "/"),
    }
    return render(request, "editing/trash.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def restore(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A GET does nothing: it is where someone lands who had to log in again first."""
    removal = get_visible_or_404(Removal, request.user, public_id=public_id)
    demand(request.user, by_slug(removal.kind).needs, removal)
    if request.method != "POST":
        return redirect("editing:trash")
    try:
        with transaction.atomic():
            record = actions.restore(by=user_of(request), removal=removal)
    except ValidationError as error:
        for words in error.messages:
            messages.error(request, words)
        return redirect("editing:trash")
    messages.success(request, _("Brought back: %(name)s") % {"name": short(record, 80)})
    return redirect(page_of(record) or list_link(by_slug(removal.kind)).url)
