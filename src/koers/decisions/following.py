"""Reading recommendations and their follow-up: lists, counts, what is overdue, the yearly overview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as day
from typing import TYPE_CHECKING, Any

from django.db.models import F, Prefetch, Q, QuerySet

from koers.decisions.models import FollowUpAction, FollowUpStep, Recommendation
from koers.decisions.models.publicity import is_public
from koers.decisions.states import COUNCIL_KINDS, FollowUp, Sort
from koers.organisations.permissions import GRANTS, Permission

if TYPE_CHECKING:
    from koers.organisations.models import Organisation, User

_BY_COUNCIL = "what is the council's own or was told to it, of organisations where the user sees that"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; empty is everything."""

    kind: str = ""
    source: str = ""
    owner: str = ""
    holder: str = ""
    overdue: bool = False
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Overdue:
    """Something that should have been ready: a recommendation by its planning, or one of its actions."""

    recommendation: Recommendation
    text: str
    since: day
    whose: str
    days: int


def of(user: User, organisation: Organisation) -> QuerySet[Recommendation]:
    found = Recommendation.objects.visible_to(user).filter(organisation=organisation)
    newest = F("report__date_first_day").desc(nulls_last=True)
    return found.select_related("report", "owner", "organisation").order_by(
        newest, "report__title", "source_document", "kind", "number", "pk"
    )


def with_actions(found: QuerySet[Recommendation], user: User) -> list[Recommendation]:
    """With `open_actions` on each (2 queries)."""
    waiting = FollowUpAction.objects.visible_to(user).filter(done_on=None).select_related("owner")
    return list(found.prefetch_related(Prefetch("actions", queryset=waiting, to_attr="open_actions")))


def narrowed(found: Iterable[Recommendation], asked: Filter, today: day) -> list[Recommendation]:
    """Of a list that was fetched: an organisation has hundreds of these, not thousands."""
    return [
        one
        for one in found
        if (not asked.kind or one.kind == asked.kind)
        and (not asked.source or one.source_words == asked.source)
        and (not asked.owner or one.owner_words == asked.owner)
        and (not asked.holder or one.portfolio_holder == asked.holder)
        and (not asked.overdue or bool(overdue_of(one, today)))
        and (asked.closed or not one.is_closed)
    ]


def is_overdue(one: Recommendation, today: day) -> bool:
    """Past its planning on that day, and not closed by then."""
    closed = one.closed_on is not None and one.closed_on <= today
    return not closed and one.planned is not None and one.planned.last_day < today


def overdue_of(one: Recommendation, today: day) -> list[Overdue]:
    """The recommendation itself and its actions, as far as they should have been ready before today."""
    if one.is_closed:
        return []
    found = []
    if one.planned is not None and one.planned.last_day < today:
        since = one.planned.last_day
        found.append(Overdue(one, "", since, one.owner_words, (today - since).days))
    actions: Sequence[Any] = getattr(one, "open_actions", ())
    for action in actions:
        if action.due is not None and action.due < today:
            whose = action.owner_words or one.owner_words
            found.append(Overdue(one, action.text, action.due, whose, (today - action.due).days))
    return found


def overdue(found: Iterable[Recommendation], today: day) -> list[Overdue]:
    """The longest overdue first."""
    several = [late for one in found for late in overdue_of(one, today)]
    return sorted(several, key=lambda late: (late.since, late.recommendation.pk))


@dataclass(frozen=True, slots=True)
class Count:
    """How many are in one state, as reported and as assessed."""

    status: str
    reported: int
    assessed: int


def counts(found: Sequence[Recommendation]) -> list[Count]:
    """Per state in its order; the last, with an empty status, is what nobody said anything about."""
    states = [*FollowUp.values, ""]
    return [
        Count(
            one,
            sum(each.self_status == one for each in found),
            sum(each.assessed_status == one for each in found),
        )
        for one in states
    ]


def one_with_steps(user: User, public_id: Any) -> Recommendation:
    """With steps (the oldest first), actions and evidence (4 queries). Raises Recommendation.DoesNotExist."""
    return _with_steps(Recommendation.objects.visible_to(user)).get(public_id=public_id)


def _with_steps(found: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    why = "of a recommendation the user may see"
    steps = FollowUpStep.objects.across_organisations(why).select_related("by", "decision")
    found = found.select_related("report", "owner", "organisation", "body", "closing_decision")
    return found.prefetch_related(
        Prefetch("steps", queryset=steps.order_by("date", "pk")), "actions__owner", "evidence"
    )


def for_council(user: User) -> QuerySet[Recommendation]:
    """Motions and promises, and what was told to the council: public, of the councils whose side the user sees."""
    mine = Q(pk__in=[])
    for held in user.held():
        if user.is_active and held.limit is None and Permission.VIEW_SENT in GRANTS[held.role]:
            one = Q(organisation=held.organisation)
            if held.body is not None:
                one &= Q(body__isnull=True) | Q(body__public_id=held.body)
            mine |= one
    found = Recommendation.objects.across_organisations(_BY_COUNCIL).filter(mine)
    found = found.filter(Q(kind__in=sorted(COUNCIL_KINDS)) | Q(told_on__isnull=False)).filter(is_public())
    return found.select_related("report", "organisation", "body").order_by("-date_first_day", "-pk")


def one_for_council(user: User, public_id: Any) -> Recommendation:
    """Raises Recommendation.DoesNotExist."""
    return _with_steps(for_council(user)).get(public_id=public_id)


_SENT = frozenset({Sort.TOLD, Sort.PROPOSED})
"""The steps that bring something to the council."""
_INSIDE = frozenset({Sort.ANSWERED, Sort.CLOSED, Sort.REOPENED})
"""The steps the council knows of once a later step told it."""
_NEVER = frozenset({Sort.REPORTED, Sort.ASSESSED})
"""What the organisation reports and judges is its own; what the council hears of it, stands in what it is told."""


def council_steps(one: Recommendation) -> list[FollowUpStep]:
    """What the council's side reads of the steps, the oldest first. A reaction that was not told yet is a draft."""
    steps = [step for step in one.steps.all() if step.sort not in _NEVER]
    last = max((step.pk for step in steps if step.sort in _SENT), default=0)
    council = one.kind in COUNCIL_KINDS
    return [
        step
        for step in steps
        if step.sort not in _INSIDE or step.pk < last or (council and step.sort == Sort.REOPENED)
    ]


def overview(found: Iterable[Recommendation], year: int) -> dict[str, list[Recommendation]]:
    """Per source what was open in the year: made before its end, and not closed before it began."""
    groups: dict[str, list[Recommendation]] = {}
    for one in found:
        made = one.made
        if (made is None or made.first_day.year <= year) and (
            one.closed_on is None or one.closed_on.year >= year
        ):
            groups.setdefault(_heading(one), []).append(one)
    return groups


def _heading(one: Recommendation) -> str:
    from koers.ui.formats import dutch_date

    source = one.source_words or str(one.get_kind_display())
    made = one.report.date if one.report else None
    return f"{source} ({dutch_date(made)})" if made else source


def years(found: Iterable[Recommendation], today: day) -> list[int]:
    """From the first that was made, at most ten back, up to this year; the latest first."""
    made = [one.made for one in found]
    first = min((one.first_day.year for one in made if one), default=today.year)
    return list(range(today.year, max(first, today.year - 10) - 1, -1))
