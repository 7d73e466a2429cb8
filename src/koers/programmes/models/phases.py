"""The changes of phase of a programme: only ever added, so that its course can be told afterwards."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from koers.decisions.models import Decision
from koers.programmes.models.base import ProgrammePart, known
from koers.programmes.models.programmes import Programme
from koers.programmes.models.status import OnlyAdded


class PhaseChange(OnlyAdded, ProgrammePart):
    """One step from phase to phase, with who took it; the reason is asked where the table says so."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="phase_changes")
    date = models.DateField(_("date"))
    from_phase = models.CharField(_("from"), max_length=20, choices=Programme.Phase, blank=True, default="")
    to_phase = models.CharField(_("to"), max_length=20, choices=Programme.Phase)
    reason = models.TextField(_("reason"), blank=True, default="")
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        related_name="phase_changes",
        null=True,
        blank=True,
        verbose_name=_("decision"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("change of phase")
        verbose_name_plural = _("changes of phase")
        ordering = ["date", "pk"]
        constraints = [
            known(
                "phase_change_from_known",
                "from_phase",
                Programme.Phase.values,
                _("This phase does not exist."),
            ),
            models.CheckConstraint(
                name="phase_change_to_known",
                condition=Q(to_phase__in=["start", "running", "closing", "closed"]),
                violation_error_message=_("This phase does not exist."),
            ),
            models.CheckConstraint(
                name="phase_change_goes_somewhere",
                condition=~Q(from_phase=F("to_phase")),
                violation_error_message=_("The programme is in this phase already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_from_phase_display()} → {self.get_to_phase_display()}"
