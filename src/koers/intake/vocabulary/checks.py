"""Words that announce pictures, tables and annexes, and that refer to other editions of a report."""

from __future__ import annotations

import re

ANNEX = re.compile(
    r"\b(?:zie|in|als)\s+(?:de\s+|ook\s+)?(?P<name>(?:bijlage|figuur|tabel"
    r"|afbeelding)\s+(?:\d{1,2}\b|[‘'“\"][^’”\"\n]{3,80}?[’'”\"]))"
    r"|\bde\s+(?P<shown>bijlage\s+[‘'“\"][^’”\"\n]{3,80}?[’'”\"])\s+(?:geeft|toont|bevat)\b",
    re.IGNORECASE,
)
ANNOUNCED = re.compile(
    r"\b(?:hieronder|hierna|onderstaande?|in\s+de\s+(?:volgende|onderstaande))\b", re.IGNORECASE
)
DRAWN = re.compile(
    r"\b(?:hieronder|hierna|onderstaande?|in\s+de\s+(?:volgende"
    r"|onderstaande))\b[^.]{0,60}\b(?:tijdlijn|figuur|afbeelding|tabel|schema|grafiek|plaatje"
    r"|overzichtskaart|infographic|diagram)\b"
    r"|\b(?:tijdlijn|figuur|afbeelding|tabel|schema|grafiek)\s+(?:hieronder|hierna)\b",
    re.IGNORECASE,
)
PICTURE = re.compile(r"\b(?:figuur|afbeelding|tijdlijn|infographic)\b", re.IGNORECASE)
CAPTION = re.compile(r"\s*(?:bijlage|figuur|tabel|afbeelding)\b", re.IGNORECASE)
EDITIONS_LISTED = re.compile(
    r"\b(?:eerdere|vorige|voorgaande)\s+(?:edities|rapportages|versies|verslagen)\b", re.IGNORECASE
)
EDITION_REFERENCE = re.compile(
    r"(?:\b(?:zie|in)\s+(?:ook\s+)?|^)(?:de|het)\s+(?:vorige\s+|eerdere\s+)?(?P<word>rapportage|editie"
    r"|verslag|voortgangsrapportage)\s+(?:van|uit)\s",
    re.IGNORECASE,
)
SHOWN = re.compile(
    r"\b(?:toegelicht|weergegeven|opgenomen|te\s+vinden|te\s+zien|getoond|afgebeeld|samengevat)\b",
    re.IGNORECASE,
)
