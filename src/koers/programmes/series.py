"""Draws the values of an indicator over time, with the days from which they are of other units. No Django.

Across: percentages of the width (strings with a point, as SVG wants them). Up and down: pixels. Values that stand on two
sides of a break are not joined by a line: they are not of the same thing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

HEAD, PLOT, FOOT = 56, 140, 30
BASE = HEAD + PLOT
HEIGHT = BASE + FOOT
LEFT, WIDTH = Decimal(8), Decimal(84)


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day; `said` is how it is printed."""

    day: date
    value: Decimal
    said: str


@dataclass(frozen=True, slots=True)
class Break:
    """From this day on figures are of other units; `day_said` is how the day is printed."""

    day: date
    name: str
    day_said: str


@dataclass(frozen=True, slots=True)
class Dot:
    point: Point
    x: str
    y: int

    @property
    def label_y(self) -> int:
        return self.y - 12


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line between two values that follow each other."""

    x1: str
    y1: int
    x2: str
    y2: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A break in the drawing. Its words stand on the side where there is room."""

    found: Break
    x: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing:
    dots: tuple[Dot, ...]
    strokes: tuple[Stroke, ...]
    marks: tuple[Mark, ...]
    height: int = HEIGHT
    base: int = BASE
    head: int = HEAD - 22
    words_y: int = 18
    days_y: int = BASE + 20


def draw(points: Sequence[Point], breaks: Sequence[Break]) -> Drawing | None:
    """None with fewer than two days: there is no course to draw."""
    ordered = sorted(points, key=lambda point: point.day)
    if not ordered or ordered[0].day == ordered[-1].day:
        return None
    first, days = ordered[0].day, (ordered[-1].day - ordered[0].day).days
    values = [point.value for point in ordered]
    low, span = min(values), max(values) - min(values)

    def across(day: date) -> Decimal:
        return LEFT + WIDTH * (day - first).days / days

    def up(value: Decimal) -> int:
        return BASE - (int(PLOT * (value - low) / span) if span else PLOT // 2)

    dots = tuple(Dot(point, _percent(across(point.day)), up(point.value)) for point in ordered)
    between = [one for one in breaks if first < one.day <= ordered[-1].day]
    strokes = tuple(
        Stroke(one.x, one.y, other.x, other.y)
        for one, other in pairwise(dots)
        if not any(one.point.day < found.day <= other.point.day for found in between)
    )
    marks = tuple(
        Mark(found, _percent(across(found.day)), "end" if across(found.day) > 50 else "start")
        for found in between
    )
    return Drawing(dots, strokes, marks)


def _percent(share: Decimal) -> str:
    return f"{share:.2f}%"
