"""The drawings: within their frame, nothing where there is nothing."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from koers.risks.drawing import BASE, HEAD, TREND, histogram, trend
from koers.risks.simulation import Bin

scores = st.none() | st.integers(1, 25)
days = st.integers(0, 4000).map(lambda number: date(2020, 1, 1) + timedelta(days=number))


@given(
    st.lists(st.integers(0, 10**6), min_size=1, max_size=40),
    st.integers(1, 10**9),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_bars_stay_in_the_frame(counts: list[int], step: int, required: float, mean: float) -> None:
    counts[0] += 1
    bins = [Bin(step * number, step * (number + 1), count) for number, count in enumerate(counts)]
    largest = bins[-1].end
    found = histogram(bins, int(required * largest), mean * largest)
    assert found is not None
    assert len(found.bars) == len(bins)
    assert all(HEAD <= bar.top <= BASE and bar.top + bar.height == BASE for bar in found.bars)
    assert all((bar.height > 0) == (count > 0) for bar, count in zip(found.bars, counts, strict=True))
    assert {found.required_anchor, found.mean_anchor} <= {"start", "middle", "end"}
    assert 0 <= float(found.required_x.rstrip("%")) <= 100


def test_nothing_to_draw() -> None:
    assert histogram([], 0, 0) is None
    assert trend([]) is None
    assert trend([(date(2026, 1, 1), 4, 2)]) is None


@given(st.lists(st.tuples(days, scores, scores), min_size=2, max_size=12, unique_by=lambda one: one[0]))
def test_a_trend_goes_through_every_judgement_in_order(
    judged: list[tuple[date, int | None, int | None]],
) -> None:
    found = trend(judged)
    assert found is not None
    for which, dots, lines in ((1, found.gross, found.gross_lines), (2, found.net, found.net_lines)):
        there = sorted((one[0], one[which]) for one in judged if one[which] is not None)
        assert [(dot.day, dot.score) for dot in dots] == there
        assert len(lines) == max(len(dots) - 1, 0)
        assert all(16 <= dot.y <= 16 + TREND for dot in dots)
    assert (found.first, found.last) == (min(one[0] for one in judged), max(one[0] for one in judged))
