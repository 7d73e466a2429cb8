"""Motions, promises and what was told, for the council's side; and the clerk's own steps with them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from koers.decisions import agenda, following, pages, wording
from koers.decisions.agenda_views import calendar_answer, page
from koers.decisions.models import Recommendation
from koers.decisions.noting import note_for_council
from koers.decisions.states import SLUGS, Rule, Who
from koers.decisions.step_page import UNPROCESSABLE, step_page
from koers.decisions.stepping import council_role, steps_for
from koers.organisations.access import current_organisation, refusal, require, require_organisation, user_of
from koers.organisations.permissions import Permission
from koers.ui.parts import Link
from koers.web.council.follow_page import council_details, council_table
from koers.web.council.noting import NoteForm

PER_PAGE = 25
CLERKS = frozenset({Who.COUNCIL, Who.TELLER})
"""The steps that are taken on the council's side; the others belong to the register."""


@require(Permission.VIEW_SENT)
@require_safe
def council_items(request: HttpRequest) -> HttpResponse:
    user = user_of(request)
    found = following.for_council(user)
    open_only = request.GET.get("alles") != "1"
    shown = found.exclude(stage="closed") if open_only else found
    listed = Paginator(shown, PER_PAGE).get_page(request.GET.get("pagina"))
    place = reverse("web:council_items")
    context = {
        "title": _("Motions and promises"),
        "breadcrumbs": _trail(),
        "page": listed,
        "table": council_table(list(listed.object_list)),
        "query": {} if open_only else {"alles": "1"},
        "choices": [
            Link(_("Open"), place, current=open_only),
            Link(_("Also what is closed"), f"{place}?alles=1", current=not open_only),
        ],
        "some": found.exists(),
        "may_note": _may_note(request),
        "empty_action": Link(_("Sent to the council"), reverse("web:sent")),
    }
    return render(request, "web/council/items.html", context)


def _may_note(request: HttpRequest) -> bool:
    organisation = current_organisation(request)
    return organisation is not None and council_role(user_of(request), organisation) is not None


def _trail(one: Recommendation | None = None) -> list[Link]:
    crumbs = [Link(_("Sent to the council"), reverse("web:sent"))]
    if one is None:
        return [*crumbs, Link(_("Motions and promises"))]
    place = reverse("web:council_item", args=[one.public_id])
    return [
        *crumbs,
        Link(_("Motions and promises"), reverse("web:council_items")),
        Link(wording.title_of(one), place),
    ]


def _one(request: HttpRequest, public_id: UUID, needs: Permission = Permission.VIEW_SENT) -> Recommendation:
    """404 for what is not one's own, and what `access.refusal` says of what is only seen in the register."""
    user = user_of(request)
    try:
        return following.one_for_council(user, public_id)
    except Recommendation.DoesNotExist:
        seen = Recommendation.objects.visible_to(user).filter(public_id=public_id).first()
        if seen is not None:
            raise refusal(user, needs, seen) from None
        raise Http404(_("This page does not exist, or it is not yours.")) from None


@require(Permission.VIEW_SENT)
@require_safe
def council_item(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the council may know of it: not what colleagues report and judge among themselves."""
    one = _one(request, public_id)
    rules = [rule for rule in steps_for(user_of(request), one) if rule.who in CLERKS]
    links = [_step_link(one, rule) for rule in rules]
    steps = following.council_steps(one)
    context = {
        "title": wording.title_of(one),
        "breadcrumbs": [*_trail(one)[:-1], Link(wording.title_of(one))],
        "one": one,
        "facts": pages.council_facts(one),
        "details": council_details(one, steps),
        "marks": pages.marks(steps, names=False),
        "first_step": links[0] if links else None,
        "other_steps": links[1:],
    }
    return render(request, "web/council/follow.html", context)


def _step_link(one: Recommendation, rule: Rule) -> Link:
    address = reverse("web:council_step", args=[one.public_id, SLUGS[rule.sort]])
    return Link(wording.button_words(rule, one), address)


@require(Permission.RECORD_ACT)
@require_http_methods(["GET", "HEAD", "POST"])
def council_step(request: HttpRequest, public_id: UUID, slug: str) -> HttpResponse:
    one = _one(request, public_id, Permission.RECORD_ACT)
    back = reverse("web:council_item", args=[one.public_id])
    return step_page(request, one, slug, back=back, trail=_trail(one))


@require(Permission.RECORD_ACT)
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest) -> HttpResponse:
    """A motion or promise, as it was said or adopted: for who records what the council does."""
    user, organisation = user_of(request), require_organisation(request)
    if council_role(user, organisation) is None:
        raise PermissionDenied(_("Only who writes down what the council did notes motions and promises."))
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            one = note_for_council(by=user, organisation=organisation, **form.values())
        except ValidationError as error:
            form.tell(error)
        else:
            messages.success(request, _("Noted. It now stands in the list of the council."))
            return redirect("web:council_item", public_id=one.public_id)
    title = _("Note a motion or promise")
    context = {
        "title": title,
        "breadcrumbs": [
            *_trail()[:-1],
            Link(_("Motions and promises"), reverse("web:council_items")),
            Link(title),
        ],
        "form": form,
        "back": reverse("web:council_items"),
    }
    return render(request, "web/council/note.html", context, status=UNPROCESSABLE if form.errors else 200)


@require(Permission.VIEW_SENT)
@require_safe
def council_agenda(request: HttpRequest) -> HttpResponse:
    """Only what was marked public."""
    found = list(agenda.for_council(user_of(request)))
    context = page(request, found, {})
    context |= {
        "breadcrumbs": [Link(_("Sent to the council"), reverse("web:sent")), Link(_("Long-term agenda"))],
        "may_change": False,
        "calendar_url": reverse("web:council_calendar"),
        "sheet_url": "",
        "empty_action": Link(_("Sent to the council"), reverse("web:sent")),
    }
    return render(request, "decisions/long_term.html", context)


@require(Permission.VIEW_SENT)
@require_safe
def council_calendar(request: HttpRequest) -> HttpResponse:
    return calendar_answer(list(agenda.for_council(user_of(request))))
