"""The kind of record of the room below, which knows no kinds: the units of an organisation."""

from __future__ import annotations

from koers.editing.kinds import Kind, register
from koers.organisations.models import Unit


def register_kinds() -> None:
    register(
        Kind(
            model=Unit,
            slug="afdelingen",
            api="units",
            fields=("name", "code", "parent", "valid_from", "valid_until"),
        )
    )
