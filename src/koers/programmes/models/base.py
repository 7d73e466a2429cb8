"""What the parts of a programme share."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koers.organisations.models import Organisation
from koers.organisations.records import scoped_history
from koers.organisations.scope import ScopedRecord
from koers.programmes.sharing import parts_beyond

if TYPE_CHECKING:
    from koers.organisations.models import User


class InProgramme(ScopedRecord):
    """Abstract: reached through a programme, so that sharing the programme shows it (`sharing`)."""

    PROGRAMME: ClassVar[str] = "programme"

    class Meta:
        abstract = True

    @classmethod
    def visible_beyond(cls, user: User) -> Q | None:
        return parts_beyond(user, cls.PROGRAMME, cls.SCOPE, cls.SEE)

    def limit_of(self) -> uuid.UUID | None:
        found: Any = self
        for step in self.PROGRAMME.split("__"):
            found = getattr(found, step)
        return found.public_id if found is not None else None


class ProgrammePart(InProgramme):
    """Abstract: belongs to a programme, and directly to an organisation.

    The organisation stands on the row itself, so that scope needs no join, history stays scoped after the
    programme is gone, and a shared programme holds parts of several organisations. It follows its programme
    (or paragraph) when it is not given.
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


def known(name: str, field: str, values: list[str], message: Any) -> models.CheckConstraint:
    """A choice out of a list, or nothing."""
    return models.CheckConstraint(
        name=name, condition=Q(**{f"{field}__in": ["", *values]}), violation_error_message=message
    )


class Owned(models.Model):
    """Abstract: somebody answers for it, with an account or by name or function."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner with an account"),
    )
    owner_name = models.CharField(_("owner"), max_length=200, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def owner_words(self) -> str:
        """Who answers for it, as a reader would say it; empty when nobody does."""
        return self.owner_name or (str(self.owner) if self.owner else "")
