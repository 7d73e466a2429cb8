"""What the council's side sees and never sees, and who may write down what which body did."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from koers.core.dates import PartialDate
from koers.decisions.models import Body, Decision
from koers.organisations.models import AuditEvent, Organisation
from koers.organisations.permissions import BodyKind, Role
from koers.programmes.actions.acts import record_act
from koers.programmes.models import Adoption, Deliverable, Programme
from people import UserWith
from strict import StrictClient
from web.programme.conftest import on, programme  # noqa: F401 - fixture
from web.words import make, text_of


def step(programme: Programme, kind: BodyKind, state: str = "asked", name: str = "Kompas") -> Adoption:  # noqa: F811
    organisation = programme.organisation
    body = Body.objects.of(organisation).filter(kind=kind).first()
    body = body or make(Body, organisation=organisation, name=str(BodyKind(kind).label), kind=kind)
    made = make(Deliverable, programme=programme, name=name, text=f"Tekst van {name}")
    found: Adoption = make(Adoption, deliverable=made, body_known=body, state=state, planned=on(9))
    return found


@pytest.mark.parametrize("role", [Role.GRIFFIE, Role.COUNCIL_MEMBER])
def test_only_what_was_sent(
    role: Role,
    strict_client: StrictClient,
    user_with: UserWith,
    organisation: Organisation,
    programme: Programme,  # noqa: F811
) -> None:
    sent = step(programme, BodyKind.COUNCIL)
    draft = step(programme, BodyKind.COUNCIL, "planned", "Voorstudie")
    other = step(programme, BodyKind.COLLEGE, name="Collegestuk")
    make(
        Decision,
        organisation=organisation,
        text="Het budget is er",
        body="raad",
        act="vastgesteld",
        date=PartialDate(2024, 3),
    )
    make(Decision, organisation=organisation, text="Concept zonder datum", body="raad", act="vastgesteld")
    make(
        Decision,
        organisation=organisation,
        text="Voorgenomen bezuiniging",
        body="raad",
        act="vastgesteld",
        date=PartialDate(2090),
    )
    make(Decision, organisation=organisation, text="Van de OR", body="ondernemingsraad")
    strict_client.force_login(user_with(role, organisation))
    words = text_of(strict_client.get("/raad/").content.decode())
    assert "Kompas" in words
    assert "Het budget is er" in words
    assert "Concept zonder datum" not in words
    assert "Voorgenomen bezuiniging" not in words
    for hidden in ("Voorstudie", "Collegestuk", "Van de OR", "Op pad"):
        assert hidden not in words
    item = text_of(strict_client.get(f"/raad/{sent.public_id}/").content.decode())
    assert "Tekst van Kompas" in item
    assert "Op pad" not in item
    for hidden_step in (draft, other):
        assert strict_client.get(f"/raad/{hidden_step.public_id}/").status_code == 404
    assert strict_client.get("/programmas/").status_code == 404


@pytest.mark.parametrize(
    ("role", "kind", "allowed"),
    [
        (Role.GRIFFIE, BodyKind.COUNCIL, True),
        (Role.GRIFFIE, BodyKind.COLLEGE, False),
        (Role.COLLEGE, BodyKind.COLLEGE, True),
        (Role.COLLEGE, BodyKind.COUNCIL, False),
        (Role.CLIENT, BodyKind.MANAGEMENT, True),
        (Role.WORKS_COUNCIL, BodyKind.WORKS_COUNCIL, True),
        (Role.WORKS_COUNCIL, BodyKind.MANAGEMENT, False),
        (Role.COUNCIL_MEMBER, BodyKind.COUNCIL, False),
        (Role.EMPLOYEE, BodyKind.MANAGEMENT, False),
        (Role.PROGRAMME_MANAGER, BodyKind.COUNCIL, True),
    ],
)
def test_a_role_writes_down_for_its_own_bodies(
    role: Role,
    kind: BodyKind,
    allowed: bool,
    user_with: UserWith,
    organisation: Organisation,
    programme: Programme,  # noqa: F811
) -> None:
    asked, user = step(programme, kind), user_with(role, organisation)
    said = {"act": "vastgesteld", "date": PartialDate(2026, 1, 5), "case_number": "Z-1", "state": "done"}
    if not allowed:
        with pytest.raises(PermissionDenied):
            record_act(by=user, adoption=asked, version=1, **said)  # type: ignore[arg-type]
        return
    done = record_act(by=user, adoption=asked, version=1, **said)  # type: ignore[arg-type]
    assert (done.state, done.act, done.case_number) == ("done", "vastgesteld", "Z-1")
    event = AuditEvent.objects.of(organisation).get(action="adoption.recorded")
    assert event.detail == {"state": "done", "kind": kind.value}
    with pytest.raises(ValidationError):
        record_act(by=user, adoption=done, version=done.version, **said)  # type: ignore[arg-type]


def test_the_form(
    strict_client: StrictClient,
    user_with: UserWith,
    organisation: Organisation,
    programme: Programme,  # noqa: F811
) -> None:
    asked = step(programme, BodyKind.COUNCIL)
    strict_client.force_login(user_with(Role.GRIFFIE, organisation))
    address = f"/besluiten/vragen/{asked.public_id}/"
    assert address in strict_client.get("/besluiten/vragen/").content.decode()
    later: date = timezone.localdate() + timedelta(days=3)
    form = {
        "version": "1",
        "state": "done",
        "act": "vastgesteld",
        "case_number": "Z-9",
        "date": later.isoformat(),
    }
    future = strict_client.post(address, form).content.decode()
    assert "moet nog komen" in future
    assert 'value="Z-9"' in future
    form["date"] = "2026-02-03"
    asked.save_from(1)
    stale = strict_client.post(address, form).content.decode()
    assert "Een collega wijzigde deze stap" in stale
    assert 'name="version" value="2"' in stale
    form["version"] = "2"
    assert strict_client.post(address, form).status_code == 302
    asked.refresh_from_db()
    assert (asked.state, asked.date) == ("done", PartialDate(2026, 2, 3))
    assert strict_client.get(address).status_code == 404
    assert "vastgesteld" in strict_client.get("/raad/").content.decode()


def test_nothing_sent_and_nothing_asked(
    strict_client: StrictClient, user_with: UserWith, organisation: Organisation
) -> None:
    strict_client.force_login(user_with(Role.GRIFFIE, organisation))
    assert "nog niets naar de raad gestuurd" in strict_client.get("/raad/").content.decode()
    assert "wordt nu niets gevraagd" in strict_client.get("/besluiten/vragen/").content.decode()
