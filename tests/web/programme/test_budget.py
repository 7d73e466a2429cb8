"""Every page of a programme: at most twelve queries, the same for little and for much, and always a valid page.

Money takes more: it sets the ledger, the lines per year and what documents state beside each other.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from koers.programmes.models import Programme
from strict import StrictClient
from web.programme.conftest import PARTS, PLACE, Fill

QUERIES = {
    "": 12,
    "doelen/": 10,
    "werkgroepen/": 12,
    "tijdlijn/": 8,
    "producten/": 11,
    "geld/": 17,
    "risicos/": 12,
    "besluiten/": 10,
    "lessen/": 9,
    "omgeving/": 12,
    "geschiedenis/": 10,
}


@pytest.mark.parametrize("part", PARTS)
def test_an_empty_programme_has_every_page(
    part: str, manager_client: StrictClient, programme: Programme
) -> None:
    assert manager_client.get(f"{PLACE}{part}").status_code == 200


@pytest.mark.parametrize("times", [1, 100])
def test_queries(
    times: int,
    manager_client: StrictClient,
    programme: Programme,
    fill: Fill,
) -> None:
    fill(times)
    found = {}
    for part in PARTS:
        manager_client.get(f"{PLACE}{part}")  # the first time Django looks up its content types
        with CaptureQueriesContext(connection) as queries:
            manager_client.get(f"{PLACE}{part}")
        found[part] = len(queries)
    assert found == QUERIES
    assert max(count for part, count in found.items() if part != "geld/") <= 12
