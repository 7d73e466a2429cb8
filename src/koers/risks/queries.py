"""Reading risks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koers.risks.models import Risk

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from koers.organisations.models import Visitor
    from koers.programmes.models import Programme


def risks_of(user: Visitor, programme: Programme) -> QuerySet[Risk]:
    """The programme's risks with their measures (2 queries)."""
    found = Risk.objects.visible_to(user).filter(programme=programme)
    return found.prefetch_related("measures").order_by("pk")


def counts(user: Visitor) -> dict[str, int]:
    return {"risks": Risk.objects.visible_to(user).count()}
