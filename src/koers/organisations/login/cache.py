"""The cache all processes share: its keys name nobody, its table is made with the others."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils.crypto import salted_hmac


def digest_key(key: str, prefix: str, version: int) -> str:
    """Django's KEY_FUNCTION. What limits guessing has network addresses in its keys; the table gets a keyed digest."""
    text = f"{prefix}:{version}:{key}"
    return salted_hmac("koers.cache", text, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()


def make_table(*, using: str, **_signal: Any) -> None:
    """After every migration; does nothing where the table is there."""
    call_command("createcachetable", database=using, verbosity=0)
