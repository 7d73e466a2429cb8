"""How a room declares who may open its addresses; see README.md."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from koers.organisations.models import Organisation, User
from koers.organisations.permissions import GRANTS, SHOWN_BY, Permission, Role


class Access(Enum):
    PUBLIC = auto()
    LOGIN = auto()
    PERMISSION = auto()


@dataclass(frozen=True, slots=True)
class World:
    """What a builder may use: the organisation whose records it makes, and someone with the right role."""

    organisation: Organisation
    user: User


type Build = Callable[[World], Mapping[str, Any]]


def _nothing(world: World) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Row:
    """One address with one method.

    `kwargs` makes the record of the address; an address without is about nobody's record, so that there is no
    other organisation to try. `expected` are the answers for who has the right role.
    """

    name: str
    access: Access
    permission: Permission | None = None
    method: str = "get"
    kwargs: Build | None = None
    data: Build = field(default=_nothing)
    expected: tuple[int, ...] = (200, 302)
    sight: Permission | None = None
    """What must be allowed to see the page at all, where that is more than the permission itself says."""
    page: bool = False
    """The whole page is for who has the permission: it does not exist for others."""

    def __str__(self) -> str:
        return f"{self.method} {self.name}"

    @property
    def role(self) -> Role:
        """The first role with the permission; the reader where logging in is enough."""
        if self.permission is None:
            return Role.EMPLOYEE
        return next(role for role in Role if self.permission in GRANTS[role])

    @property
    def is_closed_to_readers(self) -> bool:
        return self.permission is not None and self.permission not in GRANTS[Role.EMPLOYEE]

    def refuses(self, role: Role) -> int | None:
        """The answer for someone of the organisation with this role; None when the role comes in.

        403 for who sees the thing and may not do this with it, 404 for who has no business here.
        """
        if self.permission is None or self.permission in GRANTS[role]:
            return None
        shown = {self.sight} if self.sight else SHOWN_BY.get(self.permission, frozenset())
        return 404 if self.page or not shown & GRANTS[role] else 403

    @property
    def is_hidden_from_readers(self) -> bool:
        """Whether the record itself is out of a reader's sight, beside what may be done with it."""
        return self.is_closed_to_readers and self.refuses(Role.EMPLOYEE) == 404

    def ask(self, client: Client, world: World) -> HttpResponseBase:
        address = reverse(self.name, kwargs=dict(self.kwargs(world)) if self.kwargs else None)
        send: Callable[..., HttpResponseBase] = getattr(client, self.method)
        return send(address, dict(self.data(world)))


def public(name: str, **rest: Any) -> Row:
    """Open to everybody, without an account."""
    return Row(name, Access.PUBLIC, **rest)


def login(name: str, **rest: Any) -> Row:
    """Open to everybody with an account; a record in the address must be visible to them."""
    return Row(name, Access.LOGIN, **rest)


def needs(permission: Permission, name: str, **rest: Any) -> Row:
    """Open to who has the permission."""
    return Row(name, Access.PERMISSION, permission, **rest)


def declared() -> list[Row]:
    """The rows of every module in `declarations/`."""
    from access import declarations

    modules = sorted(found.name for found in pkgutil.iter_modules(declarations.__path__))
    rooms = [importlib.import_module(f"access.declarations.{name}") for name in modules]
    return [row for room in rooms for row in room.ROWS]


def addresses() -> list[str]:
    """The names of all patterns, with their namespaces; a pattern without a name goes by its route."""
    return list(_names(get_resolver().url_patterns, ""))


def _names(patterns: list[Any], namespace: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or pattern.pattern}"
