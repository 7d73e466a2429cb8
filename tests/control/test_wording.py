"""How letters, findings and changes are said."""

from __future__ import annotations

import pytest

from koers.control.matrix import Change, Finding, Moved, Part, Party, Problem, Task
from koers.control.wording import change_words, finding_words, letters, listed, part_words, read_letters

A, B, C = Party("a", "Directie"), Party("b", "HR"), Party("c", "Controller")
TASK = Task("1", "Werven")


@pytest.mark.parametrize(
    ("typed", "kept"), [("", ""), ("k", "K"), ("c, u", "U C"), ("UCK", "K U C"), ("A/A", "A"), (" o.", "O")]
)
def test_letters_in_any_order(typed: str, kept: str) -> None:
    assert letters(read_letters(typed)) == kept


@pytest.mark.parametrize("typed", ["X", "K?", "uitvoeren", "1"])
def test_other_letters_are_named(typed: str) -> None:
    with pytest.raises(ValueError, match="hoort niet bij de letters"):
        read_letters(typed)


def test_parts_in_words() -> None:
    assert part_words(["controls", "sets_frame"]) == "stelt kaders, controleert"
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a en b",
        "a, b en c",
    ]


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (Finding(Problem.GAP, TASK, Part.SETS_FRAME), "Niemand stelt kaders."),
        (
            Finding(Problem.DOUBLE, TASK, Part.SETS_FRAME, (A, B, C), 3),
            "Directie, HR en Controller stellen kaders, en geen van hen is verantwoordelijk.",
        ),
        (Finding(Problem.CONFLICT, TASK, Part.CONTROLS, (B,)), "HR voert dit uit en controleert het ook."),
        (
            Finding(Problem.OVERLOAD, parties=(A,), count=1),
            "Directie stelt kaders, voert uit of controleert bij 1 taak.",
        ),
    ],
)
def test_findings(finding: Finding, words: str) -> None:
    assert finding_words(finding) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change(Moved.ADDED, "Werven"), "Deze taak is nieuw."),
        (Change(Moved.REMOVED, "Werven"), "Deze taak vervalt."),
        (Change(Moved.REMOVED, "Werven", Part.ADVISES, ("HR",)), "‘adviseert’ gaat weg bij HR."),
        (
            Change(Moved.MOVED, "Werven", Part.CARRIES_OUT, ("HR",), ("A", "B")),
            "‘voert uit’ gaat van HR naar A en B.",
        ),
    ],
)
def test_changes(change: Change, words: str) -> None:
    assert change_words(change) == words
