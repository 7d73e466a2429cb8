from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from koers.organisations import actions
from koers.organisations.catalogue import UnknownOrganisation
from koers.organisations.models import AuditEvent, Membership, Organisation, Unit, User
from koers.organisations.permissions import Permission, Role
from koers.organisations.queries import audit_of, find_organisation, members_of, organisations_of
from people import PASSWORD, UserWith

pytestmark = pytest.mark.django_db


def actions_on(organisation: Organisation) -> list[str]:
    return [event.action for event in reversed(audit_of(organisation))]


@pytest.mark.parametrize("identifier", ["gm0392", "0392", "haarlem"])
def test_an_organisation_of_the_catalogue_is_made_once(identifier: str) -> None:
    made = actions.ensure_organisation(by=None, identifier=identifier)
    assert (made.name, made.slug, made.tooi_id, made.cbs_code) == (
        "Gemeente Haarlem",
        "haarlem",
        "gm0392",
        "0392",
    )
    assert made.kind == Organisation.Kind.MUNICIPALITY
    assert actions.ensure_organisation(by=None, identifier="gm0392", name="anders") == made
    assert Organisation.objects.count() == 1
    assert actions_on(made) == ["organisation.created"]


def test_an_unknown_organisation_needs_a_name() -> None:
    with pytest.raises(UnknownOrganisation, match="Koers kent geen organisatie 'aeno'") as caught:
        actions.ensure_organisation(by=None, identifier="aeno")
    assert "--name" in str(caught.value)
    for nothing in ("", "   "):
        with pytest.raises(UnknownOrganisation):
            actions.ensure_organisation(by=None, identifier="aeno", name=nothing)
    with pytest.raises(UnknownOrganisation):
        actions.ensure_organisation(by=None, identifier="!!", name="Naam")
    assert not Organisation.objects.exists()


def test_an_unknown_organisation_with_a_name_gets_its_address() -> None:
    made = actions.ensure_organisation(by=None, identifier="aeno", name="A&O fonds voorbeeld")
    assert (made.slug, made.name, made.tooi_id) == ("aeno", "A&O fonds voorbeeld", "")
    assert actions.ensure_organisation(by=None, identifier="aeno") == made
    assert actions.ensure_organisation(by=None, identifier="AENO", name="Nog eens") == made
    assert find_organisation("aeno") == made
    assert find_organisation("") is None


def test_two_organisations_never_share_an_address_or_code() -> None:
    actions.create_organisation(by=None, name="Waterveen", cbs_code="9901", tooi_id="gm9901")
    wrongs: list[dict[str, Any]] = [
        {"slug": "waterveen"},
        {"cbs_code": "9901"},
        {"tooi_id": "gm9901"},
        {"name": "  "},
    ]
    for wrong in wrongs:
        with pytest.raises(ValidationError):
            actions.create_organisation(by=None, **{"name": "Anders", **wrong})
    with pytest.raises(ValidationError):
        actions.create_organisation(
            by=None, name="Kort", valid_from=date(2021, 1, 1), valid_until=date(2021, 1, 1)
        )


def test_an_account_is_made_with_a_strong_password_or_none() -> None:
    user = actions.create_user(by=None, email=" Jan@Example.org ", name="Jan", password=PASSWORD)
    assert user.email == "jan@example.org"
    assert user.check_password(PASSWORD)
    assert not actions.create_user(by=None, email="b@example.org", name="B").has_usable_password()
    good: dict[str, Any] = {"by": None, "email": "c@example.org", "name": "C", "password": PASSWORD}
    for wrong in (
        {"email": "jan@example.org"},
        {"email": "geen adres"},
        {"name": " "},
        {"password": "kort"},
        {"password": "c@example.org"},
    ):
        with pytest.raises(ValidationError):
            actions.create_user(**{**good, **wrong})
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="JAN@example.org", name="Dubbel")


def test_a_role_gives_its_permissions_here_only(
    organisation: Organisation, other_organisation: Organisation
) -> None:
    user = actions.create_user(by=None, email="a@example.org", name="A")
    assert not user.may(Permission.VIEW_REGISTER, organisation)
    actions.add_member(by=None, user=user, organisation=organisation, role=Role.EMPLOYEE)
    actions.add_member(by=None, user=user, organisation=organisation, role=Role.EMPLOYEE)
    assert Membership.objects.count() == 1
    assert user.may(Permission.VIEW_REGISTER, organisation)
    assert user.may(Permission.VIEW_REGISTER, organisation.pk)
    assert not user.may(Permission.CHANGE_REGISTER, organisation)
    assert not user.may(Permission.VIEW_REGISTER, other_organisation)
    actions.add_member(by=None, user=user, organisation=organisation, role=Role.PROGRAMME_MANAGER)
    assert user.may(Permission.CHANGE_REGISTER, organisation)
    user.is_active = False
    assert not user.may(Permission.VIEW_REGISTER, organisation)
    event = audit_of(organisation).first()
    assert event is not None
    assert event.detail == {"user": str(user.public_id), "role": "programme_manager"}


def test_the_last_administrator_stays(
    organisation: Organisation, administrator: User, user_with: UserWith
) -> None:
    membership = administrator.memberships.get()
    with pytest.raises(ValidationError, match=r"last administrator|laatste"):
        actions.remove_member(by=administrator, membership=membership)
    user_with(Role.ADMINISTRATOR, organisation)
    actions.remove_member(by=administrator, membership=membership)
    assert organisation.memberships.count() == 1
    assert actions_on(organisation) == ["membership.removed"]


def test_units_have_validity_and_stay_within_their_organisation(
    organisation: Organisation, other_organisation: Organisation
) -> None:
    whole = actions.create_unit(by=None, organisation=organisation, name=" Bedrijf ", code="B")
    part = actions.create_unit(
        by=None, organisation=organisation, name="Team", parent=whole, valid_from=date(2024, 1, 1)
    )
    assert (str(whole), part.parent) == ("Bedrijf", whole)
    with pytest.raises(ValidationError):
        actions.create_unit(by=None, organisation=other_organisation, name="Team", parent=whole)
    for wrong in (
        {"code": "B"},
        {"name": " "},
        {"valid_from": date(2025, 1, 1), "valid_until": date(2024, 1, 1)},
    ):
        with pytest.raises(ValidationError):
            actions.create_unit(**{"by": None, "organisation": organisation, "name": "X", **wrong})  # type: ignore[arg-type]
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.of(organisation).filter(pk=whole.pk).update(parent=whole)


def test_the_command_line_is_an_author_that_cannot_log_in() -> None:
    user = actions.command_line_user()
    assert user == actions.command_line_user()
    assert not user.is_active
    assert not user.has_usable_password()


def test_what_fails_leaves_no_audit_event(organisation: Organisation) -> None:
    with pytest.raises(ValidationError):
        actions.create_unit(by=None, organisation=organisation, name="")
    assert not AuditEvent.objects.of(organisation).exists()


def test_people_and_organisations_by_name(
    organisation: Organisation, other_organisation: Organisation, user_with: UserWith
) -> None:
    user = user_with(Role.EMPLOYEE, organisation)
    actions.add_member(by=None, user=user, organisation=other_organisation, role=Role.CONTROLLER)
    assert list(organisations_of(user)) == [other_organisation, organisation]
    (person,) = members_of(organisation)
    assert [found.role for found in person.memberships_here] == ["employee"]  # type: ignore[attr-defined]
    assert str(person) == user.name
    assert str(person.memberships_here[0]).startswith(user.name)  # type: ignore[attr-defined]
