"""The pages every kind gets: journeys as a browser makes them, with a strict eye on the HTML."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editing.making import a_record, form_values
from koers.editing import actions
from koers.editing.kinds import Kind, all_kinds, by_slug
from koers.editing.places import address
from koers.organisations.models import Organisation, User
from koers.programmes.models import Deliverable, Goal, Programme, Track
from strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


def new_url(programme: Programme, slug: str = "doelen", **query: str) -> str:
    extra = "".join(f"&{name}={value}" for name, value in query.items())
    return reverse("editing:new", kwargs={"slug": slug}) + f"?bij={programme.public_id}{extra}"


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.slug)
def test_every_page_of_every_kind_is_sound(
    kind: Kind, browser: StrictClient, organisation: Organisation
) -> None:
    record = a_record(kind.slug, organisation)
    names = ["record", "history", "as_on", *(["change", "remove"] if kind.writable else [])]
    for name in names:
        assert browser.get(address(name, record, kind)).status_code == 200, name
    assert browser.get(reverse("editing:list", kwargs={"slug": kind.slug})).status_code == 200
    if kind.writable:
        assert browser.get(reverse("editing:new", kwargs={"slug": kind.slug})).status_code == 200


@pytest.mark.parametrize("kind", [kind for kind in all_kinds() if kind.writable], ids=lambda kind: kind.slug)
def test_a_form_sent_back_as_it_came_changes_nothing(
    kind: Kind, browser: StrictClient, organisation: Organisation
) -> None:
    record = a_record(kind.slug, organisation)
    answer = browser.post(address("change", record, kind), form_values(kind, record))
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    record.refresh_from_db()
    assert record.version == 1


def test_a_goal_is_made_and_one_comes_back_where_one_was(browser: StrictClient, programme: Programme) -> None:
    back = reverse("editing:list", kwargs={"slug": "doelen"})
    url = new_url(programme, next=back)
    assert f'name="next" value="{back}"' in browser.get(url).content.decode()
    typed = {"text": "Minder uitval", "target_date": "juli 2027", "next": back}
    answer = browser.post(url, typed)
    assert (answer.status_code, answer["Location"]) == (302, back)
    goal = Goal.objects.of(programme.organisation).get()
    assert "koers_bewaard" in str(answer.cookies)
    page = browser.get(back).content.decode()
    assert "Minder uitval" in page
    assert "juli 2027" in page
    assert address("record", goal) in page


def test_another_host_is_no_way_back(browser: StrictClient, programme: Programme) -> None:
    answer = browser.post(new_url(programme), {"text": "Doel", "next": "https://example.org/kwaad"})
    assert answer["Location"].startswith("/register/doelen/")


def test_a_wrong_form_keeps_everything_typed(browser: StrictClient, programme: Programme) -> None:
    answer = browser.post(new_url(programme), {"text": "Mijn lange verhaal", "target_date": "31 juni 2027"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mijn lange verhaal" in page
    assert 'value="31 juni 2027"' in page
    assert 'href="#veld-target_date"' in page


def test_ten_megabytes_of_paste_is_told_at_the_field(browser: StrictClient, programme: Programme) -> None:
    answer = Client.post(browser, new_url(programme), {"text": "a" * 10_000_000})
    assert answer.status_code == 422
    assert 'href="#veld-text"' in answer.content.decode()[:20_000]


def test_somebody_elses_relation_is_an_error_at_the_field(
    browser: StrictClient, programme: Programme, other_organisation: Organisation
) -> None:
    theirs = a_record("sporen", other_organisation)
    typed = {"name": "Handboek", "track": str(theirs.public_id)}
    answer = browser.post(new_url(programme, "producten"), typed)
    assert answer.status_code == 422
    assert 'href="#veld-track"' in answer.content.decode()


def test_what_is_missing_is_said_after_saving(
    browser: StrictClient, programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = by_slug("lessen")
    object.__setattr__(kind, "warnings", lambda record: ["Hier hoort een soort bij."])
    try:
        answer = browser.post(new_url(programme, "lessen"), {"text": "Begin klein"}, follow=True)
    finally:
        object.__setattr__(kind, "warnings", lambda record: [])
    assert "Hier hoort een soort bij." in answer.content.decode()


# Two people at once


def changed_by_another(goal: Goal, user: User, **values: Any) -> None:
    stored = Goal.objects.of(goal.organisation).get(pk=goal.pk)
    kind = by_slug("doelen")
    actions.change(by=user, kind=kind, record=stored, version=stored.version, values=values)


def merge_form(page: str) -> dict[str, str]:
    import re

    found = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    found.pop("csrfmiddlewaretoken", None)
    return found


@pytest.fixture
def stored(goals: Kind, programme: Programme, programme_manager: User) -> Goal:
    made = actions.create(by=programme_manager, kind=goals, under=programme, values={"text": "Oud doel"})
    assert isinstance(made, Goal)
    return made


def test_changes_of_different_fields_go_together(
    browser: StrictClient, goals: Kind, stored: Goal, programme_manager: User
) -> None:
    mine = form_values(goals, stored, text="Mijn doel")
    changed_by_another(stored, programme_manager, target_date="juli 2027")
    answer = browser.post(address("change", stored), mine, follow=True)
    stored.refresh_from_db()
    assert (stored.text, str(stored.target_date), stored.version) == ("Mijn doel", "2027-07", 3)
    assert "juli 2027" in answer.content.decode()


def test_the_same_field_is_a_persons_choice(
    browser: StrictClient, goals: Kind, stored: Goal, programme_manager: User
) -> None:
    mine = form_values(goals, stored, text="Mijn doel", target_date="2028")
    changed_by_another(stored, programme_manager, text="Hun doel")
    answer = browser.post(address("change", stored), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Oud doel" in page
    assert " checked" not in page

    form = merge_form(page)
    assert browser.post(address("change", stored), form).status_code == 409  # nothing chosen yet
    answer = browser.post(address("change", stored), form | {"keuze-text": "hunne"})
    assert answer.status_code == 302
    stored.refresh_from_db()
    assert (stored.text, str(stored.target_date), stored.version) == ("Hun doel", "2028", 3)


def test_while_merging_it_changes_once_more(
    browser: StrictClient, goals: Kind, stored: Goal, programme_manager: User
) -> None:
    mine = form_values(goals, stored, text="Mijn doel")
    changed_by_another(stored, programme_manager, text="Hun doel")
    form = merge_form(browser.post(address("change", stored), mine).content.decode())
    changed_by_another(stored, programme_manager, text="Nog later")
    again = browser.post(address("change", stored), form | {"keuze-text": "mijne"})
    assert again.status_code == 409
    assert "Nog" in again.content.decode()
    stored.refresh_from_db()
    assert stored.text == "Nog later"
    last = merge_form(again.content.decode()) | {"keuze-text": "mijne"}
    assert browser.post(address("change", stored), last).status_code == 302
    stored.refresh_from_db()
    assert stored.text == "Mijn doel"


# Log-in and token that expired meanwhile


def test_who_was_logged_out_keeps_what_was_typed(
    strict_client: StrictClient, programme: Programme, programme_manager: User
) -> None:
    url = new_url(programme)
    answer = strict_client.post(url, {"text": "Mijn lange verhaal"})
    assert answer.status_code == 401
    assert 'name="text" value="Mijn lange verhaal"' in answer.content.decode()
    assert strict_client.get(url).status_code == 302
    assert not Goal.objects.of(programme.organisation).exists()


def test_an_old_token_gives_the_form_back(programme: Programme, programme_manager: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(programme_manager)
    ours = {"Sec-Fetch-Site": "same-origin"}
    typed = {"text": "Mijn lange verhaal", "csrfmiddlewaretoken": "x" * 64}
    answer = client.post(new_url(programme), typed, headers=ours)
    assert answer.status_code in (200, 422)
    assert "Mijn lange verhaal" in answer.content.decode()
    assert not Goal.objects.of(programme.organisation).exists()
    elsewhere = client.post(new_url(programme), typed, headers={"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status_code == 403
    assert client.post(reverse("editing:trash"), typed, headers=ours).status_code == 403


# Removing


def test_removing_asks_first_and_can_be_undone(browser: StrictClient, stored: Goal) -> None:
    assert browser.get(address("remove", stored)).status_code == 200
    assert Goal.objects.of(stored.organisation).exists()
    page = browser.post(address("remove", stored), follow=True).content.decode()
    assert "Oud doel" in page
    trash = browser.get(reverse("editing:trash")).content.decode()
    assert "Oud doel" in trash
    from koers.editing.models import Removal

    removal = Removal.objects.of(stored.organisation).get()
    url = reverse("editing:restore", kwargs={"public_id": removal.public_id})
    assert browser.get(url).status_code == 302
    assert browser.post(url)["Location"] == address("record", stored)
    again = browser.post(url, follow=True)
    assert again.redirect_chain[0][0] == reverse("editing:trash")
    assert browser.get(address("record", stored)).status_code == 200


def test_what_holds_it_back_is_named_with_a_link(browser: StrictClient, programme: Programme) -> None:
    track = Track.objects.create(programme=programme, name="Werving")
    deliverable = Deliverable.objects.create(programme=programme, track=track, name="Handboek")
    page = browser.get(address("remove", track)).content.decode()
    assert address("record", deliverable) in page
    answer = browser.post(address("remove", track))
    assert answer.status_code == 409
    assert Track.objects.of(programme.organisation).exists()


# History and lists


def test_the_page_of_a_day(browser: StrictClient, stored: Goal) -> None:
    url = address("as_on", stored)
    assert "Oud doel" in browser.get(url).content.decode()
    before = browser.get(url + "?op=2020").content.decode()
    assert (
        "Oud doel" not in before.split("koers-record")[-1].split("</main>")[0] or "koers-record" not in before
    )
    wrong = browser.get(url + "?op=31+juni+2026")
    assert wrong.status_code == 422


def test_a_list_is_searched_and_narrowed(
    browser: StrictClient, programme: Programme, organisation: Organisation
) -> None:
    Goal.objects.create(programme=programme, text="Minder uitval")
    Goal.objects.create(programme=a_record("doelen", organisation).programme, text="Meer instroom")  # type: ignore[attr-defined]
    url = reverse("editing:list", kwargs={"slug": "doelen"})
    page = browser.get(url, {"zoek": "UITVAL minder"}).content.decode()
    assert "Minder uitval" in page
    assert "Meer instroom" not in page
    page = browser.get(url, {"programma": str(programme.public_id)}).content.decode()
    assert "Minder uitval" in page
    assert "Meer instroom" not in page
    assert browser.get(url, {"programma": "geen id", "zoek": "x"}).status_code == 200


@pytest.mark.parametrize("slug", ["doelen", "producten", "metingen", "vaststellingen"])
def test_a_list_costs_the_same_for_one_and_three(
    slug: str, client: Client, programme_manager: User, organisation: Organisation
) -> None:
    client.force_login(programme_manager)
    url = reverse("editing:list", kwargs={"slug": slug})
    counts = []
    for more in (1, 2):
        for _number in range(more):
            a_record(slug, organisation)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[1], [query["sql"] for query in queries.captured_queries]
    assert counts[0] <= 10
