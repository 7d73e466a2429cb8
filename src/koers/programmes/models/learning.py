"""What a programme learned, and what lives on after it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.organisations.records import scoped_history
from koers.programmes.models.base import InProgramme, Owned, ProgrammePart, known, not_empty
from koers.programmes.models.programmes import Programme
from koers.programmes.models.status import OnlyAdded


class Lesson(ProgrammePart):
    class Kind(models.TextChoices):
        LOOK_BACK = "look_back", _("Looking back")
        SUCCESS = "success", _("Success factor")
        IMPROVEMENT = "improvement", _("Improvement")
        COST = "cost", _("What it cost")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="lessons")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, blank=True, default="")
    text = models.TextField(_("lesson"))

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        ordering = ["pk"]
        constraints = [
            not_empty("lesson_has_text", "text", _("A lesson needs a text.")),
            models.CheckConstraint(
                name="lesson_kind_known",
                condition=Q(kind__in=["", "look_back", "success", "improvement", "cost"]),
                violation_error_message=_("This kind of lesson does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class HandoverPoint(Owned, ProgrammePart):
    """What the line organisation takes over when the programme ends: with an owner and a day to look again."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="handover_points")
    text = models.TextField(_("hand-over point"))
    review_date = models.DateField(_("look at it again on"), null=True, blank=True)
    taken_over = models.BooleanField(_("taken over by the line"), default=False)
    ended = models.BooleanField(_("no longer needed"), default=False)

    class Meta:
        verbose_name = _("hand-over point")
        verbose_name_plural = _("hand-over points")
        ordering = ["pk"]
        constraints = [
            not_empty("handover_has_text", "text", _("A hand-over point needs a text.")),
            models.CheckConstraint(
                name="handover_ends_one_way",
                condition=Q(taken_over=False) | Q(ended=False),
                violation_error_message=_("The line took it over, or it is no longer needed: not both."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_done(self) -> bool:
        return self.taken_over or self.ended


class HandoverReview(OnlyAdded, InProgramme):
    """Looking again at a hand-over point, also long after its programme closed. Only ever added."""

    SCOPE = "point__organisation"
    PROGRAMME = "point__programme"

    class Outcome(models.TextChoices):
        LIVES = "lives", _("It lives on: look again later")
        ATTENTION = "attention", _("It needs attention: look again later")
        TAKEN_OVER = "taken_over", _("The line has taken it over: done")
        ENDED = "ended", _("It is no longer needed: done")

    point = models.ForeignKey(HandoverPoint, on_delete=models.CASCADE, related_name="reviews")
    date = models.DateField(_("date"))
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome)
    text = models.TextField(_("what was found"))
    next_date = models.DateField(_("look at it again on"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )

    history = scoped_history()

    class Meta:
        verbose_name = _("look at a hand-over point")
        verbose_name_plural = _("looks at hand-over points")
        ordering = ["date", "pk"]
        constraints = [
            not_empty("handover_review_has_text", "text", _("Say what was found.")),
            known(
                "handover_review_outcome_known",
                "outcome",
                ["lives", "attention", "taken_over", "ended"],
                _("This outcome does not exist."),
            ),
            models.CheckConstraint(
                name="handover_review_next_date_when_it_goes_on",
                condition=Q(outcome__in=["lives", "attention"], next_date__isnull=False)
                | Q(outcome__in=["taken_over", "ended"], next_date__isnull=True),
                violation_error_message=_(
                    "Give a day to look again when it goes on, and none when it is done."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.text}"
