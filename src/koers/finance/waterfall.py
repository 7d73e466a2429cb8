"""The waterfall from made available to what is left, drawn as lying bars. Pure Python, no Django.

Each step begins where the one before ended. A step whose amount is unknown has no bar, and neither have those that
follow from it: a bar would say a number nobody knows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from koers.finance.balances import Amount, Balance

ROW, BAR = 46, 16


@dataclass(frozen=True, slots=True)
class Step:
    """A bar from one balance to the next, in cents; `part` names it, `sort` is total, minus or left."""

    part: str
    sort: str
    amount: Amount
    begin: int
    end: int
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """What the template draws: words above a bar, in percents of the width and pixels of the height."""

    step: Step
    label: str
    words: str
    words_y: int
    bar_y: int
    x: str
    width: str

    @property
    def style(self) -> str:
        return {"total": "s1", "minus": "s2-hatch", "left": "finance-left"}[self.step.sort]

    @property
    def short(self) -> bool:
        """Beyond what there was."""
        return self.step.sort == "left" and self.step.amount.known < 0


@dataclass(frozen=True, slots=True)
class Waterfall:
    rows: tuple[Row, ...]
    zero: str
    bar: int = BAR

    @property
    def height(self) -> int:
        return ROW * len(self.rows)


def steps(balance: Balance) -> list[Step]:
    """Made available, allocated, free to allocate; then committed, spent, remainder."""
    made, free, remainder = balance.made_available, balance.free_to_allocate, balance.remainder
    after = made.known - balance.committed.known
    return [
        Step("made_available", "total", made, 0, made.known, not made.unknown),
        Step("allocated", "minus", balance.allocated, free.known, made.known, not free.unknown),
        Step("free", "left", free, 0, free.known, not free.unknown),
        Step(
            "committed", "minus", balance.committed, after, made.known, not (made + balance.committed).unknown
        ),
        Step("spent", "minus", balance.spent, remainder.known, after, not remainder.unknown),
        Step("remainder", "left", remainder, 0, remainder.known, not remainder.unknown),
    ]


def draw(balance: Balance, name: Callable[[str], str], say: Callable[[Amount], str]) -> Waterfall | None:
    """None when there is no amount to draw."""
    found = steps(balance)
    ends = [0, *(end for step in found if step.drawn for end in (step.begin, step.end))]
    lowest, highest = min(ends), max(ends)
    if lowest == highest:
        return None
    whole = highest - lowest

    def percent(cents: int) -> str:
        """Of whole numbers only: a fraction of a percent is enough for a line, money is never rounded here."""
        return f"{cents * 10_000 // whole / 100:.2f}%"

    rows = [
        _row(number, step, name(step.part), say(step.amount), percent, lowest)
        for number, step in enumerate(found)
    ]
    return Waterfall(tuple(rows), percent(-lowest))


def _row(number: int, step: Step, label: str, words: str, percent: Callable[[int], str], lowest: int) -> Row:
    left, right = sorted((step.begin, step.end))
    return Row(
        step=step,
        label=label,
        words=words,
        words_y=ROW * number + 16,
        bar_y=ROW * number + 22,
        x=percent(left - lowest),
        width=percent(right - left) if step.drawn else "0%",
    )


def described(rows: Sequence[Row]) -> str:
    """The chart in a sentence, for who hears it."""
    return "; ".join(f"{row.label}: {row.words}" for row in rows)
