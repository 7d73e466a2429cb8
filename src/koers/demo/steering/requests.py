"""Requests of Wendelmeer in every state, a ranking session with a tie, a grant beyond what is free, and two imports."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from koers.demo.steering.making import Maker
from koers.finance.importing import actions as importing
from koers.finance.requests import actions
from koers.organisations.models import Unit

if TYPE_CHECKING:
    from koers.decisions.models import Decision
    from koers.finance.requests.models import MoneyRequest, RankingSession
    from koers.programmes.models import Programme

YEAR = 2026
# title, purpose, amount, fte, kind, team
ASKED: tuple[tuple[str, str, str, str, str, str], ...] = (
    ("Coaches voor teamplannen", "Elk team maakt zelf een plan en houdt het bij.", "24000", "", "incidental", "Dienstverlening"),
    ("Leergang opgavegericht werken", "Twintig mensen leren over teams heen werken.", "18500.50", "", "incidental", "Ruimte"),
    ("Zaal en materiaal voor de wijkdagen", "Bewoners en teams werken drie dagen samen.", "6500", "", "incidental", "Ruimte"),
    ("Halve plek voor data", "Cijfers per opgave, elke maand bijgewerkt.", "38000", "0.5", "structural", "Dienstverlening"),
    ("Nieuwe stoelen voor de kantine", "De oude zijn versleten.", "9000", "", "incidental", "Dienstverlening"),
    ("Extern bureau voor de cultuurmeting", "Een meting onder alle medewerkers.", "45000", "", "incidental", "Ruimte"),
    ("Begeleiding van twee wijkteams", "Twee teams gaan in de wijk werken.", "16000", "", "incidental", "Ruimte"),
    ("Proef met zelfroosteren", "Een team probeert het een half jaar.", "3000", "", "incidental", "Dienstverlening"),
)  # fmt: skip
# Points per scorer for the first three requests, on both criteria: the second and third end equal.
POINTS = (("controller", ((8, 7), (6, 8), (8, 4))), ("programmamanager", ((9, 8), (8, 6), (6, 10))))
GOOD = """Boekdatum;Bedrag;Omschrijving;Boekstuknummer;Kostenplaats
14-09-2026;4.250,00;Coaching teams, september;F2026-301;6210
28-09-2026;1.187,50;Zaalhuur wijkdag;F2026-322;6210
05-10-2026;-187,50;Creditnota zaalhuur;F2026-329;6210
"""
WRONG = """Boekdatum;Bedrag;Omschrijving;Boekstuknummer;Kostenplaats
12-10-2026;2.400,00;Leergang, eerste termijn;F2026-340;6210
31-02-2026;950,00;Datum bestaat niet;F2026-341;6210
14-10-2025;1.200,00;Verkeerd jaar;F2026-342;6210
Totaal;4.550,00;;;
"""


def make_requests(maker: Maker, programme: Programme) -> None:
    asked = [_asked(maker, programme, *one) for one in ASKED]
    made = [actions.step(by=maker.person("leidinggevende"), request=one, name="file") for one in asked[:-1]]
    coaches, course, room, position, chairs, measuring, _filed = made
    session = _session(maker, programme, [coaches, course, room])
    _scored(maker, session)
    decision = maker.add(
        "besluiten",
        text="Verdeelt het geld voor de beweging",
        body="Directie",
        act="stelt vast",
        date="2026-09-07",
    )
    keeper = maker.person("controller")
    actions.grant(
        by=keeper, request=coaches, decision=decision, amount=Decimal(24_000), reason="Het meest nodig"
    )
    actions.grant(
        by=keeper, request=course, decision=decision, amount=Decimal(12_000), reason="Een groep, geen twee"
    )
    _changed(maker, course, decision)
    actions.grant(
        by=keeper, request=measuring, decision=decision, amount=Decimal(45_000), year=2027,
        reason="De directie wil de meting; de dekking komt bij de begroting",
    )  # fmt: skip
    actions.refuse(by=keeper, request=chairs, reason="Dit hoort bij het gewone onderhoud")
    actions.step(by=maker.person("leidinggevende"), request=position, name="withdraw")
    _imports(maker, programme)


def _asked(
    maker: Maker, programme: Programme, title: str, purpose: str, amount: str, fte: str, kind: str, team: str
) -> MoneyRequest:
    return actions.open_request(
        by=maker.person("leidinggevende"),
        organisation=maker.organisation,
        title=title,
        purpose=purpose,
        amount=Decimal(amount),
        fte=Decimal(fte) if fte else None,
        kind=kind,
        unit=Unit.objects.of(maker.organisation).get(name=team),
        programme=programme,
        from_year=YEAR,
    )


def _session(maker: Maker, programme: Programme, requests: list[MoneyRequest]) -> RankingSession:
    return actions.open_session(
        by=maker.person("controller"),
        organisation=maker.organisation,
        name="Verdeling najaar 2026",
        on=date(2026, 9, 3),
        programme=programme,
        year=YEAR,
        criteria=[("Bijdrage aan de doelen", Decimal(2)), ("Haalbaar dit jaar", Decimal(1))],
        scorers=[maker.person(name) for name, _points in POINTS],
        requests=requests,
    )


def _scored(maker: Maker, session: RankingSession) -> None:
    taken = list(session.taken.all())
    criteria = list(session.criteria.all())
    for name, given in POINTS:
        points: dict[tuple[int, int], int | None] = {
            (request.pk, criterion.pk): number
            for request, numbers in zip(taken, given, strict=True)
            for criterion, number in zip(criteria, numbers, strict=True)
        }
        actions.give_points(by=maker.person(name), session=session, points=points)
    words = {taken[0].pk: "Werkt in alle teams door en kan meteen beginnen"}
    actions.motivate(by=maker.person("controller"), session=session, words=words)
    actions.close_session(by=maker.person("controller"), session=session)


def _changed(maker: Maker, course: MoneyRequest, decision: Decision) -> None:
    """A later change: the ledger keeps the first grant, its counter-entry and the new one."""
    actions.grant(
        by=maker.person("controller"), request=course, decision=decision, amount=Decimal(15_000),
        reason="De groep is groter geworden",
    )  # fmt: skip


def _imports(maker: Maker, programme: Programme) -> None:
    """A file that was booked, after the question what a minus means; and one that waits with rows that are wrong."""
    for name, text in (("boekingen-september.csv", GOOD), ("boekingen-oktober.csv", WRONG)):
        data = text.encode()
        found = importing.offer(
            by=maker.person("controller"),
            organisation=maker.organisation,
            name=name,
            data=data,
            cells=importing.read_file(data),
            year=YEAR,
            stage="spent",
            kind="incidental",
            programme=programme,
        )
        if name == "boekingen-september.csv":
            found = importing.answer(by=maker.person("controller"), found=found, answers={"sign": "as_is"})
            importing.accept(by=maker.person("controller"), found=found)
