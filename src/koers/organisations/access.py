"""Access, in one place: not yours = 404, yours to see but not allowed = 403 (`refusal` decides which).

Log-in is required for every page (middleware); a public page says `@login_not_required`. A view of a record:

    @require(Permission.CHANGE_REGISTER)
    def change_goal(request, public_id):
        goal = get_visible_or_404(Goal, request.user, needs=Permission.CHANGE_REGISTER, public_id=public_id)

`require` asks for the permission in at least one of the user's organisations, so that a reader is refused
before anything is fetched; `needs` asks for it in the record's own organisation, for members of several.
Actions use `check`, which always says PermissionDenied; views use `demand`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Concatenate, cast

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from koers.core.prepared import prepared
from koers.organisations.models import Organisation, User, Visitor
from koers.organisations.permissions import SHOWN_BY, Permission
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

    Raises Http404 when there is none, and what `refusal` says when the user may not do `needs` with it.
    """
    found = model.objects.visible_to(user).filter(**lookup).first()
    if found is None:
        raise Http404(_("This page does not exist, or it is not yours."))
    if needs is not None:
        demand(user, needs, found)
    return found


def refusal(
    user: Visitor, permission: Permission, subject: Organisation | ScopedRecord | None = None
) -> Exception:
    """What to raise for who may not do this: 403 when they see the thing it is about, 404 when they do not.

    A record is one that was found among those the user may see. Without subject: anywhere.
    """
    shown = SHOWN_BY.get(permission, frozenset())
    if isinstance(subject, ScopedRecord):
        sees = bool(shown)
    elif not isinstance(user, User):
        sees = False
    elif subject is None:
        sees = any(user.may_somewhere(one) for one in shown)
    else:
        sees = any(user.may(one, subject) for one in shown)
    if sees:
        return PermissionDenied(_("Your role does not allow this."))
    return gone()


def gone() -> Http404:
    return Http404(_("This page does not exist, or it is not yours."))


def demand(user: Visitor, permission: Permission, subject: Organisation | ScopedRecord) -> None:
    """For views: as `check`, but a page that someone has no business with does not exist."""
    try:
        check(user, permission, subject)
    except PermissionDenied as error:
        refused = refusal(user, permission, subject)
        raise error if isinstance(refused, PermissionDenied) else refused from None


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


def require[**P](permission: Permission, *, page: bool = False) -> Callable[[View[P]], View[P]]:
    """Decorator: refuses a user who has the permission in none of their organisations (see `refusal`).

    `page`: the whole page is for who has the permission, there is nothing on it to see for others: 404.

    The decorated view carries `required_permission`, which the access matrix of the tests reads.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            user = user_of(request)
            if not user.held():
                raise _not_a_member()
            if not user.may_somewhere(permission):
                raise gone() if page else refusal(user, permission)
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
        by_id = {one.pk: one for one in prepared("organisations by id", mine, _by_id)}
        found = [by_id[key] for key in mine if key in by_id]
        chosen = request.session.get(SESSION_KEY)
        first = found[0] if found else None
        current = next((o for o in found if str(o.public_id) == chosen), first)
        request._koers_organisation = current  # type: ignore[attr-defined]
        request._koers_organisations = found  # type: ignore[attr-defined]
    return cast("Organisation | None", request._koers_organisation)  # type: ignore[attr-defined]


def _by_id(keys: Sequence[int]) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=keys)


def own_organisations(request: HttpRequest) -> list[Organisation]:
    """The organisations the user works for, from the one query of `current_organisation`."""
    current_organisation(request)
    return list(getattr(request, "_koers_organisations", []))


def _not_a_member() -> PermissionDenied:
    return PermissionDenied(
        _("You are not a member of an organisation yet. Ask your administrator for access.")
    )


def require_organisation(request: HttpRequest, needs: Permission | None = None) -> Organisation:
    """The current organisation; 403 for a user who has none, and `refusal` who may not do `needs` there."""
    organisation = current_organisation(request)
    if organisation is None:
        raise _not_a_member()
    if needs is not None:
        demand(request.user, needs, organisation)
    return organisation


def choose_organisation(request: HttpRequest, organisation: Organisation) -> None:
    """Keeps the choice in the session; 404 when it is not one of the user's."""
    if organisation.pk not in user_of(request).works_for():
        raise Http404(_("This page does not exist, or it is not yours."))
    request.session[SESSION_KEY] = str(organisation.public_id)
    request._koers_organisation = organisation  # type: ignore[attr-defined]
