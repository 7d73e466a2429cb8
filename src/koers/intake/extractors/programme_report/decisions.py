"""Decisions: everything under their heading, and elsewhere what a body decided on a date."""

from __future__ import annotations

import re

from koers.documents.text import BlockKind
from koers.intake.extractors.programme_report.context import Report, announces, says_nothing
from koers.intake.extractors.programme_report.drafts import Draft, Place
from koers.intake.extractors.programme_report.events import behind_label
from koers.intake.extractors.programme_report.sentences import sentences, without_end_mark
from koers.intake.extractors.programme_report.tables import rows_of
from koers.intake.values.dates import find_dates
from koers.intake.vocabulary.bodies import BODY, COLLEGE, COUNCIL
from koers.intake.vocabulary.headings import Role

_DECIDED = re.compile(
    r"\b(?:besloten|besloot|besluit|vastgesteld|stelde?n?\s+(?:\S+\s+){0,8}vast|ingestemd"
    r"|stemde?n?\s+(?:\S+\s+){0,8}in|goedgekeurd|bekrachtigd"
    r"|akkoord\s+(?:gegaan|gegeven)|gunde|gegund|verleend)\b",
    re.IGNORECASE,
)
_AGREED = re.compile(
    r"\b(?:is|zijn|was|werd)\s+met\s+(?:(?:de|het)\s+)?[\w&]+\s+afgesproken\b|\b(?:heeft|hebben)\s+afgesproken\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:zal|zullen|wordt|worden|moet|moeten|kan|nog\s+niet|doelstelling)\b", re.IGNORECASE
)
_NONE = re.compile(r"^(?:er\s+(?:zijn|waren)\s+)?(?:nog\s+|momenteel\s+)?geen\b", re.IGNORECASE)


def read_decisions(report: Report) -> None:
    for section in report.outline.with_role(Role.DECISIONS):
        for piece in section.pieces:
            if piece.kind is BlockKind.TABLE:
                for row in rows_of(report.text, piece, ("decision", "date", "body")):
                    if "decision" in row.cells:
                        _row(report, row.start, row.end, dict(row.cells))
            elif piece.kind is BlockKind.LIST_ITEM:
                _decision(report, (piece.start, piece.end))
            else:
                for place in sentences(report.masked, piece.start, piece.end):
                    _decision(report, place)
    for section, piece, place in report.prose():
        listed = section.role is Role.DELIVERABLES and piece.kind is BlockKind.LIST_ITEM
        if not listed and section.role not in (Role.DECISIONS, Role.FINANCE, Role.RISKS):
            _elsewhere(report, place)


def _row(report: Report, start: int, end: int, cells: dict[str, Place]) -> None:
    if says_nothing(report.text.clean(*cells["decision"])):
        return
    draft = report.new("decision", start, end).put(
        "text", without_end_mark(report.masked, *cells["decision"])
    )
    _date(draft, *cells.get("date", cells["decision"]))
    if "body" in cells:
        draft.put("body", cells["body"])
    else:
        _body(draft, *cells["decision"])


def _decision(report: Report, place: Place) -> None:
    content = report.text.clean(*place)
    if says_nothing(content) or _NONE.match(content) or content.endswith(":") or announces(content):
        return
    dates = find_dates(report.masked, *place)
    text = behind_label(report.masked, place, dates[0]) if dates else None
    draft = report.new("decision", *place).put("text", without_end_mark(report.masked, *(text or place)))
    _date(draft, *place)
    _body(draft, *place)


def _elsewhere(report: Report, place: Place) -> None:
    """A sentence in which a body decides on a date. Plans and goals are no decisions."""
    sentence = report.masked[place[0] : place[1]]
    if _AGREED.search(sentence) and body_in(report.masked, *place):
        _decision(report, place)
        return
    told = _DECIDED.search(sentence)
    if told is None or body_in(report.masked, *place) is None or _NOT_YET.search(sentence[: told.start()]):
        return
    dates = find_dates(report.masked, *place)
    if any(date.value.month is not None for date in dates):
        draft = report.new("decision", *place).put("text", without_end_mark(report.masked, *place))
        _date(draft, *place)
        _body(draft, *place)


def _date(draft: Draft, start: int, end: int) -> None:
    dates = [date for date in find_dates(draft.text.masked, start, end) if date.value.month is not None]
    if dates:
        best = max(dates, key=lambda date: (len(date.value.iso), -date.start))
        draft.derive("date", best.value.iso, (best.start, best.end))
        if best.invalid_day:
            draft.warn("invalid_day")


def _body(draft: Draft, start: int, end: int) -> None:
    place = body_in(draft.text.masked, start, end)
    if place:
        draft.put("body", place)


def body_in(masked: str, start: int, end: int) -> Place | None:
    """The body that decides: the first one named, the council also inside "raadsvergadering"."""
    compound = COUNCIL.search(masked, start, end) or COLLEGE.search(masked, start, end)
    named = BODY.search(masked, start, end)
    if compound and (named is None or compound.start() < named.start()):
        return compound.span("raad")
    return named.span() if named else None
