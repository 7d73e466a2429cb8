"""Everything of a programme that has a date, in one query: the ground of dashboard, timeline and my work."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Case, CharField, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, NullIf

from koers.core.dates import PartialDate
from koers.programmes.asking import ask
from koers.programmes.models import (
    Adoption,
    Deliverable,
    Event,
    Goal,
    Pilot,
    PlanningPeriod,
    Programme,
    ProgrammeDecision,
)

if TYPE_CHECKING:
    from koers.organisations.models import User

DELIVERED = ("delivered", "adopted")
SETTLED = ("done", "refused")


@dataclass(frozen=True, slots=True)
class Dated:
    """One thing with a date. `kind` is deliverable, adoption, goal, event, decision, period or pilot.

    `state` is that of the thing itself; `about` who acts (adoption, decision), `of` the id of what it hangs
    from: the track of a deliverable, the deliverable of an adoption. `start` is the first day of a period.
    """

    kind: str
    programme: int
    key: int
    public_id: UUID
    text: str
    date: PartialDate | None
    state: str = ""
    about: str = ""
    of: int | None = None
    start: datetime.date | None = None

    @property
    def settled(self) -> bool:
        """Whether it is behind us, whatever its date."""
        if self.kind == "deliverable":
            return self.state in DELIVERED
        if self.kind == "adoption":
            return self.state in ("", *SETTLED)
        if self.kind == "goal":
            return self.state != ""
        return self.state == "ended" if self.kind == "pilot" else False

    @property
    def ahead(self) -> bool:
        return not self.settled and self.kind != "decision"


def dated_of(user: User, programme: Programme, *, only_dated: bool = True) -> list[Dated]:
    """In the order of their dates; what has none comes last (1 query)."""
    return dated_where(user, only_dated=only_dated, programme=programme.pk)


def dated_where(
    user: User,
    *,
    only_dated: bool = True,
    parts: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    **programme: Any,
) -> list[Dated]:
    """As `dated_of`, of the programmes that the lookups find (`programme__in=…`), of some `parts` only and
    between two days."""
    rows = ask(_union, user, only_dated, tuple(parts), since, until, **programme)
    return sorted(map(_row, rows), key=_order)


def _union(
    user: User,
    only_dated: bool,
    parts: Sequence[str],
    since: date | None,
    until: date | None,
    **programme: Any,
) -> QuerySet[Any, Any]:
    queries = []
    for make in (make for name, make in _PARTS.items() if not parts or name in parts):
        found = make(user, programme)
        if only_dated:
            found = found.filter(day__isnull=False)
        if since is not None:
            found = found.filter(day__gte=since)
        if until is not None:
            found = found.filter(day__lte=until)
        queries.append(found.order_by().values_list(*_COLUMNS))
    return queries[0].union(*queries[1:], all=True).order_by()


_COLUMNS = (
    "sort_",
    "of_programme",
    "key_",
    "id_",
    "text_",
    "day",
    "precision",
    "state_",
    "about_",
    "of_",
    "start_",
)


def _row(row: tuple[Any, ...]) -> Dated:
    kind, programme, key, public_id, text, day, precision, state, about, of, start = row
    on = PartialDate.from_first_day(day, precision) if day else None
    if kind == "period" and day:
        last = day - timedelta(days=1)
        on = PartialDate(last.year, last.month, last.day)
    return Dated(kind, programme, key, public_id, text, on, state or "", about or "", of, start)


def _order(row: Dated) -> tuple[date, int, int]:
    if row.date is None:
        return date.max, 0, row.key
    return row.date.first_day, -row.date.last_day.toordinal(), row.key


def _columns(
    found: QuerySet[Any],
    kind: str,
    *,
    day: Any,
    precision: Any,
    text: str,
    programme: str = "programme",
    **rest: Any,
) -> QuerySet[Any]:
    """The same columns of the same types for every part, so that the database can put them under each other."""
    from django.db.models import BigIntegerField, DateField

    columns: QuerySet[Any] = found.annotate(
        sort_=Value(kind, output_field=CharField()),
        of_programme=F(programme),
        key_=rest.get("key", F("pk")),
        id_=rest.get("public_id", F("public_id")),
        text_=Cast(text, TextField()),
        day=day,
        precision=precision,
        state_=rest.get("state", Value("", output_field=CharField())),
        about_=rest.get("about", Value("", output_field=CharField())),
        of_=rest.get("of", Cast(Value(None), BigIntegerField())),
        start_=rest.get("start", Cast(Value(None), DateField())),
    )
    return columns


_DAY = Value("day", output_field=CharField())


def _deliverables(user: User, where: dict[str, Any]) -> QuerySet[Any]:
    found = Deliverable.objects.visible_to(user).filter(**where)
    return _columns(
        found, "deliverable", day=F("due_first_day"), precision=F("due_precision"), text="name",
        state=F("status"), of=F("track"), about=F("track__name"),
    )  # fmt: skip


def _adoptions(user: User, where: dict[str, Any]) -> QuerySet[Any]:
    """On the day it was done, else the day it is planned."""
    found = Adoption.objects.visible_to(user).filter(
        **{f"deliverable__{name}": value for name, value in where.items()}
    )
    done = Q(date_first_day__isnull=False)
    return _columns(
        found, "adoption", programme="deliverable__programme", text="deliverable__name",
        day=Coalesce("date_first_day", "planned_first_day"),
        precision=Case(When(done, then=F("date_precision")), default=F("planned_precision")),
        state=F("state"), of=F("deliverable"),
        about=Coalesce(NullIf(F("body"), Value("")), F("body_known__name"), Value("")),
    )  # fmt: skip


def _goals(user: User, where: dict[str, Any]) -> QuerySet[Any]:
    found = Goal.objects.visible_to(user).filter(**where)
    return _columns(
        found, "goal", day=F("target_date_first_day"), precision=F("target_date_precision"), text="text",
        state=F("verdict"),
    )  # fmt: skip


def _events(user: User, where: dict[str, Any]) -> QuerySet[Any]:
    found = Event.objects.visible_to(user).filter(**where)
    return _columns(found, "event", day=F("date_first_day"), precision=F("date_precision"), text="text")


def _decisions(user: User, where: dict[str, Any]) -> QuerySet[Any]:
    found = ProgrammeDecision.objects.visible_to(user).filter(**where)
    return _columns(
        found, "decision", day=F("decision__date_first_day"), precision=F("decision__date_precision"),
        text="decision__text", about=F("decision__body"), key=F("decision"),
        public_id=F("decision__public_id"),
    )  # fmt: skip


def _periods(user: User, where: dict[str, Any]) -> QuerySet[Any]:
    found = PlanningPeriod.objects.visible_to(user).filter(**where)
    return _columns(
        found, "period", day=F("end"), precision=_DAY, text="name", start=F("start"), state=F("kind")
    )


def _pilots(user: User, where: dict[str, Any]) -> QuerySet[Any]:
    found = Pilot.objects.visible_to(user).filter(**where)
    ended = Case(When(ended=True, then=Value("ended")), default=Value("running"), output_field=CharField())
    return _columns(found, "pilot", day=F("end"), precision=_DAY, text="name", state=ended, of=F("track"))


_PARTS: dict[str, Callable[[User, dict[str, Any]], QuerySet[Any]]] = {
    "deliverable": _deliverables,
    "adoption": _adoptions,
    "goal": _goals,
    "event": _events,
    "decision": _decisions,
    "period": _periods,
    "pilot": _pilots,
}
