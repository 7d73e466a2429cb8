"""What can become of a risk, as a table that reads. No Django."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    OPEN = "open"
    MATERIALISED = "materialised"
    CLOSED = "closed"


TRANSITIONS: dict[State, frozenset[State]] = {
    State.OPEN: frozenset({State.MATERIALISED, State.CLOSED}),
    # What happened has happened: it is closed when it was dealt with, or open again when it can happen once more.
    State.MATERIALISED: frozenset({State.CLOSED, State.OPEN}),
    State.CLOSED: frozenset({State.OPEN}),
}
"""From each state to which. Every step has a day and a sentence: what happened, or why."""


class NoSuchStep(ValueError):
    """A risk does not go from this state to that one."""


def step(was: State | str, becomes: State | str) -> State:
    """The new state. Raises NoSuchStep when the table has no such step."""
    if State(becomes) not in TRANSITIONS[State(was)]:
        raise NoSuchStep(f"a risk does not go from {State(was)} to {State(becomes)}")
    return State(becomes)
