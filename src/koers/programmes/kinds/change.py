"""Pilots and reorganisations."""

from __future__ import annotations

from django.urls import reverse

from koers.editing.kinds import Kind
from koers.programmes.kinds import warnings
from koers.programmes.kinds.programme import own_side
from koers.programmes.models import Pilot, Reorganisation, UnitChange


def _page(reorganisation: Reorganisation) -> str:
    return reverse("web:reorganisation", args=[reorganisation.public_id])


CHANGE = (
    Kind(
        model=Pilot,
        slug="pilots",
        api="pilots",
        parent="programme",
        fields=(
            "name",
            "question",
            "track",
            "start",
            "end",
            "owner",
            "owner_name",
            "ended",
            "evaluation",
            "outcome",
            "decision",
        ),
        columns=("name", "question", "end", "ended", "outcome"),
        warnings=warnings.of_pilot,
        organisation_for=own_side,
    ),
    Kind(
        model=Reorganisation,
        slug="reorganisaties",
        api="reorganisations",
        fields=("name", "effective_date", "programme", "advice", "advice_date", "decision"),
        columns=("name", "effective_date", "state", "advice_date"),
        warnings=warnings.of_reorganisation,
        page=_page,
    ),
    Kind(
        model=UnitChange,
        slug="afdelingswijzigingen",
        api="unit-changes",
        parent="reorganisation",
        fields=("was", "becomes", "becomes_part_of", "fte_was", "fte_becomes"),
    ),
)
