"""What a programme learned, and what lives on after it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.programmes.models.base import Owned, ProgrammePart, not_empty
from koers.programmes.models.programmes import Programme


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

    class Meta:
        verbose_name = _("hand-over point")
        verbose_name_plural = _("hand-over points")
        ordering = ["pk"]
        constraints = [not_empty("handover_has_text", "text", _("A hand-over point needs a text."))]

    def __str__(self) -> str:
        return self.text
