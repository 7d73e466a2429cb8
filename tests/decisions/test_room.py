"""Decisions and recommendations: accepted once, changed by version, undone, seen by their own
organisation.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries

from koers.core.dates import PartialDate
from koers.core.models import ConcurrentChange
from koers.decisions import actions, queries
from koers.decisions.models import Decision, DecisionDocument, Recommendation
from koers.organisations.models import AuditEvent, Organisation, User

DECISION: dict[str, Any] = {"text": "Stop per eind 2023", "date": "2022-11", "body": "college"}
RECOMMENDATION: dict[str, Any] = {"text": "Maak keuzes", "source_document": "Organisatiescan", "status": None}


@pytest.fixture
def accept(organisation: Organisation, programme_manager: User) -> Any:
    def accept_one(item_type: str, values: dict[str, Any]) -> Any:
        return actions.accept_item(
            by=programme_manager, organisation=organisation, item_type=item_type, values=values
        )

    return accept_one


def test_a_decision_keeps_body_and_precision(accept: Any) -> None:
    decision = accept("decision", DECISION).record
    decision.refresh_from_db()
    assert (decision.body, decision.act, decision.date) == ("college", "", PartialDate(2022, 11))
    assert str(decision) == "Stop per eind 2023"


@pytest.mark.parametrize(
    ("item_type", "values"), [("decision", DECISION), ("recommendation", RECOMMENDATION)]
)
def test_the_same_twice_is_one(item_type: str, values: dict[str, Any], accept: Any) -> None:
    first, again = accept(item_type, values), accept(item_type, values)
    assert (first.created, again.created, again.record) == (True, False, first.record)
    assert accept(item_type, values | {"text": "Iets anders"}).created


@pytest.mark.parametrize(
    ("item_type", "values"),
    [
        ("decision", DECISION | {"text": None}),
        ("decision", DECISION | {"date": "11-2022"}),
        ("decision", DECISION | {"body": "b" * 201}),
        ("recommendation", RECOMMENDATION | {"text": None, "source_document": None}),
    ],
)
def test_what_cannot_be_kept_is_refused(
    item_type: str, values: dict[str, Any], accept: Any, reader: User
) -> None:
    with pytest.raises(ValidationError) as refused:
        accept(item_type, values)
    assert all(refused.value.messages)
    assert queries.counts(reader) == {"decisions": 0, "recommendations": 0}


def test_documents_belong_to_a_decision(
    accept: Any, programme_manager: User, organisation: Organisation
) -> None:
    decision = accept("decision", DECISION).record
    document = actions.add_document(
        by=programme_manager, decision=decision, title="Raadsbrief", reference="2022/114"
    )
    assert str(document) == "Raadsbrief"
    with pytest.raises(ValidationError):
        actions.add_document(by=programme_manager, decision=decision, title="Raadsbrief")

    actions.withdraw(by=programme_manager, record=decision)
    assert not DecisionDocument.objects.of(organisation).exists()


def test_change_is_versioned_and_audited(
    accept: Any, programme_manager: User, organisation: Organisation
) -> None:
    record = accept("recommendation", RECOMMENDATION).record
    actions.change(by=programme_manager, record=record, version=1, reaction="adopted", reaction_text="Eens")
    with pytest.raises(ConcurrentChange):
        actions.change(by=programme_manager, record=record, version=1, reaction="partly")
    with pytest.raises(ValidationError):
        actions.change(by=programme_manager, record=record, version=2, reaction="maybe")
    record.refresh_from_db()
    assert (record.reaction, record.version, record.history.count()) == ("adopted", 2, 2)
    event = AuditEvent.objects.of(organisation).get(action="recommendation.changed")
    assert event.detail == {"fields": ["reaction", "reaction_text"]}


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_a_literal_number_of_queries(
    rows: int, accept: Any, reader: User, stranger: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        accept("decision", DECISION | {"text": f"Besluit {number}"})
        accept("recommendation", RECOMMENDATION | {"text": f"Advies {number}"})
    reader.organisation_ids()

    with django_assert_num_queries(2):
        assert [len(d.documents.all()) for d in queries.decisions(reader)] == [0] * rows
    with django_assert_num_queries(1):
        assert {str(r.organisation) for r in queries.recommendations(reader)} == {"Gemeente Waterveen"}
    with django_assert_num_queries(2):
        assert queries.counts(reader) == {"decisions": rows, "recommendations": rows}
    assert queries.counts(stranger) == {"decisions": 0, "recommendations": 0}
    assert not queries.decisions(stranger).exists()


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Decision, {"text": ""}),
        (Decision, {"text": "Besluit", "date_precision": "day"}),
        (Recommendation, {"text": "", "source_document": ""}),
        (Recommendation, {"text": "Advies", "kind": "wish"}),
    ],
)
def test_the_database_refuses(model: Any, values: dict[str, Any], organisation: Organisation) -> None:
    with pytest.raises(IntegrityError):
        model.objects.create(organisation=organisation, **values)


def test_the_database_refuses_a_document_without_title(organisation: Organisation) -> None:
    decision = Decision.objects.create(organisation=organisation, text="Besluit")
    with pytest.raises(IntegrityError):
        DecisionDocument.objects.create(decision=decision, title="")


def test_an_item_type_of_another_room_is_a_mistake_in_code(accept: Any) -> None:
    with pytest.raises(KeyError):
        accept("goal", {"text": "Doel"})
