"""What stands around the entries of a page: navigation, the introduction, the foot. None of it is content."""

from __future__ import annotations

import re
from collections.abc import Iterable

from koers.documents.text import Text
from koers.intake.extractors.practice_catalogue.entries import Entry
from koers.intake.extractors.practice_catalogue.units import Unit
from koers.intake.items import Unread

_NAVIGATION = re.compile(
    r"overslaan\b|menu$|zoeken$|home$|inloggen$|naar\s+hoofd|ga\s+naar\b|sluiten$|terug\b|deel\s+deze|volg\s+ons",
    re.IGNORECASE,
)


def surroundings(text: Text, units: list[Unit], entries: list[Entry]) -> list[Unread]:
    """Reasons for the stretches before the first entry and at the page's foot."""
    if not entries:
        return []
    before = [unit for unit in units if unit.end <= entries[0].start]
    after = [unit for unit in units if unit.start >= entries[-1].end]
    return [*_reasons(text, before), *_reasons(text, after)]


def _reasons(text: Text, units: Iterable[Unit]) -> list[Unread]:
    return [
        Unread(
            unit.start,
            unit.end,
            "navigation" if _NAVIGATION.match(text.clean(unit.start, unit.end)) else "boilerplate",
        )
        for unit in units
    ]
