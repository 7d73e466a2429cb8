"""How sure it is that a text is a programme report: by the parts it has and the words of its top."""

from __future__ import annotations

import re

from koers.documents.text import Text
from koers.intake.extractors.programme_report.outline import outline_of
from koers.intake.extractors.programme_report.pieces import remasked
from koers.intake.vocabulary.headings import Role

_TOP = 2500
_ENOUGH = 40_000
"""A programme report of this length has shown its parts."""
_ABOUT = re.compile(r"\b[\w-]*(?:programma|ontwikkeltraject)\b(?!begroting)", re.IGNORECASE)
_REPORT = re.compile(
    r"\b(?:slotrapport\w*|voortgangs\w*|eindrapport\w*|stand\s+van\s+zaken|grote\s+projecten"
    r"|evaluatie|werkgroep\w*|hoofdopgave\w*|programmaplan)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\bparagraaf\s+bedrijfsvoering\b|\b(?:formatie|bezetting|apparaatskosten"
    r"|overhead)\b[^.\n]{0,60}\bper\s+1\.?000\b",
    re.IGNORECASE,
)
_TELLING = (
    Role.GOAL,
    Role.RISKS,
    Role.EVALUATION,
    Role.HANDOVER,
    Role.DECISIONS,
    Role.STAKEHOLDERS,
    Role.DEPENDENCIES,
    Role.TRACKS,
    Role.PROGRESS,
)


def score(text: Text) -> float:
    """0..1. Parts weigh most: five different ones that only a programme reports on are enough."""
    if not text.masked.strip():
        return 0.0
    outline = outline_of(remasked(_beginning(text)))
    parts = {section.role for section in outline.sections() if section.own_role and section.role in _TELLING}
    top = text.masked[:_TOP]
    about, reports = len(_ABOUT.findall(top)), len(_REPORT.findall(text.masked[: 2 * _TOP]))
    points = 0.12 * len(parts) + 0.06 * min(about, 5) + 0.05 * min(reports, 4)
    if _OTHER.search(top) and about < 3:
        points -= 0.3
    return round(max(0.0, min(1.0, points)), 3)


def _beginning(text: Text) -> Text:
    """The first blocks of a long text: enough to tell what it is."""
    if len(text.plain) <= _ENOUGH:
        return text
    blocks = tuple(block for block in text.blocks if block.end <= _ENOUGH)
    return Text(text.plain[:_ENOUGH], text.masked[:_ENOUGH], blocks)
