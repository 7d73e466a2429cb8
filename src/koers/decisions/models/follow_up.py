"""What is done with a recommendation: actions, evidence, and the steps it went through."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from koers.decisions import states
from koers.decisions.models.decisions import Decision
from koers.decisions.models.publicity import AboutRecommendation
from koers.decisions.models.recommendations import Recommendation
from koers.organisations.permissions import BodyKind
from koers.organisations.records import NotRemovable, scoped_history


class FollowUpAction(AboutRecommendation):
    """Something somebody does about it."""

    SCOPE = "recommendation__organisation"

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="actions")
    text = models.CharField(_("what is done"), max_length=500)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner with an account"),
    )
    owner_name = models.CharField(_("owner"), max_length=200, blank=True, default="")
    due = models.DateField(_("ready on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    history = scoped_history()

    class Meta:
        verbose_name = _("action on a recommendation")
        verbose_name_plural = _("actions on recommendations")
        ordering = ["due", "pk"]
        constraints = [
            models.CheckConstraint(
                name="follow_up_action_has_text",
                condition=~Q(text=""),
                violation_error_message=_("Say what is done."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def owner_words(self) -> str:
        return self.owner.name if self.owner else self.owner_name


class Evidence(AboutRecommendation):
    """What shows that it was done: a document by its number, or an address."""

    SCOPE = "recommendation__organisation"

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(_("title"), max_length=300)
    reference = models.CharField(_("number or address"), max_length=500)
    date = models.DateField(_("date"), null=True, blank=True)

    history = scoped_history()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_can_be_found",
                condition=~Q(title="") & ~Q(reference=""),
                violation_error_message=_("Evidence needs a title, and where it can be found."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FollowUpStep(AboutRecommendation):
    """One step, with its day and who wrote it down. Steps are only added: who was wrong adds another.

    `reporter` stands on a judgement: whose report is judged. That nobody judges his own report holds in the database.
    """

    SCOPE = "recommendation__organisation"

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="steps")
    sort = models.CharField(_("step"), max_length=20, choices=states.Sort)
    date = models.DateField(_("date"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("written down by"),
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("whose report is judged"),
    )
    status = models.CharField(_("state"), max_length=20, choices=states.FollowUp, blank=True, default="")
    reaction = models.CharField(_("reaction"), max_length=20, choices=states.Reaction, blank=True, default="")
    text = models.TextField(_("explanation"), blank=True, default="")
    document = models.CharField(_("document"), max_length=300, blank=True, default="")
    reference = models.CharField(_("number or address"), max_length=500, blank=True, default="")
    body = models.CharField(_("body"), max_length=30, choices=BodyKind, blank=True, default="")
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_up_steps",
        verbose_name=_("decision"),
    )

    history = scoped_history()

    class Meta:
        verbose_name = _("step of the follow-up")
        verbose_name_plural = _("steps of the follow-up")
        ordering = ["date", "pk"]
        constraints = [
            models.CheckConstraint(
                name="follow_up_step_known",
                condition=Q(sort__in=sorted(states.Sort.values)),
                violation_error_message=_("This step does not exist."),
            ),
            models.CheckConstraint(
                name="follow_up_step_has_state",
                condition=Q(sort__in=["reported", "assessed"], status__in=sorted(states.FollowUp.values))
                | (~Q(sort__in=["reported", "assessed"]) & Q(status="")),
                violation_error_message=_("Choose how far it is."),
            ),
            models.CheckConstraint(
                name="follow_up_not_judged_by_reporter",
                condition=~Q(sort="assessed")
                | Q(by__isnull=True)
                | Q(reporter__isnull=True)
                | ~Q(by=F("reporter")),
                violation_error_message=_("Who reported on it does not judge it. Ask somebody else."),
            ),
            models.CheckConstraint(
                name="follow_up_told_with_document",
                condition=~Q(sort="told") | ~Q(document=""),
                violation_error_message=_("Name the document with which the council was told."),
            ),
            models.CheckConstraint(
                name="follow_up_written_off_by_council",
                condition=~Q(sort="written_off") | Q(body="council", decision__isnull=False),
                violation_error_message=_("Only the council writes off a motion, with a decision."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_sort_display())

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ValidationError(_now("A step stays as it was written down. Add a new one."), code="step")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise NotRemovable(_now("A step stays as it was written down. Add a new one."), code="step")
