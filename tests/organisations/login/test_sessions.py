"""Where someone is logged in, and ending the other sessions."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from koers.organisations.login.devices import device_of
from koers.organisations.models import User
from organisations.login.conftest import actions_done, log_in

LINUX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1"
)
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"


def test_other_sessions_are_shown_and_ended(strict_client: Client, reader: User) -> None:
    strict_client.defaults["HTTP_USER_AGENT"] = LINUX
    other = Client(HTTP_USER_AGENT=PHONE, REMOTE_ADDR="2001:db8::1")
    for client in (strict_client, other):
        log_in(client, reader.email)
    page = strict_client.get(reverse("usersessions_list")).content.decode()
    assert "Firefox op Linux" in page
    assert "Safari op iPhone" in page
    assert "2001:db8::1" in page
    assert page.index("deze sessie") < page.index("Safari op iPhone"), "this one first"
    assert strict_client.post(reverse("usersessions_list")).status_code == 302
    assert strict_client.get(reverse("organisations:account")).status_code == 200
    assert other.get(reverse("organisations:account")).status_code == 302
    assert "session.others_ended" in actions_done()
    assert "Safari op iPhone" not in strict_client.get(reverse("usersessions_list")).content.decode()


def test_a_new_password_leaves_this_session_in_the_list(client: Client, reader: User) -> None:
    from people import PASSWORD

    log_in(client, reader.email)
    new = "nog-een-lang-wachtwoord-erbij"
    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert "deze sessie" in client.get(reverse("usersessions_list")).content.decode()


def test_a_session_nobody_wrote_down(strict_client: Client, reader: User) -> None:
    strict_client.force_login(reader)
    assert strict_client.get(reverse("usersessions_list")).status_code == 200


@pytest.mark.parametrize("address", ["", "unix:", "fe80::1%eth0"])
def test_an_address_that_cannot_be_written_down(reader: User, address: str) -> None:
    assert log_in(Client(REMOTE_ADDR=address), reader.email) == reverse("web:home")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (LINUX, "Firefox op Linux"),
        (PHONE, "Safari op iPhone"),
        (EDGE, "Edge op Windows"),
        ("", "Onbekende browser op onbekend apparaat"),
    ],
)
def test_a_device_in_words(agent: str, words: str) -> None:
    assert device_of(agent) == words
