"""Reading decisions and recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koers.decisions.models import Decision, Recommendation

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from koers.organisations.models import Visitor


def decisions(user: Visitor) -> QuerySet[Decision]:
    """The user's decisions with organisation and documents, undated ones first (3 queries at most)."""
    found = Decision.objects.visible_to(user).select_related("organisation").prefetch_related("documents")
    return found.order_by("date_first_day", "pk")


def recommendations(user: Visitor) -> QuerySet[Recommendation]:
    return Recommendation.objects.visible_to(user).select_related("organisation").order_by("pk")


def counts(user: Visitor) -> dict[str, int]:
    """How many of each the user can see (2 queries)."""
    return {
        "decisions": Decision.objects.visible_to(user).count(),
        "recommendations": Recommendation.objects.visible_to(user).count(),
    }
