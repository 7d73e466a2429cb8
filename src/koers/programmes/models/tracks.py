"""Tracks (werkgroepen, hoofdopgaven) and the progress that reports state."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.programmes.models.base import ProgrammePart, not_empty
from koers.programmes.models.programmes import Programme, ReportedEdition


class Track(ProgrammePart):
    class Status(models.TextChoices):
        RUNNING = "running", _("Running")
        ENDED = "ended", _("Ended")
        HANDED_OVER = "handed_over", _("Handed over")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="tracks")
    name = models.CharField(_("name"), max_length=300)
    status = models.CharField(_("status"), max_length=20, choices=Status, blank=True, default="")
    text = models.TextField(_("text"), blank=True, default="")

    class Meta:
        verbose_name = _("track")
        verbose_name_plural = _("tracks")
        ordering = ["pk"]
        constraints = [
            not_empty("track_has_name", "name", _("A track needs a name.")),
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="track_name_unique",
                violation_error_message=_("The programme already has a track with this name."),
            ),
            models.CheckConstraint(
                name="track_status_known",
                condition=Q(status__in=["", "running", "ended", "handed_over"]),
                violation_error_message=_("This status of a track does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class NamesTrack(ProgrammePart):
    """Abstract: names a track as its source does, and refers to it as soon as the register holds it."""

    track_name = models.CharField(_("track as printed"), max_length=300, blank=True, default="")

    class Meta:
        abstract = True


class Progress(NamesTrack):
    """What a report says about how things stand, of one track or of the programme as a whole."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="progress")
    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="progress", null=True, blank=True)
    reported_edition = models.ForeignKey(
        ReportedEdition, on_delete=models.PROTECT, related_name="progress", null=True, blank=True
    )
    text = models.TextField(_("progress"))

    class Meta:
        verbose_name = _("progress")
        verbose_name_plural = _("progress")
        ordering = ["pk"]
        constraints = [not_empty("progress_has_text", "text", _("Progress needs a text."))]

    def __str__(self) -> str:
        return self.text
