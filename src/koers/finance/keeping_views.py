"""Keeping money: booking by hand, counter-entries, amounts per year, carry-overs, and booking what changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from koers.core.models import ConcurrentChange
from koers.finance import addresses
from koers.finance.actions import booking, ledger, matrix
from koers.finance.forms import CarryOverForm, CounterForm, EntryForm, SpreadForm
from koers.finance.kinds import carry_over_warnings
from koers.finance.models import Budget, CarryOver, LedgerEntry
from koers.finance.tables import STATE_SIGNS
from koers.finance.views import entry_context, programme_of
from koers.organisations.access import demand, get_visible_or_404, may, require, require_organisation, user_of
from koers.organisations.permissions import Permission
from koers.programmes.models import Programme
from koers.ui.formats import euros
from koers.ui.parts import Fact, Link
from koers.ui.templatetags.koers import status

UNPROCESSABLE = 422


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


@require(Permission.KEEP_MONEY)
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest) -> HttpResponse:
    """One entry by hand."""
    organisation = require_organisation(request, Permission.KEEP_MONEY)
    user = user_of(request)
    initial = {"programme": request.GET.get("programma", "")}
    form = EntryForm(_sent(request), user=user, organisation=organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        new = form.entry()
        if new.programme is not None:
            demand(user, Permission.KEEP_MONEY, new.programme)
        try:
            [made] = ledger.book(by=user, organisation=organisation, entries=[new])
        except ValidationError as error:
            form.tell(error)
        else:
            messages.success(request, _("Booked. An entry is never changed; a counter-entry takes it back."))
            return redirect("finance:entry", public_id=made.public_id)
    title = _("Book money")
    context = {
        "title": title,
        "form": form,
        "breadcrumbs": [Link(_("Money"), reverse("finance:dashboard")), Link(title)],
        "back": reverse("finance:dashboard"),
    }
    return render(request, "finance/book.html", context, status=UNPROCESSABLE if form.errors else 200)


@require(Permission.KEEP_MONEY)
@require_POST
def counter(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_visible_or_404(
        LedgerEntry, user_of(request), needs=Permission.KEEP_MONEY, public_id=public_id
    )
    form = CounterForm(request.POST)
    if form.is_valid():
        try:
            ledger.counter(by=user_of(request), entry=found, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.tell(error)
        else:
            messages.success(request, _("The counter-entry is booked. Together they come to nothing."))
            return redirect("finance:entry", public_id=found.public_id)
    return render(request, "finance/entry.html", entry_context(request, found, form), status=UNPROCESSABLE)


@require(Permission.KEEP_MONEY)
@require_http_methods(["GET", "POST"])
def spread(request: HttpRequest, public_id: str) -> HttpResponse:
    """The same amount of a line in a row of years."""
    user = user_of(request)
    budget = get_visible_or_404(Budget, user, needs=Permission.KEEP_MONEY, public_id=public_id)
    initial = {
        "first": budget.from_year,
        "last": budget.to_year or budget.from_year,
        "amount": euros(budget.amount).removeprefix("€").strip() if budget.amount is not None else "",
    }
    form = SpreadForm(_sent(request), user=user, budget=budget, initial=initial)
    back = _back(budget.programme)
    if request.method == "POST" and form.is_valid():
        try:
            matrix.spread(by=user, budget=budget, **form.cleaned_data)
        except (ValidationError, ConcurrentChange) as error:
            form.tell(error if isinstance(error, ValidationError) else ValidationError(_STALE))
        else:
            messages.success(request, _("Saved. Book the year amounts to let them count."))
            return redirect(back)
    title = _("Amounts per year")
    context = {
        "title": title,
        "budget": budget,
        "form": form,
        "breadcrumbs": [Link(_("Money"), back), Link(title)],
        "back": back,
    }
    return render(request, "finance/spread.html", context, status=UNPROCESSABLE if form.errors else 200)


_STALE = gettext_lazy(
    "A colleague changed this in the meantime. Nothing is lost: look at it again and save once more."
)


def _back(programme: Programme | None) -> str:
    return addresses.programme_money(programme) if programme else reverse("finance:dashboard")


@require(Permission.VIEW_STEERING)
@require_http_methods(["GET"])
def carry_over(request: HttpRequest, public_id: str) -> HttpResponse:
    found = get_visible_or_404(CarryOver, user_of(request), public_id=public_id)
    form = CarryOverForm(user=user_of(request), carry_over=found, initial={"version": found.version})
    return render(request, "finance/carry_over.html", _carry_over(request, found, form))


@require(Permission.KEEP_MONEY)
@require_POST
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    user = user_of(request)
    found = get_visible_or_404(CarryOver, user, needs=Permission.KEEP_MONEY, public_id=public_id)
    form = CarryOverForm(request.POST, user=user, carry_over=found)
    if form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            matrix.decide(by=user, carry_over=found, **given)
        except ConcurrentChange:
            form.tell(ValidationError(_STALE))
        except ValidationError as error:
            form.tell(error)
        else:
            messages.success(request, _("Saved. What the council approved counts once it is booked."))
            return redirect("finance:carry_over", public_id=found.public_id)
        found.refresh_from_db()
    return render(request, "finance/carry_over.html", _carry_over(request, found, form), status=UNPROCESSABLE)


def _carry_over(request: HttpRequest, found: CarryOver, form: CarryOverForm) -> dict[str, Any]:
    back, title = _back(found.budget.programme), _("Carry-over")
    kept = may(request.user, Permission.KEEP_MONEY, found)
    return {
        "title": title,
        "breadcrumbs": [Link(_("Money"), back), Link(title)],
        "carry_over": found,
        "facts": [
            Fact(_("Amount"), euros(found.amount)),
            Fact(_("Years"), f"{found.from_year} → {found.to_year}"),
            Fact(_("Status"), status(STATE_SIGNS[found.state], found.get_state_display())),
        ],
        "warnings": carry_over_warnings(found),
        "form": form,
        "may_decide": kept and found.state == CarryOver.State.PROPOSED,
        "back": back,
    }


@require(Permission.KEEP_MONEY)
@require_POST
def book_pending(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Books what stands in the register of a programme and not yet in the ledger."""
    programme = programme_of(request, public_id)
    demand(request.user, Permission.KEEP_MONEY, programme)
    try:
        made = booking.book_pending(by=user_of(request), programme=programme)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        count = len(made)
        words = ngettext("%(count)s entry was booked.", "%(count)s entries were booked.", count)
        messages.success(request, words % {"count": count} if count else _("Everything was booked already."))
    return redirect(addresses.programme_money(programme))
