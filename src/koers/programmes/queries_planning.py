"""Reading the planning of a programme: periods, their goals with where they came from, tracks with their leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from koers.programmes.models import PeriodGoal, PlanningPeriod, Programme, Track, TrackMember, TrackUpdate
from koers.programmes.periods import Score, chain, score
from koers.programmes.queries import programme_by_slug

if TYPE_CHECKING:
    from koers.organisations.models import Visitor


@dataclass(frozen=True, slots=True)
class Planning:
    programme: Programme
    periods: Sequence[PlanningPeriod]
    goals: Sequence[PeriodGoal]
    tracks: Sequence[Track]
    leads: Mapping[int, Sequence[TrackMember]]
    """By track."""
    updates: Mapping[int, Sequence[TrackUpdate]]
    """By track, the newest first."""

    def goals_of(self, period: PlanningPeriod) -> list[PeriodGoal]:
        return [goal for goal in self.goals if goal.period_id == period.pk]

    def score_of(self, period: PlanningPeriod) -> Score:
        return score([goal.state for goal in self.goals_of(period)])

    def way_of(self, goal: PeriodGoal) -> list[PeriodGoal]:
        """The goal in every period it stood in, the first one first, itself last."""
        by_id = {each.pk: each for each in self.goals}
        before = {each.pk: each.carried_from_id for each in self.goals}
        return [by_id[key] for key in chain(goal.pk, before) if key in by_id]

    def current(self, kind: str, today: date) -> PlanningPeriod | None:
        """The one that runs; without one the last that began and was not closed."""
        begun = [p for p in self.periods if p.kind == kind and p.start <= today and p.closed_at is None]
        running = [period for period in begun if today < period.end]
        return running[0] if running else begun[-1] if begun else None


def planning_of(user: Visitor, organisation_slug: str, slug: str) -> Planning:
    """The planning page in 8 queries, however many rows there are (one more for who leads several organisations).

    Raises Programme.DoesNotExist when there is none or the user may not see it.
    """
    programme = programme_by_slug(user, organisation_slug, slug)
    periods = list(PlanningPeriod.objects.visible_to(user).filter(programme=programme))
    goals = PeriodGoal.objects.visible_to(user).filter(period__programme=programme)
    members = TrackMember.objects.visible_to(user).filter(track__programme=programme, leads=True)
    updates = TrackUpdate.objects.visible_to(user).filter(track__programme=programme)
    by_period = {period.pk: period for period in periods}
    listed = list(goals.select_related("track", "carried_to"))
    for goal in listed:
        goal.period = by_period[goal.period_id]
    return Planning(
        programme=programme,
        periods=periods,
        goals=listed,
        tracks=list(Track.objects.visible_to(user).filter(programme=programme)),
        leads=_by_track(list(members.select_related("person"))),
        updates=_by_track(list(updates.select_related("person"))),
    )


def _by_track[R: TrackMember | TrackUpdate](rows: Sequence[R]) -> dict[int, list[R]]:
    found: dict[int, list[R]] = defaultdict(list)
    for row in rows:
        found[row.track_id].append(row)
    return found
