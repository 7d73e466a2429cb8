"""Goals with their target dates, and core values."""

from __future__ import annotations

import re

from koers.documents.text import BlockKind
from koers.intake.extractors.programme_report.context import Report, says_nothing
from koers.intake.extractors.programme_report.drafts import Place
from koers.intake.extractors.programme_report.outline import Section
from koers.intake.extractors.programme_report.sentences import sentences, split_top, without_end_mark
from koers.intake.extractors.programme_report.tables import rows_of
from koers.intake.values.dates import find_dates
from koers.intake.vocabulary import programme as words
from koers.intake.vocabulary.headings import Role

_CONNECTIVE = re.compile(r"(?:en|of)\s+(?=\w)", re.IGNORECASE)
_TARGET = re.compile(
    r"\b(?:op|per|uiterlijk|voor|vóór|in|eind|begin|medio|met ingang van|vanaf|tegen)\s+$", re.IGNORECASE
)
_WILLING = re.compile(
    r"\b(?:wil|willen|beogen|beoogt|streven|streeft|ambitie|doel\w*|moet|moeten|houden)\b", re.IGNORECASE
)
_DONE = re.compile(r"\b(?:vastgesteld|besloten|gestart|is|was|waren|heeft|hebben)\b", re.IGNORECASE)


def read_goals(report: Report) -> None:
    for section in report.outline.sections():
        if section.role is Role.GOAL:
            _listed(report, section)
    if not report.of_type("goal"):
        for section in report.outline.with_role(Role.GOAL):
            _told(report, section)
    if not report.of_type("goal"):
        _purpose(report)


def _listed(report: Report, section: Section) -> None:
    for piece in section.pieces:
        if piece.kind is BlockKind.LIST_ITEM:
            _goal(report, piece.start, piece.end)
        for row in rows_of(report.text, piece, ("goal", "date")):
            if "goal" in row.cells:
                _goal(report, *row.cells["goal"], row.cells.get("date"))


def _told(report: Report, section: Section) -> None:
    """A part on goals without a list: the sentences that want something, all of them where none says so."""
    willing = [p for p in section.pieces if _WILLING.search(report.masked, p.start, p.end)]
    for piece in willing or section.pieces:
        if piece.kind is BlockKind.PARAGRAPH:
            for start, end in sentences(report.masked, piece.start, piece.end):
                if willing and not _WILLING.search(report.masked, start, end):
                    continue
                sentence = report.masked[start:end]
                if (
                    not sentence.endswith((":", "?"))
                    and not says_nothing(sentence)
                    and not _DONE.match(sentence)
                ):
                    _goal(report, start, end)


def _purpose(report: Report) -> None:
    """No part on goals at all: the purpose, where the text states one."""
    for programme in report.of_type("programme"):
        spans = programme.item.sources.get("purpose", [])
        if spans:
            _goal(report, spans[0].start, spans[0].end)


def _goal(report: Report, start: int, end: int, dated: Place | None = None) -> None:
    joined = _CONNECTIVE.match(report.masked, start, end)
    place = without_end_mark(report.masked, joined.end() if joined else start, end)
    if place[0] >= place[1]:
        return
    draft = report.new("goal", start, end).put("text", place)
    for date in find_dates(report.masked, *(dated or place)):
        target = dated or (date.value.month is not None and _TARGET.search(report.masked, start, date.start))
        if target or (date.value.day is None and _TARGET.search(report.masked, start, date.start)):
            draft.derive("target_date", date.value.iso, (date.start, date.end))
            if date.approximate and date.value.day is None:
                draft.warn("approximate_period")
            return


def read_values(report: Report) -> None:
    """Core values: listed under their heading, or named behind a colon."""
    for section in report.outline.with_role(Role.VALUES):
        for piece in section.pieces:
            if piece.kind is BlockKind.LIST_ITEM:
                _value(report, *_term(report.masked, piece.start, piece.end))
    for _, _, (start, end) in report.prose():
        told = words.CORE_VALUES.search(report.masked, start, end)
        if told:
            for place in _names(report.masked, told.end(), end):
                _value(report, *place)


def _names(masked: str, start: int, end: int) -> list[Place]:
    """ "Open, Betrokken en Gedreven": short names only, else the sentence says something else."""
    parts = [
        piece
        for part in split_top(masked, *without_end_mark(masked, start, end))
        for piece in _both_sides_of_en(masked, *part)
    ]
    short = all(
        len(masked[a:b].split()) <= 3 and masked[a:b].strip("'\"‘’“”")[:1].isalpha() for a, b in parts
    )
    return parts if len(parts) > 1 and short else []


def _both_sides_of_en(masked: str, start: int, end: int) -> list[Place]:
    joint = re.search(r"(?:^|\s+)en\s+", masked[start:end])
    if joint is None:
        return [(start, end)]
    sides = [(start, start + joint.start()), (start + joint.end(), end)]
    return [side for side in sides if side[0] < side[1]]


def _term(masked: str, start: int, end: int) -> Place:
    """The name before a colon or dash: "Open: we zeggen wat we doen"."""
    stop = re.search(r"\s*[:–]\s|\s-\s", masked[start:end])
    return without_end_mark(masked, start, start + stop.start() if stop else end)


def _value(report: Report, start: int, end: int) -> None:
    while start < end and report.masked[start] in "'\"‘’“”":
        start += 1
    while end > start and report.masked[end - 1] in "'\"‘’“”":
        end -= 1
    name = report.text.clean(start, end)
    known = {str(draft.item.values["name"]).lower() for draft in report.of_type("value")}
    if name and len(name.split()) <= 5 and name.lower() not in known:
        report.new("value", start, end).put("name", (start, end))
