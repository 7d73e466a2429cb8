"""Parts of a practice: the organisations that carried it out, its texts, attachments and contacts.

Parts are read through their practice (`practice.sections.all()`), so they need no visibility of their own.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.organisations.models import Organisation
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord
from koers.practices.models.practices import Practice


class PracticePart(ScopedRecord):
    SCOPE = "practice__organisation"

    class Meta:
        abstract = True


class PracticeOrganisation(PracticePart):
    """One organisation that carried out the practice: by name, and linked when Koers knows it."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="organisations")
    name = models.CharField(_("name"), max_length=300)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="practice_links", null=True, blank=True
    )

    history = scoped_history()

    class Meta:
        verbose_name = _("organisation of a practice")
        verbose_name_plural = _("organisations of a practice")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="practice_organisation_has_name",
                condition=~Q(name=""),
                violation_error_message=_("An organisation needs a name."),
            ),
            models.UniqueConstraint(
                fields=["practice", "name"],
                name="practice_organisation_once",
                violation_error_message=_("This organisation already belongs to the practice."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PracticeSection(PracticePart):
    class Kind(models.TextChoices):
        INTERIM = "interim", _("Interim evaluation")
        FINAL_EVALUATION = "final_evaluation", _("Final evaluation")
        RESULTS = "results", _("Results")
        LESSONS = "lessons", _("Lessons")
        TIPS = "tips", _("Tips")
        OTHER = "other", _("Other text")

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="sections")
    heading = models.CharField(_("heading"), max_length=500, blank=True, default="")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    text = models.TextField(_("text"), blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("section of a practice")
        verbose_name_plural = _("sections of a practice")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="practice_section_has_content",
                condition=~Q(heading="") | ~Q(text=""),
                violation_error_message=_("A section needs a heading or a text."),
            ),
            models.CheckConstraint(
                name="practice_section_kind_known",
                condition=Q(kind__in=["interim", "final_evaluation", "results", "lessons", "tips", "other"]),
                violation_error_message=_("This kind of section does not exist."),
            ),
        ]

    def __str__(self) -> str:
        return self.heading or self.text


class PracticeAttachment(PracticePart):
    """An attachment the source names; only its label, the file itself comes with the toolkits."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="attachments")
    label = models.CharField(_("label"), max_length=500)

    history = scoped_history()

    class Meta:
        verbose_name = _("attachment of a practice")
        verbose_name_plural = _("attachments of a practice")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="practice_attachment_has_label",
                condition=~Q(label=""),
                violation_error_message=_("An attachment needs a label."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class PracticeContact(PracticePart):
    """Whom the source names as contact: personal data. Kept for the contact form to come, shown to nobody.

    No history on purpose: what is erased here must not live on in a history table. `str` tells nothing
    about the person, so that no log or error page does.
    """

    NO_HISTORY: ClassVar[str] = "personal data: what is erased must not live on in a history table"

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("name"), max_length=200, blank=True, default="")
    email = models.CharField(_("e-mail address"), max_length=254, blank=True, default="")
    phone = models.CharField(_("telephone number"), max_length=50, blank=True, default="")
    role = models.CharField(_("role"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("contact of a practice")
        verbose_name_plural = _("contacts of a practice")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="practice_contact_not_empty",
                condition=~Q(name="") | ~Q(email="") | ~Q(phone=""),
                violation_error_message=_("A contact needs a name, an address or a number."),
            ),
        ]

    def __str__(self) -> str:
        return f"contact {self.public_id}"
