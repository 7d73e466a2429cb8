"""Role matrices: per task who sets the frame, advises, carries out, supports and controls."""

from __future__ import annotations

import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koers.control.matrix import Part
from koers.core.fields import SeveralField
from koers.decisions.models import Body
from koers.organisations.models import Organisation, Unit
from koers.organisations.records import scoped_history
from koers.programmes.models import Programme
from koers.programmes.models.base import InProgramme, known, not_empty

MOST_TASKS, MOST_PARTIES = 60, 14
"""Together below what one form may send."""
FEW, MANY = 1, 100


class Parts(models.TextChoices):
    """What a party does in a task, in words."""

    SETS_FRAME = Part.SETS_FRAME.value, _("Sets the frame")
    ADVISES = Part.ADVISES.value, _("Advises")
    CARRIES_OUT = Part.CARRIES_OUT.value, _("Carries out")
    SUPPORTS = Part.SUPPORTS.value, _("Supports")
    CONTROLS = Part.CONTROLS.value, pgettext_lazy("matrix", "Controls")


class RoleMatrix(InProgramme):
    """Who does what, as it is now or as it is wanted. `version` goes up with every change of its cells."""

    class Moment(models.TextChoices):
        NOW = "now", pgettext_lazy("role matrix", "As it is now")
        WANTED = "wanted", pgettext_lazy("role matrix", "As it is wanted")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        related_name="role_matrices",
        null=True,
        blank=True,
        verbose_name=_("programme"),
    )
    name = models.CharField(_("name"), max_length=200)
    moment = models.CharField(_("moment"), max_length=10, choices=Moment, default=Moment.NOW)
    date = models.DateField(_("holds on"))
    based_on = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="wanted",
        verbose_name=_("compared with"),
    )
    most_tasks = models.PositiveSmallIntegerField(_("most tasks for one party"), default=8)
    note = models.TextField(_("note"), blank=True, default="")

    history = scoped_history()

    class Meta:
        verbose_name = _("role matrix")
        verbose_name_plural = _("role matrices")
        ordering = ["name", "moment", "-date", "pk"]
        constraints = [
            not_empty("role_matrix_has_name", "name", _("Give the role matrix a name.")),
            models.CheckConstraint(
                name="role_matrix_moment_known",
                condition=Q(moment__in=["now", "wanted"]),
                violation_error_message=_("This moment does not exist."),
            ),
            models.CheckConstraint(
                name="role_matrix_bound_possible",
                condition=Q(most_tasks__gte=FEW, most_tasks__lte=MANY),
                violation_error_message=_("Fill in a number from 1 to 100."),
            ),
            models.CheckConstraint(
                name="role_matrix_now_has_no_other",
                condition=Q(moment="wanted") | Q(based_on__isnull=True),
                violation_error_message=_("Only a wanted matrix is compared with another one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_moment_display().lower()})"

    def clean(self) -> None:
        other = self.based_on
        if other is not None and other.organisation_id != self.organisation_id:
            raise ValidationError({"based_on": _("This matrix belongs to another organisation.")})
        if self.moment == self.Moment.WANTED and self.pk is not None and self.wanted.exists():
            raise ValidationError(
                {"moment": _("A wanted matrix is compared with this one: it says how it is now.")}
            )
        if other is not None and (other == self or other.moment != self.Moment.NOW):
            raise ValidationError({"based_on": _("Choose a matrix that says how it is now.")})
        if self.programme is not None and self.programme.organisation_id != self.organisation_id:
            raise ValidationError({"programme": _("This programme belongs to another organisation.")})


class MatrixPart(InProgramme):
    """Abstract: a task or a party of a matrix. `trace` stays the same in a copy, so that a new name is not a new one."""

    SCOPE = "matrix__organisation"
    PROGRAMME = "matrix__programme"

    trace = models.UUIDField(_("the same in a copy"), default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class MatrixParty(MatrixPart):
    """A body, role, unit or function: never a person, so that the matrix outlives who holds it."""

    class Kind(models.TextChoices):
        BODY = "body", _("Body")
        ROLE = "role", _("Role")
        UNIT = "unit", _("Team or department")
        FUNCTION = "function", _("Function")

    matrix = models.ForeignKey(
        RoleMatrix, on_delete=models.CASCADE, related_name="parties", verbose_name=_("role matrix")
    )
    name = models.CharField(_("party"), max_length=100)
    kind = models.CharField(_("kind of party"), max_length=10, choices=Kind, default=Kind.ROLE)
    body = models.ForeignKey(
        Body, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("body")
    )
    unit = models.ForeignKey(
        Unit,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("team or department"),
    )
    position = models.PositiveSmallIntegerField(_("place in the order"), default=0)

    history = scoped_history()

    class Meta:
        verbose_name = _("party of a role matrix")
        verbose_name_plural = _("parties of role matrices")
        ordering = ["position", "pk"]
        constraints = [
            not_empty("matrix_party_has_name", "name", _("Give the party a name.")),
            known(
                "matrix_party_kind_known",
                "kind",
                ["body", "role", "unit", "function"],
                _("This kind does not exist."),
            ),
            models.UniqueConstraint(
                fields=["matrix", "name"],
                name="matrix_party_once",
                violation_error_message=_("This party is in the matrix already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        owner = self.matrix.organisation_id
        if self.body is not None and self.body.organisation_id != owner:
            raise ValidationError({"body": _("This body belongs to another organisation.")})
        if self.unit is not None and self.unit.organisation_id != owner:
            raise ValidationError({"unit": _("This team belongs to another organisation.")})
        if self.pk is None and self.matrix.parties.count() >= MOST_PARTIES:
            raise ValidationError(_("A matrix has at most %(most)s parties.") % {"most": MOST_PARTIES})


class MatrixTask(MatrixPart):
    """A row of the matrix. `responsible` is the one that answers for it when several do the same."""

    matrix = models.ForeignKey(
        RoleMatrix, on_delete=models.CASCADE, related_name="tasks", verbose_name=_("role matrix")
    )
    text = models.CharField(_("task"), max_length=300)
    responsible = models.ForeignKey(
        MatrixParty,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answers for it"),
    )
    position = models.PositiveSmallIntegerField(_("place in the order"), default=0)

    history = scoped_history()

    class Meta:
        verbose_name = _("task of a role matrix")
        verbose_name_plural = _("tasks of role matrices")
        ordering = ["position", "pk"]
        constraints = [not_empty("matrix_task_has_text", "text", _("Say what the task is."))]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if self.responsible is not None and self.responsible.matrix_id != self.matrix_id:
            raise ValidationError({"responsible": _("Choose a party of this matrix.")})
        if self.pk is None and self.matrix.tasks.count() >= MOST_TASKS:
            raise ValidationError(_("A matrix has at most %(most)s tasks.") % {"most": MOST_TASKS})


class MatrixCell(InProgramme):
    """What one party does in one task; without a cell it does nothing."""

    SCOPE = "task__matrix__organisation"
    PROGRAMME = "task__matrix__programme"

    task = models.ForeignKey(
        MatrixTask, on_delete=models.CASCADE, related_name="cells", verbose_name=_("task of a role matrix")
    )
    party = models.ForeignKey(
        MatrixParty, on_delete=models.CASCADE, related_name="cells", verbose_name=_("party")
    )
    parts = SeveralField(_("does"), choices=Parts, default=list)

    history = scoped_history()

    class Meta:
        verbose_name = _("cell of a role matrix")
        verbose_name_plural = _("cells of role matrices")
        ordering = ["task", "party"]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "party"],
                name="matrix_cell_once",
                violation_error_message=_("This party already has a cell for this task."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task}: {self.party}"

    def clean(self) -> None:
        if self.party_id and self.task_id and self.party.matrix_id != self.task.matrix_id:
            raise ValidationError({"party": _("Choose a party of this matrix.")})
        if not self.parts:
            raise ValidationError({"parts": _("Choose at least one, or remove the cell.")})
