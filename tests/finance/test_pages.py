"""The pages of money as a controller and a programme manager use them; each is checked by the strict client."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from pytest_django import DjangoAssertNumQueries

from finance.conftest import Book, a_budget, a_decision, an_allocation
from koers.finance.actions.matrix import spread
from koers.finance.models import BudgetYear, CarryOver, ImportBatch, Indexation, LedgerEntry
from koers.finance.wording import NAMES
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from koers.programmes.models import Programme
from people import UserWith
from strict import StrictClient

PAGE = "/programmas/waterveen/op-weg/geld/"
TODAY = timezone.localdate()


@pytest.fixture
def client(strict_client: StrictClient, controller: User) -> StrictClient:
    strict_client.force_login(controller)
    return strict_client


def shown(client: StrictClient, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return words(answer.content.decode())


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\xa0", " ").split())


def test_a_page_without_money_says_where_to_begin(client: StrictClient, programme: Programme) -> None:
    assert _("Not booked yet") not in shown(client, PAGE)
    begin = _(
        "Nothing in the ledger yet. Begin below with what documents state: give each budget its amounts per year, and "
        "book them."
    )
    assert begin in shown(client, PAGE)
    assert _("Nothing in the ledger yet") in shown(client, reverse("finance:dashboard"))


def test_both_balances_are_named_with_their_definition(
    client: StrictClient, programme: Programme, booked: Book
) -> None:
    booked("made_available", 1000)
    booked("allocated", 700)
    booked("spent", 250)
    page = shown(client, f"{PAGE}?op=2024-06-01&jaar=2024")
    for said in (str(NAMES["free"]), str(NAMES["remainder"]), "€ 300", "€ 750"):
        assert said in page
    for url in (PAGE, reverse("finance:dashboard")):
        assert client.get(url, {"jaar": "alle"}).status_code == 200


def test_every_figure_leads_to_its_entries(client: StrictClient, programme: Programme, booked: Book) -> None:
    booked("spent", 250, description="Zaalhuur")
    booked("spent", 40, year=2023, description="Van vorig jaar")
    page = client.get(f"{PAGE}?op=2024-06-01").content.decode().replace("&amp;", "&")
    links = [url for url in re.findall(r'href="(/geld/boekingen/\?[^"]+)"', page) if "fase=spent" in url]
    listed = shown(client, next(url for url in links if "jaar=2024" in url and "soort" in url))
    assert "Zaalhuur" in listed
    assert "Van vorig jaar" not in listed
    assert "€ 250" in listed


def test_entries_are_added_up_within_one_stage(
    client: StrictClient, programme: Programme, booked: Book
) -> None:
    """What was allocated and then spent is one amount, not two."""
    booked("allocated", 300)
    booked("spent", 250)
    listed = reverse("finance:entries")
    assert "550" not in shown(client, listed)
    assert _("%(count)s entry, together %(total)s.") % {"count": 1, "total": "€ 250"} in shown(
        client, f"{listed}?fase=spent"
    )


def test_the_list_of_imports_leads_back_to_money(client: StrictClient, programme: Programme) -> None:
    for name in ("importing:imports", "requests:requests"):
        assert reverse("finance:dashboard") in client.get(reverse(name)).content.decode().split("<h1")[0]


def test_a_budget_without_printed_words_is_named_by_its_amount(programme: Programme) -> None:
    assert str(a_budget(programme, amount=Decimal("60000.00"), raw="")).replace(chr(160), " ") == "€ 60.000"


def test_a_decision_to_choose_is_named_with_its_day_and_body(
    client: StrictClient, programme: Programme
) -> None:
    a_decision(programme.organisation)
    assert "7 nov 2024, Gemeenteraad: Stelt de begrotingswijziging vast" in shown(
        client, reverse("finance:book")
    )


def test_a_page_travels_in_time(client: StrictClient, programme: Programme, booked: Book) -> None:
    earlier = timezone.now() - timedelta(days=40)
    booked("made_available", 1000, year=TODAY.year, at=earlier, value_date=date(TODAY.year, 1, 1))
    booked("made_available", 77, year=TODAY.year, value_date=date(TODAY.year, 1, 1))
    assert "€ 1.077" in shown(client, PAGE)
    before = (TODAY - timedelta(days=20)).isoformat()
    page = shown(client, f"{PAGE}?op={TODAY.isoformat()}&bekend={before}&jaar={TODAY.year}")
    assert "€ 1.077" not in page
    assert "€ 1.000" in page


@pytest.mark.parametrize("day", ["gisteren", "2024-02-31", "0001-01-01", "9999-01-01"])
def test_a_day_that_is_none_is_told(
    client: StrictClient, programme: Programme, booked: Book, day: str
) -> None:
    booked("made_available", 5)
    assert _("That is not a day. Today stands in its place.") in shown(client, f"{PAGE}?op={day}&jaar=x")


def test_beyond_what_the_council_authorised_is_flagged(
    client: StrictClient, programme: Programme, booked: Book
) -> None:
    booked("made_available", 100, year=TODAY.year)
    booked("spent", 140, year=TODAY.year)
    for url in (PAGE, reverse("finance:dashboard")):
        page = shown(client, url)
        assert "begrotingsonrechtmatig" in page
        assert "€ 40" in page
    booked("made_available", 40, year=TODAY.year)
    assert "begrotingsonrechtmatig" not in shown(client, PAGE)


def test_an_unknown_amount_says_why(client: StrictClient, programme: Programme, booked: Book) -> None:
    booked("made_available", 500, year=TODAY.year)
    booked("allocated", 0, year=TODAY.year, certainty="unknown", description="bijna helemaal")
    page = shown(client, PAGE)
    assert "bijna helemaal" in page
    assert _("unknown") in page


def test_the_register_shows_lines_per_year_and_books_them(
    client: StrictClient, programme: Programme, controller: User
) -> None:
    line = a_budget(
        programme, 60_000, kind="structural", from_year=2024, cover="general_reserve", price_level=2024
    )
    spread(by=controller, budget=line, first=2024, last=2026, amount=Decimal(60_000))
    Indexation.objects.create(
        budget=line, year=2026, date=date(2025, 9, 1), percentage=Decimal("2.5"), reason="Loonvoet"
    )
    an_allocation(programme, 85_000, kind="regular", approximate=True)
    page = shown(client, PAGE)
    for said in ("€ 1.500", _("Not booked yet"), "2026", str(line.get_cover_display())):
        assert said in page
    url = reverse("finance:book_pending", kwargs={"public_id": programme.public_id})
    assert client.post(url)["Location"] == PAGE
    assert LedgerEntry.objects.of(programme.organisation).count() == 3
    client.post(url)
    assert LedgerEntry.objects.of(programme.organisation).count() == 3
    assert _("Not booked yet") not in shown(client, PAGE)


def test_year_amounts_in_one_form(client: StrictClient, programme: Programme) -> None:
    line = a_budget(programme, 1000, kind="incidental", from_year=2025)
    url = reverse("finance:spread", kwargs={"public_id": line.public_id})
    assert 'value="1.000"' in client.get(url).content.decode()
    assert client.post(url, {"first": "2026", "last": "2025", "amount": "500"}).status_code == 422
    assert client.post(url, {"first": "2025", "last": "2026", "amount": "1,000.00"}).status_code == 422
    assert client.post(url, {"first": "2025", "last": "2026", "amount": "500,50"})["Location"] == PAGE
    found = BudgetYear.objects.of(programme.organisation).values_list("year", "amount")
    assert list(found) == [(2025, Decimal("500.50")), (2026, Decimal("500.50"))]


def a_form(**changed: str) -> dict[str, str]:
    return {
        "stage": "spent", "kind": "incidental", "year": "2026", "value_date": "2026-03-01", "amount": "1.250,50",
        "certainty": "exact", "description": "Zaalhuur", **changed,
    }  # fmt: skip


def test_booking_by_hand(client: StrictClient, programme: Programme) -> None:
    url = reverse("finance:book")
    page = client.get(f"{url}?programma={programme.public_id}").content.decode()
    assert re.search(rf'value="{programme.public_id}"\s+selected', page)
    answer = client.post(url, a_form(programme=str(programme.public_id)))
    entry = LedgerEntry.objects.of(programme.organisation).get()
    assert answer["Location"] == reverse("finance:entry", kwargs={"public_id": entry.public_id})
    assert (entry.amount, entry.programme) == (Decimal("1250.50"), programme)
    unknown = a_form(amount="", certainty="unknown", description="bijna alles")
    assert client.post(url, unknown).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "1,000.00"},
        {"amount": ""},
        {"amount": "0"},
        {"amount": "5", "certainty": "unknown"},
        {"amount": "1.000.000.000.000"},
        {"year": "20"},
        {"value_date": "31-02-2026"},
        {"description": ""},
    ],
)
def test_what_cannot_be_booked_is_told_and_kept(
    client: StrictClient, programme: Programme, wrong: dict[str, str]
) -> None:
    answer = client.post(reverse("finance:book"), a_form(**wrong))
    assert answer.status_code == 422
    assert not LedgerEntry.objects.of(programme.organisation).exists()


def test_an_entry_shows_its_counter_entry(client: StrictClient, programme: Programme, booked: Book) -> None:
    entry = booked("spent", 250, description="Zaalhuur", cost_centre="6210")
    url = reverse("finance:entry", kwargs={"public_id": entry.public_id})
    assert "6210" in shown(client, url)
    counter = reverse("finance:counter", kwargs={"public_id": entry.public_id})
    assert client.post(counter, {"reason": ""}).status_code == 422
    assert client.post(counter, {"reason": "Verkeerd programma"})["Location"] == url
    assert "Verkeerd programma" in shown(client, url)
    assert client.post(counter, {"reason": "Nog eens"}).status_code == 422
    made = LedgerEntry.objects.of(programme.organisation).get(corrects=entry)
    assert "Zaalhuur" in shown(client, reverse("finance:entry", kwargs={"public_id": made.public_id}))


def test_a_carry_over_takes_a_decision_of_the_council(
    client: StrictClient, programme: Programme, organisation: Organisation
) -> None:
    line = a_budget(programme, 100, kind="structural", from_year=2024)
    carried = CarryOver.objects.create(
        budget=line, from_year=2024, to_year=2026, amount=Decimal(40), reason="Vertraagd"
    )
    page, url = (
        reverse(f"finance:{name}", kwargs={"public_id": carried.public_id})
        for name in ("carry_over", "decide")
    )
    assert "Vertraagd" in shown(client, page)
    assert client.post(url, {"version": "1", "state": "approved", "decision": ""}).status_code == 422
    assert client.post(url, {"version": "9", "state": "lapsed"}).status_code == 422
    council = str(a_decision(organisation).public_id)
    assert client.post(url, {"version": "1", "state": "approved", "decision": council})["Location"] == page
    carried.refresh_from_db()
    assert carried.state == "approved"
    assert "€ 40" in shown(client, PAGE)


def test_the_last_import_is_told(client: StrictClient, programme: Programme, booked: Book) -> None:
    booked("spent", 5)
    assert _("Nothing was imported from the financial system yet.") in shown(client, PAGE)
    batch = ImportBatch.objects.create(
        organisation=programme.organisation,
        file_name="maart.csv",
        sha256="b" * 64,
        last_date=date(2026, 3, 31),
    )
    assert "31 maart 2026" in shown(client, PAGE)
    batch.delete()
    ImportBatch.objects.create(organisation=programme.organisation, file_name="leeg.csv", sha256="c" * 64)
    assert "leeg.csv" in shown(client, reverse("finance:dashboard"))


def test_filters_of_the_list(client: StrictClient, programme: Programme, booked: Book) -> None:
    booked("spent", 5, description="Met programma")
    booked("committed", 6, programme=None, kind="", description="Van de organisatie")
    url = reverse("finance:entries")
    assert "Met programma" not in shown(client, f"{url}?programma=geen")
    assert "Van de organisatie" in shown(client, f"{url}?soort=geen&fase=committed&bekend=2999-01-01")
    assert _("No entries") in shown(client, f"{url}?fase=forecast")
    assert _("No entries") in shown(client, f"{url}?op=2000-01-01&bekend=2020-01-01")
    assert client.get(f"{url}?programma=onzin").status_code == 404
    assert "Van de organisatie" in shown(client, f"{url}?fase=onzin&jaar=99&soort=onzin&pagina=7")


def test_money_of_another_organisation_is_not_there(
    strict_client: StrictClient,
    programme: Programme,
    booked: Book,
    user_with: UserWith,
    other_organisation: Organisation,
) -> None:
    entry = booked("spent", 5)
    strict_client.force_login(user_with(Role.CONTROLLER, other_organisation))
    entries = reverse("finance:entries")
    for url in (
        reverse("finance:entry", kwargs={"public_id": entry.public_id}),
        f"{entries}?programma={programme.public_id}",
        PAGE,
    ):
        assert strict_client.get(url).status_code == 404
    assert _("No entries") in shown(strict_client, entries)


def test_who_only_sees_gets_no_way_to_book(
    strict_client: StrictClient, programme: Programme, booked: Book, user_with: UserWith
) -> None:
    entry = booked("spent", 5)
    strict_client.force_login(user_with(Role.AUDITOR, programme.organisation))
    assert reverse("finance:book") not in strict_client.get(PAGE).content.decode()
    url = reverse("finance:entry", kwargs={"public_id": entry.public_id})
    assert "<form" not in strict_client.get(url).content.decode().split("<main")[1].split("</main>")[0]
    assert strict_client.post(reverse("finance:book"), a_form()).status_code == 403


def test_a_reader_of_the_register_sees_no_money_of_a_programme(
    strict_client: StrictClient, programme: Programme, reader: User
) -> None:
    strict_client.force_login(reader)
    entries = reverse("finance:entries")
    assert strict_client.get(f"{entries}?programma={programme.public_id}").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_as_much_for_one_as_for_three(
    client: StrictClient, booked: Book, programme: Programme, number: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    for n in range(number):
        line = a_budget(programme, 10, kind="incidental", from_year=2024)
        BudgetYear.objects.create(budget=line, year=2024, amount=Decimal(10))
        an_allocation(programme, 5, kind="incidental", from_year=2024)
        booked("spent", 5, description=f"Boeking {n}")
    for url, most in ((PAGE, 34), (reverse("finance:dashboard"), 14), (reverse("finance:entries"), 10)):
        with django_assert_max_num_queries(most):
            client.get(url)
