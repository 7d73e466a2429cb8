"""The table of steps read as a whole, without a database."""

from __future__ import annotations

import pytest

from koers.decisions.states import (
    BY_SLUG,
    COUNCIL_KINDS,
    RULES,
    SLUGS,
    FollowUp,
    Kind,
    Sort,
    Stage,
    Who,
    possible,
    rule_for,
)


def test_every_step_has_an_address_and_a_rule() -> None:
    assert set(SLUGS) == set(Sort)
    assert BY_SLUG[SLUGS[Sort.TOLD]] is Sort.TOLD
    assert {rule.sort for rule in RULES} == set(Sort)


def test_one_rule_at_most_for_a_kind_stage_and_step() -> None:
    for kind in Kind:
        for stage in Stage:
            sorts = [rule.sort for rule in RULES if kind in rule.kinds and stage in rule.stages]
            assert len(sorts) == len(set(sorts)), (kind, stage)


@pytest.mark.parametrize("kind", sorted(Kind))
def test_every_stage_that_can_be_reached_can_be_left(kind: Kind) -> None:
    reached, todo = set[Stage](), [Stage.OPEN]
    while todo:
        stage = todo.pop()
        reached.add(stage)
        onward = {rule.to for rule in possible(kind, stage) if rule.to is not None}
        assert onward - {stage}, f"{kind} stays in {stage}"
        todo += [one for one in onward if one not in reached]
    assert Stage.CLOSED in reached


def test_what_the_council_began_only_the_council_ends() -> None:
    ends = [rule for rule in RULES if rule.to == Stage.CLOSED and rule.kinds & COUNCIL_KINDS]
    assert {rule.sort for rule in ends} == {Sort.WRITTEN_OFF, Sort.KEPT, Sort.LAPSED}
    assert {rule.who for rule in ends} == {Who.COUNCIL}
    assert all(rule.kinds <= COUNCIL_KINDS for rule in ends)


def test_a_motion_is_written_off_only_after_a_proposal() -> None:
    assert rule_for(Kind.MOTION, Stage.TOLD, Sort.WRITTEN_OFF) is None
    assert rule_for(Kind.MOTION, Stage.PROPOSED, Sort.WRITTEN_OFF) is not None
    assert rule_for(Kind.RECOMMENDATION, Stage.ANSWERED, Sort.PROPOSED) is None


@pytest.mark.parametrize("kind", sorted(set(Kind) - {Kind.PROMISE}))
def test_nothing_is_told_back_before_a_reaction(kind: Kind) -> None:
    assert rule_for(kind, Stage.OPEN, Sort.TOLD) is None


def test_steps_come_in_their_order() -> None:
    sorts = [rule.sort for rule in possible(Kind.MOTION, Stage.ANSWERED)]
    assert sorts == [Sort.ANSWERED, Sort.REPORTED, Sort.ASSESSED, Sort.TOLD, Sort.PROPOSED]


def test_the_six_states() -> None:
    assert set(FollowUp.values) == {
        "not_started",
        "in_progress",
        "partly",
        "followed",
        "not_followed",
        "lapsed",
    }
