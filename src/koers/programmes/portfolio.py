"""The portfolio: one light row per programme, in a fixed number of queries whatever the number of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from koers.core.dates import PartialDate
from koers.core.prepared import padded
from koers.programmes import duplicates
from koers.programmes.asking import ask
from koers.programmes.models import (
    Adoption,
    Client,
    Deliverable,
    Event,
    LegendWord,
    Level,
    Programme,
    Status,
)
from koers.programmes.reading import steering

if TYPE_CHECKING:
    from koers.organisations.models import Organisation, User
    from koers.organisations.scope import ScopedQuerySet

MOST_NAMES = 1000
"""Names that are compared for doubles: a region. Beyond it only the first by name are."""
NOT_DONE = ("", Deliverable.Status.PLANNED, Deliverable.Status.IN_PROGRESS)
_ACROSS = "joined to programmes that were scoped already"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show of the portfolio; empty is everything."""

    text: str = ""
    phase: str = ""
    level: str = ""
    """ok, warn, alarm, or `none` for what nobody judged yet."""
    organisation: str = ""
    silent: bool = False
    order: str = "name"

    def __bool__(self) -> bool:
        return bool(self.text or self.phase or self.level or self.organisation or self.silent)


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next in a programme."""

    text: str
    date: PartialDate


@dataclass(frozen=True, slots=True)
class Row:
    key: int
    public_id: UUID
    name: str
    slug: str
    organisation: int
    organisation_name: str
    organisation_slug: str
    phase: str
    end: PartialDate | None
    client: str
    level: str
    word: str
    line: str
    updated: date | None
    made: date
    every: int
    """So many days at most between two updates; the first counts from the day the programme was made here."""
    silent: bool
    shared: bool
    hidden: bool
    """Of a programme that is shared: its judgements are not."""
    next: Step | None
    doubles: tuple[str, ...]


ORDERS: dict[str, tuple[Any, ...]] = {
    "name": ("name", "pk"),
    "end": (F("end_first_day").asc(nulls_last=True), "name", "pk"),
    "update": (F("updated").asc(nulls_first=True), "name", "pk"),
}


def portfolio(user: User, wanted: Wanted, today: date) -> QuerySet[Programme, int]:
    """The ids of the programmes to show, in order (1 query per use, 1 more with `silent`)."""
    found: Any = Programme.objects.visible_to(user)
    if wanted.text:
        found = found.filter(name__icontains=wanted.text)
    if wanted.phase:
        found = found.filter(phase=wanted.phase)
    if wanted.organisation:
        found = found.filter(organisation__slug=wanted.organisation)
    if wanted.level:
        judged = found.filter(steering(user)).annotate(level=_latest("level"))
        found = (
            judged.filter(level__isnull=True) if wanted.level == "none" else judged.filter(level=wanted.level)
        )
    if wanted.silent or wanted.order == "update":
        found = found.annotate(updated=_updated())
    if wanted.silent:
        found = found.exclude(phase=Programme.Phase.CLOSED).filter(_silent(found, today))
    keys: QuerySet[Programme, int] = found.order_by(*ORDERS.get(wanted.order, ORDERS["name"])).values_list(
        "pk", flat=True
    )
    return keys


@dataclass(frozen=True)
class Listed:
    """The ids of `portfolio` to go through page by page: its length, and a piece of it (1 query each)."""

    user: User
    wanted: Wanted
    today: date

    def count(self) -> int:
        if self._by_name:
            return next(iter(ask(_total, self.user)), 0)
        return self._narrowed.count()

    def __getitem__(self, cut: slice) -> list[int]:
        if self._by_name:
            return list(ask(_cut, self.user, cut.start, cut.stop))
        return list(self._narrowed[cut])

    @cached_property
    def _narrowed(self) -> QuerySet[Programme, int]:
        return portfolio(self.user, self.wanted, self.today)

    @property
    def _by_name(self) -> bool:
        """The list as it opens, asked most of all."""
        return self.wanted == Wanted()


def _total(user: User) -> QuerySet[Any, Any]:
    return Programme.objects.visible_to(user).order_by().values_list(Window(Count("pk")), flat=True)[:1]


def _cut(user: User, start: int, stop: int) -> QuerySet[Any, Any]:
    return (
        Programme.objects.visible_to(user).order_by(*ORDERS["name"]).values_list("pk", flat=True)[start:stop]
    )


def rows(user: User, keys: Sequence[int], today: date, doubles: dict[int, list[str]]) -> list[Row]:
    """The rows of one page, in the order of `keys` (2 queries)."""
    mine = set(user.organisation_ids())
    found = ask(_light, user, keys=padded(keys))
    steps = _next_steps(user, keys, today)
    made = {row["pk"]: _row(row, today, steps, doubles, mine) for row in found}
    return [made[key] for key in keys if key in made]


def _light(user: User, keys: Sequence[int]) -> QuerySet[Any, Any]:
    clients = Client.objects.across_organisations(_ACROSS).filter(programme=OuterRef("pk")).order_by("pk")
    steered = Programme.objects.across_organisations(_ACROSS).filter(steering(user), pk=OuterRef("pk"))
    found: Any = Programme.objects.visible_to(user).filter(pk__in=keys)
    light: QuerySet[Any, Any] = found.annotate(
        client=Subquery(clients.values("name")[:1]),
        level=_latest("level"),
        line=_latest("line"),
        updated=_updated(),
        steered=Subquery(steered.values("pk")[:1]),
        **{f"word_{level}": _word(level) for level in Level.values},
    ).values(
        "pk", "public_id", "name", "slug", "organisation", "organisation__name", "organisation__slug",
        "phase", "end_first_day", "end_precision", "client", "level", "line", "updated", "steered",
        "update_every_days", "created_at", "word_ok", "word_warn", "word_alarm",
    )  # fmt: skip
    return light


def _row(
    row: dict[str, Any],
    today: date,
    steps: dict[int, Step],
    doubles: dict[int, list[str]],
    mine: set[int],
) -> Row:
    level = (row["level"] or "") if row["steered"] else ""
    made, every = timezone.localdate(row["created_at"]), row["update_every_days"]
    return Row(
        key=row["pk"],
        public_id=row["public_id"],
        name=row["name"],
        slug=row["slug"],
        organisation=row["organisation"],
        organisation_name=row["organisation__name"],
        organisation_slug=row["organisation__slug"],
        phase=row["phase"],
        end=partial(row["end_first_day"], row["end_precision"]),
        client=row["client"] or "",
        level=level,
        word=(row[f"word_{level}"] or str(Level(level).label)) if level else "",
        line=(row["line"] or "") if row["steered"] else "",
        updated=row["updated"],
        made=made,
        every=every,
        silent=row["phase"] != Programme.Phase.CLOSED and is_silent(row["updated"] or made, every, today),
        shared=row["organisation"] not in mine,
        hidden=not row["steered"],
        next=steps.get(row["pk"]),
        doubles=tuple(doubles.get(row["pk"], ())),
    )


def partial(day: date | None, precision: str) -> PartialDate | None:
    """The two columns of a date with precision, as `values` gives them."""
    return PartialDate.from_first_day(day, precision) if day else None


def is_silent(updated: date, every: int, today: date) -> bool:
    """Whether nobody said how it stands for longer than the programme's own rhythm; `updated` is the day of the last
    update, or that on which the programme was made.
    """
    return (today - updated).days > every


def doubles_among(user: User) -> dict[int, list[str]]:
    """Per programme the names of others the user sees that are nearly the same (1 query)."""
    found = list(ask(_names, user))
    names = dict(found)
    return {
        key: [names[other] for other in others] for key, others in duplicates.near_once(tuple(found)).items()
    }


def _names(user: User) -> QuerySet[Any, Any]:
    return Programme.objects.visible_to(user).order_by("name").values_list("pk", "name")[:MOST_NAMES]


def organisations_in(user: User, organisations: Iterable[Organisation]) -> list[Organisation]:
    """Of the user's organisations those in which he or she may see the register, by name."""
    from koers.organisations.permissions import Permission

    granting = set(user.organisations_granting(Permission.VIEW_REGISTER))
    return sorted((one for one in organisations if one.pk in granting), key=lambda one: one.name)


def _latest(field: str) -> Subquery:
    """Of the newest judgement of the whole programme."""
    judged = Status.objects.across_organisations(_ACROSS).filter(programme=OuterRef("pk"), track=None)
    return Subquery(judged.order_by("-date", "-pk").values(field)[:1])


def _word(level: str) -> Subquery:
    """The organisation's own word for a level."""
    words = LegendWord.objects.across_organisations(_ACROSS).filter(level=level)
    return Subquery(words.filter(organisation=OuterRef("organisation")).values("word")[:1])


def _updated() -> Subquery:
    """The day on which someone last judged the programme or one of its tracks."""
    judged = Status.objects.across_organisations(_ACROSS).filter(programme=OuterRef("pk"))
    return Subquery(judged.order_by("-date").values("date")[:1])


def _silent(found: QuerySet[Programme], today: date) -> Q:
    """Days and dates do not add up alike in both databases, so each rhythm in use gets its own date."""
    rhythms = set(found.order_by().values_list("update_every_days", flat=True).distinct())
    silent = Q(pk__in=[])
    for days in rhythms:
        limit = today - timedelta(days=days)
        never = Q(updated__isnull=True, created_at__date__lt=limit)
        silent |= Q(update_every_days=days) & (Q(updated__lt=limit) | never)
    return silent


def _next_steps(user: User, keys: Sequence[int], today: date) -> dict[int, Step]:
    """The first dated step ahead per programme: something due, a body's turn, an event (1 query)."""
    found: dict[int, Step] = {}
    for programme, day, precision, text in sorted(
        ask(_steps, user, today, keys=padded(keys)), key=lambda row: row[1]
    ):
        found.setdefault(programme, Step(text, PartialDate.from_first_day(day, precision)))
    return found


def _steps(user: User, today: date, keys: Sequence[int]) -> QuerySet[Any, Any]:
    asked = Adoption.objects.visible_to(user).filter(
        deliverable__programme__in=keys, state__in=("planned", "asked"), planned_first_day__gte=today
    )
    due = Deliverable.objects.visible_to(user).filter(
        programme__in=keys, status__in=NOT_DONE, due_first_day__gte=today
    )
    events = Event.objects.visible_to(user).filter(programme__in=keys, date_first_day__gte=today)
    parts = [
        _first(asked, "deliverable__programme", "planned", "deliverable__name"),
        _first(due, "programme", "due", "name"),
        _first(events, "programme", "date", "text"),
    ]
    return parts[0].union(*parts[1:], all=True).order_by()


def _first(found: ScopedQuerySet[Any], programme: str, name: str, text: str) -> QuerySet[Any, Any]:
    day = f"{name}_first_day"
    ranked = found.annotate(
        rank=Window(RowNumber(), partition_by=[F(programme)], order_by=[F(day).asc(), F("pk").asc()]),
        of=F(programme),
        day=F(day),
        precision=F(f"{name}_precision"),
        words=F(text),
    ).filter(rank=1)
    return ranked.order_by().values_list("of", "day", "precision", "words")
