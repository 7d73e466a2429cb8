"""The database itself refuses what may not be: each rule is broken past the actions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from koers.organisations.models import Organisation
from koers.programmes.models import (
    Adoption,
    CoreValue,
    Deliverable,
    Dependency,
    Development,
    DevelopmentAction,
    Event,
    Goal,
    HandoverPoint,
    IndicatorValue,
    Lesson,
    OperationsParagraph,
    Participant,
    Programme,
    Progress,
    ReportedEdition,
    Stakeholder,
    Track,
)


def refused(model: Any, **values: Any) -> bool:
    try:
        with transaction.atomic():
            model.objects.create(**values)
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Goal, {"text": ""}),
        (Goal, {"text": "Doel", "target_date_precision": "day"}),
        (Event, {"text": ""}),
        (Track, {"name": ""}),
        (Track, {"name": "Cultuur", "status": "gone"}),
        (Progress, {"text": ""}),
        (Deliverable, {"name": ""}),
        (Deliverable, {"name": "Kompas", "status": "gone"}),
        (Lesson, {"text": ""}),
        (Lesson, {"text": "Les", "kind": "gone"}),
        (HandoverPoint, {"text": ""}),
        (Dependency, {"name": "", "text": ""}),
        (Stakeholder, {"name": ""}),
        (CoreValue, {"name": ""}),
        (Participant, {"name": ""}),
        (ReportedEdition, {"end_exclusive": True}),
        (ReportedEdition, {"open_end": True, "end": "2023"}),
    ],
)
def test_a_part_of_a_programme(model: Any, values: dict[str, Any], programme: Programme) -> None:
    assert refused(model, programme=programme, **values)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Track, {"name": "Cultuur"}),
        (Stakeholder, {"name": "OR"}),
        (CoreValue, {"name": "Moed"}),
        (Participant, {"name": "Gemeente Duinrode"}),
        (ReportedEdition, {"edition": "2024-04", "final": True}),
    ],
)
def test_once_per_programme(model: Any, values: dict[str, Any], programme: Programme) -> None:
    assert not refused(model, programme=programme, **values)
    assert refused(model, programme=programme, **values)


@pytest.mark.parametrize("date", [None, "2023-01"])
def test_an_adoption_once(date: str | None, programme: Programme) -> None:
    deliverable = Deliverable.objects.create(programme=programme, name="Kompas")
    values = {"deliverable": deliverable, "body": "college", "act": "vastgesteld", "date": date}
    assert not refused(Adoption, **values)
    assert refused(Adoption, **values)
    assert not refused(Adoption, **{**values, "act": "besproken"})
    assert refused(Adoption, deliverable=deliverable, body="", act="")


@pytest.mark.parametrize(
    "values", [{"name": ""}, {"slug": ""}, {"slug": "reis-naar-buiten"}, {"phase": "somewhere"}]
)
def test_a_programme(values: dict[str, Any], programme: Programme, organisation: Organisation) -> None:
    assert refused(Programme, **({"organisation": organisation, "name": "Nieuw", "slug": "nieuw"} | values))


@pytest.mark.parametrize("values", [{"title": ""}, {"year": 1066}, {"stage": "dreamt"}])
def test_a_paragraph(values: dict[str, Any], organisation: Organisation) -> None:
    fine = {"organisation": organisation, "title": "Bedrijfsvoering", "year": 2023, "stage": "budget"}
    assert refused(OperationsParagraph, **(fine | values))


@pytest.mark.parametrize("year", [None, 2023])
def test_a_paragraph_once(year: int | None, organisation: Organisation) -> None:
    values = {"organisation": organisation, "title": "Bedrijfsvoering", "year": year}
    assert not refused(OperationsParagraph, **values)
    assert refused(OperationsParagraph, **values)


@pytest.mark.parametrize(
    "values",
    [
        {"value_text": ""},
        {"indicator": "", "name_raw": ""},
        {"indicator": "height"},
        {"unit": "metres"},
        {"stage": "dreamt"},
        {"year": 3000},
    ],
)
def test_a_figure(values: dict[str, Any], organisation: Organisation) -> None:
    fine = {
        "organisation": organisation,
        "indicator": "absence_rate",
        "value_text": "7.10",
        "value": Decimal("7.10"),
    }
    assert not refused(IndicatorValue, **fine)
    assert refused(IndicatorValue, **(fine | values))


def test_a_development_and_its_actions(organisation: Organisation) -> None:
    assert refused(Development, organisation=organisation, heading="")
    development = Development.objects.create(organisation=organisation, heading="Verzuim")
    assert refused(DevelopmentAction, development=development, text="")
    assert refused(DevelopmentAction, development=development, text="Doen", year=1)


@pytest.mark.parametrize("model", [Goal, Event])
def test_a_stated_fact_has_one_owner(model: Any, programme: Programme, organisation: Organisation) -> None:
    paragraph = OperationsParagraph.objects.create(organisation=organisation, title="Bedrijfsvoering")
    assert refused(model, organisation=organisation, text="Van niemand")
    assert refused(model, text="Van niemand, ook geen organisatie")
    assert refused(model, programme=programme, paragraph=paragraph, text="Van twee")
    made = model.objects.create(paragraph=paragraph, text="Van een paragraaf")
    assert made.organisation_id == organisation.pk


def test_parts_take_the_organisation_of_their_programme(programme: Programme) -> None:
    goal = Goal.objects.create(programme=programme, text="Doel")
    assert goal.organisation_id == programme.organisation_id
