"""Decisions with their documents, and recommendations with what became of them.

Both belong to an organisation. That one concerns a programme is known one floor up
(`programmes.ProgrammeDecision`, `programmes.ProgrammeRecommendation`), so that a management letter or a
motion needs no programme.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.core.fields import PartialDateField, partial_date_constraints
from koers.organisations.models import Organisation
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord


class Decision(ScopedRecord):
    """What a body decided. `act` is the source's own verb (vastgesteld, ingestemd …), empty when the text
    has none.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    body = models.CharField(_("body"), max_length=200, blank=True, default="")
    act = models.CharField(_("act"), max_length=100, blank=True, default="")
    text = models.TextField(_("decision"))
    date = PartialDateField()

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


class Recommendation(ScopedRecord):
    """A recommendation, motion or promise. The text may be unknown when a document only names where it
    stands.
    """

    class Kind(models.TextChoices):
        RECOMMENDATION = "recommendation", _("Recommendation")
        MOTION = "motion", _("Motion")
        PROMISE = "promise", _("Promise")

    class Reaction(models.TextChoices):
        ADOPTED = "adopted", _("Adopted")
        PARTLY = "partly", _("Partly adopted")
        NOT_ADOPTED = "not_adopted", _("Not adopted")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.RECOMMENDATION)
    text = models.TextField(_("text"), blank=True, default="")
    source_document = models.CharField(_("source document"), max_length=500, blank=True, default="")
    # The code the reader derived from the text; the list of statuses comes with the follow-up.
    status = models.CharField(_("status"), max_length=100, blank=True, default="")
    reaction = models.CharField(_("reaction"), max_length=20, choices=Reaction, blank=True, default="")
    reaction_text = models.TextField(_("reaction in words"), blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="recommendation_has_text_or_source",
                condition=~Q(text="") | ~Q(source_document=""),
                violation_error_message=_("A recommendation needs its text or the document it stands in."),
            ),
            models.CheckConstraint(
                name="recommendation_kind_known",
                condition=Q(kind__in=["recommendation", "motion", "promise"]),
                violation_error_message=_("This kind of recommendation does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return self.text or self.source_document
