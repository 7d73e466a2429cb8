"""Keeping a plan: by version, with history, and agreed only with a reason where it does not fit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from koers.core.models import ConcurrentChange
from koers.organisations.models import AuditEvent, Organisation, User
from koers.organisations.records import NotRemovable
from koers.programmes.models import Goal
from koers.yearplans import actions, queries
from koers.yearplans.models import Capacity, Claim, PlanLine, TeamPlan
from yearplans.conftest import AddLine, SetCapacity, by_month

DAY = date(2026, 12, 1)


def agree(plan: TeamPlan, by: User, *, agreed_by: str = "Directie", reason: str = "") -> TeamPlan:
    return actions.agree(
        by=by, plan=plan, version=plan.version, agreed_on=DAY, agreed_by=agreed_by, reason=reason
    )


def test_a_line_with_hours(plan: TeamPlan, add_line: AddLine, goal: Goal, line_manager: User) -> None:
    line = add_line(plan, goal=goal, m1="4", m2="0", m3="12.5", m5="6")
    assert {c.month: c.hours for c in line.claims.all()} == {1: 4, 3: Decimal("12.5"), 5: 6}
    actions.change_line(
        by=line_manager,
        line=line,
        version=1,
        text="Balie",
        hours=by_month({"m1": "5", "m3": "0", "m4": "1", "m5": "6"}),
    )
    assert {claim.month: claim.hours for claim in line.claims.all()} == {1: 5, 4: 1, 5: 6}
    assert line.version == 2
    changed = Claim.history.of(plan.organisation).filter(month=1, history_type="~").get()
    assert changed.history_user == line_manager


def test_two_people_change_one_line(plan: TeamPlan, add_line: AddLine, line_manager: User) -> None:
    line = add_line(plan, m1="4")
    mine = PlanLine.objects.of(plan.organisation).get()
    actions.change_line(by=line_manager, line=line, version=1, hours={1: Decimal(6)})
    with pytest.raises(ConcurrentChange):
        actions.change_line(by=line_manager, line=mine, version=1, hours={1: Decimal(7)})
    assert mine.claims.get().hours == 6


def test_a_wrong_hour_changes_nothing(plan: TeamPlan, add_line: AddLine, line_manager: User) -> None:
    line = add_line(plan, m1="4")
    with pytest.raises(ValidationError):
        actions.change_line(by=line_manager, line=line, version=1, text="Anders", hours={1: Decimal("0.3")})
    stored = PlanLine.objects.of(plan.organisation).get()
    assert (stored.text, stored.version) == ("Loket", 1)
    assert stored.claims.get().hours == 4


def test_only_what_belongs_to_a_line_changes(plan: TeamPlan, add_line: AddLine, line_manager: User) -> None:
    with pytest.raises(TypeError):
        actions.change_line(by=line_manager, line=add_line(plan), version=1, plan=plan)


def test_capacity_is_set_and_taken_away(
    plan: TeamPlan, line_manager: User, organisation: Organisation
) -> None:
    actions.set_capacity(
        by=line_manager, plan=plan, version=1, hours={1: Decimal(10), 2: Decimal(0), 3: None}, note="Rooster"
    )
    assert [(c.month, int(c.hours), c.note) for c in plan.capacities.all()] == [
        (1, 10, "Rooster"),
        (2, 0, "Rooster"),
    ]
    actions.set_capacity(
        by=line_manager, plan=plan, version=2, hours={1: None, 2: Decimal(0), 4: Decimal(8)}, note="Rooster"
    )
    assert [(c.month, int(c.hours), c.version) for c in plan.capacities.all()] == [(2, 0, 1), (4, 8, 1)]
    actions.set_capacity(by=line_manager, plan=plan, version=3, hours={4: Decimal(9)})
    assert [(c.month, int(c.hours), c.note) for c in plan.capacities.all()] == [(2, 0, "Rooster"), (4, 9, "")]
    stale = TeamPlan.objects.of(organisation).get()
    with pytest.raises(ConcurrentChange):
        actions.set_capacity(by=line_manager, plan=stale, version=2, hours={1: Decimal(1)})
    assert Capacity.objects.of(organisation).count() == 2


def test_overload_asks_for_a_reason(
    plan: TeamPlan, add_line: AddLine, set_capacity: SetCapacity, line_manager: User
) -> None:
    set_capacity(plan, "100")
    add_line(plan, m3="124", m4="100")
    for reason in ("", "   "):
        with pytest.raises(ValidationError) as refused:
            agree(plan, line_manager, reason=reason)
        assert "24" in refused.value.message_dict["reason"][0]
        assert "maart" in refused.value.message_dict["reason"][0]
    plan.refresh_from_db()
    assert plan.state == TeamPlan.State.DRAFT

    agree(plan, line_manager, reason=" Er komt hulp ")
    stored = TeamPlan.objects.of(plan.organisation).get()
    assert (stored.state, stored.overload_reason, stored.agreed_by) == ("agreed", "Er komt hulp", "Directie")
    event = AuditEvent.objects.of(plan.organisation).get(action="team_plan.agreed")
    assert event.detail == {"months_over": [3]}


def test_what_fits_needs_no_reason(
    plan: TeamPlan, add_line: AddLine, set_capacity: SetCapacity, line_manager: User
) -> None:
    set_capacity(plan, "100")
    add_line(plan, m3="100")
    assert agree(plan, line_manager, reason="Hoeft niet").overload_reason == ""


def test_unknown_is_no_overload(plan: TeamPlan, add_line: AddLine, line_manager: User) -> None:
    add_line(plan, m3="1000")
    assert agree(plan, line_manager).is_agreed


def test_somebody_agreed(plan: TeamPlan, line_manager: User) -> None:
    with pytest.raises(ValidationError) as refused:
        agree(plan, line_manager, agreed_by=" ")
    assert set(refused.value.message_dict) == {"agreed_by"}


def test_an_agreed_plan_stands_still_until_reopened(
    plan: TeamPlan, add_line: AddLine, line_manager: User, organisation: Organisation
) -> None:
    line = add_line(plan, m1="4")
    agree(plan, line_manager)
    stale = TeamPlan.objects.of(organisation).get()
    for change in (
        lambda: add_line(stale),
        lambda: actions.change_line(by=line_manager, line=line, version=1, text="Anders"),
        lambda: actions.set_capacity(by=line_manager, plan=stale, version=2, hours={1: Decimal(1)}),
        lambda: actions.change_plan(by=line_manager, plan=stale, version=2, note="Anders"),
        lambda: agree(stale, line_manager),
    ):
        with pytest.raises(ValidationError):
            change()
    with pytest.raises(NotRemovable):
        actions.withdraw(by=line_manager, record=PlanLine.objects.of(organisation).get())
    with pytest.raises(ConcurrentChange):
        actions.reopen(by=line_manager, plan=stale, version=1)

    actions.reopen(by=line_manager, plan=stale, version=2)
    assert (stale.state, stale.agreed_on, stale.agreed_by) == ("draft", None, "")
    assert add_line(stale).plan == stale
    before = TeamPlan.history.of(organisation).filter(state="agreed").first()
    assert before.agreed_by == "Directie"


def test_a_plan_can_be_changed_and_removed(
    plan: TeamPlan,
    add_line: AddLine,
    set_capacity: SetCapacity,
    line_manager: User,
    organisation: Organisation,
) -> None:
    add_line(plan, m1="4")
    set_capacity(plan)
    actions.change_plan(
        by=line_manager, plan=plan, version=2, note="Met Havelingen", unit_name="Publiekszaken"
    )
    assert plan.team == "Publiekszaken"
    with pytest.raises(TypeError):
        actions.change_plan(by=line_manager, plan=plan, version=3, state="agreed")
    actions.withdraw(by=line_manager, record=plan)
    for model in (TeamPlan, PlanLine, Claim, Capacity):
        assert not model.objects.of(organisation).exists()
    written = AuditEvent.objects.of(organisation).order_by("pk").values_list("action", flat=True)
    assert list(written) == [
        "teamplan.added",
        "planline.added",
        "capacity.changed",
        "team_plan.changed",
        "team_plan.removed",
    ]


def test_a_line_can_be_removed(plan: TeamPlan, add_line: AddLine, line_manager: User) -> None:
    add_line(plan, m1="4")
    actions.withdraw(by=line_manager, record=add_line(plan, "Weg", m1="6"))
    assert queries.load_of(plan).claimed == 4


def test_a_goal_in_use_stays(plan: TeamPlan, add_line: AddLine, goal: Goal, line_manager: User) -> None:
    from koers.organisations import records

    add_line(plan, goal=goal)
    with pytest.raises(NotRemovable):
        records.remove(goal, by=line_manager)
