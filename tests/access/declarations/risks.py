"""Who may open the addresses of `risks`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from access.table import World, needs
from koers.organisations.permissions import Permission
from koers.risks import actions
from koers.risks.models import Risk, RiskAssessment


def _risk(world: World) -> Risk:
    return Risk.objects.create(organisation=world.organisation, text="Te weinig tijd")


def a_risk(world: World) -> Mapping[str, Any]:
    return {"public_id": _risk(world).public_id}


def a_run(world: World) -> Mapping[str, Any]:
    day = date(2026, 10, 1)
    RiskAssessment.objects.create(risk=_risk(world), on=day, chance=10, low=1000, high=2000)
    run = actions.run(by=world.user, organisation=world.organisation, seed=1, draws=1000, on=day)
    return {"public_id": run.public_id}


SEE, KEEP = Permission.VIEW_STEERING, Permission.KEEP_RISKS
ROWS = [
    needs(SEE, "risks:risks"),
    needs(SEE, "risks:sheet"),
    needs(SEE, "risks:scale"),
    needs(SEE, "risks:runs"),
    needs(SEE, "risks:run", kwargs=a_run),
    needs(SEE, "risks:risk", kwargs=a_risk),
    needs(KEEP, "risks:new_run"),
    needs(KEEP, "risks:new_run", method="post", expected=(422,)),
    needs(KEEP, "risks:state", kwargs=a_risk),
    needs(KEEP, "risks:state", method="post", kwargs=a_risk, expected=(422,)),
]
