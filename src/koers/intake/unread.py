"""What was not read: every stretch of a text that no value covers, with the reason why.

Nothing disappears silently: the covered stretches and these together are the whole text, but for pieces of up to
`SHORTEST` characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from koers.documents.text import Block, BlockKind, Text, trim
from koers.intake.items import Extraction, Item, Unread

SHORTEST = 40
"""Uncovered stretches of up to this many characters are not listed."""

_NAVIGATION = re.compile(
    r"(?:\s*(?:terug naar (?:de )?(?:navigatie|boven|inhoud|overzicht|top)\b.*"
    r"|ga (?:direct )?naar (?:de )?(?:inhoud|hoofd\w*|menu)\b.*"
    r"|(?:hoofd|sub)?(?:menu|navigatie)|inhoudsopgave|kruimelpad|u bent hier\b.*|home\s*[>/›»].*"
    r"|(?:vorige|volgende)(?: pagina| hoofdstuk)?"
    r"|naar boven|sluiten|zoeken|lees (?:meer|voor)|overslaan en naar .*|.{1,90}?\.{4,}\s*\d+))\s*",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"\s*(?:(?:deze |de )?(?:web)?pagina (?:is |werd |voor het laatst |laatst )*"
    r"(?:ge(?:bouwd|maakt|genereerd|publiceerd|wijzigd|actualiseerd)|bijgewerkt|aangemaakt|opgebouwd)\b"
    r"|(?:pdf|document|website) (?:gemaakt|gegenereerd|aangemaakt) op\b"
    r"|publicatiedatum\b|©|copyright\b|cookie"
    r"|wij gebruiken cookies|privacyverklaring|toegankelijkheid(?:sverklaring)?\s*$"
    r"|disclaimer|pagina \d+|\d+\s*/\s*\d+\s*$|gemeente \w+ \d{4}\s*$|laatst (?:bijgewerkt"
    r"|gewijzigd)\b|print(?:en)?\s*$|delen\s*$"
    r"|volledige pdf|stel uw document zelf samen|documentnummer|bijlage\(n\)).*",
    re.IGNORECASE | re.DOTALL,
)
_PICTURE = re.compile(
    r"\s*(?:<img\b|!\[|\[?(?:afbeelding|foto|figuur|illustratie|grafiek|logo|image)\b[\s:\d.\]]).*",
    re.IGNORECASE | re.DOTALL,
)

_NOTHING = re.compile(
    r"(?:er zijn )?geen(?: bijzonderheden)?\.?|n\.?v\.?t\.?|niet van toepassing\.?|[-–.]+", re.IGNORECASE
)
"""What stands under a heading when there is nothing to tell."""


def is_navigation(line: str) -> bool:
    """Whether a line leads a reader around the page instead of telling something."""
    return _NAVIGATION.fullmatch(line) is not None


def tells_nothing(line: str) -> bool:
    """Whether a line only says that there is nothing to tell ("Geen", "n.v.t.")."""
    return _NOTHING.fullmatch(line.strip()) is not None


def is_boilerplate(line: str) -> bool:
    """Whether a line is the page's own furniture: build stamps, copyright, page numbers."""
    return _BOILERPLATE.match(line) is not None


def unread_stretches(text: Text, extraction: Extraction) -> list[Unread]:
    """Every stretch of more than `SHORTEST` characters between the places of the values.

    A gap is divided by reason where its lines differ; a part that is too short joins its neighbour, so that no
    uncovered stretch stays unlisted.
    """
    around = _Around(hints=_Places(extraction.unread_reasons), blocks=_Places(text.blocks))
    stretches: list[Unread] = []
    for start, end in _gaps(text, extraction.items):
        parts = _merged(list(_parts(text, start, end, around)))
        stretches += [part for part in parts if part.end - part.start > SHORTEST]
    return stretches


def _gaps(text: Text, items: Iterable[Item]) -> Iterator[tuple[int, int]]:
    covered = sorted((s.start, s.end) for item in items for spans in item.sources.values() for s in spans)
    position = 0
    for start, end in [*covered, (len(text.plain), len(text.plain))]:
        left, right = trim(text.plain, position, start) if start > position else (position, position)
        if right - left > SHORTEST:
            yield left, right
        position = max(position, end)


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class _Places[P: _Placed]:
    """Stretches found by place without looking at all of them: a long text has as many lines as blocks."""

    def __init__(self, stretches: Iterable[P]) -> None:
        self.sorted = sorted(stretches, key=lambda stretch: stretch.start)
        self.starts = [stretch.start for stretch in self.sorted]
        # The furthest end so far never goes down, so it can be searched too, also where stretches overlap.
        self.reached = list(accumulate((stretch.end for stretch in self.sorted), max))

    def touching(self, start: int, end: int) -> Iterator[P]:
        first, after = bisect_right(self.reached, start), bisect_left(self.starts, end)
        return (stretch for stretch in self.sorted[first:after] if start < stretch.end)


@dataclass(frozen=True, slots=True)
class _Around:
    hints: _Places[Unread]
    blocks: _Places[Block]


def _parts(text: Text, start: int, end: int, around: _Around) -> Iterator[Unread]:
    position = start
    while position < end:
        newline = text.plain.find("\n", position, end)
        stop = end if newline < 0 else newline + 1
        if text.plain[position:stop].strip():
            yield Unread(position, stop, _reason(text, position, stop, around))
        position = stop


def _reason(text: Text, start: int, end: int, around: _Around) -> str:
    left, right = trim(text.plain, start, end)
    for hint in around.hints.touching(left, right):
        return hint.reason
    printed, content = text.plain[left:right], text.masked[left:right].strip()
    if _PICTURE.match(printed):
        return "picture"
    if is_navigation(content) and content:
        return "navigation"
    if not content or is_boilerplate(content):
        return "boilerplate"
    inside = list(around.blocks.touching(left, right))
    titles = [block for block in inside if block.kind is BlockKind.HEADING]
    others = [block for block in inside if block.kind is not BlockKind.HEADING]
    nothing = all(tells_nothing(text.masked[block.start : block.end]) for block in others)
    heading = bool(titles) and nothing
    return "heading" if heading else "not_understood"


def _merged(parts: list[Unread]) -> list[Unread]:
    """Neighbours of one reason as one; a part too short to list takes the reason of the one beside it."""
    done: list[Unread] = []
    for part in parts:
        if done and (done[-1].reason == part.reason or _short(part)):
            done[-1] = Unread(done[-1].start, part.end, done[-1].reason)
        elif done and _short(done[-1]):
            done[-1] = Unread(done[-1].start, part.end, part.reason)
        else:
            done.append(part)
    return done


def _short(part: Unread) -> bool:
    return part.end - part.start <= SHORTEST
