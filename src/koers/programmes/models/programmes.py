"""A programme, the organisations that take part, and the reports that were read in about it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.core.fields import PartialDateField, partial_date_constraints
from koers.core.period_fields import PeriodFields, period_constraints
from koers.organisations.models import Organisation
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord
from koers.programmes.models.base import ProgrammePart, not_empty


class Programme(PeriodFields, ScopedRecord):
    """A programme of one lead organisation. Only the lead's members see it; shares of participants come
    later.
    """

    class Phase(models.TextChoices):
        START = "start", _("Start")
        RUNNING = "running", _("Running")
        CLOSING = "closing", _("Closing")
        CLOSED = "closed", _("Closed")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("lead organisation")
    )
    name = models.CharField(_("name"), max_length=300)
    slug = models.SlugField(_("address"), max_length=80)
    purpose = models.TextField(_("purpose"), blank=True, default="")
    # As the document prints the lead; it may name several organisations at once.
    organisation_raw = models.CharField(_("organisation as printed"), max_length=300, blank=True, default="")
    phase = models.CharField(_("phase"), max_length=20, choices=Phase, blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["name", "pk"]
        constraints = [
            *period_constraints("programme"),
            not_empty("programme_has_name", "name", _("A programme needs a name.")),
            not_empty("programme_has_slug", "slug", _("A programme needs an address.")),
            models.UniqueConstraint(
                fields=["organisation", "slug"],
                name="programme_slug_unique",
                violation_error_message=_("The organisation already has a programme with this address."),
            ),
            models.CheckConstraint(
                name="programme_phase_known",
                condition=Q(phase__in=["", "start", "running", "closing", "closed"]),
                violation_error_message=_("This phase does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Participant(ProgrammePart):
    """An organisation that takes part beside the lead: by name, and linked when Koers knows it."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="participants")
    name = models.CharField(_("name"), max_length=200)
    participant = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["name", "pk"]
        constraints = [
            not_empty("participant_has_name", "name", _("A participant needs a name.")),
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="participant_once",
                violation_error_message=_("This organisation already takes part."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReportedEdition(PeriodFields, ProgrammePart):
    """A report about the programme that was read in. The period is the one it reports on."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="reported_editions")
    edition = PartialDateField()
    final = models.BooleanField(_("final report"), null=True, blank=True)

    class Meta:
        verbose_name = _("reported edition")
        verbose_name_plural = _("reported editions")
        ordering = ["edition_first_day", "pk"]
        constraints = [
            *period_constraints("reported_edition"),
            *partial_date_constraints("reported_edition", "edition"),
            models.UniqueConstraint(
                fields=["programme", "edition_first_day", "edition_precision", "final"],
                name="reported_edition_once",
                violation_error_message=_("The report of this date already stands in the register."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} ({self.edition or '?'})"
