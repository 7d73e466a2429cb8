"""The kinds of record of this room, for forms, lists, history, the API and spreadsheets."""

from __future__ import annotations

from koers.editing.kinds import Kind, register
from koers.programmes.models import (
    Adoption,
    Deliverable,
    Dependency,
    Event,
    Goal,
    HandoverPoint,
    Lesson,
    Stakeholder,
    Track,
)


def register_kinds() -> None:
    register(
        Kind(model=Goal, slug="doelen", api="goals", parent="programme", fields=("text", "target_date")),
        Kind(
            model=Track,
            slug="sporen",
            api="tracks",
            parent="programme",
            fields=("name", "status", "text"),
            columns=("name", "status"),
        ),
        Kind(
            model=Deliverable,
            slug="producten",
            api="deliverables",
            parent="programme",
            fields=("name", "track", "status"),
        ),
        Kind(
            model=Adoption,
            slug="vaststellingen",
            api="adoptions",
            parent="deliverable",
            fields=("body", "act", "date"),
        ),
        Kind(
            model=Stakeholder,
            slug="belanghebbenden",
            api="stakeholders",
            parent="programme",
            fields=("name",),
        ),
        Kind(
            model=Dependency,
            slug="afhankelijkheden",
            api="dependencies",
            parent="programme",
            fields=("name", "text"),
        ),
        Kind(model=Lesson, slug="lessen", api="lessons", parent="programme", fields=("kind", "text")),
        Kind(
            model=HandoverPoint,
            slug="overdrachtspunten",
            api="handover-points",
            parent="programme",
            fields=("text",),
        ),
        Kind(
            model=Event,
            slug="gebeurtenissen",
            api="events",
            parent="programme",
            fields=("text", "date"),
        ),
    )
