"""What a programme wants to reach."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from koers.core.fields import PartialDateField, partial_date_constraints
from koers.programmes.models.base import StatedPart, not_empty, one_owner
from koers.programmes.models.programmes import Programme


class Goal(StatedPart):
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="goals", null=True, blank=True
    )
    paragraph = models.ForeignKey(
        "programmes.OperationsParagraph",
        on_delete=models.PROTECT,
        related_name="goals",
        null=True,
        blank=True,
    )
    text = models.TextField(_("goal"))
    target_date = PartialDateField()

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["pk"]
        constraints = [
            one_owner("goal"),
            *partial_date_constraints("goal", "target_date"),
            not_empty("goal_has_text", "text", _("A goal needs a text.")),
        ]

    def __str__(self) -> str:
        return self.text
