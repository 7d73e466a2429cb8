"""The compass of the organisation."""

from __future__ import annotations

from django.urls import reverse

from koers.editing.kinds import Kind
from koers.programmes.models import Behaviour, Compass, CompassLevel, CompassValue


def _page(compass: Compass) -> str:
    return reverse("web:compass")


COMPASS = (
    Kind(model=Compass, slug="kompassen", api="compasses", fields=("mission", "vision"), page=_page),
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
