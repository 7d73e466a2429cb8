"""Who may open the addresses of access tokens: everybody their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from access.table import World, login
from koers.organisations.tokens import actions


def own_token(world: World) -> Mapping[str, Any]:
    token, _ = actions.create_token(by=world.user, name="Overzicht")
    return {"public_id": token.public_id}


ROWS = [
    login("tokens:list"),
    login("tokens:list", method="post"),
    login("tokens:revoke", method="post", kwargs=own_token),
]
