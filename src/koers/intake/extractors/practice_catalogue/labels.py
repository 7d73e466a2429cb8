"""The labels of a practice's fields, in the spellings that funds and municipalities print."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class FieldKind(StrEnum):
    PROJECT = "project"
    ORGANISATION = "organisation"
    CONTACT = "contact"
    DETAILS = "details"
    THEME = "theme"
    PERIOD = "period"
    STARTED = "started"
    FINISHED = "finished"
    OTHER = "other"


_OF = r"(?:\s+(?:gemeenten?|organisatie|projectleid\w+|project|contactperso\w+|vanuit|namens|van|de|het))*"
_LABELS: tuple[tuple[FieldKind, str], ...] = (
    (
        FieldKind.DETAILS,
        r"(?:contact)?gegevens|contactinformatie|bereikbaar(?:heid|\s+via)?|e-?mail(?:adres)?|mail(?:adres)?"
        r"|tel(?:efoon)?(?:nummer)?",
    ),
    (
        FieldKind.CONTACT,
        r"contactperso(?:on|nen)|contact|projectleid(?:er|ers|ster|ing)|aanspreekpunt|(?:project)?trekker"
        r"|programmaleider|(?:programma|project)manager|(?:project)?co[oö]rdinator|indiener",
    ),
    (
        FieldKind.PROJECT,
        r"(?:praktijk)?project|projectnaam|projecttitel|naam\s+(?:van\s+)?(?:het\s+)?(?:project|praktijk)"
        r"|titel|initiatief|praktijk(?:voorbeeld)?",
    ),
    (
        FieldKind.ORGANISATION,
        r"gemeenten?|organisaties?|(?:deelnemende|aanvragende)\s+(?:gemeenten?|organisaties?)|aanvrager"
        r"|samenwerkingsverband|werkgever",
    ),
    (
        FieldKind.THEME,
        r"(?:beleids)?thema(?:['’]?s)?|domein|onderwerp|categorie|thematiek|aandachtsgebied|beleidsveld",
    ),
    (
        FieldKind.PERIOD,
        r"(?:door)?looptijd|(?:project|subsidie|uitvoerings)?periode|duur|tijdvak|projectduur",
    ),
    (FieldKind.STARTED, r"startdatum|begindatum|start"),
    (FieldKind.FINISHED, r"afgerond|einddatum|opgeleverd|afgesloten"),
    (
        FieldKind.OTHER,
        r"projectnummer|dossiernummer|aanvraagnummer|subsidie(?:bedrag)?|status|website|regeling|fonds|provincie",
    ),
)
_BY_KIND = [(kind, re.compile(rf"(?:{words}){_OF}", re.IGNORECASE)) for kind, words in _LABELS]
_COLON = re.compile(r"([A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’ö\s./-]{1,38}?)(?:\s*\([^()\n]{1,30}\))?\s*:")


@lru_cache(maxsize=1024)
def kind_of(label: str) -> FieldKind | None:
    """The field that a label without its colon stands for."""
    for kind, pattern in _BY_KIND:
        if pattern.fullmatch(label):
            return kind
    return None


def label_at(masked: str, start: int, end: int) -> tuple[FieldKind, int, int] | None:
    """The label that opens a stretch: its kind, its end and where its value starts."""
    match = _COLON.match(masked, start, end)
    if match is None:
        return None
    kind = kind_of(match[1].strip())
    return None if kind is None else (kind, match.end(1), match.end())
