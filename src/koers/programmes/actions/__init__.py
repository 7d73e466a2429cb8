"""Writing programmes and operations paragraphs.

`accept_item` takes the values of an item exactly as the reading contract gives them. Undo is `withdraw`
for a record it created and `revert` for one it changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from koers.organisations.records import Accepted, readable_values
from koers.programmes.actions import parts, tracks
from koers.programmes.actions.arrival import Arrival, same_organisation
from koers.programmes.actions.changing import add_participant, change, revert, withdraw
from koers.programmes.actions.paragraphs import accept_development, accept_indicator, open_paragraph
from koers.programmes.actions.starting import AcceptedProgramme, accept_programme

if TYPE_CHECKING:
    from koers.core.json_values import Values
    from koers.organisations.models import Organisation, User
    from koers.programmes.models import OperationsParagraph, Programme, ReportedEdition

__all__ = [
    "ACCEPTS",
    "AcceptedProgramme",
    "accept_item",
    "add_participant",
    "change",
    "open_paragraph",
    "revert",
    "withdraw",
]

ACCEPTS: dict[str, Callable[[Arrival], Accepted]] = {
    "programme": accept_programme,
    "goal": parts.accept_goal,
    "track": tracks.accept_track,
    "deliverable": tracks.accept_deliverable,
    "progress": tracks.accept_progress,
    "recommendation": parts.accept_recommendation,
    "decision": parts.accept_decision,
    "lesson": parts.accept_lesson,
    "handover": parts.accept_handover,
    "dependency": parts.accept_dependency,
    "stakeholder": parts.accept_stakeholder,
    "value": parts.accept_core_value,
    "event": parts.accept_event,
    "indicator": accept_indicator,
    "development": accept_development,
}


@transaction.atomic
def accept_item(
    *,
    by: User,
    organisation: Organisation,
    item_type: str,
    values: Values,
    programme: Programme | None = None,
    edition: ReportedEdition | None = None,
    paragraph: OperationsParagraph | None = None,
    warnings: Sequence[str] = (),
) -> Accepted:
    """Writes one item of `ACCEPTS`. The same fact a second time gives the record that is there (`created`
    False).

    A `programme` item gives an `AcceptedProgramme`, whose programme and edition the document's other
    items go under. Decisions, recommendations, developments and figures need no programme. Raises
    ValidationError with a message for the user, KeyError for a type of another room.
    """
    same_organisation(organisation, programme, paragraph)
    arrival = Arrival(
        by=by,
        organisation=organisation,
        values=values,
        programme=programme,
        edition=edition,
        paragraph=paragraph,
    )
    with readable_values():
        return ACCEPTS[item_type](arrival)
