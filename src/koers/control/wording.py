"""How a role matrix and the calendar are said: letters of the cells, findings, changes and states in words."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from koers.control.calendar import Review, State
from koers.control.matrix import Change, Finding, Moved, Part, Party, Problem

LETTERS: dict[Part, str] = {
    Part.SETS_FRAME: "K",
    Part.ADVISES: "A",
    Part.CARRIES_OUT: "U",
    Part.SUPPORTS: "O",
    Part.CONTROLS: "C",
}
"""The first letters of the Dutch words: kaderstellend, adviseert, voert uit, ondersteunt, controleert."""
PARTS: dict[Part, Promise] = {
    Part.SETS_FRAME: gettext_lazy("sets the frame"),
    Part.ADVISES: gettext_lazy("advises"),
    Part.CARRIES_OUT: gettext_lazy("carries out"),
    Part.SUPPORTS: gettext_lazy("supports"),
    Part.CONTROLS: gettext_lazy("controls"),
}
SIGNS: dict[State, str] = {State.DONE: "done", State.LATE: "alarm", State.DUE: "rest", State.DROPPED: "rest"}
"""The kind of `status` of each state."""
STATES: dict[State, Promise] = {
    State.DONE: pgettext_lazy("control", "Done"),
    State.LATE: pgettext_lazy("control", "Late"),
    State.DUE: pgettext_lazy("control", "Still to do"),
    State.DROPPED: pgettext_lazy("control", "Dropped"),
}
REVIEWS: dict[Review, tuple[str, Promise]] = {
    Review.PAST: ("alarm", gettext_lazy("Review date has passed")),
    Review.NEAR: ("warn", gettext_lazy("Review within 90 days")),
    Review.LATER: ("ok", gettext_lazy("Up to date by its review date")),
    Review.UNKNOWN: ("warn", gettext_lazy("No review date")),
}
PROBLEM_SIGNS: dict[Problem, str] = {
    Problem.GAP: "alarm",
    Problem.CONFLICT: "alarm",
    Problem.DOUBLE: "warn",
    Problem.OVERLOAD: "warn",
}
PROBLEMS: dict[Problem, Promise] = {
    Problem.GAP: gettext_lazy("Gap"),
    Problem.CONFLICT: gettext_lazy("Carries out and controls"),
    Problem.DOUBLE: gettext_lazy("Double"),
    Problem.OVERLOAD: gettext_lazy("Overloaded"),
}


def letters(parts: Iterable[str]) -> str:
    """`K U`, in the order of the legend."""
    given = set(parts)
    return " ".join(letter for part, letter in LETTERS.items() if part in given)


def read_letters(text: str) -> list[str]:
    """The parts that letters stand for; spaces and commas do not matter. Raises ValueError with a sentence."""
    given = {one for one in text.upper() if one not in " ,;/+.\t"}
    if given - set(LETTERS.values()):
        wrong = ", ".join(sorted(given - set(LETTERS.values())))
        raise ValueError(
            _("%(wrong)s is not one of the letters. Use K, A, U, O and C, or leave it empty.")
            % {"wrong": wrong[:40]}
        )
    return [part.value for part, letter in LETTERS.items() if letter in given]


def part_words(parts: Iterable[str]) -> str:
    """`sets the frame, carries out`."""
    given = set(parts)
    return ", ".join(str(PARTS[part]) for part in Part if part in given)


def listed(names: Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    rows = list(names)
    if len(rows) < 2:
        return "".join(rows)
    return _("%(first)s and %(last)s") % {"first": ", ".join(rows[:-1]), "last": rows[-1]}


def named(parties: Iterable[Party]) -> str:
    return listed(party.name for party in parties)


_GAPS: dict[Part, Promise] = {
    Part.SETS_FRAME: gettext_lazy("Nobody sets the frame."),
    Part.CARRIES_OUT: gettext_lazy("Nobody carries this out."),
    Part.CONTROLS: gettext_lazy("Nobody controls this."),
}
_DOUBLES: dict[Part, Promise] = {
    Part.SETS_FRAME: gettext_lazy("%(names)s set the frame, and none of them answers for it."),
    Part.CARRIES_OUT: gettext_lazy("%(names)s carry this out, and none of them answers for it."),
}


def finding_words(finding: Finding) -> str:
    part = finding.part
    match finding.problem:
        case Problem.GAP if part is not None:
            return str(_GAPS[part])
        case Problem.DOUBLE if part is not None:
            return str(_DOUBLES[part]) % {"names": named(finding.parties)}
        case Problem.CONFLICT:
            return _("%(name)s carries this out and also controls it.") % {"name": named(finding.parties)}
        case _:
            words = ngettext(
                "%(name)s sets the frame, carries out or controls in %(count)s task.",
                "%(name)s sets the frame, carries out or controls in %(count)s tasks.",
                finding.count,
            )
            return words % {"name": named(finding.parties), "count": finding.count}


MOVES: dict[Moved, tuple[str, Promise]] = {
    Moved.ADDED: ("ok", pgettext_lazy("role matrix", "Added")),
    Moved.REMOVED: ("rest", pgettext_lazy("role matrix", "Removed")),
    Moved.MOVED: ("done", pgettext_lazy("role matrix", "Moved")),
}


def change_words(change: Change) -> str:
    if change.part is None:
        if change.kind is Moved.ADDED:
            return _("This task is new.")
        return _("This task goes.")
    values = {"part": str(PARTS[change.part]), "was": listed(change.was), "becomes": listed(change.becomes)}
    if change.kind is Moved.MOVED:
        return _("“%(part)s” moves from %(was)s to %(becomes)s.") % values
    if change.kind is Moved.ADDED:
        return _("“%(part)s” is added for %(becomes)s.") % values
    return _("“%(part)s” is removed for %(was)s.") % values


def findings_words(count: int) -> str:
    """The conclusion above the findings."""
    if not count:
        return pgettext("role matrix", "No gaps, doubles or overloaded parties")
    words = ngettext("%(count)s thing asks attention", "%(count)s things ask attention", count)
    return words % {"count": count}
