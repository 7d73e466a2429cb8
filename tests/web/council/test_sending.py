"""When and by whom something was sent to the council, and what is pointed out before an act is written down."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from koers.core.dates import PartialDate
from koers.decisions.models import Body, Meeting
from koers.documents.errors import MESSAGES
from koers.editing.sheet_views import SheetForm
from koers.organisations.models import Organisation
from koers.organisations.permissions import BodyKind, Role
from koers.programmes.models import Adoption, Programme
from koers.programmes.sending import sent_by, sent_on
from koers.ui.formats import dutch_date
from people import UserWith
from strict import StrictClient
from web.council.test_council import step
from web.programme.conftest import day, on, programme  # noqa: F401 - fixture
from web.words import make, text_of

P = Programme


def spoken(when: PartialDate) -> str:
    return dutch_date(when).replace("\u00a0", " ")


def college_did(sent: Adoption, **rest: Any) -> Adoption:
    body = make(Body, organisation=sent.deliverable.organisation, name="College", kind=BodyKind.COLLEGE)
    values = {"state": "done", "act": "vastgesteld", "date": on(-5), **rest}
    found: Adoption = make(Adoption, deliverable=sent.deliverable, body_known=body, **values)
    return found


@pytest.fixture
def griffie(strict_client: StrictClient, user_with: UserWith, organisation: Organisation) -> StrictClient:
    strict_client.force_login(user_with(Role.GRIFFIE, organisation))
    return strict_client


def test_the_council_reads_when_and_by_whom_it_was_sent(griffie: StrictClient, programme: P) -> None:  # noqa: F811
    sent = step(programme, BodyKind.COUNCIL)
    college_did(sent)
    make(Adoption, deliverable=sent.deliverable, body="stuurgroep", state="planned", planned=on(3))
    today = spoken(PartialDate.from_iso(timezone.localdate().isoformat()))
    for address in ("/raad/", f"/raad/{sent.public_id}/"):
        words = text_of(griffie.get(address).content.decode())
        assert today in words
        assert f"College, vastgesteld, {spoken(on(-5))}" in words
        assert "stuurgroep" not in words


def test_what_was_written_down_afterwards_has_no_sending_date(programme: P) -> None:  # noqa: F811
    sent = step(programme, BodyKind.COUNCIL, "done")
    sent.date = on(-30)
    assert sent_on([sent]) == {}
    later = college_did(sent, date=on(-2))
    assert sent_by([sent]) == {}, "what came after the council did not send it"
    sent.date = None
    assert sent_by([sent]) == {sent.pk: later}
    assert sent_on([sent]) == {sent.pk: timezone.localdate()}


def test_an_item_says_where_its_papers_are(griffie: StrictClient, programme: P) -> None:  # noqa: F811
    with_text = step(programme, BodyKind.COUNCIL)
    bare = step(programme, BodyKind.COUNCIL, name="Kaal")
    type(bare.deliverable).objects.of(programme.organisation).filter(pk=bare.deliverable_id).update(text="")
    assert "Tekst van Kompas" in text_of(griffie.get(f"/raad/{with_text.public_id}/").content.decode())
    without = griffie.get(f"/raad/{bare.public_id}/").content.decode()
    assert f"/besluiten/vragen/{bare.public_id}/" in without, "the griffie can go on from here"
    Adoption.objects.of(programme.organisation).filter(pk=bare.pk).update(case_number="Z-77")
    assert text_of(griffie.get(f"/raad/{bare.public_id}/").content.decode()).count("Z-77") == 2


def test_a_council_member_is_not_asked_to_write_down(
    strict_client: StrictClient,
    user_with: UserWith,
    programme: P,  # noqa: F811
) -> None:
    sent = step(programme, BodyKind.COUNCIL)
    strict_client.force_login(user_with(Role.COUNCIL_MEMBER, programme.organisation))
    assert "/besluiten/vragen/" not in strict_client.get(f"/raad/{sent.public_id}/").content.decode()


@pytest.mark.parametrize(("meets_in", "expected"), [(5, 0), (-5, -5), (None, 0)])
def test_the_day_filled_in_beforehand_can_be_saved(
    meets_in: int | None,
    expected: int,
    griffie: StrictClient,
    programme: P,  # noqa: F811
) -> None:
    asked = step(programme, BodyKind.COUNCIL)
    if meets_in is not None:
        asked.meeting = make(Meeting, body=asked.body_known, date=day(meets_in))
        asked.save_from(1)
    page = griffie.get(f"/besluiten/vragen/{asked.public_id}/").content.decode()
    assert f'value="{day(expected).isoformat()}"' in page


def test_a_day_before_the_programme_is_asked_about_once(griffie: StrictClient, programme: P) -> None:  # noqa: F811
    asked = step(programme, BodyKind.COUNCIL)
    address = f"/besluiten/vragen/{asked.public_id}/"
    early = day(-500)
    form = {"version": "1", "state": "done", "act": "vastgesteld", "date": early.isoformat()}
    warned = griffie.post(address, form)
    assert warned.status_code == 200
    assert f'name="seen" value="{early.isoformat()}"' in warned.content.decode()
    another = (early + timedelta(days=1)).isoformat()
    assert griffie.post(address, {**form, "date": another, "seen": early.isoformat()}).status_code == 200
    assert griffie.post(address, {**form, "seen": early.isoformat()}).status_code == 302


def test_a_decision_before_the_advice_is_pointed_out(griffie: StrictClient, programme: P) -> None:  # noqa: F811
    asked = step(programme, BodyKind.COUNCIL)
    asked.sort = "adopted"
    asked.save_from(1)
    asked.deliverable.needs_advice = True
    asked.deliverable.save_from(1)
    address = f"/besluiten/vragen/{asked.public_id}/"
    warned = griffie.get(address).content.decode()
    works_council = make(Body, organisation=programme.organisation, name="OR", kind=BodyKind.WORKS_COUNCIL)
    advice = make(
        Adoption, deliverable=asked.deliverable, body_known=works_council, sort="advice", state="planned"
    )
    assert griffie.get(address).content.decode().count("koers-warning") == warned.count("koers-warning") > 0
    advice.state = "done"
    advice.save_from(1)
    assert "koers-warning" not in griffie.get(address).content.decode()


def test_a_file_that_is_no_spreadsheet_is_told_so() -> None:
    given = SimpleUploadedFile("lijst.xlsx", b"PK\x03\x04 maar verder niets")
    form = SheetForm({}, MultiValueDict({"sheet": [given]}))
    assert not form.is_valid()
    assert form.errors["sheet"][0] not in MESSAGES.values()
    assert ".xlsx" in form.errors["sheet"][0]


def test_what_another_body_did_is_not_told_to_the_council(griffie: StrictClient, programme: P) -> None:  # noqa: F811
    sent = step(programme, BodyKind.COUNCIL)
    works_council = make(
        Body, organisation=programme.organisation, name="Ondernemingsraad", kind=BodyKind.WORKS_COUNCIL
    )
    make(
        Adoption, deliverable=sent.deliverable, body_known=works_council, state="done", act="negatief advies"
    )
    elsewhere = Organisation.objects.create(name="Elders", slug="elders", kind="municipality")
    college = make(Body, organisation=elsewhere, name="College Elders", kind=BodyKind.COLLEGE)
    make(Adoption, deliverable=sent.deliverable, body_known=college, state="done", act="vastgesteld")
    assert sent_by([sent]) == {}
    for address in ("/raad/", f"/raad/{sent.public_id}/"):
        words = text_of(griffie.get(address).content.decode())
        assert "negatief advies" not in words
        assert "Elders" not in words
