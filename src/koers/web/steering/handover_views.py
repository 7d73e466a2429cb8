"""What programmes handed over: all of it, with what is due, and looking again at one point."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from koers.core.models import ConcurrentChange
from koers.editing import drafts
from koers.editing.expired import keeps_what_was_typed
from koers.organisations.access import get_visible_or_404, require, user_of
from koers.organisations.permissions import Permission
from koers.programmes.actions.handing_over import look_again, may_look_again
from koers.programmes.kinds.warnings import of_handover
from koers.programmes.models import HandoverPoint, HandoverReview
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Fact, Link, Table
from koers.web.programme.sections import joined, note, warned
from koers.web.steering.closing_page import standing
from koers.web.steering.form_errors import take_errors

LONGEST = 4000
AT_MOST = 500
"""Points on one page; who has more than that narrows the list in the register."""


class LookForm(forms.Form):
    """What was found, and what follows."""

    none_required = False

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    text = forms.CharField(
        label=gettext_lazy("What did you find?"),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
        max_length=LONGEST,
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("What follows?"), choices=HandoverReview.Outcome, widget=forms.RadioSelect
    )
    next_date = forms.DateField(
        label=gettext_lazy("Look at it again on"),
        help_text=gettext_lazy("Only when it is not done yet."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


@require(Permission.VIEW_REGISTER)
@require_safe
def handover(request: HttpRequest) -> HttpResponse:
    """All points that live on, the one that is due first on top; what is done is counted."""
    found = HandoverPoint.objects.visible_to(user_of(request)).filter(programme__isnull=False)
    living = found.filter(taken_over=False, ended=False)
    shown: list[Any] = list(
        living.select_related("owner", "programme__organisation")
        .prefetch_related("reviews")
        .order_by(F("review_date").asc(nulls_last=True), "pk")[:AT_MOST]
    )
    done = found.count() - living.count()
    names = (_("Hand-over point"), _("Programme"), _("Owner"), _("Look at it again on"), _("How it stands"))
    table = Table(
        _("Hand-over points that live on"), [Column(name) for name in names], [_row(one) for one in shown]
    )
    words = ngettext(
        "%(count)s other point is done: taken over by the line or no longer needed.",
        "%(count)s other points are done: taken over by the line or no longer needed.",
        done,
    )
    context = {
        "title": _("What programmes handed over"),
        "table": table if shown else None,
        "programmes": Link(_("To the programmes"), reverse("web:programmes")),
        "more": max(0, living.count() - len(shown)),
        "done": words % {"count": done} if done else "",
    }
    return render(request, "web/steering/handover.html", context)


def _row(point: Any) -> tuple[Any, ...]:
    url = reverse("web:handover_point", args=[point.public_id])
    name = format_html('<a class="utrecht-link" href="{}">{}</a>', url, point.text)
    programme = point.programme
    place = reverse("web:closing", args=[programme.organisation.slug, programme.slug])
    where = format_html('<a class="utrecht-link" href="{}">{}</a>', place, programme.name)
    phase = [note(programme.get_phase_display())] if programme.phase else []
    return (
        joined([name, *(warned(words) for words in of_handover(point))]),
        joined([where, *phase]),
        point.owner_words or _("nobody yet"),
        dutch_date(point.review_date) if point.review_date else "–",
        standing(point),
    )


@keeps_what_was_typed
@require(Permission.VIEW_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def handover_point(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = user_of(request)
    point = get_visible_or_404(HandoverPoint, user, public_id=public_id)
    yours = may_look_again(user, point)
    form = None
    if request.method == "POST":
        if not yours:
            raise PermissionDenied
        form = LookForm(request.POST)
        if not drafts.is_stale(request) and form.is_valid() and _looked(request, point, form):
            messages.success(request, _("What you found is saved."))
            return HttpResponseRedirect(request.path)
        point = get_visible_or_404(HandoverPoint, user, public_id=public_id)
    elif yours:
        form = LookForm(initial={"version": point.version})
    context = {
        "title": point.text[:120],
        "breadcrumbs": [
            Link(_("What programmes handed over"), reverse("web:handover")),
            Link(point.text[:60]),
        ],
        "point": point,
        "facts": _facts(point),
        "warnings": of_handover(point),
        "form": form,
        "stale": drafts.is_stale(request),
        "past": _past(point),
    }
    answer = 422 if form is not None and form.errors else 200
    return render(request, "web/steering/handover_point.html", context, status=answer)


def _facts(point: HandoverPoint) -> list[Fact]:
    programme = point.programme
    url = reverse("web:closing", args=[programme.organisation.slug, programme.slug])
    found = [
        Fact(_("Hand-over point"), point.text),
        Fact(_("Programme"), format_html('<a class="utrecht-link" href="{}">{}</a>', url, programme.name)),
        Fact(_("Owner"), point.owner_words or _("nobody yet")),
    ]
    if point.review_date and not point.is_done:
        found.append(Fact(_("Look at it again on"), dutch_date(point.review_date)))
    return [*found, Fact(_("How it stands"), standing(point))]


def _looked(request: HttpRequest, point: HandoverPoint, form: LookForm) -> bool:
    given = form.cleaned_data
    try:
        look_again(by=user_of(request), point=point, **given)
    except ConcurrentChange:
        form.add_error(None, _("Somebody else changed this point meanwhile. Look at it and save again."))
        form.data = form.data.copy()  # type: ignore[attr-defined]
        point.refresh_from_db()
        form.data["version"] = str(point.version)  # type: ignore[index]
        return False
    except ValidationError as error:
        take_errors(form, error)
        return False
    return True


def _past(point: HandoverPoint) -> Table | None:
    reviews: list[Any] = list(point.reviews.select_related("by").order_by("-date", "-pk"))
    rows = [
        (
            dutch_date(one.date),
            one.get_outcome_display(),
            one.text,
            dutch_date(one.next_date) if one.next_date else "–",
            str(one.by) if one.by else "–",
        )
        for one in reviews
    ]
    names = (_("Date"), _("Outcome"), _("What was found"), _("Next look"), _("By whom"))
    return (
        Table(_("Looks so far, the newest first"), [Column(name) for name in names], rows) if rows else None
    )
