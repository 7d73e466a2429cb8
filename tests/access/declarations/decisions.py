"""Who may open the addresses of follow-up, the register of decisions and the long-term agenda."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from access.table import World, needs
from koers.decisions.models import Decision, Recommendation
from koers.organisations.permissions import Permission

SEES, SENT, ACTS = Permission.VIEW_REGISTER, Permission.VIEW_SENT, Permission.RECORD_ACT


def a_recommendation(world: World) -> Mapping[str, Any]:
    made = Recommendation.objects.create(organisation=world.organisation, text="Maak keuzes")
    return {"public_id": made.public_id}


def a_reaction(world: World) -> Mapping[str, Any]:
    made = Recommendation.objects.create(
        organisation=world.organisation, text="Maak keuzes", owner=world.user
    )
    return {"public_id": made.public_id, "slug": "stand"}


def a_public_promise(world: World) -> Mapping[str, Any]:
    made = Recommendation.objects.create(organisation=world.organisation, kind="promise", text="Toegezegd")
    return {"public_id": made.public_id}


def a_kept_promise(world: World) -> Mapping[str, Any]:
    return {**a_public_promise(world), "slug": "nagekomen"}


def a_decision(world: World) -> Mapping[str, Any]:
    return {"public_id": Decision.objects.create(organisation=world.organisation, text="Besluit").public_id}


ROWS = [
    needs(SEES, "decisions:recommendations"),
    needs(SEES, "decisions:recommendation", kwargs=a_recommendation),
    needs(SEES, "decisions:overview"),
    needs(SEES, "decisions:overview_sheet"),
    needs(SEES, "decisions:long_term"),
    needs(SEES, "decisions:long_term_calendar"),
    needs(SEES, "decisions:step", kwargs=a_reaction, expected=(200, 403)),
    needs(SEES, "decisions:step", method="post", kwargs=a_reaction, expected=(422, 403)),
    needs(SENT, "web:council_items"),
    needs(SENT, "web:council_item", kwargs=a_public_promise),
    needs(SENT, "web:council_agenda"),
    needs(SENT, "web:council_calendar"),
    needs(ACTS, "web:note_promise"),
    needs(ACTS, "web:note_promise", method="post", expected=(422,)),
    needs(ACTS, "web:council_step", kwargs=a_kept_promise),
    needs(ACTS, "web:council_step", method="post", kwargs=a_kept_promise, expected=(422,)),
    needs(SEES, "web:decision_register"),
    needs(SEES, "web:decision", kwargs=a_decision),
]
