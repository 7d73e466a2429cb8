"""The dashboard of a programme: how it stands, what slipped, what needs a decision and what comes next.

At most twelve queries, whatever there is: five for who asks, one for the programme, and judgements (2), tracks,
everything dated, goals of periods, and the passages behind the purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from koers.programmes.dashboard import (
    PlannedGoal,
    Standing,
    planned_goals,
    standing,
    tracks_with_progress,
)
from koers.programmes.dated import Dated, dated_of
from koers.programmes.models import Status
from koers.ui.formats import dutch_date
from koers.web.programme.head import Head
from koers.web.programme.slips import PAGES, Ask, Slip, ahead, asks, nothing_slipped, promises, slips
from koers.web.sources import Sources

TRACK_SIGNS = {"running": "ok", "ended": "done", "handed_over": "done"}
MOST = 6
ABOUT = {
    "deliverable": gettext_noop("deliverable"),
    "goal": gettext_noop("goal"),
    "event": gettext_noop("step"),
    "period": gettext_noop("end of the period"),
    "pilot": gettext_noop("end of the pilot"),
}


@dataclass(frozen=True, slots=True)
class TrackLine:
    """A track on the dashboard: who leads it, how far its deliverables are, and how it stands."""

    name: str
    url: str
    lead: str
    done: int
    total: int
    sign: str
    word: str
    day: str


@dataclass(frozen=True, slots=True)
class Coming:
    when: str
    text: str
    about: str
    page: str


@dataclass(frozen=True, slots=True)
class Overview:
    whole: Status | None
    tracks: list[TrackLine]
    closed_tracks: int
    slips: list[Slip]
    more_slips: int
    nothing_slipped: str
    asks: list[Ask]
    coming: list[Coming]
    sources: Any


def overview_of(head: Head) -> Overview:
    user, programme, today = head.user, head.programme, head.today
    now = standing(user, programme) if head.steers else Standing(None, {})
    tracks = list(tracks_with_progress(user, programme))
    dated = dated_of(user, programme, only_dated=False)
    goals: list[PlannedGoal] = planned_goals(user, programme)
    moved = slips(head.baseline, promises(programme, tracks, dated), goals, today)
    running = [track for track in tracks if track.status not in ("ended", "handed_over")]
    return Overview(
        whole=now.whole,
        tracks=[track_line(track, now, head) for track in running],
        closed_tracks=len(tracks) - len(running),
        slips=moved[:MOST],
        more_slips=max(len(moved) - MOST, 0),
        nothing_slipped=nothing_slipped(goals, today, has_baseline=bool(head.baseline)),
        asks=asks(dated, goals, today)[: 2 * MOST],
        coming=coming(ahead(dated, today)),
        sources=Sources([programme]).with_warnings(programme),
    )


def track_line(track: Any, now: Standing, head: Head) -> TrackLine:
    """A judgement says how the track stands; without one its own state does."""
    judged = now.tracks.get(track.pk)
    if judged is not None:
        sign, word, day = judged.level, head.legend.word(judged.level), dutch_date(judged.date)
    else:
        sign = TRACK_SIGNS.get(track.status, "rest")
        word = track.get_status_display() if track.status else _("Status not stated")
        day = ""
    url = f"{head.url('tracks')}#werkgroep-{track.pk}"
    return TrackLine(track.name, url, track.lead or "", track.done, track.total, sign, word, day)


def coming(rows: Sequence[Dated]) -> list[Coming]:
    return [Coming(dutch_date(row.date), row.text, about(row), PAGES[row.kind]) for row in rows if row.date]


def about(row: Dated) -> str:
    """What a dated thing is, in words."""
    match row.kind:
        case "decision":
            return row.about or _("decision")
        case "adoption":
            return row.about or _("step of a body")
        case kind:
            return _(ABOUT[kind])
