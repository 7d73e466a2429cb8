"""Reading risks: all of an organisation with their heat map, one in full, and the list as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from koers.editing.sheets import TYPES
from koers.organisations import audit
from koers.organisations.access import get_visible_or_404, may, require, require_organisation, user_of
from koers.organisations.models import Organisation
from koers.organisations.permissions import Permission
from koers.programmes.models import Programme
from koers.risks import links, pages, queries, run_page
from koers.risks.forms import FilterForm
from koers.risks.models import Measure, Risk, RiskAssessment
from koers.risks.weighing import Place, Weighed, together
from koers.ui.parts import Link


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for. Anything that makes no sense counts as not asked."""

    form: FilterForm
    programme: Programme | None
    category: str
    state: str
    place: Place | None
    gross: bool

    @property
    def query(self) -> dict[str, str]:
        """What the filters say, without the cell of the heat map."""
        found = {"bruto": "1"} if self.gross else {}
        if self.programme is not None:
            found["programma"] = str(self.programme.public_id)
        return found | {k: v for k, v in (("soort", self.category), ("stand", self.state)) if v}

    def keeps(self, one: Weighed) -> bool:
        """Whether the risk is one of these; the cell apart."""
        risk = one.risk
        if self.state != "alle" and risk.state != (self.state or Risk.State.OPEN):
            return False
        if self.programme is not None and risk.programme_id != self.programme.pk:
            return False
        return not self.category or risk.category == self.category


def organisation_asked(request: HttpRequest) -> Organisation:
    """That of the programme in the address, for who works for several: else the list would be of another one."""
    user = user_of(request)
    try:
        key = UUID(request.GET.get("programma", ""))
    except ValueError:
        return require_organisation(request, Permission.VIEW_STEERING)
    seen = Programme.objects.visible_to(user).select_related("organisation")
    programme = seen.filter(public_id=key).first()
    if programme is not None and user.may(Permission.VIEW_STEERING, programme.organisation_id):
        return programme.organisation
    return require_organisation(request, Permission.VIEW_STEERING)


def asked_by(request: HttpRequest, organisation: Organisation) -> Asked:
    user = user_of(request)
    programmes = Programme.objects.visible_to(user).filter(organisation=organisation).order_by("name")
    form = FilterForm(request.GET, programmes=programmes)
    form.is_valid()
    given: dict[str, Any] = getattr(form, "cleaned_data", {})
    return Asked(
        form,
        given.get("programma"),
        given.get("soort", ""),
        given.get("stand", ""),
        _place(request),
        request.GET.get("bruto") == "1",
    )


def _place(request: HttpRequest) -> Place | None:
    numbers = [request.GET.get(name, "") for name in ("kans", "gevolg")]
    if any(len(one) != 1 or one not in "12345" for one in numbers):
        return None
    return Place(int(numbers[0]), int(numbers[1]))


def weighed_of(request: HttpRequest, organisation: Organisation) -> tuple[list[Weighed], queries.InForce]:
    today = timezone.localdate()
    force = queries.scale_on(organisation, today)
    risks = queries.portfolio(user_of(request), organisation)
    return queries.weighed(risks, force.scale, today), force


@require(Permission.VIEW_STEERING)
@require_safe
def risks(request: HttpRequest) -> HttpResponse:
    organisation = organisation_asked(request)
    asked = asked_by(request, organisation)
    everything, force = weighed_of(request, organisation)
    chosen = [one for one in everything if asked.keeps(one)]
    shown = [one for one in chosen if asked.place is None or one.at(asked.gross) == asked.place]
    shown = queries.by_weight(shown, asked.gross)
    still_open = [one for one in chosen if one.risk.is_open]
    address = reverse("risks:risks")
    found = ngettext("%(count)s risk", "%(count)s risks", len(shown)) % {"count": len(shown)}
    keeps = may(request.user, Permission.KEEP_RISKS, organisation)
    context: dict[str, Any] = {
        "title": _("Risks"),
        "asked": asked,
        "facts": pages.list_facts(together(still_open), len(still_open)),
        "heat": pages.heat(chosen, gross=asked.gross, address=address, query=asked.query),
        "basis": _basis_links(asked, address),
        "chosen": _chosen(asked, address),
        "found": found,
        "table": pages.list_table(shown, found, gross=asked.gross) if shown else None,
        "nothing": not everything,
        "keeps": keeps,
        "empty_action": Link(_("To the programmes"), "/programmas/"),
        "all_link": Link(_("Show all risks"), f"{address}?stand=alle"),
        "bearing": _bearing(request, organisation),
        "default_scale": force.stored is None,
        "sheet_url": _with(reverse("risks:sheet"), asked.query),
    }
    return render(request, "risks/risks.html", context)


def _bearing(request: HttpRequest, organisation: Organisation) -> run_page.Bearing:
    """Of the organisation as a whole: the filters of the list change nothing about it."""
    have = queries.available(organisation, timezone.localdate())
    return run_page.bearing(have, queries.last_run(user_of(request), organisation))


def _with(url: str, query: dict[str, str]) -> str:
    return f"{url}?{urlencode(query)}" if query else url


def _basis_links(asked: Asked, address: str) -> Sequence[Link]:
    rest = {name: value for name, value in asked.query.items() if name != "bruto"}
    return [
        Link(_("With measures (net)"), _with(address, rest), current=not asked.gross),
        Link(_("Without measures (gross)"), _with(address, rest | {"bruto": "1"}), current=asked.gross),
    ]


def _chosen(asked: Asked, address: str) -> Link | None:
    """The cell of the heat map that was chosen, to take it away again."""
    if asked.place is None:
        return None
    words = _("Chance %(chance)s, consequence %(impact)s") % {
        "chance": asked.place.chance,
        "impact": asked.place.impact,
    }
    return Link(words, f"{_with(address, asked.query)}#lijst", sign="close")


@require(Permission.VIEW_STEERING)
@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    """The same choice as the page, all states when none was chosen there."""
    from koers.risks.export import workbook

    organisation = organisation_asked(request)
    asked = asked_by(request, organisation)
    everything, _force = weighed_of(request, organisation)
    chosen = queries.by_weight([one for one in everything if asked.keeps(one)], asked.gross)
    audit.record(
        by=user_of(request),
        action="list.downloaded",
        subject=None,
        organisation=organisation,
        detail={"kind": "risicos", "rows": len(chosen)},
    )
    response = HttpResponse(workbook(chosen), content_type=TYPES["xlsx"])
    name = f"risicos-{organisation.slug}-{timezone.localdate().isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require(Permission.VIEW_STEERING)
@require_safe
def risk(request: HttpRequest, public_id: str) -> HttpResponse:
    user, today = user_of(request), timezone.localdate()
    get_visible_or_404(Risk, user, public_id=public_id)
    found = queries.with_judgements(Risk.objects.visible_to(user).filter(public_id=public_id)).get()
    force = queries.scale_on(found.organisation, today)
    (one,) = queries.weighed([found], force.scale, today)
    keeps = may(user, Permission.KEEP_RISKS, found)
    back = reverse("risks:risk", kwargs={"public_id": public_id})
    parts = [*found.measures.all(), *found.assessments.all()]
    changes = {str(part.public_id): links.change(part, back) for part in parts} if keeps else {}
    page = pages.risk_page(one, changes, today)
    context: dict[str, Any] = {
        "title": found.text if len(found.text) <= 120 else f"{found.text[:119]}…",
        "breadcrumbs": crumbs(found),
        "risk": found,
        "page": page,
        "facts": page.facts,
        "keeps": keeps,
        "default_scale": force.stored is None,
        "judge": links.new(RiskAssessment, _("Judge this risk"), back, found),
        "add_measure": links.new(Measure, _("Add a measure"), back, found),
        "change_url": links.change_url(found, back),
        "history_url": links.history_url(found),
        "remove_url": links.remove_url(found),
        "state_url": reverse("risks:state", kwargs={"public_id": public_id}),
    }
    return render(request, "risks/risk.html", context)


def crumbs(found: Risk, last: str = "") -> list[Link]:
    trail = [Link(_("Risks"), reverse("risks:risks"))]
    if found.programme is not None:
        place = {"organisation_slug": found.organisation.slug, "slug": found.programme.slug}
        trail = [
            Link(found.programme.name, reverse("web:programme", kwargs=place)),
            Link(_("Risks"), reverse("web:risks", kwargs=place)),
        ]
    words = found.text if len(found.text) <= 60 else f"{found.text[:59]}…"
    if not last:
        return [*trail, Link(words)]
    return [*trail, Link(words, reverse("risks:risk", kwargs={"public_id": found.public_id})), Link(last)]
