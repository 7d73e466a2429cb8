"""Pages of reading in bookings: the list with the form, one file in each of its states, and what may be done with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from koers.finance.importing import actions, checking, pages, wording
from koers.finance.importing.forms import ColumnsForm, OfferForm, QuestionsForm, TakeBackForm
from koers.finance.importing.models import MoneyImport
from koers.organisations.access import get_visible_or_404, require, require_organisation, user_of
from koers.organisations.permissions import Permission
from koers.ui.parts import Link

UNPROCESSABLE = 422
SHOWN = 50

State = MoneyImport.State


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _file(request: HttpRequest, public_id: UUID) -> MoneyImport:
    return get_visible_or_404(MoneyImport, user_of(request), needs=Permission.KEEP_MONEY, public_id=public_id)


@require(Permission.KEEP_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    organisation, user = require_organisation(request, Permission.KEEP_MONEY), user_of(request)
    files = request.FILES if request.method == "POST" else None
    initial = {"year": timezone.localdate().year}
    form = OfferForm(_sent(request), files, user=user, organisation=organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            found = actions.offer(
                by=user,
                organisation=organisation,
                name=given["file"].name or "",
                data=form.content,
                cells=form.cells,
                **{name: given[name] for name in ("year", "stage", "kind", "programme")},
            )
        except ValidationError as error:
            form.tell(error)
        else:
            return redirect(pages.address(found))
    known = MoneyImport.objects.of(organisation).select_related("by").defer("book")[:SHOWN]
    context = {
        "title": _("Read in bookings"),
        "breadcrumbs": [Link(_("Money"), reverse("finance:dashboard")), Link(_("Read in bookings"))],
        "form": form,
        "table": pages.list_table(list(known)),
    }
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "finance/importing/imports.html", context, status=status)


@require(Permission.KEEP_MONEY)
@require_http_methods(["GET", "HEAD"])
def one_import(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _page(request, _file(request, public_id))


def _page(
    request: HttpRequest,
    found: MoneyImport,
    *,
    columns: ColumnsForm | None = None,
    questions: QuestionsForm | None = None,
    take_back: TakeBackForm | None = None,
) -> HttpResponse:
    """The file as it stands now. A form that was refused is shown again with what was filled in."""
    refused = columns or questions or take_back
    asked = found.result.get("questions", [])
    context: dict[str, Any] = {
        "title": found.name,
        "breadcrumbs": [Link(_("Read in bookings"), reverse("importing:imports")), Link(found.name)],
        "found": found,
        "facts": pages.facts(found),
        "job": actions.job_for(found) if found.is_busy else None,
        "notices": pages.notices(found),
        "outcome": wording.outcome_words(found.good, found.wrong, found.passed),
        "wrong": pages.wrong_table(found),
        "wrong_more": max(found.wrong - pages.WRONG_SHOWN, 0),
        "good": pages.entries_table(found) if found.batch else pages.good_table(found),
        "good_more": max(found.good - pages.GOOD_SHOWN, 0),
        "passed": pages.passed_table(found),
        "sums": pages.sums_table(found),
        "refused": refused,
        "questions": questions or (QuestionsForm(questions=asked) if asked else None),
        "columns": columns or (_columns_form(found) if found.is_open else None),
        "take_back": take_back or (TakeBackForm() if found.state == State.BOOKED else None),
        "list_url": reverse("importing:imports"),
    }
    return render(request, "finance/importing/import.html", context, status=UNPROCESSABLE if refused else 200)


def _columns_form(found: MoneyImport, data: QueryDict | None = None) -> ColumnsForm:
    return ColumnsForm(
        data,
        titles=pages.titles_of(found),
        examples=pages.examples_of(found),
        chosen=checking.columns_of(found),
    )


def _back(request: HttpRequest, found: MoneyImport, error: ValidationError | None = None) -> HttpResponse:
    if error is not None:
        messages.error(request, " ".join(error.messages))
    return redirect(pages.address(found))


@require(Permission.KEEP_MONEY)
@require_POST
def columns(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _file(request, public_id)
    if not found.is_open:
        return _back(request, found)
    form = _columns_form(found, request.POST)
    if form.is_valid():
        try:
            actions.choose_columns(by=user_of(request), found=found, columns=form.columns())
            return _back(request, found)
        except ValidationError as error:
            form.tell(error)
    return _page(request, found, columns=form)


@require(Permission.KEEP_MONEY)
@require_POST
def answers(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _file(request, public_id)
    asked = found.result.get("questions", [])
    if not found.is_open or not asked:
        return _back(request, found)
    form = QuestionsForm(request.POST, questions=asked)
    if not form.is_valid():
        return _page(request, found, questions=form)
    try:
        actions.answer(by=user_of(request), found=found, answers=form.cleaned_data)
    except ValidationError as error:
        return _back(request, found, error)
    return _back(request, found)


@require(Permission.KEEP_MONEY)
@require_POST
def accept(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _file(request, public_id)
    try:
        booked = actions.accept(by=user_of(request), found=found)
    except ValidationError as error:
        return _back(request, found, error)
    if booked.state == State.BOOKED:
        words = ngettext("%(count)s row was booked.", "%(count)s rows were booked.", booked.good)
        messages.success(request, words % {"count": booked.good})
    return _back(request, found)


@require(Permission.KEEP_MONEY)
@require_POST
def take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _file(request, public_id)
    if found.state != State.BOOKED:
        return _back(request, found)
    form = TakeBackForm(request.POST)
    if form.is_valid():
        try:
            actions.take_back(by=user_of(request), found=found, reason=form.cleaned_data["reason"])
            messages.success(request, _("The import was taken back. Every entry has its counter-entry."))
            return _back(request, found)
        except ValidationError as error:
            form.tell(error)
    return _page(request, found, take_back=form)


@require(Permission.KEEP_MONEY)
@require_POST
def discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _file(request, public_id)
    try:
        actions.discard(by=user_of(request), found=found)
    except ValidationError as error:
        return _back(request, found, error)
    messages.success(request, _("“%(name)s” was thrown away. Nothing was booked.") % {"name": found.name})
    return redirect("importing:imports")
