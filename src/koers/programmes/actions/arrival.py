"""What an item brings along when it is accepted: who, whose, and what it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from koers.core.json_values import Values
    from koers.organisations.models import Organisation, User
    from koers.programmes.models import OperationsParagraph, Programme, ReportedEdition, Track


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    by: User
    organisation: Organisation
    values: Values
    programme: Programme | None = None
    edition: ReportedEdition | None = None
    paragraph: OperationsParagraph | None = None

    @property
    def its_programme(self) -> Programme:
        """The programme the item belongs to; a ValidationError asks for it when there is none."""
        if self.programme is None:
            raise ValidationError(_("First choose the programme this belongs to."), code="programme_missing")
        return self.programme

    def track_named(self, name: str) -> Track | None:
        """The programme's track of that name, capitals aside."""
        if not name:
            return None
        tracks = self.its_programme.tracks.all()
        return next((track for track in tracks if track.name.casefold() == name.casefold()), None)


def same_organisation(organisation: Organisation, *others: Programme | OperationsParagraph | None) -> None:
    """Refuses to write for one organisation under another's programme or paragraph."""
    if any(other is not None and other.organisation_id != organisation.pk for other in others):
        raise ValidationError(_("This belongs to another organisation."), code="other_organisation")
