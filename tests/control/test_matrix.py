"""What a role matrix says: gaps, doubles, conflicts, too much, and what differs from another one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from control.conftest import CALM
from koers.control.matrix import (
    NEEDED,
    Change,
    Grid,
    Moved,
    Part,
    Party,
    Problem,
    Task,
    analyse,
    compare,
    load_of,
    merge,
)

BOARD, TEAM, CONTROLLER = Party("b", "Directie"), Party("t", "Team HR"), Party("c", "Controller")
PARTIES = (BOARD, TEAM, CONTROLLER)


def grid(*rows: tuple[Task, dict[Party, str]]) -> Grid:
    """Cells by the first letters of the English codes: s, a, c (carries out), h (helps), k (checks)."""
    letters = dict(zip("sachk", Part, strict=True))
    cells = {
        (task.key, party.key): frozenset(letters[one] for one in given)
        for task, row in rows
        for party, given in row.items()
    }
    return Grid([task for task, _row in rows], PARTIES, cells)


HIRE = Task("1", "Werven")
GOOD = {BOARD: "s", TEAM: "c", CONTROLLER: "k"}


def test_a_task_in_order_says_nothing() -> None:
    assert analyse(grid((HIRE, GOOD)), 8) == []


def test_a_task_without_anybody_has_three_gaps() -> None:
    found = analyse(grid((HIRE, {TEAM: "ah"})), 8)
    assert [(one.problem, one.part) for one in found] == [(Problem.GAP, part) for part in NEEDED]


def test_two_that_carry_out_need_one_that_answers() -> None:
    row = {BOARD: "sc", TEAM: "c", CONTROLLER: "k"}
    (double,) = analyse(grid((HIRE, row)), 8)
    assert (double.problem, double.part, double.parties) == (Problem.DOUBLE, Part.CARRIES_OUT, (BOARD, TEAM))
    assert analyse(grid((Task("1", "Werven", "t"), row)), 8) == []
    # Who answers must be one of them.
    assert len(analyse(grid((Task("1", "Werven", "c"), row)), 8)) == 1


def test_two_that_set_the_frame() -> None:
    (double,) = analyse(grid((HIRE, {BOARD: "s", TEAM: "c", CONTROLLER: "sk"})), 8)
    assert (double.problem, double.part) == (Problem.DOUBLE, Part.SETS_FRAME)


def test_who_carries_out_does_not_control() -> None:
    (conflict,) = analyse(grid((HIRE, {BOARD: "s", TEAM: "ck"})), 8)
    assert (conflict.problem, conflict.parties) == (Problem.CONFLICT, (TEAM,))


def test_too_much_is_more_than_the_bound() -> None:
    rows = [(Task(str(number), f"Taak {number}"), GOOD) for number in range(4)]
    assert analyse(grid(*rows), 4) == []
    found = analyse(grid(*rows), 3)
    assert {one.parties[0].name: one.count for one in found} == {"Directie": 4, "Team HR": 4, "Controller": 4}


def test_advising_and_supporting_is_not_heavy() -> None:
    assert load_of(grid((HIRE, {TEAM: "ah"})), TEAM) == 0
    assert load_of(grid((HIRE, {TEAM: "sck"})), TEAM) == 1


def test_moved_added_and_removed() -> None:
    now = grid((HIRE, {BOARD: "s", TEAM: "c"}), (Task("2", "Oud"), {}))
    wanted = grid((HIRE, {BOARD: "c", CONTROLLER: "k"}), (Task("3", "Nieuw"), {TEAM: "c"}))
    assert compare(now, wanted) == [
        Change(Moved.REMOVED, "Werven", Part.SETS_FRAME, ("Directie",), ()),
        Change(Moved.MOVED, "Werven", Part.CARRIES_OUT, ("Team HR",), ("Directie",)),
        Change(Moved.ADDED, "Werven", Part.CONTROLS, (), ("Controller",)),
        Change(Moved.REMOVED, "Oud"),
        Change(Moved.ADDED, "Nieuw"),
        Change(Moved.ADDED, "Nieuw", Part.CARRIES_OUT, (), ("Team HR",)),
    ]


def test_a_new_name_is_not_a_new_task() -> None:
    wanted = Grid(
        [Task("1", "Werven en selecteren")], [Party("t", "HR")], {("1", "t"): frozenset({Part.ADVISES})}
    )
    now = Grid([HIRE], [TEAM], {("1", "t"): frozenset({Part.ADVISES})})
    assert compare(now, wanted) == []


def test_the_same_words_are_the_same_task_and_party() -> None:
    """Two matrices made apart share no keys."""
    other = Grid([Task("x", " werven ")], [Party("y", "TEAM hr")], {("x", "y"): frozenset({Part.CONTROLS})})
    assert compare(Grid([HIRE], [TEAM], {("1", "t"): frozenset({Part.CONTROLS})}), other) == []


KEYS = st.sampled_from(["1", "2", "3", "4"])
CELLS = st.frozensets(st.sampled_from(list(Part)))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    tasks = [Task(key, f"Taak {key}") for key in draw(st.lists(KEYS, unique=True))]
    parties = [Party(f"p{key}", f"Partij {key}") for key in draw(st.lists(KEYS, unique=True))]
    tasks = [Task(t.key, t.text, draw(st.sampled_from(["", *[p.key for p in parties]]))) for t in tasks]
    cells = {(task.key, party.key): draw(CELLS) for task in tasks for party in parties}
    return Grid(tasks, parties, cells)


@CALM
@given(grids(), st.integers(1, 4))
def test_every_finding_is_true(found: Grid, most: int) -> None:
    """Each finding read back from the cells, and each task without one is in order."""
    findings = analyse(found, most)
    for one in findings:
        if one.problem is Problem.GAP:
            assert one.task is not None
            assert one.part is not None
            assert found.doing(one.task, one.part) == ()
        elif one.problem is Problem.DOUBLE:
            assert one.task is not None
            assert one.part is not None
            assert len(found.doing(one.task, one.part)) == one.count > 1
            assert one.task.responsible not in {party.key for party in one.parties}
        elif one.problem is Problem.CONFLICT:
            assert one.task is not None
            assert {Part.CARRIES_OUT, Part.CONTROLS} <= found.parts(one.task, one.parties[0])
        else:
            assert load_of(found, one.parties[0]) == one.count > most
    told = {one.task.key for one in findings if one.task}
    for task in found.tasks:
        if task.key not in told:
            assert all(found.doing(task, part) for part in NEEDED)


@CALM
@given(grids())
def test_compared_with_itself_nothing_differs(found: Grid) -> None:
    assert compare(found, found) == []


@CALM
@given(grids(), grids())
def test_there_and_back(now: Grid, wanted: Grid) -> None:
    """What one way is added, the other way is removed; nothing is told twice."""
    there, back = compare(now, wanted), compare(wanted, now)
    assert len(set(there)) == len(there)
    common = {task.text for task in now.tasks} & {task.text for task in wanted.tasks}
    turned = {
        Change(one.kind, one.task, one.part, one.becomes, one.was) for one in back if one.task in common
    }
    mirror = {Moved.ADDED: Moved.REMOVED, Moved.REMOVED: Moved.ADDED, Moved.MOVED: Moved.MOVED}
    turned = {Change(mirror[one.kind], one.task, one.part, one.was, one.becomes) for one in turned}
    assert {_sorted(one) for one in there if one.task in common} == {_sorted(one) for one in turned}


def _sorted(one: Change) -> Change:
    return Change(one.kind, one.task, one.part, tuple(sorted(one.was)), tuple(sorted(one.becomes)))


LETTERS = st.dictionaries(st.tuples(KEYS, KEYS), st.sampled_from(["", "K", "U"]))


@CALM
@given(LETTERS, LETTERS, LETTERS)
def test_nothing_is_lost_when_two_change_at_once(
    base: dict[tuple[str, str], str], stored: dict[tuple[str, str], str], mine: dict[tuple[str, str], str]
) -> None:
    found = merge(base, stored, mine)
    for key, value in mine.items():
        was, now = base.get(key, ""), stored.get(key, "")
        if value != was:
            assert found.cells[key] == value
            assert (key in found.clashes) == (now not in (was, value))
        else:
            assert found.cells[key] == now
            assert (key in found.theirs) == (now != was)
