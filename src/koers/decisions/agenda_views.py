"""The long-term agenda for who may see the register, and as a calendar."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koers.decisions import agenda
from koers.decisions.models import LongTermItem
from koers.editing.places import address
from koers.organisations.access import may, require, require_organisation, user_of
from koers.organisations.permissions import Permission
from koers.ui.parts import Link


@require(Permission.VIEW_REGISTER)
@require_safe
def long_term(request: HttpRequest) -> HttpResponse:
    organisation = require_organisation(request, Permission.VIEW_REGISTER)
    may_change = may(request.user, Permission.CHANGE_REGISTER, organisation)
    found = list(agenda.of(user_of(request), organisation))
    new = reverse("editing:new", args=["termijnagenda"])
    context = page(request, found, {one.pk: address("record", one) for one in found})
    context |= {
        "may_change": may_change,
        "new_url": f"{new}?next={reverse('decisions:long_term')}",
        "calendar_url": reverse("decisions:long_term_calendar"),
        "sheet_url": reverse("editing:list", args=["termijnagenda"]),
        "empty_action": Link(_("Add an item"), new)
        if may_change
        else Link(_("To the recommendations"), reverse("decisions:recommendations")),
    }
    return render(request, "decisions/long_term.html", context)


def page(request: HttpRequest, found: list[LongTermItem], links: Mapping[int, str]) -> dict[str, Any]:
    """What the page of either side shows."""
    today = timezone.localdate()
    asked, parts = agenda.asked_for(request.GET)
    shown = agenda.narrowed(found, asked)
    late = sum(one.is_past(today) for one in shown)
    return {
        "title": _("Long-term agenda"),
        "found": found,
        "groups": agenda.tables(shown, today, links),
        "parts": parts,
        "late": late,
        "years": sorted({one.planned.year for one in found if one.planned}),
        "holders": sorted({one.portfolio_holder for one in found if one.portfolio_holder}),
        "programmes": sorted({one.programme_name for one in found if one.programme_name}),
    }


@require(Permission.VIEW_REGISTER)
@require_safe
def long_term_calendar(request: HttpRequest) -> HttpResponse:
    organisation = require_organisation(request, Permission.VIEW_REGISTER)
    return calendar_answer(list(agenda.of(user_of(request), organisation)))


def calendar_answer(found: list[LongTermItem]) -> HttpResponse:
    answer = HttpResponse(agenda.calendar_of(found), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="termijnagenda.ics"'
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer
