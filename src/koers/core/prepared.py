"""Queries whose SQL is made once and asked many times with other values.

Building a query of some joins and making SQL of it takes Django a few milliseconds, more than the database needs to
answer. The SQL of a page is the same for everybody with the same kind of sight; only ids differ. So a query is built
once with stand-ins for the ids, and later only gets other values.

What varies must be an id: a whole number, a UUID or a slug; all else (a day, a kind) belongs to the name of the query. A prepared
queryset is for reading its rows: narrowing it afterwards raises, since that would not reach the SQL. The SQL is kept
per connection, so no two threads share it. With `KOERS_VERIFY_PREPARED` (the tests set it) every query is also built
the ordinary way, and both must be the same to the letter.
"""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connections, models

from koers.core.server_bound import seen_by_compiler

Value = int | UUID | str
Build = Callable[[Sequence[Any]], models.QuerySet[Any, Any]]

FIRST_NUMBER = 7_340_000_000_000
"""Stand-ins count from here: below the largest id of a database, above any id that is in use."""
MOST_KEPT = 60
"""Per connection. A page of a programme has ten; one of many parts takes up to 0.2 MB."""
NEVER_AN_ID = 9_000_000_000_000_000_000


class NotAsBuilt(AssertionError):
    """A prepared query differs from the same query built now: its name says too little of what it depends on."""


class _Answered:
    """In front of a class of queries: the SQL is known already."""

    _answering: Any

    def get_compiler(self, *_args: Any, **_kwargs: Any) -> Any:
        return self._answering

    def clone(self) -> Any:
        raise TypeError("a prepared query cannot be narrowed or counted, only read")


@cache
def _answered_class(kind: Any) -> type[Any]:
    return type(f"Answered{kind.__name__}", (_Answered, kind), {})


@dataclass(frozen=True, slots=True)
class Template:
    queryset: models.QuerySet[Any, Any]
    compiler: Any
    sql: str | None
    """None when nothing can be found, whatever the values are."""
    params: tuple[Any, ...]
    varying: tuple[tuple[int, int, Callable[[Any], Any]], ...]
    """Of each parameter that varies: its place, which of the values it is, and how the database wants it."""

    def filled(self, values: Sequence[Value]) -> tuple[Any, ...]:
        params = list(self.params)
        for place, which, adapted in self.varying:
            params[place] = adapted(values[which])
        return tuple(params)


def prepared(name: Hashable, values: Sequence[Value], build: Build) -> models.QuerySet[Any, Any]:
    """What `build(values)` would find. The name must hold everything it depends on besides the values; `build`
    is called with stand-ins of the same types, and may not look at them or ask the database.
    """
    kept = _kept_for(connections["default"])
    key = (name, tuple(map(type, values)))
    template = kept.get(key)
    if template is None:
        template = kept[key] = _template(values, build)
        if len(kept) > MOST_KEPT:
            kept.popitem(last=False)
    else:
        kept.move_to_end(key)
    if getattr(settings, "KOERS_VERIFY_PREPARED", False):
        _verify(template, values, build)
    return _answered(template, values)


def padded(ids: Iterable[int]) -> list[int]:
    """The ids, and numbers that are nobody's id up to the next power of two: lists of nearly the same length then
    share their SQL.
    """
    found = list(dict.fromkeys(ids))
    wanted = 1 << (len(found) - 1).bit_length() if found else 0
    return found + [NEVER_AN_ID + more for more in range(wanted - len(found))]


def _kept_for(connection: Any) -> OrderedDict[Hashable, Template]:
    try:
        found: OrderedDict[Hashable, Template] = connection.koers_prepared
    except AttributeError:
        found = connection.koers_prepared = OrderedDict()
    return found


def _template(values: Sequence[Value], build: Build) -> Template:
    stand_ins = [_stand_in(value, place) for place, value in enumerate(values)]
    queryset = build(stand_ins)
    compiler, text, params = _compiled(queryset)
    _kept(compiler, text)
    places: dict[Any, int] = dict(zip(stand_ins, range(len(stand_ins)), strict=True))
    places |= {stand_in.hex: which for stand_in, which in places.items() if isinstance(stand_in, UUID)}
    varying = tuple(
        (place, places[param], _adapting(param))
        for place, param in enumerate(params)
        if isinstance(param, int | UUID | str) and param in places
    )
    known = {place for place, *_rest in varying}
    rest = [text or "", *(repr(param) for place, param in enumerate(params) if place not in known)]
    if any(str(FIRST_NUMBER)[:-3] in words for words in rest):
        raise ValueError(
            "a value that varies was changed on its way to the database: make it part of the name"
        )
    return Template(queryset, compiler, text, params, varying)


def _stand_in(value: Value, place: int) -> Value:
    number = FIRST_NUMBER + place
    if isinstance(value, UUID):
        return UUID(str(number).zfill(32))
    return str(number) if isinstance(value, str) else number


def _adapting(param: object) -> Callable[[Any], Any]:
    """SQLite wants a UUID as its digits, and PostgreSQL's driver numbers in classes of their own."""
    if isinstance(param, str):
        return _digits
    return type(param) if isinstance(param, int) else _itself


def _digits(value: Any) -> str:
    return value.hex if isinstance(value, UUID) else str(value)


def _itself(value: Any) -> Any:
    return value


def _compiled(queryset: models.QuerySet[Any, Any]) -> tuple[Any, str | None, tuple[Any, ...]]:
    compiler = queryset.query.get_compiler(using=queryset.db)
    try:
        text, params = compiler.as_sql()
    except EmptyResultSet:
        return compiler, None, ()
    return compiler, text, tuple(params)


def _kept(compiler: Any, sql: str | None) -> None:
    """What does not change from one time to the next is worked out once: how columns become values, and by which
    cursor the database is asked.
    """
    if sql is None:
        return
    compiler.connection = seen_by_compiler(compiler.connection)
    converters = compiler.get_converters([one[0] for one in compiler.select[: compiler.col_count]])
    compiler.get_converters = lambda _expressions: converters


def _answered(template: Template, values: Sequence[Value]) -> models.QuerySet[Any, Any]:
    like = template.queryset
    if template.sql is None:
        return like.none()
    compiler = copy.copy(template.compiler)
    asked = template.sql, template.filled(values)
    compiler.as_sql = lambda *_args, **_kwargs: asked
    # A copy that shares everything with the template: nothing of it changes while rows are read.
    kind: Any = type(like.query)
    query = object.__new__(_answered_class(kind))
    query.__dict__ = like.query.__dict__ | {"_answering": compiler}
    found = like.__class__(model=like.model, query=query, using=like.db)
    for attribute in ("_prefetch_related_lookups", "_known_related_objects", "_iterable_class", "_fields"):
        setattr(found, attribute, getattr(like, attribute))
    return found


def _verify(template: Template, values: Sequence[Value], build: Build) -> None:
    _compiler, text, params = _compiled(build(values))
    # The order of ids within a list is no matter, and sets have none.
    if text != template.sql or sorted(map(repr, params)) != sorted(map(repr, template.filled(values))):
        raise NotAsBuilt(f"prepared: {template.sql} {template.filled(values)}\nbuilt: {text} {params}")
