"""The five-minute update of a track: asked by mail, drafted on a phone, sent when done."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.programmes.models.base import InProgramme
from koers.programmes.models.planning import PlanningPeriod
from koers.programmes.models.status import Status
from koers.programmes.models.tracks import Track


class TrackUpdate(InProgramme):
    """An update that was asked for. The link in the mail works for one person, until it is sent or too old.

    `key_digest` is the SHA-256 of the key in the link; the key itself is nowhere, so the reminder brings a key of
    its own (`reminder_digest`). `draft` is what is being typed, with a counter, so that an older device never
    overwrites a newer text. `next_goals` wait here until the next period exists.
    """

    SCOPE = "track__organisation"
    PROGRAMME = "track__programme"
    NO_HISTORY = "asked once, drafted, sent once; what it changes has its own history"

    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="updates")
    period = models.ForeignKey(
        PlanningPeriod, on_delete=models.SET_NULL, null=True, blank=True, related_name="updates"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    key_digest = models.CharField(max_length=64, unique=True)
    # Null while nobody was reminded: a unique column holds any number of nulls.
    reminder_digest = models.CharField(max_length=64, unique=True, null=True, default=None)  # noqa: DJ001
    due = models.DateField(_("wanted before"), null=True, blank=True)
    expires_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    draft = models.JSONField(default=dict, blank=True)
    draft_number = models.PositiveIntegerField(default=0)
    next_goals = models.JSONField(_("what comes next"), default=list, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    status = models.OneToOneField(
        Status, on_delete=models.PROTECT, null=True, blank=True, related_name="update"
    )

    class Meta:
        verbose_name = _("update of a track")
        verbose_name_plural = _("updates of tracks")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["person", "sent_at"], name="update_waiting")]
        constraints = [
            models.CheckConstraint(condition=Q(key_digest__regex=r"^[0-9a-f]{64}$"), name="update_has_key"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(status__isnull=False), name="update_sent_has_status"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.track} ({self.person})"


class DigestPreference(models.Model):
    """Whether someone wants the weekly mail; without a row they do."""

    NO_HISTORY = "a personal setting"

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    weekly = models.BooleanField(_("weekly mail"), default=True)
    last_sent = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person}: {self.weekly}"
