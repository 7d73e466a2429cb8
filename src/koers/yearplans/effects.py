"""What a change would do to the year, before it is saved; and how what is stored differs from what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from koers.yearplans.capacity import Available, Claimed, MonthLoad, Work, added_overload, team_load
from koers.yearplans.pages import over_table
from koers.yearplans.wording import NAMED, hours_words, month_name, over_words

if TYPE_CHECKING:
    from koers.ui.parts import Table
    from koers.yearplans.models import PlanLine
    from koers.yearplans.queries import PlanPage


@dataclass(frozen=True, slots=True)
class Effect:
    """The months that a change makes too full: each in a sentence, or in one sentence with a table when they are many.
    `mark` is what the user confirms: another effect has another mark, and asks again.
    """

    words: Sequence[str]
    table: Table | None
    mark: str


def of_line(page: PlanPage, line: PlanLine | None, kind: str, hours: Mapping[int, Decimal | None]) -> Effect:
    """What storing a line with these hours would do; `line` is the one it replaces."""
    others = [
        Claimed(page.plan.pk, month, claimed, Work(planned.line.kind))
        for planned in page.lines
        if line is None or planned.line.pk != line.pk
        for month, claimed in planned.hours.items()
    ]
    asked = [Claimed(page.plan.pk, month, claimed, Work(kind)) for month, claimed in hours.items() if claimed]
    available = [Available(page.plan.pk, month, known) for month, known in page.available.items()]
    after = team_load([*others, *asked], available)
    added = added_overload(page.load, after)
    months = [after.month(month) for month in added]
    if len(months) <= NAMED:
        return Effect([_over(month, over) for month, over in added.items()], None, mark_of(added))
    return Effect([_many(added, months)], over_table(months), mark_of(added))


def _over(month: int, over: Decimal) -> str:
    words = _("This makes %(month)s %(hours)s hours too full")
    return words % {"month": month_name(month), "hours": hours_words(over)}


def _many(added: Mapping[int, Decimal], months: Sequence[MonthLoad]) -> str:
    words = _("This makes %(months)s too full. Together %(hours)s hours more than there are.")
    together = sum(added.values(), start=Decimal(0))
    return words % {"months": over_words(months), "hours": hours_words(together)}


def mark_of(overload: Mapping[int, Decimal]) -> str:
    return ";".join(f"{month}={hours_words(hours)}" for month, hours in sorted(overload.items()))


def differences(stored: Mapping[int, Decimal], entered: Mapping[int, Decimal | None]) -> list[str]:
    """Per month that differs: what is stored now, and what was filled in."""
    words = _("%(month)s: stored now %(stored)s, you filled in %(entered)s")
    return [
        words % {"month": month_name(month), "stored": _hours(stored.get(month)), "entered": _hours(hours)}
        for month, hours in entered.items()
        if (stored.get(month) or None) != (hours or None)
    ]


def _hours(hours: Decimal | None) -> str:
    return _("nothing") if hours is None else hours_words(hours)
