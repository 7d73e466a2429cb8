"""Pages of the planning: the periods, planning one, what it should bring, closing it, asking for updates."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.organisations.access import check, get_visible_or_404, may, require, user_of
from koers.organisations.permissions import Permission
from koers.programmes.actions import planning as actions
from koers.programmes.actions import updating
from koers.programmes.actions.planning import Wanted
from koers.programmes.kinds.warnings import of_period
from koers.programmes.models import PeriodGoal, PlanningPeriod, Programme, Track
from koers.programmes.queries import programme_by_slug
from koers.programmes.queries_planning import Planning, planning_of
from koers.programmes.updates import period_of
from koers.ui.formats import dutch_date
from koers.ui.parts import Link
from koers.web.planning.forms import AskForm, CloseForm, GoalForm, PeriodForm
from koers.web.planning.page import rows_of, update_rows
from koers.web.planning.proposing import kind_links, proposal, unusual
from koers.web.steering.frame import frame

A_WEEK = timedelta(days=7)
NOT_HERE = "This page does not exist, or it is not yours."


@require(Permission.VIEW_REGISTER)
@require_GET
def planning(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    return _planning_page(request, _planning(request, organisation_slug, slug))


def _planning_page(
    request: HttpRequest, found: Planning, ask: AskForm | None = None, status: int = 200
) -> HttpResponse:
    changes = may(request.user, Permission.CHANGE_REGISTER, found.programme)
    updates = update_rows(found) if changes else []
    context = {
        **_frame(request, found.programme),
        "programme": found.programme,
        "rows": rows_of(found, timezone.localdate()),
        "changes": changes,
        "updates": updates,
        "can_ask": any(row.can_ask for row in updates),
        "ask": ask or AskForm(auto_id="veld-%s", initial={"due": timezone.localdate() + A_WEEK}),
        "first_step": _first_step(found.programme, changes=changes),
    }
    return render(request, "web/planning/planning.html", context, status=status)


def _first_step(programme: Programme, *, changes: bool) -> Link:
    if changes:
        return Link(_("Plan the first period"), _address("web:plan_period", programme))
    return Link(_("To the programme"), _address("web:programme", programme))


@require(Permission.CHANGE_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_period(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    """Proposes the days after the last period of the kind; its open goals can come along."""
    found = _planning(request, organisation_slug, slug)
    check(request.user, Permission.CHANGE_REGISTER, found.programme)
    suggested = proposal(
        found, request.POST.get("kind") or request.GET.get("soort", ""), timezone.localdate()
    )
    form = PeriodForm(suggested.open_goals, _data(request), initial=suggested.initial)
    if request.method == "POST" and form.is_valid():
        period = _plan(request, found.programme, form)
        if period is not None:
            messages.success(request, _("“%(name)s” is planned.") % {"name": period.name})
            for odd in filter(None, (unusual(found.programme, period), *of_period(period))):
                messages.warning(request, odd)
            return redirect("web:planning", organisation_slug, slug)
    context = {
        **_frame(request, found.programme, _("Plan a period")),
        "programme": found.programme,
        "form": form,
        "kinds": kind_links(suggested.kind),
        "last": suggested.last,
        "back": _address("web:planning", found.programme),
    }
    return render(request, "web/planning/plan_period.html", context, status=_status(form))


def _plan(request: HttpRequest, programme: Programme, form: PeriodForm) -> PlanningPeriod | None:
    given = form.cleaned_data
    try:
        return actions.plan_period(
            by=user_of(request),
            programme=programme,
            kind=given["kind"],
            name=given["name"],
            start=given["start"],
            end=given["end"],
            carry=form.chosen("moved"),
            goals=[Wanted(text) for text in form.texts()],
        )
    except ValidationError as error:
        form.take_errors(error)
        return None


@require(Permission.CHANGE_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def add_goal(request: HttpRequest, organisation_slug: str, slug: str, public_id: UUID) -> HttpResponse:
    period = _period(request, organisation_slug, slug, public_id)
    tracks = Track.objects.visible_to(request.user).filter(programme=period.programme)
    form = GoalForm(tracks, _data(request), initial={"track": request.GET.get("spoor")})
    if request.method == "POST" and form.is_valid():
        wanted = Wanted(form.cleaned_data["text"], form.cleaned_data["track"])
        try:
            actions.add_goal(by=user_of(request), period=period, wanted=wanted)
        except ValidationError as error:
            form.take_errors(error)
        else:
            messages.success(request, _("The goal stands in “%(name)s”.") % {"name": period.name})
            return redirect(_address("web:planning", period.programme) + f"#p-{period.public_id}")
    context = {
        **_frame(request, period.programme, _("A goal for %(name)s") % {"name": period.name}),
        "form": form,
        "back": _address("web:planning", period.programme),
    }
    return render(request, "web/planning/add_goal.html", context, status=_status(form))


@require(Permission.CHANGE_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def close_period(request: HttpRequest, organisation_slug: str, slug: str, public_id: UUID) -> HttpResponse:
    period = _period(request, organisation_slug, slug, public_id)
    back = _address("web:planning", period.programme)
    if period.closed_at is not None:
        messages.info(request, _("“%(name)s” is closed already.") % {"name": period.name})
        return redirect(back)
    left = list(period.goals.filter(state=PeriodGoal.State.OPEN).select_related("track"))
    form = CloseForm(left, _data(request))
    if request.method == "POST" and form.is_valid() and _close(request, period, form):
        return redirect(back)
    context = {
        **_frame(request, period.programme, _("Close %(name)s") % {"name": period.name}),
        "form": form,
        "period": period,
        "into": actions.next_period(period),
        "back": back,
    }
    return render(request, "web/planning/close_period.html", context, status=_status(form))


def _close(request: HttpRequest, period: PlanningPeriod, form: CloseForm) -> bool:
    try:
        score = actions.close_period(
            by=user_of(request),
            period=period,
            done=form.chosen("done"),
            carry=form.chosen("moved"),
            drop=form.chosen("dropped"),
        )
    except ValidationError as error:
        form.take_errors(error)
        return False
    told = _("“%(name)s” is closed: %(done)s done, %(moved)s moved on, %(dropped)s dropped.")
    words = {"name": period.name, "done": score.done, "moved": score.moved, "dropped": score.dropped}
    messages.success(request, told % words)
    return True


@require(Permission.CHANGE_REGISTER)
@require_POST
def ask_updates(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    """Asks the leads of one track, or of all."""
    found = _planning(request, organisation_slug, slug)
    check(request.user, Permission.CHANGE_REGISTER, found.programme)
    form = AskForm(request.POST, auto_id="veld-%s")
    if form.is_valid():
        only = form.cleaned_data["track"]
        if only is not None and not any(track.public_id == only for track in found.tracks):
            raise Http404(_(NOT_HERE))
        try:
            asked = updating.ask_for_updates(
                by=user_of(request),
                programme=found.programme,
                period=period_of(found.programme),
                due=form.cleaned_data["due"],
                site=request.build_absolute_uri("/"),
                only=only,
            )
        except ValidationError as error:
            form.take_errors(error)
        else:
            _tell_asked(request, asked)
            return redirect(_address("web:planning", found.programme) + "#updates")
    return _planning_page(request, found, form, status=422)


def _tell_asked(request: HttpRequest, asked: updating.Asked) -> None:
    if asked.asked:
        told = ngettext(
            "%(names)s gets a mail with a link.", "%(names)s get a mail with a link.", len(asked.asked)
        )
        messages.success(request, told % {"names": _names(str(update.person) for update in asked.asked)})
    for update in asked.waiting:
        words = {"name": update.person, "day": dutch_date(timezone.localdate(update.created_at))}
        messages.info(request, _("%(name)s was asked on %(day)s already. No second mail was sent.") % words)
    if asked.without_lead:
        names = _names(track.name for track in asked.without_lead)
        told = _("Nobody can be asked for %(names)s: no lead with an account and a role to give updates.")
        messages.warning(request, told % {"names": names})


def _names(names: Any) -> str:
    listed = list(dict.fromkeys(names))
    return (
        listed[0]
        if len(listed) == 1
        else _("%(first)s and %(last)s")
        % {
            "first": ", ".join(listed[:-1]),
            "last": listed[-1],
        }
    )


def _planning(request: HttpRequest, organisation_slug: str, slug: str) -> Planning:
    try:
        return planning_of(request.user, organisation_slug, slug)
    except Programme.DoesNotExist as error:
        raise Http404(_(NOT_HERE)) from error


def _period(request: HttpRequest, organisation_slug: str, slug: str, public_id: UUID) -> PlanningPeriod:
    try:
        programme = programme_by_slug(request.user, organisation_slug, slug)
    except Programme.DoesNotExist as error:
        raise Http404(_(NOT_HERE)) from error
    period = get_visible_or_404(
        PlanningPeriod,
        request.user,
        needs=Permission.CHANGE_REGISTER,
        public_id=public_id,
        programme=programme,
    )
    period.programme = programme
    return period


def _frame(request: HttpRequest, programme: Programme, title: str = "") -> dict[str, Any]:
    """The frame of the programme's pages; `title` is of a page beneath the planning."""
    beneath = [Link(title)] if title else []
    return frame(request, programme.organisation.slug, programme.slug, "planning", _("Planning"), *beneath)


def _address(name: str, programme: Programme) -> str:
    return reverse(name, kwargs={"organisation_slug": programme.organisation.slug, "slug": programme.slug})


def _data(request: HttpRequest) -> Any:
    """What was sent, also when that is nothing."""
    return request.POST if request.method == "POST" else None


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
