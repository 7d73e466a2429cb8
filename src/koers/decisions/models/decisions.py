"""Decisions with their documents, and what they change.

A decision belongs to an organisation. That it concerns a programme is known one floor up (`programmes.ProgrammeDecision`),
and what of other rooms points at it (a baseline, a budget) comes from `koers.decisions.effects`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koers.core.fields import PartialDateField, partial_date_constraints
from koers.decisions.models.bodies import Body
from koers.decisions.models.publicity import seen_by
from koers.organisations.models import Organisation
from koers.organisations.permissions import BodyKind
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord

if TYPE_CHECKING:
    from koers.organisations.models import User

COUNCIL_NAMES = ("raad", "de raad", "gemeenteraad", "de gemeenteraad", "Raad", "Gemeenteraad")


class Decision(ScopedRecord):
    """What a body decided. `act` is the source's own verb (vastgesteld, ingestemd …), empty when the text
    has none.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(_("body"), max_length=200, blank=True, default="")
    act = models.CharField(_("act"), max_length=100, blank=True, default="")
    text = models.TextField(_("decision"))
    date = PartialDateField()
    body_known = models.ForeignKey(
        Body,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("body in the register"),
    )
    case_number = models.CharField(_("case number"), max_length=100, blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["date_first_day", "pk"]
        constraints = [
            *partial_date_constraints("decision", "date"),
            models.CheckConstraint(
                name="decision_has_text",
                condition=~Q(text=""),
                violation_error_message=_("A decision needs a text."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def body_words(self) -> str:
        """The body as the source names it, else by its name in the register."""
        return self.body or (self.body_known.name if self.body_known else "")

    @property
    def by_council(self) -> bool:
        known = self.body_known
        return known.kind == BodyKind.COUNCIL if known else self.body in COUNCIL_NAMES


class DecisionDocument(ScopedRecord):
    """A document that belongs to a decision: its title, and its number or address where it can be found."""

    SCOPE = "decision__organisation"

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=300)
    reference = models.CharField(_("number or address"), max_length=500, blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("document of a decision")
        verbose_name_plural = _("documents of a decision")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "title"],
                name="decision_document_once",
                violation_error_message=_("This document already belongs to the decision."),
            ),
            models.CheckConstraint(
                name="decision_document_has_title",
                condition=~Q(title=""),
                violation_error_message=_("A document needs a title."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DecisionEffect(ScopedRecord):
    """What a decision changes, in words: also where what it changes is not (yet) a record that points at it."""

    SCOPE = "decision__organisation"

    class Subject(models.TextChoices):
        BASELINE = "baseline", _("Baseline of a programme")
        BUDGET = "budget", _("Budget")
        RECOMMENDATION = "recommendation", _("Recommendation, motion or promise")
        ORGANISATION = "organisation", _("Organisation and tasks")
        OTHER = "other", pgettext_lazy("decision", "Something else")

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="effects")
    subject = models.CharField(_("what it changes"), max_length=20, choices=Subject, default=Subject.OTHER)
    text = models.CharField(_("the change in one sentence"), max_length=500)
    recommendation = models.ForeignKey(
        "decisions.Recommendation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="effects",
        verbose_name=_("recommendation"),
    )

    history = scoped_history()

    class Meta:
        verbose_name = _("effect of a decision")
        verbose_name_plural = _("effects of decisions")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_effect_has_text",
                condition=~Q(text=""),
                violation_error_message=_("Say what the decision changes."),
            ),
            models.CheckConstraint(
                name="decision_effect_subject_known",
                condition=Q(subject__in=["baseline", "budget", "recommendation", "organisation", "other"]),
                violation_error_message=_("Choose what the decision changes from the list."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def visible_within(cls, user: User) -> Q | None:
        """It names the recommendation: of one that is not public only to who may see that."""
        return Q(recommendation__isnull=True) | seen_by(user, "recommendation__")
