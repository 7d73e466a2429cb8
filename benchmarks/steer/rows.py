"""The rows of programmes: goals, tracks, deliverables, periods, judgements and decisions.

Nothing is looked up while making. History tables stay empty: the measured pages read none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

import words
from django.utils import timezone
from staff import Staff
from store import Row, Store

from koers.decisions.models import Decision
from koers.programmes.models import (
    Adoption,
    Baseline,
    Deliverable,
    Dependency,
    Goal,
    Indicator,
    Measurement,
    PeriodGoal,
    PlanningPeriod,
    Programme,
    ProgrammeDecision,
    Status,
    Track,
    TrackMember,
)

SPRINT = timedelta(weeks=6)
KINDS = (Programme, Goal, Indicator, Measurement, Track, TrackMember, Deliverable, Adoption, PlanningPeriod)
MORE_KINDS = (PeriodGoal, Status, Decision, ProgrammeDecision, Baseline, Dependency)


@dataclass(frozen=True, slots=True)
class Shape:
    """How much one programme has. The defaults are data set L."""

    goals: int = 6
    tracks: int = 8
    members: int = 2
    periods: int = 12
    period_goals: int = 2
    deliverables: int = 60
    statuses: int = 6
    decisions: int = 2


def on(name: str, moment: date) -> dict[str, Any]:
    """The two columns of a date that is known to the day."""
    return {f"{name}_first_day": moment, f"{name}_precision": "day"}


class Batch:
    """Makes programmes and keeps their rows until `store`."""

    def __init__(self, rng: Random, today: date, shape: Shape | None = None) -> None:
        self.rng, self.today, self.shape = rng, today, shape or Shape()
        now = timezone.make_aware(datetime.combine(today, time(8)))
        store = Store(rng, now)
        store.prepare(*KINDS, *MORE_KINDS)
        self.tables, self.add, self.store, self.finish = store.tables, store.add, store.store, store.finish

    def programme(self, number: int, staff: Staff, earlier: Row | None) -> Row:
        """A programme with all its parts; `earlier` is one it may depend on."""
        rng, shape = self.rng, self.shape
        start = self.today - SPRINT * rng.randrange(max(1, shape.periods)) - timedelta(days=rng.randrange(42))
        end = start + SPRINT * shape.periods
        programme = self.add(
            Programme,
            organisation=staff.organisation,
            name=words.programme(rng, number),
            slug=f"programma-{number}",
            purpose=words.sentence(rng, 30),
            central_question=words.sentence(rng),
            phase=rng.choices(("start", "running", "closing", "closed"), (1, 7, 1, 1))[0],
            owner=rng.choice(staff.managers),
            **on("start", start),
            **on("end", end),
        )
        common = {"programme": programme, "organisation": staff.organisation}
        goals = self._goals(common, end)
        tracks = [self._track(common, at, staff, start, end) for at in range(shape.tracks)]
        made = self._deliverables(common, tracks, staff, start, end)
        self._periods(common, start, tracks, goals, made)
        self._statuses(common, tracks, staff)
        self._decisions(common, staff, start, made)
        if earlier is not None and number % 3 == 0:
            self.add(Dependency, **common, on_programme=earlier, text=words.sentence(rng))
        return programme

    def _goals(self, common: dict[str, Any], end: date) -> list[Row]:
        """Every second goal has an indicator with two measurements."""
        goals = []
        for at in range(self.shape.goals):
            goal = self.add(Goal, **common, text=words.sentence(self.rng), **on("target_date", end))
            goals.append(goal)
            if at % 2:
                continue
            first = self.rng.randrange(20, 60)
            values = {"baseline": first, "target": first + 20, "source": "Meting", **on("target_date", end)}
            indicator = self.add(Indicator, goal=goal, name=f"Tevredenheid {at}", unit="%", **values)
            for days in (200, 20):
                moment = self.today - timedelta(days=days)
                self.add(Measurement, indicator=indicator, date=moment, value=first + 10 - days // 20)
        return goals

    def _track(self, common: dict[str, Any], at: int, staff: Staff, start: date, end: date) -> Row:
        rng = self.rng
        track = self.add(
            Track,
            **common,
            name=f"Spoor {at + 1}: {rng.choice(words.SUBJECTS).lower()}",
            status="running",
            text=words.sentence(rng),
            **on("start", start),
            **on("end", end),
        )
        for seat in range(self.shape.members):
            person = staff.leads[(at + seat) % len(staff.leads)]
            self.add(
                TrackMember,
                track=track,
                person=person,
                name=person.name,
                leads=seat == 0,
                unit=rng.choice(words.UNITS),
                expertise=rng.choice(words.EXPERTISE),
                hours_per_week=rng.choice((4, 8, 12, 16)),
            )
        return track

    def _deliverables(
        self, common: dict[str, Any], tracks: list[Row], staff: Staff, start: date, end: date
    ) -> list[Row]:
        """Spread over the programme; what lies in the past is mostly done. Every third is adopted in two steps."""
        rng, made = self.rng, []
        for at in range(self.shape.deliverables):
            due = start + (end - start) * (at + 1) / (self.shape.deliverables + 1)
            past = due < self.today and rng.random() < 0.85
            track = tracks[at % len(tracks)]
            row = self.add(
                Deliverable,
                **common,
                track=track,
                track_name=track.name,
                name=f"{rng.choice(words.PRODUCTS)} {rng.choice(words.SUBJECTS).lower()} {at + 1}",
                status="adopted" if past and at % 3 == 0 else "delivered" if past else "planned",
                text=words.sentence(rng, 8),
                owner=common["programme"].owner if at % 10 == 9 else staff.leads[at % len(staff.leads)],
                needs_advice=at % 12 == 0,
                **on("due", due),
            )
            made.append(row)
            if at % 3 == 0:
                self._steps(row, staff, due, past)
        return made

    def _steps(self, deliverable: Row, staff: Staff, due: date, past: bool) -> None:
        decider = staff.bodies[self.rng.randrange(3)]
        for at, (sort, act, body) in enumerate(
            (("advice", "advies", staff.bodies[-1]), ("adopted", "vastgesteld", decider))
        ):
            moment = due + timedelta(days=14 * at)
            told = (
                {"state": "done", **on("date", moment)}
                if past
                else {"state": "planned", **on("planned", moment)}
            )
            self.add(
                Adoption, deliverable=deliverable, body_known=body, body=body.name, sort=sort, act=act, **told
            )

    def _periods(
        self, common: dict[str, Any], start: date, tracks: list[Row], goals: list[Row], made: list[Row]
    ) -> None:
        """Sprints of six weeks in a row. What did not get done says why."""
        rng = self.rng
        for at in range(self.shape.periods):
            first = start + SPRINT * at
            period = self.add(
                PlanningPeriod, **common, name=f"Sprint {at + 1}", start=first, end=first + SPRINT
            )
            over = first + SPRINT <= self.today
            for _ in range(self.shape.period_goals):
                state = rng.choices(("done", "moved", "dropped"), (8, 1, 1))[0] if over else "open"
                self.add(
                    PeriodGoal,
                    period=period,
                    text=words.sentence(rng, 10),
                    track=rng.choice(tracks),
                    goal=rng.choice(goals),
                    deliverable=rng.choice(made),
                    state=state,
                    reason=words.sentence(rng, 8) if state in ("moved", "dropped") else "",
                )

    def _statuses(self, common: dict[str, Any], tracks: list[Row], staff: Staff) -> None:
        """Judgements of the whole programme, and the last one of every track; some are more than 30 days old."""
        late = self.rng.randrange(45)
        for at in range(self.shape.statuses):
            self._status(common, None, staff, late + 30 * at)
        for track in tracks:
            self._status(common, track, staff, late + self.rng.randrange(20))

    def _status(self, common: dict[str, Any], track: Row | None, staff: Staff, days: int) -> None:
        rng = self.rng
        level = rng.choices(("ok", "warn", "alarm"), (6, 3, 1))[0]
        why = (
            {}
            if level == "ok"
            else {key: words.sentence(rng) for key in ("cause", "consequence", "adjustment")}
        )
        when = self.today - timedelta(days=days)
        by = rng.choice(staff.managers)
        self.add(
            Status, **common, track=track, date=when, level=level, line=words.sentence(rng, 9), by=by, **why
        )

    def _decisions(self, common: dict[str, Any], staff: Staff, start: date, made: list[Row]) -> None:
        """Some decisions, and the first baseline: what was promised at the start."""
        rng = self.rng
        for at in range(self.shape.decisions):
            decision = self.add(
                Decision,
                organisation=staff.organisation,
                body=staff.bodies[at % 3].name,
                act="vastgesteld",
                text=words.sentence(rng),
                **on("date", start + timedelta(days=40 * at)),
            )
            self.add(ProgrammeDecision, **common, decision=decision)
        promised = [
            {
                "kind": "deliverable",
                "id": str(row.public_id),
                "text": row.name,
                "date": row.due_first_day.isoformat(),
            }
            for row in made
        ]
        self.add(Baseline, **common, number=1, date=start, body_name="Directieteam", content=promised)
