"""Words around a programme as a whole: its name, purpose, edition and the period it reports on."""

from __future__ import annotations

import re

NAME = re.compile(r"\b(?:[\w-]*programma|[\w-]*traject|project)\b", re.IGNORECASE)
NAME_LABEL = re.compile(
    r"\s*[*_]{0,2}(?:naam\s+(?:van\s+het\s+)?)?(?:project|programma|project/programma|naam)\s*"
    r"[*_]{0,2}[:\t][*_]{0,2}\s*",
    re.IGNORECASE,
)
SUBJECT_LABEL = re.compile(
    r"\s*[*_]{0,2}(?:onderwerp|betreft|inzake)[*_]{0,2}\s*[:\t][*_]{0,2}\s*", re.IGNORECASE
)
"""What a letter is about: its subject line is read as a title."""

ORGANISATION_LABEL = re.compile(
    r"\s*[*_]{0,2}(?:organisatie|gemeente|gemeenten)[*_]{0,2}\s*[:\t][*_]{0,2}\s*(?=\S)", re.IGNORECASE
)
TITLE_WORDS = re.compile(
    r"(?:bijlage\s+[\dA-Z]{1,3}\s*[.:–—-]?\s*|update\s+|(?:eind|slot)rapport\s+|(?:[\w-]*(?:slot|voortgangs|tussen|eind|kwartaal"
    r"|half-?jaar|project|programma)?rapportage"
    r"|voortgang|stand\s+van\s+zaken|evaluatie|[\w-]*brief|informatienota|memo|eindverslag"
    r"|slotverslag|jaarverslag|terugblik)"
    r"\s*(?:[:–|-]|\bvan\b|\bover\b|\b(?:het"
    r"|de)\b(?=\s+programma))?\s*(?:grote\s+projecten\s*[:–-]?\s*)?(?:het\s+|de\s+)?)+",
    re.IGNORECASE,
)
"""What stands before the programme's name in a title: "Bijlage 1 Update ", "Voortgangsrapportage "."""

TITLE_TAIL = re.compile(
    r"\s*(?:[-–—|:,(]\s*)?(?:(?:de|het)\s+)?(?:(?:slot|voortgangs|tussen|eind)?rapportage|voortgang|evaluatie|editie"
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

_CLOSING = r"(?:slotrapport\w*|eindrapport\w*|eindverslag|slotverslag|eindevaluatie)"
FINAL_TITLE = re.compile(rf"\b{_CLOSING}\b", re.IGNORECASE)
INTERIM_TITLE = re.compile(
    r"\b(?:tussenrapport\w*|tussenverslag|voortgangs(?:rapport\w*|verslag|brief)|tussenevaluatie|update"
    r"|kwartaalrapport\w*|half-?jaarrapport\w*|stand\s+van\s+zaken|startnotitie)\b",
    re.IGNORECASE,
)
FINAL_TOLD = re.compile(
    rf"\b(?:dit\s+is|dat\s+maakt\s+dit|is\s+dit|deze|dit|met\s+(?:dit|deze))\b[^.]{{0,40}}?"
    rf"\b(?:{_CLOSING}|(?:laatste|afrondende)\b[^.]{{0,40}}?rapportage)\b(?![^.]{{0,30}}\b(?:volgt|verschijnt)\b)",
    re.IGNORECASE,
)
NOT_YET_FINAL = re.compile(
    r"\b(?:volgt|volgen|verwacht\w*|verschijnt|komt|zal|zullen|wordt|later|nog|vóór|een\s+na\s+laatste)\b",
    re.IGNORECASE,
)
"""A closing report that is still to come says nothing about this one."""
PURPOSE = re.compile(
    r"\b(?:we|wij)\s+willen\s+met\s+(?:het|dit)\s+[\w-]*programma\s+(?:bereiken\s+dat\s+)?|"
    r"\b(?:het\s+)?(?:hoofd)?doel(?:stelling)?\s+(?:van\s+(?:het|dit|ons)\s+[\w-]*(?:programma"
    r"|traject|project)[\w\s-]{0,40}?)?is(?:\s+om)?\s+(?=\w)"
    r"|\bmet\s+(?:het|dit)\s+[\w-]*programma(?:\s+[\w-]+){0,3}\s+(?:willen|beogen)\s+(?:we|wij)\s+",
    re.IGNORECASE,
)
COVERS = re.compile(
    r"\b(?:verslagperiode|rapportageperiode|rapportage\s+over|voortgang|over\s+de\s+periode"
    r"|in\s+de\s+(?:verslag)?periode(?:\s+van)?|(?:[a-z-]*rapportage|verslag)(?=\s+(?:[^\s:]+\s+)?[^\s:]+(?:\s+\d{4})?"
    r"\s*(?:[-–]|t/m|tot\s+en\s+met)\s*\w|\s+(?:over\s+)?(?:[1-4]e?|eerste|tweede|derde|vierde|q[1-4])\b))\b\W{0,3}",
    re.IGNORECASE,
)
_OWN = r"(?:[\w-]*ontwikkel-?)?(?:programma|traject)"
STARTED = re.compile(
    rf"\b{_OWN}\b[^.;]*?\b(?:van\s+start\s+(?:is\s+)?(?:gega\w+|ging)|opgestart|gestart|begonnen|start|startte|begon|begint"
    r"|loopt|liep|duurt|duurde|looptijd)\b"
    rf"|\b(?:startte|begon|start|begint|loopt|liep|van\s+start|gestart|opgestart)\b[^.;]{{0,60}}?\b(?:het|dit|ons)\s+{_OWN}\b"
    rf"|\blooptijd\b[^.;]{{0,40}}\b{_OWN}\b",
    re.IGNORECASE,
)
"""The programme itself starts, runs or lasts; "leiderschapsprogramma" is a part of it."""
RUN = re.compile(
    r"\b(?:van\s+start|opgestart|gestart|begonnen|startte|start|begon|begint|loopt|liep|looptijd)\b",
    re.IGNORECASE,
)
LASTS = re.compile(
    r"(?:\s+(?:van\s+start\s+gegaan|gestart|begonnen|opgestart))?(?:\s*,?\s*(?:en\s+)?(?:duurt|duurde|loopt|liep|neemt"
    r"|heeft\s+een\s+looptijd\s+van|met\s+een\s+looptijd\s+van|gedurende|voor)\b)+(?:\s+(?:ongeveer|circa|zo'n))?\s*"
    r"|\s*\((?:looptijd\s*)?",
    re.IGNORECASE,
)
"""What stands between the date of a start and the duration that follows it."""
ENDED = re.compile(
    r"\b(?:het|dit)\s+programma\b[^.;]{0,60}\b(?:beëindigd|afgesloten|eindigde|eindigt)\b"
    r"|\bis\s+het\s+programma\b[^.;]{0,40}\bbeëindigd\b",
    re.IGNORECASE,
)
EXPECTED = re.compile(r"\b(?:verwacht\w*|gepland|voorzien|streven|zal|kan|moet)\b", re.IGNORECASE)
ORGANISATION = re.compile(
    r"\b(?P<name>[Gg]emeenten\s+[A-ZÀ-Þ][\wà-þ'’-]+(?:,\s+[A-ZÀ-Þ][\wà-þ'’-]+)*(?:\s+en\s+|/)[A-ZÀ-Þ][\wà-þ'’-]+"
    r"|(?:[Gg]emeente|[Ww]aterschap|[Pp]rovincie|[Oo]mgevingsdienst|[Ww]erkorganisatie"
    r"|[Vv]eiligheidsregio)\s+(?:(?:de|den|het|'s|’s|op|aan|en|a/d)[ -])*"
    r"[A-ZÀ-Þ][\wà-þ'’-]+(?:[ -](?:(?:en|aan|op|in|de|den|het|bij|a/d)[ -](?:(?:de|den"
    r"|het)[ -])?)?[A-ZÀ-Þ][\wà-þ-]+){0,2})"
)
CORE_VALUES = re.compile(
    r"\b(?:kernwaarden|organisatiewaarden|nieuwe\s+waarden|onze\s+waarden"
    r"|waarden)\b[^.:]{0,80}?(?::\s*|\bzijn\s+(?![^.]*:)(?!op\b|in\b|we\b|de\b|het\b|al\b|vast\w*|ge\w+)"
    r"|\s(?=[„“\"'‘]))",
    re.IGNORECASE,
)
