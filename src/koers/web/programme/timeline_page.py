"""The timeline of a programme: tracks with their deliverables, planning periods, decisions and steps of bodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from koers.core.dates import PartialDate
from koers.organisations.models import User
from koers.programmes.asking import ask
from koers.programmes.dated import Dated, dated_of
from koers.programmes.models import Track
from koers.ui import timeline
from koers.ui.formats import dutch_date, dutch_period
from koers.ui.parts import Column, Table
from koers.web.programme.head import Head
from koers.web.programme.overview import about

LABEL = 48
MOST_STEPS = 24
"""Steps with a row of their own in the drawing; the table has them all."""
SHOWN: dict[str, tuple[str, ...]] = {
    "werkgroepen": (),
    "periodes": ("period",),
    "producten": ("deliverable",),
    "besluiten": ("decision", "adoption"),
    "stappen": ("event", "goal", "pilot"),
}
STEPS = ("decision", "adoption", "event", "goal", "pilot")


@dataclass(frozen=True, slots=True)
class TimelinePage:
    drawing: timeline.Timeline | None
    table: Table | None
    left_out: int
    shown: frozenset[str]


def shown_of(asked: Sequence[str]) -> frozenset[str]:
    """What an address asks to see; nothing that makes sense is everything."""
    return frozenset(asked) & frozenset(SHOWN) or frozenset(SHOWN)


def page_of(head: Head, shown: frozenset[str]) -> TimelinePage:
    """2 queries: the tracks, and everything dated."""
    tracks = list(ask(_tracks, head.user, programme=head.programme.pk))
    kinds = {kind for name in shown for kind in SHOWN[name]}
    rows = [row for row in _once(dated_of(head.user, head.programme)) if row.kind in kinds]
    steps = [row for row in rows if row.kind in STEPS]
    drawn = _nearest(steps, head.today)
    promised = {(one.kind, one.id): one.date for one in head.baseline}
    return TimelinePage(
        drawing=_drawing(head, tracks, rows, drawn, promised, shown),
        table=_table(head, tracks if "werkgroepen" in shown else [], rows, promised),
        left_out=len(steps) - len(drawn),
        shown=shown,
    )


def _tracks(user: User, programme: int) -> QuerySet[Track]:
    return Track.objects.visible_to(user).filter(programme=programme).order_by("pk")


def _once(rows: Iterable[Dated]) -> list[Dated]:
    """A decision is often told as an event too: the same words on the same day stand here once."""
    return list({(row.text, row.date, row.about): row for row in rows}.values())


def _nearest(steps: list[Dated], today: date) -> list[Dated]:
    """The steps nearest to today, in the order of their dates."""
    near = sorted(steps, key=lambda row: abs((row.date.first_day - today).days) if row.date else 0)[
        :MOST_STEPS
    ]
    kept = {id(row) for row in near}
    return [row for row in steps if id(row) in kept]


type Promised = Mapping[tuple[str, str], PartialDate | None]


def _drawing(
    head: Head,
    tracks: list[Any],
    rows: list[Dated],
    steps: list[Dated],
    promised: Promised,
    shown: frozenset[str],
) -> timeline.Timeline | None:
    products: dict[int | None, list[timeline.Point]] = defaultdict(list)
    for row in rows:
        if row.kind == "deliverable" and row.date:
            products[row.of].append(timeline.Point(row.text, row.date, row.settled))
    lines = _lines(head, tracks, products, promised) if shown & {"werkgroepen", "producten"} else []
    events = [
        timeline.Event(
            _short(_words(row)),
            row.date,
            planned=promised.get((row.kind, str(row.public_id))),
            done=row.settled,
        )
        for row in steps
        if row.date
    ]
    if not lines and not events:
        return None
    spans = [
        timeline.Span(row.text, row.start, row.date.last_day)
        for row in rows
        if row.kind == "period" and row.start and row.date
    ]
    return timeline.draw(
        lines,
        events,
        spans=spans,
        today=head.today,
        title=_("Timeline of %(name)s") % {"name": head.programme.name},
        conclusion=_conclusion(lines, events),
    )


def _conclusion(lines: Sequence[timeline.Track], events: Sequence[timeline.Event]) -> str:
    late = [
        one.label
        for one in lines
        if one.end and one.planned_end and one.end.last_day > one.planned_end.last_day
    ]
    late += [one.label for one in events if one.planned and one.on.last_day > one.planned.last_day]
    if not late:
        return ""
    if len(late) == 1:
        return _("%(name)s comes later than planned") % {"name": late[0]}
    return _("%(count)s parts come later than planned") % {"count": len(late)}


def _lines(
    head: Head, tracks: list[Any], products: Mapping[int | None, list[timeline.Point]], promised: Promised
) -> list[timeline.Track]:
    """A track without dates of its own runs as long as its deliverables, or else as the programme."""
    found = []
    for track in tracks:
        line = _line(head, track, products.get(track.pk, []), promised)
        if line is not None:
            found.append(line)
    loose = products.get(None, [])
    if loose:
        first, last = _range([point.on for point in loose])
        found.append(timeline.Track(_("Deliverables without a track"), first, last, points=tuple(loose)))
    if not tracks and head.programme.start is not None:
        promise = promised.get(("programme", str(head.programme.public_id)))
        programme = head.programme
        found.insert(0, timeline.Track(programme.name, programme.start, programme.end, promise))
    return found


def _line(head: Head, track: Any, points: list[timeline.Point], promised: Promised) -> timeline.Track | None:
    dates = [point.on for point in points]
    start = track.start or head.programme.start or (min(dates, key=_first) if dates else None)
    if start is None:
        return None
    end = track.end or (max(dates, key=_last) if dates else head.programme.end)
    if end is not None and end.last_day < start.first_day:
        start = end
    planned = promised.get(("track", str(track.public_id))) if track.end else None
    done = track.status in ("ended", "handed_over")
    return timeline.Track(track.name, start, end, planned, done=done, points=tuple(points))


def _range(dates: list[PartialDate]) -> tuple[PartialDate, PartialDate]:
    return min(dates, key=_first), max(dates, key=_last)


def _first(day: PartialDate) -> date:
    return day.first_day


def _last(day: PartialDate) -> date:
    return day.last_day


def _words(row: Dated) -> str:
    return f"{row.text} ({row.about})" if row.kind == "adoption" and row.about else row.text


def _short(text: str) -> str:
    return text if len(text) <= LABEL else text[: LABEL - 1].rsplit(" ", 1)[0] + "…"


def _table(head: Head, tracks: list[Any], rows: list[Dated], promised: Promised) -> Table | None:
    """Everything with its date, what it is, and the original plan where that was another."""
    lines: list[tuple[Any, ...]] = [
        (
            track.name,
            _("track"),
            _period(track.start, track.end),
            _promise(promised, "track", str(track.public_id), track.end),
        )
        for track in tracks
    ]
    lines += [
        (
            row.text,
            about(row),
            dutch_date(row.date),
            _promise(promised, row.kind, str(row.public_id), row.date),
        )
        for row in rows
        if row.date
    ]
    if not lines:
        return None
    names = (_("What"), _("What it is"), _("When"), _("Original plan"))
    return Table(_("Everything with a date"), [Column(name) for name in names], lines)


def _period(start: PartialDate | None, end: PartialDate | None) -> str:
    return dutch_period(start, end) or _("not stated")


def _promise(promised: Promised, kind: str, key: str, now: PartialDate | None) -> str:
    before = promised.get((kind, key))
    return dutch_date(before) if before is not None and before != now else "–"
