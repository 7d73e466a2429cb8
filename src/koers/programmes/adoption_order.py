"""Whether a final decision came, or is planned, before the works council's advice it needs. Pure Python.

A step counts as advice before the decision when it was done, or is planned, no later than the decision. A step
without a date stands at the place it has in the list; advice that was refused is no advice given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ADVICE = frozenset({"advice", "consent"})
FINAL = frozenset({"adopted"})
WORKS_COUNCIL_WORDS = ("ondernemingsraad", "works council")


class Order(StrEnum):
    """What is to be said about the steps of one deliverable."""

    FINE = "fine"
    ADVICE_MISSING = "advice_missing"
    ADVICE_LATE = "advice_late"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `first` and `last` are the days its date may stand for; both None when it has none.

    `sort` may be empty for what a report states; then `act` is read. `council` says that the body is a works
    council, or that nobody knows which kind of body it is and its name says so (`names_works_council`).
    """

    sort: str
    council: bool
    first: date | None = None
    last: date | None = None
    refused: bool = False
    final: bool = False


def names_works_council(name: str) -> bool:
    """Whether the name of a body, as a source prints it, is that of a works council: OR, ondernemingsraad."""
    words = name.replace(".", "").split()
    return any(word in ("OR", "COR", "GOR") for word in words) or any(
        word in name.casefold() for word in WORKS_COUNCIL_WORDS
    )


def is_final(sort: str, act: str) -> bool:
    """A final decision by its kind, else by the verb of the source."""
    return sort in FINAL or (not sort and act.strip().casefold() == "vastgesteld")


def judge(steps: Sequence[Step], *, needs_advice: bool) -> Order:
    """FINE unless the deliverable needs advice and a final decision stands before any, or without one."""
    finals = [n for n, step in enumerate(steps) if step.final and not step.refused]
    if not needs_advice or not finals:
        return Order.FINE
    advice = [n for n, step in enumerate(steps) if step.council and not step.refused and _advises(step)]
    if not advice:
        return Order.ADVICE_MISSING
    if all(any(_no_later(steps, a, f) for a in advice) for f in finals):
        return Order.FINE
    return Order.ADVICE_LATE


def _advises(step: Step) -> bool:
    """What a works council did without a kind of step (read in from a report) is taken for its advice."""
    return step.sort in ADVICE or (not step.sort and not step.final)


def _no_later(steps: Sequence[Step], advice: int, final: int) -> bool:
    given, decided = steps[advice].first, steps[final].last
    if given is None or decided is None:
        return advice < final
    return given <= decided
