"""What a record was: its changes one by one, and a whole set as it stood on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from koers.editing.attributes import Attribute, Shape, stored_attributes
from koers.editing.word_diff import word_diff
from koers.organisations.models import Organisation, User
from koers.organisations.scope import ScopedRecord

_REASON = "the newest row of each record; the query around it says whose"
LONG = 80
"""From this many characters two texts are shown as one with its changes marked."""


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    before: str
    after: str
    diff: SafeString | str
    """The text with its changes marked, for long texts; else empty."""


@dataclass(frozen=True, slots=True)
class Step:
    """One moment in the life of a record."""

    moment: datetime
    by: str
    what: str
    changes: list[Change]


def end_of(day: date) -> datetime:
    """The moment the day is over, in the time zone of the product: "as on" a day includes all of it."""
    following = datetime.combine(day + timedelta(days=1), time.min)
    return timezone.make_aware(following, timezone.get_default_timezone())


def as_on[R: ScopedRecord](
    model: type[R], whose: Organisation | Iterable[int] | QuerySet[Any], on: date, **where: Any
) -> list[R]:
    """The records as they stood at the end of that day, in the model's order; one query.

    `whose` is an organisation, ids of organisations, or a queryset of records that are there now (their ids
    count). `where` filters on columns as they were then: `as_on(Goal, organisation, day, programme_id=5)`.
    The records are as they were but cannot be saved; what they refer to is read as it is now.
    """
    found = _rows_of(model, whose)
    newest = (
        _history(model)
        .across_organisations(_REASON)
        .filter(id=OuterRef("id"), history_date__lt=end_of(on))
        .order_by("-history_date", "-history_id")
    )
    rows = found.filter(history_id=Subquery(newest.values("history_id")[:1]), **where)
    ordered = rows.exclude(history_type="-").order_by(
        *[name.replace("pk", "id") for name in _ordering(model)]
    )
    return [cast(R, row.instance) for row in ordered]


def _history(model: Any) -> Any:
    return model.history


def _ordering(model: type[ScopedRecord]) -> list[str]:
    """Only plain columns: a history table has no relations to order by."""
    return [str(name) for name in model._meta.ordering or ["pk"] if "__" not in str(name)]


def _rows_of(model: Any, whose: Any) -> Any:
    history = _history(model)
    if isinstance(whose, QuerySet):
        return history.across_organisations(_REASON).filter(id__in=whose.order_by().values("pk"))
    ids = [whose.pk] if isinstance(whose, Organisation) else list(whose)
    parent, _dot, _rest = model.SCOPE.partition("__")
    if model.SCOPE == "organisation":
        return history.of_any(ids)
    # The record's organisation stands on its parent, which may be gone: its history still knows.
    related = model._meta.get_field(parent).related_model
    parents = _rows_of(related, ids).order_by().values("id")
    return history.across_organisations(_REASON).filter(**{f"{parent}_id__in": parents})


def state_at(record: ScopedRecord, version: int) -> ScopedRecord | None:
    """The record as it was at that version; None when that is not known."""
    rows = cast(Any, record).history.filter(version=version).order_by("-history_date", "-history_id")
    row = rows.first()
    return None if row is None else cast(ScopedRecord, row.instance)


def state_on(record: ScopedRecord, on: date) -> ScopedRecord | None:
    """The record as it was at the end of that day; None when it was not there yet."""
    rows = cast(Any, record).history.filter(history_date__lt=end_of(on))
    row = rows.order_by("-history_date", "-history_id").first()
    return None if row is None or row.history_type == "-" else cast(ScopedRecord, row.instance)


def steps(record: ScopedRecord, user: User) -> list[Step]:
    """The life of a record, the newest first."""
    rows = list(
        cast(Any, record).history.select_related("history_user").order_by("history_date", "history_id")
    )
    asked = stored_attributes(type(record))
    names = Names(asked, rows, user)
    found: list[Step] = []
    before: Any = None
    for row in rows:
        changes = _changes(asked, names, before, row)
        if changes or before is None or row.history_type != "~":
            by = str(row.history_user) if row.history_user else _("Koers itself")
            found.append(Step(row.history_date, by, _what(row, before), changes))
        before = None if row.history_type == "-" else row
    return found[::-1]


def _what(row: Any, before: Any) -> str:
    if row.history_type == "-":
        return _("Removed")
    if row.history_type == "+" and row.version > 1:
        return _("Brought back")
    return _("Added") if before is None and row.history_type == "+" else _("Changed")


class Names:
    """How records that history refers to are called: all of one model in one query."""

    def __init__(self, asked: Iterable[Attribute], rows: Iterable[Any], user: User) -> None:
        wanted: dict[Any, set[int]] = defaultdict(set)
        for attribute in asked:
            if attribute.shape is Shape.RELATION:
                keys = {getattr(row, attribute.field.attname) for row in rows}
                wanted[attribute.related] |= keys - {None}
        self.known = {model: _named(model, keys, user) for model, keys in wanted.items() if keys}

    def of(self, attribute: Attribute, key: int | None) -> str:
        if key is None:
            return ""
        return self.known.get(attribute.related, {}).get(key) or _("(gone, or not yours)")


def _named(model: Any, keys: set[int], user: User) -> dict[int, str]:
    scoped = issubclass(model, ScopedRecord)
    found = model.objects.visible_to(user) if scoped else model._default_manager.all()
    return {record.pk: str(record) for record in found.filter(pk__in=keys)}


def _changes(asked: Iterable[Attribute], names: Names, before: Any, row: Any) -> list[Change]:
    if row.history_type == "-":
        return []
    found = []
    for attribute in asked:
        old, new = (_read(attribute, names, one) for one in (before, row))
        if old != new and not (before is None and _as_it_begins(attribute, row)):
            found.append(Change(attribute.title, old, new, _marked(old, new)))
    return found


def _as_it_begins(attribute: Attribute, row: Any) -> bool:
    """A "no" that nobody chose: a flag that a new record begins with, which tells its reader nothing."""
    return attribute.shape is Shape.FLAG and value_of(attribute, row) is False and not attribute.field.default


def _read(attribute: Attribute, names: Names, row: Any) -> str:
    if row is None:
        return ""
    if attribute.shape is Shape.RELATION:
        return names.of(attribute, getattr(row, attribute.field.attname))
    return attribute.words(value_of(attribute, row))


def value_of(attribute: Attribute, row: Any) -> Any:
    """An attribute of a history row; those of two columns are no attribute there."""
    if attribute.shape is not Shape.PARTIAL:
        return getattr(row, attribute.name)
    return getattr(row.instance, attribute.name)


def _marked(old: str, new: str) -> SafeString | str:
    return marked(old, new) if old and new and max(len(old), len(new)) >= LONG else ""


def marked(old: str, new: str) -> SafeString:
    """One text with what went and what came."""
    shapes = {"same": "{}", "ins": "<ins>{}</ins>", "del": "<del>{}</del>"}
    pieces = [format_html(shapes[piece.kind], piece.text) for piece in word_diff(old, new)]
    return format_html_join(mark_safe(""), "{}", ((piece,) for piece in pieces))
