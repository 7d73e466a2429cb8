"""The sheet of kinds: one description per kind of record. Forms, pages, the API and spreadsheets come from it.

A room describes its kinds in `<room>/kinds.py` and registers them from `AppConfig.ready`:

    register(Kind(model=Goal, slug="doelen", api="goals", parent="programme", fields=("text", "target_date")))

Rules about values live in the model (`clean`, constraints), so that every way in meets the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from koers.organisations.permissions import Permission
from koers.organisations.scope import ScopedRecord

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from koers.organisations.models import Organisation, User

type Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of record.

    `fields` are the attributes a person fills in, in the order of the form; a date with precision and an
    amount go by their attribute. `parent` is the attribute of the record it hangs from ("programme",
    "deliverable"); empty when it hangs from the organisation itself. `columns` are what lists and
    spreadsheets begin with; empty means all `fields`.
    """

    model: type[ScopedRecord]
    slug: str
    """Dutch plural in addresses: /register/doelen/."""
    api: str
    """English plural in the API: /api/v1/goals."""
    fields: tuple[str, ...]
    parent: str = ""
    columns: tuple[str, ...] = ()
    see: Permission = Permission.VIEW_REGISTER
    """Follows from the model (`SEE`)."""
    needs: Permission = Permission.CHANGE_REGISTER
    writable: bool = True
    """False: read-only in the API and in lists; it is written by actions of its own (a status, an update)."""
    help: Mapping[str, Words] = field(default_factory=dict)
    choices: Mapping[str, Callable[[User, Any], QuerySet[Any]]] = field(default_factory=dict)
    """Per relation what may be chosen, given the user and the parent. Without: the visible records of the
    same organisation, and of the same programme when they have one."""
    warnings: Callable[[Any], list[Words]] = lambda record: []
    """What is missing or odd about a stored record: told, never a block."""
    compared: Callable[[User, Any], list[Words]] = lambda user, record: []
    """As `warnings`, for what is odd beside other records: only those this user may see are named."""
    prepare: Callable[[Any], None] = lambda record: None
    """Fills what a person does not fill in (an address, an order) before a new record is checked."""
    organisation_for: Callable[[User, Any], Organisation] | None = None
    """Whose record a new one under this parent becomes. Without: the parent's organisation."""
    required: tuple[str, ...] = ()
    """Attributes a person must fill in though the database could do without (a date, say)."""
    series: tuple[str, Callable[[User, Any], dict[str, Any] | None]] | None = None
    """A template for the record's own page, and what it shows as `series` (None: nothing)."""
    page: Callable[[Any], str] | None = None
    """The address of the page that shows the record; without: its own page under /register/."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "see", self.model.SEE)

    def odd(self, user: User, record: Any) -> list[str]:
        """All there is to tell this user about a stored record."""
        return [str(words) for words in (*self.warnings(record), *self.compared(user, record))]

    @property
    def singular(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def plural(self) -> str:
        return str(self.model._meta.verbose_name_plural)


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Registering the same kind again replaces it; two kinds with one address raise ValueError."""
    for kind in kinds:
        known = _kinds.get(kind.slug)
        if known is not None and known.model is not kind.model:
            raise ValueError(f"{kind.slug} is the address of {known.model.__name__} already")
        _kinds[kind.slug] = kind


def all_kinds() -> list[Kind]:
    return sorted(_kinds.values(), key=lambda kind: kind.slug)


def kind_of(model: type[ScopedRecord] | ScopedRecord) -> Kind:
    """Raises KeyError when no room described this model."""
    wanted = model if isinstance(model, type) else type(model)
    for kind in _kinds.values():
        if kind.model is wanted:
            return kind
    raise KeyError(wanted.__name__)


def by_slug(slug: str) -> Kind:
    """Raises KeyError when there is no such kind."""
    return _kinds[slug]
