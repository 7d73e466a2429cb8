"""Reading judgements: the latest per programme and track, in constant queries, only for who may see them."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from koers.organisations.models import Membership, Organisation, User
from koers.organisations.permissions import Role
from koers.programmes import queries_status as queries
from koers.programmes.models import (
    Baseline,
    LegendWord,
    Level,
    Participant,
    Programme,
    Status,
    Track,
    TrackMember,
)
from people import UserWith


def a_status(programme: Programme, day: int, level: str = "ok", track: Track | None = None) -> Status:
    return Status.objects.create(
        programme=programme,
        track=track,
        date=date(2026, 3, day),
        level=level,
        line=f"Dag {day}",
        cause="x",
        consequence="x",
        adjustment="x",
    )


def another(organisation: Organisation, number: int) -> Programme:
    return Programme.objects.create(organisation=organisation, name=f"Nr {number}", slug=f"nr-{number}")


@pytest.fixture
def track(programme: Programme) -> Track:
    return Track.objects.create(programme=programme, name="HR")


def test_the_latest_is_the_one_of_the_last_date_and_then_the_last_made(
    programme: Programme, track: Track, programme_manager: User
) -> None:
    a_status(programme, 9)
    last = a_status(programme, 20)
    a_status(programme, 12)
    a_status(programme, 5, track=track)
    of_track = a_status(programme, 5, "warn", track)
    found = queries.latest_statuses(programme_manager, [programme])
    assert found.of_programme == {programme.pk: last}
    assert found.of_track == {track.pk: of_track}
    without = queries.latest_statuses(programme_manager, [programme], tracks=False)
    assert without.of_programme == {programme.pk: last}
    assert without.of_track == {}


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_programmes_takes_as_many_queries(
    count: int,
    organisation: Organisation,
    programme_manager: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    programmes = [another(organisation, number) for number in range(count)]
    for one in programmes:
        a_status(one, 3)
        a_status(one, 3, track=Track.objects.create(programme=one, name="HR"))
    programme_manager.held()
    with django_assert_num_queries(3):
        found = queries.latest_statuses(programme_manager, programmes)
        told = [
            (str(s.by), s.track, s.organisation.name, list(s.aspects.all())) for s in found.of_track.values()
        ]
    assert len(told) == len(found.of_programme) == count


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.CONTROLLER, 1),
        (Role.CLIENT, 1),
        (Role.EMPLOYEE, 0),
        (Role.WORKS_COUNCIL, 0),
        (Role.LINE_MANAGER, 0),
    ],
)
def test_who_sees_judgements(
    role: Role, sees: int, programme: Programme, organisation: Organisation, user_with: UserWith
) -> None:
    a_status(programme, 3)
    Baseline.objects.create(programme=programme, number=1, date=date(2026, 1, 1), body_name="Directieteam")
    user = user_with(role, organisation)
    assert len(queries.latest_statuses(user, [programme]).of_programme) == sees
    assert len(queries.statuses_of(user, programme)) == sees
    assert len(queries.baselines_of(user, programme)) == sees


def test_a_role_for_one_programme_shows_that_one(
    programme: Programme, organisation: Organisation, user_with: UserWith
) -> None:
    other = another(organisation, 1)
    a_status(programme, 3)
    a_status(other, 3)
    user = user_with()
    Membership.objects.create(
        user=user, organisation=organisation, role=Role.CLIENT, limited_to=programme.public_id
    )
    assert list(queries.latest_statuses(user, [programme, other]).of_programme) == [programme.pk]


def test_sharing_a_programme_does_not_share_its_judgements(
    programme: Programme, other_organisation: Organisation, stranger: User
) -> None:
    a_status(programme, 3)
    Participant.objects.create(
        programme=programme, name="Duinrode", participant=other_organisation, sees=Participant.Sees.COMMON
    )
    assert queries.latest_statuses(stranger, [programme]).of_programme == {}


def test_a_track_lead_judges_the_tracks_he_or_she_leads(
    programme: Programme, track: Track, organisation: Organisation, user_with: UserWith
) -> None:
    lead = user_with(Role.TRACK_LEAD, organisation)
    other = Track.objects.create(programme=programme, name="Geld")
    TrackMember.objects.create(track=track, person=lead, name="De lead", leads=True)
    TrackMember.objects.create(track=other, person=lead, name="De lead", leads=False)
    assert queries.tracks_led(lead, programme) == [track]
    assert queries.may_judge(lead, programme, track)
    assert not queries.may_judge(lead, programme, other)
    assert not queries.may_judge(lead, programme)


def test_leading_without_the_role_gives_nothing(
    programme: Programme, track: Track, reader: User, programme_manager: User, stranger: User
) -> None:
    TrackMember.objects.create(track=track, person=reader, name="De lezer", leads=True)
    assert not queries.may_judge(reader, programme, track)
    assert not queries.may_judge(stranger, programme, track)
    assert queries.may_judge(programme_manager, programme, track)
    assert queries.may_judge(programme_manager, programme)


def test_a_legend_has_own_words_and_else_those_of_koers(
    organisation: Organisation, other_organisation: Organisation
) -> None:
    LegendWord.objects.create(organisation=organisation, level="warn", word="Oranje", meaning="Let goed op")
    legends = queries.legends_of([organisation.pk, other_organisation.pk])
    assert [legends[organisation.pk].word(level) for level in ("ok", "warn", "alarm")] == [
        str(Level.OK.label),
        "Oranje",
        str(Level.ALARM.label),
    ]
    assert legends[organisation.pk].meaning("warn") == "Let goed op"
    assert legends[other_organisation.pk].word("warn") == str(Level.WARN.label)
    assert queries.legend_of(organisation).word("warn") == "Oranje"


def test_the_newest_baseline_of_each_programme(organisation: Organisation, programme: Programme) -> None:
    other = another(organisation, 1)
    for which, numbers in ((programme, (1, 2)), (other, (1,))):
        for number in numbers:
            Baseline.objects.create(
                programme=which, number=number, date=date(2026, 1, number), body_name="DT", reason="Later"
            )
    found = queries.current_baselines([programme, other])
    assert {key: baseline.number for key, baseline in found.items()} == {programme.pk: 2, other.pk: 1}
    newest = queries.current_baseline(programme)
    assert newest is not None
    assert newest.number == 2
