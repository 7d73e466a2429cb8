"""Pages for checking proposals against the document, and for the passage behind a fact."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from koers.core.models import ConcurrentChange, Job
from koers.intake import actions, queries, taking_over
from koers.intake.accepting import NotAcceptable
from koers.intake.finished import finished
from koers.intake.forms import ProposalForm
from koers.intake.highlighting import excerpt, lit_blocks
from koers.intake.models import Document, Proposal
from koers.intake.review import (
    FILTERS,
    Review,
    facts_of,
    next_waiting,
    passage_of,
    review,
    title_of,
)
from koers.intake.shapes import SHAPES
from koers.intake.taking_over_views import refused_words
from koers.intake.views import breadcrumbs, may_have_file
from koers.intake.warnings import in_words
from koers.organisations import audit
from koers.organisations.access import get_visible_or_404, may, require, user_of
from koers.organisations.permissions import Permission
from koers.ui.parts import Link

PASSAGE_CHARACTERS = 20_000
GOES_ON = ("accept", "reject", "keep")
"""Decisions after which the next proposal opens."""


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
    work = taking_over.work_of(document)
    if work is not None and work.is_finished:
        _tell_refused(request, document, work)
        work = None
    shown = review(document, counts, asked, form)
    context = {
        "title": _("Check what we read"),
        "breadcrumbs": breadcrumbs(document.name),
        "document": document,
        "counts": counts,
        "done": done,
        "share": done / counts.total if counts.total else 1.0,
        "review": shown,
        "work": work,
        "document_warnings": in_words(document.warnings) if counts.waiting else [],
        "told_at": _told_at(asked, shown),
        "finished": finished(document, counts),
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


def _told_at(asked: dict[str, str], shown: Review) -> int | None:
    """The proposal at which the page opens, so that feedback stands where the eye is."""
    number = asked.get("voorstel", "")
    positions = {str(card.proposal.position): card.proposal.position for card in shown.cards}
    return positions.get(number)


def _tell_refused(request: HttpRequest, document: Document, work: Job) -> None:
    """What the register refused when everything was taken over in the background, for as long as it waits."""
    if work.state == Job.State.FAILED:
        messages.error(request, work.error)
        return
    numbers = (work.result or {}).get("refused") or []
    left = document.proposals.filter(state=Proposal.State.WAITING, position__in=numbers)
    still = list(left.values_list("position", flat=True)) if numbers else []
    if still:
        messages.error(request, refused_words(still))


@require(Permission.READ_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, public_id: str, proposal_id: str) -> HttpResponse:
    """One decision: accept, reject, undo, or keep the changed values for later.

    A GET decides nothing and shows the proposal: it is where someone lands who had to log in again first.
    """
    proposal = get_visible_or_404(
        Proposal, request.user, needs=Permission.READ_IN, public_id=proposal_id, document__public_id=public_id
    )
    if request.method != "POST":
        return _back(proposal, proposal.position, request.GET.get("toon", ""))
    decision = request.POST.get("decision", "")
    shown = request.POST.get("toon", "")
    if decision in GOES_ON and proposal.state != Proposal.State.WAITING:
        messages.info(request, _("This proposal was decided on already. Nothing has changed."))
        return _back(proposal, proposal.position, shown)
    try:
        if decision in ("accept", "keep"):
            refused = _change(request, proposal)
            if refused is not None:
                return refused
        _decide(request, proposal, decision)
    except (actions.NotDecidable, NotAcceptable) as error:
        messages.error(request, str(error))
        return _back(proposal, proposal.position, shown)
    if decision not in GOES_ON:
        return _back(proposal, proposal.position, shown)
    return _back(proposal, next_waiting(proposal.document, proposal.position, shown), shown)


def _change(request: HttpRequest, proposal: Proposal) -> HttpResponse | None:
    """Keeps what the person typed; gives the page again, with all that was typed, when something is not right."""
    asked = {"voorstel": str(proposal.position), "toon": request.POST.get("toon", "")}
    form = ProposalForm(SHAPES[proposal.type], proposal.values, proposal.version, request.POST)
    if not form.is_valid():
        return _page(request, proposal.document, asked, form, status=422)
    try:
        actions.change(
            by=user_of(request), proposal=proposal, values=form.values, version=form.cleaned_data["version"]
        )
    except ConcurrentChange:
        return _page(request, proposal.document, asked, _form_after(proposal, request.POST), status=409)
    return None


def _form_after(proposal: Proposal, typed: QueryDict) -> ProposalForm:
    """The form once more after a colleague was first: what was typed stays, and what stands there now is told."""
    proposal.refresh_from_db()
    data = typed.copy()
    data["version"] = str(proposal.version)
    form = ProposalForm(SHAPES[proposal.type], proposal.values, proposal.version, data)
    form.full_clean()
    now = "; ".join(f"{fact.label}: {fact.value}" for fact in facts_of(proposal))
    words = _("A colleague changed this proposal too. Below is what you filled in. Now it says: %(now)s.")
    form.add_error(None, words % {"now": now or title_of(proposal)})
    return form


def _decide(request: HttpRequest, proposal: Proposal, decision: str) -> None:
    user = user_of(request)
    match decision:
        case "accept":
            had_programme = proposal.document.programme_id is not None
            accepted = actions.accept(by=user, proposal=proposal)
            messages.success(request, _("Taken over: %(title)s") % {"title": title_of(proposal)})
            programme = accepted.document.programme
            if proposal.type != "programme" and programme is not None and not had_programme:
                words = _("The programme %(name)s was taken over along with it, because this belongs to it.")
                messages.info(request, words % {"name": programme.name})
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


def _back(proposal: Proposal, number: int, shown: str) -> HttpResponseRedirect:
    address = reverse("intake:review", args=[proposal.document.public_id])
    query = {"toon": shown} if shown in FILTERS and shown != "alle" else {}
    return HttpResponseRedirect(f"{address}?{urlencode({**query, 'voorstel': str(number)})}#v{number}")


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
    if proposal.state != Proposal.State.ACCEPTED and not may(request.user, Permission.READ_IN, document):
        raise Http404(_("This page does not exist, or it is not yours."))
    audit.record(
        by=user_of(request), action="passage.seen", subject=proposal, organisation=document.organisation
    )
    text = queries.text_of(document)
    start, end = excerpt(
        text, proposal.start, min(proposal.end, proposal.start + PASSAGE_CHARACTERS), around=1500
    )
    context = {
        "title": title_of(proposal),
        "breadcrumbs": _way_back(document),
        "document": document,
        "proposal": proposal,
        "warnings": in_words(proposal.warnings),
        "changed": proposal.values != proposal.read_values,
        "blocks": lit_blocks(text, [passage_of(proposal, now=True)], start, end),
        "may_check": may(request.user, Permission.READ_IN, document),
        "may_download": document.file_id is not None and may_have_file(request.user, document),
    }
    return render(request, "intake/passage.html", context)


def _way_back(document: Document) -> list[Link]:
    """From the passage to what the fact stands in: the programme, the paragraph or the practices."""
    last = Link(_("Source: %(name)s") % {"name": document.name})
    if document.programme is not None:
        address = reverse("web:programme", args=[document.organisation.slug, document.programme.slug])
        return [
            Link(_("Programmes"), reverse("web:programmes")),
            Link(document.programme.name, address),
            last,
        ]
    if document.paragraph is not None:
        address = reverse("web:paragraph", args=[document.paragraph.public_id])
        return [
            Link(_("Operations paragraphs"), reverse("web:paragraphs")),
            Link(document.paragraph.title, address),
            last,
        ]
    return [Link(_("Practices"), reverse("web:practices")), last]
