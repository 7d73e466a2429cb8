"""The actions of a part: listed points, and sentences in which something is done or planned in a named year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from koers.documents.text import Text
from koers.intake.extractors.indicators.prose import sentences
from koers.intake.extractors.operations_paragraph.parts import Part, Piece
from koers.intake.vocabulary import operations as words

_TIME = re.compile(words.TIME, re.IGNORECASE)
_ATTRIBUTE = re.compile(words.ATTRIBUTE, re.IGNORECASE)
_OBSERVED = re.compile(f"{words.NO_ACTION}|{words.DECISION}", re.IGNORECASE)
_NO_ACTIONS = re.compile(f"{words.GOALS}|{words.VALUES}|{words.RISKS}|{words.RECOMMENDATION}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Action:
    """`year` is the place of the year, in the action itself or in the sentence that introduces its list."""

    start: int
    end: int
    year: tuple[int, int] | None


def find_year(text: Text, start: int, end: int) -> tuple[int, int] | None:
    """The place of the first year that dates the sentence itself, not a thing that it mentions."""
    for match in _TIME.finditer(text.masked, start, end):
        if not _ATTRIBUTE.match(text.masked, match.end(), end):
            return match.span("year")
    return None


def lead_in(text: Text, part: Part, number: int) -> tuple[int, int] | None:
    """The sentence that introduces a list, with a colon at its end, for a listed piece."""
    position = number
    while position >= 0 and part.pieces[position].listed:
        position -= 1
    if position < 0:
        return None
    before = part.pieces[position]
    start, end = list(sentences(text, before.start, before.end))[-1]
    return (start, end) if text.masked[end - 1] == ":" else None


def actions_of(text: Text, part: Part) -> list[Action]:
    actions: list[Action] = []
    for number, piece in enumerate(part.pieces):
        if piece.listed:
            actions += _listed(text, part, number, piece)
            continue
        followed = number + 1 < len(part.pieces) and part.pieces[number + 1].listed
        for start, end in sentences(text, piece.start, piece.end):
            if (
                followed
                and _introduces(text, start, end, piece)
                and not _NO_ACTIONS.search(text.masked, start, end)
            ):
                continue
            year = find_year(text, start, end)
            if year is not None and not _OBSERVED.search(text.masked, start, end):
                actions.append(Action(start, end, year))
    return actions


def _introduces(text: Text, start: int, end: int, piece: Piece) -> bool:
    return end == piece.end and text.masked[end - 1] == ":"


def _listed(text: Text, part: Part, number: int, piece: Piece) -> list[Action]:
    """One action per point; lists of goals, values and risks are read elsewhere."""
    before = lead_in(text, part, number)
    if before and _NO_ACTIONS.search(text.masked, *before):
        return []
    year = find_year(text, piece.start, piece.end) or (find_year(text, *before) if before else None)
    return [Action(piece.start, piece.end, year)]
