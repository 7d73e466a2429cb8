"""Dated steps, behind us or ahead: sentences with a month, a day or a part of a year, and planning tables."""

from __future__ import annotations

import re

from koers.documents.text import BlockKind
from koers.intake.extractors.programme_report.context import Report
from koers.intake.extractors.programme_report.drafts import Place
from koers.intake.extractors.programme_report.outline import Section
from koers.intake.extractors.programme_report.pieces import Piece
from koers.intake.extractors.programme_report.sentences import without_end_mark
from koers.intake.extractors.programme_report.tables import rows_of
from koers.intake.values.dates import DateFound, find_dates
from koers.intake.vocabulary.headings import Role

_PARTS = (
    Role.INTRODUCTION, Role.PROGRESS, Role.PLANNING, Role.TRACKS, Role.DELIVERABLES, Role.GOAL, Role.MEASURING,
    Role.RECOMMENDATIONS, None,
)  # fmt: skip
_RANGE = re.compile(
    r"\s*(?:(?:en\s+)?(?:loopt|liep|duurt)\s+)?(?:door\s+)?(?:tot(?:\s+en\s+met)?|t/m|[-–])\s*(?:eind\s+|begin\s+)?$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:dat|dit|dit\s+alles|meer\s+(?:hierover|informatie))\s+(?:staat|stond|leest\s+u|vindt\s+u|is\s+te\s+(?:lezen|vinden)|blijkt)\b",
    re.IGNORECASE,
)
"""A sentence that only says where something is told."""
_REFERENCE = re.compile(
    r"\b(?:zie|uit|volgens|conform)\s[^.;]{0,40}\b(?:rapportage|brief|nota|verslag|notitie"
    r"|besluit)\s+van\s+$"
    r"|^(?:in\s+)?(?:de|het)\s+(?:vorige\s+|eerdere\s+)?(?:[a-z]*rapportage|[a-z]*verslag|editie)\s+van\s+$",
    re.IGNORECASE,
)
_PERIOD_WORDS = frozenset(
    ("vanaf", "sinds", "eind", "begin", "medio", "het", "tot", "met", "en", "van", "in", "t", "m")
)
_PERIOD_OF = re.compile(r"\b(?:overzicht|opsomming|bijlage)\b", re.IGNORECASE)
_STEP_VERB = re.compile(
    r"\b(?:is|zijn|was|waren|werd(?:en)?|wordt|worden|heeft|hebben|zal|zullen|start|starten|gaat"
    r"|gaan|gingen|vond|vindt|vinden|begon|begint|stelde|stemde|nam"
    r"|komt|kwam|volgt|staat|staan|leverde|levert|verscheen|loopt|eindigt|opende|koos|kan|kunnen|kreeg)\b",
    re.IGNORECASE,
)
_TARGET_PART = re.compile(r"\b(?:doel(?:stelling)?\s+is|streven\s+is)\b", re.IGNORECASE)
_LABELLED = re.compile(r"\s*(?:[:–|-]|\t)\s*")


def read_events(report: Report) -> None:
    for section, piece, place in report.prose():
        if section.role in _PARTS and not _is_goal(section, piece):
            _sentence(report, section, piece, place)
    for section in report.outline.sections():
        for piece in section.pieces:
            for row in rows_of(report.text, piece, ("event", "date")):
                if {"event", "date"} <= set(row.cells):
                    _row(report, row.start, row.end, row.cells["event"], row.cells["date"])
            for row in rows_of(report.text, piece, ("track", "date", "progress", "status")):
                if {"track", "date"} <= set(row.cells) and _says_step(report, row.cells["date"]):
                    _row(report, row.start, row.end, row.cells["date"], row.cells["date"])


def _only_dates(masked: str, place: Place) -> bool:
    """ "Vanaf september 2021": a period, no step."""
    rest = masked[place[0] : place[1]]
    for date in find_dates(masked, *place, seasons=True):
        rest = rest.replace(masked[date.start : date.end], " ")
    return not set(re.findall(r"[^\W\d]+", rest.lower())) - _PERIOD_WORDS


def _says_step(report: Report, cell: Place) -> bool:
    """A planning cell of a track that tells what happens: "Evaluatie in oktober 2025", not "oktober 2025"."""
    dates = find_dates(report.masked, *cell, seasons=True)
    if not dates:
        return False
    rest = report.masked[cell[0] : dates[0].start] + report.masked[dates[0].end : cell[1]]
    return any(len(word) > 4 for word in re.findall(r"[^\W\d]+", rest))


def _is_goal(section: Section, piece: Piece) -> bool:
    return section.role is Role.GOAL and piece.kind is BlockKind.LIST_ITEM


def _sentence(report: Report, section: Section, piece: Piece, place: Place) -> None:
    sentence = report.masked[place[0] : place[1]]
    last: DateFound | None = None
    seen: set[str] = set()
    if _ELSEWHERE.match(sentence):
        return
    for date in find_dates(report.masked, *place, seasons=True):
        ranged = last is not None and _RANGE.match(report.masked[last.end : date.start])
        last = date
        before = report.masked[place[0] : date.start]
        if (
            ranged
            or _vague(date)
            or date.value.iso in seen
            or _only_dates(report.masked, place)
            or _REFERENCE.search(before)
            or _TARGET_PART.search(sentence)
            or _PERIOD_OF.search(sentence)
        ):
            continue
        text = behind_label(report.masked, place, date) if piece.kind is BlockKind.LIST_ITEM else None
        listed = piece.kind is BlockKind.LIST_ITEM and section.role is Role.PLANNING
        told = _STEP_VERB.search(sentence) or (piece.kind is BlockKind.PARAGRAPH and sentence.endswith("."))
        if text is None and not listed and not told:
            continue
        seen.add(date.value.iso)
        _event(report, place, text or place, date)


def _vague(date: DateFound) -> bool:
    """A bare year names a plan or an edition more often than a step; "begin 2024" is a step."""
    return date.value.month is None and not date.approximate


def behind_label(masked: str, place: Place, date: DateFound) -> Place | None:
    """ "Maart 2025: start van de werkgroepen" — the step is what stands behind the date."""
    if masked[place[0] : date.start].strip():
        return None
    mark = _LABELLED.match(masked, date.end, place[1])
    return (mark.end(), place[1]) if mark and mark.end() < place[1] else None


def _event(report: Report, source: Place, text: Place, date: DateFound) -> None:
    draft = report.new("event", *source).put("text", without_end_mark(report.masked, *text))
    draft.derive("date", date.value.iso, (date.start, date.end))
    if date.invalid_day:
        draft.warn("invalid_day")
    if date.approximate and date.value.day is None:
        draft.warn("approximate_period")


def _row(report: Report, start: int, end: int, text: Place, dated: Place) -> None:
    dates = find_dates(report.masked, *dated, seasons=True)
    if dates:
        _event(report, (start, end), text, dates[0])
