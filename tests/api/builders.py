"""Records of kinds that need more than their required fields, for `editing.making`; a room's own builder goes before."""

from __future__ import annotations

from datetime import date

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
    return found or making.built(
        by_slug("jaarplannen"), organisation, unit=None, unit_name="Team Loket", year=2027
    )


def _progress(organisation: Organisation) -> ScopedRecord:
    return making.built(by_slug("voortgang"), organisation, track=None, text="De helft is klaar")


def _period(organisation: Organisation) -> ScopedRecord:
    period = {"start": date(2027, 1, 4), "end": date(2027, 2, 1)}
    return making.built(by_slug("planperioden"), organisation, **period)


for slug, builder in {
    "aanbevelingen": _recommendation,
    "basisplannen": _baseline,
    "kompassen": _compass,
    "jaarplannen": _team_plan,
    "voortgang": _progress,
    "planperioden": _period,
}.items():
    making._builders.setdefault(slug, builder)
