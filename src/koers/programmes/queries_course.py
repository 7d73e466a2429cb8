"""What the phase table, the baseline and the suggestion need to know of a programme, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Max, Q

from koers.core.dates import PartialDate
from koers.programmes.baselines import Promise
from koers.programmes.models import (
    Adoption,
    Deliverable,
    Goal,
    HandoverPoint,
    PeriodGoal,
    Pilot,
    Programme,
    Track,
)
from koers.programmes.phases import Named, Standing
from koers.programmes.suggestion import Dated, Update

TRACK_OVER = (Track.Status.ENDED, Track.Status.HANDED_OVER)
DELIVERED = (Deliverable.Status.DELIVERED, Deliverable.Status.ADOPTED)
STEP_OVER = (Adoption.State.DONE, Adoption.State.REFUSED, "")  # what a report states is done
_WHOLE = "a programme is judged as a whole, what its participants made counts as well"
PERIOD_GOAL_HERE = (PeriodGoal.State.OPEN, PeriodGoal.State.DONE)


def standing_of(programme: Programme) -> Standing:
    """What the steps from phase to phase are held against (5 queries)."""
    goals: Sequence[Goal] = list(programme.goals.all())
    points: Sequence[HandoverPoint] = list(programme.handover_points.select_related("owner"))
    pilots: Sequence[Pilot] = list(programme.pilots.filter(ended=False))
    tracks: Sequence[Track] = list(programme.tracks.exclude(status__in=TRACK_OVER))
    return Standing(
        purpose=bool(programme.purpose.strip()),
        clients=programme.clients.count(),
        goals=len(goals),
        end=programme.end is not None,
        handover_points=len(points),
        goals_without_verdict=_named(goal for goal in goals if not goal.verdict),
        tracks_open=_named(tracks),
        handover_unowned=_named(
            point
            for point in points
            if not point.is_done and (not point.owner_words or point.review_date is None)
        ),
        pilots_running=_named(pilots),
    )


def _named(records: Iterable[Goal | Track | HandoverPoint | Pilot]) -> tuple[Named, ...]:
    return tuple(Named(str(record.public_id), str(record)) for record in records)


def promises_of(programme: Programme) -> list[Promise]:
    """What a baseline keeps, as it is planned now: end, goals, tracks and deliverables (3 queries).

    Things without a date are in it too: that they had none is part of what was promised.
    """
    return [
        Promise("programme", str(programme.public_id), programme.name, programme.end),
        *(
            Promise("goal", str(goal.public_id), goal.text, goal.target_date)
            for goal in programme.goals.all()
        ),
        *(Promise("track", str(track.public_id), track.name, track.end) for track in programme.tracks.all()),
        *(
            Promise("deliverable", str(product.public_id), product.name, product.due)
            for product in programme.deliverables.all()
        ),
    ]


def dated_of(programme: Programme, promised: Iterable[Promise], track: Track | None = None) -> list[Dated]:
    """Everything with a date that can be late, against what was promised: of the whole programme
    (5 queries) or of one track (3 queries).
    """
    dates = {(one.kind, one.id): one.date for one in promised}
    products = programme.deliverables.all() if track is None else programme.deliverables.filter(track=track)
    found = [
        Dated(
            "deliverable",
            product.name,
            product.due,
            dates.get(("deliverable", str(product.public_id))),
            product.status in DELIVERED,
            str(product.public_id),
        )
        for product in products
    ]
    found += [*_steps(programme, track), *_period_goals(programme, track)]
    if track is None:
        found += [
            Dated(
                "goal",
                goal.text,
                goal.target_date,
                dates.get(("goal", str(goal.public_id))),
                bool(goal.verdict),
                str(goal.public_id),
            )
            for goal in programme.goals.all()
        ]
        found += [track_end(one, promised) for one in programme.tracks.all()]
    return found


def track_end(track: Track, promised: Iterable[Promise]) -> Dated:
    return Dated(
        "track",
        track.name,
        track.end,
        _date_of(promised, "track", track),
        track.status in TRACK_OVER,
        str(track.public_id),
    )


def programme_end(programme: Programme, promised: Iterable[Promise]) -> Dated:
    closed = programme.phase == Programme.Phase.CLOSED
    return Dated(
        "programme", programme.name, programme.end, _date_of(promised, "programme", programme), closed
    )


def _date_of(promised: Iterable[Promise], kind: str, record: Programme | Track) -> PartialDate | None:
    key = (kind, str(record.public_id))
    return next((one.date for one in promised if (one.kind, one.id) == key), None)


def _steps(programme: Programme, track: Track | None) -> list[Dated]:
    """Steps of adoption that were planned; a baseline does not hold them."""
    steps = Adoption.objects.across_organisations(_WHOLE).filter(deliverable__programme=programme)
    if track is not None:
        steps = steps.filter(deliverable__track=track)
    return [
        Dated(
            "adoption",
            step.deliverable.name,
            step.planned,
            done=step.state in STEP_OVER,
            id=str(step.public_id),
        )
        for step in steps.filter(planned_first_day__isnull=False).select_related("deliverable")
    ]


def _period_goals(programme: Programme, track: Track | None) -> list[Dated]:
    """Goals of periods. What was carried over is measured from the period it came from."""
    goals = PeriodGoal.objects.across_organisations(_WHOLE).filter(
        period__programme=programme, state__in=PERIOD_GOAL_HERE
    )
    if track is not None:
        goals = goals.filter(track=track)
    return [
        Dated(
            "period_goal",
            goal.text,
            _last_day(goal.period.end),
            _last_day(goal.carried_from.period.end) if goal.carried_from else None,
            goal.state == PeriodGoal.State.DONE,
            str(goal.public_id),
        )
        for goal in goals.select_related("period", "carried_from__period")
    ]


def _last_day(end: date) -> PartialDate:
    """The exclusive end of a period as the last day in it."""
    last = end - timedelta(days=1)
    return PartialDate(last.year, last.month, last.day)


def updates_of(programme: Programme) -> list[Update]:
    """When each running track was last judged; a five-minute update is a judgement too (1 query)."""
    tracks = programme.tracks.filter(Q(status=Track.Status.RUNNING) | Q(status=""))
    return [Update(track.name, track.last) for track in tracks.annotate(last=Max("statuses__date"))]
