"""Limits are kept in a cache that outlives a rolled back test only in the browser tests; here each starts empty."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from koers.organisations.models import AuditEvent
from people import PASSWORD


@pytest.fixture(autouse=True)
def empty_cache(db: None) -> None:
    cache.clear()
    mail.outbox.clear()


def log_in(client: Client, email: str, password: str = PASSWORD, **rest: str) -> str:
    """Logs in and gives the address one is sent to; empty when the page came back."""
    answer = client.post(reverse("account_login"), {"login": email, "password": password, **rest})
    return str(answer.headers.get("Location", ""))


def actions_done() -> list[str]:
    return [
        event.action for event in AuditEvent.objects.across_organisations("what a test did").order_by("pk")
    ]
