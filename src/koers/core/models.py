"""What every record in the register has: a public id, moments, and a version against lost updates."""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.db import models
from django.db.models import F, Q


class ConcurrentChange(Exception):
    """Somebody else changed the record since the version the user started from."""


class Record(models.Model):
    """Abstract base. `public_id` is what addresses and the API show; the database's own id never leaves it.

    `version` goes up by one with every `save_from`; a form carries the version it started from, so that two people
    who change the same record find out (`ConcurrentChange`) instead of overwriting each other.
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
    """Content kept once, by its SHA-256 in hexadecimal. What it is called, and whose it is, say those who refer to it.

    Use `koers.core.files` to write and read the bytes.
    """

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
