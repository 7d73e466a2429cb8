"""Reads: whose they are, what they hold, and how many queries they take with one row and with three."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from koers.organisations.models import Organisation, User
from koers.organisations.scope import UnscopedQuery
from koers.programmes import actions, queries
from koers.programmes.models import Goal, OperationsParagraph, Programme

from .conftest import Accept


def fill(accept: Accept, programme: Programme, by: User, rows: int) -> None:
    """`rows` of everything a programme holds."""
    for number in range(1, rows + 1):
        accept("track", {"name": f"Werkgroep {number}", "status": "running", "text": None})
        accept("progress", {"track": f"Werkgroep {number}", "text": f"Stap {number}"}, edition=None)
        adoptions = [{"body": "college", "act": "vastgesteld", "date": f"2023-0{number}"}]
        product = {"name": f"Product {number}", "track": f"Werkgroep {number}", "adoptions": adoptions}
        accept("deliverable", product)
        accept("goal", {"text": f"Doel {number}", "target_date": f"2024-0{number}"})
        accept("event", {"text": f"Stap {number}", "date": f"2022-0{number}"})
        accept("lesson", {"text": f"Les {number}", "kind": "success"})
        accept("handover", {"text": f"Punt {number}"})
        accept("dependency", {"name": f"Project {number}", "text": None})
        accept("stakeholder", {"name": f"Partij {number}"})
        accept("value", {"name": f"Waarde {number}"})
        accept("decision", {"text": f"Besluit {number}", "date": f"2021-0{number}", "body": "raad"})
        accept("recommendation", {"text": f"Advies {number}", "source_document": None, "status": None})
        actions.add_participant(by=by, programme=programme, name=f"Gemeente {number}")
        report = {"name": programme.name, "edition": f"2023-0{number}", "final": False}
        accept("programme", report)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_programme_page_takes_18_queries(
    rows: int,
    accept: Accept,
    programme: Programme,
    programme_manager: User,
    reader: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    fill(accept, programme, programme_manager, rows)

    with django_assert_num_queries(18):
        page = queries.programme_with_everything(reader, "waterveen", programme.slug)
        for deliverable in page.deliverables:
            assert deliverable.track is not None
            assert len(deliverable.adoptions.all()) == 1
        assert [len(page.progress_of(track)) for track in page.tracks] == [1] * rows
        assert page.progress_of(None) == []

    parts = (page.participants, page.editions, page.goals, page.handover_points, page.dependencies)
    more = (page.stakeholders, page.core_values, page.events, page.decisions, page.recommendations)
    assert [len(part) for part in (*parts, *more)] == [rows] * 10
    assert len(page.lessons_of("success")) == rows
    assert page.lessons_of("cost") == []
    kinds = [row.kind for row in page.timeline]
    assert kinds == ["decision"] * rows + ["event"] * rows + ["adoption"] * rows + ["goal"] * rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_programmes_takes_3_queries(
    rows: int,
    organisation: Organisation,
    programme_manager: User,
    reader: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        made = actions.accept_item(
            by=programme_manager,
            organisation=organisation,
            item_type="programme",
            values={"name": f"Programma {number}"},
        )
        programme: Any = made.record
        Goal.objects.create(programme=programme, text="Een")
        Goal.objects.create(programme=programme, text="Twee")

    with django_assert_num_queries(3):
        found: list[Any] = list(queries.programmes(reader))
        assert [(p.organisation.name, p.goal_count, p.track_count) for p in found] == [
            ("Gemeente Waterveen", 2, 0)
        ] * rows


def test_another_organisation_sees_nothing(
    accept: Accept, programme: Programme, stranger: User, reader: User
) -> None:
    accept("goal", {"text": "Van ons"})
    accept("indicator", {"indicator": "absence_rate", "value": "7.10"})
    assert queries.counts(reader) == {"programmes": 1, "paragraphs": 0, "figures": 1}
    assert queries.counts(stranger) == {"programmes": 0, "paragraphs": 0, "figures": 0}
    assert not queries.programmes(stranger).exists()
    assert not Goal.objects.visible_to(stranger).exists()
    assert not Goal.history.visible_to(stranger).exists()
    with pytest.raises(Programme.DoesNotExist):
        queries.programme_with_everything(stranger, "waterveen", programme.slug)


def test_queries_and_history_without_scope_raise(accept: Accept) -> None:
    goal: Any = accept("goal", {"text": "Van ons"}).record
    with pytest.raises(UnscopedQuery):
        list(Goal.objects.all())
    with pytest.raises(UnscopedQuery):
        list(Goal.history.all())
    assert goal.history.count() == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_a_paragraph_takes_7_queries(
    rows: int,
    organisation: Organisation,
    programme_manager: User,
    reader: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    opened = fill_paragraph(organisation, programme_manager, rows)

    with django_assert_num_queries(7):
        found = queries.paragraph(reader, opened.public_id)
        assert str(found.organisation) == "Gemeente Waterveen"
        assert [[a.text for a in d.actions.all()] for d in found.developments.all()] == [["Doen"]] * rows
        assert len(found.indicator_values.all()) == rows
        assert (len(found.goals.all()), len(found.events.all())) == (rows, rows)


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_of_paragraphs_and_figures(
    rows: int,
    organisation: Organisation,
    other_organisation: Organisation,
    programme_manager: User,
    reader: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    fill_paragraph(organisation, programme_manager, rows)
    reader.organisation_ids()

    with django_assert_num_queries(1):
        listed: list[Any] = list(queries.paragraphs(reader, organisation))
        assert [(p.development_count, p.figure_count) for p in listed] == [(rows, rows)]
    with django_assert_num_queries(1):
        figures = list(queries.indicator_values(reader, organisation))
        assert [str(figure.paragraph) for figure in figures] == ["Bedrijfsvoering"] * rows
    assert not queries.paragraphs(reader, other_organisation).exists()
    assert not queries.indicator_values(reader, other_organisation).exists()


def fill_paragraph(organisation: Organisation, by: User, rows: int) -> OperationsParagraph:
    opened = actions.open_paragraph(
        by=by, organisation=organisation, title="Bedrijfsvoering", year=2023, stage="budget"
    )
    for number in range(rows):
        for item_type, values in (
            ("development", {"heading": f"Deel {number}", "actions": [{"text": "Doen", "year": 2024}]}),
            ("indicator", {"indicator": "absence_rate", "value": f"7.{number}", "year": 2023}),
            ("goal", {"text": f"Doel {number}", "target_date": None}),
            ("event", {"text": f"Stap {number}", "date": "2023-05"}),
        ):
            actions.accept_item(
                by=by, organisation=organisation, item_type=item_type, values=values, paragraph=opened
            )
    return opened
