"""Writing down what became of a risk."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from koers.core.models import ConcurrentChange
from koers.organisations.access import get_visible_or_404, require, user_of
from koers.organisations.permissions import Permission
from koers.risks import actions
from koers.risks.forms import StateForm
from koers.risks.models import Risk
from koers.risks.views import crumbs
from koers.ui.formats import dutch_date

UNPROCESSABLE = 422


@require(Permission.KEEP_RISKS)
@require_http_methods(["GET", "POST"])
def state(request: HttpRequest, public_id: str) -> HttpResponse:
    user = user_of(request)
    risk = get_visible_or_404(Risk, user, needs=Permission.KEEP_RISKS, public_id=public_id)
    today = dutch_date(timezone.localdate()).replace("\u00a0", " ")
    sent = request.POST if request.method == "POST" else None
    form = StateForm(sent, risk=risk, initial={"version": risk.version, "on": today})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.move(by=user, risk=risk, **given)
        except ConcurrentChange:
            form.tell_stale(Risk.objects.visible_to(user).get(pk=risk.pk).version)
        except ValidationError as error:
            form.tell(error)
        else:
            messages.success(
                request, _("Saved. The risk is now: %(state)s.") % {"state": risk.get_state_display()}
            )
            return redirect("risks:risk", public_id=public_id)
    title = _("What became of this risk?")
    context = {"title": title, "breadcrumbs": crumbs(risk, title), "risk": risk, "form": form}
    return render(request, "risks/state.html", context, status=UNPROCESSABLE if form.errors else 200)
