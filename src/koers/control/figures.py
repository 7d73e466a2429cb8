"""Figures of the control calendar that pages and reports refer to by name."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.control.calendar import Counts, count
from koers.control.queries import plans_of
from koers.core.figures import Figure, figure
from koers.ui.formats import dutch_date
from koers.ui.parts import Fact

if TYPE_CHECKING:
    from koers.organisations.models import Organisation

TENTH = Decimal("0.1")


@figure("control.on_time")
def on_time(*, organisation: Organisation, on: date) -> Figure:
    """Per cent of the planned days up to `on`, in the year of `on`, that were done on that day or before it."""
    counts = _counts(organisation, on)
    return _share(
        counts.on_time,
        counts.expected,
        on,
        _("Done on the planned day or before it, of all that was done or should have been done by then"),
    )


@figure("control.with_evidence")
def with_evidence(*, organisation: Organisation, on: date) -> Figure:
    """Per cent of what was done in the year of `on` that names a document or link as evidence."""
    counts = _counts(organisation, on)
    return _share(
        counts.done - counts.without_evidence,
        counts.done,
        on,
        _("Done with a document or link as evidence, of all that was done in the year"),
    )


def _counts(organisation: Organisation, on: date) -> Counts:
    """A day that is past is over: what was planned on it and not done is late, also on the last day of a year."""
    seen_on = on + timedelta(days=1) if on < timezone.localdate() else on
    return count(row for plan in plans_of(organisation, on.year, seen_on) for row in plan.planned)


def _share(part: int, whole: int, on: date, definition: str) -> Figure:
    value = (Decimal(part * 100) / whole).quantize(TENTH, ROUND_HALF_UP) if whole else None
    return Figure(
        value,
        "%",
        on,
        definition,
        _("Control calendar of %(year)s") % {"year": on.year},
        numerator=Decimal(part),
        denominator=Decimal(whole),
        link=f"{reverse('control:overview')}?jaar={on.year}",
    )


def as_fact(found: Figure) -> Fact:
    """The counts come first: a share without them says little."""
    words = _("%(part)s of %(whole)s") % {"part": found.numerator, "whole": found.denominator}
    if found.value is not None:
        words = f"{words} ({str(found.value).replace('.', ',')} %)"
    return Fact(found.definition, words, _("on %(day)s") % {"day": dutch_date(found.reference_date)})
