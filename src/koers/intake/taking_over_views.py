"""Taking over all proposals of a document: without warnings at once, with warnings after a question."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from koers.intake import actions, taking_over
from koers.intake.models import Document, Proposal
from koers.intake.queries import proposal_counts
from koers.intake.shared_warnings import counted, in_lines
from koers.organisations.access import get_visible_or_404, require, user_of
from koers.organisations.permissions import Permission
from koers.ui.parts import Link


@require(Permission.READ_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def accept_all(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET asks whether everything should go in, also what has a warning; POST does it.

    A POST without `met_waarschuwing` takes over only what has no warning.
    """
    document = get_visible_or_404(Document, request.user, needs=Permission.READ_IN, public_id=public_id)
    if document.state != Document.State.READ:
        return redirect("intake:upload")
    if request.method != "POST":
        return _question(request, document)
    _take_over(request, document, with_warnings=request.POST.get("met_waarschuwing") == "ja")
    return redirect("intake:review", document.public_id)


def _question(request: HttpRequest, document: Document) -> HttpResponse:
    waiting = document.proposals.filter(state=Proposal.State.WAITING)
    found = list(waiting.values_list("warnings", flat=True))
    if not found:
        return redirect("intake:review", document.public_id)
    address = reverse("intake:review", args=[document.public_id])
    context = {
        "title": _("Take over everything, also with a warning?"),
        "breadcrumbs": [
            Link(_("Read in"), reverse("intake:upload")),
            Link(document.name, address),
            Link(_("Take over everything")),
        ],
        "document": document,
        "counts": proposal_counts(document),
        "with_warning": sum(1 for codes in found if codes),
        "lines": in_lines(counted(found)),
    }
    return render(request, "intake/accept_all.html", context)


def _take_over(request: HttpRequest, document: Document, *, with_warnings: bool) -> None:
    user = user_of(request)
    if taking_over.waiting_count(document, with_warnings=with_warnings) > taking_over.AT_ONCE:
        taking_over.start(by=user, document=document, with_warnings=with_warnings)
        return
    accepted, refused = actions.accept_all(by=user, document=document, with_warnings=with_warnings)
    if accepted:
        words = ngettext("%(count)s proposal taken over.", "%(count)s proposals taken over.", accepted)
        messages.success(request, words % {"count": accepted})
    elif not refused:
        messages.info(request, _("There was nothing left to take over. Nothing has changed."))
    if refused:
        messages.error(request, refused_words([proposal.position for proposal in refused]))


def refused_words(numbers: list[int]) -> str:
    words = _("The register could not take over: %(numbers)s. Check them one by one.")
    return words % {"numbers": ", ".join(str(number) for number in numbers)}
