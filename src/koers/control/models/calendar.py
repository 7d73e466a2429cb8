"""The control calendar: what must be done by a rhythm to be in control, and what was done each time."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koers.control.rhythm import Rhythm
from koers.organisations.models import Organisation, Unit
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord
from koers.programmes.models.base import Owned, not_empty

FIRST_YEAR, LAST_YEAR = 2000, 2100


def not_to_come(record: models.Model, *names: str) -> None:
    """What was done was not done on a day that is still to come."""
    today = timezone.localdate()
    late = [name for name in names if (day := getattr(record, name)) is not None and day > today]
    if late:
        raise ValidationError({name: [_("This day is still to come.")] for name in late})


class ControlItem(Owned, ScopedRecord):
    """One thing the organisation does to be in control. Its dates follow from `starts_on` and `rhythm`."""

    class Kind(models.TextChoices):
        PROCESS = "process", _("Process description")
        POLICY = "policy", _("Policy paper")
        CONTROL = "control", pgettext_lazy("kind of control item", "Control")
        SECURITY = "security", _("Information security")
        CONTINUITY = "continuity", _("Continuity plan")
        PRIVACY = "privacy", _("Privacy")
        RECORDS = "records", _("Records and archive")
        WORKPLACE = "workplace", _("RI&E")

    class Repeats(models.TextChoices):
        ONCE = Rhythm.ONCE.value, pgettext_lazy("rhythm", "Once")
        MONTHLY = Rhythm.MONTHLY.value, _("Every month")
        QUARTERLY = Rhythm.QUARTERLY.value, _("Every quarter")
        HALF_YEARLY = Rhythm.HALF_YEARLY.value, _("Every half year")
        YEARLY = Rhythm.YEARLY.value, _("Every year")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    name = models.CharField(_("name"), max_length=300)
    description = models.TextField(_("what is done"), blank=True, default="")
    reason = models.TextField(_("why: the risk or the duty"), blank=True, default="")
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("team or department"),
    )
    source = models.CharField(_("source: document or link"), max_length=500, blank=True, default="")
    rhythm = models.CharField(_("rhythm"), max_length=12, choices=Repeats, default=Repeats.YEARLY)
    starts_on = models.DateField(_("first planned day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    review_on = models.DateField(_("review before"), null=True, blank=True)

    history = scoped_history()

    class Meta:
        verbose_name = _("item of the control calendar")
        verbose_name_plural = _("items of the control calendar")
        ordering = ["kind", "name", "pk"]
        constraints = [
            not_empty("control_item_has_name", "name", _("Give it a name.")),
            models.CheckConstraint(
                name="control_item_kind_known",
                condition=Q(
                    kind__in=[
                        "process",
                        "policy",
                        "control",
                        "security",
                        "continuity",
                        "privacy",
                        "records",
                        "workplace",
                    ]
                ),
                violation_error_message=_("This kind does not exist."),
            ),
            models.CheckConstraint(
                name="control_item_rhythm_known",
                condition=Q(rhythm__in=["once", "monthly", "quarterly", "half_yearly", "yearly"]),
                violation_error_message=_("This rhythm does not exist."),
            ),
            models.CheckConstraint(
                name="control_item_period_possible",
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day lies before the first planned day."),
            ),
            models.CheckConstraint(
                name="control_item_review_after_adoption",
                condition=Q(review_on__isnull=True)
                | Q(adopted_on__isnull=True)
                | Q(review_on__gt=F("adopted_on")),
                violation_error_message=_("The review lies before the day of adoption."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.unit is not None and self.unit.organisation_id != self.organisation_id:
            raise ValidationError({"unit": _("This team belongs to another organisation.")})


class Occurrence(ScopedRecord):
    """One time that an item was planned: done with a result, or dropped with a reason.

    What is planned by the rhythm and not reported yet has no row: `plan.py` works it out.
    """

    SCOPE = "item__organisation"

    class Result(models.TextChoices):
        GOOD = "good", pgettext_lazy("control", "In order")
        PARTLY = "partly", pgettext_lazy("control", "Partly in order")
        BAD = "bad", pgettext_lazy("control", "Not in order")

    item = models.ForeignKey(
        ControlItem,
        on_delete=models.CASCADE,
        related_name="occurrences",
        verbose_name=_("item of the control calendar"),
    )
    planned = models.DateField(_("planned for"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_by = models.CharField(_("done by"), max_length=200, blank=True, default="")
    result = models.CharField(_("result"), max_length=10, choices=Result, blank=True, default="")
    evidence = models.TextField(_("evidence: document or link"), blank=True, default="")
    finding = models.TextField(_("finding"), blank=True, default="")
    follow_up = models.TextField(_("follow-up"), blank=True, default="")
    follow_up_due = models.DateField(_("follow-up ready on"), null=True, blank=True)
    follow_up_done = models.DateField(_("follow-up done on"), null=True, blank=True)
    dropped_because = models.TextField(_("why it was dropped"), blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("occurrence of a control")
        verbose_name_plural = _("occurrences of controls")
        ordering = ["planned", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "planned"],
                name="occurrence_once_a_day",
                violation_error_message=_("This is planned for this day already."),
            ),
            models.CheckConstraint(
                name="occurrence_result_known",
                condition=Q(result__in=["", "good", "partly", "bad"]),
                violation_error_message=_("This result does not exist."),
            ),
            models.CheckConstraint(
                name="occurrence_done_says_who_and_what",
                condition=Q(done_on__isnull=True, result="", done_by="")
                | Q(done_on__isnull=False, result__gt="", done_by__gt=""),
                violation_error_message=_("Fill in together: done on, done by and the result."),
            ),
            models.CheckConstraint(
                name="occurrence_done_or_dropped",
                condition=Q(done_on__isnull=True) | Q(dropped_because=""),
                violation_error_message=_("What was done cannot be dropped as well."),
            ),
            models.CheckConstraint(
                name="occurrence_follow_up_known",
                condition=Q(follow_up_done__isnull=True) | ~Q(follow_up=""),
                violation_error_message=_("Say what the follow-up was."),
            ),
            models.CheckConstraint(
                name="occurrence_wrong_has_finding",
                condition=~Q(result__in=["partly", "bad"]) | ~Q(finding=""),
                violation_error_message=_("Say what was found: the result is not wholly in order."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} ({self.planned:%d-%m-%Y})"

    def clean(self) -> None:
        not_to_come(self, "done_on", "follow_up_done")
