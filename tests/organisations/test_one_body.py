"""One griffie for the councils of one organisation: a role that writes down for one body only."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from koers.core.dates import PartialDate
from koers.decisions.models import Body, Meeting
from koers.organisations import actions
from koers.organisations.models import Membership, Organisation, User
from koers.organisations.permissions import BodyKind, Role
from koers.programmes.actions.acts import record_act
from koers.programmes.acts import asked_of, may_record, sent_to_council
from koers.programmes.models import Adoption, Deliverable, Programme
from koers.programmes.my_work import of_my_bodies
from koers.programmes.own_dates import meetings_of
from people import UserWith
from strict import StrictClient

pytestmark = pytest.mark.django_db


def council(organisation: Organisation, name: str) -> Body:
    return Body.objects.create(organisation=organisation, name=name, kind=BodyKind.COUNCIL)


def asked(body: Body) -> Adoption:
    place = Programme.objects.of(body.organisation).first() or Programme.objects.create(
        organisation=body.organisation, name="Op pad", slug="op-pad"
    )
    made = Deliverable.objects.create(programme=place, name=f"Kompas voor {body.name}")
    return Adoption.objects.create(deliverable=made, body_known=body, state="asked")


@pytest.fixture
def limited(organisation: Organisation, user_with: UserWith) -> User:
    east, _west = council(organisation, "Raad Oost"), council(organisation, "Raad West")
    user = user_with()
    actions.add_member(by=None, user=user, organisation=organisation, role=Role.GRIFFIE, limited_to_body=east)
    return user


def bodies(organisation: Organisation) -> tuple[Body, Body]:
    east, west = Body.objects.of(organisation).filter(kind=BodyKind.COUNCIL).order_by("name")
    return east, west


def test_acts_of_the_own_council_only(limited: User, organisation: Organisation) -> None:
    east, west = bodies(organisation)
    ours, theirs = asked(east), asked(west)
    assert list(asked_of(limited)) == [ours]
    assert may_record(limited, ours)
    assert not may_record(limited, theirs)
    said = {"act": "vastgesteld", "date": PartialDate(2026, 1, 5), "case_number": "", "state": "done"}
    with pytest.raises(PermissionDenied):
        record_act(by=limited, adoption=theirs, version=1, **said)  # type: ignore[arg-type]
    record_act(by=limited, adoption=ours, version=1, **said)  # type: ignore[arg-type]
    assert list(sent_to_council(limited)) == [ours], "nor does one see what went to the other council"


def test_the_form_of_another_council_is_refused(
    strict_client: StrictClient, limited: User, organisation: Organisation
) -> None:
    east, west = bodies(organisation)
    strict_client.force_login(limited)
    assert strict_client.get(reverse("web:record_act", args=[asked(east).public_id])).status_code == 200
    assert strict_client.get(reverse("web:record_act", args=[asked(west).public_id])).status_code == 404


def test_a_role_for_both_needs_both(limited: User, organisation: Organisation) -> None:
    east, west = bodies(organisation)
    for _again in range(2):
        actions.add_member(
            by=None, user=limited, organisation=organisation, role=Role.GRIFFIE, limited_to_body=west
        )
    assert limited.memberships.count() == 2
    steps = {asked(east), asked(west)}
    assert set(asked_of(User.objects.get(pk=limited.pk))) == steps


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (Role.EMPLOYEE, BodyKind.COUNCIL),
        (Role.PROGRAMME_MANAGER, BodyKind.COUNCIL),
        (Role.GRIFFIE, BodyKind.COLLEGE),
        (Role.WORKS_COUNCIL, BodyKind.COUNCIL),
    ],
)
def test_only_a_role_that_writes_down_for_that_kind(
    role: Role, kind: BodyKind, organisation: Organisation, user_with: UserWith
) -> None:
    body = Body.objects.create(organisation=organisation, name="Orgaan", kind=kind)
    with pytest.raises(ValidationError):
        actions.add_member(
            by=None, user=user_with(), organisation=organisation, role=role, limited_to_body=body
        )


def test_the_database_refuses_it_too(reader: User, organisation: Organisation) -> None:
    body = council(organisation, "Raad")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(user=reader).update(
            limited_to_body=body.public_id, limited_to_body_name=body.name
        )


def test_the_administrator_chooses_the_body(
    strict_client: StrictClient, administrator: User, organisation: Organisation
) -> None:
    strict_client.force_login(administrator)
    address = reverse("organisations:members")
    council(organisation, "Raad Oost")
    assert 'name="only_body"' not in strict_client.get(address).content.decode(), "one council: no choice"
    west = council(organisation, "Raad West")
    assert 'name="only_body"' in strict_client.get(address).content.decode()
    given = {
        "email": "griffie@example.org",
        "name": "G. Riffie",
        "role": "griffie",
        "only_body": str(west.public_id),
    }
    wrong = strict_client.post(address, {**given, "role": "employee"})
    assert wrong.status_code == 200
    assert not Membership.objects.filter(user__email="griffie@example.org").exists()
    assert strict_client.post(address, given).status_code == 302
    made = Membership.objects.get(user__email="griffie@example.org")
    assert (made.limited_to_body, made.limited_to_body_name) == (west.public_id, "Raad West")
    assert "Raad West)" in strict_client.get(address).content.decode()


def test_the_person_reads_for_which_body(strict_client: StrictClient, limited: User) -> None:
    strict_client.force_login(limited)
    assert "Raad Oost" in strict_client.get(reverse("organisations:account")).content.decode()


def test_ones_work_and_calendar_are_those_of_the_own_council(
    limited: User, organisation: Organisation
) -> None:
    east, west = bodies(organisation)
    ours, _theirs = asked(east), asked(west)
    every = Adoption.objects.across_organisations("test")
    assert list(every.filter(of_my_bodies(limited))) == [ours]
    today = timezone.localdate()
    for body in (east, west):
        Meeting.objects.create(body=body, date=today)
    assert [entry.title for entry in meetings_of(limited, today)] == [east.name]
