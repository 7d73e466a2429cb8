"""Looking back: lessons by kind, and what is handed over to the line organisation."""

from __future__ import annotations

import re

from koers.documents.text import BlockKind
from koers.intake.extractors.programme_report.context import Report, announces, list_items, says_nothing
from koers.intake.extractors.programme_report.drafts import Place
from koers.intake.extractors.programme_report.outline import Section
from koers.intake.extractors.programme_report.pieces import Piece
from koers.intake.extractors.programme_report.roles import lesson_kind
from koers.intake.extractors.programme_report.sentences import sentences, without_end_mark
from koers.intake.extractors.programme_report.tables import rows_of
from koers.intake.vocabulary.headings import Role

_LOOKED_BACK = re.compile(
    r"\b(?:tijdens\s+het\s+programma|achteraf|terugkijkend|gelukt\s+om|opgetreden|(?:is|zijn|was"
    r"|waren)\s+gebleken|bleek|bleken)\b",
    re.IGNORECASE,
)
_HANDED = re.compile(
    r"\b(?:overgedragen\s+aan|overgaat\s+naar|ondergebracht\s+bij|belegd\s+bij|geborgd\s+in)\b", re.IGNORECASE
)


def read_lessons(report: Report) -> None:
    for section in report.outline.with_role(Role.EVALUATION):
        kind = _kind_of(report, section)
        for piece in section.pieces:
            content = report.text.clean(piece.start, piece.end)
            if piece.kind is BlockKind.TABLE:
                for row in rows_of(report.text, piece, ("goal", "verdict", "text")):
                    if {"goal", "verdict"} <= set(row.cells):
                        _lesson(report, (row.start, row.end), "look_back")
                for row in rows_of(report.text, piece, ("lesson", "kind")):
                    if "lesson" in row.cells:
                        words = report.text.clean(*row.cells["kind"]) if "kind" in row.cells else ""
                        _lesson(report, row.cells["lesson"], lesson_kind(words) or kind)
            elif piece.kind is BlockKind.LIST_ITEM:
                _lesson(report, (piece.start, piece.end), kind)
            elif content.endswith(":"):
                kind = lesson_kind(content) or kind
            else:
                _told(report, piece, kind)


def read_risk_lessons(report: Report) -> None:
    """Looking back inside the part on risks: what came of them."""
    for section in report.outline.with_role(Role.RISKS):
        for piece in section.pieces:
            if piece.kind is BlockKind.PARAGRAPH and _LOOKED_BACK.search(
                report.masked, piece.start, piece.end
            ):
                _told(report, piece, "look_back")


def _kind_of(report: Report, section: Section) -> str:
    """The kind its own heading asks for, else that of the part around it; an evaluation looks back."""
    part: Section | None = section
    while part is not None and part.role is Role.EVALUATION:
        kind = lesson_kind(report.outline.heading(part))
        if kind is not None:
            return kind
        part = part.parent
    return "look_back"


def _told(report: Report, piece: Piece, kind: str) -> None:
    """A paragraph is one lesson; sentences that only refer elsewhere are left out at its ends."""
    places = list(sentences(report.masked, piece.start, piece.end))
    while places and announces(report.text.clean(*places[0])):
        places.pop(0)
    while places and announces(report.text.clean(*places[-1])):
        places.pop()
    if places:
        _lesson(report, (places[0][0], places[-1][1]), kind)


def _lesson(report: Report, place: Place, kind: str) -> None:
    if not says_nothing(report.text.clean(*place)):
        report.new("lesson", *place).put("text", place).derive("kind", kind)


def read_handover(report: Report) -> None:
    for section in report.outline.with_role(Role.HANDOVER):
        if not section.own_role:
            continue
        items = list_items(section)
        places = [(item.start, item.end) for item in items]
        for piece in section.all_pieces():
            rows = rows_of(report.text, piece, ("handover", "body", "date"))
            places += [(row.start, row.end) for row in rows if "handover" in row.cells]
        if not places:
            places = [
                place
                for piece in section.all_pieces()
                if piece.kind is BlockKind.PARAGRAPH
                for place in sentences(report.masked, piece.start, piece.end)
                if not report.masked[place[0] : place[1]].endswith((":", "?"))
            ]
        for place in places:
            if not says_nothing(report.text.clean(*place)):
                report.new("handover", *place).put("text", without_end_mark(report.masked, *place))
    if not report.of_type("handover"):
        for _, _, place in report.prose():
            if _HANDED.search(report.masked, *place) and re.search(
                r"\b(?:lijn|afdeling|team)", report.masked[place[0] : place[1]]
            ):
                report.new("handover", *place).put("text", without_end_mark(report.masked, *place))
