"""Draws the year of a team: twelve bars of fixed and flexible hours against what is available. No Django.

Places on the axis are percentages of the width (strings with a point, as SVG wants them), heights are pixels.
The wide drawing has upright bars; on a phone every month is a line with a lying bar. Hours begin at zero.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from koers.yearplans.capacity import MonthLoad, YearLoad

HEAD, PLOT, FOOT = 46, 180, 44
BASE = HEAD + PLOT
HEIGHT = BASE + FOOT
SLOT = Decimal(100) / 12
GAP = Decimal("1.2")
ROW = 46
BAR_WIDTH = Decimal(100)


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one month: its short name, planned hours, hours too many, judgement, and all in a sentence."""

    short: str
    number: str
    over: str
    judgement: str
    words: str

    @property
    def judgement_style(self) -> str:
        return "yearplans-over" if self.over else "t-soft"


@dataclass(frozen=True, slots=True)
class Bar:
    """One month. Upright: `x` and `width` with tops and heights; lying: `fixed_share` and so on, at `row_y`.

    `line` and `line_share` are None when what is available is unknown.
    """

    load: MonthLoad
    said: Said
    x: str
    width: str
    middle: str
    line_from: str
    line_to: str
    fixed_top: int
    fixed_height: int
    flexible_top: int
    flexible_height: int
    line: int | None
    row_y: int
    fixed_share: str
    flexible_share: str
    line_share: str | None

    @property
    def top(self) -> int:
        """The higher of the bar and its line: words stand above it."""
        return min(self.flexible_top, BASE if self.line is None else self.line)

    @property
    def number_y(self) -> int:
        return self.top - 8 if not self.load.overload else self.top - 22

    @property
    def word_y(self) -> int:
        return self.top - 6

    @property
    def bar_y(self) -> int:
        """Of the lying bar, beneath its words."""
        return self.row_y + 22

    @property
    def words_y(self) -> int:
        return self.row_y + 16

    @property
    def tick_from(self) -> int:
        return self.bar_y - 3

    @property
    def tick_to(self) -> int:
        return self.bar_y + 17


@dataclass(frozen=True, slots=True)
class Chart:
    bars: tuple[Bar, ...]
    height: int = HEIGHT
    base: int = BASE
    month_y: int = BASE + 18
    unknown_y: int = BASE + 36

    @property
    def narrow_height(self) -> int:
        return ROW * len(self.bars)


def draw(load: YearLoad, say: Callable[[MonthLoad], Said]) -> Chart | None:
    """None when there is not an hour to draw. `say` gives the words of a month."""
    most = max(max(month.claimed, month.available) for month in load.months)
    if not most:
        return None
    return Chart(tuple(_bar(number, month, most, say(month)) for number, month in enumerate(load.months)))


def _bar(number: int, load: MonthLoad, most: Decimal, said: Said) -> Bar:
    fixed, flexible = _pixels(load.fixed, most), _pixels(load.claimed, most) - _pixels(load.fixed, most)
    left = SLOT * number
    known = load.known
    return Bar(
        load=load,
        said=said,
        x=_percent(left + GAP),
        width=_percent(SLOT - 2 * GAP),
        middle=_percent(left + SLOT / 2),
        line_from=_percent(left + GAP / 3),
        line_to=_percent(left + SLOT - GAP / 3),
        fixed_top=BASE - fixed,
        fixed_height=fixed,
        flexible_top=BASE - fixed - flexible,
        flexible_height=flexible,
        line=None if known is None else BASE - _pixels(known, most),
        row_y=ROW * number,
        fixed_share=_percent(BAR_WIDTH * load.fixed / most),
        flexible_share=_percent(BAR_WIDTH * load.flexible / most),
        line_share=None if known is None else _percent(BAR_WIDTH * known / most),
    )


def _pixels(hours: Decimal, most: Decimal) -> int:
    return int(PLOT * hours / most + Decimal("0.5"))


def _percent(share: Decimal) -> str:
    return f"{share:.2f}%"
