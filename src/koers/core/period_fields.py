"""The columns of a period as a document states it: kept as printed, also when it makes no sense.

A reversed period is stored as it is (the reader warns about it), so the database does not demand start
before end. It does demand that the marks agree with the dates: an exclusive end needs an end, an open end
has none.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.core.dates import PartialDate
from koers.core.fields import PartialDateField, partial_date_constraints
from koers.core.json_values import StatedPeriod


class PeriodFields(models.Model):
    """Abstract. Add `*period_constraints("<model>")` to the model's constraints."""

    period_raw = models.CharField(_("period as printed"), max_length=500, blank=True, default="")
    start = PartialDateField()
    end = PartialDateField()
    end_exclusive = models.BooleanField(_("end not included"), default=False)
    approximate = models.BooleanField(_("about"), default=False)
    open_end = models.BooleanField(_("no end known"), default=False)
    duration_months = models.PositiveSmallIntegerField(_("duration in months"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def has_period(self) -> bool:
        return bool(self.period_raw or self.start or self.end or self.duration_months)

    @property
    def is_reversed(self) -> bool:
        """Whether the end as printed lies before the start."""
        start, end = self.start, self.end
        return start is not None and end is not None and end.last_day < start.first_day

    def set_period(self, period: StatedPeriod) -> None:
        self.period_raw = period.raw
        self.start, self.end = period.start, period.end
        self.end_exclusive, self.approximate = period.end_exclusive, period.approximate
        self.open_end, self.duration_months = period.open_end, period.duration_months


def period_constraints(prefix: str) -> list[models.BaseConstraint]:
    return [
        *partial_date_constraints(prefix, "start", "end"),
        models.CheckConstraint(
            name=f"{prefix}_exclusive_needs_end",
            condition=Q(end_exclusive=False) | Q(end_first_day__isnull=False),
            violation_error_message=_("An end that is not included needs an end date."),
        ),
        models.CheckConstraint(
            name=f"{prefix}_open_end_has_no_end",
            condition=Q(open_end=False) | Q(end_first_day__isnull=True),
            violation_error_message=_("A period with an open end has no end date."),
        ),
    ]


def year_span(
    start: PartialDate | None, end: PartialDate | None, end_exclusive: bool
) -> tuple[int, int] | None:
    """First and last calendar year that the stated dates touch, both included.

    An exclusive end on 1 January (or on a bare year or January) does not touch its own year. With one
    date known only its year counts: what the text does not say is not filled in. A reversed period yields
    its years in order.
    """
    years = [start.year] if start else []
    if end is not None:
        starts_its_year = (end.month or 1, end.day or 1) == (1, 1)
        touched = end.year - 1 if end_exclusive and starts_its_year else end.year
        years.append(touched)
    return (min(years), max(years)) if years else None
