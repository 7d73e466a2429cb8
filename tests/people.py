"""Types of the fixtures in conftest.py that make people."""

from __future__ import annotations

from typing import Protocol

from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role

PASSWORD = "een-lang-wachtwoord-voor-de-proef"


class UserWith(Protocol):
    """Makes a user with a role (name or `Role`) in an organisation; without both without membership."""

    def __call__(self, role: Role | str | None = None, organisation: Organisation | None = None) -> User: ...
