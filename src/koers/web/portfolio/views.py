"""The list of programmes."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from koers.organisations.access import own_organisations, require, user_of
from koers.organisations.permissions import Permission
from koers.programmes import portfolio
from koers.programmes.models import Programme
from koers.ui.parts import Link
from koers.web.portfolio.filtering import PortfolioForm
from koers.web.portfolio.page import portfolio_table
from koers.web.register_links import new_link, portfolio_link
from koers.web.views import read_in_link

PER_PAGE = 25


@require(Permission.VIEW_REGISTER)
@require_safe
def programme_list(request: HttpRequest) -> HttpResponse:
    user, today = user_of(request), timezone.localdate()
    organisations = portfolio.organisations_in(user, own_organisations(request))
    steers = user.may_somewhere(Permission.VIEW_STEERING)
    form = PortfolioForm(request.GET, organisations, steers=steers)
    # It counts and cuts by itself, which is all that a paginator asks of what it pages through.
    listed: Any = portfolio.Listed(user, form.wanted, today)
    page: Page[int] = Paginator(listed, PER_PAGE).get_page(request.GET.get("pagina"))
    keys = list(page.object_list)
    doubles = portfolio.doubles_among(user) if keys else {}
    rows = portfolio.rows(user, keys, today, doubles) if keys else []
    several = len({row.organisation for row in rows}) > 1 or len(organisations) > 1
    total = page.paginator.count
    context: dict[str, Any] = {
        "title": _("Programmes"),
        "form": form,
        "page": page,
        "query": form.query,
        "found": ngettext("%(count)s programme", "%(count)s programmes", total) % {"count": total},
        "chosen": form.chosen(reverse("web:programmes")),
        "table": portfolio_table(rows, today, several=several, steers=steers) if rows else None,
        "nothing": not total and not form.wanted,
        "all_link": Link(_("Show all programmes"), reverse("web:programmes")),
        "empty_action": read_in_link(request, _("Read in a report")),
        "new": new_link(user, Programme, _("Start a programme")),
        "export": portfolio_link(Programme, _("As a spreadsheet")) if total else None,
    }
    return render(request, "web/portfolio/list.html", context)
