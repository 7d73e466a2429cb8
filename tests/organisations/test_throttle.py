"""Guessing is limited however often the address changes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from koers.organisations import throttle
from koers.organisations.models import LoginAttempt, User
from people import PASSWORD

pytestmark = pytest.mark.django_db
EMAIL = "iemand@example.org"


def from_everywhere(email: str, times: int) -> None:
    for number in range(times):
        throttle.note_failure(email, f"10.0.{number // 200}.{number % 200}")


def test_an_account_waits_an_hour_after_guesses_from_everywhere(client: Client, reader: User) -> None:
    from_everywhere(reader.email, throttle.PER_ACCOUNT_ANYWHERE - 1)
    assert throttle.minutes_to_wait(reader.email, "192.0.2.1") == 0
    throttle.note_failure(reader.email.upper(), "2001:db8::1")
    assert throttle.minutes_to_wait(reader.email, "192.0.2.1") == 60
    assert throttle.minutes_to_wait("ander@example.org", "192.0.2.1") == 0
    page = client.post(
        reverse("account_login"), {"login": reader.email, "password": PASSWORD}, REMOTE_ADDR="192.0.2.1"
    )
    assert page.status_code == 429
    assert "60 minuten" in page.content.decode()
    LoginAttempt.objects.update(at=timezone.now() - throttle.WINDOW)
    assert throttle.minutes_to_wait(reader.email, "192.0.2.1") == 60
    LoginAttempt.objects.update(at=timezone.now() - throttle.LONG_WINDOW)
    assert throttle.minutes_to_wait(reader.email, "192.0.2.1") == 0


def test_logging_in_gives_whoever_guesses_no_new_chances() -> None:
    from_everywhere(EMAIL, throttle.PER_ACCOUNT_ANYWHERE)
    throttle.forget(EMAIL, "10.0.0.1")
    assert throttle.minutes_to_wait(EMAIL, "10.0.0.1") == 60


def test_another_address_of_the_same_ipv6_connection_changes_nothing() -> None:
    for number in range(throttle.PER_ACCOUNT):
        throttle.note_failure(EMAIL, f"2001:db8:0:7:{number}::1")
    assert throttle.minutes_to_wait(EMAIL, "2001:db8:0:7:ffff::9") == 15
    assert throttle.minutes_to_wait(EMAIL, "2001:db8:0:8::1") == 0


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:DB8:0:7:1:2:3:4", "2001:db8:0:7::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("geen adres", "geen adres"),
    ],
)
def test_what_counts_as_one_network(address: str, counted: str) -> None:
    assert throttle.network(address) == counted


@given(st.ip_addresses(v=6), st.integers(0, 2**64 - 1))
def test_the_last_half_of_an_ipv6_address_never_matters(address: object, tail: int) -> None:
    import ipaddress

    first = ipaddress.IPv6Address(str(address))
    other = ipaddress.IPv6Address((int(first) >> 64 << 64) + tail)
    if first.ipv4_mapped is None and other.ipv4_mapped is None:
        assert throttle.network(str(first)) == throttle.network(str(other))
