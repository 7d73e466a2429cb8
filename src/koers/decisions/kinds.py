"""The kinds of record of this room, for forms, lists, history, the API and spreadsheets."""

from __future__ import annotations

from koers.decisions.models import Decision
from koers.editing.kinds import Kind, register


def register_kinds() -> None:
    register(
        Kind(
            model=Decision,
            slug="besluiten",
            api="decisions",
            fields=("body", "act", "text", "date"),
            columns=("text", "body", "act", "date"),
        )
    )
