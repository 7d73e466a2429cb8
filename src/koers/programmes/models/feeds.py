"""The calendar feed of a person: an address that only who has it can read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CalendarFeed(models.Model):
    """`key_digest` is the SHA-256 of the key in the address; the key itself is nowhere. A new key ends the old."""

    NO_HISTORY = "a personal setting"

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"), auto_now=True)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        constraints = [
            models.CheckConstraint(
                condition=Q(key_digest__regex=r"^[0-9a-f]{64}$"), name="calendar_feed_has_key"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
