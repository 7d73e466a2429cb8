"""The page where a programme or track is judged, and the page of the legend."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pytest_django import DjangoAssertNumQueries

from koers.core.dates import PartialDate
from koers.finance.models import Allocation, Budget
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Permission, Role
from koers.programmes.models import (
    Adoption,
    Deliverable,
    LegendWord,
    PeriodGoal,
    PlanningPeriod,
    Programme,
    Status,
    Track,
    TrackMember,
)
from koers.programmes.suggestion import LATE_NAMED
from koers.web.steering.suggesting import (
    days_in_words,
    explained,
    late_part,
    money_facts,
    suggestion_for,
    told,
)
from people import UserWith
from strict import StrictClient

PAGE = "/programmas/waterveen/op-pad/stand/"
LEGEND = "/inrichting/legenda/"
GREEN = {"level": "ok", "line": "Alles loopt."}
EXPLAINED = {"cause": "Ziekte", "consequence": "Later klaar", "adjustment": "We vragen hulp"}


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return Programme.objects.create(organisation=organisation, name="Op pad", slug="op-pad")


@pytest.fixture
def manager_client(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


def late(programme: Programme, days: int = 30, name: str = "Jaarplan") -> Deliverable:
    due = timezone.localdate() - timedelta(days=days)
    product = Deliverable(programme=programme, name=name)
    product.due = PartialDate(due.year, due.month, due.day)
    product.save()
    return product


def a_status(programme: Programme, day: int, track: Track | None = None, **rest: Any) -> Status:
    given = {"level": "ok", "line": f"Dag {day}", **rest}
    return Status.objects.create(programme=programme, track=track, date=date(2026, 3, day), **given)


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split())


def test_nothing_yet(manager_client: StrictClient, programme: Programme) -> None:
    page = words_of(manager_client.get(PAGE).content.decode())
    assert _("Nobody has judged this yet.") in page
    assert _("Koers has no suggestion: there are no dates or amounts to go by.") in page
    assert "Op pad" in page


def test_a_judgement_is_added_and_shown(
    manager_client: StrictClient, programme: Programme, programme_manager: User
) -> None:
    answer = manager_client.post(PAGE, {"level": "warn", "line": "Het stokt.", **EXPLAINED})
    assert answer.status_code == 302
    page = words_of(manager_client.get(PAGE).content.decode())
    for expected in ("Het stokt.", "Ziekte", "Later klaar", "We vragen hulp", str(programme_manager)):
        assert expected in page
    made = programme.statuses.get()
    assert (made.level, made.by, made.track, made.suggested) == ("warn", programme_manager, None, "")


def test_what_was_typed_stays_with_what_is_wrong(manager_client: StrictClient, programme: Programme) -> None:
    answer = manager_client.post(PAGE, {"level": "alarm", "line": "Het stokt.", "cause": "Ziekte"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ziekte" in page
    assert 'href="#id_consequence"' in page
    assert 'href="#id_adjustment"' in page
    assert 'href="#id_cause"' not in page
    assert not programme.statuses.exists()
    assert 'href="#id_level_0"' in manager_client.post(PAGE, {}).content.decode()


def test_the_suggestion_stands_before_the_form_with_its_reasons(
    manager_client: StrictClient, programme: Programme
) -> None:
    late(programme)
    page = manager_client.get(PAGE).content.decode()
    assert "Jaarplan" in page
    assert page.index("koers-suggestion") < page.index('name="level"')
    refused = manager_client.post(PAGE, GREEN)
    assert 'href="#id_override_reason"' in refused.content.decode()
    assert manager_client.post(PAGE, {**GREEN, "override_reason": "Al klaar"}).status_code == 302
    made = programme.statuses.get()
    assert (made.suggested, made.override_reason) == ("warn", "Al klaar")
    assert [reason["code"] for reason in made.suggested_because] == ["late"]
    page = words_of(manager_client.get(PAGE).content.decode())
    assert _("Koers suggested “%(suggested)s”.") % {"suggested": _("Attention")} in page
    assert "Al klaar" in page


def test_aspects_are_judged_apart(manager_client: StrictClient, programme: Programme) -> None:
    programme.aspects = ["time", "money"]
    programme.save()
    given = {**GREEN, "aspect_time": "warn", "aspect_money": "ok"}
    assert 'href="#id_aspect_time_line"' in manager_client.post(PAGE, given).content.decode()
    assert manager_client.post(PAGE, {**given, "aspect_time_line": "Zes weken later"}).status_code == 302
    page = words_of(manager_client.get(PAGE).content.decode())
    assert "Zes weken later" in page


def test_a_form_that_was_open_too_long_is_not_saved(
    manager_client: StrictClient, programme: Programme
) -> None:
    manager_client.handler.enforce_csrf_checks = True
    answer = manager_client.post(PAGE, GREEN, headers={"sec-fetch-site": "same-origin"})
    assert _("This form was open too long.") in answer.content.decode()
    assert "Alles loopt." in answer.content.decode()
    assert not programme.statuses.exists()


def test_the_strip_and_the_table_tell_the_past(manager_client: StrictClient, programme: Programme) -> None:
    for day in range(1, 29):
        a_status(programme, day)
    page = manager_client.get(PAGE).content.decode()
    strip = page[page.index("koers-strip") : page.index("</ol>", page.index("koers-strip"))]
    assert re.findall(r'datetime="2026-03-(\d+)"', strip) == [str(day) for day in range(17, 29)]
    assert "Dag 28" in page
    assert "Dag 1<" not in page
    second = manager_client.get(f"{PAGE}?pagina=2").content.decode()
    assert "Dag 1<" in second
    assert "koers-strip" not in second


def test_the_past_says_what_was_suggested(manager_client: StrictClient, programme: Programme) -> None:
    a_status(programme, 1, suggested="ok")
    a_status(programme, 2, suggested="alarm", override_reason="Inmiddels klaar")
    page = words_of(manager_client.get(PAGE).content.decode())
    assert _("the same") in page
    assert "Inmiddels klaar" in page


def test_a_track_lead_judges_the_tracks_led_and_no_other(
    strict_client: StrictClient, programme: Programme, organisation: Organisation, user_with: UserWith
) -> None:
    lead = user_with(Role.TRACK_LEAD, organisation)
    led, other = (Track.objects.create(programme=programme, name=name) for name in ("HR", "Geld"))
    TrackMember.objects.create(track=led, person=lead, name="De lead", leads=True)
    strict_client.force_login(lead)
    whole = strict_client.get(PAGE).content.decode()
    assert 'name="level"' not in whole
    assert whole.count(_("You may judge this track.")) == 1
    assert strict_client.post(f"{PAGE}{led.public_id}/", GREEN).status_code == 302
    assert led.statuses.get().by == lead
    assert 'name="level"' not in strict_client.get(f"{PAGE}{other.public_id}/").content.decode()
    for address in (PAGE, f"{PAGE}{other.public_id}/"):
        assert strict_client.post(address, GREEN).status_code == 403
    assert "Alles loopt." in strict_client.get(PAGE).content.decode()


def test_a_track_of_another_programme_is_not_found(
    manager_client: StrictClient, programme: Programme, organisation: Organisation
) -> None:
    other = Programme.objects.create(organisation=organisation, name="Ander", slug="ander")
    track = Track.objects.create(programme=other, name="HR")
    assert manager_client.get(f"{PAGE}{track.public_id}/").status_code == 404


def test_a_controller_sees_and_does_not_judge(
    strict_client: StrictClient, programme: Programme, organisation: Organisation, user_with: UserWith
) -> None:
    a_status(programme, 3)
    strict_client.force_login(user_with(Role.CONTROLLER, organisation))
    page = strict_client.get(PAGE).content.decode()
    assert "Dag 3" in page
    assert 'name="level"' not in page
    assert LEGEND not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_as_many_queries_for_any_number_of_rows(
    rows: int,
    manager_client: StrictClient,
    programme: Programme,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        track = Track.objects.create(programme=programme, name=f"Spoor {number}")
        a_status(programme, number + 1)
        a_status(programme, number + 1, track)
        late(programme, name=f"Product {number}")
    with django_assert_num_queries(25):
        manager_client.get(PAGE)


def test_the_organisation_has_its_own_words(
    manager_client: StrictClient, programme: Programme, organisation: Organisation
) -> None:
    page = manager_client.get(LEGEND).content.decode()
    assert 'data-preview="warn"' in page
    given = {"ok_word": "Groen", "warn_word": "Oranje", "alarm_word": "Rood", "alarm_meaning": "Hulp nodig"}
    assert manager_client.post(LEGEND, given).status_code == 302
    assert {row.word for row in LegendWord.objects.of(organisation)} == {"Groen", "Oranje", "Rood"}
    page = words_of(manager_client.get(PAGE).content.decode())
    for expected in given.values():
        assert expected in page
    refused = manager_client.post(LEGEND, {**given, "warn_word": "rood"})
    assert refused.status_code == 422
    assert 'href="#id_alarm_word"' in refused.content.decode()


def test_money_counts_only_when_it_is_known(
    programme: Programme, organisation: Organisation, programme_manager: User
) -> None:
    from koers.finance.queries import money_of

    common: dict[str, Any] = {"organisation": organisation, "programme": programme, "kind": "structural"}
    Budget.objects.create(**common, amount=1_000_000, from_year=2025)
    Allocation.objects.create(**common, amount=1_100_000, from_year=2025)
    found = {money.kind: money for money in money_facts(money_of(programme_manager, programme))}
    assert [found["structural"].available, found["structural"].allocated] == [
        Decimal(1_000_000),
        Decimal(1_100_000),
    ]
    assert [found["incidental"].available, found["incidental"].allocated] == [None, None]
    suggestion = suggestion_for(programme_manager, programme, today=date(2026, 5, 1))
    assert suggestion is not None
    assert suggestion.level == "alarm"
    assert "€\xa0100.000" in told(suggestion.written())[0]
    Allocation.objects.create(**common, amount=None, raw="een deel", from_year=2026)
    assert suggestion_for(programme_manager, programme, today=date(2026, 5, 1)) is None


def test_indexation_was_allowed_for(
    programme: Programme, organisation: Organisation, programme_manager: User
) -> None:
    common: dict[str, Any] = {"organisation": organisation, "programme": programme, "kind": "structural"}
    Budget.objects.create(**common, amount=1_000_000, from_year=2025)
    Allocation.objects.create(**common, amount=1_026_480, from_year=2025, includes="indexatie")
    suggestion = suggestion_for(programme_manager, programme, today=date(2026, 5, 1))
    assert suggestion is not None
    assert suggestion.level == "ok"
    assert [reason.code for reason in suggestion.reasons] == ["allocated_within_indexation"]
    sentence = told(suggestion.written())[0]
    for amount in ("1.000.000", "1.026.480", "26.480"):
        assert f"€\xa0{amount}" in sentence


def test_a_delay_of_dates_without_a_day_is_told_in_their_unit() -> None:
    def sentence(code: str, **figures: Any) -> str:
        about = {"late": 1, "dated": 1, "kind": "goal", "text": "Doel"}
        return told([{"code": code, "figures": {**about, **figures}}])[0]

    year = ngettext("%(count)s year", "%(count)s years", 1) % {"count": 1}
    months = ngettext("%(count)s month", "%(count)s months", 2) % {"count": 2}
    assert year in sentence("end_later", days=60, unit="year", count=1)
    assert months in sentence("late", days=36, unit="month", count=2)
    assert days_in_words(36) in sentence("late", days=36)
    assert days_in_words(5) in sentence("end_moved", days=5, unit="year", count=1)
    assert sentence("end_moved", days=5) != sentence("end_moved", days=5, unit="year", count=1)


@pytest.mark.parametrize("of_one_track", [True, False])
def test_what_a_participant_planned_counts(
    programme: Programme, other_organisation: Organisation, programme_manager: User, *, of_one_track: bool
) -> None:
    """Steps of adoption and goals of periods, made by an organisation that takes part."""
    track = Track.objects.create(programme=programme, organisation=other_organisation, name="Deelspoor")
    mine: dict[str, Any] = {"programme": programme, "organisation": other_organisation}
    product = Deliverable.objects.create(**mine, track=track, name="Kaart")
    step = Adoption(deliverable=product, body="college", state=Adoption.State.PLANNED)
    step.planned = PartialDate(2026, 1, 5)
    step.save()
    quarter: dict[str, Any] = {"kind": "quarter", "start": date(2026, 1, 1), "end": date(2026, 4, 1)}
    period = PlanningPeriod.objects.create(**mine, **quarter, name="Kwartaal 1")
    PeriodGoal.objects.create(period=period, track=track, text="Deelnemers weten het", state="open")
    one = track if of_one_track else None
    suggestion = suggestion_for(programme_manager, programme, one, today=date(2026, 5, 1))
    assert suggestion is not None
    figures = suggestion.reasons[0].figures
    assert (suggestion.level, figures["late"], figures["kind"]) == ("alarm", 2, "adoption")


@pytest.mark.parametrize(
    ("days", "unit"), [(1, "day"), (13, "day"), (14, "week"), (182, "week"), (200, "month")]
)
def test_days_are_told_as_people_do(days: int, unit: str) -> None:
    count = {"day": days, "week": round(days / 7), "month": round(days / 30.44)}[unit]
    assert days_in_words(days).startswith(f"{count} ")


def test_a_reason_nobody_knows_any_more_is_left_out() -> None:
    assert told([{"code": "of_long_ago", "level": "ok", "figures": {}}]) == []


def test_every_code_has_its_sentence() -> None:
    both = {"kind": "incidental", "available": "5", "amount": "7", "over": "2"}
    figures = {"late": 2, "dated": 3, "days": 20, "kind": "goal", "text": "x" * 200, "tracks": 2}
    codes = ["late", "nothing_late", "end_later", "end_moved", "end_kept", "stale"]
    codes.append("allocated_within_indexation")
    codes += [f"{what}_{how}" for what in ("allocated", "spent") for how in ("over", "within")]
    sentences = told([{"code": code, "figures": {**figures, **both}} for code in codes])
    assert len(set(sentences)) == len(codes)
    assert all("%(" not in sentence for sentence in sentences)


def test_the_permission_of_the_pages_is_the_one_of_the_sheet(
    strict_client: StrictClient, programme: Programme, reader: User
) -> None:
    assert not reader.may(Permission.VIEW_STEERING, programme.organisation)
    strict_client.force_login(reader)
    assert strict_client.get(PAGE).status_code == 404
    assert strict_client.get(LEGEND).status_code == 403


def links_of(html: str) -> dict[str, str]:
    return {words: url for url, words in re.findall(r'href="(/register/[^"]+)"[^>]*>([^<]+)</a>', html)}


def test_every_late_part_is_named_and_linked_here_and_with_the_baseline(
    manager_client: StrictClient, programme: Programme
) -> None:
    late(programme, 20, "Jaarplan")
    late(programme, 40, "Visie")
    late(programme, 3, "Bijna op tijd")
    page = manager_client.get(PAGE).content.decode()
    named = links_of(page.split("koers-lateparts")[-1].split("</ul>")[0])
    assert list(named) == [f"{_('Deliverable')}: Visie", f"{_('Deliverable')}: Jaarplan"]
    for url in named.values():
        assert manager_client.get(url).status_code == 200
    baseline = manager_client.get("/programmas/waterveen/op-pad/basis/").content.decode()
    section = baseline.split('id="te-laat"')[-1].split("</section>")[0]
    assert links_of(section) == named
    for days in (40, 20):
        assert days_in_words(days) in words_of(section)
        assert days_in_words(days) in words_of(page)


def test_of_many_late_parts_the_rest_is_one_click_away(
    manager_client: StrictClient, programme: Programme
) -> None:
    for number in range(LATE_NAMED + 2):
        late(programme, 30 + number, f"Product {number}")
    page = manager_client.get(PAGE).content.decode()
    assert len(links_of(page.split("koers-lateparts")[-1].split("</ul>")[0])) == LATE_NAMED
    assert 'href="/programmas/waterveen/op-pad/basis/#te-laat"' in page
    assert ngettext("and %(more)s other", "and %(more)s others", 2) % {"more": 2} in page
    baseline = manager_client.get("/programmas/waterveen/op-pad/basis/").content.decode()
    section = baseline.split('id="te-laat"')[-1].split("</section>")[0]
    assert len(links_of(section)) == LATE_NAMED + 2


def test_nothing_late_is_said_with_the_baseline(manager_client: StrictClient, programme: Programme) -> None:
    late(programme, -5)
    baseline = manager_client.get("/programmas/waterveen/op-pad/basis/").content.decode()
    assert _("Nothing is late.") in baseline


def test_late_parts_are_told_in_one_sentence_where_nothing_can_be_opened() -> None:
    parts = [{"kind": "goal", "id": "", "text": f"Doel {number}", "days": 20} for number in (1, 2)]
    figures = {"late": 3, "dated": 4, "kind": "goal", "text": "Doel 1", "days": 20, "parts": parts}
    (sentence,) = told([{"code": "late", "level": "warn", "figures": figures}])
    assert "“Doel 1”" in sentence
    assert "“Doel 2”" in sentence
    assert ngettext("and %(n)s other", "and %(n)s others", 1) % {"n": 1} in sentence


def test_a_part_of_a_kind_without_a_page_is_only_named() -> None:
    shown = late_part({"kind": "programme", "id": "", "text": "Op pad", "days": 20})
    assert (shown.label, shown.url) == ("Op pad", "")


def test_reasons_without_parts_stay_sentences() -> None:
    reasons = [{"code": "end_kept", "level": "ok", "figures": {}}]
    assert [(one.text, one.parts, one.more) for one in explained(reasons)] == [(told(reasons)[0], [], 0)]
