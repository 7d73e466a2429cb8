"""The calendar feed and the weekly mail."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from koers.core.models import Job
from koers.core.tasks.worker import run_waiting
from koers.decisions.models import Body, BodyMember, Meeting
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import BodyKind
from koers.programmes.actions.personal import choose_weekly, make_feed
from koers.programmes.models import DigestPreference, Programme
from koers.web.work import weekly
from strict import StrictClient
from web.programme.conftest import Fill, day, fill, manager_client, programme  # noqa: F401 - fixtures
from web.work.test_work import work_for


def summaries(content: bytes) -> list[str]:
    return [str(event["summary"]) for event in Calendar.from_ical(content).walk("VEVENT")]


def test_the_feed_has_ones_dates_and_a_tag(
    programme: Programme,  # noqa: F811
    programme_manager: User,
    organisation: Organisation,
    fill: Fill,  # noqa: F811
) -> None:
    fill(1)
    work_for(programme_manager, programme)
    body = Body.objects.create(organisation=organisation, name="Directieoverleg", kind=BodyKind.MANAGEMENT)
    BodyMember.objects.create(body=body, person=programme_manager, name="Ik")
    Meeting.objects.create(body=body, date=day(6), place="Kamer 1")
    address = f"/agenda/{make_feed(by=programme_manager)}.ics"
    client = Client()
    answer = client.get(address)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    found = summaries(answer.content)
    for words in (
        "Update: Ruimte 0",
        "Klaar: Kaart 0",
        "Vergadering: Directieoverleg",
        "Laatste dag van Kwartaal",
    ):
        assert words in found, words
    assert b"persoon" not in answer.content
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert not again.content


def test_a_new_address_ends_the_old_one(programme_manager: User) -> None:
    old = make_feed(by=programme_manager)
    new = make_feed(by=programme_manager)
    assert Client().get(f"/agenda/{old}.ics").status_code == 404
    assert Client().get(f"/agenda/{new}.ics").status_code == 200
    programme_manager.is_active = False
    programme_manager.save()
    assert Client().get(f"/agenda/{new}.ics").status_code == 404


def test_the_address_is_shown_once(manager_client: StrictClient) -> None:  # noqa: F811
    shown = manager_client.post("/mijn-werk/agenda/nieuw/", follow=True).content.decode()
    assert "/agenda/" in shown.split("koers-address", 1)[1]
    later = manager_client.get("/mijn-werk/agenda/").content.decode()
    assert "koers-address" not in later
    assert "Maak een nieuw adres" in later
    stopped = manager_client.post("/mijn-werk/agenda/stop/", follow=True).content.decode()
    assert "werkt niet meer" in stopped


@pytest.mark.parametrize(
    ("today", "monday"), [((2026, 11, 22), (2026, 11, 23)), ((2026, 11, 23), (2026, 11, 30))]
)
def test_the_coming_monday(today: tuple[int, int, int], monday: tuple[int, int, int]) -> None:
    assert weekly.monday_after(date(*today)) == date(*monday)


def test_the_week_is_put_in_the_queue_once(db: None) -> None:
    first, second = weekly.schedule(date(2026, 11, 18)), weekly.schedule(date(2026, 11, 22))
    assert first.pk == second.pk
    assert timezone.localtime(first.run_after).hour == 7


def test_everybody_gets_one_mail_a_week(
    programme: Programme,  # noqa: F811
    programme_manager: User,
    reader: User,
    stranger: User,
) -> None:
    work_for(programme_manager, programme)
    work_for(stranger, programme, 1)
    choose_weekly(by=stranger, weekly=False)
    monday = timezone.localdate()
    for _twice in range(2):
        weekly.send_weekly.call(monday.isoformat())
        run_waiting()
    assert [message.to for message in mail.outbox] == [[programme_manager.email]]
    text = mail.outbox[0].body
    assert "Geef de update van Ruimte 0" in text
    assert "Kaart van 0" in text
    assert "List-Unsubscribe" in mail.outbox[0].extra_headers
    assert Job.objects.filter(key__startswith="weekly:", state="waiting").count() == 1
    assert DigestPreference.objects.get(person=programme_manager).last_sent == monday
    assert not DigestPreference.objects.filter(person=reader, last_sent__isnull=False).exists()


def test_one_click_stops_the_mail(programme: Programme, programme_manager: User) -> None:  # noqa: F811
    digest = weekly.Digest(["Iets"], [], [])
    message = weekly.message_for(programme_manager, digest, timezone.localdate())
    path = "/" + message.extra_headers["List-Unsubscribe"].strip("<>").split("/", 3)[3]
    client = Client(enforce_csrf_checks=True)
    assert client.get(path).status_code == 200
    assert not DigestPreference.objects.filter(person=programme_manager, weekly=False).exists()
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not DigestPreference.objects.get(person=programme_manager).weekly
    assert client.get(path[:-3] + "xx/").status_code == 404


def test_the_mail_is_chosen_on_the_page(manager_client: StrictClient, programme_manager: User) -> None:  # noqa: F811
    assert (
        "U krijgt dit bericht niet"
        in manager_client.post("/mijn-werk/weekbericht/", {"weekly": "no"}, follow=True).content.decode()
    )
    manager_client.post("/mijn-werk/weekbericht/", {"weekly": "yes"})
    assert DigestPreference.objects.get(person=programme_manager).weekly


def test_what_slipped_is_told(programme: Programme, programme_manager: User, fill: Fill) -> None:  # noqa: F811
    fill(1)
    made = programme.deliverables.get()
    was = (made.due.first_day - timedelta(days=28)).isoformat() if made.due else None
    content = [{"kind": "deliverable", "id": str(made.public_id), "text": made.name, "date": was}]
    programme.baselines.create(number=1, date=day(-90), body_name="Directie", content=content)
    assert weekly.digest_of(programme_manager, timezone.localdate()).slipped == ["Kaart 0: 4 weken later"]


def test_the_weekly_mail_can_be_read_beforehand(
    manager_client: StrictClient,  # noqa: F811
    programme: Programme,  # noqa: F811
    programme_manager: User,
) -> None:
    empty = manager_client.get("/mijn-werk/weekbericht/").content.decode()
    assert "<main" in empty
    work_for(programme_manager, programme)
    digest = weekly.digest_of(programme_manager, timezone.localdate())
    page = unescape(manager_client.get("/mijn-werk/weekbericht/").content.decode())
    assert digest
    for line in (*digest.asks, *digest.slipped, *digest.coming):
        assert line in page
    assert "/mijn-werk/weekbericht/" in manager_client.get("/mijn-werk/agenda/").content.decode()
    assert not DigestPreference.objects.exists(), "looking chooses nothing"
