"""The kinds of record of this room, for forms, lists, history, the API and spreadsheets."""

from __future__ import annotations

from koers.editing.kinds import Kind, register
from koers.risks.models import Measure, Risk


def register_kinds() -> None:
    register(
        Kind(model=Risk, slug="risicos", api="risks", parent="programme", fields=("text",)),
        Kind(model=Measure, slug="maatregelen", api="measures", parent="risk", fields=("text",)),
    )
