"""The practices of all municipalities: a list with filters, and a page per practice."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from koers.organisations.access import require, user_of
from koers.organisations.permissions import Permission
from koers.practices import queries
from koers.practices.models import Practice
from koers.ui.formats import dutch_date
from koers.ui.parts import Fact, Link
from koers.web.practice_filter import PracticeFilterForm, chosen_links
from koers.web.sources import Sources

PRACTICES_PER_PAGE = 20


@require(Permission.VIEW_REGISTER)
@require_GET
def practice_list(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    form = PracticeFilterForm(request.GET, queries.facets(user, PracticeFilterForm.filter_of(request.GET)))
    chosen = PracticeFilterForm.filter_of(request.GET)
    page = Paginator(queries.practices(user, chosen), PRACTICES_PER_PAGE).get_page(request.GET.get("pagina"))
    total = page.paginator.count
    context: dict[str, Any] = {
        "title": _("Practices of municipalities"),
        "form": form,
        "page": page,
        "practices": page.object_list,
        "query": form.query,
        "found": ngettext("%(count)s practice found", "%(count)s practices found", total) % {"count": total},
        "chosen": chosen_links(reverse("web:practices"), form),
        "any_practice": total > 0 or bool(form.query),
        "all_link": Link(_("Show all practices"), reverse("web:practices")),
        "empty_action": Link(_("To the start page"), reverse("web:home")),
    }
    return render(request, "web/practice_list.html", context)


@require(Permission.VIEW_REGISTER)
@require_GET
def practice(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        found = queries.practice_by_slug(user_of(request), slug)
    except Practice.DoesNotExist as error:
        raise Http404(_("This page does not exist, or it is not yours.")) from error
    own = found.organisation_id in user_of(request).organisation_ids()
    sources = Sources([found] if own else [])
    context = {
        "title": found.title,
        "breadcrumbs": [Link(_("Practices"), reverse("web:practices")), Link(found.title)],
        "practice": found,
        "facts": practice_facts(found),
        "sources": sources.links(found),
        "warnings": sources.warnings(found),
    }
    return render(request, "web/practice.html", context)


def practice_facts(practice: Practice) -> list[Fact]:
    facts = [Fact(_("Organisation"), practice.organisation_line or _("not stated"))]
    if practice.theme or practice.theme_raw:
        facts.append(Fact(_("Theme"), practice.get_theme_display() if practice.theme else practice.theme_raw))
    facts.append(Fact(_("Period"), period_words(practice)))
    if practice.round:
        facts.append(Fact(_("Round"), practice.round))
    facts.append(Fact(_("Published by"), practice.organisation.name))
    return facts


def period_words(practice: Practice) -> str:
    """The period as printed; worked out dates only where nothing was printed."""
    if practice.period_raw:
        return practice.period_raw
    dates = [dutch_date(day) for day in (practice.start, practice.end) if day]
    return " – ".join(dates) or _("not stated")
