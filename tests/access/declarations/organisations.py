"""Who may open the addresses of `organisations`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from access.table import World, login, needs, public
from koers.organisations import actions
from koers.organisations.password_links import make_token
from koers.organisations.permissions import Permission, Role


def own_organisation(world: World) -> Mapping[str, Any]:
    return {"organisation": str(world.organisation.public_id)}


def a_membership(world: World) -> Mapping[str, Any]:
    person = actions.create_user(by=None, email="lid@example.org", name="Lid")
    membership = actions.add_member(
        by=None, user=person, organisation=world.organisation, role=Role.CONTROLLER
    )
    return {"public_id": membership.public_id}


def an_offer(world: World) -> Mapping[str, Any]:
    offer = actions.add_member(
        by=None, user=world.user, organisation=world.organisation, role=Role.CONTROLLER, offered=True
    )
    return {"public_id": offer.public_id}


def a_link(world: World) -> Mapping[str, Any]:
    person = actions.create_user(by=None, email="nieuw@example.org", name="Nieuw")
    return {"public_id": person.public_id, "token": make_token(person)}


ROWS = [
    public("organisations:login"),
    public("organisations:login", method="post"),
    public("organisations:logout", method="post"),
    public("organisations:choose_password", kwargs=a_link, expected=(302,)),
    public("organisations:choose_password", method="post", kwargs=a_link, expected=(302,)),
    login("organisations:account"),
    login("organisations:password"),
    login("organisations:password", method="post"),
    login("organisations:choose", method="post", data=own_organisation),
    login("organisations:accept_offer", method="post", kwargs=an_offer),
    login("organisations:decline_offer", method="post", kwargs=an_offer),
    login("organisations:permissions"),
    needs(Permission.MANAGE_ORGANISATION, "organisations:members"),
    needs(Permission.MANAGE_ORGANISATION, "organisations:members", method="post"),
    needs(Permission.MANAGE_ORGANISATION, "organisations:remove_member", method="post", kwargs=a_membership),
    needs(Permission.VIEW_AUDIT, "organisations:audit"),
]
