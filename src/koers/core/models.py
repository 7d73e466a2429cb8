"""What every record in the register has: a public id, moments, and a version against lost updates."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ConcurrentChange(Exception):
    """Somebody else changed the record since the version the user started from."""


class Record(models.Model):
    """Abstract base. `public_id` is what addresses and the API show; the database's own id never leaves it.

    `version` goes up by one with every `save_from`; a form carries the version it started from, so that two
    people who change the same record find out (`ConcurrentChange`) instead of overwriting each other.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def save_from(self, version: int, **kwargs: Any) -> Self:
        """Saves only when the stored version is still `version`; raises ConcurrentChange otherwise.

        Call inside a transaction: the conditional update takes the row's lock before the fields are written.
        """
        manager = type(self)._base_manager
        if not manager.filter(pk=self.pk, version=version).update(version=F("version") + 1):
            raise ConcurrentChange(
                f"{type(self).__name__} {self.public_id} is no longer at version {version}"
            )
        self.version = version + 1
        self.save(**kwargs)
        return self


class StoredFile(Record):
    """Content kept once, by its SHA-256 in hexadecimal. What it is called, and whose it is, say those who
    refer to it.

    Use `koers.core.files` to write and read the bytes.
    """

    NO_HISTORY = "content under its own hash never changes"

    content_hash = models.CharField(max_length=64, unique=True, editable=False)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(content_hash__regex=r"^[0-9a-f]{64}$"), name="stored_file_has_hash"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_hash[:12]} ({self.size} bytes)"


class Job(Record):
    """A piece of background work, from being asked for to its end; what the user interface shows of it.

    Work is taken with a lease: a worker that dies keeps its lease no longer than `lease_until`, then
    another takes the work up again, at most `max_attempts` times in all. `attempts` also fences: a worker
    that lost its lease cannot write the outcome any more. With a `key` asking twice gives the same job.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    NO_HISTORY = "background work is no fact of the register"

    function = models.CharField(max_length=200)
    arguments = models.JSONField(default=list)
    keywords = models.JSONField(default=dict)
    # Null for work without a key: a unique column holds any number of nulls.
    key = models.CharField(max_length=200, unique=True, null=True, default=None)  # noqa: DJ001
    queue = models.CharField(max_length=40, default="default")
    priority = models.SmallIntegerField(default=0)
    run_after = models.DateTimeField(null=True)
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=3)
    worker = models.CharField(max_length=64, blank=True, default="")
    workers = models.JSONField(default=list)
    lease_seconds = models.PositiveIntegerField(default=60)
    lease_until = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    last_attempted_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    words = models.CharField(max_length=200, blank=True, default="")
    error = models.TextField(_("what went wrong"), blank=True, default="")
    error_class = models.CharField(max_length=200, blank=True, default="")
    trace = models.TextField(blank=True, default="")
    result = models.JSONField(null=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state", "-priority", "created_at"], name="job_next")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="running", lease_until__isnull=False)
                | ~Q(state="running") & Q(lease_until__isnull=True),
                name="job_lease_while_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], finished_at__isnull=False)
                | Q(state__in=["waiting", "running"], finished_at__isnull=True),
                name="job_end_when_finished",
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(error=""), name="job_failure_says_why"),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(done__lte=F("total")), name="job_done_of_total"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.function} ({self.state})"

    @property
    def is_finished(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)

    @property
    def percentage(self) -> int | None:
        """Whole per cents done, rounded down so that 100 means ready; None while the total is unknown."""
        return self.done * 100 // self.total if self.total else None
