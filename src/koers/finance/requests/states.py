"""The states of a request and who may bring it where: one readable table. Pure Python, no Django."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    FILED = "filed"
    RANKED = "ranked"
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Who(StrEnum):
    """Who takes a step: the one who filed the request, or the one who keeps the money."""

    FILER = "filer"
    KEEPER = "keeper"


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    begins: frozenset[State]
    ends: State
    who: frozenset[Who]


_FILER, _KEEPER = frozenset({Who.FILER}), frozenset({Who.KEEPER})
_ASKED = frozenset({State.FILED, State.RANKED})
_DECIDED = frozenset({State.GRANTED, State.PARTLY})

STEPS: dict[str, Step] = {
    step.name: step
    for step in (
        # name        from                                            to               by whom
        Step("file", frozenset({State.DRAFT}), State.FILED, _FILER),
        Step("change", frozenset({State.DRAFT}), State.DRAFT, _FILER),
        Step("withdraw", frozenset({State.DRAFT}) | _ASKED, State.WITHDRAWN, _FILER),
        Step("reopen", frozenset({State.FILED}), State.DRAFT, _KEEPER),
        Step("rank", frozenset({State.FILED}), State.RANKED, _KEEPER),
        Step("unrank", frozenset({State.RANKED}), State.FILED, _KEEPER),
        Step("grant", _ASKED | _DECIDED, State.GRANTED, _KEEPER),
        Step("grant_partly", _ASKED | _DECIDED, State.PARTLY, _KEEPER),
        Step("refuse", _ASKED, State.REFUSED, _KEEPER),
        Step("revoke", _DECIDED, State.REFUSED, _KEEPER),
    )
}


class WrongStep(ValueError):
    """The step does not begin where the request is, or this person may not take it."""

    def __init__(self, step: str, state: str) -> None:
        super().__init__(f"{step} from {state}")
        self.step, self.state = step, state


def after(step: str, state: str, who: frozenset[Who]) -> State:
    """Where the step leads. Raises WrongStep."""
    found = STEPS[step]
    if State(state) not in found.begins or not found.who & who:
        raise WrongStep(step, state)
    return found.ends


def possible(state: str, who: frozenset[Who]) -> list[str]:
    """The steps this person can take now, in the order of the table."""
    return [name for name, step in STEPS.items() if State(state) in step.begins and step.who & who]
