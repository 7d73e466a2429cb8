"""What is missing or odd about a record: told beside it, never a reason to refuse it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from koers.programmes.indicators import missing

if TYPE_CHECKING:
    from koers.programmes.models import Goal, Indicator, Pilot, Reorganisation


def of_goal(goal: Goal) -> list[Any]:
    found = []
    if not goal.indicators.exists():
        found.append(_("This goal has no indicator. In a report it will say “not measured”."))
    if not goal.owner_words:
        found.append(_("Nobody owns this goal."))
    return found


def of_indicator(indicator: Indicator) -> list[Any]:
    words = {
        "baseline": _("a baseline"),
        "target": _("a target"),
        "date": _("a date for the target"),
        "source": _("a source"),
        "owner": _("an owner"),
    }
    lacking = [words[code] for code in missing(indicator)]
    return [_("Still missing: %(what)s.") % {"what": ", ".join(lacking)}] if lacking else []


def of_pilot(pilot: Pilot) -> list[Any]:
    if not pilot.ended and pilot.end < timezone.localdate():
        return [_("The end date has passed. Write the evaluation and record the decision to go on or stop.")]
    return []


def of_reorganisation(reorganisation: Reorganisation) -> list[Any]:
    if reorganisation.advice or reorganisation.state == reorganisation.State.WITHDRAWN:
        return []
    return [_("No advice of the works council is recorded yet.")]
