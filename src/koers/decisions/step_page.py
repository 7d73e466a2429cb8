"""The page on which one step is taken, for the register's side and the council's side alike."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from koers.core.models import ConcurrentChange
from koers.decisions import wording
from koers.decisions.forms import StepForm
from koers.decisions.models import Recommendation
from koers.decisions.states import BY_SLUG, Rule, Sort, rule_for
from koers.decisions.stepping import may_take, take_step
from koers.organisations.access import user_of
from koers.ui.parts import Link

UNPROCESSABLE = 422


def step_page(
    request: HttpRequest, one: Recommendation, slug: str, *, back: str, trail: list[Link]
) -> HttpResponse:
    """404 for a step that does not exist, 403 for one that is not this person's. A step that is not possible now leads
    back to the page, which says so."""
    sort = BY_SLUG.get(slug)
    if sort is None:
        raise Http404(_("This page does not exist, or it is not yours."))
    rule = rule_for(one.kind, one.stage, sort)
    if rule is None:
        messages.error(request, _("This step is not possible now. Look at where it stands."))
        return redirect(back)
    if not may_take(user_of(request), one, rule):
        raise PermissionDenied(_refused(rule))
    sent = request.POST if request.method == "POST" else None
    form = StepForm(sent, user=user_of(request), rule=rule, recommendation=one)
    if request.method == "POST" and form.is_valid() and _taken(request, one, sort, form):
        messages.success(request, _("Written down: %(step)s.") % {"step": sort.label})
        return redirect(back)
    context: dict[str, Any] = {
        "title": wording.button_words(rule, one),
        "breadcrumbs": [*trail, Link(wording.button_words(rule, one))],
        "one": one,
        "form": form,
        "back": back,
    }
    return render(request, "decisions/step.html", context, status=UNPROCESSABLE if form.errors else 200)


def _taken(request: HttpRequest, one: Recommendation, sort: Sort, form: StepForm) -> bool:
    try:
        take_step(
            by=user_of(request),
            recommendation=one,
            version=form.cleaned_data["version"],
            sort=sort,
            date=form.cleaned_data["date"],
            given=form.given(),
        )
    except ValidationError as error:
        form.tell(error)
    except ConcurrentChange:
        form.add_error(
            None,
            _(
                "A colleague changed this in the meantime. Nothing of yours is lost: it still stands below. "
                "Compare it with what is stored now and save again."
            ),
        )
        now = Recommendation.objects.of(one.organisation).get(pk=one.pk)
        form.restart(version=now.version)
    else:
        return True
    return False


def _refused(rule: Rule) -> str:
    if rule.sort == Sort.ASSESSED:
        return _("Who reported on it does not judge it. Ask somebody else.")
    if rule.sort in (Sort.WRITTEN_OFF, Sort.KEPT_OPEN):
        return _("Only the council writes off a motion. The clerk of the council writes that down.")
    return _("Your role does not allow this.")
