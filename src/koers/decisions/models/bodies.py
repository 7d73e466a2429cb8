"""Bodies that meet, advise and decide, with their members, meetings and agendas."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.organisations.models import Organisation
from koers.organisations.permissions import BodyKind
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord


class Body(ScopedRecord):
    """A management team, college, council, works council, the local consultation, or any other body."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=30, choices=BodyKind, default=BodyKind.OTHER)
    rhythm = models.CharField(_("how often it meets"), max_length=200, blank=True, default="")
    note = models.TextField(_("note"), blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="body_has_name",
                condition=~Q(name=""),
                violation_error_message=_("A body needs a name."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="body_once",
                violation_error_message=_("The organisation already has a body with this name."),
            ),
            models.CheckConstraint(
                name="body_kind_known",
                condition=Q(kind__in=sorted(BodyKind.values)),
                violation_error_message=_("This kind of body does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BodyMember(ScopedRecord):
    """Who sits on a body: someone with an account, or by name only."""

    SCOPE = "body__organisation"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person with an account"),
    )
    name = models.CharField(_("name"), max_length=200)
    role = models.CharField(_("role"), max_length=200, blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("member of a body")
        verbose_name_plural = _("members of a body")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="body_member_has_name",
                condition=~Q(name=""),
                violation_error_message=_("A member needs a name."),
            ),
            models.UniqueConstraint(
                fields=["body", "name"],
                name="body_member_once",
                violation_error_message=_("This person is a member already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Meeting(ScopedRecord):
    SCOPE = "body__organisation"

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    date = models.DateField(_("date"))
    place = models.CharField(_("place"), max_length=200, blank=True, default="")
    note = models.TextField(_("note"), blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "date"],
                name="meeting_once_a_day",
                violation_error_message=_("This body already meets on this day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.date:%d-%m-%Y}"


class AgendaItem(ScopedRecord):
    """What a meeting deals with, and what it is for."""

    SCOPE = "meeting__body__organisation"

    class Purpose(models.TextChoices):
        INFORMATION = "information", _("For information")
        OPINION = "opinion", _("To form an opinion")
        ADVICE = "advice", _("For advice")
        CONSENT = "consent", _("For consent")
        DECISION = "decision", _("For a decision")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(_("number on the agenda"), default=1)
    title = models.CharField(_("subject"), max_length=300)
    purpose = models.CharField(_("what for"), max_length=20, choices=Purpose, default=Purpose.INFORMATION)
    outcome = models.TextField(_("outcome"), blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="agenda_item_has_title",
                condition=~Q(title=""),
                violation_error_message=_("An agenda item needs a subject."),
            ),
            models.CheckConstraint(
                name="agenda_item_purpose_known",
                condition=Q(purpose__in=["information", "opinion", "advice", "consent", "decision"]),
                violation_error_message=_("This purpose of an agenda item does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
