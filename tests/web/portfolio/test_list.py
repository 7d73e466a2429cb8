"""The portfolio: what it shows, to whom, how it is narrowed, and in how many queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from koers.core.dates import PartialDate
from koers.organisations.models import Membership, Organisation, User
from koers.organisations.permissions import Role
from koers.programmes.models import (
    Adoption,
    Client,
    Deliverable,
    Event,
    LegendWord,
    Participant,
    Programme,
    Track,
)
from people import UserWith
from strict import StrictClient
from web.portfolio.conftest import Make, judge
from web.words import make, text_of

PAGE = "/programmas/"


@pytest.fixture
def manager_client(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


def words(client: StrictClient, query: str = "") -> str:
    answer = client.get(f"{PAGE}{query}")
    assert answer.status_code == 200
    return text_of(answer.content.decode())


def today() -> date:
    return timezone.localdate()


def full(programme: Programme) -> None:
    """Everything a row can show."""
    ahead = PartialDate.from_iso((today() + timedelta(days=20)).isoformat())
    later = PartialDate.from_iso((today() + timedelta(days=40)).isoformat())
    make(Client, programme=programme, name="Gemeentesecretaris")
    deliverable = make(Deliverable, programme=programme, name=f"Kompas {programme.pk}", due=later)
    make(Adoption, deliverable=deliverable, body="college", state="planned", planned=ahead)
    make(Event, programme=programme, text="De leergang start", date=later)
    judge(programme, today() - timedelta(days=45), "warn", "Het advies komt later")
    if not LegendWord.objects.of(programme.organisation).exists():
        make(LegendWord, organisation=programme.organisation, level="warn", word="Opletten")


def test_a_row_tells_how_it_stands_and_what_comes_next(
    manager_client: StrictClient, make_programme: Make
) -> None:
    programme = make_programme(phase="running", end=PartialDate(2027, 3))
    full(programme)
    said = words(manager_client)
    for expected in (
        "Op pad",
        "Opdrachtgever: Gemeentesecretaris",
        "Opletten",
        "Het advies komt later",
        f"Kompas {programme.pk}",
        "45 dagen zonder update",
        "mrt 2027",
        "1 programma",
    ):
        assert expected in said, expected
    assert "De leergang start" not in said


def test_judgements_are_for_who_may_see_them(
    strict_client: StrictClient, reader: User, make_programme: Make
) -> None:
    full(make_programme())
    strict_client.force_login(reader)
    said = words(strict_client)
    assert "Op pad" in said
    assert "Opletten" not in said
    assert "Het advies komt later" not in said
    assert "Op pad" in words(strict_client, "?oordeel=alarm"), "a filter one may not use narrows nothing"


def test_a_role_for_one_programme_shows_its_judgement_only(
    strict_client: StrictClient, user_with: UserWith, organisation: Organisation, make_programme: Make
) -> None:
    mine, other = make_programme("Mijn reis"), make_programme("Ander werk")
    for programme in (mine, other):
        judge(programme, today(), line=f"Stand van {programme.name}")
    user = user_with()
    make(
        Membership,
        user=user,
        organisation=organisation,
        role=Role.PROGRAMME_MANAGER,
        limited_to=mine.public_id,
        limited_to_name=mine.name,
    )
    strict_client.force_login(user)
    said = words(strict_client)
    assert "Stand van Mijn reis" in said
    assert "Ander werk" not in said


def test_a_shared_programme_is_marked_and_not_judged(
    manager_client: StrictClient,
    organisation: Organisation,
    other_organisation: Organisation,
    make_programme: Make,
) -> None:
    make_programme("Eigen reis")
    theirs = make_programme("Samen digitaal", organisation=other_organisation)
    judge(theirs, today(), line="Niet voor anderen")
    make(Participant, programme=theirs, name="Wij", participant=organisation, sees="common")
    said = words(manager_client)
    assert "Gedeeld door Gemeente Duinrode" in said
    assert "Niet voor anderen" not in said


def test_a_council_membership_elsewhere_shows_nothing_of_a_programme(
    strict_client: StrictClient,
    user_with: UserWith,
    organisation: Organisation,
    other_organisation: Organisation,
    make_programme: Make,
) -> None:
    user = user_with(Role.EMPLOYEE, organisation)
    make(Membership, user=user, organisation=other_organisation, role=Role.GRIFFIE)
    make_programme("Hier")
    make_programme("Daar", organisation=other_organisation)
    gedeeld = make_programme("Gedeeld", organisation=other_organisation)
    make(Participant, programme=gedeeld, name="Wij", participant=organisation, sees="own")
    strict_client.force_login(user)
    said = words(strict_client)
    assert "Hier" in said
    assert "Gedeeld" in said
    assert "Daar" not in said


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?zoek=kompas", {"Kompas"}),
        ("?fase=closed", {"Afgerond"}),
        ("?fase=onzin", {"Kompas", "Reis", "Afgerond"}),
        ("?oordeel=alarm", {"Reis"}),
        ("?oordeel=none", {"Kompas", "Afgerond"}),
        ("?stil=on", {"Reis"}),
        ("?organisatie=duinrode", {"Kompas", "Reis", "Afgerond"}),
        ("?zoek=kompas&fase=closed", set()),
    ],
)
def test_filters(query: str, shown: set[str], manager_client: StrictClient, make_programme: Make) -> None:
    make_programme("Kompas", phase="running")
    judge(make_programme("Reis", phase="running"), today() - timedelta(days=31), "alarm")
    make_programme("Afgerond", phase="closed")
    page = manager_client.get(f"{PAGE}{query}").content.decode()
    found = {name for name in ("Kompas", "Reis", "Afgerond") if f">{name}</a>" in page}
    assert found == shown
    assert ("Niets gevonden" in page) is (not shown)


@pytest.mark.parametrize(("days", "silent"), [(30, False), (32, True)])
def test_the_first_update_counts_from_the_day_it_was_made(
    days: int, silent: bool, manager_client: StrictClient, make_programme: Make
) -> None:
    made = make_programme("Kompas", phase="running")
    Programme.objects.across_organisations("test").filter(pk=made.pk).update(
        created_at=timezone.now() - timedelta(days=days)
    )
    page = manager_client.get(PAGE).content.decode()
    assert ("Nog geen update" in page) is silent
    narrowed = manager_client.get(f"{PAGE}?stil=on").content.decode()
    assert (">Kompas</a>" in narrowed) is silent


def test_each_programme_has_its_own_rhythm(manager_client: StrictClient, make_programme: Make) -> None:
    for name, every, days in (("Snel", 7, 8), ("Traag", 90, 80), ("Precies", 30, 30)):
        judge(make_programme(name, update_every_days=every), today() - timedelta(days=days))
    page = manager_client.get(f"{PAGE}?stil=on").content.decode()
    assert ">Snel</a>" in page
    assert ">Traag</a>" not in page
    assert ">Precies</a>" not in page


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("", ["Adem", "Boot", "Cirkel"]),
        ("?sorteer=end", ["Cirkel", "Adem", "Boot"]),
        ("?sorteer=update", ["Adem", "Cirkel", "Boot"]),
    ],
)
def test_order(query: str, order: list[str], manager_client: StrictClient, make_programme: Make) -> None:
    make_programme("Boot")
    make_programme("Adem", end=PartialDate(2028))
    make_programme("Cirkel", end=PartialDate(2027))
    for name, days in (("Boot", 1), ("Cirkel", 9)):
        judge(Programme.objects.across_organisations("test").get(name=name), today() - timedelta(days=days))
    page = manager_client.get(f"{PAGE}{query}").content.decode()
    assert sorted(order, key=lambda name: page.index(f">{name}</a>")) == order


def test_names_that_are_nearly_the_same_are_pointed_out(
    manager_client: StrictClient, make_programme: Make
) -> None:
    make_programme("Programma Koers houden")
    make_programme("Koers Houden")
    make_programme("Jaarplan 2025")
    make_programme("Jaarplan 2026")
    said = words(manager_client)
    assert "Lijkt op “Koers Houden”" in said
    assert "Lijkt op “Jaarplan" not in said


def test_pages_of_twenty_five(manager_client: StrictClient, make_programme: Make) -> None:
    for number in range(26):
        make_programme(f"Nummer {number:02}")
    first = manager_client.get(PAGE).content.decode()
    assert first.count('role="rowheader"') == 25
    assert manager_client.get(f"{PAGE}?pagina=2").content.decode().count('role="rowheader"') == 1
    assert manager_client.get(f"{PAGE}?pagina=99&zoek=nummer").status_code == 200


def test_the_filter_on_organisation_is_for_who_has_several(
    strict_client: StrictClient,
    user_with: UserWith,
    organisation: Organisation,
    other_organisation: Organisation,
    make_programme: Make,
) -> None:
    user = user_with(Role.CLIENT, organisation)
    make(Membership, user=user, organisation=other_organisation, role=Role.EMPLOYEE)
    make_programme("Hier")
    make_programme("Daar", organisation=other_organisation)
    strict_client.force_login(user)
    assert "Gemeente Duinrode" in words(strict_client)
    page = strict_client.get(f"{PAGE}?organisatie=duinrode").content.decode()
    assert ">Daar</a>" in page
    assert ">Hier</a>" not in page


def test_an_empty_portfolio_says_what_to_do(manager_client: StrictClient) -> None:
    assert "Nog geen programma" in words(manager_client)


@pytest.mark.parametrize("count", [1, 100])
@pytest.mark.parametrize("query", ["", "?stil=on&sorteer=update&oordeel=warn"])
def test_twelve_queries_at_most_however_many_rows(
    count: int,
    query: str,
    manager_client: StrictClient,
    make_programme: Make,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        programme = make_programme(f"Nummer {number}", phase="running")
        make(Track, programme=programme, name="Kompas")
        full(programme)
    with django_assert_num_queries(11 if query else 10):
        page = manager_client.get(f"{PAGE}{query}").content.decode()
    assert page.count('role="rowheader"') == min(count, 25)
