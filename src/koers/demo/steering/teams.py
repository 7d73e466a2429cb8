"""The year plans of two teams of Wendelmeer for 2027: one fits, one is too full in spring."""

from __future__ import annotations

from decimal import Decimal

from koers.demo.steering.making import Maker
from koers.organisations.models import Unit
from koers.programmes.models import Goal, Programme
from koers.yearplans.actions import add_line, open_plan, set_capacity

YEAR = 2027
MONTHS = range(1, 13)
SUMMER = (7, 8)

# team: hours a month (and in summer), lines of (text, fixed or flexible, hours a month, months, for the programme?)
TEAMS: dict[str, tuple[int, int, tuple[tuple[str, str, int, range, bool], ...]]] = {
    "Dienstverlening": (
        640,
        480,
        (
            ("Balie en telefoon", "fixed", 380, MONTHS, False),
            ("Verkiezingen", "fixed", 80, range(2, 4), False),
            ("Jaarplan van het team maken en bijhouden", "flexible", 24, MONTHS, True),
        ),
    ),
    "Ruimte": (
        900,
        720,
        (
            ("Vergunningen en toezicht", "fixed", 620, MONTHS, False),
            ("Omgevingsplan afmaken", "flexible", 240, range(1, 7), False),
            ("Werken vanuit opgaven: twee wijken", "flexible", 120, range(3, 7), True),
        ),
    ),
}


def make_year_plans(maker: Maker, programme: Programme) -> None:
    goal = Goal.objects.of(maker.organisation).filter(programme=programme).order_by("pk").first()
    for name, (hours, summer, lines) in TEAMS.items():
        unit = Unit.objects.of(maker.organisation).get(name=name)
        plan = open_plan(by=maker.by, organisation=maker.organisation, year=YEAR, unit=unit)
        there = {month: Decimal(summer if month in SUMMER else hours) for month in MONTHS}
        set_capacity(by=maker.by, plan=plan, version=plan.version, hours=there)
        for text, kind, asked, months, contributes in lines:
            add_line(
                by=maker.by,
                plan=plan,
                text=text,
                kind=kind,
                goal=goal if contributes else None,
                hours=dict.fromkeys(months, Decimal(asked)),
            )
