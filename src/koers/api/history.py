"""The history of a record in JSON: who changed what, when, from what to what."""

from __future__ import annotations

from typing import Any

from koers.api.names import camel
from koers.api.reading import visible
from koers.api.shapes import MOMENT, Resource
from koers.api.values import Schema, json_of, moment
from koers.editing.attributes import Attribute, Shape, stored_attributes
from koers.organisations.models import User
from koers.organisations.scope import ScopedRecord
from koers.ui.api.paging import Page
from koers.ui.api.problems import NOT_FOUND, Problem

_WHAT = {"+": "created", "~": "changed", "-": "removed"}


def history_page(
    resource: Resource, user: User, public_id: Any, page: Page, address: str, asked: dict[str, str]
) -> dict[str, Any]:
    """The newest first. Also of a record that was removed; not-found when nobody of theirs ever had it."""
    rows = visible(resource.kind, user, resource.kind.model.history)  # type: ignore[attr-defined]
    found = rows.filter(public_id=public_id).select_related("history_user").order_by("-history_id")
    total = found.count()
    if not total:
        raise Problem(NOT_FOUND)
    # One row more than the page holds: what the last one changed shows against the one before it.
    around = list(found[page.rows.start : page.rows.stop + 1])
    shown = [attribute for attribute in stored_attributes(resource.kind.model) if _is_told(attribute)]
    ids = _public_ids(shown, around, user)
    items = [
        _entry(row, around[index + 1] if index + 1 < len(around) else None, shown, ids)
        for index, row in enumerate(around[: page.size])
    ]
    return page.document(items, total, address, asked)


def _is_told(attribute: Attribute) -> bool:
    return attribute.shape is not Shape.OTHER


def _entry(row: Any, before: Any, shown: list[Attribute], ids: dict[tuple[Any, int], str]) -> dict[str, Any]:
    changes = []
    for attribute in shown:
        now = _value(row, attribute, ids)
        then = _value(before, attribute, ids) if before is not None else None
        if now != then and row.history_type != "-":
            changes.append({"field": camel(attribute.name), "from": then, "to": now})
    by = row.history_user
    return {
        "at": moment(row.history_date),
        "version": row.version,
        "what": _WHAT[row.history_type],
        "by": None if by is None else {"id": str(by.public_id), "name": by.name},
        "changes": changes,
    }


def _value(row: Any, attribute: Attribute, ids: dict[tuple[Any, int], str]) -> Any:
    if attribute.shape is Shape.RELATION:
        key = getattr(row, attribute.field.attname)
        return None if key is None else ids.get((attribute.field.related_model, key))
    name = attribute.name
    if attribute.shape is Shape.PARTIAL:
        day, precision = (getattr(row, column) for column in attribute.columns)
        return None if day is None else day.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]]
    return json_of(attribute, getattr(row, name))


def _public_ids(shown: list[Attribute], rows: list[Any], user: User) -> dict[tuple[Any, int], str]:
    """Public ids of what the rows refer to, one query per kind of record; what is gone, or not theirs, has none."""
    wanted: dict[Any, set[int]] = {}
    for attribute in shown:
        if attribute.shape is Shape.RELATION:
            keys = {getattr(row, attribute.field.attname) for row in rows} - {None}
            wanted.setdefault(attribute.field.related_model, set()).update(keys)
    found: dict[tuple[Any, int], str] = {}
    for model, keys in wanted.items():
        if keys:
            scoped = issubclass(model, ScopedRecord)
            records = model.objects.visible_to(user) if scoped else model.objects.all()
            rows_of = records.filter(pk__in=keys).values_list("pk", "public_id")
            found |= {(model, key): str(public) for key, public in rows_of}
    return found


def history_schema() -> Schema:
    anything: Schema = {}
    return {
        "type": "object",
        "required": ["at", "version", "what", "by", "changes"],
        "properties": {
            "at": MOMENT,
            "version": {"type": "integer", "minimum": 1},
            "what": {"type": "string", "enum": list(_WHAT.values())},
            "by": {
                "type": ["object", "null"],
                "required": ["id", "name"],
                "properties": {"id": {"type": "string", "format": "uuid"}, "name": {"type": "string"}},
                "additionalProperties": False,
            },
            "changes": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["field", "from", "to"],
                    "properties": {"field": {"type": "string"}, "from": anything, "to": anything},
                    "additionalProperties": False,
                },
            },
        },
        "additionalProperties": False,
    }
