"""Pages of ranking sessions: beginning one, the table side by side, giving points, closing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from koers.finance.requests import actions, pages, queries
from koers.finance.requests.forms import MotivationForm, PointsForm, SessionForm
from koers.finance.requests.models import RankingSession
from koers.finance.requests.views import crumbs, sent, status_of
from koers.organisations.access import demand, may, require, require_organisation, user_of
from koers.organisations.permissions import Permission
from koers.ui.parts import Link


def _session(
    request: HttpRequest, public_id: UUID, needs: Permission = Permission.VIEW_STEERING
) -> RankingSession:
    user = user_of(request)
    found = queries.with_parts(RankingSession.objects.visible_to(user)).filter(public_id=public_id).first()
    if found is None:
        raise Http404(_("This page does not exist, or it is not yours."))
    demand(user, needs, found)
    return found


def _crumbs(session: RankingSession, title: str = "") -> list[Link]:
    address = pages.session_address(session)
    return [*crumbs(), Link(session.name, address if title else ""), *([Link(title)] if title else [])]


@require(Permission.KEEP_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    organisation, user = require_organisation(request, Permission.KEEP_MONEY), user_of(request)
    initial = {"year": timezone.localdate().year + 1}
    form = SessionForm(sent(request), user=user, organisation=organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.open_session(
                by=user,
                organisation=organisation,
                on=given["date"],
                criteria=form.criteria(),
                **{
                    name: given[name] for name in ("name", "programme", "kind", "year", "scorers", "requests")
                },
            )
        except ValidationError as error:
            form.tell(error)
        else:
            messages.success(request, _("The session is open. Who scores can begin."))
            return redirect(pages.session_address(made))
    title = _("Begin a ranking session")
    context = {
        "title": title,
        "form": form,
        "breadcrumbs": crumbs(title),
        "nothing": not queries.candidates(organisation).exists(),
        "requests_link": crumbs()[0],
    }
    return render(request, "finance/requests/session_new.html", context, status=status_of(form))


@require(Permission.VIEW_STEERING)
@require_http_methods(["GET", "HEAD"])
def session(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _page(request, _session(request, public_id))


def _page(request: HttpRequest, found: RankingSession, form: MotivationForm | None = None) -> HttpResponse:
    user, page = user_of(request), queries.ranking_page(found)
    scores = any(one.person_id == user.pk for one in found.scorers.all())
    keeps = may(user, Permission.KEEP_MONEY, found)
    rows = pages.rank_rows(page)
    context: dict[str, Any] = {
        "title": found.name,
        "breadcrumbs": _crumbs(found),
        "session": found,
        "facts": pages.session_facts(page),
        "rows": rows,
        "criteria": list(found.criteria.all()),
        "columns": len(found.criteria.all()) + 5,
        "fit": pages.fit_words(page),
        "waiting": sum(not row.complete for row in rows),
        "ties": any(row.tied for row in rows),
        "may_score": scores and not found.closed,
        "may_close": keeps and not found.closed,
        "form": form or (MotivationForm(taken=page.taken.values()) if keeps else None),
    }
    return render(request, "finance/requests/session.html", context, status=status_of(form))


@require(Permission.VIEW_STEERING)
@require_http_methods(["GET", "HEAD", "POST"])
def score(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found, user = _session(request, public_id), user_of(request)
    if all(one.person_id != user.pk for one in found.scorers.all()):
        raise PermissionDenied(_("You do not score in this session."))
    page = queries.ranking_page(found)
    given = {
        (taken, one): points for (taken, one, person), points in page.scores.items() if person == user.pk
    }
    form = PointsForm(sent(request), taken=page.taken.values(), criteria=found.criteria.all(), given=given)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_points(by=user, session=found, points=form.points())
        except ValidationError as error:
            form.tell(error)
        else:
            messages.success(
                request, _("Your points are kept. You can change them until the session is closed.")
            )
            return redirect(pages.session_address(found))
    title = _("Give points")
    context = {
        "title": title,
        "breadcrumbs": _crumbs(found, title),
        "form": form,
        "session": found,
        "back": pages.session_address(found),
    }
    return render(request, "finance/requests/score.html", context, status=status_of(form))


@require(Permission.KEEP_MONEY)
@require_POST
def motivate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _session(request, public_id, Permission.KEEP_MONEY)
    form = MotivationForm(request.POST, taken=found.taken.select_related("request"))
    if not form.is_valid():
        return _page(request, found, form)
    actions.motivate(by=user_of(request), session=found, words=form.words())
    messages.success(request, _("The motivations are kept."))
    return redirect(pages.session_address(found))


@require(Permission.KEEP_MONEY)
@require_POST
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _session(request, public_id, Permission.KEEP_MONEY)
    actions.close_session(by=user_of(request), session=found)
    messages.success(
        request, _("The session is closed. The requests are ranked and can be granted by a decision.")
    )
    return redirect(pages.session_address(found))
