"""What an indicator still lacks, and how far it is. Pure Python, no Django."""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol


class Measured(Protocol):
    """What is asked of an indicator; the model has it."""

    baseline: Decimal | None
    target: Decimal | None
    source: str

    @property
    def has_target_date(self) -> bool: ...

    @property
    def owner_words(self) -> str: ...


def missing(indicator: Measured) -> list[str]:
    """The codes of what is missing of baseline, target, date, source and owner, in that order."""
    present = {
        "baseline": indicator.baseline is not None,
        "target": indicator.target is not None,
        "date": indicator.has_target_date,
        "source": bool(indicator.source),
        "owner": bool(indicator.owner_words),
    }
    return [code for code, there in present.items() if not there]


def share(baseline: Decimal | None, target: Decimal | None, now: Decimal | None) -> Decimal | None:
    """How much of the way from baseline to target is done, as a fraction; below 0 when it got worse and above
    1 when it went past the target. None when one of the three is unknown or there is no way to go.
    """
    if baseline is None or target is None or now is None or baseline == target:
        return None
    return (now - baseline) / (target - baseline)


def reached(target: Decimal | None, now: Decimal | None, better: str) -> bool | None:
    """Whether `now` is at the target or past it, in the direction that is `better` ("higher", "lower"). None when
    there is no target or no measurement: then nothing can be said.
    """
    if target is None or now is None:
        return None
    return now <= target if better == "lower" else now >= target
