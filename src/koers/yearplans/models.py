"""Year plans of teams: what a team has to do and wants to do, in hours per month, against what it has."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Lower
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koers.organisations.models import Organisation, Unit
from koers.organisations.records import NotRemovable, scoped_history
from koers.organisations.scope import ScopedRecord
from koers.programmes.models import Goal, Participant, Programme, Track
from koers.yearplans.capacity import MOST_HOURS, Work, is_whole_or_half
from koers.yearplans.wording import month_name

FIRST_YEAR, LAST_YEAR = 2000, 2100

CLOSED = _("This plan was agreed. Reopen it first; then it can be changed.")


def check_hours(hours: Decimal) -> None:
    """Validator of every field with hours."""
    if not is_whole_or_half(hours):
        raise ValidationError(_("Fill in whole or half hours from 0 to 100,000."), code="hours")


def _hours_are_halves(prefix: str) -> list[models.CheckConstraint]:
    double = F("hours") * 2
    return [
        models.CheckConstraint(
            name=f"{prefix}_hours_fit",
            condition=Q(hours__gte=0, hours__lte=MOST_HOURS),
            violation_error_message=_("Fill in whole or half hours from 0 to 100,000."),
        ),
        models.CheckConstraint(
            name=f"{prefix}_hours_are_halves",
            condition=Exact(double, Cast(double, models.IntegerField())),
            violation_error_message=_("Fill in whole or half hours from 0 to 100,000."),
        ),
        models.CheckConstraint(
            name=f"{prefix}_month_exists",
            condition=Q(month__gte=1, month__lte=12),
            violation_error_message=_("A month is a number from 1 to 12."),
        ),
    ]


class TeamPlan(ScopedRecord):
    """What one team does in one year. A plan that was agreed stands still until it is reopened."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("year plan", "Draft")
        AGREED = "agreed", pgettext_lazy("year plan", "Agreed")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="year_plans",
        null=True,
        blank=True,
        verbose_name=_("team or department"),
    )
    unit_name = models.CharField(_("name of a team that is not in the list"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True, editable=False)
    agreed_by = models.CharField(_("agreed by"), max_length=200, blank=True, default="", editable=False)
    overload_reason = models.TextField(
        _("why it was agreed although it does not fit"), blank=True, default="", editable=False
    )
    note = models.TextField(_("note"), blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("year plan of a team")
        verbose_name_plural = _("year plans of teams")
        ordering = ["-year", "unit__name", "unit_name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="team_plan_has_one_team",
                condition=Q(unit__isnull=True, unit_name__gt="") | Q(unit__isnull=False, unit_name=""),
                violation_error_message=_("Choose a team, or fill in the name of one; not both."),
            ),
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="team_plan_once",
                violation_error_message=_("This team already has a plan for this year."),
            ),
            models.UniqueConstraint(
                "organisation",
                Lower("unit_name"),
                "year",
                condition=Q(unit__isnull=True),
                name="team_plan_once_by_name",
                violation_error_message=_("This team already has a plan for this year."),
            ),
            models.CheckConstraint(
                name="team_plan_year_possible",
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                violation_error_message=_("Fill in a year from 2000 to 2100."),
            ),
            models.CheckConstraint(
                name="team_plan_agreed_by_whom_and_when",
                condition=Q(state="agreed", agreed_on__isnull=False, agreed_by__gt="")
                | Q(state="draft", agreed_on__isnull=True, agreed_by="", overload_reason=""),
                violation_error_message=_("Fill in who agreed to the plan, and when."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team} {self.year}"

    @property
    def team(self) -> str:
        return self.unit.name if self.unit is not None else self.unit_name

    @property
    def is_agreed(self) -> bool:
        return self.state == self.State.AGREED

    def clean(self) -> None:
        if self.unit is not None and self.unit.organisation_id != self.organisation_id:
            raise ValidationError({"unit": _("This team belongs to another organisation.")}, code="unit")


class PlanPart(ScopedRecord):
    """Abstract: a part of a plan, which cannot be changed or removed once the plan was agreed."""

    class Meta:
        abstract = True

    @property
    def its_plan(self) -> TeamPlan:
        raise NotImplementedError

    def clean(self) -> None:
        if self.its_plan.is_agreed:
            raise ValidationError(CLOSED, code="agreed")

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self.its_plan.is_agreed:
            raise NotRemovable(CLOSED, code="agreed")
        return super().delete(*args, **kwargs)


class PlanLine(PlanPart):
    """Something a team spends hours on. `programme` follows from the goal or the track."""

    SCOPE = "plan__organisation"

    class Kind(models.TextChoices):
        FIXED = Work.FIXED.value, _("Fixed task")
        FLEXIBLE = Work.FLEXIBLE.value, _("Flexible work")

    class Priority(models.TextChoices):
        HIGH = "high", pgettext_lazy("priority", "First")
        NORMAL = "normal", pgettext_lazy("priority", "Normal")
        LOW = "low", pgettext_lazy("priority", "Can wait")

    plan = models.ForeignKey(
        TeamPlan, on_delete=models.CASCADE, related_name="lines", verbose_name=_("year plan")
    )
    kind = models.CharField(_("kind of work"), max_length=10, choices=Kind, default=Kind.FLEXIBLE)
    text = models.CharField(_("what the team does"), max_length=300)
    goal = models.ForeignKey(
        Goal,
        on_delete=models.PROTECT,
        related_name="plan_lines",
        null=True,
        blank=True,
        verbose_name=_("goal it contributes to"),
    )
    track = models.ForeignKey(
        Track,
        on_delete=models.PROTECT,
        related_name="plan_lines",
        null=True,
        blank=True,
        verbose_name=_("track it is part of"),
    )
    priority = models.CharField(_("priority"), max_length=10, choices=Priority, default=Priority.NORMAL)

    history = scoped_history()

    class Meta:
        verbose_name = _("line of a year plan")
        verbose_name_plural = _("lines of year plans")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_line_has_text",
                condition=~Q(text=""),
                violation_error_message=_("Say what the team does."),
            ),
            models.CheckConstraint(
                name="plan_line_kind_known",
                condition=Q(kind__in=["fixed", "flexible"]),
                violation_error_message=_("This kind of work does not exist."),
            ),
            models.CheckConstraint(
                name="plan_line_priority_known",
                condition=Q(priority__in=["high", "normal", "low"]),
                violation_error_message=_("This priority does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def its_plan(self) -> TeamPlan:
        return self.plan

    @property
    def programme(self) -> Programme | None:
        if self.goal is not None and self.goal.programme is not None:
            return self.goal.programme
        return self.track.programme if self.track is not None else None

    def clean(self) -> None:
        super().clean()
        organisation = self.plan.organisation_id
        wrong: dict[str, Any] = {}
        if self.goal is not None and not _is_open_to(self.goal, organisation):
            wrong["goal"] = _("This goal belongs to another organisation.")
        if self.track is not None and not _is_open_to(self.track, organisation):
            wrong["track"] = _("This track belongs to another organisation.")
        if not wrong and self._is_torn():
            wrong["track"] = _("This track and the goal belong to different programmes.")
        if wrong:
            raise ValidationError(wrong)

    def _is_torn(self) -> bool:
        """A goal of an operations paragraph has no programme, so it goes with any track."""
        if self.goal is None or self.track is None or self.goal.programme_id is None:
            return False
        return self.goal.programme_id != self.track.programme_id


def _is_open_to(subject: Goal | Track, organisation_id: int) -> bool:
    """Of the organisation itself, or what the lead shows of a programme it takes part in."""
    if subject.organisation_id == organisation_id:
        return True
    programme = subject.programme
    if programme is None or subject.organisation_id != programme.organisation_id:
        return False
    sees = Participant.Sees.COMMON
    return programme.participants.filter(participant_id=organisation_id, sees=sees).exists()


class Claim(PlanPart):
    """The hours a line asks in one month."""

    SCOPE = "line__plan__organisation"

    line = models.ForeignKey(
        PlanLine, on_delete=models.CASCADE, related_name="claims", verbose_name=_("line of the year plan")
    )
    month = models.PositiveSmallIntegerField(_("month"))
    hours = models.DecimalField(_("hours"), max_digits=7, decimal_places=1, validators=[check_hours])

    history = scoped_history()

    class Meta:
        verbose_name = _("planned hours")
        verbose_name_plural = _("planned hours")
        ordering = ["line", "month"]
        constraints = [
            *_hours_are_halves("claim"),
            models.UniqueConstraint(
                fields=["line", "month"],
                name="claim_once_a_month",
                violation_error_message=_("This line already has hours in this month."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line}, {month_name(self.month)}"

    @property
    def its_plan(self) -> TeamPlan:
        return self.line.plan


class Capacity(PlanPart):
    """The hours a team has in one month. Without it nobody knows, and that is told."""

    SCOPE = "plan__organisation"

    plan = models.ForeignKey(
        TeamPlan, on_delete=models.CASCADE, related_name="capacities", verbose_name=_("year plan")
    )
    month = models.PositiveSmallIntegerField(_("month"))
    hours = models.DecimalField(
        _("hours available"), max_digits=7, decimal_places=1, validators=[check_hours]
    )
    note = models.CharField(_("note"), max_length=300, blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("available hours")
        verbose_name_plural = _("available hours")
        ordering = ["plan", "month"]
        constraints = [
            *_hours_are_halves("capacity"),
            models.UniqueConstraint(
                fields=["plan", "month"],
                name="capacity_once_a_month",
                violation_error_message=_("This month already has available hours."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {month_name(self.month)}"

    @property
    def its_plan(self) -> TeamPlan:
        return self.plan
