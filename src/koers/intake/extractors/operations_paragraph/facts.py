"""Facts inside the parts: goals, values and risks from lists, and decisions, events and recommendations."""

from __future__ import annotations

import re
from itertools import pairwise

from koers.documents.text import Text, trim
from koers.intake.extractors.indicators.prose import sentences
from koers.intake.extractors.operations_paragraph.actions import find_year, lead_in
from koers.intake.extractors.operations_paragraph.parts import Part
from koers.intake.items import Item, Span
from koers.intake.values.dates import find_dates
from koers.intake.vocabulary import operations as words
from koers.intake.vocabulary.verbs import RECOMMENDATION_STATUS

_GOALS = re.compile(words.GOALS, re.IGNORECASE)
_VALUES = re.compile(words.VALUES, re.IGNORECASE)
_RISKS = re.compile(words.RISKS, re.IGNORECASE)
_MILESTONE = re.compile(words.MILESTONE, re.IGNORECASE)
_DECISION = re.compile(words.DECISION, re.IGNORECASE)
_BODY = re.compile(
    rf"\b(?:(?:het|de)\s+)(?P<body>{words.BODY})\b(?=\s+(?:heeft|hebben|besloot|besluit|stelde|had|is|wordt)\b)"
    rf"|\bdoor\s+(?:het|de)\s+(?P<by>{words.BODY})\b|\b(?P<in>raads|college|directie)(?=besluit van)",
    re.IGNORECASE,
)
_RECOMMENDATION = re.compile(words.RECOMMENDATION, re.IGNORECASE)
_SOURCE = re.compile(words.SOURCE_DOCUMENT, re.IGNORECASE)
_FOLLOW_UP = tuple((re.compile(pattern, re.IGNORECASE), status) for status, pattern in RECOMMENDATION_STATUS)
_ADVISED = re.compile(
    r"\bbeve(?:elt|len)\b|\badviseert (?:(?:de|het|ons|u) (?:[\w-]+ )?)?om\b|\baanbeveling(?:en)?\s+(?:om|is|luidt)\b",
    re.IGNORECASE,
)
_VALUES_TOLD = re.compile(r"\bkernwaarden\s*(?:zijn|:|\()\s*(?P<list>[^.;:()\n]{3,160})", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:,|\ben\b|\bof\b)\s*")


def facts_of(text: Text, part: Part) -> list[Item]:
    """All facts of a part in reading order."""
    items: list[Item] = []
    for number, piece in enumerate(part.pieces):
        before = lead_in(text, part, number) if piece.listed else None
        if before is not None:
            items += _from_list(text, before, piece.start, piece.end)
        for start, end in sentences(text, piece.start, piece.end):
            items += _decision(text, start, end)
            items += _event(text, start, end)
            items += _recommendation(text, start, end)
            items += _values(text, start, end)
    return items


def _from_list(text: Text, before: tuple[int, int], start: int, end: int) -> list[Item]:
    if _GOALS.search(text.masked, *before):
        goal = _new(text, "goal", start, end, {"text": (start, end), "target_date": None})
        _date(text, goal, start, end, "target_date")
        return [goal]
    if _VALUES.search(text.masked, *before):
        stop = re.search(r"[:;.–]| - ", text.masked[start:end])
        return [
            _new(
                text,
                "value",
                start,
                end,
                {"name": trim(text.masked, start, start + stop.start() if stop else end)},
            )
        ]
    if _RISKS.search(text.masked, *before):
        item = _new(text, "risk", start, end, {"text": (start, end)})
        item.values["measures"] = []
        return [item]
    if _RECOMMENDATION.search(text.masked, *before):
        source = _SOURCE.search(text.masked, *before)
        item = _new(
            text,
            "recommendation",
            start,
            end,
            {"text": (start, end), "source_document": source.span() if source else None},
        )
        return [_follow_up(text, item, start, end)]
    return []


def _new(text: Text, kind: str, start: int, end: int, places: dict[str, tuple[int, int] | None]) -> Item:
    """An item whose values are the texts at their places; None stays null."""
    values = {name: None if place is None else text.clean(*place) for name, place in places.items()}
    sources = {name: [Span.of(text, *place)] for name, place in places.items() if place is not None}
    return Item(kind, values, Span.of(text, start, end), sources)


def _date(text: Text, item: Item, start: int, end: int, name: str = "date") -> None:
    """The date of a sentence, as precise as it is printed; the year alone when it stands alone."""
    year = find_year(text, start, end)
    if year is None:
        return
    for found in find_dates(text.masked, start, end):
        if found.start <= year[0] and year[1] <= found.end:
            item.values[name] = found.value.iso
            item.sources[name] = [Span.of(text, found.start, found.end)]
            return
    item.values[name] = text.masked[slice(*year)]
    item.sources[name] = [Span.of(text, *year)]


def _decision(text: Text, start: int, end: int) -> list[Item]:
    if not _DECISION.search(text.masked, start, end):
        return []
    body = _BODY.search(text.masked, start, end)
    group = next((name for name in ("body", "by", "in") if body and body[name]), None)
    place = body.span(group) if body and group else None
    item = _new(text, "decision", start, end, {"text": (start, end), "date": None, "body": place})
    _date(text, item, start, end)
    return [item]


def _event(text: Text, start: int, end: int) -> list[Item]:
    """A dated step; clauses between semicolons that have years of their own are steps of their own."""
    items = []
    for left, right in _dated_clauses(text, start, end):
        if find_year(text, left, right) is not None and _MILESTONE.search(text.masked, left, right):
            item = _new(text, "event", left, right, {"text": (left, right), "date": None})
            _date(text, item, left, right)
            items.append(item)
    return items


def _dated_clauses(text: Text, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start + match.start() for match in re.finditer(";", text.masked[start:end])]
    pieces = pairwise([start - 1, *cuts, end])
    clauses = [trim(text.masked, before + 1, after) for before, after in pieces]
    if all(find_year(text, a, b) is not None for a, b in clauses):
        return clauses
    return [(start, end)]


def _recommendation(text: Text, start: int, end: int) -> list[Item]:
    """One recommendation per source that is named; its own words are in the text only when somebody advises."""
    if not _RECOMMENDATION.search(text.masked, start, end) or text.masked[end - 1] == ":":
        return []
    told = (start, end) if _ADVISED.search(text.masked, start, end) else None
    items = []
    sources = list(_SOURCE.finditer(text.masked, start, end))
    for number, source in enumerate(sources):
        item = _new(text, "recommendation", start, end, {"text": told, "source_document": source.span()})
        until = sources[number + 1].start() if number + 1 < len(sources) else end
        near = (source.end(), until) if _any_follow_up(text, source.end(), until) else (start, end)
        items.append(_follow_up(text, item, *near))
    if not items and told:
        items.append(
            _follow_up(
                text,
                _new(text, "recommendation", start, end, {"text": told, "source_document": None}),
                start,
                end,
            )
        )
    return items


def _any_follow_up(text: Text, start: int, end: int) -> bool:
    return any(pattern.search(text.masked, start, end) for pattern, _ in _FOLLOW_UP)


def _follow_up(text: Text, item: Item, start: int, end: int) -> Item:
    item.values["status"] = None
    for pattern, status in _FOLLOW_UP:
        match = pattern.search(text.masked, start, end)
        if match:
            item.values["status"] = status
            item.sources["status"] = [Span.of(text, *match.span())]
            break
    return item


def _values(text: Text, start: int, end: int) -> list[Item]:
    """Core values named in a sentence ("onze kernwaarden zijn open, dichtbij en samen")."""
    told = _VALUES_TOLD.search(text.masked, start, end)
    if told is None:
        return []
    items, position, stop = [], told.start("list"), told.end("list")
    for match in [*_BETWEEN.finditer(text.masked, position, stop), None]:
        left, right = trim(text.masked, position, match.start() if match else stop)
        if left < right and right - left <= 40:
            items.append(_new(text, "value", start, end, {"name": (left, right)}))
        position = match.end() if match else stop
    return items
