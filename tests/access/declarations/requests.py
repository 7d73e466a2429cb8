"""Who may open the addresses of requests for money and of ranking sessions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from access.table import World, needs
from koers.finance.requests import actions
from koers.finance.requests.models import MoneyRequest, RankingSession
from koers.organisations.models import Unit
from koers.organisations.permissions import Permission
from koers.programmes.models import Programme


def _filed(world: World) -> MoneyRequest:
    unit = Unit.objects.create(organisation=world.organisation, name="Burgerzaken")
    found = actions.open_request(
        by=world.user,
        organisation=world.organisation,
        title="Trainers",
        purpose="Leren",
        unit=unit,
        amount=Decimal(1),
        from_year=2027,
    )
    return actions.step(by=world.user, request=found, name="file")


def a_request(world: World) -> Mapping[str, Any]:
    return {"public_id": _filed(world).public_id}


def _session(world: World) -> RankingSession:
    organisation = world.organisation
    return actions.open_session(
        by=world.user,
        organisation=organisation,
        name="Verdeling",
        on=date(2026, 11, 2),
        programme=Programme.objects.create(organisation=organisation, name="Op pad", slug="op-pad"),
        year=2027,
        criteria=[("Nut", Decimal(1))],
        scorers=[world.user],
        requests=[_filed(world)],
    )


def a_session(world: World) -> Mapping[str, Any]:
    return {"public_id": _session(world).public_id}


ROWS = [
    needs(Permission.VIEW_REGISTER, "requests:requests"),
    needs(Permission.VIEW_REGISTER, "requests:request", kwargs=a_request),
    needs(Permission.FILE_REQUEST, "requests:new"),
    needs(Permission.FILE_REQUEST, "requests:new", method="post", expected=(422,)),
    needs(Permission.FILE_REQUEST, "requests:change", kwargs=a_request, page=True),
    needs(
        Permission.FILE_REQUEST,
        "requests:change",
        method="post",
        kwargs=a_request,
        expected=(422,),
        page=True,
    ),
    needs(Permission.FILE_REQUEST, "requests:step", method="post", kwargs=a_request, page=True),
    needs(Permission.KEEP_MONEY, "requests:grant", kwargs=a_request),
    needs(Permission.KEEP_MONEY, "requests:grant", method="post", kwargs=a_request, expected=(422,)),
    needs(Permission.KEEP_MONEY, "requests:refuse", method="post", kwargs=a_request, expected=(422,)),
    needs(Permission.KEEP_MONEY, "requests:cover", method="post", kwargs=a_request),
    needs(Permission.KEEP_MONEY, "requests:session_new"),
    needs(Permission.KEEP_MONEY, "requests:session_new", method="post", expected=(422,)),
    needs(Permission.VIEW_STEERING, "requests:session", kwargs=a_session),
    needs(Permission.VIEW_STEERING, "requests:score", kwargs=a_session),
    needs(Permission.VIEW_STEERING, "requests:score", method="post", kwargs=a_session),
    needs(Permission.KEEP_MONEY, "requests:motivate", method="post", kwargs=a_session),
    needs(Permission.KEEP_MONEY, "requests:close", method="post", kwargs=a_session),
]
