"""Draws the course of a programme for the start page: some steps behind us, where we are, and some ahead.

Pure Python, no Django. Places across are percentages, heights pixels, as in `timeline`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from koers.core.dates import PartialDate
from koers.ui.formats import dutch_date

HEIGHT, LOW, HIGH = 190, 128, 62
LETTERS = 26
BEHIND, AHEAD = 2, 3


@dataclass(frozen=True, slots=True)
class Step:
    label: str
    on: PartialDate
    done: bool
    note: str = ""
    """How far it moved, in words; empty when it did not."""


@dataclass(frozen=True, slots=True)
class Stop:
    x: str
    y: int
    style: str
    anchor: str
    words: str
    when: str
    note: str
    above: bool

    @property
    def words_y(self) -> int:
        return self.y - 38 if self.above else self.y + 30

    @property
    def when_y(self) -> int:
        return self.y - 19 if self.above else self.y + 49

    @property
    def note_y(self) -> int:
        return self.y - 57 if self.above else self.y + 66


@dataclass(frozen=True, slots=True)
class Leg:
    style: str
    x1: str
    y1: int
    x2: str
    y2: int


@dataclass(frozen=True, slots=True)
class CourseLine:
    height: int
    legs: tuple[Leg, ...]
    stops: tuple[Stop, ...]
    now_x: str
    now_y: int
    description: str
    today: str


def chosen(steps: Sequence[Step]) -> list[Step]:
    """The last steps that are done and the first that are not, in order of date."""
    ordered = sorted(steps, key=lambda step: step.on.first_day)
    done = [step for step in ordered if step.done][-BEHIND:]
    return [*done, *[step for step in ordered if not step.done][:AHEAD]]


def draw(steps: Sequence[Step], today: date) -> CourseLine | None:
    """None when there is no step: a line without stops says nothing."""
    shown = chosen(steps)
    if not shown:
        return None
    behind = sum(1 for step in shown if step.done)
    places = len(shown) + 1  # one is for now
    xs = [7 + 86 * number / max(places - 1, 1) for number in range(places)]
    ys = [
        round(LOW - (LOW - HIGH) * number / max(places - 1, 1)) + (8 if number % 2 else -6)
        for number in range(places)
    ]
    stops, points = [], []
    for number in range(places):
        points.append((xs[number], ys[number]))
        if number != behind:
            step = shown[number if number < behind else number - 1]
            stops.append(_stop(step, xs[number], ys[number], number, places))
    legs = [Leg("sailed", "0%", LOW + 4, f"{xs[0]:.1f}%", ys[0])]
    for number, ((x1, y1), (x2, y2)) in enumerate(pairwise(points)):
        legs.append(Leg("sailed" if number < behind else "ahead", f"{x1:.1f}%", y1, f"{x2:.1f}%", y2))
    told = [f"{stop.words} {stop.when}{', ' + stop.note if stop.note else ''}" for stop in stops]
    return CourseLine(
        HEIGHT + 20,
        tuple(legs),
        tuple(stops),
        f"{xs[behind]:.1f}%",
        ys[behind],
        f"Gedaan: {'; '.join(told[:behind]) or 'nog niets'}. Nog te gaan: {'; '.join(told[behind:]) or 'niets'}.",
        dutch_date(today),
    )


def _stop(step: Step, x: float, y: int, number: int, places: int) -> Stop:
    words = step.label if len(step.label) <= LETTERS else step.label[: LETTERS - 1].rstrip() + "…"
    anchor = "start" if number == 0 else "end" if number == places - 1 else "middle"
    above = number % 2 == 1 if number != places - 1 else True
    return Stop(
        f"{x:.1f}%", y, "done" if step.done else "todo", anchor, words, dutch_date(step.on), step.note, above
    )
