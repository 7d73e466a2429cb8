"""The shared cache names nobody, and its table is made once."""

from __future__ import annotations

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from koers.organisations.login.cache import digest_key, make_table


def test_no_address_stands_in_the_cache(client: Client) -> None:
    client.post(reverse("account_reset_password"), {"email": "iemand@example.org"}, REMOTE_ADDR="192.0.2.77")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM koers_cache")
        rows = cursor.fetchall()
    assert rows
    assert not any("192.0.2.77" in str(row) or "iemand" in str(row) for row in rows)


def test_keys_differ_by_version_and_name() -> None:
    assert len({digest_key("a", "", 1), digest_key("a", "", 2), digest_key("b", "", 1)}) == 3


def test_making_the_table_again_keeps_what_is_in_it(db: None) -> None:
    cache.set("a", 1)
    make_table(using="default")
    assert cache.get("a") == 1
