"""Notices about a document as a whole: tables and pictures that were announced but are absent, odd date orders."""

from __future__ import annotations

import re
from collections.abc import Iterable

from koers.documents.text import BlockKind, Text

_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)\d\d(?![\d/])")
_THING = r"(?:tabel|grafiek|figuur|afbeelding|diagram|infographic|overzicht|schema|organogram)(?:len|en|s)?"
_ANNOUNCED = re.compile(
    rf"\b(?:onderstaande?|volgende|hieronder staande|bijgaande|nevenstaande)\s+(?:\w+\s+){{0,2}}?{_THING}\b"
    rf"|\b{_THING}\s+(?:hieronder|hierna)\b|\b(?:zie|in)\s+(?:de\s+)?(?:tabel|grafiek|figuur|afbeelding)\s+\d+\b"
    rf"|(?P<caption>^[ \t]*(?:tabel|grafiek|figuur|afbeelding)\s+\d+\b[:.]?[^\n]{{0,120}}$)",
    re.IGNORECASE | re.MULTILINE,
)
_NEAR = 600


def ambiguous_dates(text: Text) -> bool:
    """Whether month-first dates stand beside dates that can be read both ways (07/01/2025 beside 06/26/2025)."""
    pairs = [(int(match[1]), int(match[2])) for match in _SLASHED.finditer(text.masked)]
    month_first = any(second > 12 >= first for first, second in pairs)
    both_ways = any(first <= 12 and second <= 12 and first != second for first, second in pairs)
    return month_first and both_ways


def missing_figures(text: Text, tables: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places where a table or picture is announced that does not follow within a screen of text."""
    starts = [start for start, _ in tables] + [b.start for b in text.blocks if b.kind is BlockKind.TABLE]
    return [
        (match.start(), match.end())
        for match in _ANNOUNCED.finditer(text.masked)
        if not any(
            match.start() - (_NEAR if match["caption"] else 0) <= start <= match.end() + _NEAR
            for start in starts
        )
    ]
