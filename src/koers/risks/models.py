"""Risks with their measures. Text and measures are enough to start; classes and amounts come with risk
management.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.organisations.models import Organisation
from koers.organisations.permissions import Permission
from koers.organisations.records import scoped_history
from koers.programmes.models import Programme
from koers.programmes.models.base import InProgramme


class Risk(InProgramme):
    SEE = Permission.VIEW_STEERING

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="risks", null=True, blank=True
    )
    text = models.TextField(_("risk"))

    history = scoped_history()

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="risk_has_text", condition=~Q(text=""), violation_error_message=_("A risk needs a text.")
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Measure(InProgramme):
    SEE = Permission.VIEW_STEERING
    PROGRAMME = "risk__programme"
    """What is done about a risk."""

    SCOPE = "risk__organisation"

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="measures")
    text = models.TextField(_("measure"))

    history = scoped_history()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="measure_has_text",
                condition=~Q(text=""),
                violation_error_message=_("A measure needs a text."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
