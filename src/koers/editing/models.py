"""What was removed, so that it can be brought back."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koers.organisations.models import Organisation, User
from koers.organisations.scope import ScopedRecord

KEPT = timedelta(days=30)
"""How long what was removed can be brought back."""


class Removal(ScopedRecord):
    """A record that was removed, with all that went along. The content stands in the history tables."""

    NO_HISTORY = "written once; restoring marks it"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=60)
    record_id = models.UUIDField(_("removed record"), db_index=True)
    name = models.CharField(_("name"), max_length=200)
    parts = models.PositiveIntegerField(_("went along"), default=0)
    limit = models.UUIDField(_("programme"), null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by"))
    restored_at = models.DateTimeField(_("restored at"), null=True, blank=True)

    class Meta:
        verbose_name = _("removal")
        verbose_name_plural = _("removals")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["organisation", "-created_at"], name="removal_recent")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def visible_beyond(cls, user: User) -> Q | None:
        return Q(limit__in=user.limits()) if user.limits() else None

    def limit_of(self) -> uuid.UUID | None:
        return self.limit

    @property
    def is_open(self) -> bool:
        """Whether it can still be brought back."""
        return self.restored_at is None and timezone.now() - self.created_at <= KEPT
