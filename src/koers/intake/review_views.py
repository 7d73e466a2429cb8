"""Pages for checking proposals against the document, and for the passage behind a fact."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from koers.core.models import ConcurrentChange
from koers.intake import actions, queries
from koers.intake.accepting import NotAcceptable
from koers.intake.forms import ProposalForm
from koers.intake.highlighting import excerpt, lit_blocks
from koers.intake.models import Document, Proposal
from koers.intake.review import PROPOSALS_PER_PAGE, passage_of, review, title_of
from koers.intake.shapes import SHAPES
from koers.intake.views import breadcrumbs
from koers.intake.warnings import in_words
from koers.organisations.access import get_visible_or_404, require, user_of
from koers.organisations.permissions import Permission
from koers.ui.parts import Link

PASSAGE_CHARACTERS = 20_000


@require(Permission.READ_IN)
@require_GET
def review_document(request: HttpRequest, public_id: str) -> HttpResponse:
    document = get_visible_or_404(Document, request.user, needs=Permission.READ_IN, public_id=public_id)
    if document.state != Document.State.READ:
        return redirect("intake:upload")
    return _page(request, document, {name: str(value) for name, value in request.GET.items()})


def _page(
    request: HttpRequest,
    document: Document,
    asked: dict[str, str],
    form: ProposalForm | None = None,
    status: int = 200,
) -> HttpResponse:
    counts = queries.proposal_counts(document)
    done = counts.total - counts.waiting
    address = reverse("intake:review", args=[document.public_id])
    context = {
        "title": _("Check what we read"),
        "breadcrumbs": breadcrumbs(document.name),
        "document": document,
        "counts": counts,
        "done": done,
        "share": done / counts.total if counts.total else 1.0,
        "review": review(document, counts, asked, form),
        "document_warnings": in_words(document.warnings),
        "filters_label": _("Show proposals"),
        "empty_title": _("Nothing left here"),
        "empty_text": _("No proposal fits this choice."),
        "all_link": Link(_("Show all proposals"), address),
        "nothing_title": _("We found no facts in this document"),
        "nothing_text": _(
            "Koers reads reports on programmes, operations paragraphs, tables with indicators and pages with practices."
            " You can read it in again and say yourself which kind it is."
        ),
        "upload_link": Link(_("Read in another document"), reverse("intake:upload")),
    }
    return render(request, "intake/review.html", context, status=status)


@require(Permission.READ_IN)
@require_POST
def decide(request: HttpRequest, public_id: str, proposal_id: str) -> HttpResponse:
    """One decision: accept, reject, undo, or keep the changed values for later."""
    proposal = get_visible_or_404(
        Proposal, request.user, needs=Permission.READ_IN, public_id=proposal_id, document__public_id=public_id
    )
    decision = request.POST.get("decision", "")
    try:
        if decision in ("accept", "keep") and proposal.state == Proposal.State.WAITING:
            refused = _change(request, proposal)
            if refused is not None:
                return refused
        _decide(request, proposal, decision)
    except ConcurrentChange:
        messages.error(
            request, _("A colleague changed this proposal too. Nothing is lost. Look at it again and decide.")
        )
    except actions.NotDecidable as error:
        messages.error(request, str(error))
    except NotAcceptable as error:
        messages.error(request, str(error))
        return _back(proposal, proposal.position)
    return _back(proposal, proposal.position + (decision in ("accept", "reject", "keep")))


def _change(request: HttpRequest, proposal: Proposal) -> HttpResponse | None:
    """Keeps what the person typed; gives the page again with the errors when something is not right."""
    form = ProposalForm(SHAPES[proposal.type], proposal.values, proposal.version, request.POST)
    if not form.is_valid():
        return _page(request, proposal.document, {"voorstel": str(proposal.position)}, form, status=422)
    actions.change(
        by=user_of(request), proposal=proposal, values=form.values, version=form.cleaned_data["version"]
    )
    return None


def _decide(request: HttpRequest, proposal: Proposal, decision: str) -> None:
    user = user_of(request)
    match decision:
        case "accept":
            actions.accept(by=user, proposal=proposal)
            messages.success(request, _("Taken over: %(title)s") % {"title": title_of(proposal)})
        case "reject":
            actions.reject(by=user, proposal=proposal)
            messages.success(request, _("Not taken over: %(title)s") % {"title": title_of(proposal)})
        case "undo":
            actions.undo(by=user, proposal=proposal)
            messages.success(request, _("Undone: %(title)s") % {"title": title_of(proposal)})
        case "keep":
            messages.success(request, _("Kept for later: %(title)s") % {"title": title_of(proposal)})
        case _:
            messages.error(request, _("Choose what to do with this proposal."))


def _back(proposal: Proposal, number: int) -> HttpResponseRedirect:
    address = reverse("intake:review", args=[proposal.document.public_id])
    return HttpResponseRedirect(f"{address}?{urlencode({'voorstel': number})}#v{number}")


@require(Permission.READ_IN)
@require_POST
def accept_all(request: HttpRequest, public_id: str) -> HttpResponse:
    """Takes over everything that waits without a warning."""
    document = get_visible_or_404(Document, request.user, needs=Permission.READ_IN, public_id=public_id)
    accepted, refused = actions.accept_all(by=user_of(request), document=document)
    words = ngettext("%(count)s proposal taken over.", "%(count)s proposals taken over.", accepted)
    messages.success(request, words % {"count": accepted})
    if refused:
        numbers = ", ".join(str(proposal.position) for proposal in refused)
        messages.error(
            request,
            _("The register could not take over: %(numbers)s. Check them one by one.") % {"numbers": numbers},
        )
    return redirect("intake:review", document.public_id)


@require(Permission.VIEW_REGISTER)
@require_GET
def passage(request: HttpRequest, public_id: str, proposal_id: str) -> HttpResponse:
    """The document opened at the passage of one fact, with who took it over and when."""
    proposal = get_visible_or_404(
        Proposal,
        request.user,
        needs=Permission.VIEW_REGISTER,
        public_id=proposal_id,
        document__public_id=public_id,
    )
    document = proposal.document
    text = queries.text_of(document)
    start, end = excerpt(
        text, proposal.start, min(proposal.end, proposal.start + PASSAGE_CHARACTERS), around=1500
    )
    context = {
        "title": _("Source of a fact"),
        "breadcrumbs": [Link(_("Source"), ""), Link(document.name)],
        "document": document,
        "proposal": proposal,
        "fact": title_of(proposal),
        "warnings": in_words(proposal.warnings),
        "changed": proposal.values != proposal.read_values,
        "blocks": lit_blocks(text, [passage_of(proposal, now=True)], start, end),
        "page_number": (proposal.position - 1) // PROPOSALS_PER_PAGE + 1,
    }
    return render(request, "intake/passage.html", context)
