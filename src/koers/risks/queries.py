"""Reading risks: with their last judgement on a day, weighed on the scale that held then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.utils import timezone

from koers.risks.classes import DEFAULT, Scale
from koers.risks.models import CapacityPart, Measure, Risk, RiskAssessment, RiskScale, SimulationRun
from koers.risks.weighing import Weighed, weigh

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from koers.organisations.models import Organisation, Visitor
    from koers.programmes.models import Programme

DEFAULT_CERTAINTY = 90


def risks_of(user: Visitor, programme: Programme) -> QuerySet[Risk]:
    """The programme's risks with their measures (2 queries)."""
    found = Risk.objects.visible_to(user).filter(programme=programme)
    return found.prefetch_related("measures").order_by("pk")


def counts(user: Visitor) -> dict[str, int]:
    return {"risks": Risk.objects.visible_to(user).count()}


@dataclass(frozen=True, slots=True)
class InForce:
    """The scale that holds; `stored` is None when the organisation set none."""

    scale: Scale
    certainty: int
    stored: RiskScale | None


def scale_on(organisation: Organisation, on: date) -> InForce:
    """One query."""
    stored = RiskScale.objects.of(organisation).filter(valid_from__lte=on).order_by("-valid_from").first()
    if stored is None:
        return InForce(DEFAULT, DEFAULT_CERTAINTY, None)
    return InForce(stored.as_scale, stored.certainty, stored)


def with_judgements(risks: QuerySet[Risk]) -> QuerySet[Risk]:
    """With programme, owner, measures and judgements: 3 queries."""
    found = risks.select_related("programme__organisation", "organisation", "owner")
    judged = RiskAssessment.objects.across_organisations("of risks that were scoped already")
    measures = Measure.objects.across_organisations("of risks that were scoped already")
    parts: list[Any] = [
        Prefetch("measures", measures.select_related("owner").order_by("pk")),
        Prefetch("assessments", judged.order_by("on", "pk")),
    ]
    return found.prefetch_related(*parts)


def judged_on(risk: Risk, on: date) -> RiskAssessment | None:
    """The last judgement up to that day, from what `with_judgements` fetched."""
    return max(
        (one for one in risk.assessments.all() if one.on <= on),
        key=lambda one: (one.on, one.pk),
        default=None,
    )


def weighed(risks: Iterable[Risk], scale: Scale, on: date | None = None) -> list[Weighed]:
    """In the order given. `on` is today when it is not given."""
    day = on or timezone.localdate()
    return [weigh(risk, judged_on(risk, day), scale, day) for risk in risks]


def by_weight(found: Iterable[Weighed], gross: bool = False) -> list[Weighed]:
    """Open ones first, the heaviest first; what nobody judged comes after what was."""

    def key(one: Weighed) -> tuple[bool, bool, int, Decimal, int]:
        place = one.at(gross)
        score = place.score if place else 0
        return (not one.risk.is_open, place is None, -score, -(one.expected or Decimal(0)), one.risk.pk)

    return sorted(found, key=key)


def portfolio(user: Visitor, organisation: Organisation) -> QuerySet[Risk]:
    """All risks of the organisation that the user may see."""
    return with_judgements(Risk.objects.visible_to(user).filter(organisation=organisation))


@dataclass(frozen=True, slots=True)
class Available:
    """What the organisation has for setbacks: the parts of the last day on which somebody wrote them down."""

    parts: list[CapacityPart]

    @property
    def on(self) -> date | None:
        return self.parts[0].on if self.parts else None

    @property
    def amount(self) -> Decimal | None:
        """None when nobody wrote down a part."""
        return sum((part.amount for part in self.parts), start=Decimal(0)) if self.parts else None


def available(organisation: Organisation, on: date) -> Available:
    """One query: parts of several days come along, so that the last day needs no query of its own."""
    parts = list(CapacityPart.objects.of(organisation).filter(on__lte=on).order_by("-on", "pk")[:50])
    return Available([part for part in parts if part.on == parts[0].on])


def runs_of(user: Visitor, organisation: Organisation) -> QuerySet[SimulationRun]:
    found = SimulationRun.objects.visible_to(user).filter(organisation=organisation)
    return found.select_related("programme__organisation", "made_by").order_by("-on", "-pk")


def last_run(
    user: Visitor, organisation: Organisation, programme: Programme | None = None
) -> SimulationRun | None:
    """Of the whole organisation, or of one programme."""
    return runs_of(user, organisation).filter(programme=programme).first()
