"""The dashboard, one recommendation with its steps, the yearly overview and the long-term agenda, as a user meets them."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from decisions.conftest import Take
from koers.core.dates import PartialDate
from koers.decisions import agenda, following
from koers.decisions.chart import draw
from koers.decisions.following import Count
from koers.decisions.models import (
    Body,
    Decision,
    Evidence,
    FollowUpAction,
    LongTermItem,
    Recommendation,
    SourceReport,
)
from koers.organisations.models import Organisation, User
from strict import StrictClient
from web.words import text_of

LIST = "/aanbevelingen/"


def page_of(one: Recommendation) -> str:
    return f"/aanbevelingen/{one.public_id}/"


@pytest.fixture
def manager(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


def words_of(client: StrictClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return text_of(answer.content.decode())


def late(organisation: Organisation, **values: Any) -> Recommendation:
    one = Recommendation(organisation=organisation, **values)
    one.planned = PartialDate(2026, 6)
    one.save()
    return one


def test_empty(manager: StrictClient, reader: User) -> None:
    for address in (LIST, "/aanbevelingen/jaaroverzicht/", "/termijnagenda/"):
        assert 'class="koers-empty' in manager.get(address).content.decode()
    assert "/register/aanbevelingen/nieuw/" in manager.get(LIST).content.decode()
    manager.force_login(reader)
    for address in (LIST, "/termijnagenda/"):
        assert "/nieuw/" not in manager.get(address).content.decode()


def test_the_dashboard(
    manager: StrictClient,
    organisation: Organisation,
    advice: Recommendation,
    programme_manager: User,
    controller: User,
    take: Take,
) -> None:
    take(advice, programme_manager, "answered", reaction="adopted")
    take(advice, programme_manager, "reported", status="followed", text="Klaar")
    take(advice, controller, "assessed", status="partly", text="Half")
    one = late(organisation, kind="motion", text="Kom sneller", portfolio_holder="Wethouder Jansma")
    FollowUpAction.objects.create(
        recommendation=advice, text="Meten", owner_name="Team cijfers", due=date(2026, 5, 1)
    )
    html = manager.get(LIST).content.decode()
    words = text_of(html)
    assert "Kom sneller" in words
    assert "30 juni 2026" in words
    assert "Team cijfers" in words
    assert html.count("<svg") >= 2
    assert page_of(one) in html
    assert "Meten" not in words_of(manager, f"{LIST}?soort=motion")
    assert "Kom sneller" not in words_of(manager, f"{LIST}?bron=Grip+op+verandering")
    assert "Maak keuzes" not in words_of(manager, f"{LIST}?portefeuille=Wethouder+Jansma")
    assert "Kom sneller" in words_of(manager, f"{LIST}?te_laat=1")
    assert "Maak keuzes" not in words_of(manager, f"{LIST}?eigenaar=niemand")
    assert "Maak keuzes" in words_of(manager, f"{LIST}?soort=onzin")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_take_a_literal_number_of_queries(
    rows: int,
    organisation: Organisation,
    report: SourceReport,
    programme_manager: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        one = Recommendation.objects.create(
            organisation=organisation, report=report, text=f"Advies {number}", owner=programme_manager
        )
        FollowUpAction.objects.create(recommendation=one, text="Doen", owner=programme_manager)
        item = LongTermItem.objects.create(organisation=organisation, subject=f"Stuk {number}")
        assert str(item) == f"Stuk {number}"
    programme_manager.organisation_ids()
    today = timezone.localdate()
    with django_assert_num_queries(2):
        found = following.with_actions(following.of(programme_manager, organisation), programme_manager)
        assert [late.text for one in found for late in following.overdue_of(one, today)] == []
        assert {one.owner_words for one in found} == {programme_manager.name}
        assert {one.source_words for one in found} == {"Grip op verandering"}
    with django_assert_num_queries(1):
        assert len(agenda.tables(agenda.of(programme_manager, organisation), today, {})) == 1


def test_one_recommendation(
    manager: StrictClient, advice: Recommendation, programme_manager: User, controller: User, take: Take
) -> None:
    place = page_of(advice)
    assert f"{place}stap/reactie/" in manager.get(place).content.decode()
    take(advice, programme_manager, "answered", reaction="partly", text="Niet alles")
    take(
        advice, programme_manager, "told", document="Raadsbrief 12", reference="https://wendelmeer.example/12"
    )
    take(advice, programme_manager, "reported", status="followed", text="Alles is klaar")
    Evidence.objects.create(recommendation=advice, title="Overzicht", reference="Z-9", date=date(2026, 5, 2))
    FollowUpAction.objects.create(recommendation=advice, text="Meten", done_on=date(2026, 5, 2))
    FollowUpAction.objects.create(recommendation=advice, text="Wegen", due=date(2026, 5, 2))
    FollowUpAction.objects.create(recommendation=advice, text="Delen")
    advice.reading = "Wij kiezen per jaar"
    advice.planned = PartialDate(2026, 5)
    advice.save()
    html = manager.get(place).content.decode()
    words = text_of(html)
    for shown in ("Maak keuzes", "Wij kiezen per jaar", "Niet alles", "Alles is klaar", "Z-9", "Wegen"):
        assert shown in words
    assert 'href="https://wendelmeer.example/12"' in html
    assert html.count("utrecht-button--primary-action") == 1
    manager.force_login(controller)
    html = manager.get(place).content.decode()
    assert f"{place}stap/oordeel/" in html
    assert f"{place}stap/stand/" not in html


def step_data(one: Recommendation, **values: str) -> dict[str, str]:
    one.refresh_from_db()
    return {"version": str(one.version), "date": "2026-05-01", **values}


def test_a_step_by_form(manager: StrictClient, advice: Recommendation, organisation: Organisation) -> None:
    decision = Decision.objects.create(organisation=organisation, text="Reactie vastgesteld")
    place = f"{page_of(advice)}stap/reactie/"
    assert "Reactie vastgesteld" in manager.get(place).content.decode()
    wrong = manager.post(place, step_data(advice, reaction="not_adopted", text=""))
    assert wrong.status_code == 422
    assert 'aria-invalid="true"' in wrong.content.decode()
    empty = manager.post(place, {"version": "1"})
    assert empty.status_code == 422
    stale = step_data(advice, reaction="partly", text="Niet alles", decision=str(decision.public_id))
    advice.save_from(1)
    late_answer = manager.post(place, stale)
    assert late_answer.status_code == 422
    html = late_answer.content.decode()
    assert "Niet alles" in html
    assert re.search(r'name="version" value="2"', html)
    assert not advice.steps.exists()
    done = manager.post(place, {**stale, "version": "2"})
    assert (done.status_code, done.headers["Location"]) == (302, page_of(advice))
    advice.refresh_from_db()
    assert (advice.stage, advice.reaction_decision) == ("answered", decision)
    again = manager.get(place).content.decode()
    assert "Niet alles" in again


def test_steps_that_are_not_there_or_not_yours(
    manager: StrictClient, motion: Recommendation, programme_manager: User, college: User, take: Take
) -> None:
    assert manager.get(f"{page_of(motion)}stap/onzin/").status_code == 404
    answer = manager.get(f"{page_of(motion)}stap/teruggemeld/")
    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(motion))
    assert manager.get(f"{page_of(motion)}stap/oordeel/").status_code == 403
    take(motion, programme_manager, "answered", reaction="adopted")
    take(motion, college, "proposed", text="Gedaan")
    manager.force_login(college)
    address = f"{page_of(motion)}stap/afgevoerd/"
    assert manager.get(address).status_code == 403
    sent = manager.post(address, step_data(motion, decision_text="Afgevoerd"))
    assert sent.status_code == 403
    motion.refresh_from_db()
    assert motion.stage == "proposed"


def test_the_yearly_overview(
    manager: StrictClient,
    advice: Recommendation,
    motion: Recommendation,
    programme_manager: User,
    take: Take,
    organisation: Organisation,
) -> None:
    take(advice, programme_manager, "answered", reaction="adopted")
    take(advice, programme_manager, "told", document="Brief")
    take(advice, programme_manager, "reported", status="followed", text="=1+1")
    take(advice, programme_manager, "closed", text="Klaar")
    Recommendation.objects.create(organisation=organisation, source_document="Oud rapport", status="open")
    place = "/aanbevelingen/jaaroverzicht/"
    words = words_of(manager, f"{place}?jaar=2026")
    assert "Grip op verandering (februari 2026)" in words
    assert "1.1" in words
    assert "Verzoekt het college" in words
    assert "Oud rapport" in words
    assert "Maak keuzes" not in words_of(manager, f"{place}?jaar=2025")
    assert words_of(manager, f"{place}?jaar=1066") == words_of(
        manager, f"{place}?jaar={timezone.localdate().year}"
    )
    answer = manager.get(f"{place}blad.xlsx?jaar=2026")
    sheet = load_workbook(io.BytesIO(answer.getvalue())).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 4
    mine = next(row for row in rows if row[1] == "1.1")
    assert mine[0] == "Grip op verandering (februari 2026)"
    assert mine[2] == "Maak keuzes"


def test_the_long_term_agenda(manager: StrictClient, organisation: Organisation, council: Body) -> None:
    today = timezone.localdate()
    decision = Decision.objects.create(organisation=organisation, text="Vastgesteld")

    def item(subject: str, planned: PartialDate | None, **values: Any) -> LongTermItem:
        made = LongTermItem(organisation=organisation, subject=subject, body=council, **values)
        made.planned = planned
        made.full_clean(exclude=["planned_precision"])
        made.save()
        return made

    past = item(
        "Nota te laat", PartialDate(2025, 3), portfolio_holder="Wethouder Bos", programme_name="Wonen"
    )
    item("Nota later", PartialDate(today.year + 1, 5, 4))
    item("Nota ooit", PartialDate(today.year + 1))
    item("Nota zonder dag", None, status="held", reason="Wacht")
    item("Nota klaar", PartialDate(2025, 2), status="done", decision=decision)
    item("Nota weg", None, status="dropped", reason="Niet nodig")
    assert past.is_past(today)
    words = words_of(manager, "/termijnagenda/")
    order = [words.index(name) for name in ("Nota te laat", "Nota later", "Nota ooit", "Nota zonder dag")]
    assert order == sorted(order)
    assert "Nota klaar" not in words
    assert "Nota weg" in words_of(manager, "/termijnagenda/?afgerond=1")
    only = words_of(manager, "/termijnagenda/?portefeuille=Wethouder+Bos&programma=Wonen&jaar=2025")
    assert "Nota te laat" in only
    assert "Nota later" not in only
    assert "Nota later" not in words_of(manager, "/termijnagenda/?jaar=1999&portefeuille=niemand")
    assert "Nota later" in words_of(manager, "/termijnagenda/?jaar=abc")
    first = manager.get("/termijnagenda/agenda.ics")
    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
    content = first.getvalue().decode()
    assert "SUMMARY:Nota later" in content
    assert f"DTSTART;VALUE=DATE:{today.year + 1}0504" in content
    assert "Nota ooit" not in content
    assert "Nota klaar" not in content
    assert manager.get("/termijnagenda/agenda.ics").getvalue() == first.getvalue()


def test_the_chart_leaves_out_what_is_empty() -> None:
    assert draw([Count("followed", 0, 0)], str) is None
    chart = draw([Count("followed", 4, 2), Count("partly", 0, 0), Count("", 0, 2)], str)
    assert chart is not None
    assert [(row.words, row.reported, row.assessed) for row in chart.rows] == [
        ("followed", "88.00%", "44.00%"),
        ("", "0.00%", "44.00%"),
    ]
    assert chart.rows[0].reported_end == "89.00%"
    assert chart.height == 116


def test_overdue_counts_actions_and_leaves_out_what_is_closed(
    organisation: Organisation, programme_manager: User, take: Take
) -> None:
    one = late(organisation, text="Kies")
    FollowUpAction.objects.create(recommendation=one, text="Doen", due=date(2026, 5, 1))
    today = date(2026, 8, 1)
    found = following.with_actions(following.of(programme_manager, organisation), programme_manager)
    assert [(item.text, item.days) for item in following.overdue(found, today)] == [("Doen", 92), ("", 32)]
    take(one, programme_manager, "answered", reaction="adopted")
    take(one, programme_manager, "closed", text="Klaar", day=date(2026, 6, 1))
    found = following.with_actions(following.of(programme_manager, organisation), programme_manager)
    assert following.overdue(found, today) == []
    assert not following.is_overdue(found[0], today + timedelta(1))
