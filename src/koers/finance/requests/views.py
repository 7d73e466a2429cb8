"""Pages of requests: the list, a request with what may be done with it, filing, granting and refusing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from koers.core.models import ConcurrentChange
from koers.finance.requests import actions, pages, queries
from koers.finance.requests.forms import STEP_WORDS, CoverForm, GrantForm, RefuseForm, RequestForm
from koers.finance.requests.models import Grant, MoneyRequest
from koers.finance.requests.states import State, possible
from koers.finance.wording import amount_words
from koers.organisations.access import get_visible_or_404, may, require, require_organisation, user_of
from koers.organisations.permissions import Permission
from koers.ui.formats import euros
from koers.ui.parts import Link

UNPROCESSABLE = 422
PER_PAGE = 50


def sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def status_of(form: Any) -> int:
    return UNPROCESSABLE if form is not None and form.errors else 200


def _the_request(request: HttpRequest, public_id: UUID, needs: Permission | None = None) -> MoneyRequest:
    """404 when it is not there, not the user's, or somebody else's draft."""
    found = get_visible_or_404(MoneyRequest, user_of(request), needs=needs, public_id=public_id)
    if found.state == State.DRAFT and found.filed_by_id != user_of(request).pk:
        raise Http404(_("This page does not exist, or it is not yours."))
    return found


def crumbs(*titles: str) -> list[Link]:
    return [Link(_("Requests"), reverse("requests:requests")), *(Link(title) for title in titles)]


@require(Permission.VIEW_REGISTER)
@require_http_methods(["GET", "HEAD"])
def requests(request: HttpRequest) -> HttpResponse:
    organisation, user = require_organisation(request), user_of(request)
    page = Paginator(queries.requests_of(user, organisation), PER_PAGE).get_page(request.GET.get("pagina"))
    may_file = may(user, Permission.FILE_REQUEST, organisation)
    sees_money = may(user, Permission.VIEW_STEERING, organisation)
    new = Link(_("Ask for money or positions"), reverse("requests:new"))
    context = {
        "title": _("Requests"),
        "breadcrumbs": [Link(_("Money"), reverse("finance:dashboard")), Link(_("Requests"))]
        if sees_money
        else [],
        "page": page,
        "table": pages.list_table(list(page.object_list)),
        "unlawful": pages.unlawful_table(queries.unlawful(user, organisation)) if sees_money else None,
        "sessions": pages.sessions_table(queries.sessions_of(user, organisation)) if sees_money else None,
        "may_file": may_file,
        "may_rank": may(user, Permission.KEEP_MONEY, organisation),
        "new": new,
        "empty_action": new if may_file else Link(_("To the programmes"), reverse("web:programmes")),
    }
    return render(request, "finance/requests/requests.html", context)


@require(Permission.FILE_REQUEST)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    organisation, user = require_organisation(request, Permission.FILE_REQUEST), user_of(request)
    initial = {"from_year": timezone.localdate().year + 1}
    form = RequestForm(sent(request), user=user, organisation=organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_request(by=user, organisation=organisation, **form.values())
        except ValidationError as error:
            form.tell(error)
        else:
            messages.success(request, _("Kept as a draft. Read it once more and file it."))
            return redirect(pages.address(made))
    title = _("Ask for money or positions")
    context = {
        "title": title,
        "form": form,
        "breadcrumbs": crumbs(title),
        "back": reverse("requests:requests"),
    }
    return render(request, "finance/requests/form.html", context, status=status_of(form))


@require(Permission.FILE_REQUEST, page=True)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found, user = _the_request(request, public_id), user_of(request)
    fields = (*actions.CHANGEABLE, "version")
    initial = {name: getattr(getattr(found, name), "public_id", getattr(found, name)) for name in fields}
    initial["amount"] = "" if found.amount is None else euros(found.amount).removeprefix("€\u00a0")
    form = RequestForm(sent(request), user=user, organisation=found.organisation, initial=initial)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.change_request(by=user, request=found, version=version, **form.values())
        except ConcurrentChange:
            form.add_error(None, _("This was changed in the meantime. Nothing of yours is lost; save again."))
            fresh: Any = form.data
            fresh = fresh.copy()
            fresh["version"] = found.version
            form.data = fresh
        except ValidationError as error:
            form.tell(error)
        else:
            return redirect(pages.address(found))
    title = _("Change: %(title)s") % {"title": found.title}
    context = {"title": title, "form": form, "breadcrumbs": crumbs(title), "back": pages.address(found)}
    return render(request, "finance/requests/form.html", context, status=status_of(form))


@require(Permission.VIEW_REGISTER)
@require_http_methods(["GET", "HEAD"])
def one_request(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return _page(request, _the_request(request, public_id))


def _page(
    request: HttpRequest,
    found: MoneyRequest,
    *,
    refuse: RefuseForm | None = None,
    cover: CoverForm | None = None,
) -> HttpResponse:
    user = user_of(request)
    sees_money = may(user, Permission.VIEW_STEERING, found.organisation)
    can = possible(found.state, actions.who_is(user, found))
    grants = queries.grants_of(found) if sees_money or found.filed_by_id == user.pk else []
    current = grants[0] if grants else None
    may_cover = (
        current is not None and current.is_unlawful and may(user, Permission.KEEP_MONEY, found.organisation)
    )
    context: dict[str, Any] = {
        "title": found.title,
        "breadcrumbs": crumbs(found.title),
        "found": found,
        "facts": pages.request_facts(found),
        "details": pages.details(found),
        "grants": pages.grants_table(grants),
        "unlawful": pages.above_words(current.above) if current is not None and current.is_unlawful else "",
        "sessions": list(found.sessions.select_related("session")) if sees_money else [],
        "steps": [(name, words) for name, words in STEP_WORDS.items() if name in can and name != "file"],
        "may_file": "file" in can,
        "may_change": "change" in can,
        "may_grant": "grant" in can,
        "granted_before": current is not None,
        "refuse": refuse or (RefuseForm() if "refuse" in can else None),
        "cover": cover or (CoverForm(organisation=found.organisation) if may_cover else None),
        "refused": refuse or cover,
        "grant": current,
    }
    return render(request, "finance/requests/request.html", context, status=status_of(refuse or cover))


@require(Permission.FILE_REQUEST, page=True)
@require_POST
def step(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found, name = _the_request(request, public_id), request.POST.get("stap", "")
    if name not in STEP_WORDS:
        return redirect(pages.address(found))
    try:
        done = actions.step(by=user_of(request), request=found, name=name)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(pages.address(found))
    messages.success(request, _("The request is now “%(state)s”.") % {"state": done.get_state_display()})
    gone = done.state == State.DRAFT and done.filed_by_id != user_of(request).pk
    return redirect("requests:requests" if gone else pages.address(found))


@require(Permission.KEEP_MONEY)
@require_POST
def refuse(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found, form = _the_request(request, public_id, Permission.KEEP_MONEY), RefuseForm(request.POST)
    if form.is_valid():
        try:
            actions.refuse(by=user_of(request), request=found, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.tell(error)
        else:
            messages.success(request, _("The request was refused. Who asked sees the motivation."))
            return redirect(pages.address(found))
    return _page(request, found, refuse=form)


@require(Permission.KEEP_MONEY)
@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Before something is granted beyond what is free, the page says by how much and asks."""
    found, user = _the_request(request, public_id, Permission.KEEP_MONEY), user_of(request)
    if "grant" not in possible(found.state, actions.who_is(user, found)):
        messages.error(request, _("This request can no longer be granted. Nothing was changed."))
        return redirect(pages.address(found))
    before = queries.current_grant(found)
    form = GrantForm(sent(request), user=user, request=found, initial=_initial(found, before))
    above = ""
    if request.method == "POST" and form.is_valid():
        above = _asks_to_look(request, found, form, before)
        if not above:
            try:
                made = actions.grant(by=user, request=found, **form.values())
            except ValidationError as error:
                form.tell(error)
            else:
                words = (
                    _("Granted and booked.")
                    if made.amount or made.fte
                    else _("What was granted is taken back.")
                )
                messages.success(request, words)
                return redirect(pages.address(found))
    title = _("Grant: %(title)s") % {"title": found.title}
    free = queries.free_of(found.programme, found.kind, found.from_year) if found.programme else None
    context = {
        "title": title,
        "breadcrumbs": crumbs(title),
        "form": form,
        "found": found,
        "asked": pages.asked_words(found.amount, found.fte, found.kind),
        "free": amount_words(free) if free is not None else "",
        "above": above,
        "above_amount": Decimal(above or 0),
        "before": before,
        "back": pages.address(found),
    }
    return render(request, "finance/requests/grant.html", context, status=status_of(form))


def _initial(found: MoneyRequest, before: Grant | None) -> dict[str, Any]:
    given: Any = before or found
    amount = given.amount
    return {
        "programme": found.programme.public_id if found.programme else None,
        "amount": "" if amount is None else euros(amount).removeprefix("€\u00a0"),
        "fte": given.fte,
        "year": before.year if before else found.from_year,
    }


def _asks_to_look(request: HttpRequest, found: MoneyRequest, form: GrantForm, before: Grant | None) -> str:
    """The warning that must be seen first; empty when it fits, is covered, or was seen for this very amount."""
    given = form.cleaned_data
    above = queries.above_free(given["programme"], found.kind, given["year"], given["amount"], before)
    seen = request.POST.get("seen") == str(above)
    return "" if not above or given["covered_by"] or seen else str(above)


@require(Permission.KEEP_MONEY)
@require_POST
def cover(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _the_request(request, public_id, Permission.KEEP_MONEY)
    current = queries.current_grant(found)
    form = CoverForm(request.POST, organisation=found.organisation)
    if current is None or not current.is_unlawful:
        return redirect(pages.address(found))
    if form.is_valid():
        try:
            actions.cover(by=user_of(request), grant=current, decision=form.cleaned_data["decision"])
        except ValidationError as error:
            form.tell(error)
        else:
            messages.success(request, _("Covered. It is no longer listed as unlawful."))
            return redirect(pages.address(found))
    return _page(request, found, cover=form)
