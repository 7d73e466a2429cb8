"""What a programme tries out, rolls out and reorganises."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from koers.decisions.models import Decision
from koers.organisations.models import Organisation, Unit
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord
from koers.programmes.models.base import InProgramme, Owned, ProgrammePart, known, not_empty
from koers.programmes.models.deliverables import Deliverable
from koers.programmes.models.programmes import Programme
from koers.programmes.models.tracks import Track


class RollOut(InProgramme):
    """How far one team is with a deliverable."""

    SCOPE = "deliverable__organisation"
    PROGRAMME = "deliverable__programme"

    class State(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        BUSY = "busy", _("Busy")
        DONE = "done", _("Done")

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="roll_outs")
    team = models.CharField(_("team"), max_length=200)
    state = models.CharField(_("how far"), max_length=20, choices=State, default=State.NOT_STARTED)
    date = models.DateField(_("since"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("roll-out")
        verbose_name_plural = _("roll-outs")
        ordering = ["team", "pk"]
        constraints = [
            not_empty("roll_out_has_team", "team", _("Name the team.")),
            models.UniqueConstraint(
                fields=["deliverable", "team"],
                name="roll_out_once_per_team",
                violation_error_message=_("This team is in the list already."),
            ),
            models.CheckConstraint(
                name="roll_out_state_known",
                condition=Q(state__in=["not_started", "busy", "done"]),
                violation_error_message=_("This state does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return self.team


class Pilot(Owned, ProgrammePart):
    """A try-out with a question. It cannot end without its evaluation and the decision to go on or stop."""

    class Outcome(models.TextChoices):
        GO_ON = "go_on", _("Go on")
        CHANGE = "change", _("Go on in another form")
        STOP = "stop", _("Stop")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="pilots")
    track = models.ForeignKey(
        Track,
        on_delete=models.PROTECT,
        related_name="pilots",
        null=True,
        blank=True,
        verbose_name=_("track"),
    )
    name = models.CharField(_("name"), max_length=300)
    question = models.TextField(_("what we want to know"))
    start = models.DateField(_("start"), null=True, blank=True)
    end = models.DateField(_("end date"))
    ended = models.BooleanField(_("has ended"), default=False)
    evaluation = models.TextField(_("evaluation"), blank=True, default="")
    outcome = models.CharField(_("go on or stop"), max_length=10, choices=Outcome, blank=True, default="")
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("decision"),
    )

    class Meta:
        verbose_name = _("pilot")
        verbose_name_plural = _("pilots")
        ordering = ["end", "pk"]
        constraints = [
            not_empty("pilot_has_name", "name", _("A pilot needs a name.")),
            not_empty("pilot_has_question", "question", _("A pilot needs a question.")),
            known(
                "pilot_outcome_known",
                "outcome",
                ["go_on", "change", "stop"],
                _("This outcome does not exist."),
            ),
            models.CheckConstraint(
                name="pilot_not_reversed",
                condition=Q(start__isnull=True) | Q(end__gte=F("start")),
                violation_error_message=_("The end must lie after the start."),
            ),
            models.CheckConstraint(
                name="pilot_ends_with_evaluation_and_decision",
                condition=Q(ended=False) | ~Q(evaluation="") & ~Q(outcome=""),
                violation_error_message=_(
                    "A pilot ends with its evaluation and the decision to go on or stop."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The end must lie after the start.")})
        if self.ended and not self.evaluation:
            raise ValidationError({"evaluation": _("A pilot cannot end without its evaluation.")})
        if self.ended and not self.outcome:
            raise ValidationError({"outcome": _("A pilot cannot end without the decision to go on or stop.")})


class Reorganisation(ScopedRecord):
    """A change of the organisation's units on one day: figures before and after it are not of the same thing."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        DECIDED = "decided", _("Decided")
        CARRIED_OUT = "carried_out", _("Carried out")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        related_name="reorganisations",
        null=True,
        blank=True,
        verbose_name=_("programme"),
    )
    name = models.CharField(_("name"), max_length=300)
    effective_date = models.DateField(_("effective date"))
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PROPOSED)
    advice = models.TextField(_("advice of the works council"), blank=True, default="")
    advice_date = models.DateField(_("date of the advice"), null=True, blank=True)
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("decision"),
    )

    history = scoped_history()

    class Meta:
        verbose_name = _("reorganisation")
        verbose_name_plural = _("reorganisations")
        ordering = ["effective_date", "pk"]
        constraints = [
            not_empty("reorganisation_has_name", "name", _("A reorganisation needs a name.")),
            models.CheckConstraint(
                name="reorganisation_state_known",
                condition=Q(state__in=["proposed", "decided", "carried_out", "withdrawn"]),
                violation_error_message=_("This state does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitChange(ScopedRecord):
    """One line of was and becomes: a unit that ends, one that begins, or one that goes over into another."""

    SCOPE = "reorganisation__organisation"

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="changes")
    was = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("was")
    )
    becomes = models.CharField(_("becomes"), max_length=200, blank=True, default="")
    becomes_part_of = models.CharField(_("part of"), max_length=200, blank=True, default="")
    fte_was = models.DecimalField(_("fte was"), max_digits=8, decimal_places=2, null=True, blank=True)
    fte_becomes = models.DecimalField(_("fte becomes"), max_digits=8, decimal_places=2, null=True, blank=True)

    history = scoped_history()

    class Meta:
        verbose_name = _("change of a unit")
        verbose_name_plural = _("changes of units")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="unit_change_has_was_or_becomes",
                condition=Q(was__isnull=False) | ~Q(becomes=""),
                violation_error_message=_("Say which unit there was, or which one there will be."),
            ),
            models.CheckConstraint(
                name="unit_change_fte_not_negative",
                condition=(Q(fte_was__isnull=True) | Q(fte_was__gte=0))
                & (Q(fte_becomes__isnull=True) | Q(fte_becomes__gte=0)),
                violation_error_message=_("Fte cannot be less than nothing."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.was or '–'} → {self.becomes or '–'}"
