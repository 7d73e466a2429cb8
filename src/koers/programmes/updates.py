"""Updates of tracks as they stand: by whose key or log-in one may be given, and what it is about.

The key in the link is the permission. It gives one update, for as long as its person has an account that works,
still leads the track, and the update is not sent or too old.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from koers.organisations.permissions import Permission
from koers.programmes.models import PeriodGoal, PlanningPeriod, Programme, Track, TrackMember, TrackUpdate

if TYPE_CHECKING:
    from koers.organisations.models import User
    from koers.organisations.scope import ScopedQuerySet

_BY_KEY = "the key in the link is the permission"


class Standing(StrEnum):
    """Whether an update can be given, and if not, why."""

    OPEN = "open"
    SENT_TODAY = "sent_today"  # can still be corrected
    SENT = "sent"
    EXPIRED = "expired"
    NOT_YOURS = "not_yours"  # no account any more, or another lead


def new_key() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def update_of_key(key: str) -> TrackUpdate | None:
    """The update a link is for, by its own key or that of its reminder (1 query)."""
    digest = digest_of(key)
    found = TrackUpdate.objects.across_organisations(_BY_KEY)
    return _with_all(found).filter(Q(key_digest=digest) | Q(reminder_digest=digest)).first()


def update_to_see(user: User, public_id: UUID | str) -> TrackUpdate | None:
    """An update of a programme the user sees. To be given only by its own person (3 queries)."""
    return _with_all(TrackUpdate.objects.visible_to(user)).filter(public_id=public_id).first()


def _with_all(found: ScopedQuerySet[TrackUpdate]) -> ScopedQuerySet[TrackUpdate]:
    return found.select_related(
        "track__programme__organisation", "track__organisation", "period", "person", "status"
    )


def standing(update: TrackUpdate) -> Standing:
    """Asks who leads the track now (2 queries)."""
    now = timezone.now()
    if not leads(update.person, update.track):
        return Standing.NOT_YOURS
    if update.sent_at is not None:
        today = timezone.localdate(update.sent_at) == timezone.localdate(now)
        return Standing.SENT_TODAY if today else Standing.SENT
    return Standing.EXPIRED if update.expires_at <= now else Standing.OPEN


def leads(person: User, track: Track) -> bool:
    """Whether this account works, may give updates here, and leads the track."""
    programme = track.programme
    if not person.may(Permission.UPDATE_OWN_TRACK, programme.organisation_id, programme.public_id):
        return False
    return TrackMember.objects.of(track.organisation).filter(track=track, person=person, leads=True).exists()


def goals_of(update: TrackUpdate) -> list[PeriodGoal]:
    """What the track would do in the period of the update (1 query)."""
    if update.period is None:
        return []
    return list(update.period.goals.filter(track=update.track).select_related("carried_from"))


def goals_left_alone(update: TrackUpdate) -> bool:
    """Whether its period was closed before it was sent (or is, when it is not): then its goals do not change."""
    closed = update.period.closed_at if update.period else None
    return closed is not None and (update.sent_at is None or closed <= update.sent_at)


def period_of(programme: Programme) -> PlanningPeriod | None:
    """The period an update is about: the one that runs today, the shortest first; else the last that began."""
    today = timezone.localdate()
    begun = [period for period in programme.periods.all() if period.start <= today]
    running = [period for period in begun if today < period.end and period.closed_at is None]
    if running:
        return min(running, key=lambda period: (period.days.length, period.pk))
    return max(begun, key=lambda period: (period.end, period.start), default=None)


def waiting_update(track: Track, person: User, period: PlanningPeriod | None) -> TrackUpdate | None:
    """One that was asked for and can still be given (1 query)."""
    found = TrackUpdate.objects.of(track.organisation).filter(
        track=track, person=person, period=period, sent_at=None, expires_at__gt=timezone.now()
    )
    return found.first()


@dataclass(frozen=True, slots=True)
class OwnTrack:
    """A track someone leads, with the period it is in and the latest update of that period."""

    track: Track
    period: PlanningPeriod | None
    goals: list[PeriodGoal]
    update: TrackUpdate | None


def own_tracks(user: User) -> list[OwnTrack]:
    """What someone leads, in 6 queries, however many tracks."""
    led = TrackMember.objects.visible_to(user).filter(person=user, leads=True)
    tracks = Track.objects.visible_to(user).filter(pk__in=led.values("track"))
    mine = [
        track
        for track in tracks.select_related("programme__organisation").prefetch_related("programme__periods")
        if user.may(Permission.UPDATE_OWN_TRACK, track.programme.organisation_id, track.programme.public_id)
    ]
    periods = {track.pk: period_of(track.programme) for track in mine}
    goals = _goals_by_track(user, mine, [period for period in periods.values() if period])
    updates = _updates_by_track(user, mine)
    return [
        OwnTrack(
            track=track,
            period=periods[track.pk],
            goals=goals.get(track.pk, []),
            update=_latest(updates.get(track.pk, []), periods[track.pk]),
        )
        for track in mine
    ]


def _goals_by_track(
    user: User, tracks: list[Track], periods: list[PlanningPeriod]
) -> dict[int, list[PeriodGoal]]:
    found: dict[int, list[PeriodGoal]] = {}
    chosen = PeriodGoal.objects.visible_to(user).filter(track__in=tracks, period__in=periods)
    for goal in chosen:
        if goal.track_id is not None:
            found.setdefault(goal.track_id, []).append(goal)
    return found


def _updates_by_track(user: User, tracks: list[Track]) -> dict[int, list[TrackUpdate]]:
    """The newest first."""
    found: dict[int, list[TrackUpdate]] = {}
    chosen = TrackUpdate.objects.visible_to(user).filter(track__in=tracks, person=user)
    for update in chosen.select_related("status"):
        found.setdefault(update.track_id, []).append(update)
    return found


def _latest(updates: Iterable[TrackUpdate], period: PlanningPeriod | None) -> TrackUpdate | None:
    """The one that still waits, else the last one about this period."""
    now, listed = timezone.now(), list(updates)
    for update in listed:
        if update.sent_at is None and update.expires_at > now:
            return update
    about = [update for update in listed if update.period_id == (period.pk if period else None)]
    return next((update for update in about if update.sent_at is not None), None)
