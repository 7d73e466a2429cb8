"""“Organisatie in beweging”: a programme half-way, with what went well and what slipped."""

from __future__ import annotations

from datetime import date
from typing import Any

from koers.demo.steering.making import Maker
from koers.demo.steering.surroundings import Surroundings
from koers.finance.models import Budget
from koers.organisations.records import add as add_record
from koers.programmes.actions.baselines import set_baseline
from koers.programmes.actions.judging import judge
from koers.programmes.actions.phases import change_phase
from koers.programmes.actions.planning import Wanted, close_period, plan_period
from koers.programmes.models import Programme

# name, expertise asked, units asked, members (name, unit, expertise, hours, leads)
TRACKS: tuple[tuple[str, str, str, tuple[tuple[str, str, str, str, bool], ...]], ...] = (
    (
        "Strategisch HR",
        "personeelsplanning\narbeidsrecht",
        "Advies",
        (
            ("HR-adviseur", "Advies", "personeelsplanning", "12", True),
            ("Jurist", "Advies", "arbeidsrecht", "4", False),
        ),
    ),
    (
        "Werken vanuit opgaven",
        "procesbegeleiding",
        "Sociaal domein\nRuimte",
        (("Strategisch adviseur", "Ruimte", "procesbegeleiding", "16", True),),
    ),
    (
        "Taken bedrijfsvoering",
        "financiën\ninkoop",
        "Bedrijfsvoering",
        (
            ("Werkgroepleider", "Bedrijfsvoering", "procesontwerp", "16", True),
            ("Controller", "Bedrijfsvoering", "financiën", "6", False),
        ),
    ),
    (
        "Verdeling formatie",
        "",
        "Bedrijfsvoering",
        (("Controller", "Bedrijfsvoering", "financiën", "8", True),),
    ),
)
GOALS: tuple[tuple[str, str, str, tuple[Any, ...] | None], ...] = (
    (
        "Alle teams werken met een eigen jaarplan",
        "2027-03",
        "Programmamanager",
        (
            "Teams met een vastgesteld jaarplan",
            "teams",
            "higher",
            "4",
            "2025-01",
            "22",
            "2027-03",
            "telling bij de teams",
            (("2025-07-01", "9"), ("2026-01-01", "13"), ("2026-09-01", "17")),
        ),
    ),
    (
        "Minder uitval door ziekte",
        "2027-03",
        "HR-adviseur",
        (
            "Verzuim",
            "procent",
            "lower",
            "6,8",
            "2024",
            "5,5",
            "2027-03",
            "verzuimregistratie",
            (("2025-12-31", "6,4"), ("2026-06-30", "6,1")),
        ),
    ),
    ("Bestuur en organisatie vertrouwen elkaar", "2027", "", None),
)
# track, name, status, due, steps (body, sort, act, state, planned, date, case number)
PRODUCTS: tuple[tuple[str, str, str, str, tuple[tuple[str, ...], ...]], ...] = (
    (
        "Strategisch HR",
        "Opleidingsplan 2027",
        "adopted",
        "2026-10-01",
        (("Directieteam", "adopted", "vastgesteld", "done", "", "2026-09-08", "2026-0412"),),
    ),
    (
        "Strategisch HR",
        "Strategische personeelsplanning",
        "in_progress",
        "2026-12-15",
        (("Directieteam", "endorsed", "", "planned", "2026-12-15", "", ""),),
    ),
    (
        "Werken vanuit opgaven",
        "Werkwijze voor opgaven",
        "delivered",
        "2026-09-30",
        (
            ("Directieteam", "endorsed", "onderschreven", "done", "", "2026-09-22", "2026-0455"),
            ("College", "approved", "goedgekeurd", "done", "", "2026-10-06", "2026-0467"),
            ("Gemeenteraad", "information", "", "asked", "2027-01-28", "", "2026-0480"),
        ),
    ),
    ("Werken vanuit opgaven", "Jaarplan per opgave", "planned", "2027-01", ()),
    (
        "Taken bedrijfsvoering",
        "Verdeling van de taken",
        "in_progress",
        "2026-12-10",
        (
            ("Ondernemingsraad", "advice", "", "asked", "2026-11-26", "", "2026-0501"),
            ("Directieteam", "adopted", "", "planned", "2026-12-01", "", ""),
        ),
    ),
    ("Taken bedrijfsvoering", "Dienstencatalogus", "planned", "2026-10-15", ()),
    (
        "Verdeling formatie",
        "Formatieplan",
        "in_progress",
        "2027-02",
        (("College", "adopted", "", "planned", "2027-02", "", ""),),
    ),
)
ROLL_OUT = (
    ("Advies", "done"),
    ("Bedrijfsvoering", "busy"),
    ("Dienstverlening", "busy"),
    ("Ruimte", "done"),
    ("Sociaal domein", "not_started"),
)


def make_moving(maker: Maker, around: Surroundings) -> Programme:
    programme: Programme = maker.add(
        "programmas",
        name="Organisatie in beweging",
        purpose="Een organisatie die vanuit opgaven werkt en waarin teams zelf hun werk plannen.",
        central_question="Wat hebben teams nodig om zelf hun werk te plannen en af te maken?",
        start="2025-01-01",
        end="2027-03-31",
        owner=maker.by,
        frame_body="management",
        aspects=["time", "money", "quality"],
        update_every_days=30,
    )
    maker.add("opdrachtgevers", programme, name="Gemeentesecretaris", person=maker.person("directie"))
    maker.add("opgaven", programme, name="Leefbare wijken", budget_programme="Programma 4, wonen en wijken")
    tracks = _tracks(maker, programme)
    _goals(maker, programme)
    products = _products(maker, programme, around, tracks)
    _baseline_and_shift(maker, programme, around, products)
    _periods(maker, programme, tracks, products)
    _rest(maker, programme, products)
    _judgements(maker, programme, tracks)
    change_phase(by=maker.by, programme=programme, version=programme.version, to="running")
    return programme


def _tracks(maker: Maker, programme: Programme) -> dict[str, Any]:
    made = {}
    for name, expertise, units, members in TRACKS:
        track = made[name] = maker.add(
            "sporen",
            programme,
            name=name,
            status="running",
            start="2025-03",
            end="2027-03",
            needed_expertise=expertise,
            needed_units=units,
        )
        for who, unit, knows, hours, leads in members:
            account = {
                "HR-adviseur": "hradviseur",
                "Werkgroepleider": "werkgroepleider",
                "Controller": "controller",
            }
            person = maker.person(account[who]) if who in account else None
            maker.add(
                "werkgroepleden",
                track,
                name=who,
                person=person,
                unit=unit,
                expertise=knows,
                hours_per_week=hours,
                leads=leads,
            )
    maker.add(
        "sporen",
        programme,
        name="Kompas en kernwaarden",
        status="handed_over",
        start="2025-01",
        end="2025-04-03",
    )
    return made


def _goals(maker: Maker, programme: Programme) -> None:
    for text, when, owner, indicator in GOALS:
        goal = maker.add("doelen", programme, text=text, target_date=when, owner_name=owner)
        if indicator is None:
            continue
        name, unit, better, baseline, since, target, by, source, values = indicator
        made = maker.add(
            "indicatoren",
            goal,
            name=name,
            unit=unit,
            better=better,
            baseline=baseline,
            baseline_date=since,
            target=target,
            target_date=by,
            source=source,
            owner_name=owner,
        )
        for day, value in values:
            maker.add("metingen", made, date=date.fromisoformat(day), value=value, source=source)


def _products(
    maker: Maker, programme: Programme, around: Surroundings, tracks: dict[str, Any]
) -> dict[str, Any]:
    made = {}
    for track, name, status, due, steps in PRODUCTS:
        product = made[name] = maker.add(
            "producten",
            programme,
            name=name,
            track=tracks[track],
            status=status,
            due=due,
            needs_advice="taken" in name,
        )
        for body, sort, act, state, planned, day, case in steps:
            maker.add(
                "vaststellingen",
                product,
                body_known=around.bodies[body],
                sort=sort,
                act=act,
                state=state,
                planned=planned,
                date=day,
                case_number=case,
                meeting=_meeting(around, body, planned),
            )
    for team, state in ROLL_OUT:
        maker.add("uitrol", made["Werkwijze voor opgaven"], team=team, state=state)
    return made


def _meeting(around: Surroundings, body: str, planned: str) -> Any:
    return next(
        (held for held in around.meetings[body] if planned and held.date.isoformat() == planned), None
    )


def _baseline_and_shift(
    maker: Maker, programme: Programme, around: Surroundings, products: dict[str, Any]
) -> None:
    """The management team set the plan in March 2025; since then the division of tasks slipped fourteen weeks."""
    now = products["Verdeling van de taken"]
    planned, now.due = now.due, "2026-09-01"
    now.save()
    set_baseline(by=maker.by, programme=programme, body=around.bodies["Directieteam"], date=date(2025, 3, 4))
    now.due = planned
    now.save()


def _periods(maker: Maker, programme: Programme, tracks: dict[str, Any], products: dict[str, Any]) -> None:
    taken = tracks["Taken bedrijfsvoering"]
    first = plan_period(
        by=maker.by,
        programme=programme,
        kind="sprint",
        name="Sprint 9",
        start=date(2026, 9, 21),
        end=date(2026, 11, 2),
        goals=[
            Wanted("Gesprekken met alle vakgroepen over de taken", track=taken),
            Wanted(
                "Adviesaanvraag aan de ondernemingsraad",
                track=taken,
                deliverable=products["Verdeling van de taken"],
            ),
            Wanted(
                "Dienstencatalogus in eerste versie", track=taken, deliverable=products["Dienstencatalogus"]
            ),
            Wanted("Opleidingsplan 2027 vastgesteld", track=tracks["Strategisch HR"]),
        ],
    )
    second = plan_period(
        by=maker.by,
        programme=programme,
        kind="sprint",
        name="Sprint 10",
        start=date(2026, 11, 2),
        end=date(2026, 12, 14),
        goals=[
            Wanted("Personeelsplanning besproken met elke afdeling", track=tracks["Strategisch HR"]),
            Wanted("Twee opgaven beschreven in een jaarplan", track=tracks["Werken vanuit opgaven"]),
        ],
    )
    goals = {goal.text: goal for goal in first.goals.all()}
    late = goals["Dienstencatalogus in eerste versie"]
    close_period(
        by=maker.by,
        period=first,
        done=[goal for goal in goals.values() if goal != late],
        carry={late: "De inkoper was zes weken afwezig."},
    )
    plan_period(
        by=maker.by,
        programme=programme,
        kind="half_year",
        name="Halfjaarplan 2027-1",
        start=second.end,
        end=date(2027, 6, 14),
    )


def _rest(maker: Maker, programme: Programme, products: dict[str, Any]) -> None:
    maker.add(
        "pilots",
        programme,
        name="Werken op afspraak in Lindehaven",
        question="Wachten inwoners korter als het loket alleen op afspraak werkt?",
        start=date(2026, 6, 1),
        end=date(2026, 11, 15),
        owner_name="Teamleider dienstverlening",
    )
    maker.add(
        "belanghebbenden",
        programme,
        name="Ondernemingsraad",
        how="adviseert",
        when="voor elk besluit over taken",
    )
    maker.add(
        "belanghebbenden", programme, name="Teamleiders", how="denken mee en rollen uit", when="elke sprint"
    )
    maker.add(
        "afhankelijkheden",
        programme,
        name="Nieuw zaaksysteem",
        text="De taken hangen af van de inrichting.",
        needed_before="2027-01",
    )
    maker.add("gebeurtenissen", programme, text="Kompas vastgesteld", date="2025-04-03")
    maker.add(
        "overdrachtspunten",
        programme,
        text="Het opleidingsplan elk jaar vernieuwen",
        owner_name="Team HR",
        review_date=date(2027, 9, 1),
    )
    maker.add("risicos", programme, text="Leidinggevenden hebben te weinig tijd")
    money = Budget(
        organisation=programme.organisation,
        programme=programme,
        amount=300_000,
        kind="incidental",
        from_year=2025,
    )
    add_record(money, by=maker.by, organisation=programme.organisation)


def _judgements(maker: Maker, programme: Programme, tracks: dict[str, Any]) -> None:
    judge(
        by=maker.by,
        programme=programme,
        level="ok",
        line="Alle werkgroepen liggen op schema.",
        date=date(2026, 9, 11),
        aspects=_all("ok"),
    )
    judge(
        by=maker.by,
        programme=programme,
        level="warn",
        line="De verdeling van de taken schuift door naar december.",
        cause="De ondernemingsraad wil eerst de gevolgen per team zien.",
        consequence="De taken van de bedrijfsvoering zijn pas in december verdeeld.",
        adjustment="Op 26 november bespreken we alle gevolgen met de ondernemingsraad.",
        date=date(2026, 11, 6),
        aspects=_all("ok") | _late(),
    )
    for name, level, day in (
        ("Strategisch HR", "ok", 9),
        ("Werken vanuit opgaven", "ok", 10),
        ("Verdeling formatie", "ok", 11),
    ):
        judge(
            by=maker.by,
            programme=programme,
            track=tracks[name],
            level=level,
            line="Op schema.",
            date=date(2026, 11, day),
        )
    judge(
        by=maker.by,
        programme=programme,
        track=tracks["Taken bedrijfsvoering"],
        level="alarm",
        line="De catalogus loopt zes weken achter.",
        cause="De inkoper was zes weken afwezig.",
        consequence="De taken kunnen nog niet worden verdeeld.",
        adjustment="De controller neemt het deel over inkoop over.",
        date=date(2026, 10, 12),
    )


def _all(level: str) -> dict[str, Any]:
    from koers.programmes.actions.judging import AspectGiven

    return {aspect: AspectGiven(level) for aspect in ("time", "money", "quality")}


def _late() -> dict[str, Any]:
    from koers.programmes.actions.judging import AspectGiven

    return {"time": AspectGiven("warn", "Veertien weken later dan in het basisplan.")}
