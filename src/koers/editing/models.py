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


class SheetImport(ScopedRecord):
    """A spreadsheet that was offered: looked through first, taken over when a person says so.

    `rows` is what was read, `outcomes` what each row would do or did (line, what, name, errors).
    """

    class State(models.TextChoices):
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked")
        TAKING = "taking", _("Being taken over")
        DONE = "done", _("Taken over")
        WRONG = "wrong", _("Not taken over")

    NO_HISTORY = "a step on the way; what it changes has its own history"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=60)
    name = models.CharField(_("file name"), max_length=200)
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", verbose_name=_("by"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CHECKING)
    rows = models.JSONField(_("rows"), default=list)
    outcomes = models.JSONField(_("outcomes"), default=list)
    problem = models.CharField(_("problem"), max_length=500, blank=True, default="")

    class Meta:
        verbose_name = _("spreadsheet to take over")
        verbose_name_plural = _("spreadsheets to take over")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_busy(self) -> bool:
        return self.state in (self.State.CHECKING, self.State.TAKING)

    @property
    def can_be_taken(self) -> bool:
        return (
            self.state == self.State.CHECKED
            and not self.problem
            and not self.wrong
            and bool(self.new or self.changed)
        )

    def count(self, what: str) -> int:
        return sum(one["what"] == what for one in self.outcomes)

    @property
    def new(self) -> int:
        return self.count("new")

    @property
    def changed(self) -> int:
        return self.count("changed")

    @property
    def same(self) -> int:
        return self.count("same")

    @property
    def wrong(self) -> int:
        return self.count("wrong")


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
