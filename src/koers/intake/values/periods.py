"""Printed periods: "juli 2019 tot 1 september 2021", "april - juni 2021", "vanaf 2018", "1 jaar".

`read_period` reads one field. What the field does not say stays None: an open end is not closed, a duration
is not counted out into an end. Oddities are kept as printed and named in `warnings` (codes of the reading
contract): `end_before_start`, `invalid_day`, `incomplete_year`, `open_end`, `approximate_period`,
`duration_only`, `several_periods` (more than one period or end is printed; the first is the value, `raw`
holds them all).

Choices: a date alone ("2020") is both start and end; "tot" excludes the end, "t/m" and dashes include it; a
note between brackets does not change the period, but a later date in it counts as a second end; the year of
one side serves the other only where start and end stay in order ("oktober - februari 2021" prints no start
year).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from koers.core.dates import PartialDate
from koers.documents.text import fold, trim
from koers.intake.values.dates import APPROXIMATE, DateFound, Printed, find_printed
from koers.intake.values.durations import DurationFound, find_duration

_INCLUSIVE = r"tot\s+en\s+met|t\.?\s?/\s?m\.?|tm\b|t\.e\.m\.|t/(?=\s)|[-–—−]"
_LINK = re.compile(
    rf"""(?:(?P<incl>{_INCLUSIVE})
    | (?P<excl>\btot(?:\s+aan)?\b)
    | (?P<until>\beind(?:e|datum)?\b|\bafgerond\b|\bgereed\b|\bloopt\s+(?:af|door)\b)
    | (?P<runs>\b(?:en\s+)?(?:gestart|begonnen|loopt|liep|duurt|duurde|eindigt|eindigde)\b)
    | (?P<and>\ben\b|/)
    | (?P<soft>\b(?:{APPROXIMATE}|begin|van|in|op|naar|met|looptijd|startdatum|start|het|de)\b\.?|[,;:().])
    | \s+)""",
    re.IGNORECASE | re.VERBOSE,
)
_ONLY_END = re.compile(
    rf"(?:\btot(?:\s+en\s+met|\s+aan)?|\bt/m|\beinddatum:?|{_INCLUSIVE})\s*(?:\w+\s+)?$", re.I
)
_EXCLUSIVE_END = re.compile(r"\btot(?!\s+en\s+met)(?:\s+aan)?\s*(?:\w+\s+)?$", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?:vanaf|sinds|sedert|met\s+ingang\s+van|m\.?i\.?v\.?|start\w*|begindatum|ingaand\w*|per)\b", re.I
)
_OPEN = re.compile(
    r"\bn\.?t\.?b\b|\bnader\s+te\s+bepalen|\bnog\s+(?:niet\s+bekend|onbekend|te\s+bepalen)|\bonbekend\b|\?"
    r"|\bheden\b|\bnu\b|\be\.?v\.?(?!\w)|\ben\s+verder\b|\bdoorlopend\b|\bcontinu\b|\bstructureel\b|\bonbepaalde?\b"
    r"|(?:[-–—]|\btot|\bt/m|\btot\s+en\s+met)\s*$",
    re.IGNORECASE,
)
_SOFT = re.compile(rf"\b(?:{APPROXIMATE}|tussen|minimaal|minstens|maximaal)\b", re.IGNORECASE)
_NOTE = re.compile(r"\([^()]*(?:\)|$)")
_MARKER_NOTE = re.compile(rf"\(\s*(?:{APPROXIMATE})\.?\s*\)", re.IGNORECASE)


@dataclass(slots=True)
class PeriodFound:
    """A printed period. `spans` gives per part (`raw`, `start`, `end`, `duration_months`) its places."""

    raw: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    end_exclusive: bool = False
    approximate: bool = False
    open_end: bool = False
    duration_months: int | None = None
    spans: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    def as_values(self) -> dict[str, Any]:
        """The period in the contract's notation."""
        return {
            "raw": self.raw,
            "start": self.start.iso if self.start else None,
            "end": self.end.iso if self.end else None,
            "end_exclusive": self.end_exclusive,
            "approximate": self.approximate,
            "open_end": self.open_end,
            "duration_months": self.duration_months,
        }


@dataclass(frozen=True, slots=True)
class _Range:
    """The printed dates of one period: `start` and `end` may be the same piece."""

    start: Printed | None
    end: Printed | None
    exclusive: bool = False
    approximate: bool = False

    @property
    def stop(self) -> int:
        return max(piece.end for piece in (self.start, self.end) if piece is not None)


def read_period(text: str, start: int, end: int) -> PeriodFound | None:
    """The period printed in the field's stretch of the masked text; None when the field is empty."""
    start, end = trim(text, start, end)
    if start == end:
        return None
    found = _read(text[start:end])
    found.spans = {part: [(a + start, b + start) for a, b in places] for part, places in found.spans.items()}
    return found


def _read(text: str) -> PeriodFound:
    """The period of a field on its own; spans count from the field's start."""
    start, end = 0, len(text)
    found = PeriodFound(fold(text), spans={"raw": [(start, end)]})
    main = _without_notes(text)
    pieces = find_printed(main, start, end)
    if not pieces:
        main = text
        pieces = find_printed(text, start, end)
    ranges = _ranges(main, pieces, start, end)
    if ranges:
        _take_dates(found, ranges[0])
    duration = find_duration(main, start, end)
    if duration is None and found.end is None:  # a note's duration counts only where no end is printed
        duration = find_duration(text, start, end)
    _take_duration(found, duration)
    _look_for_open_end(found, ranges, main, start, end)
    if len(ranges) > 1 or _later_in_note(found, pieces, text, start, end):
        found.warnings.append("several_periods")
    _close(found)
    return found


def _without_notes(text: str) -> str:
    """The field with its bracketed notes blanked, except markers such as "(wrs)"."""

    def blank(match: re.Match[str]) -> str:
        return match[0] if _MARKER_NOTE.fullmatch(match[0]) else " " * len(match[0])

    return _NOTE.sub(blank, text)


def _ranges(text: str, pieces: list[Printed], start: int, end: int) -> list[_Range]:
    """The pieces grouped into periods, in their order."""
    ranges: list[_Range] = []
    position, rest = start, pieces
    while rest:
        first, rest = _first(text, rest)
        before = text[position : first.start]
        link = _link(text[first.end : rest[0].start]) if rest else None
        between = re.search(r"\btussen\s*$", before, re.IGNORECASE) is not None
        soft = first.approximate or between
        if rest and link is None and between and text[first.end : rest[0].start].strip() == "en":
            link = _Link(exclusive=False, approximate=True)
        if rest and link is not None:
            last, rest = _first(text, rest)
            ranges.append(_Range(first, last, link.exclusive, soft or last.approximate or link.approximate))
        elif _ONLY_END.search(before):
            exclusive = _EXCLUSIVE_END.search(before) is not None
            ranges.append(_Range(None, first, exclusive, first.approximate))
        elif _FROM.search(before) or _opens(text[first.end : rest[0].start if rest else end]):
            ranges.append(_Range(first, None, approximate=soft))
        else:
            ranges.append(_Range(first, first, approximate=soft))
        position = ranges[-1].stop
    return [r for r in ranges if _is_dated(r)]


def _first(text: str, pieces: list[Printed]) -> tuple[Printed, list[Printed]]:
    """The first piece, alternatives ("1 mei/1 juni 2021") as one approximate piece, and the rest."""
    first, rest = pieces[0], pieces[1:]
    last = first
    while rest and last.year is None and text[last.end : rest[0].start].strip() == "/":
        last, rest = rest[0], rest[1:]
    if last is not first:
        first = Printed(first.start, last.end, last.year, first.month, first.day, approximate=True)
    return first, rest


@dataclass(frozen=True, slots=True)
class _Link:
    exclusive: bool
    approximate: bool


def _link(gap: str) -> _Link | None:
    """What joins two dates into a period, None when the words between them say something else."""
    position, kinds = 0, set[str]()
    while position < len(gap):
        match = _LINK.match(gap, position)
        if match is None or match.end() == position:
            return None
        kinds.add(match.lastgroup or "blank")
        position = match.end()
    years_apart = kinds <= {"and", "blank"} and "and" in kinds and "/" in gap
    if not (kinds & {"incl", "excl", "until"} or years_apart):
        return None
    return _Link("excl" in kinds and "incl" not in kinds, _SOFT.search(gap) is not None)


def _opens(after: str) -> bool:
    return re.match(rf"\s*(?:{_INCLUSIVE}|tot)?\s*(?:{_OPEN.pattern})", after, re.IGNORECASE) is not None


def _is_dated(printed: _Range) -> bool:
    return any(piece is not None and (piece.year or piece.cut) for piece in (printed.start, printed.end))


def _take_dates(found: PeriodFound, printed: _Range) -> None:
    first, last = _dated(printed)
    for name, piece, date in (("start", printed.start, first), ("end", printed.end, last)):
        if piece is not None and (piece.cut or date is None):
            found.warnings.append("incomplete_year")
        if piece is None or date is None:
            continue
        other = printed.end if name == "start" else printed.start
        found.spans[name] = [(piece.start, piece.end)]
        if piece.year is None and other is not None:
            found.spans[name].append((other.start, other.end))
        if date.invalid_day:
            found.warnings.append("invalid_day")
    found.start = first.value if first else None
    found.end = last.value if last else None
    found.end_exclusive = printed.exclusive and last is not None
    found.approximate = printed.approximate


def _dated(printed: _Range) -> tuple[DateFound | None, DateFound | None]:
    """Start and end with a year: their own, or the other's where that keeps them in order."""
    start, end = printed.start, printed.end
    first = start.dated() if start else None
    last = end.dated() if end else None
    if start and last and first is None and not start.cut:
        lent = start.dated(last.value.year)
        first = lent if lent and lent.value.first_day <= last.value.last_day else None
    if end and first and last is None and not end.cut:
        lent = end.dated(first.value.year)
        last = lent if lent and lent.value.last_day >= first.value.first_day else None
    return first, last


def _take_duration(found: PeriodFound, duration: DurationFound | None) -> None:
    if duration is None:
        return
    found.approximate = found.approximate or duration.approximate
    if duration.months is not None:
        found.duration_months = duration.months
        found.spans["duration_months"] = [(duration.start, duration.end)]
    if found.end is None:
        found.warnings.append("duration_only")


def _look_for_open_end(found: PeriodFound, ranges: list[_Range], text: str, start: int, end: int) -> None:
    """Open: a start without end or duration, or words that say so ("ntb", "doorlopend")."""
    said = _OPEN.search(text[ranges[0].stop if ranges else start : end]) is not None
    end_printed = bool(ranges) and ranges[0].end is not None
    if found.end is None and not end_printed:
        found.open_end = said or (found.start is not None and "duration_only" not in found.warnings)


def _later_in_note(found: PeriodFound, pieces: list[Printed], text: str, start: int, end: int) -> bool:
    """A bracketed note that names a date after the printed end ("gaat uitlopen naar eind juni 2021")."""
    if found.end is None:
        return False
    others = [p.dated() for p in find_printed(text, start, end) if p.start not in {q.start for q in pieces}]
    return any(date is not None and date.value.first_day > found.end.last_day for date in others)


def _close(found: PeriodFound) -> None:
    if found.start and found.end and found.start.first_day > found.end.last_day:
        found.warnings.append("end_before_start")
    if found.open_end:
        found.warnings.append("open_end")
    if found.approximate:
        found.warnings.append("approximate_period")
    found.warnings = list(dict.fromkeys(found.warnings))
