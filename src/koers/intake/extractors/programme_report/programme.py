"""The programme itself: name, organisation, period, purpose, edition, what the report covers, whether it is final."""

from __future__ import annotations

import re

from koers.documents.text import BlockKind, trim
from koers.intake.extractors.programme_report.context import Report
from koers.intake.extractors.programme_report.drafts import Draft, Place
from koers.intake.extractors.programme_report.sentences import sentences, without_end_mark
from koers.intake.values.dates import find_dates
from koers.intake.values.periods import PeriodFound, read_period
from koers.intake.vocabulary import programme as words
from koers.intake.vocabulary.headings import Role

_HEAD = 1500
"""Name and edition stand at the top of a report."""


def read_programme(report: Report) -> None:
    name = _name(report)
    start, end = name or _head(report)[0] if _head(report) else (0, len(report.masked))
    draft = report.new("programme", start, end)
    if name:
        draft.put("name", name)
    _edition(report, draft)
    _final(report, draft)
    _period(report, draft, name)
    _purpose(report, draft)
    _covers(report, draft)
    _organisation(report, draft)


def _head(report: Report) -> list[Place]:
    """The lines before the first part with a role: titles, subtitles, dates."""
    lines: list[Place] = []
    for section in report.outline.sections():
        if section.own_role:
            break
        if section.title:
            lines.append((section.title.start, section.title.end))
        lines += [
            line
            for piece in section.pieces
            if piece.kind is not BlockKind.TABLE
            for line in report.text.lines(piece.start, piece.end)
        ]
    return [line for line in lines if line[0] < _HEAD]


def _name(report: Report) -> Place | None:
    lines = _head(report)
    for start, end in lines:
        label = words.NAME_LABEL.match(report.masked, start, end)
        if label and label.end() < end:
            return label.end(), end
    lines = [line for line in lines if not report.masked[line[0] : line[1]].endswith((".", "!", "?"))]
    for start, end in lines:
        place = _bare_title(report.masked, start, end)
        if place and words.NAME.search(report.masked, *place):
            return place
    places = (_bare_title(report.masked, *line) for line in lines[:1])
    return next((place for place in places if place), None) or _named_in_prose(report)


def _bare_title(masked: str, start: int, end: int) -> Place | None:
    """A title without "Bijlage 1", "Voortgangsrapportage" and the date behind it."""
    before = words.TITLE_WORDS.match(masked, start, end)
    start = before.end() if before else start
    tail = words.TITLE_TAIL.search(masked, start, end)
    end = tail.start() if tail and tail.start() > start else end
    place = trim(masked, start, end)
    dates = find_dates(masked, *place)
    if not any(c.isalpha() for c in masked[place[0] : place[1]]) or end - start > 150:
        return None
    return None if dates and dates[0].start == place[0] else place


def _named_in_prose(report: Report) -> Place | None:
    match = re.search(r"\bprogramma\s+[‘'\"“](?P<name>[^’'\"”\n]{3,80})[’'\"”]", report.masked)
    return match.span("name") if match else None


def _edition(report: Report, draft: Draft) -> None:
    for start, end in _head(report):
        dates = [date for date in find_dates(report.masked, start, end) if date.value.month is not None]
        if dates and (
            words.EDITION.search(report.masked, start, dates[0].start) or _only_date(report, start, end)
        ):
            draft.derive("edition", dates[0].value.iso, (dates[0].start, dates[0].end))
            return


def _only_date(report: Report, start: int, end: int) -> bool:
    """A line such as "Wendelmeer, 12 mei 2026"; "vanaf maart 2024" is a period."""
    line = report.masked[start:end]
    return len(line.split()) <= 5 and not re.search(r"\b(?:vanaf|tot|t/m|sinds|start)\b", line, re.IGNORECASE)


def _final(report: Report, draft: Draft) -> None:
    match = words.FINAL.search(report.masked)
    draft.derive("final", match is not None, *([match.span()] if match else []))


def put_period(draft: Draft, name: str, found: PeriodFound) -> None:
    draft.derive(name, found.as_values())
    for part, places in found.spans.items():
        draft.at(f"{name}.{part}", *places)
    for warning in found.warnings:
        draft.warn(warning)


def _period(report: Report, draft: Draft, name: Place | None) -> None:
    """The programme's own years: in its name, else in a sentence that says when it starts and ends."""
    place = _years_in(report.masked, *name) if name else None
    for section in report.outline.sections() if place is None else ():
        if section.title is None or not re.search(
            r"looptijd|periode", report.outline.heading(section), re.IGNORECASE
        ):
            continue
        place = next(((p.start, p.end) for p in section.pieces if p.end - p.start < 100), None)
        break
    place = place or _started(report)
    found = read_period(report.masked, *place) if place else None
    if found is None:
        draft.warn("missing_period")
        return
    if not (name and name[0] <= found.spans["raw"][0][0] < name[1]) and found.spans.get(
        "start"
    ) == found.spans.get("end"):
        found.end = None  # one date of a start says nothing about the end
        found.spans.pop("end", None)
    put_period(draft, "period", found)


def _years_in(masked: str, start: int, end: int) -> Place | None:
    match = re.search(
        r"(?:19|20)\d\d(?:\s*(?:[-–/]|t/m|tot\s+en\s+met)\s*(?:(?:19|20)\d\d|\d\d))?(?!\d)", masked[start:end]
    )
    return (start + match.start(), start + match.end()) if match else None


def _started(report: Report) -> Place | None:
    """The date in the first sentence that says the programme started, with what is said about its end."""
    for _, _, (start, end) in report.prose():
        sentence = report.masked[start:end]
        told = words.STARTED.search(sentence)
        if told is None or not re.search(r"programma", sentence, re.IGNORECASE):
            continue
        dates = find_dates(report.masked, start, end)
        near = min(dates, key=lambda date: abs(date.start - start - told.start()), default=None)
        if near is None:
            continue
        last = dates[-1] if dates[-1].start > near.start else near
        between = report.masked[near.end : last.start]
        joined = re.fullmatch(
            r"\s*(?:en\s+(?:loopt\s+)?)?(?:tot|t/m|tot\s+en\s+met|[-–])\s*(?:en\s+met\s+)?(?:eind\s+)?",
            between,
        )
        return near.start, last.end if joined else near.end
    return None


def _purpose(report: Report, draft: Draft) -> None:
    for _, _, (start, end) in report.prose():
        told = words.PURPOSE.search(report.masked, start, end)
        if told and told.start() - start < 30 and not find_dates(report.masked, start, end):
            draft.put("purpose", without_end_mark(report.masked, told.end(), end))
            return
    for section in report.outline.with_role(Role.GOAL):
        first = next((p for p in section.pieces if p.kind is BlockKind.PARAGRAPH), None)
        if first and not report.masked[first.start : first.end].endswith(":"):
            wanted = [
                place
                for place in sentences(report.masked, first.start, first.end)
                if re.search(
                    r"\b(?:wil|willen|beogen|streven)\b", report.masked[place[0] : place[1]], re.IGNORECASE
                )
            ]
            place = (wanted[0][0], wanted[-1][1]) if wanted else (first.start, first.end)
            draft.put("purpose", without_end_mark(report.masked, *place))
            return


def _covers(report: Report, draft: Draft) -> None:
    """The period reported on: behind the heading of the progress, or named as such."""
    for place in _covering(report):
        found = read_period(report.masked, *place)
        if found is not None and (found.start or found.end):
            put_period(draft, "covers", found)
            return


def _covering(report: Report) -> list[Place]:
    places: list[Place] = []
    for section in report.outline.with_role(Role.PROGRESS):
        if section.own_role and section.title:
            aside = report.masked.find("(", section.title.start, section.title.end)
            start = aside + 1 if aside >= 0 else section.title.start
            close = report.masked.find(")", start, section.title.end)
            place = start, close if close >= 0 else section.title.end
            if find_dates(report.masked, *place):
                places.append(_dated_part(report.masked, *place))
    for start, end in _head(report):
        told = words.COVERS.search(report.masked, start, end)
        if told and find_dates(report.masked, told.end(), end):
            places.append(without_end_mark(report.masked, *_dated_part(report.masked, told.end(), end)))
    return places


def _dated_part(masked: str, start: int, end: int) -> Place:
    """A heading's dated tail: "over januari - maart 2026" begins at the first month or figure."""
    match = re.search(
        r"\b(?:jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)\w*\.?|\b\d|\b(?:eerste"
        r"|tweede|derde|vierde)\s",
        masked[start:end],
        re.IGNORECASE,
    )
    return (start + match.start(), end) if match else (start, end)


def _organisation(report: Report, draft: Draft) -> None:
    match = words.ORGANISATION.search(report.masked)
    if match:
        draft.put("organisation", match.span("name"))
