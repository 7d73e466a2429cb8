"""The programme itself: name, organisation, period, purpose, edition, what the report covers, whether it is final."""

from __future__ import annotations

import re

from koers.documents.text import BlockKind, trim
from koers.intake.extractors.programme_report.context import Report
from koers.intake.extractors.programme_report.drafts import Draft, Place
from koers.intake.extractors.programme_report.sentences import sentences, without_end_mark
from koers.intake.values.dates import DateFound, find_dates
from koers.intake.values.durations import find_duration
from koers.intake.values.periods import PeriodFound, read_period
from koers.intake.vocabulary import programme as words
from koers.intake.vocabulary.headings import Role

_RANGE_END = re.compile(r"(?:[-–]|t/m|tot(?:\s+en\s+met)?)\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:tot(?:\s+en\s+met)?|t/m)\s+(?:eind\s+|begin\s+|medio\s+)?$", re.IGNORECASE)
_JOINED = re.compile(
    r"(?:\s+(?:van\s+start\s+gegaan|gestart|begonnen|opgestart))?\s*,?\s*(?:en\s+)?(?:(?:loopt|liep|duurt|duurde|eindigt)\s+)?"
    r"(?:door\s+)?(?:tot\s+en\s+met|tot|t/m|[-–]|in)\s*(?:eind\s+|begin\s+|medio\s+)?",
    re.IGNORECASE,
)
_TITLE_LENGTH = 150
_NEAR = 30
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
    for line in lines:
        place = _bare_title(report.masked, *_subject(report, line))
        if place and words.NAME.search(report.masked, *place):
            return place
    places = (_bare_title(report.masked, *line) for line in lines[:1])
    return next((place for place in places if place), None) or _named_in_prose(report)


def _subject(report: Report, line: Place) -> Place:
    """A letter's subject line without its label, else the line itself."""
    label = words.SUBJECT_LABEL.match(report.masked, *line)
    return (label.end(), line[1]) if label else line


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
        dates = [date for date in dates if not _RANGE_END.search(report.masked, start, date.start)]
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
    """The title decides, an interim one against what the text says of a closing report to come."""
    titles = [line for line in _head(report) if line[1] - line[0] < _TITLE_LENGTH]
    for pattern, final in ((words.INTERIM_TITLE, False), (words.FINAL_TITLE, True)):
        for start, end in titles:
            match = pattern.search(report.masked, start, end)
            if match and not words.NOT_YET_FINAL.search(report.masked, start, end):
                draft.derive("final", final, match.span())
                return
    for _, _, (start, end) in report.prose():
        match = words.FINAL_TOLD.search(report.masked, start, end)
        if match and not words.NOT_YET_FINAL.search(report.masked, *match.span()):
            draft.derive("final", True, match.span())
            return
    draft.derive("final", False)


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
        place = next(
            (
                without_end_mark(report.masked, p.start, p.end)
                for p in section.pieces
                if p.end - p.start < 100
            ),
            None,
        )
        break
    place = place or _started(report)
    found = read_period(report.masked, *place) if place else None
    if found is None:
        draft.warn("missing_period")
        return
    if not (name and name[0] <= found.spans["raw"][0][0] < name[1]):
        _open(found)
        _ended(report, found)
    put_period(draft, "period", found)


def _open(found: PeriodFound) -> None:
    """One date of a start says nothing about the end: the period is open, unless a duration is told."""
    if found.spans.get("start") != found.spans.get("end") or found.end_exclusive:
        return
    found.end = None
    found.spans.pop("end", None)
    lasting = "duration_months" in found.spans or find_duration(found.raw, 0, len(found.raw))
    found.open_end = not lasting
    code = "duration_only" if lasting else "open_end"
    if code not in found.warnings:
        found.warnings.append(code)


def _ended(report: Report, found: PeriodFound) -> None:
    """An end that another sentence tells ("het programma is eind 2023 beëindigd") closes an open period."""
    for _, _, (start, end) in report.prose() if found.open_end else ():
        told = words.ENDED.search(report.masked, start, end)
        dates = find_dates(report.masked, start, end) if told else []
        if len(dates) == 1 and not words.EXPECTED.search(report.masked, start, end):
            found.end, found.open_end = dates[0].value, False
            found.spans["end"] = [(dates[0].start, dates[0].end)]
            found.approximate = found.approximate or dates[0].approximate
            found.warnings.remove("open_end")
            if found.approximate and "approximate_period" not in found.warnings:
                found.warnings.append("approximate_period")
            return


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
        if told is None:
            continue
        dates = find_dates(report.masked, start, end)
        run = [m.start() for m in words.RUN.finditer(sentence, told.start())] or [told.start()]
        near = min(dates, key=lambda date: min(abs(date.start - start - at) for at in run), default=None)
        if near is not None:
            return _whole_period(report.masked, near, dates, end)
    return None


def _whole_period(masked: str, near: DateFound, dates: list[DateFound], end: int) -> Place:
    """From the first date to the end or the duration that is told with it."""
    if until := _UNTIL.search(masked, max(0, near.start - 30), near.start):
        earlier = [date for date in dates if date.end <= until.start()]
        joined = earlier and _JOINED.fullmatch(masked[earlier[-1].end : near.start])
        return (earlier[-1].start if joined else until.start()), near.end
    later = next((date for date in dates if date.start > near.start), None)
    if later and _JOINED.fullmatch(masked[near.end : later.start]):
        return near.start, later.end
    duration = find_duration(masked, near.end, end)
    if duration and words.LASTS.fullmatch(masked[near.end : duration.start]):
        return near.start, duration.end
    return near.start, near.end


def _purpose(report: Report, draft: Draft) -> None:
    for _, _, (start, end) in report.prose():
        told = words.PURPOSE.search(report.masked, start, end)
        if told and told.start() - start < 30 and not find_dates(report.masked, start, end):
            draft.put("purpose", without_end_mark(report.masked, told.end(), end))
            return
    for section in report.outline.with_role(Role.GOAL):
        first = next((p for p in section.pieces if p.kind is BlockKind.PARAGRAPH), None)
        told_here = [*sentences(report.masked, first.start, first.end)] if first else []
        if told_here and report.masked[told_here[-1][1] - 1] == ":":
            told_here.pop()
        if first and told_here:
            wanted = [
                place
                for place in told_here
                if re.search(
                    r"\b(?:wil|willen|beogen|streven)\b", report.masked[place[0] : place[1]], re.IGNORECASE
                )
            ]
            place = (wanted[0][0], wanted[-1][1]) if wanted else (first.start, told_here[-1][1])
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
        stop = next((s[1] for s in sentences(report.masked, told.end(), end)), end) if told else end
        stop = min(
            [
                stop,
                *(
                    m.start()
                    for m in re.finditer(r"\s\|", report.masked[:end])
                    if told and m.start() > told.end()
                ),
            ]
        )
        dates = find_dates(report.masked, told.end(), stop, seasons=True) if told else []
        if told and dates and dates[0].start - told.end() < _NEAR:
            places.append(without_end_mark(report.masked, *_dated_part(report.masked, told.end(), stop)))
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
    for start, end in _head(report):
        label = words.ORGANISATION_LABEL.match(report.masked, start, end)
        if label and end - label.end() < _TITLE_LENGTH:
            draft.put("organisation", (label.end(), end))
            return
    match = words.ORGANISATION.search(report.masked)
    if match:
        draft.put("organisation", match.span("name"))
