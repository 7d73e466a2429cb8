"""Pages for putting files on the pile and following how they are read."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from koers.core import files
from koers.documents.errors import Unreadable
from koers.intake import actions
from koers.intake.forms import UploadForm
from koers.intake.models import Document
from koers.intake.pile import pile_of
from koers.intake.tasks import ask_to_read
from koers.intake.uploads import given_files
from koers.organisations import audit
from koers.organisations.access import get_visible_or_404, may, require, require_organisation, user_of
from koers.organisations.models import Organisation, User, Visitor
from koers.organisations.permissions import Permission
from koers.ui.parts import Link


@require(Permission.READ_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The pile: choose files, and see what became of the earlier ones."""
    organisation = require_organisation(request, Permission.READ_IN)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if request.method == "POST" and form.is_valid():
        _take_in(request, user_of(request), organisation, form)
        return redirect("intake:upload")
    context = {"title": _("Read in documents"), "form": form, "pile": pile_of(user_of(request))}
    return render(request, "intake/upload.html", context, status=422 if form.errors else 200)


def _take_in(request: HttpRequest, user: User, organisation: Organisation, form: UploadForm) -> None:
    """Each file on its own: what is wrong with one is told, and the others go on."""
    kind = form.cleaned_data["kind"] or None
    taken = 0
    for given in given_files(form.cleaned_data["documents"]):
        if given.data is None:
            messages.error(request, f"{given.name}: {given.error}")
            continue
        try:
            document, new = _put_on_pile(user, organisation, given.name, given.data, kind)
        except Unreadable as error:
            messages.error(request, f"{given.name}: {error.message}")
            continue
        if new:
            taken += 1
        else:
            _tell_known(request, document, given.name)
    if taken:
        words = ngettext("%(count)s file is being read.", "%(count)s files are being read.", taken) % {
            "count": taken
        }
        messages.success(request, words + " " + _("You may close this window; reading goes on."))


@transaction.atomic
def _put_on_pile(
    user: User, organisation: Organisation, name: str, data: bytes, kind: str | None
) -> tuple[Document, bool]:
    """The document and the work of reading it, both or neither; a known one that still waits is asked for again."""
    document, new = actions.take_in(by=user, organisation=organisation, name=name, data=data, kind=kind)
    if document.state == Document.State.WAITING:
        ask_to_read(document)
    return document, new


def _tell_known(request: HttpRequest, document: Document, name: str) -> None:
    words = _("%(name)s was read in before (as %(known)s). Nothing has changed.")
    messages.info(request, words % {"name": name, "known": document.name})


@require(Permission.READ_IN)
@require_GET
def rows(request: HttpRequest) -> HttpResponse:
    """The pile alone, asked for every few seconds while something is being read."""
    return render(request, "intake/_pile.html", {"pile": pile_of(user_of(request))})


@require(Permission.READ_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def try_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """A GET does nothing: it is where someone lands who had to log in again first."""
    if request.method != "POST":
        return redirect("intake:upload")
    document = get_visible_or_404(Document, request.user, needs=Permission.READ_IN, public_id=public_id)
    with transaction.atomic():
        document = actions.try_again(by=user_of(request), document=document)
        if document.state == Document.State.WAITING:
            ask_to_read(document)
    if document.state == Document.State.WAITING:
        messages.success(request, _("%(name)s is being read again.") % {"name": document.name})
    return redirect("intake:upload")


@require(Permission.READ_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """A GET does nothing, as with `try_again`."""
    if request.method != "POST":
        return redirect("intake:upload")
    document = get_visible_or_404(Document, request.user, needs=Permission.READ_IN, public_id=public_id)
    try:
        actions.remove_document(by=user_of(request), document=document)
    except actions.NotDecidable as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(name)s has been removed.") % {"name": document.name})
    return redirect("intake:upload")


@require(Permission.VIEW_REGISTER)
@require_GET
def download(request: HttpRequest, public_id: str) -> FileResponse:
    """The file as it was given, always as a download and never shown by the browser itself.

    A whole file may hold drafts and contacts, so it is for who reads documents in and for who audits; a council
    member sees the passages of accepted facts.
    """
    document = get_visible_or_404(Document, request.user, needs=Permission.VIEW_REGISTER, public_id=public_id)
    if document.file is None or not may_have_file(request.user, document):
        raise Http404(_("The file itself was not kept."))
    audit.record(
        by=user_of(request),
        action="document.downloaded",
        subject=document,
        organisation=document.organisation,
    )
    return files.download(document.file, document.name)


def may_have_file(user: Visitor, document: Document) -> bool:
    return any(may(user, permission, document) for permission in (Permission.READ_IN, Permission.VIEW_AUDIT))


def breadcrumbs(last: str) -> list[Link]:
    return [Link(_("Read in"), reverse("intake:upload")), Link(last)]
