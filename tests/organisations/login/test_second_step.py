"""An organisation that makes a second step compulsory: who has none sets one first."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed
from django.test import Client, RequestFactory
from django.urls import reverse

from koers.organisations.login.second_step import WANTED, lacks_second_step, look, require_second_step
from koers.organisations.models import AuditEvent, Membership, Organisation, User
from koers.organisations.permissions import Role
from koers.organisations.tokens.models import ApiToken
from organisations.login.conftest import log_in
from people import UserWith
from strict import StrictClient

pytestmark = pytest.mark.django_db
HOME, SAFELY = "/", "/account/veilig-inloggen/"


@pytest.fixture
def strict_organisation(organisation: Organisation, administrator: User) -> Organisation:
    require_second_step(by=administrator, organisation=organisation, required=True)
    return organisation


def app_of(user: User) -> Authenticator:
    made: Authenticator = Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return made


def test_who_has_none_is_led_to_set_one(
    client: Client, reader: User, strict_organisation: Organisation
) -> None:
    log_in(client, reader.email)
    for address in (HOME, "/programmas/"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (302, SAFELY)
    assert client.get(SAFELY).status_code == 200
    app_of(reader)
    assert client.get("/programmas/").status_code == 200
    assert WANTED not in client.session


def test_one_can_always_log_out(client: Client, reader: User, strict_organisation: Organisation) -> None:
    log_in(client, reader.email)
    assert client.post("/uitloggen/").status_code == 302
    assert client.get(HOME).headers["Location"].startswith("/inloggen/")


def test_without_the_rule_nobody_is_held_up(client: Client, reader: User) -> None:
    log_in(client, reader.email)
    assert client.get("/programmas/").status_code == 200


def test_recovery_codes_are_no_second_step(reader: User, strict_organisation: Organisation) -> None:
    Authenticator.objects.create(user=reader, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert lacks_second_step(reader)
    app_of(reader)
    assert not lacks_second_step(reader)


def test_another_organisation_asks_nothing(
    other_organisation: Organisation, user_with: UserWith, strict_organisation: Organisation
) -> None:
    assert not lacks_second_step(user_with(Role.EMPLOYEE, other_organisation))
    assert not lacks_second_step(user_with())


def test_the_administrator_decides(
    strict_client: StrictClient, administrator: User, organisation: Organisation
) -> None:
    strict_client.force_login(administrator)
    address = reverse("organisations:second_step")
    for wanted, expected in (("yes", True), ("yes", True), ("no", False)):
        assert strict_client.post(address, {"required": wanted}).status_code == 302
        organisation.refresh_from_db()
        assert organisation.second_step_required is expected
        assert strict_client.get(reverse("organisations:members")).status_code == 200
    events = AuditEvent.objects.of(organisation).filter(action__startswith="organisation.second_step")
    assert events.count() == 2, "what changes nothing is no event"


def test_no_api_key_is_made_before_it_is_set(
    client: Client, programme_manager: User, strict_organisation: Organisation
) -> None:
    log_in(client, programme_manager.email)
    address = reverse("tokens:list")
    for answer in (client.get(address), client.post(address, {"name": "x", "scope": "write", "days": "90"})):
        assert (answer.status_code, answer.headers["Location"]) == (302, SAFELY)
    assert not ApiToken.objects.filter(user=programme_manager).exists()


def test_a_role_accepted_meanwhile_asks_it_too(
    client: Client, stranger: User, strict_organisation: Organisation
) -> None:
    log_in(client, stranger.email)
    assert client.get("/programmas/").status_code == 200
    offer = Membership.objects.create(
        user=stranger, organisation=strict_organisation, role=Role.PROGRAMME_MANAGER, accepted_at=None
    )
    client.post(reverse("organisations:accept_offer", args=[offer.public_id]))
    assert client.get("/programmas/").headers["Location"] == SAFELY


def test_a_step_taken_away_asks_it_again(
    client: Client, reader: User, strict_organisation: Organisation
) -> None:
    client.force_login(reader)
    request = RequestFactory().get("/")
    request.session = client.session
    app = app_of(reader)
    signal = {"sender": Authenticator, "request": request, "user": reader, "authenticator": app}
    authenticator_removed.send(**signal)
    assert WANTED not in request.session
    app.delete()
    authenticator_removed.send(**signal)
    assert request.session[WANTED] is True


def test_who_comes_by_the_provider_is_left_alone_later_too(
    client: Client, reader: User, strict_organisation: Organisation
) -> None:
    client.force_login(reader)
    request = RequestFactory().get("/")
    request.session = client.session
    look(request, reader, by_provider=True)
    look(request, reader)
    assert WANTED not in request.session
