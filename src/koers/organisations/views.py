"""Your account, choosing an organisation, the permission sheet and the people of an organisation."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from koers.organisations import actions
from koers.organisations.access import (
    choose_organisation,
    current_organisation,
    demand,
    require,
    require_organisation,
    user_of,
)
from koers.organisations.forms import MemberForm, OrganisationChoice
from koers.organisations.login.invitation_views import invite, link_to_show
from koers.organisations.login.second_step import look, require_second_step
from koers.organisations.models import Membership, Organisation, User
from koers.organisations.password_links import may_have_link
from koers.organisations.permissions import DESCRIPTIONS, GRANTS, Permission, Role
from koers.organisations.queries import members_of, offers_of, offers_to, organisations_of


def _onward(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else resolve_url(settings.LOGIN_REDIRECT_URL)


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Who you are here: your organisations with your roles, and the one you work for now."""
    user = user_of(request)
    mine = [
        {
            "organisation": organisation,
            "roles": _role_words(user, organisation),
        }
        for organisation in organisations_of(user)
    ]
    current = current_organisation(request)
    form = OrganisationChoice(user=user, initial={"organisation": current.public_id if current else None})
    context = {
        "title": _("Your account"),
        "mine": mine,
        "current": current,
        "form": form,
        "offers": offers_to(user),
    }
    return render(request, "organisations/account.html", context)


def _role_words(user: User, organisation: Organisation) -> list[str]:
    """The roles in the organisation as a whole, then those for one programme with its name."""
    held = user.memberships.filter(organisation=organisation, accepted_at__isnull=False)
    return [
        _("%(role)s, only for %(name)s") % {"role": one.get_role_display(), "name": name}
        if (name := one.limited_to_name or one.limited_to_body_name)
        else str(one.get_role_display())
        for one in held.order_by("limited_to_name", "limited_to_body_name", "role")
    ]


@require_POST
def accept_offer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Takes a role that an organisation offered to the user."""
    offer = _own_offer(request, public_id)
    actions.accept_membership(membership=offer)
    user = user_of(request)
    user.forget_roles()
    look(request, user)
    messages.success(request, _("You are now a member of %(name)s.") % {"name": offer.organisation.name})
    return redirect("organisations:account")


@require_POST
def decline_offer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Refuses a role that an organisation offered to the user."""
    offer = _own_offer(request, public_id)
    actions.decline_membership(membership=offer)
    messages.success(request, _("You declined the role at %(name)s.") % {"name": offer.organisation.name})
    return redirect("organisations:account")


def _own_offer(request: HttpRequest, public_id: UUID) -> Membership:
    found = offers_to(user_of(request)).filter(public_id=public_id).first()
    if found is None:
        raise Http404(_("This page does not exist, or it is not yours."))
    return found


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keeps in the session for which organisation the user works from now on."""
    form = OrganisationChoice(request.POST, user=user_of(request))
    if not form.is_valid():
        raise Http404(_("This page does not exist, or it is not yours."))
    organisation: Organisation = form.cleaned_data["organisation"]
    choose_organisation(request, organisation)
    messages.success(request, _("You now work for %(name)s.") % {"name": organisation.name})
    return redirect(_onward(request))


@require_GET
def permissions(request: HttpRequest) -> HttpResponse:
    """The permission sheet, for everybody who logs in."""
    sheet = [
        {
            "role": role.label,
            "description": DESCRIPTIONS[role],
            "grants": [permission.label for permission in Permission if permission in GRANTS[role]],
        }
        for role in Role
    ]
    context = {"title": _("Who may do what"), "sheet": sheet}
    return render(request, "organisations/permissions.html", context)


@never_cache
@require(Permission.MANAGE_ORGANISATION)
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest) -> HttpResponse:
    """The people of the current organisation; an administrator adds one with a role."""
    organisation = require_organisation(request, Permission.MANAGE_ORGANISATION)
    form = MemberForm(request.POST or None, organisation=organisation)
    if request.method == "POST" and form.is_valid():
        try:
            _give_role(request, organisation, form)
        except ValidationError as error:
            form.add_error("role" if "role" in getattr(error, "error_dict", {}) else "email", error.messages)
        else:
            return redirect("organisations:members")
    context = {
        "title": _("Users"),
        "organisation": organisation,
        "people": members_of(organisation),
        "offers": offers_of(organisation),
        "link": link_to_show(request, organisation),
        "form": form,
    }
    return render(request, "organisations/members.html", context)


def _give_role(request: HttpRequest, organisation: Organisation, form: MemberForm) -> None:
    values = form.cleaned_data
    _refuse_twice(organisation, form)
    membership = actions.give_role(
        by=user_of(request),
        organisation=organisation,
        email=values["email"],
        name=values["name"],
        role=Role(values["role"]),
        limited_to=form.limited_to(),
        limited_to_body=form.limited_to_body(),
    )
    if membership.accepted_at is None:
        text = _("This person already has an account. The role counts once they have accepted it themselves.")
        messages.success(request, text)
    if not invite(request, membership) and membership.accepted_at is not None:
        messages.success(request, _("The role has been given."))


def _refuse_twice(organisation: Organisation, form: MemberForm) -> None:
    """Raises ValidationError for a role that the person has already, or that waits for their answer."""
    record, body = form.limited_to(), form.limited_to_body()
    held = Membership.objects.filter(
        organisation=organisation,
        user__email__iexact=form.cleaned_data["email"],
        role=form.cleaned_data["role"],
        limited_to=record.public_id if record is not None else None,
        limited_to_body=body.public_id if body is not None else None,
    ).first()
    if held is None or may_have_link(held.user, organisation):
        return  # who never came in gets a new link this way
    if held.accepted_at is None:
        raise ValidationError(
            {"role": _("This role was offered already. It waits for this person's answer.")}
        )
    raise ValidationError({"role": _("This person already has this role.")})


@require(Permission.MANAGE_ORGANISATION)
@require_POST
def second_step(request: HttpRequest) -> HttpResponse:
    """Makes a second step for logging in compulsory in the current organisation, or a free choice again."""
    organisation = require_organisation(request, Permission.MANAGE_ORGANISATION)
    required = request.POST.get("required") == "yes"
    require_second_step(by=user_of(request), organisation=organisation, required=required)
    words = (
        _("From their next log-in on everybody needs a second step.")
        if required
        else _("A second step for logging in is a free choice now.")
    )
    messages.success(request, words)
    return redirect("organisations:members")


@require(Permission.MANAGE_ORGANISATION)
@require_POST
def remove_member(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Takes a role in one of the user's organisations away."""
    user = user_of(request)
    mine = Membership.objects.filter(organisation__in=user.organisation_ids())
    membership = mine.filter(public_id=public_id).select_related("organisation", "user").first()
    if membership is None:
        raise Http404(_("This page does not exist, or it is not yours."))
    demand(user, Permission.MANAGE_ORGANISATION, membership.organisation)
    try:
        actions.remove_member(by=user, membership=membership)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The role has been taken away."))
    return redirect("organisations:members")
