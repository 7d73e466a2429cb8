"""The table of phases: which step may follow which, and what is still needed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koers.organisations.permissions import Permission
from koers.programmes.models import Programme
from koers.programmes.phases import STEPS, Named, Need, Standing, checks, find_step, missing, steps_from

READY = Standing(purpose=True, clients=1, goals=2, end=True, handover_points=1)


def test_the_table_speaks_of_known_phases_and_permissions() -> None:
    for step in STEPS:
        assert {step.source, step.target} <= set(Programme.Phase.values)
        assert step.permission in Permission.values
    assert len({(step.source, step.target) for step in STEPS}) == len(STEPS)
    assert {need for step in STEPS for need in step.needs} == set(Need)


@pytest.mark.parametrize(
    ("phase", "targets"),
    [
        ("", ["running"]),
        ("start", ["running"]),
        ("running", ["closing"]),
        ("closing", ["running", "closed"]),
        ("closed", []),
    ],
)
def test_what_may_follow(phase: str, targets: list[str]) -> None:
    assert [step.target for step in steps_from(phase)] == targets


@pytest.mark.parametrize(("source", "target"), [("start", "closed"), ("closed", "running"), ("running", "x")])
def test_no_phase_is_skipped(source: str, target: str) -> None:
    assert find_step(source, target) is None


def test_only_reopening_asks_a_reason() -> None:
    assert [(step.source, step.target) for step in STEPS if step.asks_reason] == [("closing", "running")]


@pytest.mark.parametrize("need", [Need.PURPOSE, Need.CLIENT, Need.GOAL])
def test_starting_needs_each(need: Need) -> None:
    lacking = {
        Need.PURPOSE: Standing(clients=1, goals=1),
        Need.CLIENT: Standing(purpose=True, goals=1),
        Need.GOAL: Standing(purpose=True, clients=1),
    }[need]
    step = find_step("start", "running")
    assert step is not None
    assert [check.need for check in missing(step, lacking)] == [need]
    assert missing(step, READY) == ()


def test_closing_names_what_is_left() -> None:
    named = [Named("1", "Overdracht")]
    step = find_step("closing", "closed")
    assert step is not None
    left = missing(step, Standing(goals_without_verdict=named, pilots_running=named))
    assert [(check.need, list(check.open)) for check in left] == [
        (Need.VERDICTS, named),
        (Need.PILOTS_ENDED, named),
    ]
    assert missing(step, READY) == ()


names = st.lists(st.builds(Named, st.text(max_size=3), st.text(max_size=3)), max_size=2)
standings = st.builds(
    Standing, st.booleans(), st.integers(0, 2), st.integers(0, 2), st.booleans(), st.integers(0, 2),
    names, names, names, names,
)  # fmt: skip


@given(st.sampled_from(STEPS), standings)
def test_what_is_missing_is_what_is_not_met(step: object, standing: Standing) -> None:
    found = find_step(step.source, step.target)  # type: ignore[attr-defined]
    assert found is not None
    told = checks(found, standing)
    assert [check.need for check in told] == list(found.needs)
    assert missing(found, standing) == tuple(check for check in told if not check.met)
    assert all(not check.open or not check.met for check in told)
