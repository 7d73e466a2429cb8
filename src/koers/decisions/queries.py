"""Reading decisions and recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from koers.decisions.models import Body, Decision, Meeting, Recommendation

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from koers.core.models import Record
    from koers.organisations.models import Organisation, Visitor


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


def bodies(user: Visitor, today: date) -> list[Body]:
    """Bodies of the user's organisations with `members` and `coming` (their meetings from today on), by name (3
    queries).
    """
    ahead = Meeting.objects.visible_to(user).filter(date__gte=today).order_by("date")
    found = Body.objects.visible_to(user).select_related("organisation").prefetch_related("members")
    return list(found.prefetch_related(Prefetch("meetings", queryset=ahead, to_attr="coming")))


def body(user: Visitor, public_id: Any) -> Body:
    """One body with its members, and its meetings with their agendas, the newest first (4 queries). Raises
    Body.DoesNotExist.
    """
    held = Meeting.objects.visible_to(user).prefetch_related("agenda").order_by("-date")
    found = Body.objects.visible_to(user).select_related("organisation").prefetch_related("members")
    return found.prefetch_related(Prefetch("meetings", queryset=held)).get(public_id=public_id)


def bodies_of(organisation: Organisation) -> list[Record]:
    """Every body of the organisation, by name: a role can be limited to one."""
    return list(Body.objects.of(organisation).order_by("name", "pk"))
