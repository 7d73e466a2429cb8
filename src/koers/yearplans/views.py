"""Pages of year plans for who may see the register: the teams of a year, one plan, and what goes into the
goals.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from koers.organisations.access import get_visible_or_404, may, require, require_organisation, user_of
from koers.organisations.models import Organisation
from koers.organisations.permissions import Permission
from koers.ui.parts import Link
from koers.yearplans import pages, queries
from koers.yearplans.models import FIRST_YEAR, LAST_YEAR, TeamPlan
from koers.yearplans.wording import conclusion, hours_words


def _year(request: HttpRequest, years: list[int]) -> int:
    """The year asked for, else this year when there are plans for it, else the last that has plans."""
    asked, now = request.GET.get("jaar", ""), timezone.localdate().year
    if asked.isascii() and asked.isdigit() and len(asked) == 4 and FIRST_YEAR <= int(asked) <= LAST_YEAR:
        return int(asked)
    return now if now in years or not years else years[0]


def _year_links(name: str, years: list[int], year: int) -> list[Link]:
    shown = sorted({*years, year}, reverse=True)
    return [Link(str(one), f"{reverse(name)}?jaar={one}", current=one == year) for one in shown]


def _of_the_year(request: HttpRequest, name: str) -> tuple[Organisation, int, dict[str, Any]]:
    organisation = require_organisation(request, Permission.VIEW_REGISTER)
    years = queries.years_of(organisation)
    year = _year(request, years)
    may_plan = may(request.user, Permission.PLAN_TEAM, organisation)
    new, plans = reverse("yearplans:new"), reverse("yearplans:plans")
    first = Link(_("Begin a year plan"), f"{new}?jaar={year}")
    context = {
        "organisation": organisation,
        "year": year,
        "years": _year_links(name, years, year),
        "may_plan": may_plan,
        "new_url": f"{new}?jaar={year}",
        "goals_url": f"{reverse('yearplans:goals')}?jaar={year}",
        "plans_url": f"{plans}?jaar={year}",
        "empty_action": first if may_plan else Link(_("To the programmes"), reverse("web:programmes")),
    }
    return organisation, year, context


@require(Permission.VIEW_REGISTER)
@require_GET
def plans(request: HttpRequest) -> HttpResponse:
    organisation, year, context = _of_the_year(request, "yearplans:plans")
    found = queries.plan_year(organisation, year)
    context |= {
        "title": _("Year plans %(year)s") % {"year": year},
        "table": pages.list_table(found) if found.plans else None,
    }
    return render(request, "yearplans/plans.html", context)


@require(Permission.VIEW_REGISTER)
@require_GET
def goals(request: HttpRequest) -> HttpResponse:
    organisation, year, context = _of_the_year(request, "yearplans:goals")
    found = queries.roll_up(user_of(request), organisation, year)
    title = _("Hours for the goals in %(year)s") % {"year": year}
    context |= {
        "title": title,
        "breadcrumbs": [Link(_("Year plans"), context["plans_url"]), Link(title)],
        "programmes": pages.programme_views(found),
        "no_goal": hours_words(found.no_goal.hours) if found.no_goal.hours else "",
        "heat": pages.heat(found.found),
        "months": pages.month_heads(),
        "conclusion": conclusion(found.found.whole),
    }
    return render(request, "yearplans/goals.html", context)


def plan_of(request: HttpRequest, public_id: str, needs: Permission) -> TeamPlan:
    """The plan in the address; 404 when it is not there or not yours, 403 when you may not do `needs`."""
    return get_visible_or_404(TeamPlan, user_of(request), needs=needs, public_id=public_id)


def crumbs(plan: TeamPlan, title: str = "") -> list[Link]:
    address = reverse("yearplans:plan", kwargs={"public_id": plan.public_id})
    found = [Link(_("Year plans"), f"{reverse('yearplans:plans')}?jaar={plan.year}")]
    return [*found, Link(str(plan), address), Link(title)] if title else [*found, Link(str(plan))]


@require(Permission.VIEW_REGISTER)
@require_GET
def plan(request: HttpRequest, public_id: str) -> HttpResponse:
    found = plan_of(request, public_id, Permission.VIEW_REGISTER)
    page = queries.plan_page(found)
    view = pages.plan_view(page)
    may_plan = may(request.user, Permission.PLAN_TEAM, found)
    add = reverse("yearplans:add_line", kwargs={"public_id": found.public_id})
    context = {
        "title": str(found),
        "breadcrumbs": crumbs(found),
        "plan": found,
        "page": page,
        "view": view,
        "chart": view.chart,
        "conclusion": conclusion(page.load),
        "may_plan": may_plan,
        "may_change": may_plan and not found.is_agreed,
        "add_link": Link(_("Add a line"), add),
        "back_link": Link(_("To all year plans"), reverse("yearplans:plans")),
    }
    return render(request, "yearplans/plan.html", context)
