"""The outcome of a simulation as it is stored: whole cents and exact fractions, nothing that rounds. No Django."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from koers.risks.simulation import Bin, Drawn, Exact, Outcome, Percentile

METHOD = 1
"""Goes up when the same seed would give other draws: a stored run then says by which method it was made."""


def drawn_as_json(one: Drawn) -> dict[str, Any]:
    return {"risk": one.key, "chance": one.chance, "low": one.low, "likely": one.likely, "high": one.high}


def drawn_from(value: Mapping[str, Any]) -> Drawn:
    return Drawn(value["risk"], value["chance"], value["low"], value["high"], value["likely"])


def as_json(outcome: Outcome) -> dict[str, Any]:
    return {
        "method": METHOD,
        "seed": outcome.seed,
        "draws": outcome.draws,
        "risks": outcome.risks,
        "mean": str(outcome.mean),
        "exact_mean": str(outcome.exact.mean),
        "exact_variance": str(outcome.exact.variance),
        "percentiles": [[one.certainty, one.amount, one.low, one.high] for one in outcome.percentiles],
        "bins": [[one.start, one.end, one.count] for one in outcome.bins],
        "nothing": outcome.nothing,
        "largest": outcome.largest,
    }


def from_json(value: Mapping[str, Any]) -> Outcome:
    known = Exact(Fraction(value["exact_mean"]), Fraction(value["exact_variance"]))
    return Outcome(
        seed=value["seed"],
        draws=value["draws"],
        risks=value["risks"],
        mean=Fraction(value["mean"]),
        exact=known,
        percentiles=tuple(Percentile(*one) for one in value["percentiles"]),
        bins=tuple(Bin(*one) for one in value["bins"]),
        nothing=value["nothing"],
        largest=value["largest"],
    )
