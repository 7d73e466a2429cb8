"""Products of a programme, and the bodies that adopted them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.core.fields import PartialDateField, partial_date_constraints
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord
from koers.programmes.models.base import not_empty
from koers.programmes.models.programmes import Programme
from koers.programmes.models.tracks import NamesTrack, Track


class Deliverable(NamesTrack):
    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        IN_PROGRESS = "in_progress", _("In progress")
        DELIVERED = "delivered", _("Delivered")
        ADOPTED = "adopted", _("Adopted (deliverable)")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="deliverables")
    track = models.ForeignKey(
        Track, on_delete=models.PROTECT, related_name="deliverables", null=True, blank=True
    )
    name = models.CharField(_("name"), max_length=500)
    status = models.CharField(_("status"), max_length=20, choices=Status, blank=True, default="")

    class Meta:
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")
        ordering = ["pk"]
        constraints = [
            not_empty("deliverable_has_name", "name", _("A deliverable needs a name.")),
            models.CheckConstraint(
                name="deliverable_status_known",
                condition=Q(status__in=["", "planned", "in_progress", "delivered", "adopted"]),
                violation_error_message=_("This status of a deliverable does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Adoption(ScopedRecord):
    """A body's act on a deliverable, in the verb of the source."""

    SCOPE = "deliverable__organisation"

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="adoptions")
    body = models.CharField(_("body"), max_length=200, blank=True, default="")
    act = models.CharField(_("act"), max_length=100, blank=True, default="")
    date = PartialDateField()

    history = scoped_history()

    class Meta:
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        ordering = ["date_first_day", "pk"]
        constraints = [
            *partial_date_constraints("adoption", "date"),
            models.CheckConstraint(
                name="adoption_has_body_or_act",
                condition=~Q(body="") | ~Q(act=""),
                violation_error_message=_("An adoption needs a body or an act."),
            ),
            models.UniqueConstraint(
                fields=["deliverable", "body", "act", "date_first_day", "date_precision"],
                name="adoption_once",
                violation_error_message=_("This adoption already stands with the deliverable."),
            ),
            models.UniqueConstraint(
                fields=["deliverable", "body", "act"],
                condition=Q(date_first_day__isnull=True),
                name="adoption_undated_once",
                violation_error_message=_("This adoption already stands with the deliverable."),
            ),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.body, self.act) if part)
