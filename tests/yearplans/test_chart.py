"""The bars stand to scale, beginning at zero, and stay within the drawing."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from koers.yearplans.capacity import Available, Claimed, MonthLoad, Work, team_load
from koers.yearplans.chart import BASE, HEAD, PLOT, Said, draw

HALVES = st.integers(0, 2000).map(lambda halves: Decimal(halves) / 2)


def say(load: MonthLoad) -> Said:
    return Said(str(load.month), str(load.claimed), str(load.overload or ""), "", "")


def test_nothing_to_draw() -> None:
    assert draw(team_load([], []), say) is None


def test_a_full_month() -> None:
    claims = [
        Claimed(1, 1, Decimal(60), Work.FIXED),
        Claimed(1, 1, Decimal(60), Work.FLEXIBLE),
        Claimed(1, 2, Decimal(30), Work.FIXED),
    ]
    chart = draw(team_load(claims, [Available(1, 1, Decimal(90))]), say)
    assert chart is not None
    january, february = chart.bars[:2]
    assert (january.fixed_height, january.flexible_height) == (PLOT // 2, PLOT // 2)
    assert january.line == BASE - PLOT * 3 // 4
    assert january.line_share == "75.00%"
    assert (january.fixed_share, january.flexible_share) == ("50.00%", "50.00%")
    assert january.said.judgement_style == "yearplans-over"
    assert (february.line, february.line_share) == (None, None)
    assert february.said.judgement_style == "t-soft"
    assert january.number_y < january.word_y < january.top
    assert chart.narrow_height == 12 * 46


@given(st.lists(HALVES, min_size=12, max_size=12), st.lists(HALVES, min_size=12, max_size=12))
def test_bars_stay_within_the_drawing(claimed: list[Decimal], available: list[Decimal]) -> None:
    load = team_load(
        [Claimed(1, month, hours, Work.FIXED) for month, hours in enumerate(claimed, 1)],
        [Available(1, month, hours) for month, hours in enumerate(available, 1)],
    )
    chart = draw(load, say)
    if chart is None:
        assert not any(claimed) and not any(available)
        return
    for bar in chart.bars:
        assert HEAD <= bar.flexible_top <= bar.fixed_top <= BASE
        assert bar.line is not None and HEAD <= bar.line <= BASE
        assert bar.number_y >= 0
        assert bar.fixed_top + bar.fixed_height == BASE
