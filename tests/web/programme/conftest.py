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
    return Programme.objects.create(
        organisation=organisation,
        name="Op pad",
        slug="op-pad",
        purpose="Samen sterker",
        phase="running",
        start=on(-400),
        end=on(400),
    )


@pytest.fixture
def manager_client(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


type Fill = Callable[[int], None]


@pytest.fixture
def fill(programme: Programme) -> Fill:
    """`fill(3)`: of every kind three, each different."""

    def more(times: int) -> None:
        models.Client.objects.create(programme=programme, name="Gemeentesecretaris")
        for number in range(times):
            _goals(programme, number)
            _work(programme, number)
            _account(programme, number)

    return more


def _goals(programme: Programme, number: int) -> None:
    mission = models.Mission.objects.create(programme=programme, name=f"Opgave {number}")
    goal = models.Goal.objects.create(
        programme=programme, text=f"Minder uitval {number}", target_date=on(90 + number), mission=mission
    )
    models.Goal.objects.create(programme=programme, text=f"Meer vertrouwen {number}")
    indicator = models.Indicator.objects.create(
        goal=goal, name="Verzuim", unit="%", better="lower", baseline="6.8", target="5.5"
    )
    models.Measurement.objects.create(indicator=indicator, date=day(-300), value="6.5")
    models.Measurement.objects.create(indicator=indicator, date=day(-3), value="6.1")
    models.Stakeholder.objects.create(
        programme=programme, name=f"Team {number}", how="Meedenken", when="Elke maand"
    )
    models.CoreValue.objects.create(programme=programme, name=f"Dichtbij {number}")
    models.Participant.objects.create(programme=programme, name=f"Buurgemeente {number}")


def _work(programme: Programme, number: int) -> None:
    track = models.Track.objects.create(
        programme=programme,
        name=f"Kompas {number}",
        status="running",
        needed_expertise="Financiën",
        start=on(-200),
        end=on(60),
    )
    models.TrackMember.objects.create(
        track=track, name="Adviseur", unit="HR", expertise="Recht", hours_per_week="8", leads=True
    )
    models.Progress.objects.create(programme=programme, track=track, text=f"Drie bijeenkomsten {number}")
    models.Progress.objects.create(programme=programme, text=f"Op schema {number}")
    made = models.Deliverable.objects.create(
        programme=programme,
        track=track,
        name=f"Kaart {number}",
        due=on(30),
        status="in_progress",
        needs_advice=True,
    )
    body = Body.objects.of(programme.organisation).first() or Body.objects.create(
        organisation=programme.organisation, name="College", kind=BodyKind.COLLEGE
    )
    models.Adoption.objects.create(
        deliverable=made,
        body_known=body,
        sort="adopted",
        state="asked",
        planned=on(20),
        case_number=f"Z-{number}",
    )
    models.Adoption.objects.create(deliverable=made, body="directie", act="onderschreven", date=on(-20))
    models.RollOut.objects.create(deliverable=made, team="Vergunningen", state="done")
    models.RollOut.objects.create(deliverable=made, team="Burgerzaken", state="busy")
    models.Pilot.objects.create(
        programme=programme, track=track, name=f"Proef {number}", question="Werkt het?", end=day(-10)
    )
    before = None
    for step in range(4):
        period, _made = programme.periods.get_or_create(
            kind="sprint",
            start=day(-70 + step * 35),
            defaults={"name": f"Sprint {step}", "end": day(-35 + step * 35)},
        )
        last = step == 3
        before = models.PeriodGoal.objects.create(
            period=period,
            text=f"Alle teams gesproken {number}",
            track=track,
            state="open" if last else "moved",
            reason="" if last else "Te druk",
            carried_from=before,
        )
    for subject in (track, None) if number == 0 else (track,):
        status = models.Status.objects.create(
            programme=programme,
            track=subject,
            date=day(-2),
            level="warn",
            line=f"Het advies komt later {number}",
            cause="Meer vragen",
            consequence="Later verdeeld",
            adjustment="Eerder overleg",
        )
        models.AspectJudgement.objects.create(status=status, aspect="time", level="ok")


def _account(programme: Programme, number: int) -> None:
    risk = Risk.objects.create(
        organisation=programme.organisation, programme=programme, text=f"Weinig tijd {number}"
    )
    Measure.objects.create(risk=risk, text="Minder onderwerpen")
    decision = Decision.objects.create(
        organisation=programme.organisation, text=f"Het budget is er {number}", body="raad", date=on(-100)
    )
    models.ProgrammeDecision.objects.create(programme=programme, decision=decision)
    models.Event.objects.create(programme=programme, text=f"Leergang {number}", date=on(15 + number))
    models.Lesson.objects.create(programme=programme, kind="success", text=f"Kort houden {number}")
    models.HandoverPoint.objects.create(
        programme=programme, text=f"Jaarplannen {number}", review_date=day(-1)
    )
    other = Programme.objects.create(
        organisation=programme.organisation, name=f"Samen digitaal {number}", slug=f"samen-{number}"
    )
    models.Dependency.objects.create(
        programme=programme, name=f"Dienstverlening {number}", text="Gebruikt het"
    )
    models.Dependency.objects.create(programme=other, on_programme=programme, needed_before=on(50))
