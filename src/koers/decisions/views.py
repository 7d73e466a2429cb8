"""Pages of follow-up for who may see the register: the dashboard, one recommendation, the yearly overview."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from koers.decisions import following, pages, wording
from koers.decisions.chart import draw
from koers.decisions.kinds import page_of_recommendation
from koers.decisions.models import Evidence, FollowUpAction, Recommendation
from koers.decisions.overview_sheet import rows, titles
from koers.decisions.states import SLUGS
from koers.decisions.step_page import step_page
from koers.decisions.stepping import steps_for
from koers.editing.kinds import kind_of
from koers.editing.places import address
from koers.editing.sheets import TYPES, written
from koers.organisations.access import may, require, require_organisation, user_of
from koers.organisations.permissions import Permission
from koers.ui.parts import Link

FIRST_YEAR = 1990


@require(Permission.VIEW_REGISTER)
@require_safe
def recommendations(request: HttpRequest) -> HttpResponse:
    """Two queries, however many there are."""
    organisation = require_organisation(request, Permission.VIEW_REGISTER)
    user, today = user_of(request), timezone.localdate()
    found = following.with_actions(following.of(user, organisation), user)
    asked, parts = pages.asked_for(request.GET)
    shown = following.narrowed(found, asked, today)
    late = following.overdue(shown, today)
    counts = following.counts(shown)
    may_change = may(user, Permission.CHANGE_REGISTER, organisation)
    new = reverse("editing:new", args=["aanbevelingen"])
    context = {
        "title": _("Recommendations, motions and promises"),
        "found": found,
        "shown": shown,
        "table": pages.list_table(shown, today) if shown else None,
        "overdue": pages.overdue_table(late) if late else None,
        "late": len(late),
        "counts": pages.counts_table(counts) if shown else None,
        "chart": draw(counts, wording.state_words),
        "conclusion": wording.conclusion(counts, len(shown)),
        "today": today,
        "kinds": pages.filter_links(reverse("decisions:recommendations"), parts, found),
        "parts": parts,
        "sources": sorted({one.source_words for one in found if one.source_words}),
        "owners": sorted({one.owner_words for one in found if one.owner_words}),
        "holders": sorted({one.portfolio_holder for one in found if one.portfolio_holder}),
        "may_change": may_change,
        "new_url": new,
        "report_url": reverse("editing:new", args=["bronrapporten"]),
        "sheet_url": reverse("editing:list", args=["aanbevelingen"]),
        "empty_action": Link(_("Add a recommendation"), new)
        if may_change
        else Link(_("To the programmes"), reverse("web:programmes")),
    }
    return render(request, "decisions/recommendations.html", context)


def _one(request: HttpRequest, public_id: UUID) -> Recommendation:
    try:
        return following.one_with_steps(user_of(request), public_id)
    except Recommendation.DoesNotExist:
        raise Http404(_("This page does not exist, or it is not yours.")) from None


@require(Permission.VIEW_REGISTER)
@require_safe
def recommendation(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user, today = user_of(request), timezone.localdate()
    one = _one(request, public_id)
    rules = steps_for(user, one)
    links = [
        Link(
            wording.button_words(rule, one), reverse("decisions:step", args=[one.public_id, SLUGS[rule.sort]])
        )
        for rule in rules
    ]
    may_change = may(user, Permission.CHANGE_REGISTER, one)
    context = {
        "title": wording.title_of(one),
        "breadcrumbs": [
            Link(_("Recommendations"), reverse("decisions:recommendations")),
            Link(wording.title_of(one)),
        ],
        "one": one,
        "facts": pages.facts_of(one),
        "details": pages.details_of(one),
        "marks": pages.marks(one.steps.all()),
        "first_step": links[0] if links else None,
        "other_steps": links[1:],
        "warnings": kind_of(one).odd(user, one),
        "actions": pages.actions_table(list(one.actions.all()), today),
        "evidence": list(one.evidence.all()),
        "late": following.is_overdue(one, today),
        "may_change": may_change,
        "edit_url": f"{address('change', one)}?next={page_of_recommendation(one)}",
        "history_url": address("history", one),
        "action_url": _new_part(FollowUpAction, one),
        "evidence_url": _new_part(Evidence, one),
        "all_url": address("record", one),
    }
    return render(request, "decisions/recommendation.html", context)


def _new_part(model: type[FollowUpAction] | type[Evidence], one: Recommendation) -> str:
    place = page_of_recommendation(one)
    slug = kind_of(model).slug
    return f"{reverse('editing:new', args=[slug])}?bij={one.public_id}&next={place}"


@require(Permission.VIEW_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, public_id: UUID, slug: str) -> HttpResponse:
    one = _one(request, public_id)
    back = page_of_recommendation(one)
    trail = [
        Link(_("Recommendations"), reverse("decisions:recommendations")),
        Link(wording.title_of(one), back),
    ]
    return step_page(request, one, slug, back=back, trail=trail)


def _year(request: HttpRequest, today_year: int) -> int:
    asked = request.GET.get("jaar", "")
    fits = asked.isascii() and asked.isdigit() and len(asked) == 4
    return int(asked) if fits and FIRST_YEAR <= int(asked) <= today_year else today_year


@require(Permission.VIEW_REGISTER)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Per source: number, text, state of affairs. Made to be printed."""
    organisation = require_organisation(request, Permission.VIEW_REGISTER)
    today = timezone.localdate()
    found = list(following.of(user_of(request), organisation))
    year = _year(request, today.year)
    place = reverse("decisions:overview")
    title = _("Recommendations in %(year)s") % {"year": year}
    context = {
        "title": title,
        "breadcrumbs": [Link(_("Recommendations"), reverse("decisions:recommendations")), Link(title)],
        "year": year,
        "today": today,
        "organisation": organisation,
        "years": [
            Link(str(one), f"{place}?jaar={one}", current=one == year)
            for one in following.years(found, today)
        ],
        "groups": [
            (f"bron-{number}", heading, pages.overview_table(heading, several))
            for number, (heading, several) in enumerate(following.overview(found, year).items(), start=1)
        ],
        "sheet_url": f"{reverse('decisions:overview_sheet')}?jaar={year}",
        "empty_action": Link(_("To all recommendations"), reverse("decisions:recommendations")),
    }
    return render(request, "decisions/overview.html", context)


@require(Permission.VIEW_REGISTER)
@require_safe
def overview_sheet(request: HttpRequest) -> HttpResponse:
    organisation = require_organisation(request, Permission.VIEW_REGISTER)
    today = timezone.localdate()
    year = _year(request, today.year)
    groups = following.overview(following.of(user_of(request), organisation), year)
    content = written("xlsx", titles(), rows(groups), _("Recommendations in %(year)s") % {"year": year})
    answer = HttpResponse(content, content_type=TYPES["xlsx"])
    answer.headers["Content-Disposition"] = f'attachment; filename="aanbevelingen-{year}.xlsx"'
    return answer
