"""The five-minute update: asking for it, keeping its draft, sending it, correcting it within the day.

Whoever gives it acts in their own name, also by the link in the mail. Sending twice gives one judgement.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.organisations import audit
from koers.programmes import updates
from koers.programmes.actions import planning
from koers.programmes.actions.judging import judge
from koers.programmes.actions.planning import Wanted
from koers.programmes.models import PeriodGoal, PlanningPeriod, Programme, Status, Track, TrackUpdate
from koers.programmes.updates import Standing

if TYPE_CHECKING:
    from koers.organisations.models import User
    from koers.programmes.suggestion import Suggestion

VALID_FOR = timedelta(days=30)
VALID_AFTER_DUE = timedelta(days=14)
DRAFT_MOST = 60_000
"""Characters of one draft: a hundred times what five minutes of typing give."""


class UpdateClosed(Exception):
    """It can no longer be given; `standing` says why."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(standing)
        self.standing = standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    level: str
    line: str
    cause: str = ""
    consequence: str = ""
    adjustment: str = ""
    suggested: Suggestion | None = None
    override_reason: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """A goal that is not done: `state` is moved or dropped."""

    state: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What an update says. Goals go by their public id as text; one that is not named stays as it is.

    So name in `done` and `reopened` only what its person changed: what a colleague did since the form was shown
    stays. A goal that is reopened may slip as well.
    """

    judgement: Judgement
    done: frozenset[str] = frozenset()
    reopened: frozenset[str] = frozenset()
    slips: Mapping[str, Slip] = field(default_factory=dict)
    next_goals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking several tracks at once."""

    asked: list[TrackUpdate]
    waiting: list[TrackUpdate]
    without_lead: list[Track]


@dataclass(frozen=True, slots=True)
class Saved:
    """The number of the draft that is kept now; `other` is what stands there when it came from elsewhere."""

    number: int
    other: dict[str, str] | None = None


@transaction.atomic
def ask_for_update(
    *,
    by: User,
    track: Track,
    person: User,
    period: PlanningPeriod | None = None,
    due: date | None = None,
    site: str = "",
) -> TrackUpdate:
    """Asks the lead of a track, by mail when `site` (where Koers is: `https://koers.example`) is given.

    What was asked and can still be given is returned, without another mail. Raises ValidationError when the person
    does not lead the track with an account, or `due` has passed.
    """
    period = period or updates.period_of(track.programme)
    if not updates.leads(person, track):
        raise ValidationError(
            _("%(name)s does not lead this track, or has no role to give updates.") % {"name": person}
        )
    if due is not None and due < timezone.localdate():
        raise ValidationError({"due": _("This day has passed. Choose a later one.")})
    waiting = updates.waiting_update(track, person, period)
    if waiting is not None:
        return waiting
    update = _new(track, person, period, by, due)
    _audit(by, "asked", update)
    if site:
        from koers.programmes.tasks import mail_and_remind

        mail_and_remind(update, site)
    return update


@transaction.atomic
def ask_for_updates(
    *,
    by: User,
    programme: Programme,
    period: PlanningPeriod | None,
    due: date | None,
    site: str = "",
    only: UUID | None = None,
) -> Asked:
    """Asks every track that still runs (or the one with public id `only`) and has a lead with an account."""
    result = Asked([], [], [])
    tracks = programme.tracks.exclude(status__in=["ended", "handed_over"])
    if only is not None:
        tracks = programme.tracks.filter(public_id=only)
    for track in tracks.prefetch_related("members__person"):
        track.programme = programme
        people = [member.person for member in track.members.all() if member.leads and member.person]
        leads = [person for person in people if updates.leads(person, track)]
        if not leads:
            result.without_lead.append(track)
        for person in leads:
            waiting = updates.waiting_update(track, person, period)
            if waiting is not None:
                result.waiting.append(waiting)
            else:
                result.asked.append(
                    ask_for_update(by=by, track=track, person=person, period=period, due=due, site=site)
                )
    return result


@transaction.atomic
def start_update(*, by: User, track: Track) -> TrackUpdate:
    """An update nobody asked for, by the lead; the one that waits when there is one."""
    if not updates.leads(by, track):
        raise UpdateClosed(Standing.NOT_YOURS)
    period = updates.period_of(track.programme)
    waiting = updates.waiting_update(track, by, period)
    if waiting is not None:
        return waiting
    update = _new(track, by, period, by, None)
    _audit(by, "started", update)
    return update


def _new(
    track: Track, person: User, period: PlanningPeriod | None, by: User, due: date | None
) -> TrackUpdate:
    """With the digest of a key that nobody has; the mail brings the one that works."""
    now = timezone.now()
    until = now + VALID_FOR
    if due is not None:
        until = max(until, timezone.make_aware(datetime.combine(due, time.max)) + VALID_AFTER_DUE)
    update = TrackUpdate(
        track=track,
        person=person,
        period=period,
        asked_by=by,
        due=due,
        expires_at=until,
        key_digest=updates.digest_of(secrets.token_urlsafe(32)),
    )
    update.save()
    return update


@transaction.atomic
def save_draft(*, update: TrackUpdate, fields: Mapping[str, str], number: int, device: str = "") -> Saved:
    """Keeps what was typed on top of draft `number`. When another device was first, nothing is overwritten: the
    present draft stays, what came in is kept beside it, and `other` says what stands.

    Raises UpdateClosed, and ValidationError for more text than an update can hold.
    """
    kept = {name: str(value) for name, value in fields.items() if str(value)}
    if len(json.dumps(kept)) > DRAFT_MOST:
        raise ValidationError(
            _("This is more text than fits in an update. Make it shorter; nothing is lost.")
        )
    stored = _locked(update)
    _refuse_closed(stored)
    present = stored.draft.get("fields", {})
    if number != stored.draft_number and present != kept:
        same_device = bool(device) and stored.draft.get("device") == device
        if not same_device:
            stored.draft = {**stored.draft, "beside": kept}
            stored.save(update_fields=["draft", "updated_at"])
            return Saved(stored.draft_number, dict(present))
    if present != kept:
        stored.draft = {"fields": kept, "device": device, "at": timezone.now().isoformat()}
        stored.draft_number += 1
        stored.save(update_fields=["draft", "draft_number", "updated_at"])
    update.draft, update.draft_number = stored.draft, stored.draft_number
    return Saved(stored.draft_number)


@transaction.atomic
def send_update(*, by: User, update: TrackUpdate, answers: Answers) -> TrackUpdate:
    """Settles the goals, writes the judgement and closes the update. A second time gives what the first gave.

    The goals of a period that was closed stay as they are (`updates.goals_left_alone`); all the rest counts.

    Raises UpdateClosed when it may not be given any more, ValidationError for a broken rule.
    """
    stored = _locked(update)
    if stored.sent_at is not None:
        return stored
    _refuse_closed(stored)
    _settle_goals(by, stored, answers)
    stored.status = _judge(by, stored.track, answers.judgement)
    stored.sent_at = timezone.now()
    stored.draft = {}  # what counts stands in the register now
    _plan_next(by, stored, answers.next_goals)
    stored.save(update_fields=["status", "sent_at", "draft", "next_goals", "updated_at"])
    _audit(by, "sent", stored, {"level": stored.status.level, "next": len(answers.next_goals)})
    return stored


@transaction.atomic
def correct_update(*, by: User, update: TrackUpdate, judgement: Judgement, replaces: object) -> TrackUpdate:
    """A new judgement in place of the one with public id `replaces`, on the day it was sent.

    When that is no longer the update's judgement the correction was made already: nothing happens.
    """
    stored = _locked(update)
    if stored.status is None or str(stored.status.public_id) != str(replaces):
        return stored
    standing = updates.standing(stored)
    if standing is not Standing.SENT_TODAY:
        raise UpdateClosed(standing)
    stored.status = _judge(by, stored.track, judgement)
    stored.save(update_fields=["status", "updated_at"])
    _audit(by, "corrected", stored, {"level": stored.status.level})
    return stored


def _locked(update: TrackUpdate) -> TrackUpdate:
    """The stored update; a second tap waits here for the first."""
    found = TrackUpdate.objects.of(update.track.organisation).select_for_update()
    return found.get(pk=update.pk)


def _refuse_closed(update: TrackUpdate) -> None:
    standing = updates.standing(update)
    if standing is not Standing.OPEN:
        raise UpdateClosed(standing)


def _settle_goals(by: User, update: TrackUpdate, answers: Answers) -> None:
    if update.period is None:
        return
    # Whoever closes the period at this moment waits here, or was first.
    found = PlanningPeriod.objects.of(update.period.organisation).select_for_update()
    update.period = period = found.get(pk=update.period.pk)
    if period.closed_at is not None:
        return
    into = planning.next_period(period)
    for goal in updates.goals_of(update):
        key = str(goal.public_id)
        slip = answers.slips.get(key)
        if key in answers.done:
            planning.finish(by=by, goal=goal)
            continue
        if key in answers.reopened:
            planning.finish(by=by, goal=goal, done=False)
        if slip is None:
            continue
        if slip.state == PeriodGoal.State.DROPPED:
            planning.drop_goal(by=by, goal=goal, reason=slip.reason)
        else:
            planning.move(by=by, goal=goal, reason=slip.reason, into=into)


def _plan_next(by: User, update: TrackUpdate, texts: tuple[str, ...]) -> None:
    """Into the next period; when there is none yet, they wait with the update (`planning.plan_period`)."""
    into = planning.next_period(update.period) if update.period else None
    if into is None:
        update.next_goals = list(texts)
        return
    for text in texts:
        planning.add_goal(by=by, period=into, wanted=Wanted(text=text, track=update.track))


def _judge(by: User, track: Track, judgement: Judgement) -> Status:
    return judge(
        by=by,
        programme=track.programme,
        track=track,
        level=judgement.level,
        line=judgement.line,
        cause=judgement.cause,
        consequence=judgement.consequence,
        adjustment=judgement.adjustment,
        suggested=judgement.suggested,
        override_reason=judgement.override_reason,
    )


def _audit(by: User, what: str, update: TrackUpdate, detail: dict[str, Any] | None = None) -> None:
    audit.record(
        by=by,
        action=f"trackupdate.{what}",
        subject=update,
        organisation=update.track.organisation,
        detail=detail,
    )
