"""What surrounds a programme: dependencies, stakeholders, core values and dated steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from koers.core.fields import PartialDateField, partial_date_constraints
from koers.programmes.circles import way
from koers.programmes.models.base import ProgrammePart, StatedPart, not_empty, one_owner
from koers.programmes.models.programmes import Programme
from koers.programmes.sharing import shared_with

if TYPE_CHECKING:
    from koers.organisations.models import User


class Dependency(ProgrammePart):
    """Another programme or project this one depends on, by name as printed."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="dependencies")
    name = models.CharField(_("name"), max_length=500, blank=True, default="")
    text = models.TextField(_("text"), blank=True, default="")
    on_programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        related_name="needed_by",
        null=True,
        blank=True,
        verbose_name=_("programme in Koers"),
    )
    needed_before = PartialDateField()

    class Meta:
        verbose_name = _("dependency")
        verbose_name_plural = _("dependencies")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="dependency_has_name_or_text",
                condition=~Q(name="") | ~Q(text="") | Q(on_programme__isnull=False),
                violation_error_message=_("A dependency needs a name or a text."),
            ),
            models.CheckConstraint(
                name="dependency_not_on_itself",
                condition=Q(on_programme__isnull=True) | ~Q(on_programme=F("programme")),
                violation_error_message=_("A programme cannot depend on itself."),
            ),
            *partial_date_constraints("dependency", "needed_before"),
        ]

    @classmethod
    def visible_beyond(cls, user: User) -> Q | None:
        """Whoever sees a shared programme does not see with it that it needs another that is not shared."""
        found = super().visible_beyond(user)
        if found is None:
            return None
        elsewhere = Q(on_programme__organisation__in=user.organisation_ids())
        elsewhere |= Q(on_programme__in=shared_with(user).joined)
        return found & (Q(on_programme__isnull=True) | elsewhere)

    def __str__(self) -> str:
        return self.name or (self.on_programme.name if self.on_programme else "") or self.text

    def clean(self) -> None:
        """A chain of dependencies that comes back to its start can never be finished; it is told in full."""
        if self.on_programme_id is None or self.programme_id is None:
            return
        if self.on_programme_id == self.programme_id:
            raise ValidationError({"on_programme": _("A programme cannot depend on itself.")})
        edges = Dependency.objects.across_organisations("a circle may run through several organisations")
        rows = edges.filter(on_programme__isnull=False).exclude(pk=self.pk)
        circle = way(
            rows.values_list("programme_id", "on_programme_id"), self.on_programme_id, self.programme_id
        )
        if circle:
            steps = len(circle) - 1
            told = ngettext(
                "This makes a circle: the other programme already waits for this one, by %(steps)s step.",
                "This makes a circle: the other programme already waits for this one, by %(steps)s steps.",
                steps,
            )
            raise ValidationError({"on_programme": told % {"steps": steps}})


class Stakeholder(ProgrammePart):
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="stakeholders")
    name = models.CharField(_("name"), max_length=300)
    how = models.CharField(_("how they are involved"), max_length=300, blank=True, default="")
    when = models.CharField(_("when they are involved"), max_length=300, blank=True, default="")
    interest = models.TextField(_("what matters to them"), blank=True, default="")

    class Meta:
        verbose_name = _("stakeholder")
        verbose_name_plural = _("stakeholders")
        ordering = ["pk"]
        constraints = [
            not_empty("stakeholder_has_name", "name", _("A stakeholder needs a name.")),
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="stakeholder_once",
                violation_error_message=_("The programme already has this stakeholder."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CoreValue(ProgrammePart):
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="core_values")
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("core value")
        verbose_name_plural = _("core values")
        ordering = ["pk"]
        constraints = [
            not_empty("core_value_has_name", "name", _("A core value needs a name.")),
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="core_value_once",
                violation_error_message=_("The programme already has this core value."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Event(StatedPart):
    """A dated step in the history or planning of a programme."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="events", null=True, blank=True
    )
    paragraph = models.ForeignKey(
        "programmes.OperationsParagraph",
        on_delete=models.PROTECT,
        related_name="events",
        null=True,
        blank=True,
    )
    text = models.TextField(_("event"))
    date = PartialDateField()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["date_first_day", "pk"]
        constraints = [
            one_owner("event"),
            *partial_date_constraints("event", "date"),
            not_empty("event_has_text", "text", _("An event needs a text.")),
        ]

    def __str__(self) -> str:
        return self.text
