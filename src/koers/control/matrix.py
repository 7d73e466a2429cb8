"""What a role matrix says: gaps, doubles and roles with too much, and what differs between now and wanted. No Django.

A task is in order when somebody carries it out, one party sets its frame and somebody controls it. Two parties that
set the frame or carry out are fine when one of them answers for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Part(StrEnum):
    """What a party does in a task."""

    SETS_FRAME = "sets_frame"
    ADVISES = "advises"
    CARRIES_OUT = "carries_out"
    SUPPORTS = "supports"
    CONTROLS = "controls"


NEEDED = (Part.SETS_FRAME, Part.CARRIES_OUT, Part.CONTROLS)
"""Without a party for each of these a task has a gap. They are also what makes a role heavy."""
ONE_ANSWERS = (Part.SETS_FRAME, Part.CARRIES_OUT)
"""More than one party in these needs one of them to answer for it."""


class Problem(StrEnum):
    GAP = "gap"
    DOUBLE = "double"
    CONFLICT = "conflict"
    OVERLOAD = "overload"


@dataclass(frozen=True, slots=True)
class Task:
    """`key` is the same in a matrix and its copy; `responsible` is the key of the party that answers for it."""

    key: str
    text: str
    responsible: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    key: str
    name: str


type Cells = Mapping[tuple[str, str], frozenset[Part]]
"""What each party does, by the keys of task and party; a pair that is not there does nothing."""


@dataclass(frozen=True, slots=True)
class Grid:
    tasks: Sequence[Task]
    parties: Sequence[Party]
    cells: Cells = field(default_factory=dict)

    def parts(self, task: Task, party: Party) -> frozenset[Part]:
        return self.cells.get((task.key, party.key), frozenset())

    def doing(self, task: Task, part: Part) -> tuple[Party, ...]:
        """The parties that do this in the task, in the order of the matrix."""
        return tuple(party for party in self.parties if part in self.parts(task, party))


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem in one task (gap, double, conflict), or of one party over all tasks (overload, with its count)."""

    problem: Problem
    task: Task | None = None
    part: Part | None = None
    parties: tuple[Party, ...] = ()
    count: int = 0


def analyse(grid: Grid, threshold: int) -> list[Finding]:
    """Per task in the order of the matrix, then the parties with more than `threshold` heavy tasks."""
    found: list[Finding] = []
    for task in grid.tasks:
        found += _gaps(grid, task)
        found += _doubles(grid, task)
        found += _conflicts(grid, task)
    heavy = [(party, load_of(grid, party)) for party in grid.parties]
    return found + [
        Finding(Problem.OVERLOAD, parties=(party,), count=count)
        for party, count in heavy
        if count > threshold
    ]


def load_of(grid: Grid, party: Party) -> int:
    """The number of tasks in which the party sets the frame, carries out or controls; one task counts once."""
    return sum(1 for task in grid.tasks if grid.parts(task, party) & set(NEEDED))


def _gaps(grid: Grid, task: Task) -> list[Finding]:
    return [Finding(Problem.GAP, task, part) for part in NEEDED if not grid.doing(task, part)]


def _doubles(grid: Grid, task: Task) -> list[Finding]:
    found = []
    for part in ONE_ANSWERS:
        parties = grid.doing(task, part)
        if len(parties) > 1 and task.responsible not in {party.key for party in parties}:
            found.append(Finding(Problem.DOUBLE, task, part, parties, len(parties)))
    return found


def _conflicts(grid: Grid, task: Task) -> list[Finding]:
    both = {Part.CARRIES_OUT, Part.CONTROLS}
    return [
        Finding(Problem.CONFLICT, task, Part.CONTROLS, (party,))
        for party in grid.parties
        if both <= grid.parts(task, party)
    ]


class Moved(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes different in one task. Without `part` the task itself comes or goes."""

    kind: Moved
    task: str
    part: Part | None = None
    was: tuple[str, ...] = ()
    becomes: tuple[str, ...] = ()


def compare(now: Grid, wanted: Grid) -> list[Change]:
    """Per task what is added, moved and removed.

    A task is the same when its key is, or else its text (capitals and spaces aside); so is a party. "Moved" is a
    part that some parties no longer do and others do instead.
    """
    pairs, new = _paired(now.tasks, wanted.tasks)
    names = _same_names(now.parties, wanted.parties)
    found: list[Change] = []
    for before, after in pairs:
        if after is None:
            found.append(Change(Moved.REMOVED, before.text))
        else:
            found += _task_changes(now, before, wanted, after, names)
    for task in new:
        found.append(Change(Moved.ADDED, task.text))
        found += _task_changes(None, None, wanted, task, names)
    return found


def _paired(now: Sequence[Task], wanted: Sequence[Task]) -> tuple[list[tuple[Task, Task | None]], list[Task]]:
    left = list(wanted)
    pairs: list[tuple[Task, Task | None]] = []
    by_key = {task.key: task for task in wanted}
    taken = {task.key for task in now if task.key in by_key}
    for task in now:
        match = by_key.get(task.key) or next(
            (one for one in left if one.key not in taken and _plain(one.text) == _plain(task.text)), None
        )
        if match is not None:
            left.remove(match)
        pairs.append((task, match))
    return pairs, left


def _same_names(now: Sequence[Party], wanted: Sequence[Party]) -> dict[str, str]:
    """For every party of `wanted`: the key it goes by in `now`, else its own."""
    keys = {party.key for party in now}
    wanted_keys = {party.key for party in wanted}
    by_name = {_plain(party.name): party.key for party in now if party.key not in wanted_keys}
    found: dict[str, str] = {}
    for party in wanted:
        same = party.key if party.key in keys else by_name.pop(_plain(party.name), party.key)
        found[party.key] = same
    return found


def _task_changes(
    now: Grid | None, before: Task | None, wanted: Grid, after: Task, names: Mapping[str, str]
) -> list[Change]:
    found = []
    for part in Part:
        old = {p.key: p.name for p in now.doing(before, part)} if now and before else {}
        new = {names[p.key]: p.name for p in wanted.doing(after, part)}
        gone = tuple(name for key, name in old.items() if key not in new)
        come = tuple(name for key, name in new.items() if key not in old)
        if gone or come:
            kind = Moved.MOVED if gone and come else Moved.ADDED if come else Moved.REMOVED
            found.append(Change(kind, after.text, part, gone, come))
    return found


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


@dataclass(frozen=True, slots=True)
class Merge:
    """Two people's changes of the same grid. `clashes` are the cells both changed, each in another way."""

    cells: dict[tuple[str, str], str]
    theirs: tuple[tuple[str, str], ...]
    clashes: tuple[tuple[str, str], ...]


def merge(
    base: Mapping[tuple[str, str], str],
    stored: Mapping[tuple[str, str], str],
    mine: Mapping[tuple[str, str], str],
) -> Merge:
    """What I changed since `base` goes on top of what is stored now; a cell that both changed differently clashes.

    `cells` holds all cells of `mine`; a clash keeps mine there until the person chooses.
    """
    cells, theirs, clashes = {}, [], []
    for key, value in mine.items():
        was, now = base.get(key, ""), stored.get(key, "")
        i_did, they_did = value != was, now != was
        if i_did and they_did and value != now:
            clashes.append(key)
        elif they_did and not i_did:
            theirs.append(key)
        cells[key] = value if i_did else now
    return Merge(cells, tuple(theirs), tuple(clashes))
