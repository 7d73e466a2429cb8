"""Was and becomes: what adds up, and what carrying out does to the units."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from koers.core.models import ConcurrentChange
from koers.decisions.models import Decision
from koers.organisations.models import AuditEvent, Organisation, Unit, User
from koers.programmes.actions import reorganisations as actions
from koers.programmes.models import Reorganisation, UnitChange
from koers.programmes.queries_organisation import breaks
from koers.programmes.reorganising import Line, balance, told_twice

FTE = st.decimals(min_value=0, max_value=2000, places=2)
LINES = st.lists(
    st.builds(
        Line,
        was=st.sampled_from(["", "A", "B"]),
        becomes=st.sampled_from(["", "C", "D"]),
        fte_was=st.none() | FTE,
        fte_becomes=st.none() | FTE,
    )
)
DAY = date(2027, 1, 1)


@given(LINES, LINES)
def test_the_balance_of_the_whole_is_that_of_its_parts(first: list[Line], second: list[Line]) -> None:
    whole, one, other = balance(first + second), balance(first), balance(second)
    assert whole.was == one.was + other.was
    assert whole.becomes == one.becomes + other.becomes
    assert whole.unknown_was == one.unknown_was + other.unknown_was


@given(LINES)
def test_a_difference_is_only_told_when_every_line_is_known(lines: list[Line]) -> None:
    known = all(line.fte_was is not None for line in lines if line.was) and all(
        line.fte_becomes is not None for line in lines if line.becomes
    )
    assert (balance(lines).difference is not None) == known


def test_the_balance_in_figures() -> None:
    found = balance(
        [
            Line("Beleid", "Strategie", Decimal("12.5"), Decimal("10")),
            Line("", "Regie", None, Decimal("4.25")),
            Line("Post", "", Decimal("3"), None),
        ]
    )
    assert (found.was, found.becomes, found.difference) == (
        Decimal("15.5"),
        Decimal("14.25"),
        Decimal("-1.25"),
    )


def test_the_same_line_twice_is_named() -> None:
    line = Line("Beleid", "Strategie", None, None)
    assert told_twice([line, line, Line("Post", "", None, None)]) == ["Beleid → Strategie"]


pytestmark_db = pytest.mark.django_db


@pytest.fixture
def plan(organisation: Organisation) -> Reorganisation:
    made = Reorganisation.objects.create(
        organisation=organisation, name="Nieuwe indeling", effective_date=DAY
    )
    domain = Unit.objects.create(organisation=organisation, name="Domein Bestuur")
    policy = Unit.objects.create(organisation=organisation, name="Beleid", valid_from=date(2015, 1, 1))
    advice = Unit.objects.create(organisation=organisation, name="Advies")
    UnitChange.objects.create(
        reorganisation=made, was=policy, becomes="Strategie", becomes_part_of=domain.name
    )
    UnitChange.objects.create(reorganisation=made, was=advice, becomes="Strategie")
    UnitChange.objects.create(reorganisation=made, becomes="Regie")
    return made


def decided(plan: Reorganisation, by: User) -> Reorganisation:
    decision = Decision.objects.create(organisation=plan.organisation, text="Vastgesteld")
    return actions.decide(by=by, reorganisation=plan, version=plan.version, decision=decision)


@pytestmark_db
def test_carrying_out_ends_and_begins_units_on_the_day(plan: Reorganisation, programme_manager: User) -> None:
    decided(plan, programme_manager)
    actions.carry_out(by=programme_manager, reorganisation=plan, version=plan.version)
    units = {unit.name: unit for unit in Unit.objects.of(plan.organisation)}
    assert units["Beleid"].valid_until == units["Advies"].valid_until == DAY
    assert units["Strategie"].valid_from == units["Regie"].valid_from == DAY
    assert units["Strategie"].parent == units["Domein Bestuur"]
    assert units["Domein Bestuur"].valid_until is None
    assert Unit.objects.of(plan.organisation).filter(name="Strategie").count() == 1
    assert AuditEvent.objects.of(plan.organisation).filter(action="reorganisation.carried_out").exists()


@pytestmark_db
def test_figures_know_the_break(plan: Reorganisation, programme_manager: User) -> None:
    organisation = plan.organisation
    assert breaks(organisation, date(2026, 1, 1), date(2028, 1, 1)) == []
    decided(plan, programme_manager)
    actions.carry_out(by=programme_manager, reorganisation=plan, version=plan.version)
    assert breaks(organisation, date(2026, 1, 1), date(2028, 1, 1)) == [plan]
    assert breaks(organisation, date(2026, 1, 1), date(2026, 12, 31)) == []
    assert breaks(organisation, DAY, date(2028, 1, 1)) == [], "from that day on it is one series"


@pytestmark_db
def test_steps_come_in_their_order(plan: Reorganisation, programme_manager: User) -> None:
    with pytest.raises(ValidationError):
        actions.carry_out(by=programme_manager, reorganisation=plan, version=plan.version)
    decided(plan, programme_manager)
    with pytest.raises(ValidationError):
        decided(plan, programme_manager)
    actions.carry_out(by=programme_manager, reorganisation=plan, version=plan.version)
    with pytest.raises(ValidationError):
        actions.withdraw_proposal(by=programme_manager, reorganisation=plan, version=plan.version)


@pytestmark_db
def test_nothing_changes_when_a_unit_is_gone_already(plan: Reorganisation, programme_manager: User) -> None:
    decided(plan, programme_manager)
    advice = Unit.objects.of(plan.organisation).get(name="Advies")
    advice.valid_until = date(2026, 1, 1)
    advice.save()
    with pytest.raises(ValidationError, match="Advies"):
        actions.carry_out(by=programme_manager, reorganisation=plan, version=plan.version)
    assert Unit.objects.of(plan.organisation).get(name="Beleid").valid_until is None
    assert Reorganisation.objects.of(plan.organisation).get().state == "decided"


@pytestmark_db
def test_two_people_at_once(plan: Reorganisation, programme_manager: User) -> None:
    decided(plan, programme_manager)
    with pytest.raises(ConcurrentChange):
        actions.carry_out(by=programme_manager, reorganisation=plan, version=plan.version - 1)


@pytestmark_db
def test_a_decision_of_another_organisation_is_not_there(
    plan: Reorganisation, programme_manager: User, other_organisation: Organisation
) -> None:
    decision = Decision.objects.create(organisation=other_organisation, text="Van een ander")
    with pytest.raises(ValidationError):
        actions.decide(by=programme_manager, reorganisation=plan, version=plan.version, decision=decision)
