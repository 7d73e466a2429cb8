"""On which page of its programme a record stands: where one goes on after it was removed."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from koers.organisations.scope import ScopedRecord

PAGES: dict[str, tuple[str, ...]] = {
    "goals": ("goal", "indicator", "measurement", "mission"),
    "tracks": ("track", "trackmember", "progress"),
    "deliverables": ("deliverable", "adoption", "rollout", "pilot"),
    "money": ("budget", "allocation", "allocationpurpose"),
    "risks": ("risk", "measure", "riskassessment"),
    "lessons": ("lesson", "handoverpoint", "handoverreview"),
    "surroundings": ("stakeholder", "dependency", "client", "participant", "corevalue"),
    "planning": ("planningperiod", "periodgoal"),
    "timeline": ("event",),
}
_PAGE_OF = {model: page for page, models in PAGES.items() for model in models}


def page_in_programme(record: ScopedRecord) -> str:
    """Empty for what belongs to no programme, and for what has no page there."""
    page = _PAGE_OF.get(str(record._meta.model_name))
    if page is None:
        return ""
    programme: Any = record
    for step in getattr(record, "PROGRAMME", "programme").split("__"):
        programme = getattr(programme, step)
    if programme is None:
        return ""
    return reverse(f"web:{page}", args=[programme.organisation.slug, programme.slug])
