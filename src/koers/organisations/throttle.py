"""A limit on guessing passwords: after five failures in a quarter of an hour an account waits, per network
address.

Counted in the database, because there may be several web processes. Account and address are kept as a keyed
digest, so that the table names nobody. An address that fails for many accounts waits too, at a higher
number.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from koers.organisations.models import LoginAttempt

WINDOW = timedelta(minutes=15)
PER_ACCOUNT = 5
PER_ADDRESS = 50
KEPT = timedelta(hours=1)


def _keys(email: str, address: str) -> dict[str, int]:
    """The two counters of an attempt with their limits."""
    account = f"{email.strip().lower()}|{address}"
    return {_digest("account", account): PER_ACCOUNT, _digest("address", address): PER_ADDRESS}


def _digest(kind: str, text: str) -> str:
    return salted_hmac(
        f"koers.login.{kind}", text, secret=settings.SECRET_KEY, algorithm="sha256"
    ).hexdigest()


def is_blocked(email: str, address: str) -> bool:
    since = timezone.now() - WINDOW
    return any(
        LoginAttempt.objects.filter(key=key, at__gte=since).count() >= limit
        for key, limit in _keys(email, address).items()
    )


def note_failure(email: str, address: str) -> None:
    """Counts a failed log-in and forgets what is older than an hour."""
    LoginAttempt.objects.filter(at__lt=timezone.now() - KEPT).delete()
    LoginAttempt.objects.bulk_create(LoginAttempt(key=key) for key in _keys(email, address))


def forget(email: str, address: str) -> None:
    """After a successful log-in the account starts again; the address keeps its count."""
    account_key = next(iter(_keys(email, address)))
    LoginAttempt.objects.filter(key=account_key).delete()
