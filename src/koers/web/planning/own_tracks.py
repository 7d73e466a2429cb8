"""The start page of who leads a track: each track with its update of this period."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from koers.organisations.models import User
from koers.programmes.models import PeriodGoal
from koers.programmes.periods import Score, score
from koers.programmes.queries_status import legends_of
from koers.programmes.updates import OwnTrack, own_tracks
from koers.ui.formats import dutch_date, dutch_period


@dataclass(frozen=True, slots=True)
class OwnRow:
    own: OwnTrack
    days: str
    score: Score
    open_goals: list[PeriodGoal]
    waits: bool
    """An update can be given that was begun or asked for."""
    asked: str
    sign: str
    word: str
    """The judgement that was sent in this period; empty before."""


def own_tracks_view(user: User) -> list[OwnRow]:
    """One query more than `own_tracks`, for the words of the legends."""
    found = own_tracks(user)
    legends = legends_of(own.track.programme.organisation_id for own in found)
    rows = []
    for own in found:
        update, status = own.update, own.update.status if own.update else None
        legend = legends[own.track.programme.organisation_id]
        rows.append(
            OwnRow(
                own=own,
                days=dutch_period(own.period.start, own.period.last_day) if own.period else "",
                score=score([goal.state for goal in own.goals]),
                open_goals=[goal for goal in own.goals if goal.state == PeriodGoal.State.OPEN],
                waits=update is not None and update.sent_at is None,
                asked=_asked(own),
                sign=status.level if status else "",
                word=legend.word(status.level) if status else "",
            )
        )
    return rows


def _asked(own: OwnTrack) -> str:
    update = own.update
    if update is None:
        return ""
    if update.sent_at is not None:
        return _("You gave your update on %(day)s.") % {"day": dutch_date(timezone.localdate(update.sent_at))}
    if update.due is not None:
        return _("Your update is wanted before or on %(day)s.") % {"day": dutch_date(update.due)}
    return _("Your update is not sent yet.")
