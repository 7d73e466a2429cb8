"""Draws what risks may cost together and how judgements moved. Numbers only; words come from elsewhere. No Django.

Places across are percentages of the width (strings with a point, as SVG wants them), heights are pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from koers.risks.simulation import Bin

HEAD, PLOT, FOOT = 44, 170, 34
BASE = HEAD + PLOT
HEIGHT = BASE + FOOT
STEPS = 25
"""The highest score."""
TREND = 150
_LEFT, _RIGHT = 4.0, 96.0


@dataclass(frozen=True, slots=True)
class Bar:
    x: str
    width: str
    top: int
    height: int
    beyond: bool
    """Beyond what is required: drawn differently, with a word in the key."""


@dataclass(frozen=True, slots=True)
class Histogram:
    bars: tuple[Bar, ...]
    required_x: str
    required_anchor: str
    mean_x: str
    mean_anchor: str
    base: int = BASE
    height: int = HEIGHT
    word_y: int = 18
    mean_y: int = 38
    axis_y: int = BASE + 22


def histogram(bins: Sequence[Bin], required: int, mean: float) -> Histogram | None:
    """None when nothing was drawn that costs anything."""
    if not bins:
        return None
    most, largest = max(one.count for one in bins), bins[-1].end
    width = 100 / len(bins)
    bars = [
        Bar(
            x=_percent(number * width + width * 0.08),
            width=_percent(width * 0.84),
            top=BASE - _pixels(one.count, most),
            height=_pixels(one.count, most),
            beyond=one.start >= required,
        )
        for number, one in enumerate(bins)
    ]
    return Histogram(
        tuple(bars),
        _percent(100 * required / largest),
        _anchor(required / largest),
        _percent(100 * mean / largest),
        _anchor(mean / largest),
    )


def _pixels(count: int, most: int) -> int:
    """A bar with anything in it is seen."""
    return max(round(PLOT * count / most), 1) if count else 0


def _anchor(share: float) -> str:
    if share < 0.2:
        return "start"
    return "end" if share > 0.8 else "middle"


@dataclass(frozen=True, slots=True)
class Dot:
    x: str
    y: int
    score: int
    day: date


@dataclass(frozen=True, slots=True)
class Piece:
    """A line between two judgements."""

    x1: str
    y1: int
    x2: str
    y2: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Scores over time: lines and dots for gross and for net."""

    gross: tuple[Dot, ...]
    net: tuple[Dot, ...]
    gross_lines: tuple[Piece, ...]
    net_lines: tuple[Piece, ...]
    first: date
    last: date
    grid: tuple[tuple[int, int], ...]
    height: int = TREND + 40
    axis_y: int = TREND + 34


def trend(judged: Sequence[tuple[date, int | None, int | None]]) -> Trend | None:
    """`judged`: day, gross and net score. None with fewer than two days: a point is no trend."""
    days = sorted(judged)
    if len(days) < 2:
        return None
    first, last = days[0][0], days[-1][0]
    span = max((last - first).days, 1)

    def dots(which: int) -> tuple[Dot, ...]:
        return tuple(
            Dot(
                _percent(_LEFT + (_RIGHT - _LEFT) * (one[0] - first).days / span),
                _height(score),
                score,
                one[0],
            )
            for one in days
            if (score := (one[1], one[2])[which]) is not None
        )

    gross, net = dots(0), dots(1)
    grid = tuple((_height(score), score) for score in (5, 12, 25))
    return Trend(gross, net, _lines(gross), _lines(net), first, last, grid)


def _lines(dots: Sequence[Dot]) -> tuple[Piece, ...]:
    return tuple(Piece(one.x, one.y, other.x, other.y) for one, other in pairwise(dots))


def _height(score: int) -> int:
    return 16 + round(TREND * (STEPS - score) / STEPS)


def _percent(number: float) -> str:
    return f"{number:.2f}%"
