"""Pages of the control calendar: the year by quarter, one item, reporting, the overview and what is late."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from koers.control import actions, calendar_pages, figures, queries
from koers.control.calendar import Counts, count, next_to_report
from koers.control.forms import ReportForm
from koers.control.kinds import item_page
from koers.control.models import ControlItem
from koers.control.models.calendar import FIRST_YEAR, LAST_YEAR
from koers.core.figures import compute
from koers.core.models import ConcurrentChange
from koers.organisations.access import get_visible_or_404, may, require, require_organisation, user_of
from koers.organisations.models import Organisation
from koers.organisations.permissions import Permission
from koers.ui.formats import dutch_date
from koers.ui.parts import Fact, Link

UNPROCESSABLE = 422


def new_url(slug: str, back: str, under: Any = None) -> str:
    query = {"next": back} | ({"bij": str(under.public_id)} if under is not None else {})
    return f"{reverse('editing:new', kwargs={'slug': slug})}?{urlencode(query)}"


def _list_url(slug: str) -> str:
    return reverse("editing:list", kwargs={"slug": slug})


def _year(request: HttpRequest, otherwise: int) -> int:
    asked = request.GET.get("jaar", "")
    if asked.isascii() and asked.isdigit() and len(asked) == 4 and FIRST_YEAR <= int(asked) <= LAST_YEAR:
        return int(asked)
    return otherwise


def _years(address: str, years: list[int], year: int) -> list[Link]:
    shown = sorted({*years, year}, reverse=True)
    return [Link(str(one), f"{address}?jaar={one}", current=one == year) for one in shown]


def _places(name: str, steers: bool) -> list[Link]:
    """The pages of the room, as links in a row. Legality is about money and risks: for who sees the steering."""
    found = [
        ("control:calendar", _("Calendar")),
        ("control:overview", _("Overview of the year")),
        ("control:overdue", _("What is late")),
        ("control:legality", _("Legality")),
        ("control:workplace", _("RI&E")),
        ("control:participation", _("Participation jobs")),
        ("control:matrices", _("Who does what")),
    ]
    shown = [(one, label) for one, label in found if steers or one != "control:legality"]
    return [Link(label, reverse(one), current=one == name) for one, label in shown]


def _start(request: HttpRequest, name: str, title: str) -> tuple[Organisation, bool, dict[str, Any]]:
    organisation = require_organisation(request, Permission.VIEW_REGISTER)
    may_keep = may(request.user, Permission.KEEP_CONTROLS, organisation)
    places = _places(name, may(request.user, Permission.VIEW_STEERING, organisation))
    context: dict[str, Any] = {"title": title, "places": places, "may_keep": may_keep}
    if name != "control:calendar":
        context["breadcrumbs"] = [Link(_("In control"), reverse("control:calendar")), Link(title)]
    return organisation, may_keep, context


@require(Permission.VIEW_REGISTER)
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    year = _year(request, today.year)
    organisation, may_keep, context = _start(
        request, "control:calendar", _("Control calendar %(year)s") % {"year": year}
    )
    plans = queries.plans_of(organisation, year, today)
    add = Link(_("Add to the calendar"), new_url("beheersmaatregelen", reverse("control:calendar")))
    years = queries.years_of(organisation, today)
    whole = count(row for plan in plans for row in plan.planned)
    context |= {
        "years": _years(reverse("control:calendar"), years, year),
        "plans": plans,
        "quarters": calendar_pages.quarters(plans, year, may_keep=may_keep),
        "warned": [
            (item_page(item), item.name, words)
            for item, words in calendar_pages.warnings_of(plans, year, today)
        ],
        "conclusion": calendar_pages.counts_words(whole),
        "facts": _facts(whole, len(plans)),
        "add": add if may_keep else None,
        "empty_action": add if may_keep else Link(_("To the programmes"), reverse("web:programmes")),
        "list_url": _list_url("beheersmaatregelen"),
        "undated": [plan.item for plan in plans if plan.item.starts_on is None],
    }
    return render(request, "control/calendar.html", context)


def _facts(counts: Counts, items: int) -> list[Fact]:
    return [
        Fact(_("Items"), items),
        Fact(_("Planned days"), counts.planned),
        Fact(_("Done"), counts.done),
        Fact(_("Late"), counts.late),
        Fact(_("Done without evidence"), counts.without_evidence),
    ]


@require(Permission.VIEW_REGISTER)
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The year in control, to print: per kind with counts, then every item."""
    today = timezone.localdate()
    year = _year(request, today.year)
    title = _("In control in %(year)s") % {"year": year}
    organisation, _may_keep, context = _start(request, "control:overview", title)
    plans = queries.plans_of(organisation, year, today)
    on = min(max(today, date(year, 1, 1)), date(year, 12, 31))
    context |= {
        "years": _years(reverse("control:overview"), queries.years_of(organisation, today), year),
        "kinds": calendar_pages.overview_table(plans, year) if plans else None,
        "items": calendar_pages.items_table(plans, year),
        "shares": [
            figures.as_fact(compute(name, organisation=organisation, on=on))
            for name in ("control.on_time", "control.with_evidence")
        ],
        "as_of": dutch_date(on),
        "list_url": _list_url("beheersmomenten"),
        "empty_action": Link(_("To the control calendar"), reverse("control:calendar")),
    }
    return render(request, "control/overview.html", context)


@require(Permission.VIEW_REGISTER)
@require_GET
def overdue(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    organisation, may_keep, context = _start(request, "control:overdue", _("What is late"))
    plans = queries.late_plans(organisation, today)
    context |= {
        "late": calendar_pages.overdue_table(plans, today, may_keep=may_keep),
        "follow_up": calendar_pages.follow_up_table(queries.open_follow_ups(organisation), today),
        "first_year": today.year - 1,
        "today": dutch_date(today),
    }
    return render(request, "control/overdue.html", context)


def _item_of(request: HttpRequest, public_id: str, needs: Permission) -> ControlItem:
    return get_visible_or_404(ControlItem, user_of(request), needs=needs, public_id=public_id)


def _crumbs(item: ControlItem, title: str = "") -> list[Link]:
    start = [Link(_("In control"), reverse("control:calendar"))]
    return [*start, Link(item.name, item_page(item)), Link(title)] if title else [*start, Link(item.name)]


def _report_url(public_id: str, planned: date) -> str:
    return reverse("control:report", kwargs={"public_id": public_id, "planned": planned})


@require(Permission.VIEW_REGISTER)
@require_GET
def item(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _item_of(request, public_id, Permission.VIEW_REGISTER)
    today = timezone.localdate()
    year = _year(request, today.year)
    plan = queries.plan_of(found, year, today)
    may_keep = may(request.user, Permission.KEEP_CONTROLS, found)
    slugs = {"slug": "beheersmaatregelen", "public_id": public_id}
    waiting = next_to_report(plan.planned)
    context = {
        "title": found.name,
        "breadcrumbs": _crumbs(found),
        "item": found,
        "waiting": dutch_date(waiting.day) if waiting else "",
        "waiting_url": _report_url(public_id, waiting.day) if waiting else "",
        "facts": calendar_pages.item_facts(found, today),
        "years": _years(item_page(found), [today.year - 1, today.year, today.year + 1], year),
        "table": calendar_pages.occurrences_table(plan, year, may_keep=may_keep),
        "conclusion": calendar_pages.counts_words(plan.counts),
        "warned": [words for _item, words in calendar_pages.warnings_of([plan], year, today)],
        "is_continuity": found.kind == ControlItem.Kind.CONTINUITY,
        "may_keep": may_keep,
        "today_url": _report_url(public_id, today),
        "change_url": f"{reverse('editing:change', kwargs=slugs)}?{urlencode({'next': item_page(found)})}",
        "history_url": reverse("editing:history", kwargs=slugs),
        "year": year,
    }
    return render(request, "control/item.html", context)


@require(Permission.KEEP_CONTROLS)
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, public_id: str, planned: date) -> HttpResponse:
    """What was done on a planned day. A day that is not planned is an extra time, and is put in the plan of its year."""
    found = _item_of(request, public_id, Permission.KEEP_CONTROLS)
    if not FIRST_YEAR <= planned.year <= LAST_YEAR:
        raise Http404(_("This page does not exist, or it is not yours."))
    stored = found.occurrences.filter(planned=planned).first()
    initial = _initial(stored)
    form = ReportForm(request.POST if request.method == "POST" else None, initial=initial)
    differences: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.report(
                by=user_of(request),
                item=found,
                planned=planned,
                version=form.cleaned_data["version"] or 0,
                **form.values(),
            )
        except ConcurrentChange:
            differences = _moved_on(form, initial)
        except ValidationError as error:
            form.tell(error)
        else:
            messages.success(request, _("Reported for %(day)s.") % {"day": dutch_date(planned)})
            return redirect(f"{item_page(found)}?jaar={planned.year}")
    title = _("Report: %(day)s") % {"day": dutch_date(planned)}
    context = {
        "title": title,
        "item": found,
        "form": form,
        "differences": differences,
        "back": item_page(found),
        "breadcrumbs": _crumbs(found, title),
    }
    return render(request, "control/report.html", context, status=UNPROCESSABLE if form.errors else 200)


def _initial(stored: Any) -> dict[str, Any]:
    if stored is None:
        return {"version": 0}
    return {"version": stored.version} | {name: getattr(stored, name) for name in sorted(actions.REPORTED)}


def _moved_on(form: ReportForm, stored: dict[str, Any]) -> list[str]:
    """Tells that a colleague was first, and what is stored now where it differs from what was filled in."""
    form.add_error(
        None,
        _(
            "A colleague changed this in the meantime. Nothing of yours is lost: it still stands below. "
            "Compare it with what is stored now and save again."
        ),
    )
    form.restart(version=stored["version"])
    words = _("%(field)s: stored now “%(stored)s”")
    return [
        words % {"field": form.fields[name].label, "stored": _shown(value)}
        for name, value in stored.items()
        if name != "version" and (value or "") != (form.cleaned_data.get(name) or "")
    ]


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return dutch_date(value)
    return str(value or _("nothing"))


@require(Permission.VIEW_STEERING)
@require_GET
def legality(request: HttpRequest) -> HttpResponse:
    require_organisation(request, Permission.VIEW_STEERING)
    organisation, may_keep, context = _start(request, "control:legality", "")
    known = queries.legality_years(organisation)
    year = _year(request, known[0] if known else timezone.localdate().year)
    title = _("Legality %(year)s") % {"year": year}
    context |= {"title": title, "years": _years(reverse("control:legality"), known, year), "year": year}
    context["breadcrumbs"] = [Link(_("In control"), reverse("control:calendar")), Link(title)]
    found = queries.legality_page(organisation, year)
    begin = Link(_("Begin the analysis"), new_url("rechtmatigheidsanalyses", reverse("control:legality")))
    context |= {
        "found": found,
        "empty_action": begin
        if may_keep
        else Link(_("To the control calendar"), reverse("control:calendar")),
    }
    if found is not None:
        here = f"{reverse('control:legality')}?jaar={year}"
        slugs = {"slug": "rechtmatigheidsanalyses", "public_id": found.analysis.public_id}
        kind, words = calendar_pages.legality_words(found)
        context |= {
            "figures": calendar_pages.legality_facts(found),
            "stands": (kind, " ".join(words)),
            "table": calendar_pages.legality_table(
                found.risks, _("Processes and their risks in %(year)s") % {"year": year}, may_keep=may_keep
            ),
            "add_url": new_url("rechtmatigheidsrisicos", here, found.analysis),
            "change_url": f"{reverse('editing:change', kwargs=slugs)}?{urlencode({'next': here})}",
            "list_url": _list_url("rechtmatigheidsrisicos"),
        }
    return render(request, "control/legality.html", context)


@require(Permission.VIEW_REGISTER)
@require_GET
def workplace(request: HttpRequest) -> HttpResponse:
    organisation, may_keep, context = _start(request, "control:workplace", _("Plan of action of the RI&E"))
    here = reverse("control:workplace")
    return _plain(
        request,
        context,
        calendar_pages.measures_table(
            queries.measures_of(organisation), timezone.localdate(), may_keep=may_keep
        ),
        slug="rie-maatregelen",
        add=Link(_("Add a measure"), new_url("rie-maatregelen", here)),
        empty_title=_("No measures of the RI&E yet"),
        note=_(
            "Measures are about work and workplaces. Nothing about anybody's health is kept here, and nobody by name."
        ),
    )


@require(Permission.VIEW_REGISTER)
@require_GET
def participation(request: HttpRequest) -> HttpResponse:
    organisation, may_keep, context = _start(request, "control:participation", _("Participation jobs"))
    here = reverse("control:participation")
    return _plain(
        request,
        context,
        calendar_pages.participation_table(queries.participation_of(organisation), may_keep=may_keep),
        slug="banenafspraak",
        add=Link(_("Add a year"), new_url("banenafspraak", here)),
        empty_title=_("No totals of participation jobs yet"),
        note=_(
            "These are totals of the whole organisation, with the quota as the organisation filled it in. Koers keeps "
            "nothing about single people here, so no person can be found in these figures."
        ),
    )


def _plain(
    request: HttpRequest,
    context: dict[str, Any],
    table: Any,
    *,
    slug: str,
    add: Link,
    empty_title: str,
    note: str,
) -> HttpResponse:
    """A page with one table and one thing to add."""
    to_calendar = Link(_("To the control calendar"), reverse("control:calendar"))
    context |= {
        "table": table,
        "add": add if context["may_keep"] else None,
        "empty_title": empty_title,
        "empty_action": add if context["may_keep"] else to_calendar,
        "note": note,
        "list_url": _list_url(slug),
    }
    return render(request, "control/plain.html", context)
