"""The council's side, and the steps that wait for a body."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from koers.core.dates import PartialDate
from koers.core.models import ConcurrentChange
from koers.organisations.access import refusal, require, user_of
from koers.organisations.permissions import Permission
from koers.programmes.actions.acts import record_act
from koers.programmes.acts import OPEN_STATES, asked_of, council_decisions, may_record, sent_to_council
from koers.programmes.models import Adoption
from koers.ui.parts import Link
from koers.web.council.cautions import before_advice, before_start
from koers.web.council.forms import ActForm
from koers.web.council.page import asked_table, decision_table, facts_of, sent_facts, sent_table

PER_PAGE = 25


@require(Permission.VIEW_SENT)
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Only what was sent to the council and what it decided; never a draft."""
    user = user_of(request)
    page = Paginator(sent_to_council(user), PER_PAGE).get_page(request.GET.get("pagina"))
    decisions = list(council_decisions(user)[:PER_PAGE])
    context = {
        "title": _("Sent to the council"),
        "page": page,
        "table": sent_table(list(page.object_list)),
        "decisions": decision_table(decisions),
        "may_record": user.may_somewhere(Permission.RECORD_ACT),
        "empty_action": Link(_("To the start page"), reverse("web:home")),
    }
    return render(request, "web/council/sent.html", context)


@require(Permission.VIEW_SENT)
@require_safe
def sent_item(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = user_of(request)
    step = _one(request, sent_to_council(user), public_id, Permission.VIEW_SENT)
    context = {
        "title": step.deliverable.name,
        "breadcrumbs": [Link(_("Sent to the council"), reverse("web:sent")), Link(step.deliverable.name)],
        "step": step,
        "facts": sent_facts(step),
        "may_record": may_record(user, step),
        "open": step.state in OPEN_STATES,
    }
    return render(request, "web/council/item.html", context)


@require(Permission.RECORD_ACT, page=True)
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What is asked of one's bodies, by date."""
    page = Paginator(asked_of(user_of(request)), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "title": _("What is asked of your bodies"),
        "page": page,
        "table": asked_table(list(page.object_list), timezone.localdate()),
        "empty_action": Link(_("To my work"), reverse("web:work")),
    }
    return render(request, "web/council/asked.html", context)


@require(Permission.RECORD_ACT)
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Writes down what the body did. A stale form changes nothing and says so."""
    user = user_of(request)
    step = _one(request, asked_of(user), public_id, Permission.RECORD_ACT)
    form = ActForm.for_step(step, request.POST or None)
    odd_day = _odd_day(step, form) if form.is_bound and form.is_valid() else ""
    if form.is_bound and form.is_valid() and not odd_day and _recorded(request, step, form):
        messages.success(request, _("Written down: %(what)s.") % {"what": step})
        return redirect("web:asked")
    title = _("What did %(body)s do?") % {"body": step.body_words}
    context = {
        "title": title,
        "breadcrumbs": [
            Link(_("What is asked of your bodies"), reverse("web:asked")),
            Link(step.deliverable.name),
        ],
        "step": step,
        "facts": facts_of(step),
        "form": form,
        "cautions": [words for words in (before_advice(step), odd_day) if words],
    }
    return render(request, "web/council/record.html", context)


def _odd_day(step: Adoption, form: ActForm) -> str:
    """Told once per day: who saves the same day again means it."""
    day = form.cleaned_data["date"]
    words = before_start(step, day)
    if not words or form.cleaned_data["seen"] == day.isoformat():
        return ""
    form.warn_about(day)
    return words


def _recorded(request: HttpRequest, step: Adoption, form: ActForm) -> bool:
    said: dict[str, Any] = form.cleaned_data
    day = said["date"]
    try:
        record_act(
            by=user_of(request),
            adoption=step,
            version=said["version"],
            act=said["act"],
            date=PartialDate(day.year, day.month, day.day),
            case_number=said["case_number"],
            state=said["state"],
        )
    except ValidationError as error:
        form.add_error(None, error)
    except ConcurrentChange:
        form.add_error(
            None,
            _(
                "A colleague changed this step meanwhile. What you filled in is still here. Check it and save again."
            ),
        )
        now = Adoption.objects.of(step.deliverable.organisation).get(pk=step.pk)
        form.data = {**form.data.dict(), "version": now.version}  # type: ignore[attr-defined]
    else:
        return True
    return False


def _one(request: HttpRequest, found: QuerySet[Adoption], public_id: UUID, needs: Permission) -> Any:
    """404 for what is not one's own, and what `access.refusal` says of a step that is only seen in the register."""
    step = found.filter(public_id=public_id).first()
    if step is not None:
        return step
    seen = Adoption.objects.visible_to(user_of(request)).filter(public_id=public_id).first()
    if seen is not None:
        raise refusal(user_of(request), needs, seen)
    raise Http404(_("This page does not exist, or it is not yours."))
