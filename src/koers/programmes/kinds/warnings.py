"""What is missing or odd about a record: told beside it, never a reason to refuse it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.programmes.duplicates import near
from koers.programmes.indicators import missing

if TYPE_CHECKING:
    from koers.organisations.models import User
    from koers.programmes.models import Goal, Indicator, Pilot, Programme, Reorganisation

NAMES_TOLD = 3


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
