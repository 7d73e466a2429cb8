"""What is missing or odd about a record: told beside it, never a reason to refuse it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.programmes.adoption_steps import order_told
from koers.programmes.duplicates import near
from koers.programmes.indicators import missing, reached
from koers.ui.formats import dutch_date

if TYPE_CHECKING:
    from koers.organisations.models import User
    from koers.programmes.models import (
        Adoption,
        Deliverable,
        Goal,
        HandoverPoint,
        Indicator,
        Pilot,
        PlanningPeriod,
        Programme,
        Reorganisation,
    )

NAMES_TOLD = 3
A_DAY = timedelta(days=1)


def names_alike(user: User, programme: Programme) -> list[Any]:
    """Other programmes of the organisation that have nearly this name (1 query)."""
    own = type(programme).objects.visible_to(user).filter(organisation_id=programme.organisation_id)
    others = dict(own.exclude(pk=programme.pk).order_by("name", "pk").values_list("pk", "name"))
    alike = near([(programme.pk, programme.name), *others.items()]).get(programme.pk, [])
    if not alike:
        return []
    names = ", ".join(f"“{others[other]}”" for other in alike[:NAMES_TOLD])
    told = ngettext(
        "Your organisation already has a programme with nearly the same name: %(names)s. Is it the same one?",
        "Your organisation already has programmes with nearly the same name: %(names)s. Is it one of these?",
        len(alike),
    )
    return [told % {"names": names}]


def of_goal(goal: Goal) -> list[Any]:
    found = []
    if not goal.indicators.exists():
        found.append(_("This goal has no indicator. In a report it will say “not measured”."))
    if not goal.owner_words:
        found.append(_("Nobody owns this goal."))
    return found + of_verdict(goal)


def of_verdict(goal: Goal) -> list[Any]:
    """A date that passed without a verdict, a verdict nobody can look up, or one that the figures do not bear out."""
    if not goal.verdict:
        passed = goal.target_date is not None and goal.target_date.last_day < timezone.localdate()
        told = _(
            "The target date has passed and there is no verdict. That a track ended does not mean the goal was met."
        )
        return [told] if passed else []
    found = []
    if not goal.verdict_evidence:
        found.append(
            _("The verdict has no evidence yet: a document, an address or a figure that others can look up.")
        )
    if goal.verdict == goal.Verdict.REACHED:
        found += [_short_of_target(indicator) for indicator in _not_reached(goal)]
    return found


def _not_reached(goal: Goal) -> list[Indicator]:
    """Indicators whose newest measurement is worse than the target; no query when they were fetched along.

    Without a target nothing can be said.
    """
    found = []
    for indicator in goal.indicators.all():
        newest = max(indicator.measurements.all(), key=lambda one: (one.date, one.pk), default=None)
        if newest is not None and reached(indicator.target, newest.value, indicator.better) is False:
            found.append(indicator)
    return found


def _short_of_target(indicator: Indicator) -> str:
    told = _(
        "“%(name)s” did not reach its target at the last measurement. Say why the goal counts as reached."
    )
    return told % {"name": indicator.name}


def of_handover(point: HandoverPoint) -> list[Any]:
    if point.is_done:
        return []
    found = []
    if not point.owner_words:
        found.append(_("Nobody owns this yet."))
    if point.review_date is None:
        found.append(_("There is no day to look at it again."))
    elif point.review_date < timezone.localdate():
        found.append(_("The day to look at it again has passed."))
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
    found = [_("Still missing: %(what)s.") % {"what": ", ".join(lacking)}] if lacking else []
    measured, target = indicator.baseline_date, indicator.target_date
    if measured and target and target.last_day < measured.first_day:
        found.append(_("The date of the target lies before the date of the baseline. Check both."))
    return found


def of_period(period: PlanningPeriod) -> list[Any]:
    """A period in which the programme does not run is mostly a year that was typed wrong."""
    programme = period.programme
    start, end = programme.start, programme.end
    if start and end and programme.is_reversed:
        return []
    if start and period.end <= start.first_day:
        told = _("This period ends before the programme starts (%(day)s). Check the years.")
        return [told % {"day": dutch_date(start)}]
    if end and period.start > (end.first_day - A_DAY if programme.end_exclusive else end.last_day):
        told = _("This period starts after the end of the programme (%(day)s). Check the years.")
        return [told % {"day": dutch_date(end)}]
    return []


def of_deliverable(deliverable: Deliverable) -> list[Any]:
    """A decision before the advice it needs (1 query, none when no advice is needed)."""
    if not deliverable.needs_advice:
        return []
    told = order_told(deliverable, deliverable.adoptions.select_related("body_known"))
    return [told] if told else []


def of_adoption(adoption: Adoption) -> list[Any]:
    return of_deliverable(adoption.deliverable)


def of_pilot(pilot: Pilot) -> list[Any]:
    if not pilot.ended and pilot.end < timezone.localdate():
        return [_("The end date has passed. Write the evaluation and record the decision to go on or stop.")]
    return []


def of_reorganisation(reorganisation: Reorganisation) -> list[Any]:
    if reorganisation.advice or reorganisation.state == reorganisation.State.WITHDRAWN:
        return []
    return [_("No advice of the works council is recorded yet.")]
