"""Prepared queries for whoever asks: the SQL depends on the kinds of roles someone has, not on who it is.

`ask(build, user, …)` finds what `build(user, …)` finds. See `core.prepared` for what that spares and forbids.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from koers.core.prepared import Value, prepared
from koers.programmes.sharing import Shared, shared_with

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from koers.organisations.models import Held, User

Varying = Value | Sequence[Value]


@dataclass(frozen=True, slots=True)
class Sight:
    """What someone may see, split in what the SQL depends on (`shape`) and the ids in it (`values`)."""

    held: list[Held]
    shape: Hashable
    values: tuple[Value, ...]
    shared: tuple[int, int, int]

    @classmethod
    def of(cls, user: User) -> Sight:
        """Worked out once per request, and again after roles changed."""
        known: Sight | None = getattr(user, "_koers_sight", None)
        if known is None or known.held is not user.held():
            known = user._koers_sight = cls._of(user)  # type: ignore[attr-defined]
        return known

    @classmethod
    def _of(cls, user: User) -> Sight:
        held, shared = user.held(), shared_with(user)
        # The organisations and limits by their number of first appearance: who have the same roles in other
        # organisations have the same shape.
        ids: list[Value] = list(dict.fromkeys(one.organisation for one in held))
        limits: list[Value] = list(dict.fromkeys(one.limit for one in held if one.limit is not None))
        roles = tuple(
            (replace(one, organisation=ids.index(one.organisation), limit=None), _index(limits, one.limit))
            for one in held
        )
        sets = shared.led, shared.joined, shared.common
        values = (user.pk, *ids, *limits, *(key for keys in sets for key in sorted(keys)))
        shape = user.is_active, roles, len(ids), len(limits), *map(len, sets)
        return cls(held, shape, values, (len(shared.led), len(shared.joined), len(shared.common)))

    def stand_in(self, user: User, values: Iterator[Value]) -> User:
        """The same person with these values for its own."""
        found = copy.copy(user)
        found.pk = cast(int, next(values))
        given: dict[Value, Value] = {}
        for one in self.held:
            given.setdefault(one.organisation, 0)
        for key in given:
            given[key] = next(values)
        limits: dict[UUID, Value] = {one.limit: 0 for one in self.held if one.limit is not None}
        for limit in limits:
            limits[limit] = next(values)
        found._held = [
            replace(one, organisation=given[one.organisation], limit=limits[one.limit] if one.limit else None)  # type: ignore[arg-type]
            for one in self.held
        ]
        sets = [frozenset(next(values) for _ in range(size)) for size in self.shared]
        found._koers_shared = (found._held, Shared(*sets))  # type: ignore[attr-defined,arg-type]
        return found


def _index(limits: Sequence[Value], limit: UUID | None) -> int | None:
    return None if limit is None else limits.index(limit)


def ask(
    build: Callable[..., QuerySet[Any, Any]], user: User, *fixed: Hashable, **varying: Varying
) -> QuerySet[Any, Any]:
    """What `build(user, *fixed, **varying)` finds. `varying` are ids or lists of ids; what is `fixed` gets SQL of
    its own, so it must be one of a few (a day, a kind).
    """
    sight = Sight.of(user)
    values: list[Value] = list(sight.values)
    sizes: list[tuple[str, int | None]] = []
    for name, value in varying.items():
        if isinstance(value, int | UUID | str):
            values.append(value)
            sizes.append((name, None))
        else:
            values += value
            sizes.append((name, len(value)))
    question = build, sight.shape, fixed, tuple(sizes)
    return prepared(question, values, partial(_build, build, user, fixed, sizes))


def _build(
    build: Callable[..., QuerySet[Any, Any]],
    user: User,
    fixed: tuple[Hashable, ...],
    sizes: Sequence[tuple[str, int | None]],
    values: Sequence[Value],
) -> QuerySet[Any, Any]:
    rest = iter(values)
    who = Sight.of(user).stand_in(user, rest)
    varying = {
        name: next(rest) if size is None else [next(rest) for _ in range(size)] for name, size in sizes
    }
    return build(who, *fixed, **varying)
