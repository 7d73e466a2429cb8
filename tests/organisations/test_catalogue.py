from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.organisations.catalogue import entries, find, slug_of


def test_the_list_is_complete_and_every_key_is_unique() -> None:
    found = entries()
    municipalities = [entry for entry in found if entry.kind == "municipality"]
    in_force = [entry for entry in municipalities if entry.valid_until is None]
    assert len(in_force) == 342
    assert len(municipalities) == 360
    assert len(found) - len(municipalities) == 394
    for values in (
        [entry.tooi_id for entry in found],
        [entry.slug for entry in found],
        [entry.cbs_code for entry in municipalities],
    ):
        assert all(values)
        assert len(set(values)) == len(values)


@pytest.mark.parametrize("identifier", ["gm0392", "GM0392", "0392", "392", "haarlem", " Haarlem "])
def test_a_municipality_is_found_by_each_of_its_names(identifier: str) -> None:
    entry = find(identifier)
    assert entry is not None
    assert (entry.name, entry.tooi_id, entry.cbs_code) == ("Gemeente Haarlem", "gm0392", "0392")
    assert entry.size_class == ">=100k"


def test_an_ended_municipality_is_known_with_its_successor() -> None:
    entry = find("0003")
    assert entry is not None
    assert (entry.valid_until, entry.successors) == (date(2021, 1, 1), ("1979",))


def test_a_joint_body_is_found_by_its_tooi_id() -> None:
    body = next(entry for entry in entries() if entry.kind == "joint_body")
    assert find(body.tooi_id) == body == find(body.slug)


@pytest.mark.parametrize("identifier", ["", "gm", "99999", "nergenshuizen", "haarlem; drop table"])
def test_nothing_else_is_found(identifier: str) -> None:
    assert find(identifier) is None


@given(st.text(max_size=200))
def test_a_slug_is_an_address(name: str) -> None:
    slug = slug_of(name)
    assert len(slug) <= 80
    assert slug == slug_of(slug)
    assert all(letter.isascii() and (letter.isalnum() or letter == "-") for letter in slug)


def test_marks_are_dropped_from_a_slug() -> None:
    assert slug_of("Súdwest-Fryslân") == "sudwest-fryslan"
    assert slug_of("'s-Gravenhage") == "s-gravenhage"
