"""Documents that recommendations come from: a study of the rekenkamer, a management letter, an audit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koers.core.fields import PartialDateField, partial_date_constraints
from koers.decisions.models.publicity import NOT_PUBLIC, PUBLIC
from koers.decisions.states import COUNCIL_KINDS
from koers.organisations.models import Organisation
from koers.organisations.permissions import Permission
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord

if TYPE_CHECKING:
    from koers.organisations.models import User


class SourceReport(ScopedRecord):
    """A document with recommendations. A management letter is not public unless somebody says it is."""

    class Kind(models.TextChoices):
        REKENKAMER = "rekenkamer", _("Study of the audit office")
        ORGANISATION_SCAN = "organisation_scan", _("Organisation scan")
        MANAGEMENT_LETTER = "management_letter", _("Management letter")
        AUDIT_213A = "audit_213a", _("Study under article 213a")
        ACCOUNTANT = "accountant", _("Report of the accountant")
        INTERNAL_AUDIT = "internal_audit", _("Internal audit")
        OTHER = "other", pgettext_lazy("report", "Other document")

    class Publicity(models.TextChoices):
        PUBLIC = PUBLIC, pgettext_lazy("report", "Public")
        NOT_PUBLIC = NOT_PUBLIC, pgettext_lazy("report", "Not public")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=30, choices=Kind, default=Kind.OTHER)
    title = models.CharField(_("title"), max_length=300)
    author = models.CharField(_("who made it"), max_length=200, blank=True, default="")
    date = PartialDateField()
    publicity = models.CharField(
        _("public or not"),
        max_length=10,
        choices=Publicity,
        blank=True,
        help_text=_("Left empty, a management letter is not public and every other document is."),
    )
    reference = models.CharField(_("number or address"), max_length=500, blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("source document")
        verbose_name_plural = _("source documents")
        ordering = ["-date_first_day", "title", "pk"]
        constraints = [
            *partial_date_constraints("source_report", "date"),
            models.CheckConstraint(
                name="source_report_has_title",
                condition=~Q(title=""),
                violation_error_message=_("A source document needs a title."),
            ),
            models.CheckConstraint(
                name="source_report_kind_known",
                condition=Q(
                    kind__in=[
                        "rekenkamer",
                        "organisation_scan",
                        "management_letter",
                        "audit_213a",
                        "accountant",
                        "internal_audit",
                        "other",
                    ]
                ),
                violation_error_message=_("This kind of source document does not exist."),
            ),
            models.CheckConstraint(
                name="source_report_public_or_not",
                condition=Q(publicity__in=["", PUBLIC, NOT_PUBLIC]),
                violation_error_message=_("Choose public or not public."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "title", "date_first_day"],
                name="source_report_once",
                violation_error_message=_("This source document is there already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Raises ValidationError when motions or promises would disappear from the council's side with it."""
        super().clean()
        if self.publicity != NOT_PUBLIC or self._state.adding:
            return
        if self.recommendations.filter(kind__in=sorted(COUNCIL_KINDS), public=True).exists():
            words = _now("Motions or promises of the council stand in it: it stays public.")
            raise ValidationError({"publicity": words}, code="council")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.publicity:
            closed = self.kind == self.Kind.MANAGEMENT_LETTER
            self.publicity = NOT_PUBLIC if closed else PUBLIC
        super().save(*args, **kwargs)

    @classmethod
    def visible_within(cls, user: User) -> Q | None:
        steering = user.organisations_granting(Permission.VIEW_STEERING)
        return Q(organisation__in=steering) | Q(publicity=PUBLIC)

    @property
    def is_public(self) -> bool:
        return self.publicity == PUBLIC
