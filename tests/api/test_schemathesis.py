"""Schemathesis calls every operation with generated input, right and wrong, on a filled database.

No 500, only documented statuses, headers and media types, answers as their schema says, wrong input refused, right
input accepted, no way in without authentication. To stay within a minute each operation gets one example, right or
wrong in turn; `KOERS_SCHEMATHESIS_EXAMPLES=20` gives each that many of both.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from pytest_django import DjangoDbBlocker
from schemathesis.generation import GenerationMode

from api.exploring import Filled, explore, operations_in, part_of
from koers.api.building import the_description
from koers.api.version import BASE
from koers.editing.kinds import all_kinds
from koers.organisations.models import Organisation, User
from koers.organisations.permissions import Role
from koers.organisations.tokens import throttling
from koers.organisations.tokens.actions import create_token

EXAMPLES = int(os.environ.get("KOERS_SCHEMATHESIS_EXAMPLES", "0"))
NAMES = ["me", "organisations", *(kind.api for kind in all_kinds())]

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def schema_of(name: str) -> Any:
    """Schemathesis' view of the operations below `/<name>`, called in this process."""
    document = {**json.loads(json.dumps(the_description())), "servers": [{"url": BASE}]}
    found = schemathesis.openapi.from_dict(part_of(document, name))
    found.app = get_wsgi_application()
    found.config.generation.allow_x00 = (
        False  # no text may hold it; no schema says so without unfolding every text
    )
    # Too long a body is refused before it is read (413), a missing If-Match by its own status (428).
    found.config.checks.negative_data_rejection.expected_statuses.append("413")
    found.config.checks.missing_required_header.expected_statuses.append("428")
    return found


@pytest.fixture(scope="module", autouse=True)
def one_connection() -> Iterator[None]:
    """A request would close the connection, and with it the transaction of the tests."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def filled(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Filled, dict[str, str]]]:
    """One record of every kind, and the headers of who may do everything; gone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        organisation = Organisation.objects.create(name="Gemeente Waterveen", slug="waterveen")
        user = User.objects.create_user("verkenner@example.org", None, name="Verkenner")
        user.memberships.create(organisation=organisation, role=Role.PROGRAMME_MANAGER)
        _token, secret = create_token(by=user, name="Verkennen", scope="write")
        yield Filled.fill(organisation), {"Authorization": f"Bearer {secret}"}
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttling, "PER_MINUTE", 1_000_000)


def test_every_operation_is_explored() -> None:
    assert {path.split("/")[1] for path in the_description()["paths"]} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_operations(name: str, filled: tuple[Filled, dict[str, str]]) -> None:
    records, headers = filled
    modes = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
    for number, operation in enumerate(operations_in(schema_of(name)), NAMES.index(name)):
        for mode in modes if EXAMPLES else [modes[number % 2]]:
            explore(operation, mode, records, headers, EXAMPLES or 1)
