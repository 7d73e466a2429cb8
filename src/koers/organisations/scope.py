"""Organisation scope: a query that does not say for whom it is, raises. A leak is impossible by construction.

`Goal.objects.all()` raises `UnscopedQuery` as soon as it reaches the database, also as a part of another
query. A query says its scope by one of

- `objects.visible_to(user)`: what the user's memberships give;
- `objects.of(organisation)`: one organisation's records;
- a relation of a record already fetched (`programme.goals.all()`);
- `objects.across_organisations(reason)`: everything, with the reason in the code (an integrity check, say).

Models say through `SCOPE` which lookup leads to the organisation (`"organisation"`,
`"programme__organisation"`). The check sits in the query itself, where it becomes SQL: counting, subqueries
and unions cannot go around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, Self, cast

from django.db import models
from django.db.models import Q, sql

from koers.core.models import Record
from koers.organisations.permissions import Permission

if TYPE_CHECKING:
    import uuid

    from koers.organisations.models import Organisation, User, Visitor

_checking_constraints: ContextVar[bool] = ContextVar("checking_constraints", default=False)


class UnscopedQuery(RuntimeError):
    """A query on scoped records that does not say whose records."""


class ScopedQuery(sql.Query):
    """A query that refuses to become SQL until its scope is known. Clones keep what they know."""

    scoped = False

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        self.require_scope()
        return super().get_compiler(*args, **kwargs)

    def require_scope(self) -> None:
        if not self.scoped and not _checking_constraints.get():
            name = self.model.__name__ if self.model else "query"
            raise UnscopedQuery(f"{name}: say for whom, with visible_to, of or across_organisations")

    def combine(self, rhs: sql.Query, connector: str) -> None:
        """`a | b` shows both, so both must know their scope."""
        super().combine(rhs, connector)
        if connector != Q.AND:
            self.scoped = self.scoped and getattr(rhs, "scoped", False)


def _scope_of(model: Any) -> str:
    """A history table is scoped like the records it is the history of."""
    return str(getattr(model, "instance_type", model).SCOPE)


class ScopedQuerySet[M: models.Model](models.QuerySet[M]):
    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        if query is None and model is not None:
            query = ScopedQuery(model)
        super().__init__(model, query, using, hints)

    @property
    def _scoped(self) -> bool:
        return bool(cast(ScopedQuery, self.query).scoped)

    @_scoped.setter
    def _scoped(self, scoped: bool) -> None:
        cast(ScopedQuery, self.query).scoped = scoped

    def _within(self, queryset: Self) -> Self:
        """The queryset, a fresh copy by whoever filtered it, from now on counts as scoped."""
        queryset._scoped = True
        return queryset

    def visible_to(self, user: Visitor) -> Self:
        """Records of the organisations in which the user has the permission the model asks for (`SEE`), and
        those it shows by a rule of its own (`visible_beyond`), less what it keeps from this user (`visible_within`);
        nothing for someone who is not logged in.
        """
        if not user.is_authenticated:
            return self.of_any([])
        model: Any = getattr(self.model, "instance_type", self.model)
        needed = getattr(model, "SEE", Permission.VIEW_REGISTER)
        found = Q(**{f"{_scope_of(model)}__in": user.organisations_granting(needed)})
        beyond = model.visible_beyond(user) if issubclass(model, ScopedRecord) else None
        shown = found if beyond is None else found | beyond
        within = model.visible_within(user) if issubclass(model, ScopedRecord) else None
        return self._within(self.filter(shown if within is None else shown & within))

    def of(self, organisation: Organisation) -> Self:
        return self.of_any([organisation.pk])

    def of_any(self, organisation_ids: Iterable[int]) -> Self:
        return self._within(self.filter(**{f"{_scope_of(self.model)}__in": list(organisation_ids)}))

    def across_organisations(self, reason: str) -> Self:
        """Every organisation's records. The reason is for the reader of the code and may not be empty."""
        if not reason:
            raise ValueError("say why this query may cross organisations")
        return self._within(self.all())

    def none(self) -> Self:
        return self._within(super().none())

    # Updating and deleting swap the query's class, so they check before that happens.
    def update(self, **kwargs: Any) -> int:
        cast(ScopedQuery, self.query).require_scope()
        return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        cast(ScopedQuery, self.query).require_scope()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]

    def raw(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise UnscopedQuery(f"{self.model.__name__}: raw SQL cannot be scoped")


class ScopedManager[M: models.Model](models.Manager[M]):
    """The default manager of scoped records; relations of a fetched record count as scoped."""

    def get_queryset(self) -> ScopedQuerySet[M]:
        queryset = ScopedQuerySet[M](model=self.model, using=self._db, hints=getattr(self, "_hints", None))
        queryset._scoped = getattr(self, "instance", None) is not None
        return queryset

    def all(self) -> ScopedQuerySet[M]:
        return self.get_queryset()

    if TYPE_CHECKING:  # what Django's manager passes on to the queryset, with the queryset it really is

        def filter(self, *args: Any, **kwargs: Any) -> ScopedQuerySet[M]: ...
        def exclude(self, *args: Any, **kwargs: Any) -> ScopedQuerySet[M]: ...
        def order_by(self, *fields: Any) -> ScopedQuerySet[M]: ...
        def select_related(self, *fields: Any) -> ScopedQuerySet[M]: ...
        def prefetch_related(self, *lookups: Any) -> ScopedQuerySet[M]: ...
        def none(self) -> ScopedQuerySet[M]: ...

    def visible_to(self, user: Visitor) -> ScopedQuerySet[M]:
        return self.get_queryset().visible_to(user)

    def of(self, organisation: Organisation) -> ScopedQuerySet[M]:
        return self.get_queryset().of(organisation)

    def of_any(self, organisation_ids: Iterable[int]) -> ScopedQuerySet[M]:
        return self.get_queryset().of_any(organisation_ids)

    def across_organisations(self, reason: str) -> ScopedQuerySet[M]:
        return self.get_queryset().across_organisations(reason)

    def raw(self, *args: Any, **kwargs: Any) -> NoReturn:
        self.get_queryset().raw()


@contextmanager
def constraints_see_everything() -> Iterator[None]:
    """A unique constraint holds for all organisations together; checking it tells nothing but 'taken'."""
    token = _checking_constraints.set(True)
    try:
        yield
    finally:
        _checking_constraints.reset(token)


class ScopedRecord(Record):
    """Abstract base of every record that belongs to an organisation."""

    SCOPE: ClassVar[str] = "organisation"
    SEE: ClassVar[Permission] = Permission.VIEW_REGISTER
    """What one must be allowed in the organisation to see records of this kind at all."""

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        abstract = True

    @classmethod
    def visible_beyond(cls, user: User) -> Q | None:
        """What the user sees outside the organisations he or she is a member of; None is nothing.

        Must also fit the model's history table, so it may use the model's own columns and relations only.
        """
        return None

    @classmethod
    def visible_within(cls, user: User) -> Q | None:
        """What all the user sees of this kind must hold too (a point that is not public, say); None is no condition.

        Must also fit the model's history table, as `visible_beyond`.
        """
        return None

    def limit_of(self) -> uuid.UUID | None:
        """The public id by which a role for one record only reaches this record (its programme)."""
        return None

    def validate_unique(self, exclude: Any = None) -> None:
        with constraints_see_everything():
            super().validate_unique(exclude)

    def validate_constraints(self, exclude: Any = None) -> None:
        with constraints_see_everything():
            super().validate_constraints(exclude)
