"""The kinds of record of this room, for forms, lists, history, the API and spreadsheets."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from koers.decisions.models import (
    AgendaItem,
    Body,
    BodyMember,
    Decision,
    DecisionDocument,
    DecisionEffect,
    Evidence,
    FollowUpAction,
    FollowUpStep,
    LongTermItem,
    Meeting,
    Recommendation,
    SourceReport,
)
from koers.decisions.oddities import (
    action_warnings,
    duplicates_of,
    item_warnings,
    recommendation_warnings,
)
from koers.editing.kinds import Kind, register


def _page(body: Body) -> str:
    return reverse("web:body", args=[body.public_id])


def page_of_recommendation(one: Recommendation) -> str:
    return reverse("decisions:recommendation", args=[one.public_id])


def page_of_decision(one: Decision) -> str:
    return reverse("web:decision", args=[one.public_id])


def _page_above(part: Any) -> str:
    return page_of_recommendation(part.recommendation)


DECISIONS = (
    Kind(
        model=Decision,
        slug="besluiten",
        api="decisions",
        fields=("body", "body_known", "act", "text", "date", "case_number"),
        columns=("text", "body", "act", "date"),
        page=page_of_decision,
    ),
    Kind(
        model=DecisionDocument,
        slug="besluitstukken",
        api="decision-documents",
        parent="decision",
        fields=("title", "reference"),
    ),
    Kind(
        model=DecisionEffect,
        slug="besluitgevolgen",
        api="decision-effects",
        parent="decision",
        fields=("subject", "text", "recommendation"),
    ),
)

FOLLOW_UP = (
    Kind(
        model=SourceReport,
        slug="bronrapporten",
        api="source-reports",
        fields=("kind", "title", "author", "date", "publicity", "reference"),
        columns=("title", "kind", "author", "date", "publicity"),
    ),
    Kind(
        model=Recommendation,
        slug="aanbevelingen",
        api="recommendations",
        fields=(
            "kind",
            "report",
            "number",
            "text",
            "reading",
            "source_document",
            "public",
            "body",
            "addressee",
            "topic",
            "date",
            "portfolio_holder",
            "owner",
            "owner_name",
            "planned",
        ),
        columns=("text", "kind", "report", "number", "portfolio_holder", "planned"),
        warnings=recommendation_warnings,
        compared=duplicates_of,
        page=page_of_recommendation,
    ),
    Kind(
        model=FollowUpAction,
        slug="opvolgacties",
        api="follow-up-actions",
        parent="recommendation",
        fields=("text", "owner", "owner_name", "due", "done_on"),
        warnings=action_warnings,
        page=_page_above,
    ),
    Kind(
        model=Evidence,
        slug="bewijsstukken",
        api="evidence-items",
        parent="recommendation",
        fields=("title", "reference", "date"),
        page=_page_above,
    ),
    Kind(
        model=FollowUpStep,
        slug="opvolgstappen",
        api="follow-up-steps",
        parent="recommendation",
        fields=(
            "sort",
            "date",
            "status",
            "reaction",
            "text",
            "document",
            "reference",
            "body",
            "decision",
            "by",
        ),
        columns=("sort", "date", "status", "text", "document"),
        writable=False,
        page=_page_above,
    ),
    Kind(
        model=LongTermItem,
        slug="termijnagenda",
        api="long-term-items",
        fields=(
            "subject",
            "document",
            "body",
            "planned",
            "portfolio_holder",
            "programme_name",
            "state_of_affairs",
            "status",
            "reason",
            "decision",
            "public",
        ),
        columns=("subject", "document", "body", "planned", "portfolio_holder", "status"),
        warnings=item_warnings,
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
    register(*DECISIONS, *FOLLOW_UP, *BODIES)
