"""Motions and promises on the council's side: what it reads, what the clerk writes down, what stays inside."""

from __future__ import annotations

from typing import Any

import pytest

from koers.core.dates import PartialDate
from koers.decisions.models import Body, Decision, Recommendation
from koers.decisions.stepping import Given, take_step
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import BodyKind, Role
from people import UserWith
from strict import StrictClient
from web.words import text_of

LIST = "/raad/moties-en-toezeggingen/"
NOTE = f"{LIST}nieuw/"


@pytest.fixture
def griffie(user_with: UserWith, organisation: Organisation) -> User:
    return user_with(Role.GRIFFIE, organisation)


def promise(organisation: Organisation, **values: Any) -> Recommendation:
    given = {"kind": "promise", "text": "De raad krijgt een overzicht", **values}
    return Recommendation.objects.create(organisation=organisation, **given)


def note_data(**values: str) -> dict[str, str]:
    return {
        "kind": "promise",
        "text": "De raad hoort voor de zomer meer",
        "number": "T-1",
        "date": "2026-03-05",
        "portfolio_holder": "Wethouder Jansma",
        "planned": "juli 2026",
        **values,
    }


def test_the_clerk_notes_tells_and_ends(
    strict_client: StrictClient, griffie: User, organisation: Organisation
) -> None:
    strict_client.force_login(griffie)
    assert 'class="koers-empty' in strict_client.get(LIST).content.decode()
    assert strict_client.get(NOTE).status_code == 200
    assert strict_client.post(NOTE, note_data()).status_code == 302
    one = Recommendation.objects.of(organisation).get()
    assert (one.kind, one.date, one.planned) == ("promise", PartialDate(2026, 3, 5), PartialDate(2026, 7))
    place = f"{LIST}{one.public_id}/"
    told = {"version": "1", "date": "2026-06-01", "document": "Raadsbrief Zomer", "reference": "Z-12"}
    assert strict_client.post(f"{place}stap/teruggemeld/", told).status_code == 302
    html = strict_client.get(place).content.decode()
    assert "Raadsbrief Zomer" in html
    assert f"{place}stap/nagekomen/" in html
    kept = {"version": "2", "date": "2026-06-02", "text": "Met de brief"}
    assert strict_client.post(f"{place}stap/nagekomen/", kept).status_code == 302
    assert "De raad hoort" not in strict_client.get(LIST).content.decode()
    assert "De raad hoort" in strict_client.get(f"{LIST}?alles=1").content.decode()
    assert "Met de brief" in strict_client.get(place).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"date": "2999-01-01"},
        {"date": "geen dag"},
        {"planned": "ooit een keer"},
        {"portfolio_holder": ""},
        {"kind": "recommendation"},
    ],
)
def test_what_is_wrong_is_said_and_nothing_lost(
    wrong: dict[str, str], strict_client: StrictClient, griffie: User, organisation: Organisation
) -> None:
    strict_client.force_login(griffie)
    answer = strict_client.post(NOTE, note_data(**wrong))
    assert answer.status_code == 422
    assert 'value="T-1"' in answer.content.decode()
    assert not Recommendation.objects.of(organisation).exists()


def test_noting_the_same_twice_is_said(
    strict_client: StrictClient, griffie: User, organisation: Organisation
) -> None:
    strict_client.force_login(griffie)
    assert strict_client.post(NOTE, note_data(planned="")).status_code == 302
    assert strict_client.post(NOTE, note_data()).status_code == 422
    assert Recommendation.objects.of(organisation).count() == 1


@pytest.mark.parametrize("role", [Role.COLLEGE, Role.CLIENT, Role.WORKS_COUNCIL])
def test_who_acts_for_another_body_notes_nothing(
    role: Role, strict_client: StrictClient, user_with: UserWith, organisation: Organisation
) -> None:
    strict_client.force_login(user_with(role, organisation))
    assert strict_client.get(NOTE).status_code == 403
    assert strict_client.post(NOTE, note_data()).status_code == 403
    one = promise(organisation)
    if role is not Role.WORKS_COUNCIL:
        assert NOTE not in strict_client.get(LIST).content.decode()
        assert "/stap/nagekomen/" not in strict_client.get(f"{LIST}{one.public_id}/").content.decode()
    assert strict_client.get(f"{LIST}{one.public_id}/stap/nagekomen/").status_code == 403


def test_what_is_not_told_yet_stays_inside(
    strict_client: StrictClient,
    user_with: UserWith,
    organisation: Organisation,
    programme_manager: User,
    controller: User,
) -> None:
    one = promise(organisation, kind="motion", text="Verzoekt het college")
    member = user_with(Role.COUNCIL_MEMBER, organisation)

    def take(by: User, sort: str, **given: str) -> None:
        one.refresh_from_db()
        version, day = one.version, PartialDate(2026, 5, 1).first_day
        take_step(
            by=by,
            recommendation=one,
            version=version,
            sort=sort,
            date=day,
            given=Given(**given),  # type: ignore[arg-type]
        )

    def words() -> str:
        strict_client.force_login(member)
        return text_of(strict_client.get(f"{LIST}{one.public_id}/").content.decode())

    take(programme_manager, "answered", reaction="partly", text="Eerste gedachte")
    take(programme_manager, "reported", status="in_progress", text="Tussen ons")
    take(controller, "assessed", status="not_started", text="Niets gezien")
    assert "Eerste gedachte" not in words()
    take(programme_manager, "answered", reaction="partly", text="Zo doen we het")
    take(programme_manager, "told", document="Raadsbrief")
    for shown in ("Zo doen we het", "Raadsbrief"):
        assert shown in words()
    for hidden in ("Tussen ons", "Niets gezien", programme_manager.name):
        assert hidden not in words()
    assert "koers-buttons" not in strict_client.get(f"{LIST}{one.public_id}/").content.decode()


def test_written_off_shows_the_decision(
    strict_client: StrictClient, griffie: User, organisation: Organisation, programme_manager: User
) -> None:
    Body.objects.create(organisation=organisation, name="Raad van Waterveen", kind=BodyKind.COUNCIL)
    one = promise(
        organisation, kind="motion", text="Verzoekt het college", reaction="adopted", stage="proposed"
    )
    strict_client.force_login(griffie)
    place = f"{LIST}{one.public_id}/"
    data = {"version": "1", "date": "2026-05-01", "decision_text": "Motie afgedaan", "case_number": "R-1"}
    assert strict_client.post(f"{place}stap/afgevoerd/", data | {"decision_text": ""}).status_code == 422
    assert strict_client.post(f"{place}stap/afgevoerd/", data).status_code == 302
    assert "Motie afgedaan" in strict_client.get(place).content.decode()
    decision = Decision.objects.of(organisation).get()
    strict_client.force_login(programme_manager)
    words = text_of(strict_client.get(f"/besluiten/{decision.public_id}/").content.decode())
    assert "Verzoekt het college" in words
    assert "Raad van Waterveen" in words
