"""Choosing a first password with a link, and showing that link once."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from koers.organisations import actions
from koers.organisations.access import user_of
from koers.organisations.forms import NewPasswordForm
from koers.organisations.models import Membership, Organisation
from koers.organisations.password_links import may_have_link, user_of_link
from koers.organisations.queries import members_of

IN_SESSION = "kiezen"  # stands in the address in place of the token
TOKEN_KEY = "koers_password_token"  # noqa: S105 - the name of a place, not a token
LINK_KEY = "koers_password_link_for"


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def choose_password(request: HttpRequest, public_id: UUID, token: str) -> HttpResponse:
    """The page behind the link. The token moves to the session before anything is shown, so that the page's
    address, which goes along as referrer and stays in the history, holds nothing."""
    if token != IN_SESSION:
        request.session[TOKEN_KEY] = token
        return redirect("organisations:choose_password", public_id=public_id, token=IN_SESSION)
    user = user_of_link(public_id, request.session.get(TOKEN_KEY, ""))
    if user is None:
        context = {"title": _("This link does not work any more")}
        return render(request, "organisations/link_over.html", context, status=404)
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        actions.change_password(user=user, password=form.cleaned_data["password"])
        request.session.pop(TOKEN_KEY, None)
        messages.success(request, _("Your password has been set. You can log in now."))
        return redirect("organisations:login")
    shown = {"title": _("Choose a password"), "form": form, "email": user.email}
    return render(request, "organisations/choose_password.html", shown)


def remember_link(request: HttpRequest, membership: Membership) -> None:
    """The next page of members shows a link for this person, if they may have one."""
    if membership.accepted_at and may_have_link(membership.user, membership.organisation):
        request.session[LINK_KEY] = str(membership.user.public_id)


def link_to_show(request: HttpRequest, organisation: Organisation) -> dict[str, str] | None:
    """The link that has to be shown now, with whom it is for; asking makes it and ends the turn."""
    public_id = request.session.pop(LINK_KEY, None)
    user = members_of(organisation).filter(public_id=public_id).first() if public_id else None
    if user is None or not may_have_link(user, organisation):
        return None
    token = actions.give_password_link(by=user_of(request), user=user, organisation=organisation)
    path = reverse("organisations:choose_password", kwargs={"public_id": user.public_id, "token": token})
    return {"name": user.name, "address": request.build_absolute_uri(path)}
