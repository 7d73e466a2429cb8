"""Who may open the addresses of `yearplans`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from access.table import World, needs
from koers.organisations.permissions import Permission
from koers.yearplans import actions
from koers.yearplans.models import TeamPlan


def _plan(world: World) -> TeamPlan:
    return actions.open_plan(by=world.user, organisation=world.organisation, year=2027, unit_name="HR")


def a_plan(world: World) -> Mapping[str, Any]:
    return {"public_id": _plan(world).public_id}


def a_line(world: World) -> Mapping[str, Any]:
    line = actions.add_line(by=world.user, plan=_plan(world), text="Werven")
    return {"public_id": line.plan.public_id, "line_id": line.public_id}


ROWS = [
    needs(Permission.VIEW_REGISTER, "yearplans:plans"),
    needs(Permission.VIEW_REGISTER, "yearplans:goals"),
    needs(Permission.VIEW_REGISTER, "yearplans:plan", kwargs=a_plan),
    needs(Permission.PLAN_TEAM, "yearplans:new"),
    needs(Permission.PLAN_TEAM, "yearplans:new", method="post", expected=(422,)),
    needs(Permission.PLAN_TEAM, "yearplans:capacity", kwargs=a_plan),
    needs(Permission.PLAN_TEAM, "yearplans:capacity", method="post", kwargs=a_plan, expected=(422,)),
    needs(Permission.PLAN_TEAM, "yearplans:agree", kwargs=a_plan),
    needs(Permission.PLAN_TEAM, "yearplans:agree", method="post", kwargs=a_plan, expected=(422,)),
    needs(Permission.PLAN_TEAM, "yearplans:reopen", method="post", kwargs=a_plan),
    needs(Permission.PLAN_TEAM, "yearplans:add_line", kwargs=a_plan),
    needs(Permission.PLAN_TEAM, "yearplans:add_line", method="post", kwargs=a_plan, expected=(422,)),
    needs(Permission.PLAN_TEAM, "yearplans:line", kwargs=a_line),
    needs(Permission.PLAN_TEAM, "yearplans:line", method="post", kwargs=a_line, expected=(422,)),
    needs(Permission.PLAN_TEAM, "yearplans:remove_line", method="post", kwargs=a_line),
]
