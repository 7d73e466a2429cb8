"""Finding circles in what waits for what. Pure Python, no Django."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable


def way[T](edges: Iterable[tuple[T, T]], start: T, goal: T) -> list[T]:
    """A shortest way along the edges from start to goal, both included; empty when there is none."""
    onward: dict[T, list[T]] = defaultdict(list)
    for begin, end in edges:
        onward[begin].append(end)
    before: dict[T, T | None] = {start: None}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        if here == goal:
            return _back(before, here)
        for there in onward[here]:
            if there not in before:
                before[there] = here
                waiting.append(there)
    return []


def _back[T](before: dict[T, T | None], here: T) -> list[T]:
    found, step = [], here
    while step is not None:
        found.append(step)
        step = before[step]  # type: ignore[assignment]
    return found[::-1]
