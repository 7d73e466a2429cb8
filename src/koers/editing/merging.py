"""Three-way merging: what it was, what they made of it, what you made of it. Pure Python, no Django."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any


class Outcome(Enum):
    SAME = auto()
    """Nobody changed it."""
    THEIRS = auto()
    YOURS = auto()
    AGREED = auto()
    """Both made the same of it."""
    CONFLICT = auto()
    """Both changed it, differently: a person chooses."""


@dataclass(frozen=True, slots=True)
class Difference:
    name: str
    outcome: Outcome
    was: Any
    theirs: Any
    yours: Any

    @property
    def value(self) -> Any:
        """What it becomes; of a conflict nothing is chosen, so asking is a mistake (ValueError)."""
        if self.outcome is Outcome.CONFLICT:
            raise ValueError(f"{self.name} is a conflict")
        return self.yours if self.outcome is Outcome.YOURS else self.theirs


def three_way(
    names: Iterable[str],
    *,
    was: Mapping[str, Any] | None,
    theirs: Mapping[str, Any],
    yours: Mapping[str, Any],
) -> list[Difference]:
    """What became of each name. Without `was` (what you started from is not known any more) every
    difference is a conflict: better to ask than to lose something.
    """
    return [_difference(name, was, theirs[name], yours[name]) for name in names]


def _difference(name: str, was: Mapping[str, Any] | None, theirs: Any, yours: Any) -> Difference:
    before = None if was is None else was[name]
    if theirs == yours:
        unchanged = was is not None and theirs == before
        outcome = Outcome.SAME if unchanged or was is None else Outcome.AGREED
    elif was is None:
        outcome = Outcome.CONFLICT
    elif yours == before:
        outcome = Outcome.THEIRS
    elif theirs == before:
        outcome = Outcome.YOURS
    else:
        outcome = Outcome.CONFLICT
    return Difference(name, outcome, before, theirs, yours)
