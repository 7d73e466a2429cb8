"""Organisation scope: a query that does not say for whom it is, raises. A leak is impossible by construction.

`Goal.objects.all()` raises `UnscopedQuery` as soon as it touches the database. A query says its scope by one of

- `objects.visible_to(user)`: what the user's memberships give;
- `objects.of(organisation)`: one organisation's records;
- a relation of a record already fetched (`programme.goals.all()`);
- `objects.across_organisations(reason)`: everything, with the reason in the code (migrations of data, integrity checks).

Models say through `SCOPE` which lookup leads to the organisation (`"organisation"`, `"programme__organisation"`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from django.db import models

from koers.core.models import Record

if TYPE_CHECKING:
    from koers.organisations.models import Organisation, User


class UnscopedQuery(RuntimeError):
    """A query on scoped records that does not say whose records."""


class ScopedQuerySet[M: models.Model](models.QuerySet[M]):
    _scoped = False

    def _clone(self) -> Self:
        clone = cast(Self, super()._clone())  # type: ignore[misc]
        clone._scoped = self._scoped
        return clone

    def _within(self, queryset: Self) -> Self:
        queryset._scoped = True
        return queryset

    def visible_to(self, user: User) -> Self:
        """Records of the organisations the user is a member of; nothing for someone who is not logged in."""
        return self.of_any(user.organisation_ids())

    def of(self, organisation: Organisation) -> Self:
        return self.of_any([organisation.pk])

    def of_any(self, organisation_ids: Iterable[int]) -> Self:
        lookup = f"{getattr(self.model, 'SCOPE')}__in"  # noqa: B009 - declared by the model, not by Model
        return self._within(self.filter(**{lookup: list(organisation_ids)}))

    def across_organisations(self, reason: str) -> Self:
        """Every organisation's records. The reason is for the reader of the code and may not be empty."""
        if not reason:
            raise ValueError("say why this query may cross organisations")
        return self._within(self.all())

    def _require_scope(self) -> None:
        if not self._scoped:
            raise UnscopedQuery(
                f"{self.model.__name__}: say for whom, with visible_to, of or across_organisations"
            )

    def _fetch_all(self) -> None:
        self._require_scope()
        super()._fetch_all()  # type: ignore[misc]

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._require_scope()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._require_scope()
        return super().count()

    def exists(self) -> bool:
        self._require_scope()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._require_scope()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._require_scope()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._require_scope()
        return super().delete()


class ScopedManager[M: models.Model](models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """The default manager of scoped records; relations of a fetched record count as scoped."""

    def get_queryset(self) -> ScopedQuerySet[M]:
        queryset = cast("ScopedQuerySet[M]", super().get_queryset())
        queryset._scoped = getattr(self, "instance", None) is not None
        return queryset

    def create(self, **kwargs: Any) -> M:
        """Creating names its organisation in the values; no query is needed for it."""
        return cast(M, super().create(**kwargs))


class ScopedRecord(Record):
    """Abstract base of every record that belongs to an organisation."""

    SCOPE: ClassVar[str] = "organisation"

    objects: ClassVar[ScopedManager[Any]] = ScopedManager()

    class Meta:
        abstract = True
