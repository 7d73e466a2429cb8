"""The long-term agenda: what comes to which body, and when as far as known."""

from __future__ import annotations

from datetime import date as day
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koers.core.fields import PartialDateField, partial_date_constraints
from koers.decisions.models.bodies import Body
from koers.decisions.models.decisions import Decision
from koers.organisations.models import Organisation
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord


class LongTermItem(ScopedRecord):
    """`past planning` is no status to choose: it follows from the day (`is_past`)."""

    class Status(models.TextChoices):
        NEW = "new", pgettext_lazy("long-term agenda", "New")
        PLANNED = "planned", pgettext_lazy("long-term agenda", "Planned")
        HELD = "held", pgettext_lazy("long-term agenda", "Held over")
        DONE = "done", pgettext_lazy("long-term agenda", "Done, with a decision")
        DROPPED = "dropped", pgettext_lazy("long-term agenda", "Dropped")

    class Document(models.TextChoices):
        PROPOSAL = "proposal", _("Proposal to the council")
        LETTER = "letter", _("Letter to the council")
        REPORT = "report", _("Report")
        MOTION = "motion", _("Motion or promise")
        MEETING = "meeting", _("Information meeting")
        OTHER = "other", pgettext_lazy("report", "Other document")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(_("subject"), max_length=300)
    document = models.CharField(
        _("kind of document"), max_length=20, choices=Document, default=Document.PROPOSAL
    )
    body = models.ForeignKey(
        Body, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("body")
    )
    planned = PartialDateField()
    portfolio_holder = models.CharField(_("portfolio holder"), max_length=200, blank=True, default="")
    # By its name: a programme of the budget is no programme of Koers, and programmes live one floor up.
    programme_name = models.CharField(
        _("programme by name"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("A programme in Koers or of the budget."),
    )
    state_of_affairs = models.TextField(_("state of affairs"), blank=True, default="")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.NEW)
    reason = models.TextField(
        _("reason"), blank=True, default="", help_text=_("For what is held over or dropped.")
    )
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="long_term_items",
        verbose_name=_("decision"),
    )
    public = models.BooleanField(
        _("public"), default=False, help_text=_("The council sees only what is public.")
    )

    history = scoped_history()

    class Meta:
        verbose_name = _("item of the long-term agenda")
        verbose_name_plural = _("long-term agenda")
        ordering = ["planned_first_day", "subject", "pk"]
        constraints = [
            *partial_date_constraints("long_term_item", "planned"),
            models.CheckConstraint(
                name="long_term_item_has_subject",
                condition=~Q(subject=""),
                violation_error_message=_("Fill in the subject."),
            ),
            models.CheckConstraint(
                name="long_term_item_choices_known",
                condition=Q(status__in=sorted(["new", "planned", "held", "done", "dropped"]))
                & Q(document__in=sorted(["proposal", "letter", "report", "motion", "meeting", "other"])),
                violation_error_message=_("This status or kind of document does not exist."),
            ),
            models.CheckConstraint(
                name="long_term_item_done_with_decision",
                condition=~Q(status="done") | Q(decision__isnull=False),
                violation_error_message=_("What is done names the decision."),
            ),
            models.CheckConstraint(
                name="long_term_item_dropped_with_reason",
                condition=~Q(status__in=["dropped", "held"]) | ~Q(reason=""),
                violation_error_message=_("Say why it was held over or dropped."),
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def clean(self) -> None:
        for name in ("body", "decision"):
            other: Any = getattr(self, name)
            if other is not None and other.organisation_id != self.organisation_id:
                raise ValidationError({name: _now("This belongs to another organisation.")})

    @property
    def is_open(self) -> bool:
        return self.status not in (self.Status.DONE, self.Status.DROPPED)

    def is_past(self, today: day) -> bool:
        """Past its planning: still to come, while the day, month or year it was planned for is over."""
        waits = self.status in (self.Status.NEW, self.Status.PLANNED)
        return waits and self.planned is not None and self.planned.last_day < today
