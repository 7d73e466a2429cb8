"""Documents with proposals, and a client of someone who may check them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from intake.documents_made import PROGRAMME, Given, a_read_document
from koers.intake.models import Document
from koers.organisations.models import Organisation, User
from strict import StrictClient

type MakeDocument = Callable[..., Document]


@pytest.fixture
def manager_client(strict_client: StrictClient, programme_manager: User) -> StrictClient:
    strict_client.force_login(programme_manager)
    return strict_client


@pytest.fixture
def make_document(organisation: Organisation, programme_manager: User) -> MakeDocument:
    """`make_document(Given(…), …, name=…)`: a read document of the organisation with those proposals."""

    def make(*given: Given, **rest: object) -> Document:
        return a_read_document(organisation, programme_manager, given or (PROGRAMME,), **rest)  # type: ignore[arg-type]

    return make
