"""Keeping a plan in the browser, without script: what does not fit is shown before it is saved."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from koers.organisations.models import Organisation, Unit, User
from koers.programmes.models import Goal, Programme
from koers.yearplans import actions
from koers.yearplans.capacity import MonthLoad
from koers.yearplans.models import Capacity, Claim, PlanLine, TeamPlan
from koers.yearplans.wording import over_words, share_of
from strict import StrictClient
from yearplans.conftest import AddLine, SetCapacity
from yearplans.test_pages import page_of, text_of

LINE: dict[str, Any] = {"text": "Plan schrijven", "kind": "flexible", "priority": "normal", "entry": "months"}


@pytest.fixture
def client(strict_client: StrictClient, line_manager: User) -> StrictClient:
    strict_client.force_login(line_manager)
    return strict_client


def address(name: str, record: TeamPlan | PlanLine) -> str:
    if isinstance(record, PlanLine):
        ids = {"public_id": record.plan.public_id, "line_id": record.public_id}
        return reverse(f"yearplans:{name}", kwargs=ids)
    return reverse(f"yearplans:{name}", kwargs={"public_id": record.public_id})


def mark_in(page: bytes) -> str:
    found = re.search(r'name="seen"\s+value="([^"]*)"', page.decode())
    assert found, "the page asks for no confirmation"
    return found.group(1)


def hours_of(organisation: Organisation) -> dict[int, Decimal]:
    return {claim.month: claim.hours for claim in Claim.objects.of(organisation)}


def test_begin_with_a_unit(client: StrictClient, unit: Unit, organisation: Organisation) -> None:
    page = text_of(client.get("/jaarplannen/nieuw/?jaar=2029").content)
    assert "Burgerzaken" in page
    answer = client.post(
        "/jaarplannen/nieuw/", {"unit": unit.public_id, "unit_name": "", "year": "2029", "note": ""}
    )
    plan = TeamPlan.objects.of(organisation).get()
    assert answer.headers["Location"] == address("capacity", plan)
    assert (plan.unit, plan.year) == (unit, 2029)
    again = client.post("/jaarplannen/nieuw/", {"unit": unit.public_id, "unit_name": "", "year": "2029"})
    assert again.status_code == 422
    assert "Dit team heeft al een plan voor dit jaar." in text_of(again.content)


def test_begin_without_units(client: StrictClient, organisation: Organisation) -> None:
    answer = client.post("/jaarplannen/nieuw/", {"unit_name": "", "year": "2029"})
    assert answer.status_code == 422
    assert client.post("/jaarplannen/nieuw/", {"unit_name": "HR", "year": "2029"}).status_code == 302
    assert TeamPlan.objects.of(organisation).get().team == "HR"


@pytest.mark.parametrize("year", ["", "twee", "1999", "2101", "9" * 50])
def test_a_wrong_year_is_told_at_the_field(year: str, client: StrictClient) -> None:
    answer = client.post("/jaarplannen/nieuw/", {"unit_name": "HR", "year": year})
    assert answer.status_code == 422
    assert b'href="#id_year"' in answer.content


def test_a_unit_of_another_organisation_cannot_be_chosen(
    client: StrictClient, unit: Unit, other_organisation: Organisation
) -> None:
    foreign = Unit.objects.create(organisation=other_organisation, name="Hun team")
    assert "Hun team" not in text_of(client.get("/jaarplannen/nieuw/").content)
    answer = client.post("/jaarplannen/nieuw/", {"unit": foreign.public_id, "year": "2029"})
    assert answer.status_code == 422


def test_a_line_that_fits_is_saved_at_once(
    client: StrictClient, plan: TeamPlan, set_capacity: SetCapacity, goal: Goal, organisation: Organisation
) -> None:
    set_capacity(plan)
    sent = LINE | {"goal": goal.public_id, "m1": "12,5", "m2": "7.5", "m3": " 100 ", "m4": ""}
    answer = client.post(address("add_line", plan), sent, follow=True)
    assert answer.redirect_chain[-1][0] == page_of(plan)
    assert "Bewaard. Elke maand past." in text_of(answer.content)
    assert hours_of(organisation) == {1: Decimal("12.5"), 2: Decimal("7.5"), 3: Decimal(100)}
    assert PlanLine.objects.of(organisation).get().goal == goal


def test_overload_is_shown_before_it_is_saved(
    client: StrictClient,
    plan: TeamPlan,
    add_line: AddLine,
    set_capacity: SetCapacity,
    organisation: Organisation,
) -> None:
    set_capacity(plan)
    add_line(plan, m3="80")
    sent = LINE | {"m2": "10", "m3": "44"}
    answer = client.post(address("add_line", plan), sent)
    words = text_of(answer.content)
    assert "Hiermee wordt maart 24 uur te vol" in words
    assert "Er is nog niets bewaard." in words
    assert 'value="44"' in answer.content.decode()
    assert PlanLine.objects.of(organisation).count() == 1

    # More hours than were confirmed ask again; so does a confirmation of something else.
    more = client.post(address("add_line", plan), sent | {"m3": "50", "seen": mark_in(answer.content)})
    assert "Hiermee wordt maart 30 uur te vol" in text_of(more.content)
    assert PlanLine.objects.of(organisation).count() == 1

    saved = client.post(address("add_line", plan), sent | {"seen": mark_in(answer.content)}, follow=True)
    assert "Bewaard. Te vol in maart: samen 24 uur meer dan er zijn." in text_of(saved.content)
    assert PlanLine.objects.of(organisation).count() == 2


def test_fewer_hours_ask_nothing(
    client: StrictClient, plan: TeamPlan, add_line: AddLine, set_capacity: SetCapacity
) -> None:
    set_capacity(plan)
    line = add_line(plan, m3="180")
    sent = LINE | {"version": "1", "m3": "170"}
    assert client.post(address("line", line), sent).status_code == 302
    assert "Hiermee wordt" in text_of(client.post(address("line", line), sent | {"m3": "171"}).content)


def test_unknown_months_ask_nothing_and_are_told(client: StrictClient, plan: TeamPlan) -> None:
    answer = client.post(address("add_line", plan), LINE | {"m3": "1.000"}, follow=True)
    assert "Niemand vulde nog in hoeveel uren er zijn" in text_of(answer.content)


def test_spread_over_the_months(client: StrictClient, plan: TeamPlan, organisation: Organisation) -> None:
    sent = LINE | {"entry": "once", "total": "10", "first": "9", "last": "12", "m1": "99"}
    assert client.post(address("add_line", plan), sent).status_code == 302
    assert hours_of(organisation) == {
        9: Decimal("2.5"),
        10: Decimal("2.5"),
        11: Decimal("2.5"),
        12: Decimal("2.5"),
    }


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"text": ""}, "id_text"),
        ({"text": "x" * 301}, "id_text"),
        ({"kind": "loose"}, "id_kind_0"),
        ({"goal": "00000000-0000-0000-0000-000000000000"}, "id_goal"),
        ({"goal": "geen"}, "id_goal"),
        ({"m1": "0,3"}, "id_m1"),
        ({"m1": "-1"}, "id_m1"),
        ({"m1": "100001"}, "id_m1"),
        ({"m1": "veel"}, "id_m1"),
        ({"m1": "NaN"}, "id_m1"),
        ({"m1": "1e999999999"}, "id_m1"),
        ({"m1": "9" * 5000}, "id_m1"),
        ({"entry": "once", "total": ""}, "id_total"),
        ({"entry": "once", "total": "0,3"}, "id_total"),
        ({"entry": "once", "total": "10", "first": "5", "last": "4"}, "id_last"),
    ],
)
def test_bad_input_is_told_at_the_field(
    sent: dict[str, str], field: str, client: StrictClient, plan: TeamPlan, organisation: Organisation
) -> None:
    answer = client.post(address("add_line", plan), LINE | {"m7": "6,5"} | sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'href="#{field}"' in page
    assert 'value="6,5"' in page
    assert not PlanLine.objects.of(organisation).exists()


def test_a_goal_of_another_organisation_by_id(
    client: StrictClient, plan: TeamPlan, other_organisation: Organisation
) -> None:
    foreign = Programme.objects.create(organisation=other_organisation, name="Samen", slug="samen")
    goal = Goal.objects.create(programme=foreign, text="Hun geheime doel")
    answer = client.post(address("add_line", plan), LINE | {"goal": goal.public_id})
    assert answer.status_code == 422
    assert "Hun geheime doel" not in text_of(answer.content)


def test_goal_and_track_of_different_programmes(
    client: StrictClient, plan: TeamPlan, goal: Goal, organisation: Organisation
) -> None:
    other = Programme.objects.create(organisation=organisation, name="Anders", slug="anders")
    track = other.tracks.create(name="Kompas")
    answer = client.post(address("add_line", plan), LINE | {"goal": goal.public_id, "track": track.public_id})
    assert answer.status_code == 422
    assert b'href="#id_track"' in answer.content


def test_a_line_is_shown_as_it_is(
    client: StrictClient, plan: TeamPlan, add_line: AddLine, goal: Goal
) -> None:
    line = add_line(plan, goal=goal, track=None, m3="12.5")
    page = client.get(address("line", line)).content.decode()
    assert re.search(r'name="m3"[^>]*value="12,5"|value="12,5"[^>]*name="m3"', page)
    assert re.search(rf'value="{goal.public_id}"\s+selected', page)
    assert "Op pad: Elk team heeft een plan" in page


def test_a_colleague_was_first(
    client: StrictClient, plan: TeamPlan, add_line: AddLine, line_manager: User
) -> None:
    line = add_line(plan, m3="12.5", m4="2")
    actions.change_line(by=line_manager, line=line, version=1, hours={3: Decimal(14), 4: None})
    answer = client.post(address("line", line), LINE | {"version": "1", "m3": "20"})
    words = text_of(answer.content)
    assert answer.status_code == 422
    assert "Een collega paste dit ondertussen aan." in words
    assert "maart: nu bewaard 14, u vulde in 20" in words
    assert 'value="20"' in answer.content.decode()
    assert re.search(r'name="version"\s+value="2"', answer.content.decode())
    assert client.post(address("line", line), LINE | {"version": "2", "m3": "20"}).status_code == 302


def test_remove_a_line(
    client: StrictClient, plan: TeamPlan, add_line: AddLine, organisation: Organisation
) -> None:
    line = add_line(plan, m3="12.5")
    answer = client.post(address("remove_line", line), follow=True)
    assert "“Loket” is verwijderd. Niemand vulde nog in" in text_of(answer.content)
    assert not PlanLine.objects.of(organisation).exists()
    assert client.get(address("remove_line", line)).status_code == 405


def test_a_line_of_another_plan_is_not_found(
    client: StrictClient, plan: TeamPlan, add_line: AddLine, add_plan: Any
) -> None:
    line, other = add_line(plan), add_plan("HR")
    ids = {"public_id": other.public_id, "line_id": line.public_id}
    assert client.get(reverse("yearplans:line", kwargs=ids)).status_code == 404


def test_capacity_per_month(client: StrictClient, plan: TeamPlan, organisation: Organisation) -> None:
    assert client.get(address("capacity", plan)).status_code == 200
    sent = {"version": "1", "entry": "months", "m1": "100", "m2": "0", "m3": "", "note": "Rooster"}
    assert client.post(address("capacity", plan), sent).status_code == 302
    stored = {c.month: c.hours for c in Capacity.objects.of(organisation)}
    assert stored == {1: 100, 2: 0}
    page = client.get(address("capacity", plan)).content.decode()
    assert 'value="Rooster"' in page
    stale = client.post(address("capacity", plan), sent | {"m1": "90"})
    assert stale.status_code == 422
    assert "januari: nu bewaard 100, u vulde in 90" in text_of(stale.content)


def test_capacity_of_fte(client: StrictClient, plan: TeamPlan, organisation: Organisation) -> None:
    sent = {"version": "1", "entry": "once", "fte": "1,33", "hours_per_fte": "110", "m1": "5"}
    assert client.post(address("capacity", plan), sent).status_code == 302
    assert {c.hours for c in Capacity.objects.of(organisation)} == {Decimal(146)}
    assert Capacity.objects.of(organisation).count() == 12


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"fte": "", "hours_per_fte": "110"}, "id_fte"),
        ({"fte": "2", "hours_per_fte": "300"}, "id_hours_per_fte"),
        ({"fte": "twee", "hours_per_fte": "110"}, "id_fte"),
        ({"fte": "1000", "hours_per_fte": "200"}, "id_fte"),
        ({"fte": "1", "hours_per_fte": "110", "m1": "0,3"}, "id_m1"),
    ],
)
def test_impossible_capacity_is_told(
    sent: dict[str, str], field: str, client: StrictClient, plan: TeamPlan, organisation: Organisation
) -> None:
    answer = client.post(address("capacity", plan), {"version": "1", "entry": "once"} | sent)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.content.decode()
    assert not Capacity.objects.of(organisation).exists()


AGREED = {"agreed_on": "2026-01-15", "agreed_by": "Directie"}


def test_agreeing_asks_why(
    client: StrictClient, plan: TeamPlan, add_line: AddLine, set_capacity: SetCapacity
) -> None:
    set_capacity(plan)
    add_line(plan, m3="124", m5="100.5")
    shown = client.get(address("agree", plan))
    words = text_of(shown.content)
    assert "Maart 124 100" in words
    assert "24 te veel" in words
    mark = mark_in(shown.content)
    sent = AGREED | {"version": str(plan.version), "seen": mark, "reason": ""}
    refused = client.post(address("agree", plan), sent)
    assert refused.status_code == 422
    assert b'href="#id_reason"' in refused.content
    assert "24,5 uur meer dan er zijn in maart en mei" in text_of(refused.content)

    add_line(plan, "Erbij", m3="10")
    changed = client.post(address("agree", plan), sent | {"reason": "Er komt hulp"})
    assert "De uren zijn ondertussen veranderd." in text_of(changed.content)
    assert mark_in(changed.content) != mark

    sent = sent | {"reason": "Er komt hulp", "seen": mark_in(changed.content)}
    done = client.post(address("agree", plan), sent, follow=True)
    assert "Er komt hulp" in text_of(done.content)
    assert "15 januari 2026, door Directie" in text_of(done.content)


def test_agreeing_what_is_unknown(client: StrictClient, plan: TeamPlan, add_line: AddLine) -> None:
    add_line(plan, m3="124")
    assert "Dat deze maanden onbekend zijn, blijft zichtbaar." in text_of(
        client.get(address("agree", plan)).content
    )
    sent = AGREED | {"version": str(plan.version), "seen": ""}
    assert client.post(address("agree", plan), sent).status_code == 302


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"agreed_on": ""}, "#id_agreed_on"),
        ({"agreed_on": "2026-13-01"}, "#id_agreed_on"),
        ({"agreed_on": "2099-01-01"}, "#id_agreed_on"),
        ({"agreed_by": ""}, "#id_agreed_by"),
        ({"agreed_by": "x" * 201}, "#id_agreed_by"),
        ({"version": "0"}, "Een collega paste dit ondertussen aan."),
    ],
)
def test_agreeing_wrongly(sent: dict[str, str], words: str, client: StrictClient, plan: TeamPlan) -> None:
    answer = client.post(address("agree", plan), AGREED | {"version": "1", "seen": ""} | sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_an_agreed_plan_cannot_be_changed_in_the_browser(
    client: StrictClient, plan: TeamPlan, add_line: AddLine, line_manager: User, organisation: Organisation
) -> None:
    line = add_line(plan, m3="4")
    client.post(address("agree", plan), AGREED | {"version": "1", "seen": ""})
    told = "Dit plan is vastgesteld."
    assert told in text_of(client.post(address("add_line", plan), LINE).content)
    assert told in text_of(client.post(address("line", line), LINE | {"version": "1"}).content)
    assert told in text_of(client.post(address("capacity", plan), {"version": "2", "m1": "4"}).content)
    assert told in text_of(client.post(address("remove_line", line), follow=True).content)
    assert told in text_of(client.post(address("agree", plan), AGREED | {"version": "2", "seen": ""}).content)

    done = client.post(address("reopen", plan), follow=True)
    assert "Het plan is weer een concept." in text_of(done.content)
    assert client.post(address("add_line", plan), LINE).status_code == 302


def test_many_months_are_summed_up_with_a_table_beneath(
    client: StrictClient, plan: TeamPlan, add_line: AddLine, set_capacity: SetCapacity
) -> None:
    set_capacity(plan)
    sent = LINE | {f"m{month}": "110" for month in range(1, 13)} | {"m5": "119.5"}
    answer = client.post(address("add_line", plan), sent)
    words = text_of(answer.content)
    twelve = [load(month, "119.5" if month == 5 else "110") for month in range(1, 13)]
    assert over_words(twelve) in words
    assert "mei: 120" in over_words(twelve)
    for row in ("Januari 110 100", "Mei 119,5 100", "December 110 100"):
        assert row in words
    months: Any = {f"m{month}": "110" for month in range(1, 13)}
    add_line(plan, **months)
    agreeing = text_of(client.get(address("agree", plan)).content)
    assert over_words([load(month, "110") for month in range(1, 13)]) in agreeing
    assert "Augustus 110 100" in agreeing
    assert "januari, februari" not in agreeing
    refused = client.post(address("agree", plan), AGREED | {"version": str(plan.version), "seen": ""})
    assert "januari, februari" not in text_of(refused.content)


def load(month: int, hours: str, available: str = "100") -> MonthLoad:
    claimed, known = Decimal(hours), Decimal(available)
    over = max(claimed - known, Decimal(0))
    return MonthLoad(month, flexible=claimed, available=known, overload=over)


@pytest.mark.parametrize(
    ("found", "share"),
    [
        (load(1, "120"), 120),
        (load(1, "100.5"), 101),
        (load(1, "100"), None),
        (load(1, "5", "0"), None),
        (MonthLoad(1, flexible=Decimal(5), unknown=1), None),
        (MonthLoad(1, flexible=Decimal(5), available=Decimal(50), overload=Decimal(2)), None),
    ],
)
def test_the_share_of_a_month_says_something_or_nothing(found: MonthLoad, share: int | None) -> None:
    assert share_of(found) == share


def test_without_a_share_the_fullest_month_is_told_in_hours() -> None:
    months = [MonthLoad(month, available=Decimal(9), overload=Decimal(month)) for month in range(1, 6)]
    assert "mei: " in over_words(months)
    assert "%" not in over_words(months)
    assert over_words(months[:2]) == "januari en februari"
