"""The update of a track: by the link of the mail (the key is the permission, for this update only), or logged in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.organisations.access import get_visible_or_404, require, user_of
from koers.organisations.permissions import Permission
from koers.programmes import updates
from koers.programmes.actions import updating
from koers.programmes.actions.updating import UpdateClosed
from koers.programmes.models import Track, TrackUpdate
from koers.programmes.updates import Standing, standing
from koers.web.planning.guarding import note_wrong, private, too_many_wrong
from koers.web.planning.own_tracks import own_tracks_view
from koers.web.planning.update_forms import JudgementForm, UpdateForm
from koers.web.planning.update_page import (
    Shown,
    Way,
    busy_page,
    correct_page,
    form_page,
    over_page,
    sent_page,
    suggestion_of,
    update_form,
)

_METHODS = ["GET", "HEAD", "POST"]


# By the key of the mail


@login_not_required
@sensitive_variables("key")
@require_http_methods(_METHODS)
def by_key(request: HttpRequest, key: str) -> HttpResponse:
    update = updates.update_of_key(key)
    refusal = _refuse(request, update)
    if refusal is not None or update is None:
        return refusal or over_page(request, None, None)
    return private(_page(request, update, _way_of_key(key)))


@login_not_required
@sensitive_variables("key")
@require_POST
def by_key_draft(request: HttpRequest, key: str) -> HttpResponse:
    update = updates.update_of_key(key)
    if update is None:
        return _refuse(request, None) or JsonResponse({}, status=404)
    return private(_draft(request, update))


@login_not_required
@sensitive_variables("key")
@require_http_methods(_METHODS)
def by_key_correct(request: HttpRequest, key: str) -> HttpResponse:
    update = updates.update_of_key(key)
    refusal = _refuse(request, update)
    if refusal is not None or update is None:
        return refusal or over_page(request, None, None)
    return private(_correct(request, update, _way_of_key(key)))


def _refuse(request: HttpRequest, update: TrackUpdate | None) -> HttpResponse | None:
    """The page that says why the link does nothing; None when it does."""
    if update is None:
        if too_many_wrong(request):
            return private(busy_page(request))
        note_wrong(request)
        return private(over_page(request, None, None))
    found = standing(update)
    if found in (Standing.OPEN, Standing.SENT_TODAY):
        return None
    return private(over_page(request, found, update))


def _way_of_key(key: str) -> Way:
    names = ("web:update_by_key", "web:update_draft_by_key", "web:correct_update_by_key")
    return Way(*(reverse(name, kwargs={"key": key}) for name in names))


# Logged in


@require(Permission.UPDATE_OWN_TRACK, page=True)
@require_GET
def own_tracks(request: HttpRequest) -> HttpResponse:
    """The start of who leads a track."""
    context = {"title": _("My track"), "rows": own_tracks_view(user_of(request))}
    return render(request, "web/planning/own_tracks.html", context)


@require(Permission.UPDATE_OWN_TRACK)
@require_POST
def start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    track = get_visible_or_404(Track, request.user, needs=Permission.UPDATE_OWN_TRACK, public_id=public_id)
    try:
        update = updating.start_update(by=user_of(request), track=track)
    except UpdateClosed as error:
        raise PermissionDenied(_("You may give updates only of the tracks you lead.")) from error
    return redirect("web:own_update", update.public_id)


@require(Permission.UPDATE_OWN_TRACK)
@require_http_methods(_METHODS)
def own(request: HttpRequest, public_id: UUID) -> HttpResponse:
    update = _own(request, public_id)
    if standing(update) is Standing.EXPIRED:
        return over_page(request, Standing.EXPIRED, update)
    return _page(request, update, _own_way(update))


@require(Permission.UPDATE_OWN_TRACK)
@require_POST
def own_draft(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _draft(request, _own(request, public_id))


@require(Permission.UPDATE_OWN_TRACK)
@require_http_methods(_METHODS)
def own_correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    update = _own(request, public_id)
    return _correct(request, update, _own_way(update))


def _own(request: HttpRequest, public_id: UUID) -> TrackUpdate:
    """One's own update: whoever else sees the programme may not give it, whatever the role."""
    user = user_of(request)
    update = updates.update_to_see(user, public_id)
    if update is None:
        raise Http404(_("This page does not exist, or it is not yours."))
    if update.person_id != user.pk or standing(update) is Standing.NOT_YOURS:
        raise PermissionDenied(_("You may give updates only of the tracks you lead."))
    return update


def _own_way(update: TrackUpdate) -> Way:
    names = ("web:own_update", "web:own_update_draft", "web:correct_own_update")
    page, draft, correct = (reverse(name, kwargs={"public_id": update.public_id}) for name in names)
    return Way(page, draft, correct, home=reverse("web:own_tracks"))


# What both ways do


def _page(request: HttpRequest, update: TrackUpdate, way: Way) -> HttpResponse:
    if update.sent_at is not None:
        return _after_sending(request, update, way)
    if request.method != "POST":
        return form_page(request, update, way, update_form(update))
    form = update_form(update, request.POST)
    kept = _keep(request, update, form)
    if isinstance(kept, UpdateClosed):
        return redirect(way.page)
    if isinstance(kept, ValidationError):
        form.take_errors(kept)
        return form_page(request, update, way, form, Shown(422))
    if kept.other is not None:
        update.draft_number = kept.number
        drafted = form.drafted(_posted(request))
        other = form.differing(drafted, kept.other)
        return form_page(request, update, way, update_form(update, draft=drafted), Shown(409, other=other))
    if request.POST.get("action") == "draft":
        update.draft_number = kept.number
        return form_page(request, update, way, update_form(update), Shown(saved=_saved_words()))
    return _send(request, update, way, form)


def _send(request: HttpRequest, update: TrackUpdate, way: Way, form: UpdateForm) -> HttpResponse:
    if form.is_valid():
        try:
            updating.send_update(by=update.person, update=update, answers=form.answers())
        except ValidationError as error:
            form.take_errors(error)
        except UpdateClosed:
            return redirect(way.page)
        else:
            return redirect(way.page)
    return form_page(request, update, way, form, Shown(422))


def _after_sending(request: HttpRequest, update: TrackUpdate, way: Way) -> HttpResponse:
    """Sending the same once more is no mistake; something else is offered as a correction, so that it is not lost."""
    if request.method != "POST" or update.status is None:
        return sent_page(request, update, way)
    names = ("level", "line")
    same = all(request.POST.get(name, "").strip() == getattr(update.status, name) for name in names)
    if same or standing(update) is not Standing.SENT_TODAY:
        return redirect(way.page)
    form = JudgementForm(initial=_posted(request), suggested=suggestion_of(update))
    note = _(
        "This update was sent already. What you filled in now is below. Send it as a correction if it is right."
    )
    return correct_page(request, update, way, form, status=409, note=note)


def _correct(request: HttpRequest, update: TrackUpdate, way: Way) -> HttpResponse:
    if standing(update) is not Standing.SENT_TODAY or update.status is None:
        return redirect(way.page)
    names = ("level", "line", "cause", "consequence", "adjustment", "override_reason")
    initial = {name: getattr(update.status, name) for name in names}
    data = request.POST if request.method == "POST" else None
    form = JudgementForm(data, suggested=suggestion_of(update), initial=initial)
    if data is None or not form.is_valid():
        return correct_page(request, update, way, form, status=200 if data is None else 422)
    try:
        updating.correct_update(
            by=update.person, update=update, judgement=form.judgement(), replaces=data.get("replaces", "")
        )
    except ValidationError as error:
        form.take_errors(error)
        return correct_page(request, update, way, form, status=422)
    except UpdateClosed:
        pass
    return redirect(way.page)


def _draft(request: HttpRequest, update: TrackUpdate) -> HttpResponse:
    """What the script sends while somebody types."""
    form = update_form(update)
    kept = _keep(request, update, form)
    match kept:
        case UpdateClosed():
            return JsonResponse(
                {"message": _("This update was sent already, or the link is too old.")}, status=410
            )
        case ValidationError():
            return JsonResponse({"message": " ".join(kept.messages)}, status=422)
    if kept.other is not None:
        differing = form.differing(form.drafted(_posted(request)), kept.other)
        answer = {"number": kept.number, "fields": kept.other, "other": differing}
        return JsonResponse(answer, status=409)
    return JsonResponse({"number": kept.number, "saved": _saved_words()})


def _keep(
    request: HttpRequest, update: TrackUpdate, form: UpdateForm
) -> updating.Saved | ValidationError | UpdateClosed:
    number = request.POST.get("number", "")
    try:
        return updating.save_draft(
            update=update,
            fields=form.drafted(_posted(request)),
            number=int(number) if number.isdecimal() and len(number) < 10 else 0,
            device=request.POST.get("device", "")[:64],
        )
    except (ValidationError, UpdateClosed) as error:
        return error


def _posted(request: HttpRequest) -> dict[str, Any]:
    return {name: request.POST[name] for name in request.POST}


def _saved_words() -> str:
    return _("Saved at %(time)s.") % {"time": timezone.localtime().strftime("%H.%M")}
