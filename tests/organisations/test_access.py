from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from koers.organisations.access import (
    check,
    choose_organisation,
    current_organisation,
    demand,
    get_visible_or_404,
    may,
    organisation_of,
    refusal,
    require,
    require_organisation,
    user_of,
)
from koers.organisations.models import Organisation, Unit, User, Visitor
from koers.organisations.permissions import ACTS_FOR, DESCRIPTIONS, GRANTS, SHOWN_BY, Permission, Role
from people import UserWith

pytestmark = pytest.mark.django_db


def request_of(user: Visitor) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user, request.session = user, SessionStore()
    return request


@pytest.fixture
def unit(organisation: Organisation) -> Unit:
    return Unit.objects.create(organisation=organisation, name="Team", code="T")


def test_not_yours_is_not_found(unit: Unit, reader: User, stranger: User, user_with: UserWith) -> None:
    assert get_visible_or_404(Unit, reader, public_id=unit.public_id) == unit
    for outsider in (stranger, user_with(), AnonymousUser()):
        with pytest.raises(Http404):
            get_visible_or_404(Unit, outsider, public_id=unit.public_id)
    with pytest.raises(Http404):
        get_visible_or_404(Unit, reader, code="bestaat niet")


def test_yours_but_read_only_is_forbidden(unit: Unit, reader: User, programme_manager: User) -> None:
    needs = Permission.CHANGE_REGISTER
    assert get_visible_or_404(Unit, programme_manager, needs=needs, code="T") == unit
    with pytest.raises(PermissionDenied):
        get_visible_or_404(Unit, reader, needs=needs, code="T")


def test_the_check_takes_records_and_organisations(unit: Unit, reader: User, programme_manager: User) -> None:
    check(programme_manager, Permission.CHANGE_REGISTER, unit)
    assert may(programme_manager, Permission.READ_IN, unit.organisation)
    assert not may(reader, Permission.READ_IN, unit)
    assert not may(AnonymousUser(), Permission.VIEW_REGISTER, unit)
    assert organisation_of(unit) == unit.organisation


def test_a_scope_that_leads_elsewhere_is_a_mistake(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Unit, "SCOPE", "organisation__slug")
    with pytest.raises(TypeError, match="does not lead"):
        organisation_of(unit)


def test_a_view_may_require_a_permission(reader: User, programme_manager: User, user_with: UserWith) -> None:
    @require(Permission.CHANGE_REGISTER)
    def view(request: HttpRequest, number: int) -> HttpResponse:
        return HttpResponse(str(number))

    assert view(request_of(programme_manager), 3).status_code == 200
    for refused in (reader, user_with(), AnonymousUser()):
        with pytest.raises(PermissionDenied):
            view(request_of(refused), 3)
    assert view.required_permission is Permission.CHANGE_REGISTER  # type: ignore[attr-defined]


def test_the_current_organisation_is_the_chosen_one_else_that_of_the_oldest_membership(
    organisation: Organisation, other_organisation: Organisation, user_with: UserWith
) -> None:
    user = user_with(Role.PROGRAMME_MANAGER, other_organisation)
    user.memberships.create(organisation=organisation, role=Role.EMPLOYEE)
    user.forget_roles()
    request = request_of(user)
    assert current_organisation(request) == other_organisation
    choose_organisation(request, organisation)
    assert current_organisation(request) == organisation
    later = request_of(user)
    later.session = request.session
    assert require_organisation(later) == organisation
    with pytest.raises(PermissionDenied):
        require_organisation(later, Permission.CHANGE_REGISTER)


def test_somebody_elses_organisation_cannot_be_chosen(reader: User, other_organisation: Organisation) -> None:
    request = request_of(reader)
    with pytest.raises(Http404):
        choose_organisation(request, other_organisation)
    request.session["koers_organisation"] = str(other_organisation.public_id)
    assert current_organisation(request) != other_organisation


def test_without_membership_there_is_no_organisation(user_with: UserWith) -> None:
    assert current_organisation(request_of(user_with())) is None
    assert current_organisation(request_of(AnonymousUser())) is None
    with pytest.raises(PermissionDenied):
        require_organisation(request_of(user_with()))
    with pytest.raises(PermissionDenied):
        user_of(request_of(AnonymousUser()))


def test_the_sheet_is_complete_and_separates_duties() -> None:
    assert set(GRANTS) == set(DESCRIPTIONS) == set(Role)
    assert all(str(DESCRIPTIONS[role]) for role in Role)
    assert set(ACTS_FOR) == {role for role in Role if Permission.RECORD_ACT in GRANTS[role]}
    # Who sees only what was sent to the council sees no register, and the register's keepers see both.
    assert {role for role in Role if Permission.VIEW_REGISTER not in GRANTS[role]} == {
        Role.GRIFFIE,
        Role.COUNCIL_MEMBER,
        Role.APPLICANT,
        Role.ASSESSOR,
    }
    assert all(any(permission in granted for granted in GRANTS.values()) for permission in Permission)
    assert GRANTS[Role.EMPLOYEE] == {Permission.VIEW_REGISTER}
    for granted in GRANTS.values():
        assert not {Permission.CHANGE_REGISTER, Permission.MANAGE_ORGANISATION} <= granted


@pytest.mark.parametrize(
    ("role", "permission", "answer"),
    [
        (Role.EMPLOYEE, Permission.CHANGE_REGISTER, PermissionDenied),
        (Role.COUNCIL_MEMBER, Permission.CHANGE_REGISTER, Http404),
        (Role.COUNCIL_MEMBER, Permission.RECORD_ACT, PermissionDenied),
        (Role.COUNCIL_MEMBER, Permission.VIEW_REGISTER, Http404),
        (Role.EMPLOYEE, Permission.VIEW_STEERING, Http404),
        (Role.EMPLOYEE, Permission.VIEW_AUDIT, Http404),
        (Role.PROGRAMME_MANAGER, Permission.MANAGE_ORGANISATION, Http404),
        (Role.EMPLOYEE, Permission.READ_IN, Http404),
    ],
)
def test_what_one_may_not_see_does_not_exist(
    role: Role,
    permission: Permission,
    answer: type[Exception],
    organisation: Organisation,
    user_with: UserWith,
) -> None:
    """403 is for who sees the thing: it tells that there is one."""
    user = user_with(role, organisation)
    assert isinstance(refusal(user, permission), answer)
    assert isinstance(refusal(user, permission, organisation), answer)
    with pytest.raises(answer):
        demand(user, permission, organisation)


def test_every_permission_that_shows_is_one_that_only_shows() -> None:
    """Otherwise a refusal would lean on a permission that is itself refused with a 403."""
    for shown in SHOWN_BY.values():
        assert not shown & SHOWN_BY.keys()


def test_a_visitor_is_told_of_nothing(organisation: Organisation) -> None:
    assert isinstance(refusal(AnonymousUser(), Permission.CHANGE_REGISTER, organisation), Http404)


def test_sight_in_one_organisation_gives_none_in_another(
    organisation: Organisation, other_organisation: Organisation, user_with: UserWith
) -> None:
    user = user_with(Role.EMPLOYEE, other_organisation)
    assert isinstance(refusal(user, Permission.CHANGE_REGISTER), PermissionDenied)
    assert isinstance(refusal(user, Permission.CHANGE_REGISTER, organisation), Http404)


COUNCIL_SIDE = (
    "/register/prullenbak/",
    "/programmas/",
    "/logboek/",
    "/gebruikers/",
    "/inlezen/",
    "/jaarplannen/",
)


@pytest.mark.parametrize("role", [Role.GRIFFIE, Role.COUNCIL_MEMBER])
@pytest.mark.parametrize("address", COUNCIL_SIDE)
def test_the_council_side_finds_nothing_of_the_house(
    address: str, role: Role, client: Client, organisation: Organisation, user_with: UserWith
) -> None:
    client.force_login(user_with(role, organisation))
    assert client.get(address).status_code == 404
