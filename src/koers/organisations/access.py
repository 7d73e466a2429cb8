"""Access, in one place: not yours = 404, yours but not allowed = 403.

Log-in is required for every page (middleware); a public page says `@login_not_required`. A view of a record:

    @require(Permission.CHANGE_REGISTER)
    def change_goal(request, public_id):
        goal = get_visible_or_404(Goal, request.user, needs=Permission.CHANGE_REGISTER, public_id=public_id)

`require` asks for the permission in at least one of the user's organisations, so that a reader gets 403
before anything is fetched; `needs` asks for it in the record's own organisation, for members of several.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from koers.organisations.models import Organisation, User, Visitor
from koers.organisations.permissions import Permission
from koers.organisations.scope import ScopedRecord

SESSION_KEY = "koers_organisation"

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def user_of(request: HttpRequest) -> User:
    """The logged-in user; 403 for a visitor (only reached in a public view)."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def get_visible_or_404[M: ScopedRecord](
    model: type[M], user: Visitor, *, needs: Permission | None = None, **lookup: Any
) -> M:
    """The one record the lookup gives among those the user may see.

    Raises Http404 when there is none, PermissionDenied when the user may not do `needs` in its organisation.
    """
    found = model.objects.visible_to(user).filter(**lookup).first()
    if found is None:
        raise Http404(_("This page does not exist, or it is not yours."))
    if needs is not None:
        check(user, needs, found)
    return found


def check(user: Visitor, permission: Permission, subject: Organisation | ScopedRecord) -> None:
    """Raises PermissionDenied unless the user may do this in the subject's organisation."""
    if isinstance(subject, Organisation):
        organisation, limit = subject, None
    else:
        organisation = organisation_of(subject)
        # Only for who has a role for one programme: asking the record for its programme may cost a query.
        limit = subject.limit_of() if isinstance(user, User) and user.limits() else None
    if not isinstance(user, User) or not user.may(permission, organisation, limit):
        raise PermissionDenied(_("You may see this, but not change it."))


def may(user: Visitor, permission: Permission, subject: Organisation | ScopedRecord) -> bool:
    """For pages that show a button only to who may use it."""
    try:
        check(user, permission, subject)
    except PermissionDenied:
        return False
    return True


def organisation_of(record: ScopedRecord) -> Organisation:
    """Follows the model's SCOPE from the record to its organisation."""
    found: Any = record
    for step in record.SCOPE.split("__"):
        found = getattr(found, step)
    if not isinstance(found, Organisation):
        raise TypeError(f"{type(record).__name__}.SCOPE does not lead to an organisation")
    return found


def require[**P](permission: Permission) -> Callable[[View[P]], View[P]]:
    """Decorator: 403 for a user who has the permission in none of their organisations.

    The decorated view carries `required_permission`, which the access matrix of the tests reads.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            user = user_of(request)
            if not user.may_somewhere(permission):
                raise PermissionDenied(_("Your role does not allow this."))
            return view(request, *args, **kwargs)

        guarded.required_permission = permission  # type: ignore[attr-defined]
        return cast("View[P]", guarded)

    return decorate


def current_organisation(request: HttpRequest) -> Organisation | None:
    """The organisation the user works for now: the one chosen in this session, else the
    one of the oldest membership: nobody can change it by giving the user another role.

    None for a visitor and for a user without membership. One query per request (kept on the request).
    """
    if not request.user.is_authenticated:
        return None
    if not hasattr(request, "_koers_organisation"):
        mine = user_of(request).works_for()
        by_id = Organisation.objects.in_bulk(mine)
        found = [by_id[key] for key in mine if key in by_id]
        chosen = request.session.get(SESSION_KEY)
        first = found[0] if found else None
        current = next((o for o in found if str(o.public_id) == chosen), first)
        request._koers_organisation = current  # type: ignore[attr-defined]
        request._koers_organisations = found  # type: ignore[attr-defined]
    return cast("Organisation | None", request._koers_organisation)  # type: ignore[attr-defined]


def own_organisations(request: HttpRequest) -> list[Organisation]:
    """The organisations the user works for, from the one query of `current_organisation`."""
    current_organisation(request)
    return list(getattr(request, "_koers_organisations", []))


def require_organisation(request: HttpRequest, needs: Permission | None = None) -> Organisation:
    """The current organisation; 403 for a user who has none or may not do `needs` there."""
    organisation = current_organisation(request)
    if organisation is None:
        raise PermissionDenied(
            _("You are not a member of an organisation yet. Ask your administrator for access.")
        )
    if needs is not None:
        check(request.user, needs, organisation)
    return organisation


def choose_organisation(request: HttpRequest, organisation: Organisation) -> None:
    """Keeps the choice in the session; 404 when it is not one of the user's."""
    if organisation.pk not in user_of(request).works_for():
        raise Http404(_("This page does not exist, or it is not yours."))
    request.session[SESSION_KEY] = str(organisation.public_id)
    request._koers_organisation = organisation  # type: ignore[attr-defined]
