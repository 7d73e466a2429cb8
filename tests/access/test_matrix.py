"""The access matrix, generated over every address of the product.

Anonymous goes to the log-in, another organisation finds nothing, who may only read is refused, the right
role comes in.
"""

from __future__ import annotations

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.test import Client

from access.table import Access, Row, World, addresses, declared
from koers.organisations.models import Organisation
from koers.organisations.permissions import Role
from people import UserWith

ROWS = declared()
CLOSED = [row for row in ROWS if row.access is not Access.PUBLIC]
OF_A_RECORD = [row for row in CLOSED if row.kwargs is not None]
NOT_FOR_READERS = [row for row in ROWS if row.is_closed_to_readers]

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return Client()


def world_of(row: Row, organisation: Organisation, user_with: UserWith) -> World:
    return World(organisation, user_with(row.role, organisation))


def test_every_address_is_declared() -> None:
    missing = sorted(set(addresses()) - {row.name for row in ROWS})
    assert not missing, f"declare these addresses in tests/access/declarations/<room>.py: {missing}"


def test_every_declaration_has_an_address() -> None:
    assert sorted({row.name for row in ROWS} - set(addresses())) == []


def test_no_address_is_declared_twice_for_one_method() -> None:
    assert len({str(row) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", CLOSED, ids=str)
def test_a_visitor_is_sent_to_the_login(
    row: Row, client: Client, organisation: Organisation, user_with: UserWith
) -> None:
    answer = row.ask(client, world_of(row, organisation, user_with))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(resolve_url(settings.LOGIN_URL))


@pytest.mark.parametrize("row", [row for row in ROWS if row.access is Access.PUBLIC], ids=str)
def test_a_public_address_is_open(
    row: Row, client: Client, organisation: Organisation, user_with: UserWith
) -> None:
    assert row.ask(client, world_of(row, organisation, user_with)).status_code in row.expected


@pytest.mark.parametrize("row", OF_A_RECORD, ids=str)
def test_another_organisations_record_does_not_exist(
    row: Row,
    client: Client,
    organisation: Organisation,
    other_organisation: Organisation,
    user_with: UserWith,
) -> None:
    client.force_login(user_with(row.role, other_organisation))
    assert row.ask(client, world_of(row, organisation, user_with)).status_code == 404


@pytest.mark.parametrize("row", OF_A_RECORD, ids=str)
def test_without_any_organisation_nothing_is_found(
    row: Row, client: Client, organisation: Organisation, user_with: UserWith
) -> None:
    client.force_login(user_with())
    assert row.ask(client, world_of(row, organisation, user_with)).status_code in (403, 404)


@pytest.mark.parametrize("row", NOT_FOR_READERS, ids=str)
def test_who_may_only_read_is_refused(
    row: Row, client: Client, organisation: Organisation, user_with: UserWith
) -> None:
    client.force_login(user_with(Role.EMPLOYEE, organisation))
    assert row.ask(client, world_of(row, organisation, user_with)).status_code == 403


@pytest.mark.parametrize("row", [row for row in OF_A_RECORD if row.is_closed_to_readers], ids=str)
def test_a_role_elsewhere_gives_no_right_here(
    row: Row,
    client: Client,
    organisation: Organisation,
    other_organisation: Organisation,
    user_with: UserWith,
) -> None:
    """A reader here who has the right role in another organisation still only reads here: 403, or 404 for what
    a reader may not even see.
    """
    user = user_with(row.role, other_organisation)
    user.memberships.create(organisation=organisation, role=Role.EMPLOYEE)
    client.force_login(user)
    answer = row.ask(client, world_of(row, organisation, user_with))
    assert answer.status_code == (404 if row.is_hidden_from_readers else 403)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_the_right_role_comes_in(
    row: Row, client: Client, organisation: Organisation, user_with: UserWith
) -> None:
    world = world_of(row, organisation, user_with)
    client.force_login(world.user)
    assert row.ask(client, world).status_code in row.expected
