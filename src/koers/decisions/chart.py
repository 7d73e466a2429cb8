"""Draws how many are in each state, as reported and as assessed, in two lying bars per state. No Django.

Places on the axis are percentages of the width (strings with a point, as SVG wants them), heights are pixels. Bars
begin at zero; both sorts share one scale.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from koers.decisions.following import Count

ROW, BAR, TOP = 58, 13, 20
ROOM = 88
"""Per cent of the width for the longest bar; the rest is for its number."""


@dataclass(frozen=True, slots=True)
class Bars:
    """One state: its words, and both bars with their numbers."""

    words: str
    count: Count
    words_y: int
    reported_y: int
    assessed_y: int
    reported: str
    assessed: str

    @property
    def reported_text(self) -> int:
        return self.reported_y + BAR - 2

    @property
    def assessed_text(self) -> int:
        return self.assessed_y + BAR - 2

    @property
    def reported_end(self) -> str:
        return _after(self.reported)

    @property
    def assessed_end(self) -> str:
        return _after(self.assessed)


@dataclass(frozen=True, slots=True)
class Chart:
    rows: tuple[Bars, ...]
    bar: int = BAR

    @property
    def height(self) -> int:
        return ROW * len(self.rows)


def draw(counts: Sequence[Count], say: Callable[[str], str]) -> Chart | None:
    """None when there is nothing to count. States that nothing is in are left out."""
    shown = [one for one in counts if one.reported or one.assessed]
    most = max((max(one.reported, one.assessed) for one in shown), default=0)
    if not most:
        return None
    return Chart(tuple(_bars(number, one, most, say(one.status)) for number, one in enumerate(shown)))


def _bars(number: int, count: Count, most: int, words: str) -> Bars:
    top = ROW * number
    return Bars(
        words=words,
        count=count,
        words_y=top + TOP - 5,
        reported_y=top + TOP,
        assessed_y=top + TOP + BAR + 3,
        reported=_percent(count.reported, most),
        assessed=_percent(count.assessed, most),
    )


def _percent(count: int, most: int) -> str:
    return f"{count * ROOM / most:.2f}%"


def _after(width: str) -> str:
    return f"{float(width[:-1]) + 1:.2f}%"
