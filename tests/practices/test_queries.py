"""Finding practices: who sees them, filters with their counts, and a literal number of queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from koers.organisations.models import Organisation, User
from koers.organisations.scope import UnscopedQuery
from koers.practices import actions, queries
from koers.practices.models import Practice
from koers.practices.queries import FacetValue, PracticeFilter
from koers.practices.searching import MOST_WORDS, search_words, searchable

from .test_actions import accept


@pytest.fixture
def stock(programme_manager: User, organisation: Organisation) -> list[Practice]:
    """Three practices that differ in every filter."""
    rows: list[dict[str, Any]] = [
        {"title": "Élan in huis", "theme": "vitaliteit", "round": 1, "organisations": ["Gemeente A"]},
        {
            "title": "Klussenbank",
            "theme": "samenwerken",
            "round": 2,
            "organisations": ["Gemeente A", "Gemeente B"],
        },
        {"title": "Zonder iets", "theme": None, "round": None, "organisations": []},
    ]
    periods = [{"start": "2019", "end": "2021"}, {"start": "2021-05", "end": None, "open_end": True}, None]
    return [
        accept(programme_manager, organisation, row | {"organisation": row["title"], "period": period})
        for row, period in zip(rows, periods, strict=True)
    ]


def titles(user: User, **chosen: Any) -> list[str]:
    return [practice.title for practice in queries.practices(user, PracticeFilter(**chosen))]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, ["Klussenbank", "Zonder iets", "Élan in huis"]),
        ({"theme": "vitaliteit"}, ["Élan in huis"]),
        ({"round": 2}, ["Klussenbank"]),
        ({"year": 2020}, ["Élan in huis"]),
        ({"year": 2021}, ["Klussenbank", "Élan in huis"]),
        ({"year": 2022}, []),
        ({"organisation": "Gemeente A"}, ["Klussenbank", "Élan in huis"]),
        ({"organisation": "Gemeente B", "theme": "vitaliteit"}, []),
        ({"text": "elan HUIS"}, ["Élan in huis"]),
        ({"text": "klus"}, ["Klussenbank"]),
        ({"text": "klus huis"}, []),
        ({"text": "%"}, ["Klussenbank", "Zonder iets", "Élan in huis"]),
        ({"text": "_____"}, []),
    ],
)
def test_filters_narrow_the_list(
    chosen: dict[str, Any], found: list[str], stock: list[Practice], reader: User
) -> None:
    assert sorted(titles(reader, **chosen)) == sorted(found)


def test_facets_count_with_the_other_filters_applied(stock: list[Practice], reader: User) -> None:
    found = queries.facets(reader, PracticeFilter(theme="vitaliteit"))
    assert {(value.value, value.count, value.chosen) for value in found.themes} == {
        ("vitaliteit", 1, True),
        ("samenwerken", 1, False),
    }
    assert found.rounds == [FacetValue("1", "1", 1, False)]
    assert [(value.value, value.count) for value in found.years] == [("2021", 1), ("2020", 1), ("2019", 1)]
    assert found.organisations == [FacetValue("Gemeente A", "Gemeente A", 1, False)]


def test_every_facet_promises_what_choosing_it_gives(stock: list[Practice], reader: User) -> None:
    found = queries.facets(reader)
    for value in found.themes:
        assert len(titles(reader, theme=value.value)) == value.count
    for name, values in (("round", found.rounds), ("year", found.years)):
        for value in values:
            assert len(titles(reader, **{name: int(value.value)})) == value.count
    for value in found.organisations:
        assert len(titles(reader, organisation=value.value)) == value.count


def test_published_practices_are_for_everyone_who_is_logged_in(
    stock: list[Practice], programme_manager: User, stranger: User
) -> None:
    hidden = stock[0]
    for practice in stock[1:]:
        actions.publish(by=programme_manager, record=practice, version=1)

    assert titles(stranger) == ["Klussenbank", "Zonder iets"]
    assert len(titles(programme_manager)) == 3
    assert queries.counts(stranger) == {"practices": 2}
    assert queries.counts(AnonymousUser()) == {"practices": 0}
    assert queries.practice_by_slug(programme_manager, hidden.slug) == hidden
    with pytest.raises(Practice.DoesNotExist):
        queries.practice_by_slug(stranger, hidden.slug)
    assert "vitaliteit" not in {value.value for value in queries.facets(stranger).themes}


def test_queries_without_scope_raise(stock: list[Practice]) -> None:
    with pytest.raises(UnscopedQuery):
        list(Practice.objects.all())
    assert stock[0].organisations.get().practice == stock[0]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_number_of_queries_does_not_grow(
    rows: int,
    programme_manager: User,
    organisation: Organisation,
    reader: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(rows):
        accept(programme_manager, organisation, {"title": f"Praktijk {number}"})
    reader.organisation_ids()

    with django_assert_num_queries(2):
        for practice in queries.practices(reader):
            assert len(practice.organisations.all()) == 2
    with django_assert_num_queries(4):
        assert queries.facets(reader).rounds[0].count == rows
    with django_assert_num_queries(4):
        page = queries.practice_by_slug(reader, "praktijk-0")
        assert (len(page.sections.all()), len(page.attachments.all())) == (2, 1)
        assert len(page.organisations.all()) == 2


@given(st.text(max_size=200))
def test_every_word_of_a_text_is_found_in_it(text: str) -> None:
    folded = searchable(text)
    words = search_words(text)
    assert all(word in folded for word in words)
    assert len(words) <= MOST_WORDS
    assert searchable(folded) == folded
