"""The phases of a programme: which step may follow which, who may take it and what it needs. No Django.

    not stated ─┐
    start ──────┴→ running → closing → closed
                      ↑________│ (reopened, with a reason)

A programme that was read in from a report may have no phase; it steps on as if it had just started.
A closed programme stays closed: what lives on is in its hand-over points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Need(StrEnum):
    """What a step asks for. The web tells each in words, with the page where it is mended."""

    PURPOSE = "purpose"
    CLIENT = "client"
    GOAL = "goal"
    END = "end"
    HANDOVER = "handover"
    VERDICTS = "verdicts"
    TRACKS_ENDED = "tracks_ended"
    HANDOVER_OWNED = "handover_owned"
    PILOTS_ENDED = "pilots_ended"


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table. `permission` is a value of the permission sheet."""

    source: str
    target: str
    needs: tuple[Need, ...] = ()
    asks_reason: bool = False
    asks_decision: bool = False
    permission: str = "change_register"


STEPS: tuple[Step, ...] = (
    # A programme runs once it is known what for, for whom and towards what.
    Step("start", "running", (Need.PURPOSE, Need.CLIENT, Need.GOAL)),
    # Closing is working towards a known day, with a list of what the line organisation takes over.
    Step("running", "closing", (Need.END, Need.HANDOVER)),
    Step("closing", "running", asks_reason=True),
    # Nothing is left that only this programme looks after, and who set the frame decided that it ends.
    Step(
        "closing",
        "closed",
        (Need.VERDICTS, Need.TRACKS_ENDED, Need.HANDOVER_OWNED, Need.PILOTS_ENDED),
        asks_decision=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Named:
    """A record of the programme: its public id and what it is called."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is now. The lists hold what does not meet the need yet."""

    purpose: bool = False
    clients: int = 0
    goals: int = 0
    end: bool = False
    handover_points: int = 0
    goals_without_verdict: Sequence[Named] = field(default_factory=tuple)
    tracks_open: Sequence[Named] = field(default_factory=tuple)
    handover_unowned: Sequence[Named] = field(default_factory=tuple)
    pilots_running: Sequence[Named] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Check:
    """A need held against the programme. `open` are the records that still stand in the way, `there` is how
    many there are of what must exist.
    """

    need: Need
    met: bool
    there: int = 0
    open: Sequence[Named] = field(default_factory=tuple)


def steps_from(phase: str) -> tuple[Step, ...]:
    """The steps that may follow; a phase that is not stated counts as the start."""
    return tuple(step for step in STEPS if step.source == (phase or "start"))


def find_step(source: str, target: str) -> Step | None:
    return next((step for step in steps_from(source) if step.target == target), None)


def checks(step: Step, standing: Standing) -> tuple[Check, ...]:
    """Every need of the step, met or not, in the order of the table."""
    return tuple(_check(need, standing) for need in step.needs)


def missing(step: Step, standing: Standing) -> tuple[Check, ...]:
    return tuple(check for check in checks(step, standing) if not check.met)


def _check(need: Need, standing: Standing) -> Check:
    counted = {
        Need.PURPOSE: int(standing.purpose),
        Need.CLIENT: standing.clients,
        Need.GOAL: standing.goals,
        Need.END: int(standing.end),
        Need.HANDOVER: standing.handover_points,
    }
    if need in counted:
        return Check(need, counted[need] > 0, counted[need])
    left = {
        Need.VERDICTS: standing.goals_without_verdict,
        Need.TRACKS_ENDED: standing.tracks_open,
        Need.HANDOVER_OWNED: standing.handover_unowned,
        Need.PILOTS_ENDED: standing.pilots_running,
    }[need]
    return Check(need, not left, open=tuple(left))
