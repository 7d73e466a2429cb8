"""How things stand: the judgement of a programme or a track, a new one, and all that were given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from koers.editing import drafts
from koers.editing.expired import keeps_what_was_typed
from koers.organisations.access import check, may, require, user_of
from koers.organisations.models import User
from koers.organisations.permissions import Permission
from koers.programmes.actions.judging import judge
from koers.programmes.models import Programme, Status, Track
from koers.programmes.queries_status import (
    LatestStatuses,
    Legend,
    latest_statuses,
    legend_of,
    statuses_of,
    tracks_led,
)
from koers.programmes.suggestion import Suggestion
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Link, Table
from koers.ui.templatetags.koers import status as status_tag
from koers.web.steering.form_errors import take_errors
from koers.web.steering.frame import frame
from koers.web.steering.places import programme_at, url_of
from koers.web.steering.status_form import StatusForm
from koers.web.steering.suggesting import explained, suggestion_for

PER_PAGE = 25
IN_STRIP = 12


@dataclass(frozen=True, slots=True)
class TrackLine:
    """A track with its latest judgement, if it has one, and the way to its own page."""

    name: str
    url: str
    status: Status | None
    yours: bool


@keeps_what_was_typed
@require(Permission.VIEW_STEERING)
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest, organisation_slug: str, slug: str) -> HttpResponse:
    programme = programme_at(request, organisation_slug, slug, Permission.VIEW_STEERING)
    return _page(request, programme, None)


@keeps_what_was_typed
@require(Permission.VIEW_STEERING)
@require_http_methods(["GET", "HEAD", "POST"])
def track_status(request: HttpRequest, organisation_slug: str, slug: str, track_id: UUID) -> HttpResponse:
    programme = programme_at(request, organisation_slug, slug, Permission.VIEW_STEERING)
    track = programme.tracks.filter(public_id=track_id).first()
    if track is None:
        raise Http404(_("This page does not exist, or it is not yours."))
    return _page(request, programme, track)


def _page(request: HttpRequest, programme: Programme, track: Track | None) -> HttpResponse:
    user, today = user_of(request), timezone.localdate()
    led = _judgeable(user, programme)
    yours = may(user, Permission.CHANGE_REGISTER, programme) if track is None else track.pk in led
    if request.method == "POST" and not yours:
        check(user, Permission.CHANGE_REGISTER, programme)
    legend = legend_of(programme.organisation)
    suggestion = suggestion_for(user, programme, track, today=today) if yours else None
    form = _form(request, legend, programme, track, suggestion) if yours else None
    if form and form.is_bound and not drafts.is_stale(request) and form.is_valid():
        try:
            judge(by=user, programme=programme, track=track, suggested=suggestion, **form.given())
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, _("Your judgement has been added."))
            return HttpResponseRedirect(request.path)
    latest = latest_statuses(user, [programme])
    context = {
        **_frame(request, programme, track),
        "programme": programme,
        "track": track,
        "legend": legend,
        "warn_word": legend.word("warn"),
        "alarm_word": legend.word("alarm"),
        "latest": latest.of_track.get(track.pk) if track else latest.of_programme.get(programme.pk),
        "form": form,
        "stale": drafts.is_stale(request),
        "suggestion": suggestion,
        "reasons": explained(suggestion.written()) if suggestion else [],
        "tracks": [] if track else _tracks(programme, latest, led),
        "legend_url": reverse("web:legend") if may(user, Permission.CHANGE_REGISTER, programme) else "",
        "baseline_url": url_of("baseline", programme),
        **_past(request, user, programme, track, legend),
    }
    return render(request, "web/steering/status.html", context, status=422 if form and form.errors else 200)


def _judgeable(user: User, programme: Programme) -> set[int]:
    """The tracks the user may judge: all for who keeps the register, else those he or she leads (1 query)."""
    if may(user, Permission.CHANGE_REGISTER, programme):
        return set(programme.tracks.values_list("pk", flat=True))
    if may(user, Permission.UPDATE_OWN_TRACK, programme):
        return {track.pk for track in tracks_led(user, programme)}
    return set()


def _form(
    request: HttpRequest,
    legend: Legend,
    programme: Programme,
    track: Track | None,
    suggestion: Suggestion | None,
) -> StatusForm:
    typed = request.POST if request.method == "POST" else None
    aspects: list[str] = [] if track else programme.aspects
    return StatusForm(typed, legend=legend, aspects=aspects, suggested=suggestion is not None)


def _frame(request: HttpRequest, programme: Programme, track: Track | None) -> dict[str, Any]:
    beneath = [Link(_("How things stand: %(track)s") % {"track": track.name})] if track else []
    place = (programme.organisation.slug, programme.slug)
    return frame(request, *place, "status", _("How things stand"), *beneath)


def _tracks(programme: Programme, latest: LatestStatuses, led: set[int]) -> list[TrackLine]:
    place = {"organisation_slug": programme.organisation.slug, "slug": programme.slug}
    return [
        TrackLine(
            track.name,
            reverse("web:track_status", kwargs={**place, "track_id": track.public_id}),
            latest.of_track.get(track.pk),
            track.pk in led,
        )
        for track in programme.tracks.all()
    ]


def _past(
    request: HttpRequest, user: User, programme: Programme, track: Track | None, legend: Legend
) -> dict[str, Any]:
    """Every judgement, newest first in pages; the strip shows the latest from left to right."""
    page = Paginator(statuses_of(user, programme, track), PER_PAGE).get_page(request.GET.get("pagina"))
    shown = list(page)
    strip = list(reversed(shown[:IN_STRIP])) if page.number == 1 and len(shown) > 1 else []
    return {"page": page, "past": past_table(shown, legend) if shown else None, "strip": strip}


def past_table(statuses: list[Status], legend: Legend) -> Table:
    rows = [
        (
            dutch_date(status.date),
            status_tag(status.level, legend.word(status.level)),
            status.line,
            _suggested(status, legend),
            str(status.by) if status.by else "–",
        )
        for status in statuses
    ]
    names = (_("Date"), _("Judgement"), _("In one line"), _("Suggested by Koers"), _("By whom"))
    return Table(_("Judgements, the newest first"), [Column(name) for name in names], rows)


def _suggested(status: Status, legend: Legend) -> str:
    if not status.suggested:
        return _("nothing")
    if status.suggested == status.level:
        return _("the same")
    words = {"word": legend.word(status.suggested), "reason": status.override_reason}
    return _("%(word)s. It differs because: %(reason)s") % words
