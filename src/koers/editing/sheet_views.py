"""Pages for spreadsheets: download a list or its empty example, offer one, look at it, take it over."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from koers.documents.errors import MESSAGES, REST, Unreadable
from koers.editing import queries, sheet_work
from koers.editing.kinds import Kind
from koers.editing.models import SheetImport
from koers.editing.places import capital, kind_for, trail, with_query, writable_kind
from koers.editing.sheets import TYPES, example_headings, headings, rows_of, written
from koers.editing.views import asked_for, download_links
from koers.organisations import audit
from koers.organisations.access import (
    current_organisation,
    get_visible_or_404,
    organisation_of,
    require_organisation,
    user_of,
)

ERRORS_SHOWN = 100
ROWS_SHOWN = 50


class SheetForm(forms.Form):
    sheet = forms.FileField(
        label=gettext_lazy("Spreadsheet"),
        help_text=gettext_lazy("xlsx, ods or csv, at most 20 MB and 5,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )

    def clean_sheet(self) -> list[list[Any]]:
        given = self.cleaned_data["sheet"]
        if given.size > sheet_work.LARGEST:
            raise forms.ValidationError(_("This file is larger than 20 MB. Cut it into parts."))
        try:
            return sheet_work.read_rows(given.read())
        except Unreadable as error:
            raise forms.ValidationError(_sheet_words(error)) from error


def _sheet_words(error: Unreadable) -> str:
    """What is said of documents does not fit a spreadsheet: other files, and other forms to save it in."""
    if error.message != MESSAGES.get(error.code) or error.code == "password":
        return error.message.replace(REST, _("Nothing was changed."))
    return _(
        "Koers cannot read this file as a spreadsheet. Nothing was changed. Save it as .xlsx, .ods or .csv."
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sheets(request: HttpRequest, slug: str) -> HttpResponse:
    """The downloads of a list, and for who may change it the place to offer a filled-in one."""
    kind, user = kind_for(request, slug), user_of(request)
    may_offer = kind.writable and user.may_somewhere(kind.needs)
    form = SheetForm(request.POST or None, request.FILES or None) if may_offer else None
    if request.method == "POST":
        writable_kind(request, slug)
        form = SheetForm(request.POST, request.FILES)
        if form.is_valid():
            return _offer(request, kind, form)
    title = _("Spreadsheet: %(kind)s") % {"kind": kind.plural}
    context = {
        "title": title,
        "breadcrumbs": trail(kind, None, title),
        "kind": kind,
        "form": form,
        "downloads": [(link.label, link.url) for link in download_links(kind, *asked_for(request))],
        "narrowed": any(asked_for(request)),
        "examples": [(form_, _download_url(kind, form_, leeg="1")) for form_ in TYPES],
    }
    return render(request, "editing/sheets.html", context, status=422 if form and form.errors else 200)


def _offer(request: HttpRequest, kind: Kind, form: SheetForm) -> HttpResponse:
    organisation = require_organisation(request)
    name = request.FILES["sheet"].name or ""  # type: ignore[union-attr]
    sheet = sheet_work.offer(
        by=user_of(request), kind=kind, organisation=organisation, name=name, rows=form.cleaned_data["sheet"]
    )
    return redirect("editing:sheet", slug=kind.slug, public_id=sheet.public_id)


def _download_url(kind: Kind, form: str, **query: str) -> str:
    return with_query(reverse("editing:download", kwargs={"slug": kind.slug, "form": form}), **query)


def _tell_download(request: HttpRequest, kind: Kind, records: list[Any], form: str) -> None:
    """One event for each organisation whose rows are in the file; of an empty list, for the current one."""
    rows = Counter(organisation_of(record) for record in records)
    here = current_organisation(request)
    for organisation, count in rows.items() or [(here, 0)]:
        audit.record(
            by=user_of(request),
            action="list.downloaded",
            subject=None,
            organisation=organisation,
            detail={"kind": kind.slug, "rows": count, "form": form},
        )


@require_safe
def download(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The list as it is narrowed now; with `?leeg=1` only its headings."""
    kind, user = kind_for(request, slug), user_of(request)
    if form not in TYPES:
        raise Http404(_("This page does not exist, or it is not yours."))
    empty = "leeg" in request.GET
    records = [] if empty else list(queries.for_sheet(kind, queries.found(kind, user, *asked_for(request))))
    titles = example_headings(kind) if empty else headings(kind)
    data = written(form, list(titles.values()), rows_of(kind, records), capital(kind.plural))
    if not empty:
        _tell_download(request, kind, records, form)
    name = f"{slugify(kind.plural) or slug}-{'leeg' if empty else timezone.localdate().isoformat()}.{form}"
    response = HttpResponse(data, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest, slug: str, public_id: UUID) -> HttpResponse:
    """What the sheet would do, or did; a POST takes it over. Only for who offered it."""
    kind, user = writable_kind(request, slug), user_of(request)
    sheet = get_visible_or_404(SheetImport, user, needs=kind.needs, public_id=public_id, kind=kind.slug)
    if sheet.by != user:
        raise Http404(_("This page does not exist, or it is not yours."))
    if request.method == "POST":
        sheet = sheet_work.accept(by=user, sheet=sheet)
        if sheet.state == SheetImport.State.DONE:
            messages.success(request, _("The spreadsheet has been taken over."))
        return redirect("editing:sheet", slug=slug, public_id=public_id)
    title = _("Take over: %(name)s") % {"name": sheet.name}
    wrong = [one for one in sheet.outcomes if one["what"] == "wrong"]
    good = [one for one in sheet.outcomes if one["what"] in ("new", "changed")]
    context = {
        "title": title,
        "breadcrumbs": trail(kind, None, title),
        "sheet": sheet,
        "job": sheet_work.job_for(sheet) if sheet.is_busy else None,
        "wrong": wrong[:ERRORS_SHOWN],
        "wrong_more": max(len(wrong) - ERRORS_SHOWN, 0),
        "good": good[:ROWS_SHOWN],
        "good_more": max(len(good) - ROWS_SHOWN, 0),
        "again_url": reverse("editing:sheets", kwargs={"slug": slug}),
        "list_url": reverse("editing:list", kwargs={"slug": slug}),
    }
    return render(request, "editing/sheet.html", context)
