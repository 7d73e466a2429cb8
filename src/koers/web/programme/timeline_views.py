"""The timeline as a page and as a file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koers.organisations.access import require
from koers.organisations.permissions import Permission
from koers.ui.drawing import timeline_svg
from koers.web.programme.head import head_of
from koers.web.programme.timeline_page import SHOWN, page_of, shown_of


@require(Permission.VIEW_REGISTER)
@require_safe
def timeline(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    head = head_of(request, organisation_slug, slug, "timeline")
    shown = shown_of(request.GET.getlist("toon"))
    query = urlencode([("toon", name) for name in SHOWN if name in shown])
    context: dict[str, Any] = head.context(_("Timeline")) | {
        "view": page_of(head, shown),
        "choices": _choices(shown),
        "file_url": f"{head.url('timeline_file')}?{query}",
    }
    return render(request, "web/programme/timeline.html", context)


@require(Permission.VIEW_REGISTER)
@require_safe
def timeline_file(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    """The drawing alone, with its own colours, for a presentation or a report."""
    head = head_of(request, organisation_slug, slug, "timeline")
    drawing = page_of(head, shown_of(request.GET.getlist("toon"))).drawing
    if drawing is None:
        raise Http404(_("This programme has no dates to draw yet."))
    text = render_to_string("web/programme/timeline.svg", {"drawing": drawing, "svg": timeline_svg(drawing)})
    name = f"tijdlijn-{head.programme.slug}.svg"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="image/svg+xml", headers=headers)


def _choices(shown: frozenset[str]) -> list[tuple[str, str, bool]]:
    labels = {
        "werkgroepen": _("Tracks"),
        "periodes": _("Planning periods"),
        "producten": _("Deliverables"),
        "besluiten": _("Decisions and steps of bodies"),
        "stappen": _("Goals, pilots and other steps"),
    }
    return [(name, labels[name], name in shown) for name in SHOWN]
