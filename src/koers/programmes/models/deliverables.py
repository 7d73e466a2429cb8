"""Products of a programme, and the bodies that adopted them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koers.core.fields import PartialDateField, partial_date_constraints
from koers.decisions.models import Body, Meeting
from koers.organisations.records import scoped_history
from koers.programmes.models.base import InProgramme, Owned, known, not_empty
from koers.programmes.models.programmes import Programme
from koers.programmes.models.tracks import NamesTrack, Track


class Deliverable(Owned, NamesTrack):
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
    due = PartialDateField()
    text = models.TextField(_("text"), blank=True, default="")
    # Then a final decision without advice of the works council before it is pointed out.
    needs_advice = models.BooleanField(_("the works council must be asked for advice first"), default=False)

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
            *partial_date_constraints("deliverable", "due"),
        ]

    def __str__(self) -> str:
        return self.name


class Adoption(InProgramme):
    """A body's act on a deliverable, in the verb of the source: a step that is planned, asked for or done.

    What a report states carries no state and no sort: it was done, in the words of the report.
    """

    SCOPE = "deliverable__organisation"
    PROGRAMME = "deliverable__programme"

    class Sort(models.TextChoices):
        ENDORSED = "endorsed", _("Endorsement")
        ADVICE = "advice", _("Advice")
        CONSENT = "consent", _("Consent")
        APPROVED = "approved", _("Approval")
        ADOPTED = "adopted", _("Adoption (final decision)")
        INFORMATION = "information", _("For information")

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        ASKED = "asked", _("Asked")
        DONE = "done", _("Done")
        REFUSED = "refused", _("Refused")

    deliverable = models.ForeignKey(Deliverable, on_delete=models.CASCADE, related_name="adoptions")
    body = models.CharField(_("body as named"), max_length=200, blank=True, default="")
    body_known = models.ForeignKey(
        Body,
        on_delete=models.PROTECT,
        related_name="adoptions",
        null=True,
        blank=True,
        verbose_name=_("body"),
    )
    sort = models.CharField(_("kind of step"), max_length=20, choices=Sort, blank=True, default="")
    act = models.CharField(_("act, in the body's own verb"), max_length=100, blank=True, default="")
    state = models.CharField(_("state"), max_length=10, choices=State, blank=True, default="")
    date = PartialDateField()
    planned = PartialDateField()
    case_number = models.CharField(_("case number"), max_length=100, blank=True, default="")
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.SET_NULL,
        related_name="adoptions",
        null=True,
        blank=True,
        verbose_name=_("meeting"),
    )

    history = scoped_history()

    class Meta:
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")
        ordering = ["date_first_day", "pk"]
        constraints = [
            *partial_date_constraints("adoption", "date", "planned"),
            known(
                "adoption_sort_known",
                "sort",
                ["endorsed", "advice", "consent", "approved", "adopted", "information"],
                _("This kind of step does not exist."),
            ),
            known(
                "adoption_state_known",
                "state",
                ["planned", "asked", "done", "refused"],
                _("This state does not exist."),
            ),
            models.CheckConstraint(
                name="adoption_has_body_or_act",
                condition=~Q(body="") | ~Q(act="") | Q(body_known__isnull=False),
                violation_error_message=_("An adoption needs a body or an act."),
            ),
            # A null body would make every row another one: 0 stands for it, on both databases alike.
            models.UniqueConstraint(
                "deliverable",
                "body",
                Coalesce("body_known", 0),
                "act",
                "sort",
                "date_first_day",
                "date_precision",
                name="adoption_once",
                violation_error_message=_("This adoption already stands with the deliverable."),
            ),
            models.UniqueConstraint(
                "deliverable",
                "body",
                Coalesce("body_known", 0),
                "act",
                "sort",
                condition=Q(date_first_day__isnull=True),
                name="adoption_undated_once",
                violation_error_message=_("This adoption already stands with the deliverable."),
            ),
        ]

    def __str__(self) -> str:
        words = self.act or (self.get_sort_display() if self.sort else "")
        return " ".join(part for part in (self.body_words, words) if part)

    @property
    def body_words(self) -> str:
        """The body as the source names it, else the organisation's body."""
        return self.body or (self.body_known.name if self.body_known else "")

    @property
    def is_done(self) -> bool:
        """A step without a state was read in from a report, which tells what happened."""
        return self.state in ("", self.State.DONE)

    def clean(self) -> None:
        if self.state == self.State.DONE and self.date is None and not self.pk:
            raise ValidationError({"date": _("When was it done? Fill in a day, a month or a year.")})
        settled = self.state in (self.State.DONE, self.State.REFUSED) or (not self.state and not self.pk)
        if settled and self.date is not None and self.date.first_day > timezone.localdate():
            raise ValidationError(
                {"date": _("This day is still to come. Fill it in under “planned for”, as a planned step.")}
            )
