"""What asks something of a person, from every corner of the register, in one query."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Now, TruncDate

from koers.decisions.models import BodyMember
from koers.organisations.models import Membership
from koers.organisations.permissions import ACTS_FOR, BodyKind, Role
from koers.programmes.asking import ask
from koers.programmes.models import (
    Adoption,
    Deliverable,
    Goal,
    HandoverPoint,
    Indicator,
    Measurement,
    PeriodGoal,
    Pilot,
    TrackMember,
    TrackUpdate,
)

if TYPE_CHECKING:
    from koers.organisations.models import User

NEAR = timedelta(days=14)
DECIDE_WITHIN = timedelta(days=60)
FOR_ALL = frozenset({Role.PROGRAMME_MANAGER, Role.PROGRAMME_SUPPORT, Role.FUND_OFFICER})
"""Roles that write down the acts of every body; that does not make every step theirs to take."""


@dataclass(frozen=True, slots=True)
class Work:
    """One thing that asks something. `kind` is update, adoption, period_goal, goal, indicator, handover,
    deliverable, pilot or offer; `detail` is the track, the body, the period or the organisation.
    """

    kind: str
    public_id: UUID
    text: str
    detail: str
    date: date | None
    programme: str
    organisation_slug: str
    slug: str


def my_work(user: User, today: date) -> list[Work]:
    """By date; what has none comes last (1 query)."""
    found = [_work(row) for row in ask(_union, user, today)]
    return sorted(found, key=lambda work: (work.date or date.max, work.kind, work.text))


def _work(row: tuple[Any, ...]) -> Work:
    """A period is stored up to the day after its last; what is planned in it is due on its last day."""
    one = Work(*row)
    if one.kind == "period_goal" and one.date is not None:
        return replace(one, date=one.date - timedelta(days=1))
    return one


def _union(user: User, today: date) -> QuerySet[Any, Any]:
    queries = [make(user, today).order_by().values_list(*_COLUMNS) for make in _PARTS]
    return queries[0].union(*queries[1:], all=True).order_by()


_COLUMNS = ("kind_", "id_", "text_", "detail_", "when_", "programme_", "organisation_", "slug_")


def _columns(
    found: QuerySet[Any], kind: str, *, text: str, detail: Any, when: Any, programme: str
) -> QuerySet[Any]:
    empty = Value("", output_field=CharField())
    inside = bool(programme)
    columns: QuerySet[Any] = found.annotate(
        kind_=Value(kind, output_field=CharField()),
        id_=F("public_id"),
        text_=Cast(text, TextField()),
        detail_=Coalesce(detail, Value(""), output_field=CharField()),
        when_=when,
        programme_=F(f"{programme}__name") if inside else empty,
        organisation_=F(f"{programme}__organisation__slug") if inside else empty,
        slug_=F(f"{programme}__slug") if inside else empty,
    )
    return columns


def bodies_acted_for(user: User) -> dict[tuple[int, UUID | None], frozenset[BodyKind]]:
    """The kinds of bodies the user records acts for because it is his or her body: per organisation, and per body
    where the role is for one body only.
    """
    found: dict[tuple[int, UUID | None], frozenset[BodyKind]] = {}
    for held in user.held():
        if held.limit is None and held.role not in FOR_ALL:
            place = held.organisation, held.body
            found[place] = found.get(place, frozenset()) | ACTS_FOR.get(held.role, frozenset())
    return {place: kinds for place, kinds in found.items() if kinds}


def of_my_bodies(user: User) -> Q:
    """As a filter on adoptions: steps of bodies one is a member of, or acts for by one's role."""
    member = BodyMember.objects.across_organisations("one's own seats").filter(person=user)
    found = Q(body_known__in=member.values("body"))
    for (organisation, body), kinds in bodies_acted_for(user).items():
        mine = Q(body_known__organisation=organisation, body_known__kind__in=sorted(kinds))
        found |= mine & Q(body_known__public_id=body) if body else mine
    return found


def _updates(user: User, today: date) -> QuerySet[Any]:
    found = TrackUpdate.objects.visible_to(user).filter(person=user, sent_at=None, expires_at__gt=Now())
    day = Coalesce(F("due"), TruncDate("expires_at"), output_field=DateField())
    return _columns(
        found, "update", text="track__name", detail=F("period__name"), when=day, programme="track__programme"
    )


def _adoptions(user: User, today: date) -> QuerySet[Any]:
    near = Q(state=Adoption.State.PLANNED, planned_first_day__lte=today + DECIDE_WITHIN)
    found = Adoption.objects.visible_to(user).filter(of_my_bodies(user), near | Q(state=Adoption.State.ASKED))
    return _columns(
        found, "adoption", text="deliverable__name", detail=F("body_known__name"),
        when=F("planned_first_day"), programme="deliverable__programme",
    )  # fmt: skip


def _period_goals(user: User, today: date) -> QuerySet[Any]:
    led = TrackMember.objects.across_organisations("one's own tracks").filter(person=user, leads=True)
    found = PeriodGoal.objects.visible_to(user).filter(
        state=PeriodGoal.State.OPEN, track__in=led.values("track"), period__start__lte=today
    )
    return _columns(
        found, "period_goal", text="text", detail=F("period__name"), when=F("period__end"),
        programme="period__programme",
    )  # fmt: skip


def _goals(user: User, today: date) -> QuerySet[Any]:
    found = Goal.objects.visible_to(user).filter(
        owner=user, verdict="", programme__isnull=False, target_date_first_day__lte=today
    )
    return _columns(
        found, "goal", text="text", detail=Value(""), when=F("target_date_first_day"), programme="programme"
    )


def _indicators(user: User, today: date) -> QuerySet[Any]:
    """Whose date has come without a measurement on or after it."""
    found = Indicator.objects.visible_to(user).filter(
        owner=user, goal__programme__isnull=False, target_date_first_day__lte=today
    )
    measured = Measurement.objects.across_organisations("of indicators that were scoped already").filter(
        indicator=OuterRef("pk"), date__gte=OuterRef("target_date_first_day")
    )
    found = found.filter(~Exists(measured))
    return _columns(
        found, "indicator", text="name", detail=Cast("goal__text", CharField()),
        when=F("target_date_first_day"), programme="goal__programme",
    )  # fmt: skip


def _handover(user: User, today: date) -> QuerySet[Any]:
    found = HandoverPoint.objects.visible_to(user).filter(
        owner=user, taken_over=False, ended=False, review_date__lte=today + NEAR
    )
    return _columns(
        found, "handover", text="text", detail=Value(""), when=F("review_date"), programme="programme"
    )


def _deliverables(user: User, today: date) -> QuerySet[Any]:
    found = Deliverable.objects.visible_to(user).filter(owner=user, due_first_day__lte=today + NEAR)
    found = found.exclude(status__in=("delivered", "adopted"))
    return _columns(
        found, "deliverable", text="name", detail=F("track__name"), when=F("due_first_day"),
        programme="programme",
    )  # fmt: skip


def _pilots(user: User, today: date) -> QuerySet[Any]:
    found = Pilot.objects.visible_to(user).filter(owner=user, ended=False, end__lte=today + NEAR)
    return _columns(found, "pilot", text="name", detail=Value(""), when=F("end"), programme="programme")


def _offers(user: User, today: date) -> QuerySet[Any]:
    found = Membership.objects.filter(user=user, accepted_at__isnull=True)
    return _columns(
        found,
        "offer",
        text="organisation__name",
        detail=F("role"),
        when=TruncDate("created_at"),
        programme="",
    )


_PARTS: Iterable[Callable[[User, date], QuerySet[Any]]] = (
    _updates,
    _adoptions,
    _period_goals,
    _goals,
    _indicators,
    _handover,
    _deliverables,
    _pilots,
    _offers,
)
