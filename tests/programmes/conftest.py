"""A programme to hang things from, and a short way to accept items."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from koers.organisations.models import Organisation, User
from koers.organisations.records import Accepted
from koers.programmes import actions
from koers.programmes.models import Programme

type Accept = Callable[..., Accepted]


@pytest.fixture
def programme(organisation: Organisation, programme_manager: User) -> Programme:
    values = {"name": "Reis naar buiten", "organisation": "Gemeente Waterveen", "purpose": "Samen sterker"}
    accepted = actions.accept_item(
        by=programme_manager, organisation=organisation, item_type="programme", values=values
    )
    assert isinstance(accepted.record, Programme)
    return accepted.record


@pytest.fixture
def accept(programme: Programme, organisation: Organisation, programme_manager: User) -> Accept:
    """Accepts one item under `programme`, by the programme manager."""

    def accept_one(item_type: str, values: dict[str, Any], **context: Any) -> Accepted:
        context.setdefault("programme", programme)
        return actions.accept_item(
            by=programme_manager, organisation=organisation, item_type=item_type, values=values, **context
        )

    return accept_one
