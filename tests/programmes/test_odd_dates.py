"""Dates that cannot be meant: told beside the record, or refused at the field."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from koers.core.dates import PartialDate
from koers.editing import actions
from koers.editing.kinds import by_slug
from koers.organisations.models import User
from koers.programmes.kinds.warnings import of_indicator, of_period
from koers.programmes.models import Adoption, Deliverable, Goal, Indicator, PlanningPeriod, Programme

RUNS = (PartialDate(2026, 3), PartialDate(2027, 3, 31))


def a_period(start: date, days: int = 42, exclusive: bool = False) -> PlanningPeriod:
    programme = Programme(end_exclusive=exclusive)
    programme.start, programme.end = RUNS
    return PlanningPeriod(programme=programme, start=start, end=start + timedelta(days=days))


@given(start=st.dates(date(2025, 1, 1), date(2029, 1, 1)), days=st.integers(1, 400))
def test_a_period_is_odd_only_when_no_day_of_it_lies_in_the_programme(start: date, days: int) -> None:
    period = a_period(start, days)
    overlaps = start <= date(2027, 3, 31) and period.last_day >= date(2026, 3, 1)
    assert bool(of_period(period)) is not overlaps


def test_an_end_that_is_not_included_is_no_day_of_the_programme() -> None:
    assert of_period(a_period(date(2027, 3, 31), exclusive=True))
    assert not of_period(a_period(date(2027, 3, 30), exclusive=True))


def test_a_programme_without_sound_dates_says_nothing_of_its_periods() -> None:
    period = a_period(date(2030, 1, 1))
    period.programme.start, period.programme.end = PartialDate(2028), PartialDate(2020)
    assert of_period(period) == []
    period.programme.start = period.programme.end = None
    assert of_period(period) == []


@pytest.mark.parametrize(
    ("measured", "target", "odd"),
    [
        ("2026-05", "2026-04", True),
        ("2026-05", "2026", False),
        ("2026", "2026", False),
        ("2027-01-01", "2026", True),
        ("2024", "2027-03", False),
    ],
)
def test_a_target_before_its_baseline_is_told(
    measured: str, target: str, odd: bool, programme: Programme
) -> None:
    goal = Goal.objects.create(programme=programme, text="Minder uitval")
    indicator = Indicator(goal=goal, name="Verzuim", baseline=7, target=8, source="x", owner_name="y")
    indicator.baseline_date = PartialDate.from_iso(measured)
    indicator.target_date = PartialDate.from_iso(target)
    assert len(of_indicator(indicator)) == odd


def test_what_was_done_was_not_done_on_a_day_to_come(programme: Programme, programme_manager: User) -> None:
    product = Deliverable.objects.create(programme=programme, name="Jaarplan")
    kind, today = by_slug("vaststellingen"), timezone.localdate()
    tomorrow = (today + timedelta(days=1)).isoformat()
    for state in ("done", "refused", ""):
        values = {"body": "directie", "state": state, "date": tomorrow}
        with pytest.raises(ValidationError) as refused:
            actions.create(by=programme_manager, kind=kind, under=product, values=values)
        assert set(refused.value.message_dict) == {"date"}
    assert not Adoption.objects.of(programme.organisation).exists()
    done = {"body": "directie", "state": "done", "date": today.isoformat()}
    made = actions.create(by=programme_manager, kind=kind, under=product, values=done)
    with pytest.raises(ValidationError):
        actions.change(by=programme_manager, kind=kind, record=made, version=1, values={"date": tomorrow})
    planned = {"body": "college", "state": "planned", "planned": tomorrow}
    assert actions.create(by=programme_manager, kind=kind, under=product, values=planned).version == 1
