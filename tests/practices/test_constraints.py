"""The database itself refuses what may not be."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError

from koers.organisations.models import Organisation
from koers.practices.models import (
    Practice,
    PracticeAttachment,
    PracticeContact,
    PracticeOrganisation,
    PracticeSection,
)


@pytest.fixture
def practice(organisation: Organisation) -> Practice:
    return Practice.objects.create(organisation=organisation, title="Titel", slug="titel")


@pytest.mark.parametrize(
    "values",
    [
        {"title": ""},
        {"slug": ""},
        {"slug": "titel"},
        {"theme": "weer"},
        {"round": 0},
        {"first_year": 2021, "last_year": 2020},
        {"first_year": 2021},
        {"end_exclusive": True},
        {"open_end": True, "end": "2020"},
        {"start_precision": "year"},
        {"start_first_day": "2020-02-01", "start_precision": "year"},
    ],
)
def test_a_practice(values: dict[str, Any], practice: Practice, organisation: Organisation) -> None:
    fine = {"organisation": organisation, "title": "Nieuw", "slug": "nieuw"}
    with pytest.raises(IntegrityError):
        Practice.objects.create(**(fine | values))


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (PracticeOrganisation, {"name": ""}),
        (PracticeSection, {"heading": "", "text": ""}),
        (PracticeSection, {"heading": "Kop", "kind": "gone"}),
        (PracticeAttachment, {"label": ""}),
        (PracticeContact, {"role": "adviseur"}),
    ],
)
def test_its_parts(model: Any, values: dict[str, Any], practice: Practice) -> None:
    with pytest.raises(IntegrityError):
        model.objects.create(practice=practice, **values)


def test_an_organisation_once_per_practice(practice: Practice) -> None:
    PracticeOrganisation.objects.create(practice=practice, name="Gemeente A")
    with pytest.raises(IntegrityError):
        PracticeOrganisation.objects.create(practice=practice, name="Gemeente A")
