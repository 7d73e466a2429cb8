"""What the small extractors share: the outline, the programme's tracks, and where a place belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from koers.documents.text import BlockKind, Text
from koers.intake.extractors.programme_report.drafts import Draft, Place
from koers.intake.extractors.programme_report.outline import Outline, Section
from koers.intake.extractors.programme_report.pieces import Piece
from koers.intake.extractors.programme_report.sentences import sentences
from koers.intake.vocabulary.headings import NO_NEWS, NOTHING

ANNOUNCEMENT = re.compile(
    r"^(?:hieronder|hierna|onderstaand|in\s+de\s+(?:volgende|onderstaande)"
    r"|voor\s+een\s+(?:kort\s+)?overzicht|zie\b|de\s+volgende)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Report:
    """One report being read.

    `tracks` maps a track's section to the place of its name; `parts` are allocations that only divide a budget.
    """

    outline: Outline
    tracks: dict[Section, Place] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    parts: list[Draft] = field(default_factory=list)
    _prose: list[tuple[Section, Piece, Place]] = field(default_factory=list)

    @property
    def text(self) -> Text:
        return self.outline.text

    @property
    def masked(self) -> str:
        return self.outline.text.masked

    def new(self, kind: str, start: int, end: int) -> Draft:
        draft = Draft(self.text, kind, start, end)
        self.drafts.append(draft)
        return draft

    def track_of(self, section: Section | None) -> Place | None:
        """The name of the track that a section is about, or stands in."""
        while section is not None:
            if section in self.tracks:
                return self.tracks[section]
            section = section.parent
        return None

    def of_type(self, kind: str) -> list[Draft]:
        return [draft for draft in self.drafts if draft.item.type == kind]

    def prose(self) -> list[tuple[Section, Piece, Place]]:
        """Every sentence of paragraphs and list items with the section it stands in."""
        if not self._prose:
            self._prose = list(self._read_prose())
        return self._prose

    def _read_prose(self) -> Iterator[tuple[Section, Piece, Place]]:
        for section in self.outline.sections():
            for piece in section.pieces:
                if piece.kind is not BlockKind.TABLE:
                    for place in sentences(self.masked, piece.start, piece.end):
                        yield section, piece, place


def says_nothing(content: str) -> bool:
    """ "Geen", "n.v.t.", "Geen nieuwe besluiten in deze periode": a part without news."""
    return content.lower().strip(" .") in NOTHING or NO_NEWS.match(content) is not None


def announces(content: str) -> bool:
    """A sentence that announces what follows and is no fact itself."""
    return ANNOUNCEMENT.match(content) is not None


def list_items(section: Section, *, deep: bool = True) -> list[Piece]:
    pieces = section.all_pieces() if deep else section.pieces
    return [piece for piece in pieces if piece.kind is BlockKind.LIST_ITEM]
