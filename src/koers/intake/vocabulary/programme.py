"""Words around a programme as a whole: its name, purpose, edition and the period it reports on."""

from __future__ import annotations

import re

NAME = re.compile(r"\b(?:[\w-]*programma|[\w-]*traject|project)\b", re.IGNORECASE)
NAME_LABEL = re.compile(
    r"\s*(?:naam\s+(?:van\s+het\s+)?)?(?:project|programma|project/programma|naam)\s*[:\t]\s*", re.IGNORECASE
)
TITLE_WORDS = re.compile(
    r"(?:bijlage\s+[\dA-Z]{1,3}[.:]?\s*|update\s+|(?:[\w-]*(?:slot|voortgangs|tussen|eind|kwartaal"
    r"|half-?jaar|project|programma)?rapportage"
    r"|voortgang|stand\s+van\s+zaken|evaluatie|[\w-]*brief|informatienota|memo|eindverslag"
    r"|slotverslag|jaarverslag|terugblik)"
    r"\s*(?:[:–|-]|\bvan\b|\bover\b|\b(?:het"
    r"|de)\b(?=\s+programma))?\s*(?:grote\s+projecten\s*[:–-]?\s*)?(?:het\s+|de\s+)?)+",
    re.IGNORECASE,
)
"""What stands before the programme's name in a title: "Bijlage 1 Update ", "Voortgangsrapportage "."""

TITLE_TAIL = re.compile(
    r"\s*(?:[-–|:,(]\s*)?(?:(?:slot|voortgangs|tussen|eind)?rapportage|voortgang|evaluatie|editie"
    r"|versie|stand\s+van\s+zaken)\b.*$",
    re.IGNORECASE,
)
EDITION = re.compile(
    r"\b(?:(?:slot|voortgangs|tussen|eind|kwartaal)?rapportage|eindverslag|slotverslag|verslag"
    r"|editie|datum|versie|stand\s+per|peildatum|evaluatie)"
    r"\b[^.\n]{0,40}$",
    re.IGNORECASE,
)
"""What stands before the date of the report itself."""

FINAL = re.compile(
    r"\b(?:slotrapport\w*|eindrapport\w*|eindverslag|slotverslag|eindevaluatie|(?:laatste"
    r"|afrondende)[^.]{0,40}rapportage)\b",
    re.IGNORECASE,
)
PURPOSE = re.compile(
    r"\b(?:we|wij)\s+willen\s+met\s+(?:het|dit)\s+[\w-]*programma\s+(?:bereiken\s+dat\s+)?|"
    r"\b(?:het\s+)?(?:hoofd)?doel(?:stelling)?\s+(?:van\s+(?:het|dit|ons)\s+[\w-]*(?:programma"
    r"|traject|project)[\w\s-]{0,40}?)?is(?:\s+om)?\s+(?=\w)"
    r"|\bmet\s+(?:het|dit)\s+[\w-]*programma(?:\s+[\w-]+){0,3}\s+(?:willen|beogen)\s+(?:we|wij)\s+",
    re.IGNORECASE,
)
COVERS = re.compile(
    r"\b(?:verslagperiode|rapportageperiode|rapportage\s+over|voortgang|over\s+de\s+periode"
    r"|in\s+de\s+(?:verslag)?periode(?:\s+van)?)\b\W{0,3}",
    re.IGNORECASE,
)
STARTED = re.compile(
    r"\b(?:van\s+start\s+(?:is\s+)?gega\w+|opgestart|gestart|begonnen|loopt\s+(?:van|tot)|looptijd)\b",
    re.IGNORECASE,
)
ENDED = re.compile(
    r"\bprogramma\b[^.]{0,60}\b(?:beëindigd|afgerond|afgesloten|loopt\s+tot|eindigt)\b", re.IGNORECASE
)
ORGANISATION = re.compile(
    r"\b(?P<name>(?:[Gg]emeente|[Ww]aterschap|[Pp]rovincie|[Oo]mgevingsdienst"
    r"|[Vv]eiligheidsregio)\s+(?:(?:de|den|het|'s|’s|op|aan|en|a/d)[\s-])*"
    r"[A-ZÀ-Þ][\wà-þ'’-]+(?:[\s-](?:(?:en|aan|op|in|de|den|het|bij|a/d)[\s-](?:(?:de|den"
    r"|het)[\s-])?)?[A-ZÀ-Þ][\wà-þ-]+){0,2})"
)
CORE_VALUES = re.compile(
    r"\b(?:kernwaarden|organisatiewaarden|nieuwe\s+waarden|onze\s+waarden"
    r"|waarden)\b[^.:]{0,80}?(?::\s*|\bzijn\s+(?!op\b|in\b|we\b|de\b|het\b|al\b|vast\w*|ge\w+)"
    r"|\s(?=[„“\"'‘]))",
    re.IGNORECASE,
)
