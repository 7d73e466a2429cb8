"""The access matrix, generated over every address of the product.

Anonymous goes to the log-in, another organisation finds nothing, who may only read is refused, the right
role comes in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import resolve_url
from django.test import Client

from access.table import Access, Row, World, addresses, declared
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from people import UserWith

ROWS = declared()
CLOSED = [row for row in ROWS if row.access is not Access.PUBLIC]
PUBLIC = [row for row in ROWS if row.access is Access.PUBLIC]

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def world_of(row: Row, organisation: Organisation, user_with: UserWith) -> World:
    return World(organisation, user_with(row.role, organisation))


def test_every_address_is_declared() -> None:
    missing = sorted(set(addresses()) - {row.name for row in ROWS})
    assert not missing, f"declare these addresses in tests/access/declarations/<room>.py: {missing}"


def test_every_declaration_has_an_address() -> None:
    assert sorted({row.name for row in ROWS} - set(addresses())) == []


def test_no_address_is_declared_twice_for_one_method() -> None:
    assert len({str(row) for row in ROWS}) == len(ROWS)


@dataclass(frozen=True, slots=True)
class Door:
    """One row with its record made once: every kind of visitor knocks at the same address."""

    row: Row
    world: World

    @classmethod
    def of(cls, row: Row, world: World) -> Door:
        if row.kwargs is None:
            return cls(row, world)
        given = dict(row.kwargs(world))
        return cls(replace(row, kwargs=lambda _world: given), world)

    def knock(self, user: User | None = None) -> HttpResponseBase:
        client = Client()
        if user is not None:
            client.force_login(user)
        return self.row.ask(client, self.world)


@pytest.mark.parametrize("row", PUBLIC, ids=str)
def test_a_public_address_is_open(row: Row, organisation: Organisation, user_with: UserWith) -> None:
    world = world_of(row, organisation, user_with)
    door = Door.of(row, world)
    assert door.knock().status_code in row.expected
    assert door.knock(world.user).status_code in row.expected


@pytest.mark.parametrize("row", CLOSED, ids=str)
def test_who_comes_in_and_who_does_not(
    row: Row, organisation: Organisation, other_organisation: Organisation, user_with: UserWith
) -> None:
    """Refused first, in every way there is; then the right role comes in, so that the refusals meant something."""
    door = Door.of(row, world_of(row, organisation, user_with))
    visitor = door.knock()
    assert visitor.status_code == 302, "a visitor is sent to the log-in"
    assert visitor.headers["Location"].startswith(resolve_url(settings.LOGIN_URL))
    if row.kwargs is not None:
        stranger = door.knock(user_with(row.role, other_organisation))
        assert stranger.status_code == 404, "another organisation's record does not exist"
        assert door.knock(user_with()).status_code in (403, 404), "without an organisation nothing is found"
    if row.is_closed_to_readers:
        reader = user_with(Role.EMPLOYEE, organisation)
        assert door.knock(reader).status_code == row.refuses(Role.EMPLOYEE), "who may only read is refused"
    if (refused := row.refuses(Role.COUNCIL_MEMBER)) is not None:
        member = user_with(Role.COUNCIL_MEMBER, organisation)
        assert door.knock(member).status_code == refused, "the council sees what was sent, and nothing else"
    if row.is_closed_to_readers and row.kwargs is not None:
        # The right role in another organisation gives no right here; 404 for what a reader may not even see.
        elsewhere = user_with(row.role, other_organisation)
        elsewhere.memberships.create(organisation=organisation, role=Role.EMPLOYEE)
        assert door.knock(elsewhere).status_code == (404 if row.is_hidden_from_readers else 403)
    assert door.knock(door.world.user).status_code in row.expected, "the right role comes in"
