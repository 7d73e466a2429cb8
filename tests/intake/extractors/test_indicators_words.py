"""The page about the mapped words names every code."""

from __future__ import annotations

from pathlib import Path

import pytest

from koers.intake.vocabulary.indicators import INDICATORS, STAGES, UNITS
from koers.intake.vocabulary.verbs import RECOMMENDATION_STATUS

PAGE = (Path(__file__).parents[3] / "docs" / "reading-indicators.md").read_text(encoding="utf-8")
CODES = (
    {entry.code for entry in INDICATORS}
    | {unit for entry in INDICATORS for unit in entry.units}
    | {unit for _, unit in UNITS if unit}
    | {stage for _, stage in STAGES}
    | {status for status, _ in RECOMMENDATION_STATUS}
)


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_page_names_the_code(code: str) -> None:
    assert f"`{code}`" in PAGE
