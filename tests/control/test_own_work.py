"""What a person owns in the control calendar stands in his or her work and own calendar."""

from __future__ import annotations

from datetime import date, timedelta

from control.conftest import TODAY, AddItem, text_of
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from koers.programmes.actions.personal import make_feed
from koers.web.work.calendar import all_entries, written
from people import UserWith
from strict import StrictClient


def test_in_my_work(
    strict_client: StrictClient, user_with: UserWith, organisation: Organisation, add_item: AddItem
) -> None:
    owner = user_with(Role.LINE_MANAGER, organisation)
    add_item("Rechten nalopen", owner=owner, rhythm="once", starts_on=TODAY - timedelta(days=3))
    add_item("Oefenen", owner=owner, rhythm="once", starts_on=TODAY + timedelta(days=10))
    add_item("Volgend jaar", owner=owner, rhythm="once", starts_on=TODAY + timedelta(days=100))
    add_item("Van niemand", rhythm="once", starts_on=TODAY)
    strict_client.force_login(owner)
    words = text_of(strict_client.get("/mijn-werk/").content)
    assert "Rechten nalopen 17 november 2026 U bent eigenaar hiervan in de beheersingskalender." in words
    assert "Oefenen" in words
    assert "Volgend jaar" not in words
    assert "Van niemand" not in words


def test_in_the_own_calendar(strict_client: StrictClient, reader: User, add_item: AddItem) -> None:
    item = add_item("Rechten nalopen", owner=reader, rhythm="monthly", starts_on=date(2026, 1, 31))
    entries = all_entries(reader, TODAY)
    assert [entry.day for entry in entries][:2] == [date(2026, 10, 31), date(2026, 11, 30)]
    assert len({entry.public_id for entry in entries}) == len(entries) == 14
    assert written(entries) == written(all_entries(reader, TODAY))
    feed = strict_client.get(f"/agenda/{make_feed(by=reader)}.ics").content.decode()
    assert "SUMMARY:Beheersing: Rechten nalopen" in feed
    assert item.name in feed
