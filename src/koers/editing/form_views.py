"""Making and changing a record by a form, and putting two people's changes together."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from koers.core.models import ConcurrentChange
from koers.editing import actions, drafts, merge_page
from koers.editing.expired import keeps_what_was_typed
from koers.editing.forms import RecordForm
from koers.editing.kinds import Kind
from koers.editing.places import capital, page_of, record_for, short, trail, way_back, writable_kind
from koers.editing.queries import seen
from koers.organisations.access import demand, get_visible_or_404, require_organisation, user_of
from koers.organisations.models import Organisation
from koers.organisations.scope import ScopedRecord

CHOICES_SHOWN = 500


@keeps_what_was_typed
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A new record under `?bij=`; without it the page asks first what it belongs to."""
    kind, user = writable_kind(request, slug), user_of(request)
    under = _under(request, kind)
    if under is None:
        return _ask_under(request, kind)
    record = actions.blank(by=user, kind=kind, under=under)
    demand(user, kind.needs, record)
    typed = request.POST if request.method == "POST" else None
    form = RecordForm(kind, user, record, data=typed)
    if typed is not None and not drafts.is_stale(request) and form.is_valid():
        try:
            made = actions.create(by=user, kind=kind, under=under, values=form.values())
        except ValidationError as error:
            form.take_errors(error)
        else:
            return saved(request, kind, made)
    title = _("Add: %(kind)s") % {"kind": kind.singular}
    return _page(request, kind, None, form, capital(title))


@keeps_what_was_typed
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, public_id: UUID) -> HttpResponse:
    kind, user = writable_kind(request, slug), user_of(request)
    record = record_for(request, kind, public_id, kind.needs)
    name = short(record, 60)
    if "samenvoegen" in request.POST and not drafts.is_stale(request):
        return merge_page.take(request, kind, record)
    typed = request.POST if request.method == "POST" else None
    form = RecordForm(kind, user, record, data=typed)
    if typed is not None and not drafts.is_stale(request) and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            changed = actions.change(by=user, kind=kind, record=record, version=version, values=form.values())
        except ConcurrentChange:
            now = record_for(request, kind, public_id, kind.needs)
            return merge_page.put_together(request, kind, now, yours=form.values(), started_from=version)
        except ValidationError as error:
            form.take_errors(error)
        else:
            return saved(request, kind, changed)
    title = _("Change: %(kind)s") % {"kind": kind.singular}
    stored = record_for(request, kind, public_id) if form.errors else record
    return _page(request, kind, stored, form, capital(title), name)


def saved(request: HttpRequest, kind: Kind, record: ScopedRecord) -> HttpResponse:
    """Back to where one came from, with what is missing or odd said beside it."""
    messages.success(request, _("Saved: %(name)s") % {"name": short(record, 80)})
    for words in kind.odd(user_of(request), record):
        messages.warning(request, words)
    response = HttpResponseRedirect(way_back(request) or page_of(record))
    return drafts.forget(request, response)


def _page(
    request: HttpRequest,
    kind: Kind,
    record: ScopedRecord | None,
    form: RecordForm,
    title: str,
    name: str = "",
) -> HttpResponse:
    context = {
        "title": title,
        "breadcrumbs": trail(kind, record, title),
        "form": form,
        "name": name,
        "stale": drafts.is_stale(request),
        "next": way_back(request),
        "cancel_url": way_back(request) or (page_of(record) if record else ""),
        "draft": drafts.key_of(request),
    }
    return render(request, "editing/form.html", context, status=422 if form.is_bound else 200)


def _under(request: HttpRequest, kind: Kind) -> ScopedRecord | Organisation | None:
    """What the new record hangs from; None when the page still has to ask."""
    given = request.GET.get("bij", "")
    if not kind.parent:
        return require_organisation(request, kind.needs)
    if not given:
        return None
    try:
        return get_visible_or_404(_parent_model(kind), request.user, public_id=UUID(given))
    except ValueError:
        raise Http404(_("This page does not exist, or it is not yours.")) from None


def _parent_model(kind: Kind) -> type[ScopedRecord]:
    field: models.Field[Any, Any] = kind.model._meta.get_field(kind.parent)  # type: ignore[assignment]
    return field.related_model  # type: ignore[return-value]


def _ask_under(request: HttpRequest, kind: Kind) -> HttpResponse:
    from koers.editing.kinds import kind_of

    parent = _parent_model(kind)
    user = user_of(request)
    try:
        found = seen(kind_of(parent), user)
    except KeyError:
        found = parent.objects.visible_to(user)
    title = capital(_("Add: %(kind)s") % {"kind": kind.singular})
    context = {
        "title": title,
        "breadcrumbs": trail(kind, None, title),
        "parent": str(parent._meta.verbose_name),
        "options": [(one.public_id, short(one, 90)) for one in found[:CHOICES_SHOWN]],
        "next": way_back(request),
    }
    return render(request, "editing/choose_parent.html", context)
