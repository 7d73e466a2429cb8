"""Recalculates from the tokens the contrast of every pair of colours in use (WCAG 2.2), light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from koers import ui

TOKENS = Path(ui.__file__).parent / "static/ui/css/tokens.css"
TEXT, PART = 4.5, 3.0

SURFACES = ["sea", "paper", "shallow"]
TINTS = ["accent-tint", "ok-tint", "warn-tint", "alarm-tint", "rest-tint", "marker", "marker-now"]
# What stands on what. Text needs 4.5 : 1, a border or sign that carries meaning 3 : 1.
TEXT_PAIRS = [
    *(("ink", surface) for surface in [*SURFACES, *TINTS]),
    *(("ink-soft", surface) for surface in [*SURFACES, "accent-tint"]),
    *((text, surface) for text in ("accent", "ok", "warn", "alarm", "rest") for surface in SURFACES),
    *((text, f"{text}-tint") for text in ("accent", "ok", "warn", "alarm", "rest")),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("accent-strong", "sea"),
    ("paper", "ink"),
]
PART_PAIRS = [
    *(("edge", surface) for surface in [*SURFACES, "rest-tint", "accent-tint"]),
    *(("marker-edge", surface) for surface in ["paper", "marker", "marker-now"]),
    ("focus-edge", "focus-gap"),
    *((f"chart-{series}", surface) for series in (1, 2, 3, 4) for surface in ("sea", "paper")),
]


def tokens() -> dict[str, tuple[str, str]]:
    found = re.findall(
        r"--koers-(?:color-)?([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", TOKENS.read_text(encoding="utf-8")
    )
    return {name: (light, dark) for name, light, dark in found}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it, from 0 (black) to 1 (white)."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_formula_gives_the_known_extremes() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == 1
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "surface"), TEXT_PAIRS)
def test_text_is_readable(text: str, surface: str, mode: int) -> None:
    colours = tokens()
    assert contrast(colours[text][mode], colours[surface][mode]) >= TEXT


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("part", "surface"), PART_PAIRS)
def test_borders_and_signs_are_visible(part: str, surface: str, mode: int) -> None:
    colours = tokens()
    assert contrast(colours[part][mode], colours[surface][mode]) >= PART


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("surface", [*SURFACES, "accent"])
def test_the_focus_shows_on_every_surface(surface: str, mode: int) -> None:
    """Two rings, one of which always stands out."""
    colours = tokens()
    rings = [contrast(colours[ring][mode], colours[surface][mode]) for ring in ("focus-edge", "focus-gap")]
    assert max(rings) >= PART


def test_no_colour_stands_outside_the_tokens() -> None:
    """A colour written anywhere else would escape these checks."""
    for sheet in TOKENS.parent.glob("*.css"):
        if sheet != TOKENS:
            assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;, )])", sheet.read_text(encoding="utf-8")), (
                sheet.name
            )
