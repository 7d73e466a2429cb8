"""What is odd about records of this room: told on their pages, never a block."""

from __future__ import annotations

from datetime import date as day
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from koers.decisions.models import FollowUpAction, LongTermItem, Recommendation
from koers.ui.formats import dutch_date

if TYPE_CHECKING:
    from koers.editing.kinds import Words


def _made_on(one: Recommendation) -> day | None:
    made = one.made
    return made.first_day if made else None


def recommendation_warnings(one: Recommendation) -> list[Words]:
    found: list[Words] = []
    made = _made_on(one)
    if made and one.planned and one.planned.last_day < made:
        words = _("It is planned for %(planned)s, before it was made (%(made)s). Check the year.")
        found.append(words % {"planned": dutch_date(one.planned), "made": dutch_date(made)})
    if one.kind == one.Kind.MANAGEMENT_LETTER and one.is_public:
        found.append(_("This point of a management letter is public. Mostly these are not."))
    if not one.is_closed and not one.owner_words:
        found.append(_("Nobody answers for it yet."))
    return found


def duplicates_of(user: Any, one: Recommendation) -> list[Words]:
    """The same text a second time in the same source."""
    if not one.text:
        return []
    same = Recommendation.objects.visible_to(user).filter(
        organisation=one.organisation, text=one.text, report=one.report
    )
    if not same.exclude(pk=one.pk).exists():
        return []
    return [_("The same text is in the register already, from the same source.")]


def action_warnings(action: FollowUpAction) -> list[Words]:
    made, found = _made_on(action.recommendation), list[Any]()
    if made and action.due and action.due < made:
        words = _("Ready on %(due)s lies before the recommendation itself (%(made)s). Check the year.")
        found.append(words % {"due": dutch_date(action.due), "made": dutch_date(made)})
    if action.done_on and action.done_on > timezone.localdate():
        found.append(_("It is done on a day that is still to come."))
    return found


def item_warnings(item: LongTermItem) -> list[Words]:
    if item.is_past(timezone.localdate()):
        return [_("This is past its planning. Give it a new date, or say what became of it.")]
    return []
