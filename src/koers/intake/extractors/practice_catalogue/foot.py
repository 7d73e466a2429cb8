"""Where a page's foot begins behind its last entry: newsletter, podcasts, cookies, privacy."""

from __future__ import annotations

import re

from koers.documents.text import Text
from koers.intake.extractors.practice_catalogue.units import Unit

_FOOT = re.compile(
    r"nieuwsbrief\b|podcast-?serie\b|over\s+cookies|cookies?\b|privacy|©|copyright|colofon|sitemap|volg\s+ons"
    r"|deel\s+deze|interesse\s+\w+|meld\s+u\s+aan|over\s+ons$|contact$|disclaimer",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"(?:(?:deze|de)\s+)?(?:web)?(?:pagina|site)\s+(?:is|wordt|werd|ge(?:maakt|bouwd|genereerd)|bijgewerkt)\b",
    re.IGNORECASE,
)
_LONGEST = 80


def foot_start(text: Text, body: list[Unit]) -> int:
    """The index in the last entry's body where the page's foot begins; its length when there is none."""
    for index, unit in enumerate(body):
        words = text.clean(unit.start, unit.end)
        if (len(words) <= _LONGEST and _FOOT.match(words)) or _SITE.match(words):
            return index
    return len(body)
