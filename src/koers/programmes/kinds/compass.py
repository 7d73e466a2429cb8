"""The compass of the organisation."""

from __future__ import annotations

from koers.editing.kinds import Kind
from koers.programmes.models import Behaviour, Compass, CompassLevel, CompassValue

COMPASS = (
    Kind(model=Compass, slug="kompassen", api="compasses", fields=("mission", "vision")),
    Kind(
        model=CompassLevel,
        slug="kompasniveaus",
        api="compass-levels",
        parent="compass",
        fields=("name", "position"),
    ),
    Kind(
        model=CompassValue,
        slug="kompaswaarden",
        api="compass-values",
        parent="compass",
        fields=("name", "meaning", "position"),
    ),
    Kind(model=Behaviour, slug="gedrag", api="behaviours", parent="value", fields=("level", "text")),
)
