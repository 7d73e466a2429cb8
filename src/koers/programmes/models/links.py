"""Decisions and recommendations that concern a programme. They live one floor down and do not know
programmes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.decisions.models import Decision, Recommendation
from koers.decisions.models.publicity import seen_by
from koers.programmes.models.base import ProgrammePart
from koers.programmes.models.programmes import Programme

if TYPE_CHECKING:
    from koers.organisations.models import User


class ProgrammeDecision(ProgrammePart):
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="decision_links")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="programme_links")

    class Meta:
        verbose_name = _("decision about a programme")
        verbose_name_plural = _("decisions about a programme")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "decision"],
                name="programme_decision_once",
                violation_error_message=_("This decision already belongs to the programme."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.decision)


class ProgrammeRecommendation(ProgrammePart):
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="recommendation_links")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, related_name="programme_links"
    )

    class Meta:
        verbose_name = _("recommendation about a programme")
        verbose_name_plural = _("recommendations about a programme")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "recommendation"],
                name="programme_recommendation_once",
                violation_error_message=_("This recommendation already belongs to the programme."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.recommendation)

    @classmethod
    def visible_within(cls, user: User) -> Q | None:
        """A point that is not public is not shown by way of its programme either."""
        return seen_by(user, "recommendation__")
