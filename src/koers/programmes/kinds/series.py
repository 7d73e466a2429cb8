"""The course of an indicator for its page: a drawing, and the same in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from koers.programmes.models import Measurement
from koers.programmes.queries_organisation import breaks
from koers.programmes.series import Break, Point, draw
from koers.ui.entry import number_entry
from koers.ui.formats import dutch_date
from koers.ui.parts import Column, Table

if TYPE_CHECKING:
    from koers.organisations.models import User
    from koers.programmes.models import Indicator

TEMPLATE = "programmes/series.html"


def series_of(user: User, indicator: Indicator) -> dict[str, Any] | None:
    """None while nothing was measured (2 queries)."""
    measured: list[Any] = list(Measurement.objects.visible_to(user).filter(indicator=indicator))
    measured.sort(key=lambda one: (one.date, one.pk))
    if not measured:
        return None
    points = [Point(one.date, one.value, number_entry(one.value)) for one in measured]
    found = [
        Break(one.effective_date, one.name, dutch_date(one.effective_date))
        for one in breaks(indicator.goal.organisation, points[0].day, points[-1].day)
    ]
    return {"drawing": draw(points, found), "breaks": found, "table": _table(indicator, measured, found)}


def _table(indicator: Indicator, measured: list[Any], found: list[Break]) -> Table:
    """The values with their days, and a row for each break between them."""
    values = [
        (one.date, 1, (dutch_date(one.date), number_entry(one.value), one.source or "–")) for one in measured
    ]
    words = format_html("<b>{}</b>", _("from here on other units"))
    marks = [(one.day, 0, (one.day_said, words, one.name)) for one in found]
    rows = [row for _day, _order, row in sorted([*values, *marks], key=lambda one: one[:2])]
    value = _("Value in %(unit)s") % {"unit": indicator.unit} if indicator.unit else _("Value")
    columns = [Column(_("Date")), Column(value, number=True), Column(_("Source, or what changed"))]
    return Table(_("Course of %(name)s") % {"name": indicator.name}, columns, rows)
