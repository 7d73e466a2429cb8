"""The addresses of a programme."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koers.organisations.access import require
from koers.organisations.permissions import Permission
from koers.ui.parts import Link
from koers.web.programme import account, deliverables, goals, past, risks, surroundings, tracks
from koers.web.programme.head import Head, head_of, page_link
from koers.web.programme.lists import asks_list, coming_list, slips_list, tracks_list
from koers.web.programme.overview import overview_of
from koers.web.programme.sections import Section, present


@require(Permission.VIEW_REGISTER)
@require_safe
def overview(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    head = head_of(request, organisation_slug, slug, "programme")
    view = overview_of(head)
    context: dict[str, Any] = head.context() | {
        "view": view,
        "asks": asks_list(view.asks, head),
        "slips": slips_list(view.slips, head),
        "coming": coming_list(view.coming, head),
        "tracks": tracks_list(view.tracks),
        "action": _action(head),
        "standing_links": present(page_link("web:past", _("Earlier judgements"), head)),
        "track_links": [Link(_("All tracks"), head.url("tracks"))],
        "timeline_url": head.url("timeline"),
    }
    return render(request, "web/programme/overview.html", context)


def _action(head: Head) -> Link | None:
    """Whoever keeps the register judges how it stands; nobody else is asked to."""
    user, programme = head.user, head.programme
    if not user.may(Permission.CHANGE_REGISTER, programme.organisation_id, programme.public_id):
        return None
    return page_link("web:status", _("Say how it stands"), head)


def _page(request: HttpRequest, head: Head, title: str, sections: list[Section], **more: Any) -> HttpResponse:
    context = head.context(title) | {"sections": sections, "page": None} | more
    return render(request, "web/programme/sections.html", context)


@require(Permission.VIEW_REGISTER)
@require_safe
def goals_page(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    head = head_of(request, organisation_slug, slug, "goals")
    return _page(request, head, _("Goals"), goals.sections(head))


@require(Permission.VIEW_REGISTER)
@require_safe
def tracks_page(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    head = head_of(request, organisation_slug, slug, "tracks")
    return _page(request, head, _("Tracks"), tracks.sections(head))


@require(Permission.VIEW_REGISTER)
@require_safe
def deliverables_page(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    head = head_of(request, organisation_slug, slug, "deliverables")
    page = deliverables.page_of(head, request.GET.get("pagina"))
    return _page(request, head, _("Deliverables"), deliverables.sections(head, page), page=page)


@require(Permission.VIEW_STEERING)
@require_safe
def risks_page(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    head = _steered(head_of(request, organisation_slug, slug, "risks"))
    context = head.context(_("Risks")) | risks.context_of(head, gross=request.GET.get("bruto") == "1")
    return render(request, "web/programme/risks.html", context)


def _steered(head: Head) -> Head:
    """Steering in one organisation gives no sight of another's money and risks."""
    if not head.steers:
        raise Http404(_("This page does not exist, or it is not yours."))
    return head


@require(Permission.VIEW_REGISTER)
@require_safe
def decisions_page(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    head = head_of(request, organisation_slug, slug, "decisions")
    return _page(request, head, _("Decisions"), account.decisions(head))


@require(Permission.VIEW_REGISTER)
@require_safe
def lessons_page(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    head = head_of(request, organisation_slug, slug, "lessons")
    return _page(request, head, _("Lessons and hand-over"), account.lessons(head))


@require(Permission.VIEW_REGISTER)
@require_safe
def surroundings_page(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    head = head_of(request, organisation_slug, slug, "surroundings")
    return _page(request, head, _("Surroundings"), surroundings.sections(head))


@require(Permission.VIEW_REGISTER)
@require_safe
def past_page(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    head = head_of(request, organisation_slug, slug, "past")
    return _page(request, head, _("History"), past.sections(head))
