"""The report as a tree of parts, each with the role its heading gives it.

Levels come from numbering ("2.1"), from styles where the document uses them, and else from vocabulary: a heading
with a role opens a part, one without belongs to the part it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from koers.documents.text import BlockKind, Text
from koers.intake.extractors.programme_report.pieces import Piece, pieces_of, torn_heading
from koers.intake.extractors.programme_report.roles import (
    is_title,
    lesson_kind,
    number_of,
    role_of,
    track_name_start,
)
from koers.intake.vocabulary.headings import Role


@dataclass(slots=True, eq=False)
class Section:
    """A part of the report. `role` is its own or the one of the part it stands in."""

    title: Piece | None
    level: int
    role: Role | None
    own_role: bool
    number: str | None = None
    parent: Section | None = None
    pieces: list[Piece] = field(default_factory=list)
    children: list[Section] = field(default_factory=list)

    def walk(self) -> Iterator[Section]:
        yield self
        for child in self.children:
            yield from child.walk()

    def all_pieces(self) -> Iterator[Piece]:
        for section in self.walk():
            yield from section.pieces


@dataclass(slots=True)
class Outline:
    text: Text
    root: Section

    def sections(self) -> list[Section]:
        return list(self.root.walk())

    def with_role(self, *roles: Role) -> list[Section]:
        return [section for section in self.root.walk() if section.role in roles]

    def heading(self, section: Section) -> str:
        return self.text.clean(section.title.start, section.title.end) if section.title else ""


def outline_of(text: Text) -> Outline:
    pieces = pieces_of(text)
    outline = Outline(text, Section(None, 0, None, own_role=False))
    styled = _uses_levels(text, pieces)
    current = outline.root
    for piece in pieces:
        for part in _parts(text, current, piece):
            if part.kind is BlockKind.HEADING:
                current = _open(text, current, part, styled)
            else:
                current.pieces.append(part)
    return outline


def _parts(text: Text, current: Section, piece: Piece) -> tuple[Piece, ...]:
    if current.role in (Role.PROGRESS, Role.TRACKS):
        return torn_heading(text, piece) or (piece,)
    return (piece,)


def _uses_levels(text: Text, pieces: list[Piece]) -> bool:
    """True when the levels mean something: a heading without a role stands deeper than a part it belongs to."""
    level = None
    if _numbered(text, pieces):
        return False
    for piece in pieces[1:]:  # the first is the title
        if piece.kind is not BlockKind.HEADING or piece.label or piece.level is None or piece.level == 9:
            continue
        heading = text.clean(piece.start, piece.end)
        if role_of(heading):
            level = piece.level if level is None else min(level, piece.level)
        elif level is not None and piece.level > level:
            return True
    return False


def _numbered(text: Text, pieces: list[Piece]) -> bool:
    headings = [text.clean(p.start, p.end) for p in pieces if p.kind is BlockKind.HEADING]
    return sum(number_of(heading) is not None for heading in headings) > 1


def _open(text: Text, current: Section, piece: Piece, styled: bool) -> Section:
    heading = text.clean(piece.start, piece.end)
    own, number = role_of(heading), number_of(heading)
    if current.parent is None and not current.children and not piece.label and is_title(heading):
        own = None
    if not piece.label and _is_lesson_part(current, heading, piece, styled):
        own = None
    level = _level(current, piece, own, number, styled)
    if own is None and track_name_start(heading) and not styled and number is None:
        level = 2 if _root_of(current).level == 1 else 1
    parent = current
    while parent.parent is not None and parent.level >= level:
        parent = parent.parent
    section = Section(piece, level, own or parent.role, own is not None, number, parent)
    parent.children.append(section)
    return section


def _root_of(section: Section) -> Section:
    while section.parent is not None and section.parent.parent is not None:
        section = section.parent
    return section


def _is_lesson_part(current: Section, heading: str, piece: Piece, styled: bool) -> bool:
    """ "Kosten" inside an evaluation is a kind of lesson, not the chapter on money."""
    if current.role is not Role.EVALUATION or number_of(heading) or lesson_kind(heading) is None:
        return False
    part = _root_of(current)
    return not (styled and piece.level is not None and piece.level <= part.level)


def _level(current: Section, piece: Piece, own: Role | None, number: str | None, styled: bool) -> int:
    if number is not None:
        return number.count(".") + 1
    if piece.label:
        return 1
    if styled and piece.level is not None and piece.level != 9:
        return piece.level
    if own is not None and (piece.level or 1) < 3:
        return 1
    if own is not None and piece.level is not None and piece.level < 9:
        return _under(current, piece.level)
    part = current
    while part.parent is not None and part.number is None and not part.own_role:
        part = part.parent
    return part.level + 1


def _under(current: Section, level: int) -> int:
    """One deeper than the nearest part around it whose style is higher."""
    part = current
    while part.parent is not None and not (
        part.title and part.title.level is not None and part.title.level < level
    ):
        part = part.parent
    return part.level + 1
