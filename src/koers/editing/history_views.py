"""Who changed what and when, and a record as it was on a day."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koers.editing import history
from koers.editing.attributes import Shape, stored_attributes
from koers.editing.kinds import Kind
from koers.editing.places import address, kind_for, record_for, short, trail
from koers.organisations.access import user_of
from koers.organisations.models import User
from koers.organisations.scope import ScopedRecord
from koers.ui.entry import read_date
from koers.ui.formats import dutch_date
from koers.ui.parts import Fact

PER_PAGE = 25


@require_safe
def changes(request: HttpRequest, slug: str, public_id: UUID) -> HttpResponse:
    kind = kind_for(request, slug)
    record = record_for(request, kind, public_id)
    found = history.steps(record, user_of(request))
    title = _("History")
    context = {
        "title": title,
        "breadcrumbs": trail(kind, record, title),
        "name": short(record),
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("pagina")),
        "as_on_url": address("as_on", record, kind),
        "today": timezone.localdate().isoformat(),
    }
    return render(request, "editing/history.html", context)


@require_safe
def as_on(request: HttpRequest, slug: str, public_id: UUID) -> HttpResponse:
    """`?op=2026-03-01`, or a day as people type it; without it today."""
    kind, user = kind_for(request, slug), user_of(request)
    record = record_for(request, kind, public_id)
    given = request.GET.get("op", "").strip()
    error, facts, day = "", [], timezone.localdate()
    try:
        day = read_date(given).last_day if given else day
    except ValueError as problem:
        error = str(problem)
    state = None if error else history.state_on(record, day)
    if state is not None:
        facts = _facts(kind, state, user)
    title = _("As it was on %(day)s") % {"day": dutch_date(day)}
    context = {
        "title": title,
        "breadcrumbs": trail(kind, record, title),
        "name": short(record),
        "given": given,
        "error": error,
        "there": state is not None,
        "facts": facts,
        "history_url": address("history", record, kind),
    }
    return render(request, "editing/as_on.html", context, status=422 if error else 200)


def _facts(kind: Kind, state: ScopedRecord, user: User) -> list[Fact]:
    asked = stored_attributes(type(state))
    names = history.Names(asked, [state], user)
    facts = []
    for one in asked:
        if one.shape is Shape.RELATION:
            words = names.of(one, getattr(state, one.field.attname))
        else:
            words = one.words(getattr(state, one.name))
        if words:
            facts.append(Fact(one.title, words))
    return facts
