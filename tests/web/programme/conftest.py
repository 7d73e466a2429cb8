"""A programme in which everything stands that a page can show, straight in the register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from koers.core.dates import PartialDate
from koers.decisions.models import Body, Decision
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import BodyKind
from koers.programmes import models
from koers.programmes.models import Programme
from koers.risks.models import Measure, Risk
from strict import StrictClient
from web.words import make

PLACE = "/programmas/waterveen/op-pad/"
PARTS = (
    "",
    "doelen/",
    "werkgroepen/",
    "tijdlijn/",
    "producten/",
    "geld/",
    "risicos/",
    "besluiten/",
    "lessen/",
    "omgeving/",
    "geschiedenis/",
)


def day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def on(days: int) -> PartialDate:
    return PartialDate.from_iso(day(days).isoformat())


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    made: Programme = make(
        Programme,
        organisation=organisation,
        name="Op pad",
        slug="op-pad",
        purpose="Samen sterker",
        phase="running",
        start=on(-400),
        end=on(400),
    )
    return made


@pytest.fixture
def manager_client(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


type Fill = Callable[[int], None]


@pytest.fixture
def fill(programme: Programme) -> Fill:
    """`fill(3)`: of every kind three, each different."""

    def more(times: int) -> None:
        make(models.Client, programme=programme, name="Gemeentesecretaris")
        for number in range(times):
            _goals(programme, number)
            _work(programme, number)
            _account(programme, number)

    return more


def _goals(programme: Programme, number: int) -> None:
    mission = make(models.Mission, programme=programme, name=f"Opgave {number}")
    goal = make(
        models.Goal,
        programme=programme,
        text=f"Minder uitval {number}",
        target_date=on(90 + number),
        mission=mission,
    )
    make(models.Goal, programme=programme, text=f"Meer vertrouwen {number}")
    indicator = make(
        models.Indicator, goal=goal, name="Verzuim", unit="%", better="lower", baseline="6.8", target="5.5"
    )
    make(models.Measurement, indicator=indicator, date=day(-300), value="6.5")
    make(models.Measurement, indicator=indicator, date=day(-3), value="6.1")
    make(models.Stakeholder, programme=programme, name=f"Team {number}", how="Meedenken", when="Elke maand")
    make(models.CoreValue, programme=programme, name=f"Dichtbij {number}")
    make(models.Participant, programme=programme, name=f"Buurgemeente {number}")


def _work(programme: Programme, number: int) -> None:
    track = make(
        models.Track,
        programme=programme,
        name=f"Kompas {number}",
        status="running",
        needed_expertise="Financiën",
        start=on(-200),
        end=on(60),
    )
    make(
        models.TrackMember,
        track=track,
        name="Adviseur",
        unit="HR",
        expertise="Recht",
        hours_per_week="8",
        leads=True,
    )
    make(models.Progress, programme=programme, track=track, text=f"Drie bijeenkomsten {number}")
    make(models.Progress, programme=programme, text=f"Op schema {number}")
    made = make(
        models.Deliverable,
        programme=programme,
        track=track,
        name=f"Kaart {number}",
        due=on(30),
        status="in_progress",
        needs_advice=True,
    )
    body = Body.objects.of(programme.organisation).first() or make(
        Body, organisation=programme.organisation, name="College", kind=BodyKind.COLLEGE
    )
    make(
        models.Adoption,
        deliverable=made,
        body_known=body,
        sort="adopted",
        state="asked",
        planned=on(20),
        case_number=f"Z-{number}",
    )
    make(models.Adoption, deliverable=made, body="directie", act="onderschreven", date=on(-20))
    make(models.RollOut, deliverable=made, team="Vergunningen", state="done")
    make(models.RollOut, deliverable=made, team="Burgerzaken", state="busy")
    make(
        models.Pilot,
        programme=programme,
        track=track,
        name=f"Proef {number}",
        question="Werkt het?",
        end=day(-10),
    )
    before = None
    for step in range(4):
        period, _made = programme.periods.get_or_create(
            kind="sprint",
            start=day(-70 + step * 35),
            defaults={"name": f"Sprint {step}", "end": day(-35 + step * 35)},
        )
        last = step == 3
        before = make(
            models.PeriodGoal,
            period=period,
            text=f"Alle teams gesproken {number}",
            track=track,
            state="open" if last else "moved",
            reason="" if last else "Te druk",
            carried_from=before,
        )
    for subject in (track, None) if number == 0 else (track,):
        status = make(
            models.Status,
            programme=programme,
            track=subject,
            date=day(-2),
            level="warn",
            line=f"Het advies komt later {number}",
            cause="Meer vragen",
            consequence="Later verdeeld",
            adjustment="Eerder overleg",
        )
        make(models.AspectJudgement, status=status, aspect="time", level="ok")


def _account(programme: Programme, number: int) -> None:
    risk = make(Risk, organisation=programme.organisation, programme=programme, text=f"Weinig tijd {number}")
    make(Measure, risk=risk, text="Minder onderwerpen")
    decision = make(
        Decision,
        organisation=programme.organisation,
        text=f"Het budget is er {number}",
        body="raad",
        date=on(-100),
    )
    make(models.ProgrammeDecision, programme=programme, decision=decision)
    make(models.Event, programme=programme, text=f"Leergang {number}", date=on(15 + number))
    make(models.Lesson, programme=programme, kind="success", text=f"Kort houden {number}")
    make(models.HandoverPoint, programme=programme, text=f"Jaarplannen {number}", review_date=day(-1))
    other = make(
        Programme,
        organisation=programme.organisation,
        name=f"Samen digitaal {number}",
        slug=f"samen-{number}",
    )
    make(models.Dependency, programme=programme, name=f"Dienstverlening {number}", text="Gebruikt het")
    make(models.Dependency, programme=other, on_programme=programme, needed_before=on(50))
