"""The kinds of record of this room, for forms, lists, history, the API and spreadsheets."""

from __future__ import annotations

from koers.editing.kinds import register
from koers.programmes.kinds.change import CHANGE
from koers.programmes.kinds.compass import COMPASS
from koers.programmes.kinds.planning import PLANNING
from koers.programmes.kinds.programme import PROGRAMME
from koers.programmes.kinds.surroundings import SURROUNDINGS


def register_kinds() -> None:
    register(*PROGRAMME, *PLANNING, *CHANGE, *SURROUNDINGS, *COMPASS)
