"""Risks with their measures: accepted once, changed by version, undone, read in two queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from koers.core.models import ConcurrentChange
from koers.organisations.models import AuditEvent, Organisation, User
from koers.programmes.models import Programme
from koers.risks import actions, queries
from koers.risks.models import Measure, Risk

VALUES: dict[str, Any] = {"text": "Te weinig tijd", "measures": ["Fasering", "Extra hulp"]}


@pytest.fixture
def programme(organisation: Organisation) -> Programme:
    return Programme.objects.create(organisation=organisation, name="Roadtrip", slug="roadtrip")


@pytest.fixture
def accept(organisation: Organisation, programme: Programme, programme_manager: User) -> Any:
    def accept_one(values: dict[str, Any], **context: Any) -> Any:
        context = {"programme": programme, "organisation": organisation} | context
        return actions.accept_item(by=programme_manager, item_type="risk", values=values, **context)

    return accept_one


def test_a_risk_has_its_measures_in_order(accept: Any, programme: Programme) -> None:
    risk = accept(VALUES).record
    assert str(risk) == "Te weinig tijd"
    assert [str(measure) for measure in risk.measures.all()] == ["Fasering", "Extra hulp"]
    assert list(programme.risks.all()) == [risk]


def test_the_same_risk_once(accept: Any) -> None:
    first = accept(VALUES)
    assert not accept(VALUES).created
    assert accept(VALUES | {"measures": None}).created
    assert accept(VALUES, programme=None).record != first.record


@pytest.mark.parametrize("wrong", [{"text": None}, {"text": 5}, {"measures": "geen"}, {"measures": [None]}])
def test_what_cannot_be_kept_is_refused(wrong: dict[str, Any], accept: Any, controller: User) -> None:
    with pytest.raises(ValidationError):
        accept(VALUES | wrong)
    assert queries.counts(controller) == {"risks": 0}


def test_change_add_and_undo(accept: Any, programme_manager: User, organisation: Organisation) -> None:
    risk = accept(VALUES).record
    added = actions.add_measure(by=programme_manager, risk=risk, text="Nog een")
    actions.change(by=programme_manager, record=added, version=1, text="Nog iets")
    actions.change(by=programme_manager, record=risk, version=1, text="Veel te weinig tijd")
    with pytest.raises(ConcurrentChange):
        actions.change(by=programme_manager, record=risk, version=1, text="Laatst")
    actions.withdraw(by=programme_manager, record=added)
    actions.withdraw(by=programme_manager, record=risk)

    assert not Measure.objects.of(organisation).exists()
    assert not Risk.objects.of(organisation).exists()
    assert Risk.history.of(organisation).filter(history_type="-").get().history_user == programme_manager
    written = AuditEvent.objects.of(organisation).order_by("pk").values_list("action", flat=True)
    assert list(written) == [
        "risk.added",
        "measure.added",
        "measure.changed",
        "risk.changed",
        "measure.removed",
        "risk.removed",
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_risks_of_a_programme_take_2_queries(
    rows: int,
    accept: Any,
    programme: Programme,
    controller: User,
    stranger: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        accept(VALUES | {"text": f"Risico {number}"})
    controller.organisation_ids()
    with django_assert_num_queries(2):
        found = queries.risks_of(controller, programme)
        assert [len(risk.measures.all()) for risk in found] == [2] * rows
    assert not queries.risks_of(stranger, programme).exists()


def test_another_organisations_programme_is_refused(accept: Any, other_organisation: Organisation) -> None:
    with pytest.raises(ValidationError):
        accept(VALUES, organisation=other_organisation)


def test_the_database_refuses_empty_texts(organisation: Organisation) -> None:
    risk = Risk.objects.create(organisation=organisation, text="Risico")
    with pytest.raises(IntegrityError):
        Measure.objects.create(risk=risk, text="")


def test_the_database_refuses_a_risk_without_text(organisation: Organisation) -> None:
    with pytest.raises(IntegrityError):
        Risk.objects.create(organisation=organisation, text="")
