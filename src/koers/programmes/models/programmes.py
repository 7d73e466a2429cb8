"""A programme, the organisations that take part, and the reports that were read in about it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.core.fields import PartialDateField, SeveralField, partial_date_constraints
from koers.core.period_fields import PeriodFields, period_constraints
from koers.organisations.models import Organisation
from koers.organisations.permissions import BodyKind
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord
from koers.programmes.models.base import Owned, ProgrammePart, known, not_empty
from koers.programmes.sharing import programmes_beyond

if TYPE_CHECKING:
    from koers.organisations.models import User


class Aspect(models.TextChoices):
    """What can be judged apart; a programme chooses which (none: one judgement of the whole)."""

    TIME = "time", _("Time")
    MONEY = "money", _("Money")
    QUALITY = "quality", _("Quality")
    RISK = "risk", _("Risk")
    ORGANISATION = "organisation", _("Organisation")
    INFORMATION = "information", _("Information")


class Programme(PeriodFields, Owned, ScopedRecord):
    """A programme of one lead organisation; `sharing` says who else sees it."""

    class Phase(models.TextChoices):
        START = "start", _("Start")
        RUNNING = "running", _("Running")
        CLOSING = "closing", _("Closing")
        CLOSED = "closed", _("Closed")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("lead organisation")
    )
    name = models.CharField(_("name"), max_length=300)
    slug = models.SlugField(_("address"), max_length=80)
    purpose = models.TextField(_("purpose"), blank=True, default="")
    # As the document prints the lead; it may name several organisations at once.
    organisation_raw = models.CharField(_("organisation as printed"), max_length=300, blank=True, default="")
    central_question = models.TextField(_("central question"), blank=True, default="")
    phase = models.CharField(_("phase"), max_length=20, choices=Phase, blank=True, default="")
    # The kind of body whose decision moves the baseline: management team, college or council.
    frame_body = models.CharField(
        _("who sets the frame"), max_length=30, choices=BodyKind, blank=True, default=BodyKind.MANAGEMENT
    )
    aspects = SeveralField(_("aspects judged apart"), choices=Aspect, blank=True, default=list)
    update_every_days = models.PositiveSmallIntegerField(_("days between updates"), default=30)

    history = scoped_history()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["name", "pk"]
        constraints = [
            *period_constraints("programme"),
            not_empty("programme_has_name", "name", _("A programme needs a name.")),
            not_empty("programme_has_slug", "slug", _("A programme needs an address.")),
            models.UniqueConstraint(
                fields=["organisation", "slug"],
                name="programme_slug_unique",
                violation_error_message=_("The organisation already has a programme with this address."),
            ),
            models.CheckConstraint(
                name="programme_phase_known",
                condition=Q(phase__in=["", "start", "running", "closing", "closed"]),
                violation_error_message=_("This phase does not exist."),
            ),
            known(
                "programme_frame_body_known",
                "frame_body",
                sorted(BodyKind.values),
                _("This kind of body does not exist."),
            ),
            models.CheckConstraint(
                name="programme_update_rhythm",
                condition=Q(update_every_days__gte=1, update_every_days__lte=366),
                violation_error_message=_("Choose between 1 and 366 days."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def visible_beyond(cls, user: User) -> Q | None:
        return programmes_beyond(user, cls.SEE)

    def limit_of(self) -> uuid.UUID:
        return self.public_id

    def clean(self) -> None:
        """A period someone fills in ends after it starts; one as printed in a document may not."""
        if not self.period_raw and self.is_reversed:
            raise ValidationError({"end": _("The end must lie after the start.")})

    @property
    def aspect_words(self) -> list[str]:
        return [str(Aspect(aspect).label) for aspect in self.aspects]


class Client(ProgrammePart):
    """Who ordered the programme: the municipal secretary, the management team, a portfolio holder."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="clients")
    name = models.CharField(_("name or function"), max_length=200)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person with an account"),
    )
    role = models.CharField(_("role"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        ordering = ["pk"]
        constraints = [
            not_empty("client_has_name", "name", _("A client needs a name or a function.")),
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="client_once",
                violation_error_message=_("The programme already has this client."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Participant(ProgrammePart):
    """An organisation that takes part beside the lead: by name, and linked when Koers knows it."""

    class Sees(models.TextChoices):
        NOTHING = "nothing", _("Nothing: it is only named")
        OWN = "own", _("The programme with its own part")
        COMMON = "common", _("Also the common part of the lead organisation")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="participants")
    name = models.CharField(_("name"), max_length=200)
    participant = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("organisation in Koers"),
    )
    sees = models.CharField(_("what it sees"), max_length=10, choices=Sees, default=Sees.NOTHING)

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["name", "pk"]
        constraints = [
            not_empty("participant_has_name", "name", _("A participant needs a name.")),
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="participant_once",
                violation_error_message=_("This organisation already takes part."),
            ),
            models.CheckConstraint(
                name="participant_sees_known",
                condition=Q(sees="nothing") | Q(sees__in=["own", "common"], participant__isnull=False),
                violation_error_message=_(
                    "Choose an organisation in Koers before you share anything with it."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ReportedEdition(PeriodFields, ProgrammePart):
    """A report about the programme that was read in. The period is the one it reports on."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="reported_editions")
    edition = PartialDateField()
    final = models.BooleanField(_("final report"), null=True, blank=True)

    class Meta:
        verbose_name = _("reported edition")
        verbose_name_plural = _("reported editions")
        ordering = ["edition_first_day", "pk"]
        constraints = [
            *period_constraints("reported_edition"),
            *partial_date_constraints("reported_edition", "edition"),
            models.UniqueConstraint(
                fields=["programme", "edition_first_day", "edition_precision", "final"],
                name="reported_edition_once",
                violation_error_message=_("The report of this date already stands in the register."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme} ({self.edition or '?'})"
