"""Asking for money or positions, ranking what was asked, and granting it by a decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from koers.finance.actions.booking import book_allocation
from koers.finance.actions.matrix import of_the_council
from koers.finance.models import Allocation, AllocationPurpose, MoneyKind
from koers.finance.requests import queries
from koers.finance.requests.models import (
    Criterion,
    Grant,
    MoneyRequest,
    RankingSession,
    Score,
    Scorer,
    SessionRequest,
)
from koers.finance.requests.ranking import HIGHEST, LOWEST
from koers.finance.requests.states import State, Who, WrongStep, after
from koers.organisations import audit, records
from koers.organisations.access import may
from koers.organisations.permissions import Permission

if TYPE_CHECKING:
    from koers.decisions.models import Decision
    from koers.organisations.models import Organisation, User
    from koers.programmes.models import Programme

_STEP_CODES = {
    "file": "money_request.filed",
    "withdraw": "money_request.withdrawn",
    "reopen": "money_request.given_back",
    "unrank": "money_request.unranked",
}

CHANGEABLE = frozenset(
    {"programme", "unit", "title", "purpose", "amount", "fte", "kind", "goal", "from_year", "to_year"}
)


def who_is(user: User, request: MoneyRequest) -> frozenset[Who]:
    """What the user is to this request."""
    found = set()
    if request.filed_by_id == user.pk:
        found.add(Who.FILER)
    if may(user, Permission.KEEP_MONEY, request.organisation):
        found.add(Who.KEEPER)
    return frozenset(found)


@transaction.atomic
def open_request(*, by: User, organisation: Organisation, **values: Any) -> MoneyRequest:
    """A draft, seen by nobody else until it is filed."""
    request = MoneyRequest(organisation=organisation, filed_by=by, **values)
    _one_asker(request)
    return records.add(request, by=by, organisation=organisation)


@transaction.atomic
def change_request(*, by: User, request: MoneyRequest, version: int, **values: Any) -> MoneyRequest:
    """Only a draft, only by who made it. Raises ConcurrentChange, ValidationError, PermissionDenied."""
    locked = _locked(request)
    _next(by, locked, "change")
    for name in values:
        setattr(locked, name, values[name])
    _one_asker(locked)
    records.change(locked, by=by, version=version, values=values, allowed=CHANGEABLE)
    _tell("money_request.changed", by, locked, fields=sorted(values))
    return locked


def _one_asker(request: MoneyRequest) -> None:
    if request.unit is None and request.programme is None:
        raise ValidationError({"unit": [_("Choose the team that asks, or the programme.")]}, code="required")
    owned = (request.unit, request.programme, request.goal)
    if any(one is not None and one.organisation_id != request.organisation.pk for one in owned):
        raise ValidationError(_("This belongs to another organisation."), code="other_organisation")


@transaction.atomic
def step(*, by: User, request: MoneyRequest, name: str) -> MoneyRequest:
    """Files, withdraws or gives back a request. Raises ValidationError or PermissionDenied."""
    locked = _locked(request)
    locked.state = _next(by, locked, name).value
    if name == "file":
        locked.filed_on = timezone.localdate()
    records.store(locked, by=by, version=locked.version)
    _tell(_STEP_CODES[name], by, locked)
    return locked


@transaction.atomic
def refuse(*, by: User, request: MoneyRequest, reason: str) -> MoneyRequest:
    """Raises ValidationError without a reason: who asked has a right to one."""
    if not reason.strip():
        raise ValidationError({"reason": [_("Give the motivation.")]}, code="required")
    locked = _locked(request)
    locked.state, locked.answer = _next(by, locked, "refuse").value, reason.strip()
    records.store(locked, by=by, version=locked.version)
    _tell("money_request.refused", by, locked)
    return locked


@transaction.atomic
def grant(
    *,
    by: User,
    request: MoneyRequest,
    decision: Decision,
    reason: str,
    amount: Decimal | None = None,
    fte: Decimal | None = None,
    year: int | None = None,
    programme: Programme | None = None,
    covered_by: Decision | None = None,
) -> Grant:
    """Makes an allocation by the decision and books it; a later grant changes it with counter-entries.

    Granting nothing takes back what was granted before. Beyond what is free it is recorded as unlawful, unless
    `covered_by` is the decision that amends the budget. Raises ValidationError, PermissionDenied.
    """
    locked = _locked(request)
    before = queries.current_grant(locked)
    payer = programme or locked.programme
    if payer is None:
        raise ValidationError(
            {"programme": [_("Choose from which programme's money it is paid.")]}, code="required"
        )
    state = _next(by, locked, _grant_step(locked, amount, fte, before))
    _same_organisation(locked, decision, covered_by, payer)
    _amends("covered_by", covered_by)
    _hold(payer)
    year = year or locked.from_year
    above = queries.above_free(payer, locked.kind, year, amount, before)
    kept = before
    if before is not None and before.allocation.programme_id != payer.pk:
        _give_back(by, before.allocation, reason)
        kept = None
    allocation = _allocate(by, locked, payer, decision, amount, fte, year, kept)
    made = Grant(
        request=locked,
        allocation=allocation,
        decision=decision,
        amount=amount,
        fte=fte,
        year=year,
        reason=reason.strip(),
        above=above,
        covered_by=covered_by if above else None,
        replaces=before,
        by=by,
    )
    records.store(made, by=by)
    book_allocation(by=by, allocation=allocation, reason=reason.strip()[:300] or _("Changed by a decision"))
    locked.state, locked.answer, locked.programme = state.value, reason.strip(), payer
    records.store(locked, by=by, version=locked.version)
    _tell("money_request.granted", by, locked, unlawful=made.is_unlawful)
    return made


def _hold(programme: Programme) -> None:
    """Two grants from the same money one after the other: what is free is counted after the first was booked."""
    from koers.programmes.models import Programme as Programmes

    Programmes.objects.of(programme.organisation).select_for_update().get(pk=programme.pk)


def _amends(name: str, decision: Decision | None) -> None:
    """Only the council amends the budget it authorised."""
    if decision is not None and not of_the_council(decision):
        raise ValidationError(
            {name: [_("Only the council amends the budget. Choose its decision.")]}, code="council"
        )


def _give_back(by: User, allocation: Allocation, reason: str) -> None:
    """Another programme pays from now on: what this one gave is taken back with counter-entries."""
    allocation.amount, allocation.fte = Decimal(0), None
    records.store(allocation, by=by, version=allocation.version)
    book_allocation(by=by, allocation=allocation, reason=reason.strip()[:300] or _("Changed by a decision"))


def _grant_step(
    request: MoneyRequest, amount: Decimal | None, fte: Decimal | None, before: Grant | None
) -> str:
    if not amount and not fte:
        if before is None:
            raise ValidationError({"amount": [_("Grant an amount or positions, or refuse the request.")]})
        return "revoke"
    short = (amount or 0) < (request.amount or 0) or (fte or 0) < (request.fte or 0)
    return "grant_partly" if short else "grant"


def _same_organisation(request: MoneyRequest, *owned: Any) -> None:
    if any(one is not None and one.organisation_id != request.organisation_id for one in owned):
        raise ValidationError(_("This belongs to another organisation."), code="other_organisation")


def _allocate(
    by: User,
    request: MoneyRequest,
    programme: Programme,
    decision: Decision,
    amount: Decimal | None,
    fte: Decimal | None,
    year: int,
    before: Grant | None,
) -> Allocation:
    """The request's one allocation, made now or brought to what the decision says; history keeps what it was."""
    found = before.allocation if before is not None else Allocation(organisation=request.organisation)
    found.programme, found.decision = programme, decision
    found.amount, found.fte = amount or (Decimal(0) if not fte else None), fte
    found.kind = request.kind if request.amount is not None or amount else ""
    found.from_year, found.raw = year, request.title
    if before is not None:
        return records.store(found, by=by, version=found.version)
    records.add(found, by=by, organisation=request.organisation)
    purpose = " ".join(request.purpose.split())[:1000]
    records.store(AllocationPurpose(allocation=found, text=purpose), by=by)
    return found


@transaction.atomic
def cover(*, by: User, grant: Grant, decision: Decision) -> Grant:
    """Records the amendment of the budget that covers an unlawful grant."""
    request = _locked(grant.request)
    locked = Grant.objects.of(request.organisation).select_for_update().get(pk=grant.pk)
    _same_organisation(request, decision)
    _amends("decision", decision)
    if not locked.is_unlawful:
        raise ValidationError(_("This grant is covered already."), code="covered")
    locked.covered_by = decision
    records.store(locked, by=by, version=locked.version)
    _tell("grant.covered", by, request)
    return locked


@transaction.atomic
def open_session(
    *,
    by: User,
    organisation: Organisation,
    name: str,
    on: date,
    programme: Programme,
    year: int,
    criteria: Sequence[tuple[str, Decimal]],
    scorers: Iterable[User],
    requests: Iterable[MoneyRequest],
    kind: str = MoneyKind.INCIDENTAL,
) -> RankingSession:
    """Raises ValidationError for a session without criteria, people or requests."""
    people, taken = list(scorers), list(requests)
    if not criteria or not people or not taken:
        raise ValidationError(_("A session needs criteria, people who score, and requests."), code="required")
    session = RankingSession(
        organisation=organisation, name=name, date=on, programme=programme, kind=kind, year=year
    )
    records.add(session, by=by, organisation=organisation)
    for title, weight in criteria:
        records.store(Criterion(session=session, name=title, weight=weight), by=by)
    for person in people:
        records.store(Scorer(session=session, person=person), by=by)
    for request in taken:
        if request.organisation_id != organisation.pk or request.state != State.FILED:
            raise ValidationError(_("Only filed requests can be ranked."), code="state")
        if request.kind != kind:
            message = _("“%(title)s” asks for another kind of money. Rank it in a session of its own.")
            raise ValidationError({"requests": [message % {"title": request.title}]}, code="kind")
        records.store(SessionRequest(session=session, request=request), by=by)
    return session


@transaction.atomic
def give_points(*, by: User, session: RankingSession, points: Mapping[tuple[int, int], int | None]) -> None:
    """Points of one person by taken request and criterion; None takes them back. Raises ValidationError when the
    session was closed, PermissionDenied for who does not score in it."""
    locked = RankingSession.objects.of(session.organisation).select_for_update().get(pk=session.pk)
    if locked.closed:
        raise ValidationError(_("This session was closed. Your points were not kept."), code="closed")
    if not locked.scorers.filter(person=by).exists():
        raise PermissionDenied(_("You do not score in this session."))
    taken, criteria = (
        set(locked.taken.values_list("pk", flat=True)),
        set(locked.criteria.values_list("pk", flat=True)),
    )
    own = Score.objects.of(session.organisation).filter(taken__session=locked, person=by)
    known = {(one.taken_id, one.criterion_id): one for one in own}
    for (request, criterion), value in points.items():
        if request not in taken or criterion not in criteria:
            raise ValidationError(_("This belongs to another session."), code="other_session")
        if value is not None and not LOWEST <= value <= HIGHEST:
            raise ValidationError(_("Points go from 0 to 10."), code="range")
        found = known.get((request, criterion))
        if value is None:
            if found is not None:
                records.remove(found, by=by)
        elif found is None:
            new = Score(taken_id=request, criterion_id=criterion, person=by, points=value)
            records.store(new, by=by)
        elif found.points != value:
            found.points = value
            records.store(found, by=by, version=found.version)
    _tell("ranking_session.scored", by, session, scores=len(points))


@transaction.atomic
def motivate(*, by: User, session: RankingSession, words: Mapping[int, str]) -> None:
    """The motivation of each place, by taken request."""
    for taken in session.taken.filter(pk__in=words):
        if taken.motivation != words[taken.pk]:
            taken.motivation = words[taken.pk]
            records.store(taken, by=by, version=taken.version)
    _tell("ranking_session.motivated", by, session, requests=len(words))


@transaction.atomic
def close_session(*, by: User, session: RankingSession) -> RankingSession:
    """From now on the points stay; the requests count as ranked."""
    locked = RankingSession.objects.of(session.organisation).select_for_update().get(pk=session.pk)
    if locked.closed:
        return locked
    locked.closed = True
    records.store(locked, by=by, version=locked.version)
    for taken in locked.taken.select_related("request"):
        request = _locked(taken.request)
        if request.state == State.FILED:
            request.state = _next(by, request, "rank").value
            records.store(request, by=by, version=request.version)
    _tell("ranking_session.closed", by, locked)
    return locked


def _locked(request: MoneyRequest) -> MoneyRequest:
    found = MoneyRequest.objects.of(request.organisation).select_for_update()
    return found.get(pk=request.pk)


def _next(by: User, request: MoneyRequest, name: str) -> State:
    """Where the step leads; a sentence when it cannot be taken now, 403 when not by this person."""
    everybody = frozenset(Who)
    try:
        after(name, request.state, everybody)
    except WrongStep:
        message = _("This cannot be done with a request that is “%(state)s”. Nothing was changed.")
        raise ValidationError(message % {"state": request.get_state_display()}, code="state") from None
    try:
        return after(name, request.state, who_is(by, request))
    except WrongStep:
        raise PermissionDenied(_("Your role does not allow this.")) from None


def _tell(action: str, by: User, subject: MoneyRequest | RankingSession, **detail: Any) -> None:
    audit.record(by=by, action=action, subject=subject, organisation=subject.organisation, detail=detail)
