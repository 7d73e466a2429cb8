"""Was and becomes of a reorganisation: what adds up and what is odd. Pure Python, no Django."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the unit there was (empty: a new one begins), the one there will be (empty: it ends)."""

    was: str
    becomes: str
    fte_was: Decimal | None
    fte_becomes: Decimal | None


@dataclass(frozen=True, slots=True)
class Balance:
    """Fte before and after, of the lines that state it; `unknown_*` counts the lines that do not."""

    was: Decimal
    becomes: Decimal
    unknown_was: int
    unknown_becomes: int

    @property
    def difference(self) -> Decimal | None:
        """None while a line is unknown: a difference of parts would say something about the whole."""
        return None if self.unknown_was or self.unknown_becomes else self.becomes - self.was


def balance(lines: Iterable[Line]) -> Balance:
    """A unit that goes over into several others states its fte per line."""
    before, after, unknown_before, unknown_after = Decimal(0), Decimal(0), 0, 0
    for line in lines:
        if line.was:
            before, unknown_before = _plus(before, unknown_before, line.fte_was)
        if line.becomes:
            after, unknown_after = _plus(after, unknown_after, line.fte_becomes)
    return Balance(before, after, unknown_before, unknown_after)


def _plus(total: Decimal, unknown: int, value: Decimal | None) -> tuple[Decimal, int]:
    return (total, unknown + 1) if value is None else (total + value, unknown)


def told_twice(lines: Iterable[Line]) -> list[str]:
    """Pairs of was and becomes that stand in more than one line, as "was → becomes", in order of name."""
    counted = Counter((line.was, line.becomes) for line in lines)
    return sorted(
        f"{was or '–'} → {becomes or '–'}" for (was, becomes), times in counted.items() if times > 1
    )
