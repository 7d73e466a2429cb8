"""Judging: what a judgement needs, who may give it, and that it is never changed afterwards."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from koers.organisations.models import AppendOnly, AuditEvent, Organisation, User
from koers.organisations.permissions import Role
from koers.programmes.actions.judging import LONGEST_TEXT, AspectGiven, judge, set_legend
from koers.programmes.models import LegendWord, Level, Programme, Status, Track, TrackMember
from koers.programmes.queries_status import legend_of
from koers.programmes.suggestion import Reason, Suggestion
from people import UserWith

EXPLAINED: dict[str, Any] = {"cause": "Ziekte", "consequence": "Later klaar", "adjustment": "We vragen hulp"}
ADJUST = Suggestion("alarm", (Reason("late", "alarm", {"days": 90}),))


@pytest.fixture
def track(programme: Programme) -> Track:
    return Track.objects.create(programme=programme, name="HR")


def mistakes(**given: Any) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        judge(**given)
    return refused.value.message_dict


def test_green_needs_one_line(programme: Programme, programme_manager: User) -> None:
    made = judge(by=programme_manager, programme=programme, level="ok", line=" Alles loopt. ")
    made.refresh_from_db()
    assert (made.level, made.line, made.by, made.date) == (
        "ok",
        "Alles loopt.",
        programme_manager,
        timezone.localdate(),
    )
    assert (made.suggested, made.suggested_because, made.override_reason) == ("", [], "")
    assert AuditEvent.objects.of(programme.organisation).filter(action="status.added").count() == 1
    assert made.history.get().history_user == programme_manager


@pytest.mark.parametrize("level", ["warn", "alarm"])
def test_not_green_needs_cause_consequence_and_adjustment(
    level: str, programme: Programme, programme_manager: User
) -> None:
    given: dict[str, Any] = {
        "by": programme_manager,
        "programme": programme,
        "level": level,
        "line": "Het stokt.",
    }
    assert set(mistakes(**given)) == {"cause", "consequence", "adjustment"}
    for name in EXPLAINED:
        assert set(mistakes(**given, **{**EXPLAINED, name: " \n"})) == {name}
    assert judge(**given, **EXPLAINED).cause == "Ziekte"


def test_a_judgement_without_level_or_line_says_so_at_both(
    programme: Programme, programme_manager: User
) -> None:
    found = mistakes(by=programme_manager, programme=programme, level="", line=" ")
    assert set(found) == {"level", "line"}
    assert set(mistakes(by=programme_manager, programme=programme, level="blue", line="x")) == {"level"}
    assert not Status.objects.of(programme.organisation).exists()


def test_differing_from_the_suggestion_asks_why(programme: Programme, programme_manager: User) -> None:
    given: dict[str, Any] = {
        "by": programme_manager,
        "programme": programme,
        "level": "ok",
        "line": "Het gaat goed.",
        "suggested": ADJUST,
    }
    assert set(mistakes(**given)) == {"override_reason"}
    made = judge(**given, override_reason="De datum is nog niet bijgewerkt.")
    assert (made.suggested, made.suggested_because) == ("alarm", ADJUST.written())
    assert made.override_reason == "De datum is nog niet bijgewerkt."


def test_following_the_suggestion_keeps_no_reason(programme: Programme, programme_manager: User) -> None:
    made = judge(
        by=programme_manager,
        programme=programme,
        level="alarm",
        line="Het stokt.",
        suggested=ADJUST,
        override_reason="bleef staan in het formulier",
        **EXPLAINED,
    )
    assert (made.suggested, made.override_reason) == ("alarm", "")


def test_a_text_has_a_limit(programme: Programme, programme_manager: User) -> None:
    given: dict[str, Any] = {"by": programme_manager, "programme": programme, "level": "alarm"}
    found = mistakes(**given, line="x", **{**EXPLAINED, "cause": "x" * (LONGEST_TEXT + 1)})
    assert set(found) == {"cause"}
    assert set(mistakes(**given, line="x" * 301, **EXPLAINED)) == {"line"}


def test_a_day_to_come_is_refused_and_one_before_is_not(
    programme: Programme, programme_manager: User
) -> None:
    given: dict[str, Any] = {"by": programme_manager, "programme": programme, "level": "ok", "line": "Goed."}
    assert set(mistakes(**given, date=timezone.localdate() + timedelta(days=1))) == {"date"}
    assert judge(**given, date=date(2026, 1, 5)).date == date(2026, 1, 5)


def test_chosen_aspects_are_all_judged(programme: Programme, programme_manager: User) -> None:
    programme.aspects = ["time", "money"]
    programme.save()
    given: dict[str, Any] = {"by": programme_manager, "programme": programme, "level": "ok", "line": "Goed."}
    assert set(mistakes(**given)) == {"aspect_time", "aspect_money"}
    assert set(
        mistakes(**given, aspects={"time": AspectGiven("warn"), "money": AspectGiven("blue", "x")})
    ) == {"aspect_time_line", "aspect_money"}
    extra = {"time": AspectGiven("ok"), "money": AspectGiven("ok"), "risk": AspectGiven("ok")}
    assert set(mistakes(**given, aspects=extra)) == {"aspect_risk"}
    made = judge(**given, aspects={"time": AspectGiven("warn", " Later. "), "money": AspectGiven("ok")})
    told = [(one.aspect, one.level, one.line) for one in made.aspects.order_by("pk")]
    assert told == [("time", "warn", "Later."), ("money", "ok", "")]


def test_a_track_is_judged_without_aspects(
    programme: Programme, track: Track, programme_manager: User
) -> None:
    programme.aspects = ["time"]
    programme.save()
    made = judge(by=programme_manager, programme=programme, track=track, level="ok", line="Goed.")
    assert made.track == track
    refused = mistakes(
        by=programme_manager,
        programme=programme,
        track=track,
        level="ok",
        line="Goed.",
        aspects={"time": AspectGiven("ok")},
    )
    assert set(refused) == {"aspect_time"}


def test_a_track_lead_judges_only_what_he_or_she_leads(
    programme: Programme, track: Track, organisation: Organisation, user_with: UserWith
) -> None:
    lead = user_with(Role.TRACK_LEAD, organisation)
    other = Track.objects.create(programme=programme, name="Geld")
    TrackMember.objects.create(track=track, person=lead, name="De lead", leads=True)
    assert judge(by=lead, programme=programme, track=track, level="ok", line="Goed.").by == lead
    for not_led in (other, None):
        with pytest.raises(PermissionDenied):
            judge(by=lead, programme=programme, track=not_led, level="ok", line="Goed.")


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.CONTROLLER, Role.CLIENT, Role.TRACK_LEAD])
def test_who_may_not_judge_the_programme(
    role: Role, programme: Programme, organisation: Organisation, user_with: UserWith
) -> None:
    with pytest.raises(PermissionDenied):
        judge(by=user_with(role, organisation), programme=programme, level="ok", line="Goed.")


def test_a_track_of_another_programme_is_a_mistake_in_code(
    programme: Programme, organisation: Organisation, programme_manager: User
) -> None:
    other = Programme.objects.create(organisation=organisation, name="Ander", slug="ander")
    elsewhere = Track.objects.create(programme=other, name="HR")
    with pytest.raises(ValueError, match="another programme"):
        judge(by=programme_manager, programme=programme, track=elsewhere, level="ok", line="Goed.")


def test_a_judgement_is_never_changed(programme: Programme, programme_manager: User) -> None:
    made = judge(by=programme_manager, programme=programme, level="ok", line="Goed.")
    made.level = "alarm"
    with pytest.raises(AppendOnly):
        made.save()
    made.refresh_from_db()
    assert made.level == "ok"


def words(**changed: tuple[str, str]) -> dict[str, tuple[str, str]]:
    return {"ok": ("", ""), "warn": ("", ""), "alarm": ("", ""), **changed}


def test_an_organisation_has_its_own_words(organisation: Organisation, programme_manager: User) -> None:
    set_legend(
        by=programme_manager,
        organisation=organisation,
        words=words(ok=(" Groen ", "Volgens plan"), warn=("Oranje", "")),
    )
    legend = legend_of(organisation)
    assert [legend.word(level) for level in Level] == ["Groen", "Oranje", str(Level.ALARM.label)]
    assert legend.meaning("ok") == "Volgens plan"


def test_words_are_changed_and_given_back(organisation: Organisation, programme_manager: User) -> None:
    first = words(ok=("Groen", ""), warn=("Oranje", ""))
    set_legend(by=programme_manager, organisation=organisation, words=first)
    set_legend(by=programme_manager, organisation=organisation, words=words(ok=("Goed", "Volgens plan")))
    row = LegendWord.objects.of(organisation).get()
    assert (row.level, row.word, row.meaning, row.version) == ("ok", "Goed", "Volgens plan", 2)
    set_legend(by=programme_manager, organisation=organisation, words=words(ok=("Goed", "Volgens plan")))
    row.refresh_from_db()
    assert row.version == 2


def test_two_levels_cannot_share_a_word(organisation: Organisation, programme_manager: User) -> None:
    for shared in ("goed", str(Level.ALARM.label).upper()):
        with pytest.raises(ValidationError) as refused:
            set_legend(
                by=programme_manager,
                organisation=organisation,
                words={"ok": ("Goed", ""), "warn": (shared, ""), "alarm": ("", "")},
            )
        assert set(refused.value.message_dict) in ({"warn_word"}, {"alarm_word"})
    assert not LegendWord.objects.of(organisation).exists()


def test_the_legend_is_for_who_keeps_the_register(organisation: Organisation, reader: User) -> None:
    with pytest.raises(PermissionDenied):
        set_legend(by=reader, organisation=organisation, words=words())
