"""Simulations: making one, what came out, and the scale and capacity they rest on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from koers.organisations.access import get_visible_or_404, may, require, require_organisation, user_of
from koers.organisations.permissions import Permission
from koers.programmes.models import Programme
from koers.risks import actions, links, pages, queries, run_page
from koers.risks.forms import RunForm
from koers.risks.keeping_views import UNPROCESSABLE
from koers.risks.models import CapacityPart, Risk, RiskScale, SimulationRun
from koers.ui.parts import Link

SHOWN = 25
"""Simulations on the page; the newest."""


def _crumbs(*last: Link) -> list[Link]:
    return [Link(_("Risks"), reverse("risks:risks")), *last]


@require(Permission.VIEW_STEERING)
@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    organisation = require_organisation(request, Permission.VIEW_STEERING)
    found = list(queries.runs_of(user_of(request), organisation)[:SHOWN])
    keeps = may(request.user, Permission.KEEP_RISKS, organisation)
    title = _("Simulations")
    make = Link(_("Make a simulation"), reverse("risks:new_run"))
    context: dict[str, Any] = {
        "title": title,
        "breadcrumbs": _crumbs(Link(title)),
        "table": run_page.runs_table(found) if found else None,
        "make": make if keeps else None,
        "empty_action": make if keeps else Link(_("To the risks"), reverse("risks:risks")),
    }
    return render(request, "risks/runs.html", context)


@require(Permission.KEEP_RISKS)
@require_http_methods(["GET", "POST"])
def new_run(request: HttpRequest) -> HttpResponse:
    """Drawn at once: half a second to a second, three for the largest that is taken (`actions.AT_ONCE`)."""
    organisation, user = require_organisation(request, Permission.KEEP_RISKS), user_of(request)
    force = queries.scale_on(organisation, timezone.localdate())
    programmes = Programme.objects.visible_to(user).filter(organisation=organisation).order_by("name")
    sent = request.POST if request.method == "POST" else None
    initial = {
        "certainty": force.certainty,
        "seed": 1,
        "draws": 100_000,
        "programme": request.GET.get("programma"),
    }
    form = RunForm(sent, programmes=programmes, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.run(by=user, organisation=organisation, **form.cleaned_data)
        except ValidationError as error:
            form.tell(error)
        else:
            messages.success(request, _("The simulation is made and stored."))
            return redirect("risks:run", public_id=made.public_id)
    title = _("Make a simulation")
    context = {
        "title": title,
        "breadcrumbs": _crumbs(Link(_("Simulations"), reverse("risks:runs")), Link(title)),
        "form": form,
    }
    return render(request, "risks/new_run.html", context, status=UNPROCESSABLE if form.errors else 200)


@require(Permission.VIEW_STEERING)
@require_safe
def run(request: HttpRequest, public_id: str) -> HttpResponse:
    user = user_of(request)
    get_visible_or_404(SimulationRun, user, public_id=public_id)
    seen = SimulationRun.objects.visible_to(user).select_related("organisation", "programme", "made_by")
    found = seen.get(public_id=public_id)
    page = run_page.run_page(found)
    whose = found.programme.name if found.programme else found.organisation.name
    title = _("What risks may cost: %(whose)s") % {"whose": whose}
    names = _names(request, found)
    context: dict[str, Any] = {
        "title": title,
        "breadcrumbs": _crumbs(Link(_("Simulations"), reverse("risks:runs")), Link(title)),
        "run": found,
        "page": page,
        "facts": page.facts,
        "given": run_page.given_table(found, names),
        "left_out": pages.left_out_lines(found.left_out, names),
        "bearing": None if found.programme else _bearing(found),
    }
    return render(request, "risks/run.html", context)


def _names(request: HttpRequest, found: SimulationRun) -> dict[str, Any]:
    """The risks of a run that are still there and this user may see, as links."""
    keys = [one["risk"] for one in found.given]
    keys += [key for several in found.left_out.values() for key in several]
    seen = Risk.objects.visible_to(user_of(request)).filter(public_id__in=keys)
    return {
        str(risk.public_id): format_html(
            '<a class="utrecht-link" href="{}">{}</a>',
            reverse("risks:risk", kwargs={"public_id": risk.public_id}),
            risk.text,
        )
        for risk in seen
    }


def _bearing(found: SimulationRun) -> run_page.Bearing:
    """Against what was available on the day of the run."""
    return run_page.bearing(queries.available(found.organisation, found.on), found)


@require(Permission.VIEW_STEERING)
@require_safe
def scale(request: HttpRequest) -> HttpResponse:
    organisation, today = require_organisation(request, Permission.VIEW_STEERING), timezone.localdate()
    force, have = queries.scale_on(organisation, today), queries.available(organisation, today)
    keeps = may(request.user, Permission.KEEP_RISKS, organisation)
    back = reverse("risks:scale")
    changes = {str(part.public_id): links.change(part, back) for part in have.parts} if keeps else {}
    title = _("Scale and available capacity")
    context: dict[str, Any] = {
        "title": title,
        "breadcrumbs": _crumbs(Link(title)),
        "force": force,
        "scale_table": run_page.scale_table(force),
        "parts_table": run_page.parts_table(have, changes),
        "grades_table": run_page.grades_table(),
        "have": have,
        "keeps": keeps,
        "new_scale": links.new(RiskScale, _("Set a scale"), back),
        "scale_change": links.change_url(force.stored, back) if force.stored else "",
        "earlier": links.listed(RiskScale, _("All scales")),
        "new_part": links.new(CapacityPart, _("Add a part"), back),
        "all_parts": links.listed(CapacityPart, _("All parts, also of earlier days")),
    }
    return render(request, "risks/scale.html", context)
