"""Bodies with their members, meetings and agendas, and what they are asked to decide there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from koers.decisions import queries
from koers.decisions.models import AgendaItem, Body, BodyMember, Meeting
from koers.editing.places import link_to
from koers.organisations.access import current_organisation, require, user_of
from koers.organisations.permissions import Permission
from koers.programmes.models import Adoption
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Link, Table
from koers.web.organisation.links import add_link, change_link, record_links


@dataclass(frozen=True, slots=True)
class MeetingView:
    meeting: Meeting
    ahead: bool
    agenda: list[AgendaItem]
    steps: list[Adoption]
    add: Link | None


@require(Permission.VIEW_REGISTER)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    found = queries.bodies(user_of(request), timezone.localdate())
    organisation = current_organisation(request)
    rows = [
        (
            link_to(body),
            body.get_kind_display(),
            body.rhythm or _("not stated"),
            len(body.members.all()),
            dutch_date(body.coming[0].date) if body.coming else _("not planned"),  # type: ignore[attr-defined]
        )
        for body in found
    ]
    columns = [
        Column(_("Body")),
        Column(_("Kind")),
        Column(_("How often it meets")),
        Column(_("Members"), number=True),
        Column(_("Next meeting")),
    ]
    context = {
        "title": _("Bodies and meetings"),
        "table": Table(_("Bodies by name"), columns, rows) if rows else None,
        "add": add_link(request, Body, organisation, _("Add a body")) if organisation else None,
    }
    return render(request, "web/organisation/bodies.html", context)


@require(Permission.VIEW_REGISTER)
@require_safe
def one(request: HttpRequest, public_id: UUID) -> HttpResponse:
    try:
        body = queries.body(user_of(request), public_id)
    except Body.DoesNotExist as error:
        raise Http404(_("This page does not exist, or it is not yours.")) from error
    context = {
        "title": body.name,
        "breadcrumbs": [Link(_("Bodies and meetings"), reverse("web:bodies")), Link(body.name)],
        "body": body,
        "members": _members(body),
        "meetings": _meetings(request, body),
        "record_links": record_links(request, body),
        "change": change_link(request, body, _("Change this body")),
        "add_member": add_link(request, BodyMember, body, _("Add a member")),
        "add_meeting": add_link(request, Meeting, body, _("Plan a meeting")),
    }
    return render(request, "web/organisation/body.html", context)


def _members(body: Body) -> Table | None:
    rows = [(link_to(member), member.role or "–") for member in body.members.all()]
    return Table(_("Members"), [Column(_("Name")), Column(_("Role"))], rows) if rows else None


def _meetings(request: HttpRequest, body: Body) -> list[MeetingView]:
    """Meetings with the steps of deliverables that are on them (1 query more)."""
    steps: dict[int, list[Adoption]] = defaultdict(list)
    asked = Adoption.objects.visible_to(user_of(request)).filter(meeting__body=body)
    for adoption in asked.select_related("deliverable", "body_known").order_by("pk"):
        if adoption.meeting_id is not None:
            steps[adoption.meeting_id].append(adoption)
    today = timezone.localdate()
    return [
        MeetingView(
            meeting,
            meeting.date >= today,
            list(meeting.agenda.all()),
            steps[meeting.pk],
            _add_item(request, meeting),
        )
        for meeting in body.meetings.all()
    ]


def _add_item(request: HttpRequest, meeting: Meeting) -> Link | None:
    words = _("Add to the agenda of %(day)s") % {"day": dutch_date(meeting.date)}
    return add_link(request, AgendaItem, meeting, words)
