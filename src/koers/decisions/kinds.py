"""The kinds of record of this room, for forms, lists, history, the API and spreadsheets."""

from __future__ import annotations

from django.urls import reverse

from koers.decisions.models import (
    AgendaItem,
    Body,
    BodyMember,
    Decision,
    DecisionDocument,
    Meeting,
    Recommendation,
)
from koers.editing.kinds import Kind, register


def _page(body: Body) -> str:
    return reverse("web:body", args=[body.public_id])


DECISIONS = (
    Kind(
        model=Decision,
        slug="besluiten",
        api="decisions",
        fields=("body", "act", "text", "date"),
        columns=("text", "body", "act", "date"),
    ),
    Kind(
        model=DecisionDocument,
        slug="besluitstukken",
        api="decision-documents",
        parent="decision",
        fields=("title", "reference"),
    ),
    Kind(
        model=Recommendation,
        slug="aanbevelingen",
        api="recommendations",
        fields=("kind", "text", "source_document", "reaction", "reaction_text"),
        columns=("text", "kind", "source_document", "reaction"),
    ),
)

BODIES = (
    Kind(
        model=Body,
        slug="organen",
        api="bodies",
        fields=("name", "kind", "rhythm", "note"),
        columns=("name", "kind", "rhythm"),
        page=_page,
    ),
    Kind(
        model=BodyMember,
        slug="orgaanleden",
        api="body-members",
        parent="body",
        fields=("name", "role", "person"),
    ),
    Kind(
        model=Meeting,
        slug="vergaderingen",
        api="meetings",
        parent="body",
        fields=("date", "place", "note"),
    ),
    Kind(
        model=AgendaItem,
        slug="agendapunten",
        api="agenda-items",
        parent="meeting",
        fields=("position", "title", "purpose", "outcome"),
    ),
)


def register_kinds() -> None:
    register(*DECISIONS, *BODIES)
