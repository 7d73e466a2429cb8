"""A limit on guessing passwords, counted three ways:

- an account from one network: five failures in a quarter of an hour;
- a network, for all accounts together: fifty in a quarter of an hour;
- an account from all networks together: fifty in an hour, because whoever guesses may have many addresses.

A network is an IPv4 address or the /64 of an IPv6 address: one connection has a whole /64 to choose from.
Counted in the database, because there may be several web processes. Account and network are kept as a keyed
digest, so that the table names nobody.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from koers.organisations.models import LoginAttempt

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 5
PER_ADDRESS = 50
LONG_WINDOW = timedelta(hours=1)
PER_ACCOUNT_ANYWHERE = 50
KEPT = LONG_WINDOW


@dataclass(frozen=True, slots=True)
class Counter:
    """What is counted under `key`, and how much of it is too much within how long."""

    key: str
    limit: int
    window: timedelta

    def is_full(self) -> bool:
        since = timezone.now() - self.window
        return LoginAttempt.objects.filter(key=self.key, at__gte=since).count() >= self.limit


def network(address: str) -> str:
    """The part of an address that one visitor cannot change at will; what is no address stays as it is."""
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(found) >> 64 << 64, 64)))


def _of_account_here(email: str, address: str) -> Counter:
    return Counter(_digest("account", f"{_account(email)}|{network(address)}"), PER_ACCOUNT, WINDOW)


def _counters(email: str, address: str) -> Iterator[Counter]:
    yield _of_account_here(email, address)
    yield Counter(_digest("address", network(address)), PER_ADDRESS, WINDOW)
    yield Counter(_digest("anywhere", _account(email)), PER_ACCOUNT_ANYWHERE, LONG_WINDOW)


def _account(email: str) -> str:
    return email.strip().lower()


def _digest(kind: str, text: str) -> str:
    return salted_hmac(
        f"koers.login.{kind}", text, secret=settings.SECRET_KEY, algorithm="sha256"
    ).hexdigest()


def minutes_to_wait(email: str, address: str) -> int:
    """How long to wait before the next attempt, at most; 0 when it may be made now."""
    full = [counter.window for counter in _counters(email, address) if counter.is_full()]
    return int(max(full, default=timedelta()) / timedelta(minutes=1))


def note_failure(email: str, address: str) -> None:
    """Counts a failed log-in and forgets what is older than an hour."""
    LoginAttempt.objects.filter(at__lt=timezone.now() - KEPT).delete()
    LoginAttempt.objects.bulk_create(LoginAttempt(key=found.key) for found in _counters(email, address))


def forget(email: str, address: str) -> None:
    """After a successful log-in the account starts again in this network; the other counts stay.

    The count over all networks stays, or the owner's own log-ins would give whoever guesses new chances.
    """
    LoginAttempt.objects.filter(key=_of_account_here(email, address).key).delete()
