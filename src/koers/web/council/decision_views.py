"""The register of decisions: by body, year and programme, and what each decision changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koers.decisions.effects import Effect, changed_by
from koers.decisions.models import Decision
from koers.decisions.pages import link
from koers.editing.places import address
from koers.organisations.access import may, require, require_organisation, user_of
from koers.organisations.models import User
from koers.organisations.permissions import Permission
from koers.programmes.models import ProgrammeDecision
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Fact, Link, Table

PER_PAGE = 25


@require(Permission.VIEW_REGISTER)
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    organisation = require_organisation(request, Permission.VIEW_REGISTER)
    user = user_of(request)
    everything = Decision.objects.visible_to(user).filter(organisation=organisation)
    parts = {name: request.GET.get(name, "")[:200] for name in ("orgaan", "jaar", "programma")}
    found = _narrowed(user, everything, parts).select_related("body_known")
    listed = Paginator(found.order_by("-date_first_day", "-pk"), PER_PAGE).get_page(request.GET.get("pagina"))
    rows = list(listed.object_list)
    may_change = may(user, Permission.CHANGE_REGISTER, organisation)
    new = reverse("editing:new", args=["besluiten"])
    context = {
        "title": _("Register of decisions"),
        "page": listed,
        "query": {name: value for name, value in parts.items() if value},
        "table": _table(rows, changed_by(user, rows)) if rows else None,
        "parts": parts,
        "some": bool(rows) or everything.exists(),
        **_choices(user, everything),
        "may_change": may_change,
        "new_url": new,
        "sheet_url": reverse("editing:list", args=["besluiten"]),
        "empty_action": Link(_("Add a decision"), new)
        if may_change
        else Link(_("To the programmes"), reverse("web:programmes")),
    }
    return render(request, "web/council/decisions.html", context)


def _narrowed(user: User, found: QuerySet[Decision], parts: dict[str, str]) -> QuerySet[Decision]:
    """A year or programme that makes no sense is left out, so that the form says what was chosen."""
    if parts["orgaan"]:
        found = found.filter(Q(body=parts["orgaan"]) | Q(body="", body_known__name=parts["orgaan"]))
    if parts["jaar"].isascii() and parts["jaar"].isdigit() and len(parts["jaar"]) == 4:
        found = found.filter(date_first_day__year=int(parts["jaar"]))
    else:
        parts["jaar"] = ""
    if parts["programma"]:
        ties = ProgrammeDecision.objects.visible_to(user).filter(programme__name=parts["programma"])
        found = found.filter(pk__in=ties.values("decision"))
    return found


def _choices(user: User, found: QuerySet[Decision]) -> dict[str, Any]:
    """What the filters offer (3 queries)."""
    rows = found.order_by().values_list("body", "body_known__name", "date_first_day")
    seen = list(rows)
    ties = ProgrammeDecision.objects.visible_to(user).filter(decision__in=found)
    return {
        "bodies": sorted({body or known for body, known, _day in seen if body or known}),
        "years": sorted({day.year for _body, _known, day in seen if day}, reverse=True),
        "programmes": sorted(set(ties.order_by().values_list("programme__name", flat=True))),
    }


def _table(rows: list[Decision], changed: Mapping[int, list[Effect]]) -> Table:
    lines = [
        (
            link(reverse("web:decision", args=[one.public_id]), one.text),
            one.body_words or _("not stated"),
            one.act or "–",
            dutch_date(one.date) if one.date else _("not stated"),
            one.case_number or "–",
            _changes(changed[one.pk]),
        )
        for one in rows
    ]
    names = (_("Decision"), _("Body"), _("Act"), _("Date"), _("Case number"), _("What it changes"))
    return Table(_("Decisions, the newest first"), [Column(name) for name in names], lines)


def _changes(found: list[Effect]) -> object:
    if not found:
        return "–"
    return ", ".join(dict.fromkeys(effect.what for effect in found))


@require(Permission.VIEW_REGISTER)
@require_safe
def decision(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = user_of(request)
    found = Decision.objects.visible_to(user).select_related("body_known", "organisation")
    one = found.prefetch_related("documents").filter(public_id=public_id).first()
    if one is None:
        raise Http404(_("This page does not exist, or it is not yours."))
    changed = changed_by(user, [one])[one.pk]
    unknown = _("not stated")
    may_change = may(user, Permission.CHANGE_REGISTER, one)
    context = {
        "title": _("Decision"),
        "breadcrumbs": [
            Link(_("Register of decisions"), reverse("web:decision_register")),
            Link(_("Decision")),
        ],
        "one": one,
        "facts": [
            Fact(_("Body"), one.body_words or unknown),
            Fact(_("Act"), one.act or unknown),
            Fact(_("Date"), dutch_date(one.date) if one.date else unknown),
            Fact(_("Case number"), one.case_number or unknown),
        ],
        "documents": list(one.documents.all()),
        "changed": _changed_table(changed) if changed else None,
        "may_change": may_change,
        "edit_url": address("change", one),
        "all_url": address("record", one),
        "effect_url": f"{reverse('editing:new', args=['besluitgevolgen'])}?bij={one.public_id}",
        "document_url": f"{reverse('editing:new', args=['besluitstukken'])}?bij={one.public_id}",
    }
    return render(request, "web/council/decision.html", context)


def _changed_table(found: list[Effect]) -> Table:
    rows = [
        (
            link(effect.url, effect.text) if effect.url else effect.text,
            effect.what,
            dutch_date(effect.day) if effect.day else "–",
        )
        for effect in found
    ]
    names = (_("Which"), _("What it changes"), _("Date"))
    return Table(_("What this decision changes"), [Column(name) for name in names], rows)
