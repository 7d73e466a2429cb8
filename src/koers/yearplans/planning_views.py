"""Keeping a year plan: opening one, lines with their hours, what is available, agreeing."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from koers.core.models import ConcurrentChange
from koers.organisations.access import get_visible_or_404, require, require_organisation, user_of
from koers.organisations.permissions import Permission
from koers.ui.parts import Link
from koers.yearplans import actions, effects, pages, queries
from koers.yearplans.forms import AgreeForm, CapacityForm, LineForm, PlanForm
from koers.yearplans.kinds import page_of
from koers.yearplans.models import PlanLine, TeamPlan
from koers.yearplans.views import crumbs, plan_of
from koers.yearplans.wording import conclusion

UNPROCESSABLE = 422


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent; also an empty form is one to judge."""
    return request.POST if request.method == "POST" else None


def _stale() -> ValidationError:
    return ValidationError(
        _(
            "A colleague changed this in the meantime. Nothing of yours is lost: it still stands below. "
            "Compare it with what is stored now and save again."
        ),
        code="stale",
    )


def _done(request: HttpRequest, plan: TeamPlan, words: str) -> HttpResponse:
    """Back to the plan, with what the change means for the year."""
    messages.success(request, f"{words} {conclusion(queries.load_of(plan))}.")
    return redirect(page_of(plan))


@require(Permission.PLAN_TEAM)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    organisation = require_organisation(request, Permission.PLAN_TEAM)
    asked = request.GET.get("jaar", "")
    year = asked if asked.isascii() and asked.isdigit() and len(asked) == 4 else timezone.localdate().year
    form = PlanForm(_sent(request), organisation=organisation, initial={"year": year})
    if request.method == "POST" and form.is_valid():
        try:
            found = form.cleaned_data
            plan = actions.open_plan(
                by=user_of(request),
                organisation=organisation,
                year=found["year"],
                unit=found.get("unit"),
                unit_name=found["unit_name"],
                note=found["note"],
            )
        except ValidationError as error:
            form.tell(error)
        else:
            messages.success(request, _("The plan is there. Begin with the hours the team has available."))
            return redirect("yearplans:capacity", public_id=plan.public_id)
    title = _("Begin a year plan")
    context = {
        "title": title,
        "form": form,
        "breadcrumbs": [Link(_("Year plans"), reverse("yearplans:plans")), Link(title)],
        "back": reverse("yearplans:plans"),
    }
    return render(request, "yearplans/new.html", context, status=UNPROCESSABLE if form.errors else 200)


@require(Permission.PLAN_TEAM)
@require_http_methods(["GET", "POST"])
def add_line(request: HttpRequest, public_id: str) -> HttpResponse:
    return _line_page(request, plan_of(request, public_id, Permission.PLAN_TEAM), None)


@require(Permission.PLAN_TEAM)
@require_http_methods(["GET", "POST"])
def line(request: HttpRequest, public_id: str, line_id: str) -> HttpResponse:
    plan = plan_of(request, public_id, Permission.PLAN_TEAM)
    return _line_page(request, plan, _line_of(request, plan, line_id))


def _line_of(request: HttpRequest, plan: TeamPlan, line_id: str) -> PlanLine:
    return get_visible_or_404(PlanLine, user_of(request), plan=plan, public_id=line_id)


def _line_page(request: HttpRequest, plan: TeamPlan, found: PlanLine | None) -> HttpResponse:
    """Before anything is saved that makes a month fuller than it can hold, the page shows so and asks."""
    initial = _initial(found) if found is not None else {}
    form = LineForm(_sent(request), user=user_of(request), plan=plan, initial=initial)
    context: dict[str, Any] = {"form": form, "effect": None, "differences": []}
    if request.method == "POST" and form.is_valid():
        effect = effects.of_line(queries.plan_page(plan), found, form.values()["kind"], form.hours)
        if effect.words and request.POST.get("seen") != effect.mark:
            context["effect"] = effect
        else:
            try:
                _save_line(request, plan, found, form)
            except ConcurrentChange:
                context["differences"] = _moved_on(form, cast("PlanLine", found))
            except ValidationError as error:
                form.tell(error)
            else:
                return _done(request, plan, _("Saved."))
    title = found.text if found is not None else _("Add a line")
    context |= {"title": title, "plan": plan, "line": found, "breadcrumbs": crumbs(plan, title)}
    context["back"] = page_of(plan)
    return render(request, "yearplans/line.html", context, status=UNPROCESSABLE if form.errors else 200)


def _initial(found: PlanLine) -> dict[str, Any]:
    return {
        "version": found.version,
        "text": found.text,
        "kind": found.kind,
        "goal": found.goal.public_id if found.goal else None,
        "track": found.track.public_id if found.track else None,
        "priority": found.priority,
        **{f"m{claim.month}": claim.hours for claim in found.claims.all()},
    }


def _save_line(request: HttpRequest, plan: TeamPlan, found: PlanLine | None, form: LineForm) -> None:
    by = user_of(request)
    if found is None:
        actions.add_line(by=by, plan=plan, hours=form.hours, **form.values())
        return
    version = form.cleaned_data["version"] or 0
    actions.change_line(by=by, line=found, version=version, hours=form.hours, **form.values())


def _moved_on(form: LineForm, found: PlanLine) -> list[str]:
    """Tells that a colleague was first; gives what is stored now against what was filled in."""
    form.add_error(None, _stale())
    form.restart(version=PlanLine.objects.of(found.plan.organisation).get(pk=found.pk).version)
    return effects.differences({claim.month: claim.hours for claim in found.claims.all()}, form.hours)


@require(Permission.PLAN_TEAM)
@require_POST
def remove_line(request: HttpRequest, public_id: str, line_id: str) -> HttpResponse:
    plan = plan_of(request, public_id, Permission.PLAN_TEAM)
    found = _line_of(request, plan, line_id)
    try:
        actions.withdraw(by=user_of(request), record=found)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(page_of(plan))
    return _done(request, plan, _("“%(line)s” was removed.") % {"line": found.text})


@require(Permission.PLAN_TEAM)
@require_http_methods(["GET", "POST"])
def capacity(request: HttpRequest, public_id: str) -> HttpResponse:
    plan = plan_of(request, public_id, Permission.PLAN_TEAM)
    page = queries.plan_page(plan)
    initial: dict[str, Any] = {f"m{month}": hours for month, hours in page.available.items()}
    initial |= {"version": plan.version, "note": page.notes[0] if page.notes else ""}
    form = CapacityForm(_sent(request), initial=initial)
    differences: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_capacity(
                by=user_of(request),
                plan=plan,
                version=form.cleaned_data["version"] or 0,
                hours=form.hours,
                note=form.cleaned_data["note"],
            )
        except ConcurrentChange:
            differences = effects.differences(page.available, form.hours)
            form.add_error(None, _stale())
            form.restart(version=plan.version)
        except ValidationError as error:
            form.tell(error)
        else:
            return _done(request, plan, _("Saved."))
    title = _("Available hours of %(team)s") % {"team": plan.team}
    context = {
        "title": title,
        "plan": plan,
        "form": form,
        "differences": differences,
        "back": page_of(plan),
        "breadcrumbs": crumbs(plan, title),
    }
    return render(request, "yearplans/capacity.html", context, status=UNPROCESSABLE if form.errors else 200)


@require(Permission.PLAN_TEAM)
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, public_id: str) -> HttpResponse:
    """Agreeing shows the months that are too full first; hours that changed since then ask for a new look."""
    plan = plan_of(request, public_id, Permission.PLAN_TEAM)
    load = queries.load_of(plan)
    mark = effects.mark_of({month.month: month.overload for month in load.months if month.overload})
    initial = {"version": plan.version, "seen": mark}
    form = AgreeForm(_sent(request), load=load, initial=initial)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["seen"] != mark:
            form.add_error(None, _("The hours changed in the meantime. Look at the months again."))
            form.restart(seen=mark)
        elif _agreed(request, plan, form):
            messages.success(request, _("The plan was agreed. It stays as it is until somebody reopens it."))
            return redirect(page_of(plan))
    title = _("Agree the plan of %(team)s") % {"team": plan.team}
    context = {
        "title": title,
        "plan": plan,
        "form": form,
        "over": pages.over_table(load.months),
        "conclusion": conclusion(load),
        "unknown": load.unknown_months,
        "back": page_of(plan),
        "breadcrumbs": crumbs(plan, title),
    }
    return render(request, "yearplans/agree.html", context, status=UNPROCESSABLE if form.errors else 200)


def _agreed(request: HttpRequest, plan: TeamPlan, form: AgreeForm) -> bool:
    found = form.cleaned_data
    try:
        actions.agree(
            by=user_of(request),
            plan=plan,
            version=found["version"] or 0,
            agreed_on=found["agreed_on"],
            agreed_by=found["agreed_by"],
            reason=found.get("reason", ""),
        )
    except ConcurrentChange:
        form.add_error(None, _stale())
        form.restart(version=TeamPlan.objects.of(plan.organisation).get(pk=plan.pk).version)
        return False
    except ValidationError as error:
        form.tell(error)
        return False
    return True


@require(Permission.PLAN_TEAM)
@require_POST
def reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    plan = plan_of(request, public_id, Permission.PLAN_TEAM)
    actions.reopen(by=user_of(request), plan=plan, version=plan.version)
    messages.success(request, _("The plan is a draft again. Agree it anew after the change."))
    return redirect(page_of(plan))
