"""The token as it is kept: only a digest of it, so that the table gives nobody access."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from koers.core.models import Record
from koers.organisations.models import Organisation, User


class ApiToken(Record):
    """A token of a person. Without an organisation it is for all of the person's.

    `window` and `asked` count the requests of the running minute (`throttling.py`).
    """

    class Scope(models.TextChoices):
        READ = "read", _("Read only")
        WRITE = "write", _("Read and write")

    NO_HISTORY = "the audit trail has every token made and withdrawn"

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="api_tokens", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("what it is for"), max_length=100)
    scope = models.CharField(_("what it may do"), max_length=10, choices=Scope, default=Scope.READ)
    prefix = models.CharField(_("begins with"), max_length=20)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    window = models.DateTimeField(null=True, blank=True, editable=False)
    asked = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("access token")
        verbose_name_plural = _("access tokens")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="api_token_has_name",
                violation_error_message=_("Say what the token is for."),
            ),
            models.CheckConstraint(condition=Q(scope__in=["read", "write"]), name="api_token_known_scope"),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="api_token_keeps_only_a_digest"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="api_token_expires_later",
                violation_error_message=_("A token is valid for at least a day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    def is_valid(self, now: datetime) -> bool:
        return self.revoked_at is None and self.expires_at > now

    @property
    def may_write(self) -> bool:
        return self.scope == self.Scope.WRITE

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name = self.name.strip()
        super().save(*args, **kwargs)
