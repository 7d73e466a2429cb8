"""What the parts of a programme share."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from koers.organisations.models import Organisation
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord


class ProgrammePart(ScopedRecord):
    """Abstract: belongs to a programme, and directly to an organisation.

    The organisation stands on the row itself, so that scope needs no join, history stays scoped after the
    programme is gone, and a shared programme can later hold parts of several organisations. It follows
    the programme when it is not given.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", editable=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT)

    history = scoped_history(inherit=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.organisation_id is None:
            self.organisation_id = self.programme.organisation_id
        super().save(*args, **kwargs)


def not_empty(name: str, field: str, message: Any) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=~Q(**{field: ""}), violation_error_message=message)
