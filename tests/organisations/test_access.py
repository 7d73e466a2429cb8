from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from koers.organisations.access import (
    check,
    choose_organisation,
    current_organisation,
    get_visible_or_404,
    may,
    organisation_of,
    require,
    require_organisation,
    user_of,
)
from koers.organisations.models import Organisation, Unit, User, Visitor
from koers.organisations.permissions import ACTS_FOR, DESCRIPTIONS, GRANTS, Permission, Role
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
