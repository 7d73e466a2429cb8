"""Three-way merging as properties: nothing anybody typed is lost without a person choosing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.editing.merging import Difference, Outcome, three_way
from koers.editing.word_diff import word_diff

VALUES = st.one_of(st.none(), st.integers(0, 3), st.sampled_from(["", "a", "b"]))
NAMES = ("name", "text", "date")
RECORDS = st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES))


@given(was=RECORDS, theirs=RECORDS, yours=RECORDS)
def test_every_change_of_either_side_is_kept_or_asked_about(
    was: dict[str, object], theirs: dict[str, object], yours: dict[str, object]
) -> None:
    for one in three_way(NAMES, was=was, theirs=theirs, yours=yours):
        if one.outcome is Outcome.CONFLICT:
            assert len({repr(one.was), repr(one.theirs), repr(one.yours)}) == 3
            continue
        if theirs[one.name] != was[one.name]:
            assert one.value == theirs[one.name]
        if yours[one.name] != was[one.name]:
            assert one.value == yours[one.name]
        if theirs[one.name] == was[one.name] == yours[one.name]:
            assert (one.outcome, one.value) == (Outcome.SAME, was[one.name])


@given(was=RECORDS, theirs=RECORDS, yours=RECORDS)
def test_the_sides_are_equal(
    was: dict[str, object], theirs: dict[str, object], yours: dict[str, object]
) -> None:
    """Whoever saves first: the same fields conflict and the same values come out."""
    here = three_way(NAMES, was=was, theirs=theirs, yours=yours)
    there = three_way(NAMES, was=was, theirs=yours, yours=theirs)
    for one, other in zip(here, there, strict=True):
        assert (one.outcome is Outcome.CONFLICT) == (other.outcome is Outcome.CONFLICT)
        if one.outcome is not Outcome.CONFLICT:
            assert one.value == other.value


@given(theirs=RECORDS, yours=RECORDS)
def test_without_a_known_start_every_difference_is_asked(
    theirs: dict[str, object], yours: dict[str, object]
) -> None:
    for one in three_way(NAMES, was=None, theirs=theirs, yours=yours):
        assert (one.outcome is Outcome.CONFLICT) == (theirs[one.name] != yours[one.name])


@given(was=RECORDS, theirs=RECORDS)
def test_who_changed_nothing_takes_everything_over(was: dict[str, object], theirs: dict[str, object]) -> None:
    merged = {one.name: one.value for one in three_way(NAMES, was=was, theirs=theirs, yours=was)}
    assert merged == theirs


def test_a_conflict_has_no_value_of_its_own() -> None:
    with pytest.raises(ValueError, match="conflict"):
        _ = Difference("name", Outcome.CONFLICT, "a", "b", "c").value


TEXTS = st.text(st.sampled_from("ab \n,é"), max_size=40)


@given(before=TEXTS, after=TEXTS)
def test_the_pieces_of_a_difference_give_both_texts(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "ins") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "del") == after
    assert all(one.kind != other.kind for one, other in pairwise(pieces))


def test_only_the_words_that_differ_are_marked() -> None:
    pieces = word_diff("Het doel is in juli klaar.", "Het doel is in mei klaar.")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "Het doel is in "),
        ("del", "juli"),
        ("ins", "mei"),
        ("same", " klaar."),
    ]


@pytest.mark.parametrize("unit", ["woord ", "regel\n"])
def test_a_long_text_costs_no_long_time(unit: str) -> None:
    before, after = unit * 15_000, "anders " + unit * 14_999
    assert {piece.kind for piece in word_diff(before, after)} >= {"ins"}
