"""Reading requests, ranking sessions and what is free to give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone

from koers.core.money import to_cents
from koers.decisions.models import Decision
from koers.finance import sums
from koers.finance.balances import Amount, balances
from koers.finance.models import MoneyKind
from koers.finance.requests.models import Grant, MoneyRequest, RankingSession, Score, SessionRequest
from koers.finance.requests.ranking import Fit, Points, Ranked, fits, rank
from koers.finance.requests.states import State
from koers.finance.sums import AsOf
from koers.organisations.models import Organisation, Unit, User
from koers.programmes.models import Goal, Programme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from koers.organisations.models import Visitor


@dataclass(frozen=True, slots=True)
class RankingPage:
    """A session with everything its table shows. Scores go by the id of the taken request."""

    session: RankingSession
    taken: dict[int, SessionRequest]
    ranked: Sequence[Ranked]
    fit: Fit
    free: Amount
    scores: Mapping[tuple[int, int, int], int]
    """Points by taken request, criterion and person."""


def requests_of(user: Visitor, organisation: Organisation) -> QuerySet[MoneyRequest]:
    """Those the user may see: all with sight of the money, else what he or she filed. A draft is for its filer."""
    found = MoneyRequest.objects.visible_to(user).filter(organisation=organisation)
    mine = Q(filed_by=user.pk)
    return found.filter(~Q(state=State.DRAFT) | mine).select_related("programme", "unit", "filed_by")


def grants_of(request: MoneyRequest) -> list[Grant]:
    """Everything that was ever granted on it, the last first (1 query)."""
    found = request.grants.select_related("decision", "covered_by", "by", "allocation")
    return list(found.order_by("-pk"))


def current_grant(request: MoneyRequest) -> Grant | None:
    return request.grants.filter(replaced_by__isnull=True).order_by("-pk").first()


def unlawful(user: Visitor, organisation: Organisation) -> list[Grant]:
    """Grants beyond what was free, as long as no amendment covers them (1 query)."""
    found = Grant.objects.visible_to(user).filter(request__organisation=organisation)
    found = found.filter(above__gt=0, covered_by__isnull=True, replaced_by__isnull=True)
    return list(found.select_related("request", "decision"))


def free_of(programme: Programme, kind: str, year: int) -> Amount:
    """What can still be given of this kind of money, counting all that is decided until the end of that year.

    Structural money returns: the year from then on with the least room decides. 1 query.
    """
    until = max(timezone.localdate(), date(year, 12, 31))
    last = date(2200, 12, 31) if kind == MoneyKind.STRUCTURAL else until
    found = balances(sums.of_programme(programme, AsOf(last)), timezone.localdate())
    years = [year]
    if kind == MoneyKind.STRUCTURAL:
        years = [one for known, one in found.cells if known == kind and one >= year] or [year]
    rooms = [found.cell(kind, one).free_to_allocate for one in years]
    unknown = [one for one in rooms if one.unknown]
    return unknown[0] if unknown else min(rooms, key=lambda one: one.known)


def above_free(
    programme: Programme, kind: str, year: int, amount: Decimal | None, before: Grant | None = None
) -> Decimal:
    """By how much giving this amount goes beyond what is free; 0 when it fits, or when what is free is unknown.

    `before` is the grant it replaces: what that gave becomes free again.
    """
    if not amount:
        return Decimal("0.00")
    free = free_of(programme, kind, year)
    if free.unknown:
        return Decimal("0.00")
    returned = Decimal(0)
    same_money = before is not None and before.allocation.programme_id == programme.pk
    if same_money and before and before.amount and (before.year == year or kind == MoneyKind.STRUCTURAL):
        returned = before.amount
    return max(amount - free.at_least - returned, Decimal("0.00"))


def sessions_of(user: Visitor, organisation: Organisation) -> QuerySet[RankingSession]:
    found = RankingSession.objects.visible_to(user).filter(organisation=organisation)
    return found.select_related("programme").prefetch_related("taken")


def candidates(session_of: Organisation) -> QuerySet[MoneyRequest]:
    """Filed requests that a new session may take along."""
    found = MoneyRequest.objects.of(session_of).filter(state=State.FILED)
    return found.select_related("programme", "unit").order_by("filed_on", "pk")


def ranking_page(session: RankingSession) -> RankingPage:
    """At most 5 queries, however many. What was granted on these requests since counts as free: it is what is divided."""
    related = ("request__programme", "request__unit")
    taken = {one.pk: one for one in session.taken.select_related(*related)}
    weights = {one.pk: one.weight for one in session.criteria.all()}
    people = [one.person_id for one in session.scorers.all()]
    found = {
        (score.taken_id, score.criterion_id, score.person_id): score.points
        for score in Score.objects.of(session.organisation).filter(taken__session=session)
    }
    points = [
        Points(request, criterion, person, given) for (request, criterion, person), given in found.items()
    ]
    ranked = rank(list(taken), weights, points, people)
    free = free_of(session.programme, session.kind, session.year) + _granted(session)
    amounts = {
        pk: one.request.amount if one.request.amount is not None or one.request.fte is None else Decimal(0)
        for pk, one in taken.items()
    }
    return RankingPage(session, taken, ranked, fits(ranked, amounts, free.value), free, found)


def _granted(session: RankingSession) -> Amount:
    """What holds now of what was granted on the requests of the session, from the money it divides."""
    found = Grant.objects.of(session.organisation).filter(
        request__sessions__session=session,
        replaced_by__isnull=True,
        allocation__programme=session.programme,
        amount__isnull=False,
    )
    if session.kind != MoneyKind.STRUCTURAL:
        found = found.filter(year=session.year)
    return Amount(sum(to_cents(one) for one in found.values_list("amount", flat=True) if one is not None))


def with_parts(queryset: QuerySet[RankingSession]) -> QuerySet[RankingSession]:
    return queryset.select_related("programme", "organisation").prefetch_related(
        "criteria", "scorers__person"
    )


def programmes_open_to(user: Visitor, organisation: Organisation) -> QuerySet[Programme]:
    return Programme.objects.visible_to(user).filter(organisation=organisation).order_by("name")


def units_of(organisation: Organisation) -> QuerySet[Unit]:
    return Unit.objects.of(organisation).filter(valid_until__isnull=True).order_by("name")


def goals_open_to(user: Visitor, organisation: Organisation) -> QuerySet[Goal]:
    found = Goal.objects.visible_to(user).filter(organisation=organisation, programme__isnull=False)
    return found.select_related("programme").order_by("programme__name", "pk")


def decisions_of(organisation: Organisation) -> QuerySet[Decision]:
    return Decision.objects.of(organisation).select_related("body_known").order_by("-date_first_day", "-pk")


def may_score(organisation: Organisation) -> QuerySet[User]:
    """Everybody with a role that sees the money of the whole organisation."""
    from koers.organisations.permissions import GRANTS, Permission, Role

    roles = [role for role in Role if Permission.VIEW_STEERING in GRANTS[role]]
    members = Q(
        memberships__organisation=organisation,
        memberships__role__in=roles,
        memberships__accepted_at__isnull=False,
        memberships__limited_to__isnull=True,
    )
    return User.objects.filter(members, is_active=True).distinct().order_by("name")
