"""Records of kinds that need more than their required fields, for `editing.making`; a room's own builder goes before."""

from __future__ import annotations

from editing import making
from koers.editing.kinds import by_slug
from koers.organisations.models import Organisation
from koers.organisations.scope import ScopedRecord
from koers.programmes.models import Compass
from koers.yearplans.models import TeamPlan


def _recommendation(organisation: Organisation) -> ScopedRecord:
    return making.built(by_slug("aanbevelingen"), organisation, text="Meet wat u belooft")


def _baseline(organisation: Organisation) -> ScopedRecord:
    return making.built(by_slug("basisplannen"), organisation, number=1)


def _compass(organisation: Organisation) -> ScopedRecord:
    found = Compass.objects.of(organisation).first()
    return found or making.built(by_slug("kompassen"), organisation)


def _team_plan(organisation: Organisation) -> ScopedRecord:
    found = TeamPlan.objects.of(organisation).first()
    return found or making.built(by_slug("jaarplannen"), organisation, unit=None, unit_name="Team Loket", year=2027)


for slug, builder in {
    "aanbevelingen": _recommendation,
    "basisplannen": _baseline,
    "kompassen": _compass,
    "jaarplannen": _team_plan,
}.items():
    making._builders.setdefault(slug, builder)
