"""The pages of an import, through the whole of its life."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from finance.importing.conftest import Offer
from finance.importing.files import HEADINGS, ROWS, csv_file
from koers.finance.importing import actions
from koers.finance.importing.models import MoneyImport
from koers.finance.importing.pages import address
from koers.finance.models import LedgerEntry
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from koers.programmes.models import Programme
from people import UserWith

pytestmark = pytest.mark.django_db

LIST = "/geld/inlezen/"


@pytest.fixture
def client(strict_client: Client, controller: User) -> Client:
    strict_client.force_login(controller)
    return strict_client


def send(client: Client, data: bytes, **rest: object) -> object:
    values = {"file": SimpleUploadedFile("januari.csv", data), "year": 2026, "stage": "spent", "kind": ""}
    return client.post(LIST, values | rest)


def the_import(organisation: Organisation) -> MoneyImport:
    return MoneyImport.objects.of(organisation).get()


def test_from_file_to_ledger_and_back(
    client: Client, organisation: Organisation, programme: Programme
) -> None:
    assert client.get(LIST).status_code == 200
    send(client, csv_file())
    page = address(the_import(organisation))
    shown = client.get(page).content.decode()
    assert "20.000" in shown
    assert "Trainers eerste kwartaal" in shown
    client.post(f"{page}boeken/")
    assert LedgerEntry.objects.of(organisation).count() == 3
    assert client.get(page).status_code == 200
    assert client.post(f"{page}terugdraaien/", {"reason": ""}).status_code == 422
    client.post(f"{page}terugdraaien/", {"reason": "Verkeerd bestand"})
    assert "Verkeerd bestand" in client.get(page).content.decode()
    assert client.post(f"{page}terugdraaien/", {"reason": "nog eens"}).status_code == 302
    assert LedgerEntry.objects.of(organisation).count() == 6
    assert "januari.csv" in client.get(LIST).content.decode()


def test_wrong_rows_are_named(client: Client, organisation: Organisation, programme: Programme) -> None:
    send(client, csv_file([*ROWS, ("1-3-2025", "veel", "x", "F-9", "", "Elders")]))
    shown = client.get(address(the_import(organisation))).content.decode()
    assert "“veel”" in shown
    assert "“Elders”" in shown
    assert "boeken/" not in shown


def test_columns_and_questions(client: Client, organisation: Organisation, programme: Programme) -> None:
    rows = [("15-01-2026", "1.000", *ROWS[0][2:]), ("15-01-2026", "-2.000", *ROWS[1][2:])]
    send(client, csv_file(rows, ("Dag", "Waarde", *HEADINGS[2:])))
    page = address(the_import(organisation))
    assert "Waarde" in client.get(page).content.decode()
    names = ("nothing", "nothing", "description", "reference", "cost_centre", "programme")
    columns = {f"c{place}": name for place, name in enumerate(names)}
    assert client.post(f"{page}kolommen/", columns).status_code == 422
    assert client.post(f"{page}kolommen/", {"c0": "x"}).status_code == 422
    client.post(f"{page}kolommen/", columns | {"c0": "date", "c1": "amount"})
    assert "1.000" in client.get(page).content.decode()
    assert client.post(f"{page}vragen/", {}).status_code == 422
    client.post(f"{page}vragen/", {"notation_amount": "dutch", "sign": "as_is"})
    assert the_import(organisation).can_be_booked
    assert client.post(f"{page}vragen/", {}).status_code == 302
    client.post(f"{page}boeken/")
    assert client.post(f"{page}kolommen/", columns).status_code == 302


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04nee"])
def test_what_cannot_be_read_is_said_at_the_field(client: Client, data: bytes, programme: Programme) -> None:
    response = send(client, data)
    assert response.status_code == 422  # type: ignore[attr-defined]


def test_a_file_that_is_too_large(
    client: Client, monkeypatch: pytest.MonkeyPatch, organisation: Organisation
) -> None:
    monkeypatch.setattr("koers.finance.importing.forms.LARGEST", 10)
    assert send(client, csv_file()).status_code == 422  # type: ignore[attr-defined]
    assert not MoneyImport.objects.of(organisation).exists()


def test_a_double_import_is_refused_with_the_earlier_one(
    client: Client, offer: Offer, controller: User, organisation: Organisation
) -> None:
    second = offer(name="tweede.csv")
    actions.accept(by=controller, found=offer())
    assert "januari.csv" in send(client, csv_file()).content.decode()  # type: ignore[attr-defined]
    assert "januari.csv" in client.post(f"{address(second)}boeken/", follow=True).content.decode()


def test_throwing_away(client: Client, offer: Offer, controller: User, organisation: Organisation) -> None:
    client.post(f"{address(offer())}weg/")
    assert not MoneyImport.objects.of(organisation).exists()
    booked = actions.accept(by=controller, found=offer())
    client.post(f"{address(booked)}weg/", follow=True)
    assert MoneyImport.objects.of(organisation).exists()


@pytest.mark.parametrize("state", ["checking", "failed"])
def test_busy_and_failed(client: Client, offer: Offer, organisation: Organisation, state: str) -> None:
    found = offer()
    MoneyImport.objects.of(organisation).update(state=state, problem="Mis." if state == "failed" else "")
    assert client.get(address(found)).status_code == 200


def test_a_file_without_bookings(client: Client, offer: Offer) -> None:
    assert client.get(address(offer(csv_file([])))).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_queries(
    client: Client, offer: Offer, count: int, django_assert_num_queries: object
) -> None:
    for number in range(count):
        offer(csv_file(ROWS[: number + 1]))
    client.get(LIST)
    with django_assert_num_queries(7):  # type: ignore[operator]
        client.get(LIST)


def test_who_sees_money_but_does_not_keep_it(
    strict_client: Client, offer: Offer, user_with: UserWith, organisation: Organisation
) -> None:
    strict_client.force_login(user_with(Role.AUDITOR, organisation))
    assert strict_client.get(address(offer())).status_code == 403
    strict_client.force_login(user_with(Role.LINE_MANAGER, organisation))
    assert strict_client.get(address(offer(csv_file(ROWS[:1])))).status_code == 404
