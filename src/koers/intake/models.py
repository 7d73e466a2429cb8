"""Documents that were read in, and the proposals that came out of them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from koers.organisations.models import Organisation, User
from koers.organisations.scope import ScopedRecord


class Document(ScopedRecord):
    """A file read in for an organisation. The same content twice is one document (`content_hash`, SHA-256)."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be read")
        READ = "read", _("Read")
        FAILED = "failed", _("Could not be read")

    NO_HISTORY: ClassVar[str] = "what was read does not change; who added or removed it is in the audit trail"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="documents")
    name = models.CharField(_("file name"), max_length=255)
    content_hash = models.CharField(max_length=64, editable=False)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+", null=True)
    requested_kind = models.CharField(max_length=30, blank=True, default="")
    kind = models.CharField(_("kind of document"), max_length=30, blank=True, default="")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    error = models.TextField(blank=True, default="")
    warnings = models.JSONField(default=list)
    unread = models.JSONField(default=list)
    plain = models.TextField(blank=True, default="")
    masked = models.TextField(blank=True, default="")
    blocks = models.JSONField(default=list)
    page_starts = models.JSONField(default=list)
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.SET_NULL, null=True, blank=True, related_name="documents"
    )
    edition = models.ForeignKey(
        "programmes.ReportedEdition",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="documents",
    )
    paragraph = models.ForeignKey(
        "programmes.OperationsParagraph",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="documents",
    )
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "content_hash", "requested_kind"], name="document_content_once"
            ),
            models.CheckConstraint(
                condition=Q(state="failed") & ~Q(error="") | ~Q(state="failed") & Q(error=""),
                name="document_error_when_failed",
                violation_error_message=_("A document that could not be read says why."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Proposal(ScopedRecord):
    """One item that a document states, as a proposal for the register.

    `values` is what will be taken over and may be changed by a person; `read_values` stays what the reader found.
    """

    SCOPE: ClassVar[str] = "document__organisation"
    NO_HISTORY: ClassVar[str] = "it keeps what was read beside what was made of it, and who decided when"

    class State(models.TextChoices):
        WAITING = "waiting", _("To do")
        ACCEPTED = "accepted", _("Taken over")
        REJECTED = "rejected", _("Not taken over")

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="proposals")
    position = models.PositiveIntegerField()
    type = models.CharField(max_length=30)
    values = models.JSONField()
    read_values = models.JSONField()
    sources = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    page = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    record_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    record_id = models.PositiveBigIntegerField(null=True, blank=True)
    record = GenericForeignKey("record_type", "record_id")
    made_record = models.BooleanField(default=True)
    """False when the register already held the same fact: undoing then leaves that fact in place."""
    changed_version = models.PositiveIntegerField(null=True, blank=True)
    """The version of a known record that accepting this proposal completed; undoing takes that addition back."""

    class Meta:
        ordering = ["document", "position"]
        indexes = [models.Index(fields=["record_type", "record_id"], name="proposal_by_record")]
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="proposal_position_once"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="proposal_passage_in_order"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(state="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="proposal_decided_by_and_at",
                violation_error_message=_("Who decided and when belong together."),
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", record_type__isnull=False, record_id__isnull=False)
                | ~Q(state="accepted") & Q(record_type__isnull=True, record_id__isnull=True),
                name="proposal_accepted_has_record",
                violation_error_message=_("Only what is taken over points into the register."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.position} of {self.document}"
