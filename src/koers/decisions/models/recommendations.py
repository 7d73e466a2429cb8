"""Recommendations, motions, promises, management-letter points and audit findings, and where each stands.

That one concerns a programme is known one floor up (`programmes.ProgrammeRecommendation`), so that a management letter
or a motion needs no programme. Where it stands is the outcome of its steps (`koers.decisions.stepping`); nobody fills
that in by hand.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koers.core.dates import PartialDate
from koers.core.fields import PartialDateField, partial_date_constraints
from koers.decisions import states
from koers.decisions.models.bodies import Body
from koers.decisions.models.decisions import Decision
from koers.decisions.models.publicity import AboutRecommendation, is_public
from koers.decisions.models.reports import SourceReport
from koers.organisations.models import Organisation
from koers.organisations.permissions import BodyKind
from koers.organisations.records import scoped_history

_FOLLOW_UP = ["", *sorted(states.FollowUp.values)]


class Recommendation(AboutRecommendation):
    """`text` is literally what the source says and never changes once it is known; `reading` is how the organisation
    understands it. The text may be unknown when a document only names where it stands.
    """

    PATH: ClassVar[str] = ""

    Kind = states.Kind
    Reaction = states.Reaction
    FollowUp = states.FollowUp
    Stage = states.Stage

    class Addressee(models.TextChoices):
        COUNCIL = "council", _("Municipal council")
        COLLEGE = "college", _("College of mayor and aldermen")
        MANAGEMENT = "management", _("Management team")

    class Topic(models.TextChoices):
        POLICY = "policy", _("Policy")
        OPERATIONS = "operations", pgettext_lazy("recommendation", "Operations")
        COUNCIL_INFORMATION = "council_information", _("Information to the council")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=20, choices=states.Kind, default=states.Kind.RECOMMENDATION)
    report = models.ForeignKey(
        SourceReport,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
        verbose_name=_("source document"),
    )
    number = models.CharField(_("number in the source"), max_length=20, blank=True, default="")
    text = models.TextField(
        _("text"),
        blank=True,
        default="",
        help_text=_("Word for word as in the source. Once it is stored it stays as it is."),
    )
    reading = models.TextField(
        _("how you understand it"),
        blank=True,
        default="",
        help_text=_("Your own words. The literal text stays beside it."),
    )
    source_document = models.CharField(_("source document in words"), max_length=500, blank=True, default="")
    # The code the reader derived from the text: what the document said of itself (see states.READ_STATUS).
    status = models.CharField(_("status"), max_length=100, blank=True, default="")
    public = models.BooleanField(
        _("public"),
        default=True,
        help_text=_(
            "What is not public is only for who may see how things are going, never for the council. "
            "A new point of a management letter is not public."
        ),
    )
    body = models.ForeignKey(
        Body,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("council it was made in"),
    )
    addressee = models.CharField(_("addressed to"), max_length=20, choices=Addressee, blank=True, default="")
    topic = models.CharField(_("about"), max_length=20, choices=Topic, blank=True, default="")
    date = PartialDateField()
    portfolio_holder = models.CharField(_("portfolio holder"), max_length=200, blank=True, default="")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner with an account"),
    )
    owner_name = models.CharField(_("owner"), max_length=200, blank=True, default="")
    planned = PartialDateField()

    reaction = models.CharField(_("reaction"), max_length=20, choices=states.Reaction, blank=True, default="")
    reaction_text = models.TextField(_("reaction in words"), blank=True, default="")
    reaction_decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="reactions",
        verbose_name=_("decision on the reaction"),
    )
    stage = models.CharField(
        _("where it stands"), max_length=10, choices=states.Stage, default=states.Stage.OPEN, editable=False
    )
    self_status = models.CharField(
        _("state as reported"), max_length=20, choices=states.FollowUp, blank=True, default="", editable=False
    )
    assessed_status = models.CharField(
        _("state as assessed"), max_length=20, choices=states.FollowUp, blank=True, default="", editable=False
    )
    told_on = models.DateField(_("told back on"), null=True, blank=True, editable=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    closing_body = models.CharField(
        _("closed by"), max_length=30, choices=BodyKind, blank=True, default="", editable=False
    )
    closing_decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="closings",
        verbose_name=_("decision on the closing"),
    )

    history = scoped_history()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["pk"]
        constraints = [
            *partial_date_constraints("recommendation", "date"),
            *partial_date_constraints("recommendation", "planned"),
            models.CheckConstraint(
                name="recommendation_has_text_or_source",
                condition=~Q(text="") | ~Q(source_document=""),
                violation_error_message=_("A recommendation needs its text or the document it stands in."),
            ),
            models.CheckConstraint(
                name="recommendation_kind_known",
                condition=Q(kind__in=sorted(states.Kind.values)),
                violation_error_message=_("This kind of recommendation does not exist."),
            ),
            models.CheckConstraint(
                name="recommendation_reaction_known",
                condition=Q(reaction__in=["", *sorted(states.Reaction.values)]),
                violation_error_message=_("This reaction does not exist."),
            ),
            models.CheckConstraint(
                name="recommendation_reaction_has_reason",
                condition=Q(reaction__in=["", "adopted"]) | ~Q(reaction_text=""),
                violation_error_message=_("Say why it is not, or only partly, adopted."),
            ),
            models.CheckConstraint(
                name="recommendation_states_known",
                condition=Q(stage__in=sorted(states.Stage.values))
                & Q(self_status__in=_FOLLOW_UP)
                & Q(assessed_status__in=_FOLLOW_UP),
                violation_error_message=_("This state does not exist."),
            ),
            models.CheckConstraint(
                name="recommendation_told_after_reaction",
                condition=Q(stage="open") | Q(kind="promise") | ~Q(reaction=""),
                violation_error_message=_("First the reaction, then what comes after it."),
            ),
            models.CheckConstraint(
                name="recommendation_closed_when",
                condition=Q(stage="closed", closed_on__isnull=False)
                | (~Q(stage="closed") & Q(closed_on__isnull=True)),
                violation_error_message=_("What is closed has the day on which that happened."),
            ),
            models.CheckConstraint(
                name="motion_written_off_by_council",
                condition=~Q(kind="motion", stage="closed")
                | Q(closing_body="council", closing_decision__isnull=False),
                violation_error_message=_("Only the council writes off a motion, with a decision."),
            ),
            models.CheckConstraint(
                name="promise_ended_by_council",
                condition=~Q(kind="promise", stage="closed") | Q(closing_body="council"),
                violation_error_message=_("The clerk of the council notes that a promise was kept."),
            ),
            models.UniqueConstraint(
                fields=["report", "number"],
                condition=Q(report__isnull=False) & ~Q(number=""),
                name="recommendation_number_once",
                violation_error_message=_("This number is there already in this source document."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "stage"], name="recommendation_stage")]

    def __str__(self) -> str:
        return self.text or self.source_document

    def clean(self) -> None:
        """Raises ValidationError for what may not change any more, and for a source of somebody else."""
        if self.report is not None and self.report.organisation_id != self.organisation_id:
            raise ValidationError({"report": _now("This document belongs to another organisation.")})
        self._check_unchangeable()
        self._check_sight()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._check_unchangeable()
        if self.pk is None and self.kind == states.Kind.MANAGEMENT_LETTER:
            self.public = False  # making it public is a second, deliberate step
        self._follow_reaction()
        super().save(*args, **kwargs)

    def _follow_reaction(self) -> None:
        """A reaction that came in another way (an interface, a document) brings it as far as the step would."""
        if self.reaction and self.stage == states.Stage.OPEN:
            self.stage = states.Stage.ANSWERED
        elif not self.reaction and self.stage == states.Stage.ANSWERED and self.kind != states.Kind.PROMISE:
            self.stage = states.Stage.OPEN

    def _check_unchangeable(self) -> None:
        if self._state.adding:
            return
        stored = type(self)._base_manager.filter(pk=self.pk)
        found = stored.values_list("text", "kind").first()
        if found is None:
            return
        text, kind = found
        if text and self.text != text:
            words = _now("The literal text stays as it is. Write how you understand it beside it.")
            raise ValidationError({"text": words}, code="literal")
        if kind != self.kind and kind in states.COUNCIL_KINDS:
            words = _now("A motion or promise stays what it is: only the council ends it.")
            raise ValidationError({"kind": words}, code="council")
        if kind != self.kind == states.Kind.MANAGEMENT_LETTER:
            self.public = False  # as when it had been one from the beginning

    def _check_sight(self) -> None:
        """Nobody ends a motion by hiding it from the council."""
        if self._state.adding or self.kind not in states.COUNCIL_KINDS or self.is_public:
            return
        if type(self)._base_manager.filter(is_public(), pk=self.pk).exists():
            words = _now("A motion or promise stays public: the council cannot lose sight of it.")
            raise ValidationError({"public": words}, code="council")

    @property
    def owner_words(self) -> str:
        """Who answers for it; empty when nobody does."""
        return self.owner.name if self.owner else self.owner_name

    @property
    def source_words(self) -> str:
        return self.report.title if self.report else self.source_document

    @property
    def made(self) -> PartialDate | None:
        """The day it was made: its own, else that of its source."""
        return self.date or (self.report.date if self.report else None)

    @property
    def is_public(self) -> bool:
        return self.public and (self.report is None or self.report.is_public)

    @property
    def is_closed(self) -> bool:
        return self.stage == states.Stage.CLOSED
