"""What the planning page shows: periods in a row, the goals of each by track, and how often they were carried over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from koers.programmes.models import PeriodGoal, PlanningPeriod, Track, TrackMember, TrackUpdate
from koers.programmes.periods import Days, Score, gaps
from koers.programmes.queries_planning import Planning
from koers.ui.formats import dutch_date, dutch_period, short_date

SIGNS = {"open": "rest", "done": "done", "moved": "warn", "dropped": "rest"}


@dataclass(frozen=True, slots=True)
class Station:
    """A period the goal stood in before, and why it moved on."""

    period: str
    reason: str


@dataclass(frozen=True, slots=True)
class GoalRow:
    goal: PeriodGoal
    sign: str
    word: str
    carried: str
    """"Stands here for the third time"; empty the first time."""
    way: list[Station]
    waits: bool
    """Moved on while there was no next period yet."""


@dataclass(frozen=True, slots=True)
class TrackGoals:
    name: str
    goals: list[GoalRow]


@dataclass(frozen=True, slots=True)
class PeriodView:
    period: PlanningPeriod
    days: str
    short_days: str
    score: Score
    where: str
    """past, now or ahead."""
    sign: str
    word: str
    groups: list[TrackGoals]
    share: float
    begun: bool

    @property
    def is_open(self) -> bool:
        return self.period.closed_at is None

    @property
    def anchor(self) -> str:
        return f"p-{self.period.public_id}"


@dataclass(frozen=True, slots=True)
class KindRow:
    """The periods of one kind in a row; `opened` is the one that runs, or waits to be closed."""

    label: str
    periods: list[PeriodView]
    opened: PeriodView | None
    gaps: list[str]

    @property
    def others(self) -> list[PeriodView]:
        return [view for view in self.periods if view is not self.opened]


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """A track with its leads: who can be asked, and what was asked or sent last."""

    track: Track
    names: str
    can_ask: bool
    sign: str
    word: str


def rows_of(planning: Planning, today: date) -> list[KindRow]:
    found = []
    for kind, label in PlanningPeriod.Kind.choices:
        periods = [period for period in planning.periods if period.kind == kind]
        if not periods:
            continue
        current = planning.current(kind, today)
        views = [_period(planning, period, today) for period in periods]
        opened = next((view for view in views if current and view.period.pk == current.pk), None)
        found.append(KindRow(str(label), views, opened, [_gap(gap) for gap in gaps(p.days for p in periods)]))
    return found


def _gap(gap: Days) -> str:
    return dutch_period(gap.start, gap.last_day)


def _period(planning: Planning, period: PlanningPeriod, today: date) -> PeriodView:
    where = period.days.where(today)
    sign, word = _standing(period, where)
    return PeriodView(
        period=period,
        days=dutch_period(period.start, period.last_day),
        short_days=f"{short_date(period.start)} – {short_date(period.last_day)}",
        score=planning.score_of(period),
        where=where,
        sign=sign,
        word=word,
        groups=_groups(planning, period),
        share=period.days.share(today),
        begun=period.start <= today,
    )


def _standing(period: PlanningPeriod, where: str) -> tuple[str, str]:
    if period.closed_at is not None:
        return "done", _("Closed")
    return {
        "ahead": ("rest", _("Ahead")),
        "now": ("ok", _("Running")),
        "past": ("warn", _("Still to close")),
    }[where]


def _groups(planning: Planning, period: PlanningPeriod) -> list[TrackGoals]:
    """By track in the order of the programme; what belongs to no track comes last."""
    goals = planning.goals_of(period)
    names = {track.pk: track.name for track in planning.tracks}
    keys = [*names, None] if names else [None]
    by_track = [(key, [goal for goal in goals if goal.track_id == key]) for key in keys]
    return [
        TrackGoals(
            names[key] if key else _("The programme as a whole"), [_goal(planning, goal) for goal in mine]
        )
        for key, mine in by_track
        if mine
    ]


def _goal(planning: Planning, goal: PeriodGoal) -> GoalRow:
    way = planning.way_of(goal)
    stations = [Station(before.period.name, before.reason) for before, _after in pairwise(way)]
    moved = goal.state == PeriodGoal.State.MOVED
    return GoalRow(
        goal=goal,
        sign=SIGNS[goal.state],
        word=goal.get_state_display(),
        carried=carried_words(len(way)),
        way=stations,
        waits=moved and not hasattr(goal, "carried_to"),
    )


def carried_words(times: int) -> str:
    """Empty for the first time."""
    if times < 2:
        return ""
    ordinals = [
        pgettext("ordinal", "second"),
        pgettext("ordinal", "third"),
        pgettext("ordinal", "fourth"),
        pgettext("ordinal", "fifth"),
        pgettext("ordinal", "sixth"),
        pgettext("ordinal", "seventh"),
        pgettext("ordinal", "eighth"),
        pgettext("ordinal", "ninth"),
        pgettext("ordinal", "tenth"),
    ]
    ordinal = ordinals[times - 2] if times - 2 < len(ordinals) else _("%(number)sth") % {"number": times}
    return _("stands here for the %(ordinal)s time") % {"ordinal": ordinal}


def update_rows(planning: Planning) -> list[UpdateRow]:
    """For who may ask: every track that still runs."""
    running = [track for track in planning.tracks if track.status not in ("ended", "handed_over")]
    return [
        _update(track, planning.leads.get(track.pk, ()), planning.updates.get(track.pk, ()))
        for track in running
    ]


def _update(track: Track, leads: Sequence[TrackMember], updates: Sequence[TrackUpdate]) -> UpdateRow:
    can_ask = any(lead.person_id is not None for lead in leads)
    sign, word = _told(updates[0]) if updates else ("rest", _("Not asked yet"))
    return UpdateRow(track, ", ".join(lead.name for lead in leads), can_ask, sign, word)


def _told(update: TrackUpdate) -> tuple[str, str]:
    if update.sent_at is not None:
        return "done", _("Given on %(day)s") % {"day": dutch_date(timezone.localdate(update.sent_at))}
    asked = {"day": dutch_date(timezone.localdate(update.created_at))}
    if update.expires_at <= timezone.now():
        return "warn", _("Asked on %(day)s, not answered") % asked
    if update.due is not None and update.due < timezone.localdate():
        return "warn", _("Asked on %(day)s, late") % asked
    return "rest", _("Asked on %(day)s") % asked
