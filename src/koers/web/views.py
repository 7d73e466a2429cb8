"""Pages that join rooms: home, programmes, operations paragraphs and what is new."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from koers.organisations.access import require, user_of
from koers.organisations.permissions import Permission
from koers.programmes import queries as programmes
from koers.programmes.models import OperationsParagraph
from koers.ui.parts import Link
from koers.web.home import home_view
from koers.web.paragraph_page import paragraph_view


def read_in_link(request: HttpRequest, label: str) -> Link:
    """What someone can do on an empty page: read something in, or else look at the practices."""
    user = user_of(request)
    if user.may_somewhere(Permission.READ_IN):
        return Link(label, reverse("intake:upload"))
    return Link(_("Look around in the practices"), reverse("web:practices"))


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The start page of the situation: nothing read in yet, something to check, or the register at a glance."""
    view = home_view(request)
    return render(
        request, "web/home.html", {"title": view.title, "view": view, "today": timezone.localdate()}
    )


@require(Permission.VIEW_REGISTER)
@require_GET
def paragraph_list(request: HttpRequest) -> HttpResponse:
    found = list(programmes.paragraphs(user_of(request)))
    context = {
        "title": _("Operations paragraphs"),
        "paragraphs": found,
        "empty_action": read_in_link(request, _("Read in a paragraph")),
    }
    return render(request, "web/paragraph_list.html", context)


@require(Permission.VIEW_REGISTER)
@require_GET
def paragraph(request: HttpRequest, public_id: str) -> HttpResponse:
    try:
        found = programmes.paragraph(user_of(request), public_id)
    except OperationsParagraph.DoesNotExist as error:
        raise Http404(_("This page does not exist, or it is not yours.")) from error
    view = paragraph_view(found)
    context = {
        "title": found.title,
        "breadcrumbs": [Link(_("Operations paragraphs"), reverse("web:paragraphs")), Link(found.title)],
        "view": view,
        "paragraph": found,
        "rail": view.rail,
    }
    return render(request, "web/paragraph.html", context)
