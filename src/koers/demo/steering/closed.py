"""“Dienstverlening dichtbij”: a programme that was closed, with a verdict per goal and points that live on."""

from __future__ import annotations

from datetime import date
from typing import Any

from koers.demo.steering.making import Maker
from koers.programmes.actions.baselines import set_baseline
from koers.programmes.actions.handing_over import look_again
from koers.programmes.actions.phases import change_phase
from koers.programmes.models import Programme

# text, wanted by, verdict, why, evidence
GOALS = (
    (
        "Inwoners krijgen binnen vijf werkdagen antwoord",
        "2025-12",
        "reached",
        "Sinds het najaar van 2025 lukt dat bij 94 van de 100 vragen.",
        "Kwartaalrapportage dienstverlening 2025-4, bladzijde 3",
    ),
    (
        "Elke wijk heeft een vast spreekuur",
        "2025-09",
        "partly",
        "Vijf van de zeven wijken hebben een spreekuur. Voor twee wijken was geen ruimte te vinden.",
        "Lijst met spreekuren op de website, 1 februari 2026",
    ),
    (
        "Medewerkers bellen zelf terug na een klacht",
        "2025-12",
        "not_reached",
        "De werkwijze is gemaakt, maar niet elk team werkt ermee.",
        "",
    ),
)
LESSONS = (
    ("success", "Baliemedewerkers ontwierpen zelf het spreekuur. Daardoor was er weinig uitleg nodig."),
    ("improvement", "Maak vooraf afspraken over ruimte in de wijken. Dat kostte nu een half jaar."),
    ("cost", "Het programma kostte € 310.000, € 15.000 minder dan begroot. Dat is voordelig."),
)
# text, owner, first look (date, outcome, what was found, next look), or None
POINTS = (
    (
        "De spreekuren in de wijken",
        "Afdelingshoofd Dienstverlening",
        (date(2026, 9, 8), "attention", "In één wijk valt het spreekuur vaak uit.", date(2026, 12, 8)),
    ),
    (
        "De norm van vijf werkdagen",
        "Teamleider klantcontact",
        (date(2026, 9, 10), "taken_over", "De norm staat in het jaarplan van het team.", None),
    ),
    ("Terugbellen na een klacht", "Klachtencoördinator", None),
)


def make_closed(maker: Maker) -> Programme:
    programme: Programme = maker.add(
        "programmas",
        name="Dienstverlening dichtbij",
        purpose="Inwoners worden snel en dicht bij huis geholpen.",
        start="2024-01-01",
        end="2025-12-31",
        owner=maker.by,
        frame_body="management",
    )
    maker.add("opdrachtgevers", programme, name="Gemeentesecretaris", person=maker.person("directie"))
    goals = [maker.add("doelen", programme, text=text, target_date=by) for text, by, *_rest in GOALS]
    track = maker.add(
        "sporen", programme, name="Spreekuren", status="running", start="2024-02", end="2025-10"
    )
    set_baseline(by=maker.by, programme=programme, body_name="Directieteam", date=date(2024, 1, 16))
    _step(maker, programme, "running")
    _ended(goals, track)
    for kind, text in LESSONS:
        maker.add("lessen", programme, kind=kind, text=text)
    points = [
        maker.add("overdrachtspunten", programme, text=text, owner_name=owner, review_date=date(2026, 9, 1))
        for text, owner, _look in POINTS
    ]
    _step(maker, programme, "closing")
    decision = maker.add(
        "besluiten",
        body="Directieteam",
        act="vastgesteld",
        text="Het programma Dienstverlening dichtbij eindigt. De lijn neemt over wat blijft.",
        date="2026-03-10",
    )
    _step(maker, programme, "closed", decision)
    for point, (_text, _owner, look) in zip(points, POINTS, strict=True):
        if look is not None:
            _look(maker, point, *look)
    return programme


def _ended(goals: list[Any], track: Any) -> None:
    for goal, (_text, _by, verdict, why, evidence) in zip(goals, GOALS, strict=True):
        goal.verdict, goal.verdict_text, goal.verdict_evidence = verdict, why, evidence
        goal.verdict_date = date(2026, 2, 3)
        goal.save()
    track.status = "ended"
    track.save()


def _step(maker: Maker, programme: Programme, to: str, decision: Any = None) -> None:
    programme.refresh_from_db()
    change_phase(by=maker.by, programme=programme, version=programme.version, to=to, decision=decision)


def _look(maker: Maker, point: Any, day: date, outcome: str, text: str, again: date | None) -> None:
    point.refresh_from_db()
    look_again(
        by=maker.by, point=point, version=point.version, outcome=outcome, text=text, next_date=again, on=day
    )
