"""Inviting someone by mail, and the page behind the invitation.

The link in the mail lets a new person choose a first password; it works once and for three days (`password_links`). Who
logs in through the organisation's provider does not need it: their address is known from the invitation on.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from koers.organisations import actions
from koers.organisations.access import demand, require, user_of
from koers.organisations.forms import NewPasswordForm
from koers.organisations.login import mail
from koers.organisations.login.provider import configured
from koers.organisations.models import Membership, Organisation, User
from koers.organisations.password_links import may_have_link, user_of_link
from koers.organisations.permissions import Permission
from koers.organisations.queries import members_of, organisations_of

IN_SESSION = "kiezen"  # stands in the address in place of the token
TOKEN_KEY = "koers_password_token"  # noqa: S105 - the name of a place, not a token
LINK_KEY = "koers_password_link_for"


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@sensitive_variables("token")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, public_id: UUID, token: str) -> HttpResponse:
    """The page behind the link. The token moves to the session before anything is shown, so that the page's
    address, which goes along as referrer and stays in the history, holds nothing."""
    if token != IN_SESSION:
        request.session[TOKEN_KEY] = token
        return redirect("organisations:invitation", public_id=public_id, token=IN_SESSION)
    user = user_of_link(public_id, request.session.get(TOKEN_KEY, ""))
    if user is None:
        context = {"title": _("This invitation does not work any more")}
        return render(request, "organisations/login/invitation_over.html", context, status=404)
    form = NewPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        actions.change_password(user=user, password=form.cleaned_data["password"])
        request.session.pop(TOKEN_KEY, None)
        messages.success(request, _("Your password has been set. You can log in now."))
        return redirect("account_login")
    shown = {
        "title": _("Welcome to Koers"),
        "form": form,
        "email": user.email,
        "organisations": list(organisations_of(user)),
        "provider": configured(),
    }
    return render(request, "organisations/login/invitation.html", shown)


def invite(request: HttpRequest, membership: Membership) -> bool:
    """Tells the person by mail of a role that was given or offered, and the administrator how that went.

    Without a mail server, or when it does not answer, a new person's link is shown to the administrator instead.
    Gives back whether the administrator was told already, so that nobody reads two messages about one thing.
    """
    person, organisation = membership.user, membership.organisation
    if membership.accepted_at is None:
        _tell_of_offer(request, membership)
    elif may_have_link(person, organisation):
        if settings.MAIL_IS_SENT and _mail_invitation(request, person, organisation):
            messages.success(
                request, _("An invitation has been mailed to %(email)s.") % {"email": person.email}
            )
            return True
        request.session[LINK_KEY] = str(person.public_id)
    return False


@require(Permission.MANAGE_ORGANISATION)
@require_POST
def invite_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A new invitation for someone who has not come in; the one before keeps working until it is used or too old."""
    user = user_of(request)
    mine = Membership.objects.filter(organisation__in=user.organisation_ids())
    membership = mine.filter(public_id=public_id).select_related("organisation", "user").first()
    if membership is None:
        raise Http404(_("This page does not exist, or it is not yours."))
    demand(user, Permission.MANAGE_ORGANISATION, membership.organisation)
    if membership.accepted_at and not may_have_link(membership.user, membership.organisation):
        messages.error(request, _("This person has come in already, or works for another organisation too."))
    else:
        invite(request, membership)
    return redirect("organisations:members")


def _mail_invitation(request: HttpRequest, person: User, organisation: Organisation) -> bool:
    address = _new_link(request, person, organisation)
    sent = mail.send("invitation", to=person.email, person=person, organisation=organisation, url=address)
    if not sent:
        messages.error(request, _("The mail server did not take the invitation. Hand over the link below."))
    return sent


def _tell_of_offer(request: HttpRequest, membership: Membership) -> None:
    mail.send(
        "offer",
        to=membership.user.email,
        organisation=membership.organisation,
        role=membership.get_role_display(),
        url=request.build_absolute_uri(reverse("organisations:account")),
    )


def link_to_show(request: HttpRequest, organisation: Organisation) -> dict[str, str] | None:
    """The link that has to be shown now, with whom it is for; asking makes it and ends the turn."""
    public_id = request.session.pop(LINK_KEY, None)
    user = members_of(organisation).filter(public_id=public_id).first() if public_id else None
    if user is None or not may_have_link(user, organisation):
        return None
    return {"name": user.name, "address": _new_link(request, user, organisation)}


def _new_link(request: HttpRequest, person: User, organisation: Organisation) -> str:
    token = actions.give_password_link(by=user_of(request), user=person, organisation=organisation)
    path = reverse("organisations:invitation", kwargs={"public_id": person.public_id, "token": token})
    return request.build_absolute_uri(path)
