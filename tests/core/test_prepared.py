"""Queries whose SQL is made once: the same rows as the ordinary query, and no way to use them wrongly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.db import connection
from django.db.models import QuerySet, Value
from hypothesis import given
from hypothesis import strategies as st

from koers.core.prepared import NEVER_AN_ID, NotAsBuilt, padded, prepared
from koers.organisations.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    kept = getattr(connection, "koers_prepared", None)
    if kept is not None:
        kept.clear()
    yield


@pytest.fixture
def three(organisation: Organisation) -> list[Organisation]:
    more = [
        Organisation.objects.create(name=f"Gemeente {n}", slug=f"gemeente-{n}", kind="municipality")
        for n in range(2)
    ]
    return [organisation, *more]


def by_key(values: Sequence[Any]) -> QuerySet[Any, Any]:
    return Organisation.objects.filter(pk__in=values).order_by("pk")


def by_public_id(values: Sequence[Any]) -> QuerySet[Any, Any]:
    return Organisation.objects.filter(public_id__in=values).order_by("pk").values_list("name", "public_id")


def by_slug(values: Sequence[Any]) -> QuerySet[Any, Any]:
    return Organisation.objects.filter(slug=values[0]).values("pk", "name")


def test_the_same_sql_finds_the_rows_of_other_values(three: list[Organisation]) -> None:
    for one in three:
        assert list(prepared("by key", [one.pk], by_key)) == [one]
    assert len(connection.koers_prepared) == 1  # type: ignore[attr-defined]


def test_it_is_built_once(three: list[Organisation], settings: LazySettings) -> None:
    settings.KOERS_VERIFY_PREPARED = False
    built = []

    def build(values: Sequence[Any]) -> QuerySet[Any, Any]:
        built.append(values)
        return by_key(values)

    found = [list(prepared("once", [one.pk], build)) for one in three]
    assert found == [[one] for one in three]
    assert len(built) == 1


def test_public_ids_and_slugs_may_vary_too(three: list[Organisation]) -> None:
    for one in three:
        assert list(prepared("id", [one.public_id], by_public_id)) == [(one.name, one.public_id)]
        assert list(prepared("slug", [one.slug], by_slug)) == [{"pk": one.pk, "name": one.name}]


def test_more_values_are_another_query(three: list[Organisation]) -> None:
    keys = [one.pk for one in three]
    assert [len(prepared("by key", keys[:size], by_key)) for size in (1, 2, 3, 2)] == [1, 2, 3, 2]


def test_what_can_find_nothing_finds_nothing(three: list[Organisation]) -> None:
    for _ in range(2):
        assert list(prepared("none", [], by_key)) == []


def test_joined_records_come_along(programme_manager: Any) -> None:
    def build(values: Sequence[Any]) -> QuerySet[Any, Any]:
        from koers.organisations.models import Membership

        return Membership.objects.filter(user=values[0]).select_related("organisation")

    (found,) = prepared("joined", [programme_manager.pk], build)
    assert found.organisation.name == "Gemeente Waterveen"


@pytest.mark.parametrize("narrow", ["filter", "count", "first", "exists"])
def test_it_cannot_be_narrowed(three: list[Organisation], narrow: str) -> None:
    found = prepared("by key", [three[0].pk], by_key)
    with pytest.raises(TypeError, match="only read"):
        getattr(found, narrow)()


def test_a_name_that_says_too_little_is_found_out(three: list[Organisation]) -> None:
    list(prepared("vague", [three[0].pk], by_key))
    with pytest.raises(NotAsBuilt):
        prepared("vague", [three[0].pk], lambda values: by_key(values).filter(name="other"))


def test_a_value_that_is_changed_on_its_way_is_found_out(three: list[Organisation]) -> None:
    with pytest.raises(ValueError, match="changed on its way"):
        prepared("more", [three[0].pk], lambda values: Organisation.objects.filter(pk=values[0] + 1))
    with pytest.raises(ValueError, match="changed on its way"):
        prepared("like", ["water"], lambda values: Organisation.objects.filter(name__contains=values[0]))


def test_a_value_may_be_left_out(three: list[Organisation]) -> None:
    def build(values: Sequence[Any]) -> QuerySet[Any, Any]:
        return Organisation.objects.filter(pk=values[0]).annotate(one=Value(1))

    assert list(prepared("left out", [three[1].pk, 12], build)) == [three[1]]


def test_only_so_many_are_kept(three: list[Organisation], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("koers.core.prepared.MOST_KEPT", 2)
    for name in ("a", "b", "a", "c"):
        list(prepared(name, [three[0].pk], by_key))
    assert [key[0] for key in connection.koers_prepared] == ["a", "c"]  # type: ignore[attr-defined]


def test_ids_are_kept_apart_from_stand_ins_of_other_kinds() -> None:
    id_ = UUID("00000000-0000-0000-0000-000000000012")
    assert list(prepared("mixed", [12, id_, "12"], lambda values: by_public_id([values[1]]))) == []


@given(st.lists(st.integers(1, 10**9)))
def test_padding_only_adds_what_is_nobodys(ids: list[int]) -> None:
    found = padded(ids)
    assert [one for one in found if one < NEVER_AN_ID] == list(dict.fromkeys(ids))
    assert len(found) == len(set(found))
    assert len(found) == 0 or len(found).bit_count() == 1
    assert max(found, default=0) < 2**63
