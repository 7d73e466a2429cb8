"""Tracks (werkgroepen, hoofdopgaven) and the progress that reports state."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.core.fields import PartialDateField, partial_date_constraints
from koers.organisations.records import scoped_history
from koers.programmes.models.base import InProgramme, ProgrammePart, not_empty
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
    mission = models.ForeignKey(
        "programmes.Mission",
        on_delete=models.PROTECT,
        related_name="tracks",
        null=True,
        blank=True,
        verbose_name=_("mission task"),
    )
    start = PartialDateField()
    end = PartialDateField()
    # One per line: what the track needs beside who is in it now.
    needed_expertise = models.TextField(_("expertise it needs"), blank=True, default="")
    needed_units = models.TextField(_("units that must take part"), blank=True, default="")

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
            *partial_date_constraints("track", "start", "end"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        start, end = self.start, self.end
        if start is not None and end is not None and end.last_day < start.first_day:
            raise ValidationError({"end": _("The end must lie after the start.")})


class TrackMember(InProgramme):
    """Someone who works in a track: from which unit, with what expertise, for how many hours a week."""

    SCOPE = "track__organisation"
    PROGRAMME = "track__programme"

    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person with an account"),
    )
    name = models.CharField(_("name or function"), max_length=200)
    unit = models.CharField(_("unit"), max_length=200, blank=True, default="")
    expertise = models.CharField(_("expertise"), max_length=200, blank=True, default="")
    hours_per_week = models.DecimalField(
        _("hours a week"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    leads = models.BooleanField(_("leads the track"), default=False)

    history = scoped_history()

    class Meta:
        verbose_name = _("track member")
        verbose_name_plural = _("track members")
        ordering = ["-leads", "name", "pk"]
        constraints = [
            not_empty("track_member_has_name", "name", _("A member needs a name or a function.")),
            models.UniqueConstraint(
                fields=["track", "name"],
                name="track_member_once",
                violation_error_message=_("This person is in the track already."),
            ),
            models.CheckConstraint(
                name="track_member_hours",
                condition=Q(hours_per_week__isnull=True) | Q(hours_per_week__gt=0, hours_per_week__lte=60),
                violation_error_message=_("Fill in between 0 and 60 hours a week."),
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
