"""Planning periods (sprints, half-year plans) and what is to be reached in them."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from koers.organisations.records import scoped_history
from koers.programmes.models.base import InProgramme, ProgrammePart, not_empty
from koers.programmes.models.deliverables import Deliverable
from koers.programmes.models.goals import Goal
from koers.programmes.models.programmes import Programme
from koers.programmes.models.tracks import Track
from koers.programmes.periods import LONGEST, Days, is_possible
from koers.ui.formats import dutch_period


class PlanningPeriod(ProgrammePart):
    """A sprint of some weeks or a half-year plan. `end` is the first day after it, so that periods of one
    kind can follow each other without a gap and without overlap.
    """

    class Kind(models.TextChoices):
        SPRINT = "sprint", _("Sprint")
        QUARTER = "quarter", _("Quarter")
        HALF_YEAR = "half_year", _("Half-year plan")
        YEAR = "year", _("Year plan")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="periods")
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.SPRINT)
    start = models.DateField(_("first day"))
    end = models.DateField(_("first day after it"))
    note = models.TextField(_("note"), blank=True, default="")
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("planning period")
        verbose_name_plural = _("planning periods")
        ordering = ["start", "end", "pk"]
        constraints = [
            not_empty("planning_period_has_name", "name", _("A planning period needs a name.")),
            models.CheckConstraint(
                name="planning_period_not_reversed",
                condition=Q(end__gt=F("start")),
                violation_error_message=_("The end must lie after the start."),
            ),
            models.CheckConstraint(
                name="planning_period_kind_known",
                condition=Q(kind__in=["sprint", "quarter", "half_year", "year"]),
                violation_error_message=_("This kind of planning period does not exist."),
            ),
            models.UniqueConstraint(
                fields=["programme", "kind", "start"],
                name="planning_period_starts_once",
                violation_error_message=_("A period of this kind already starts on this day."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def days(self) -> Days:
        """Raises ValueError when it is reversed."""
        return Days(self.start, self.end)

    @property
    def last_day(self) -> date:
        return self.end - timedelta(days=1)

    def clean(self) -> None:
        """Periods of one kind in one programme do not overlap; the message names the other one."""
        if self.start is None or self.end is None:
            return
        if self.end <= self.start:
            raise ValidationError({"end": _("The end must lie after the start.")})
        if self.kind in LONGEST and not is_possible(self.kind, self.days):
            raise ValidationError(
                {"end": _("A period of this kind does not last this long. Check the years.")}
            )
        if self.programme_id is not None:
            self._overlaps_nothing()

    def _overlaps_nothing(self) -> None:
        """The message stands at the side that has to move."""
        others = self.programme.periods.filter(kind=self.kind, start__lt=self.end, end__gt=self.start)
        other = others.exclude(pk=self.pk).first()
        if other is None:
            return
        told = _("This overlaps with “%(name)s” (%(days)s). Choose another day.")
        words = {"name": other.name, "days": dutch_period(other.start, other.last_day)}
        raise ValidationError({"end" if self.start < other.start else "start": told % words})


class PeriodGoal(InProgramme):
    """What a period should bring, and what became of it. What moved on stays here and points to where it
    went, so that carrying over is seen.
    """

    SCOPE = "period__organisation"
    PROGRAMME = "period__programme"

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        MOVED = "moved", _("Moved to a later period")
        DROPPED = "dropped", _("Dropped")

    period = models.ForeignKey(PlanningPeriod, on_delete=models.CASCADE, related_name="goals")
    text = models.TextField(_("what should be reached"))
    track = models.ForeignKey(
        Track,
        on_delete=models.PROTECT,
        related_name="period_goals",
        null=True,
        blank=True,
        verbose_name=_("track"),
    )
    goal = models.ForeignKey(
        Goal, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("goal")
    )
    deliverable = models.ForeignKey(
        Deliverable,
        on_delete=models.PROTECT,
        related_name="period_goals",
        null=True,
        blank=True,
        verbose_name=_("deliverable"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    reason = models.TextField(_("why it slipped"), blank=True, default="")
    carried_from = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="carried_to", editable=False
    )

    history = scoped_history()

    class Meta:
        verbose_name = _("goal for a period")
        verbose_name_plural = _("goals for a period")
        ordering = ["pk"]
        constraints = [
            not_empty("period_goal_has_text", "text", _("Say what should be reached.")),
            models.CheckConstraint(
                name="period_goal_state_known",
                condition=Q(state__in=["open", "done", "moved", "dropped"]),
                violation_error_message=_("This state does not exist."),
            ),
            models.CheckConstraint(
                name="period_goal_says_why",
                condition=Q(state__in=["open", "done"]) | ~Q(reason=""),
                violation_error_message=_("Say why it slipped or was dropped."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def times_carried(self) -> int:
        """How many earlier periods this stood in (one query each: for one goal, not for a list)."""
        count, before = 0, self.carried_from
        while before is not None:
            count, before = count + 1, before.carried_from
        return count
