"""Draws tracks and events on a time axis as plain numbers for an SVG. Pure Python, no Django.

Places on the axis are percentages of the width (strings with a point, as SVG wants them), heights are
pixels. A date of less precision than a day is drawn from its first day (a start) or up to its last day (an
end): never as if it were exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from koers.core.dates import PartialDate
from koers.ui.formats import SHORT_MONTHS, dutch_date, dutch_period

TOP, ROW, FOOT = 50, 54, 40
STRIP = 34  # added above the tracks when there are spans
PRINTED = (("whole", 640), ("three-quarters", 860), ("half", 1300), ("third", 1950), ("quarter", 100_000))
LETTER = 0.9  # percents of the width per letter in the narrowest drawing
LABEL_RISE = 14
WIDTH_IN_LETTERS = 80  # of a label in the narrowest window that shows the drawing (46 rem)
MAX_TICKS = 7
LATER, EARLIER = "later", "eerder"
TICK_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months between two grid lines


@dataclass(frozen=True, slots=True)
class Point:
    """Something on the line of a track: a deliverable, say. `done` as for a track."""

    label: str
    on: PartialDate
    done: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch above the tracks: a planning period. `last` is its last day."""

    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Track:
    """A stretch of work. `planned_end` is the original plan; `done` says that it is behind us, whatever
    today is.
    """

    label: str
    start: PartialDate
    end: PartialDate | None = None
    planned_end: PartialDate | None = None
    done: bool = False
    url: str = ""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something on one date; `planned` is the original one."""

    label: str
    on: PartialDate
    url: str = ""
    planned: PartialDate | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A horizontal line; style is sailed, ahead, plan or drift (see components.css)."""

    style: str
    x1: str
    x2: str
    y: int

    @property
    def cap_top(self) -> int:
        """The end stroke of the original plan."""
        return self.y - 5

    @property
    def cap_bottom(self) -> int:
        return self.y + 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A small point on the line of a track; its words are read on hovering, and stand in the table."""

    x: str
    style: str
    words: str


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the strip at the top; `label` is empty where there is no room for it."""

    x: str
    width: str
    text_x: str
    label: str
    words: str
    style: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the drawing; `words` is the part of the label that fits in it."""

    label: str
    words: str
    url: str
    x: str
    anchor: str
    y: int
    segments: tuple[Segment, ...]
    point_x: str
    point: str
    note: str
    period: str
    planned: str
    marks: tuple[Mark, ...] = ()

    @property
    def note_style(self) -> str:
        return "t-soft" if self.note.endswith(EARLIER) else "t-warn"

    @property
    def label_y(self) -> int:
        return self.y - LABEL_RISE

    @property
    def note_y(self) -> int:
        return self.y + 26


@dataclass(frozen=True, slots=True)
class Stop:
    """A point of the list that replaces the drawing on a phone; state is is-done, is-here or empty."""

    when: str
    label: str
    state: str
    note: str = ""
    url: str = ""

    @property
    def change(self) -> str:
        """The kind of `delta` its note is."""
        return "early" if self.note.endswith(EARLIER) else "late"


@dataclass(frozen=True, slots=True)
class Tick:
    label: str
    x: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing. `conclusion` is the heading (what it says), `title` and `description` are its accessible
    text.
    """

    id: str
    conclusion: str
    title: str
    description: str
    height: int
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    stops: tuple[Stop, ...]
    today: str
    today_label: str
    today_anchor: str
    bands: tuple[Band, ...] = ()

    @property
    def size(self) -> str:
        """How much it must shrink to be printed on one sheet: a word for the style sheet."""
        return next((name for name, most in PRINTED if self.height <= most), PRINTED[-1][0])

    @property
    def bottom(self) -> int:
        return self.height - FOOT

    @property
    def has_plan(self) -> bool:
        return any(segment.style == "plan" for row in self.rows for segment in row.segments)

    @property
    def has_drift(self) -> bool:
        return any(segment.style == "drift" for row in self.rows for segment in row.segments)


class _Axis:
    """From the first to the last day, as shares of the width."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.days = max((last - first).days, 1)

    def share(self, day: date) -> float:
        return min(max((day - self.first).days / self.days, 0.0), 1.0)

    def x(self, day: date) -> str:
        # One percent is kept free at the end so that a ring on the last day is not cut off.
        return f"{self.share(day) * 98.5:.1f}%"


def weeks_late(planned: PartialDate, expected: PartialDate) -> int | None:
    """Whole weeks between two dates of day precision, positive when later; None when either is less
    precise.
    """
    if planned.day is None or expected.day is None:
        return None
    return round((expected.first_day - planned.first_day).days / 7)


def _drift_words(track: Track) -> str:
    return _moved_words(track.planned_end, track.end)


def _moved_words(planned: PartialDate | None, expected: PartialDate | None) -> str:
    if planned is None or expected is None or planned == expected:
        return ""
    weeks = weeks_late(planned, expected)
    late = expected.last_day > planned.last_day
    if not weeks:
        return LATER if late else EARLIER
    word = "week" if abs(weeks) == 1 else "weken"
    return f"{abs(weeks)} {word} {LATER if weeks > 0 else EARLIER}"


def _ticks(axis: _Axis) -> tuple[Tick, ...]:
    months = axis.days / 30.4
    step = next((s for s in TICK_STEPS if months / s <= MAX_TICKS), TICK_STEPS[-1])
    # Steps start at January, in years that the step divides, so that the labels are round.
    number = axis.first.year * 12 if step <= 12 else axis.first.year // (step // 12) * step
    ticks: list[Tick] = []
    while (day := date(number // 12, number % 12 + 1, 1)) <= axis.last:
        if day >= axis.first:
            year = f" {day.year}" if day.month == 1 or not ticks else ""
            label = str(day.year) if step >= 12 else SHORT_MONTHS[day.month - 1] + year
            share = axis.share(day)
            anchor = "start" if share < 0.04 else "end" if share > 0.94 else "middle"
            ticks.append(Tick(label, axis.x(day), anchor))
        number += step
    return tuple(ticks)


def _segments(track: Track, axis: _Axis, y: int, today: date) -> tuple[Segment, ...]:
    start, end = track.start.first_day, (track.end or track.start).last_day
    if track.end is None:
        end = axis.last
    reached = end if track.done else min(max(today, start), end)
    segments = []
    if reached > start:
        segments.append(Segment("sailed", axis.x(start), axis.x(reached), y))
    if reached < end:
        segments.append(Segment("ahead", axis.x(reached), axis.x(end), y))
    if track.planned_end is not None and track.planned_end != track.end:
        planned = track.planned_end.last_day
        segments.append(Segment("plan", axis.x(start), axis.x(planned), y + 8))
        if end > planned:
            segments.append(Segment("drift", axis.x(planned), axis.x(end), y + 8))
    return tuple(segments)


def _label_place(label: str, axis: _Axis, start: date, end: date) -> tuple[str, str, str]:
    """The words that fit, their place and their anchor: above the start, or else ending at the end.

    Shortened when neither side has the room; the table beneath and the description keep the whole label.
    """
    after, before = (1 - axis.share(start)) * WIDTH_IN_LETTERS, axis.share(end) * WIDTH_IN_LETTERS
    at_start = len(label) <= after or after >= before
    room = int(after if at_start else before)
    words = label if len(label) <= room else label[: max(room - 1, 1)].rstrip() + "…"
    return (words, axis.x(start), "start") if at_start else (words, axis.x(end), "end")


def _marks(points: Iterable[Point], axis: _Axis, today: date) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            axis.x(point.on.last_day),
            "done" if point.done else "late" if point.on.last_day < today else "todo",
            f"{point.label}, {dutch_date(point.on)}",
        )
        for point in points
    )


def _bands(spans: Iterable[Span], axis: _Axis, today: date) -> tuple[Band, ...]:
    found = []
    for span in spans:
        first, last = axis.share(span.first) * 98.5, axis.share(span.last) * 98.5
        width = max(last - first, 0.2)
        here = span.first <= today <= span.last
        style = "now" if here else "past" if span.last < today else "ahead"
        fits = len(span.label) * LETTER <= width
        middle = f"{first + width / 2:.1f}%"
        found.append(
            Band(f"{first:.1f}%", f"{width:.1f}%", middle, span.label if fits else "", span.label, style)
        )
    return tuple(found)


def _track_row(track: Track, axis: _Axis, y: int, today: date) -> Row:
    end = track.end.last_day if track.end else track.start.last_day if track.done else axis.last
    words, x, anchor = _label_place(track.label, axis, track.start.first_day, end)
    behind = track.done or (track.end is not None and track.end.last_day < today)
    return Row(
        label=track.label,
        words=words,
        url=track.url,
        x=x,
        anchor=anchor,
        y=y,
        segments=_segments(track, axis, y, today),
        point_x=axis.x(end),
        point="" if track.end is None else "done" if behind else "todo",
        note=_drift_words(track),
        period=dutch_period(track.start, track.end),
        planned=dutch_date(track.planned_end) if track.planned_end else "",
        marks=_marks(track.points, axis, today),
    )


def _event_row(event: Event, axis: _Axis, y: int, today: date) -> Row:
    """A point; what is only known by month or year is a line over it, with its point at the end."""
    first, last = event.on.first_day, event.on.last_day
    words, x, anchor = _label_place(event.label, axis, first, last)
    behind = event.done or last <= today
    segments = (
        [Segment("sailed" if behind else "ahead", axis.x(first), axis.x(last), y)] if first < last else []
    )
    moved = event.planned is not None and event.planned != event.on
    if event.planned is not None and moved:
        was = event.planned.last_day
        early, late = sorted((was, last))
        segments.append(Segment("drift", axis.x(early), axis.x(late), y + 8))
    return Row(
        label=event.label,
        words=words,
        url=event.url,
        x=x,
        anchor=anchor,
        y=y,
        segments=tuple(segments),
        point_x=axis.x(last),
        point="done" if behind else "todo",
        note=_moved_words(event.planned, event.on),
        period=dutch_date(event.on),
        planned=dutch_date(event.planned) if event.planned else "",
    )


def _stops(tracks: Iterable[Track], events: Iterable[Event], today: date, *, shown: bool) -> tuple[Stop, ...]:
    """Ends of tracks and events in order of date, with today among them when it lies within the period."""
    dated = [
        (t.end or t.start, t.label if t.end else f"{t.label} begint", _drift_words(t), t.url, t.done)
        for t in tracks
    ]
    dated += [(e.on, e.label, _moved_words(e.planned, e.on), e.url, e.done) for e in events]
    dated.sort(key=lambda entry: entry[0].first_day)
    stops: list[Stop] = []
    here = not shown
    for on, label, note, url, done in dated:
        if not here and on.first_day > today:
            stops.append(Stop(f"Nu, {dutch_date(today)}", "", "is-here"))
            here = True
        behind = done or on.last_day <= today
        stops.append(Stop(dutch_date(on), label, "is-done" if behind else "", note, url))
    if not here:
        stops.append(Stop(f"Nu, {dutch_date(today)}", "", "is-here"))
    return tuple(stops)


def _description(rows: Sequence[Row], first: date, last: date) -> str:
    period = dutch_period(PartialDate(first.year, first.month), PartialDate(last.year, last.month))
    sentences = [f"Periode: {period}."]
    sentences += [
        f"{row.label}: {row.period}{', ' + row.note + ' dan gepland' if row.note else ''}." for row in rows
    ]
    return " ".join(sentences)


def draw(
    tracks: Sequence[Track],
    events: Sequence[Event] = (),
    *,
    today: date,
    title: str,
    conclusion: str = "",
    spans: Sequence[Span] = (),
    id: str = "timeline",  # noqa: A002 - the id of the element on the page
) -> Timeline:
    """Draws tracks, then events, one row each, in the order given.

    `today` is drawn when it lies within the period, which runs from the first to the last date. Raises
    ValueError when there is nothing to draw: show the empty component instead.
    """
    if not tracks and not events:
        raise ValueError("a timeline needs a track or an event")
    days = [
        day for t in tracks for d in (t.start, t.end, t.planned_end) if d for day in (d.first_day, d.last_day)
    ]
    days += [day for e in events for on in (e.on, e.planned) if on for day in (on.first_day, on.last_day)]
    days += [day for span in spans for day in (span.first, span.last)]
    days += [point.on.last_day for t in tracks for point in t.points]
    if any(t.end is None and not t.done for t in tracks):
        days.append(max(today, *days))  # work without an end runs on at least until today
    axis = _Axis(min(days), max(days))
    top = TOP + 26 + (STRIP if spans else 0)
    rows = [_track_row(track, axis, top + ROW * n, today) for n, track in enumerate(tracks)]
    rows += [_event_row(event, axis, top + ROW * n, today) for n, event in enumerate(events, len(tracks))]
    inside = axis.first <= today <= axis.last
    share = axis.share(today)
    return Timeline(
        id=id,
        conclusion=conclusion or title,
        title=title,
        description=_description(rows, axis.first, axis.last),
        height=TOP + (STRIP if spans else 0) + ROW * len(rows) + FOOT,
        ticks=_ticks(axis),
        rows=tuple(rows),
        stops=_stops(tracks, events, today, shown=inside),
        today=axis.x(today) if inside else "",
        today_label=f"nu: {dutch_date(today)}" if inside else "",
        today_anchor="start" if share < 0.1 else "end" if share > 0.9 else "middle",
        bands=_bands(spans, axis, today),
    )
