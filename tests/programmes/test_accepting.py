"""Accepting items: every type ends where it belongs, twice gives nothing new, and undo takes it back."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from koers.core.dates import PartialDate
from koers.decisions.models import Decision
from koers.organisations.models import AuditEvent, Organisation, User
from koers.programmes import actions
from koers.programmes.models import (
    Adoption,
    CoreValue,
    Deliverable,
    Dependency,
    Event,
    Goal,
    HandoverPoint,
    Lesson,
    Programme,
    ProgrammeDecision,
    Progress,
    Stakeholder,
    Track,
)

from .conftest import Accept

SIMPLE: list[tuple[str, dict[str, Any], type[Any]]] = [
    ("goal", {"text": "Klaar voor later", "target_date": "2023-12"}, Goal),
    ("goal", {"text": "Zonder datum", "target_date": None}, Goal),
    ("event", {"text": "Aftrap", "date": "2022-03-01"}, Event),
    ("lesson", {"text": "Begin klein", "kind": "success"}, Lesson),
    ("lesson", {"text": "Soort onbekend", "kind": None}, Lesson),
    ("handover", {"text": "Teamplannen bij de lijn"}, HandoverPoint),
    ("dependency", {"name": "Nieuw stadhuis", "text": "Zelfde mensen nodig"}, Dependency),
    ("dependency", {"name": None, "text": "Alleen tekst"}, Dependency),
    ("stakeholder", {"name": "Ondernemingsraad"}, Stakeholder),
    ("value", {"name": "Moed"}, CoreValue),
    ("track", {"name": "Werkgroep Cultuur", "status": "running", "text": "Loopt"}, Track),
    ("progress", {"track": None, "text": "Het ging goed"}, Progress),
    (
        "deliverable",
        {
            "name": "Kompas",
            "track": None,
            "status": "adopted",
            "adoptions": [{"body": "college", "act": "vastgesteld", "date": "2022-11-08"}],
        },
        Deliverable,
    ),
]


@pytest.mark.parametrize(("item_type", "values", "model"), SIMPLE)
def test_an_item_becomes_a_record_once(
    item_type: str, values: dict[str, Any], model: type[Any], accept: Accept, programme_manager: User
) -> None:
    first, second = accept(item_type, values), accept(item_type, values)

    assert (first.created, second.created, second.changed) == (True, False, False)
    assert isinstance(first.record, model)
    assert first.record == second.record
    assert str(first.record) in values.values()
    assert model.objects.visible_to(programme_manager).count() == 1


@pytest.mark.parametrize(("item_type", "values", "model"), SIMPLE)
def test_undo_removes_the_record_and_history_keeps_it(
    item_type: str, values: dict[str, Any], model: type[Any], accept: Accept, programme_manager: User
) -> None:
    record: Any = accept(item_type, values).record

    actions.withdraw(by=programme_manager, record=record)

    assert not model.objects.visible_to(programme_manager).exists()
    history = model.history.visible_to(programme_manager).order_by("history_id")
    assert list(history.values_list("history_type", "history_user")) == [
        ("+", programme_manager.pk),
        ("-", programme_manager.pk),
    ]


@pytest.mark.parametrize(("item_type", "values", "model"), SIMPLE)
def test_accepting_writes_one_audit_event_without_content(
    item_type: str, values: dict[str, Any], model: type[Any], accept: Accept, organisation: Organisation
) -> None:
    record = accept(item_type, values).record

    event = AuditEvent.objects.of(organisation).get(subject_id=record.public_id)
    assert event.action == f"{model._meta.model_name}.added"
    assert event.detail == {}


def test_dates_keep_their_precision(accept: Accept) -> None:
    goal = accept("goal", {"text": "Klaar", "target_date": "2023-12"}).record
    assert isinstance(goal, Goal)
    goal.refresh_from_db()
    assert goal.target_date == PartialDate(2023, 12)


def test_deliverables_hold_their_adoptions_in_order_of_date(accept: Accept) -> None:
    adoptions = [
        {"body": "gemeenteraad", "act": "ter kennisname", "date": "2023-01"},
        {"body": "college", "act": "vastgesteld", "date": "2022-11-08"},
    ]
    record = accept("deliverable", {"name": "Kompas", "track": None, "adoptions": adoptions}).record
    assert isinstance(record, Deliverable)
    assert [str(adoption) for adoption in record.adoptions.all()] == [
        "college vastgesteld",
        "gemeenteraad ter kennisname",
    ]
    assert {adoption.organisation_id for adoption in [record]} == {record.programme.organisation_id}


def test_a_deliverable_with_another_adoption_is_another_statement(accept: Accept) -> None:
    values: dict[str, Any] = {"name": "Kompas", "track": None, "adoptions": []}
    later = {**values, "adoptions": [{"body": "OR", "act": "advies", "date": None}]}
    assert accept("deliverable", values).created
    assert accept("deliverable", later).created
    assert not accept("deliverable", later).created


def test_progress_and_deliverables_find_their_track_whatever_comes_first(accept: Accept) -> None:
    early: Any = accept("progress", {"track": "werkgroep cultuur", "text": "Vroeg"}).record
    product: Any = accept("deliverable", {"name": "Kompas", "track": "Werkgroep Cultuur"}).record
    track = accept("track", {"name": "Werkgroep Cultuur", "status": None, "text": None}).record
    late: Any = accept("progress", {"track": "Werkgroep cultuur", "text": "Laat"}).record
    elsewhere: Any = accept("progress", {"track": "Werkgroep Geld", "text": "Elders"}).record

    for record in (early, product, late):
        record.refresh_from_db()
        assert record.track == track
    assert elsewhere.track is None
    assert elsewhere.track_name == "Werkgroep Geld"


def test_a_track_in_use_is_not_removed(accept: Accept, programme_manager: User) -> None:
    track: Any = accept("track", {"name": "Cultuur", "status": "running", "text": None}).record
    progress: Any = accept("progress", {"track": "Cultuur", "text": "Loopt"}).record

    with pytest.raises(ValidationError) as refused:
        actions.withdraw(by=programme_manager, record=track)
    assert "Cultuur" in refused.value.messages[0]
    assert Track.objects.visible_to(programme_manager).exists()

    actions.withdraw(by=programme_manager, record=progress)
    actions.withdraw(by=programme_manager, record=track)
    assert not Track.objects.visible_to(programme_manager).exists()


def test_a_later_report_moves_a_track_and_undo_moves_it_back(accept: Accept, programme_manager: User) -> None:
    accept("track", {"name": "Cultuur", "status": "running", "text": "Begonnen"})
    later = accept("track", {"name": "CULTUUR", "status": "ended", "text": None})
    track = later.record
    assert isinstance(track, Track)

    assert (later.created, later.changed, later.version) == (False, True, 2)
    assert (track.name, track.status, track.text) == ("Cultuur", "ended", "Begonnen")

    actions.revert(by=programme_manager, record=track, version=later.version)
    track.refresh_from_db()
    assert (track.status, track.version) == ("running", 3)


def test_decisions_live_below_and_are_tied_to_the_programme(accept: Accept, programme_manager: User) -> None:
    values = {"text": "Stop per eind 2023", "date": "2023-11", "body": "college"}
    accepted = accept("decision", values)
    record: Any = accepted.record
    assert [str(link) for link in ProgrammeDecision.objects.visible_to(programme_manager)] == [record.text]
    assert not accept("decision", values).created

    actions.withdraw(by=programme_manager, record=record)
    assert not ProgrammeDecision.objects.visible_to(programme_manager).exists()


def test_a_decision_known_from_elsewhere_is_only_tied(accept: Accept, programme_manager: User) -> None:
    values = {"text": "Stop per eind 2023", "date": "2023-11", "body": "college"}
    known = accept("decision", values, programme=None)
    tied = accept("decision", values)
    assert isinstance(tied.record, ProgrammeDecision)
    assert tied.created

    actions.withdraw(by=programme_manager, record=tied.record)
    assert Decision.objects.visible_to(programme_manager).get() == known.record


def test_recommendations_may_have_no_text(accept: Accept, programme: Programme) -> None:
    values = {"text": None, "source_document": "Organisatiescan", "status": None}
    record: Any = accept("recommendation", values).record
    assert (record.text, str(record)) == ("", "Organisatiescan")
    assert [link.recommendation for link in programme.recommendation_links.all()] == [record]
    assert [str(link) for link in programme.recommendation_links.all()] == ["Organisatiescan"]


@pytest.mark.parametrize(
    ("item_type", "values"),
    [
        ("goal", {"text": None}),
        ("goal", {"text": "Doel", "target_date": "2023-13"}),
        ("goal", {"text": 5}),
        ("track", {"name": ""}),
        ("track", {"name": "Cultuur", "status": "weg"}),
        ("lesson", {"text": "Les", "kind": "weet niet"}),
        ("dependency", {"name": None, "text": None}),
        ("deliverable", {"name": "Kompas", "adoptions": "geen"}),
        ("deliverable", {"name": "Kompas", "adoptions": [{"body": None, "act": None}]}),
        ("programme", {"name": None}),
        ("stakeholder", {"name": "n" * 301}),
    ],
)
def test_values_that_cannot_be_kept_are_refused_in_words(
    item_type: str, values: dict[str, Any], accept: Accept, organisation: Organisation
) -> None:
    events = AuditEvent.objects.of(organisation).count()
    with pytest.raises(ValidationError) as refused:
        accept(item_type, values)
    assert all(refused.value.messages)
    assert AuditEvent.objects.of(organisation).count() == events
    assert not Adoption.objects.of(organisation).exists()


def test_what_belongs_to_a_programme_asks_for_one(accept: Accept) -> None:
    with pytest.raises(ValidationError) as refused:
        accept("goal", {"text": "Los doel"}, programme=None)
    assert refused.value.code == "programme_missing"


def test_another_organisations_programme_is_refused(
    programme: Programme, other_organisation: Organisation, stranger: User
) -> None:
    with pytest.raises(ValidationError) as refused:
        actions.accept_item(
            by=stranger,
            organisation=other_organisation,
            item_type="goal",
            values={"text": "Inbraak"},
            programme=programme,
        )
    assert refused.value.code == "other_organisation"


def test_an_unknown_item_type_is_a_mistake_in_code(accept: Accept) -> None:
    with pytest.raises(KeyError):
        accept("practice", {"title": "Elders"})
