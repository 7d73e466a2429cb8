"""What a programme says that has nothing to show yet: never about a plan or a period that was not there."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from koers.programmes.dashboard import PlannedGoal
from koers.ui.formats import dutch_date
from koers.web.programme.slips import first_update, nothing_slipped

TODAY = date(2026, 6, 30)


def goal(period_end: date) -> PlannedGoal:
    return PlannedGoal(1, "Gids", "done", "", "Sprint 1", period_end, "", 0)


def test_a_programme_without_a_period_that_is_over_says_nothing_of_one() -> None:
    bright = _("No plan was set to compare with, and the last period brought what it should.")
    later = TODAY + timedelta(days=1)
    for goals in ([], [goal(later)]):
        assert nothing_slipped(goals, TODAY, has_baseline=False) not in ("", bright)
    assert nothing_slipped([goal(TODAY)], TODAY, has_baseline=False) == bright


def test_with_a_baseline_everything_stands_as_promised() -> None:
    assert nothing_slipped([], TODAY, has_baseline=True) == _("Everything still stands as it was promised.")


def test_the_first_update_has_the_rhythm_of_the_programme_to_come() -> None:
    assert dutch_date(date(2026, 7, 20)) in first_update(date(2026, 6, 20), 30, TODAY)
    assert first_update(TODAY, 30, TODAY) != ""
    assert first_update(date(2026, 5, 31), 30, TODAY) == ""
