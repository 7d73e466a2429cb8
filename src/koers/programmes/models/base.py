"""What the parts of a programme share."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.organisations.models import Organisation
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord


class ProgrammePart(ScopedRecord):
    """Abstract: belongs to a programme, and directly to an organisation.

    The organisation stands on the row itself, so that scope needs no join, history stays scoped after the
    programme is gone, and a shared programme can later hold parts of several organisations. It follows
    its programme (or paragraph) when it is not given.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", editable=False)

    history = scoped_history(inherit=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.organisation_id is None:
            owner = self._owner()
            self.organisation_id = owner.organisation_id if owner is not None else None
        super().save(*args, **kwargs)

    def _owner(self) -> Any:
        """What the part hangs from; every concrete part has a `programme`, stated facts may have a
        paragraph.
        """
        return getattr(self, "programme", None) or getattr(self, "paragraph", None)


class StatedPart(ProgrammePart):
    """Abstract: a fact that a report states about a programme, or an operations paragraph about the
    organisation.
    """

    paragraph = models.ForeignKey(
        "programmes.OperationsParagraph", on_delete=models.PROTECT, null=True, blank=True
    )

    class Meta:
        abstract = True


def one_owner(prefix: str) -> models.CheckConstraint:
    """The fact belongs to a programme or to a paragraph, never to both or to nothing."""
    return models.CheckConstraint(
        name=f"{prefix}_has_one_owner",
        condition=Q(programme__isnull=True) ^ Q(paragraph__isnull=True),
        violation_error_message=_("This belongs to a programme or to an operations paragraph."),
    )


def not_empty(name: str, field: str, message: Any) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=~Q(**{field: ""}), violation_error_message=message)
