"""What a kind looks like in the API: its representation, and the bodies that make or change a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema, create_model
from pydantic_core import PydanticCustomError

from koers.api.names import camel, kebab, pascal
from koers.api.values import (
    UUID_PATTERN,
    Refused,
    Schema,
    accept,
    input_schema,
    is_required,
    json_of,
    moment,
    schema_of,
)
from koers.editing.attributes import Attribute, Shape, attribute, attributes
from koers.editing.kinds import Kind
from koers.editing.queries import programme_path
from koers.organisations.access import organisation_of

ID: Schema = {"type": "string", "format": "uuid"}
MOMENT: Schema = {"type": "string", "format": "date-time"}


class Body(BaseModel):
    """A JSON object with these members and no others."""

    model_config = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Resource:
    """A kind with everything the API needs to know of it, worked out once."""

    kind: Kind
    attributes: tuple[Attribute, ...]

    @property
    def path(self) -> str:
        return kebab(self.kind.api)

    @property
    def name(self) -> str:
        """The component of its representation: `Goal`, `HandoverPoint`."""
        return str(self.kind.model.__name__)

    @property
    def operation(self) -> str:
        return pascal(self.kind.api)

    @property
    def writable(self) -> tuple[Attribute, ...]:
        asked = self.kind.fields
        return tuple(one for one in self.attributes if one.name in asked and one.shape is not Shape.OTHER)

    @property
    def programme(self) -> str:
        """The lookup from the record to its programme; empty when it has none."""
        return programme_of(self.kind)

    @property
    def parent_required(self) -> bool:
        return bool(self.kind.parent) and not self.kind.model._meta.get_field(self.kind.parent).null

    def joins(self) -> list[str]:
        """What a list fetches along, so that no row asks for itself."""
        found = [self.kind.model.SCOPE]
        found += [one.name for one in self.attributes if one.shape is Shape.RELATION]
        found += [name for name in (self.kind.parent, self.programme) if name]
        return list(dict.fromkeys(found))


def resource_of(kind: Kind) -> Resource:
    """What a person fills in, and what its list shows beside that: a phase, a state."""
    beside = [attribute(kind.model, name) for name in kind.columns if name not in kind.fields]
    return Resource(kind, (*attributes(kind), *beside))


def programme_of(kind: Kind) -> str:
    return str(getattr(kind.model, "PROGRAMME", "") or programme_path(kind.model))


def representation(resource: Resource, record: Any) -> dict[str, Any]:
    """The record in JSON. Needs no query when `joins` were fetched along."""
    kind = resource.kind
    found: dict[str, Any] = {
        "id": str(record.public_id),
        "version": record.version,
        "createdAt": moment(record.created_at),
        "updatedAt": moment(record.updated_at),
        "organisation": str(organisation_of(record).public_id),
    }
    if resource.programme:
        found["programme"] = _id_of(record, resource.programme)
    if kind.parent:
        found[camel(kind.parent)] = _id_of(record, kind.parent)
    for one in resource.attributes:
        found[camel(one.name)] = json_of(one, getattr(record, one.name))
    return found


def _id_of(record: Any, lookup: str) -> str | None:
    for step in lookup.split("__"):
        record = getattr(record, step) if record is not None else None
    return None if record is None else str(record.public_id)


def representation_schema(resource: Resource) -> Schema:
    kind = resource.kind
    properties: dict[str, Schema] = {
        "id": {**ID, "description": _("The public id; it never changes.")},
        "version": {
            "type": "integer",
            "minimum": 1,
            "description": _("Goes up with every change; it is the ETag too."),
        },
        "createdAt": MOMENT,
        "updatedAt": MOMENT,
        "organisation": {**ID, "description": _("The organisation it belongs to.")},
    }
    if resource.programme:
        properties["programme"] = {"type": ["string", "null"], "format": "uuid"}
    if kind.parent:
        null = [] if resource.parent_required else ["null"]
        properties[camel(kind.parent)] = {"type": ["string", *null], "format": "uuid"}
    properties |= {camel(found.name): schema_of(kind, found) for found in resource.attributes}
    return {
        "type": "object",
        "description": kind.singular[:1].upper() + kind.singular[1:],
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def creation_body(resource: Resource) -> type[Body]:
    """Of POST: what it hangs from, and what a person fills in."""
    members = _place(resource)
    for one in resource.writable:
        members[camel(one.name)] = _member(
            resource.kind, one, required=is_required(resource.kind, one), whole=True
        )
    return _model(f"{resource.name}Creation", members)


def replacement_body(resource: Resource) -> type[Body]:
    """Of PUT: everything a person fills in; what is left out becomes empty."""
    members = {
        camel(one.name): _member(resource.kind, one, required=is_required(resource.kind, one), whole=True)
        for one in resource.writable
    }
    return _model(f"{resource.name}Replacement", members)


def change_body(resource: Resource) -> type[Body]:
    """Of PATCH: any of what a person fills in; what is left out stays."""
    members = {
        camel(one.name): _member(resource.kind, one, required=is_required(resource.kind, one), whole=False)
        for one in resource.writable
    }
    return _model(f"{resource.name}Patch", members)


def values_of(resource: Resource, body: Body, *, replace: bool = False) -> dict[str, Any]:
    """By attribute name, as the actions take them: what was sent, and with `replace` the empty values of the rest."""
    sent = body.model_fields_set
    found: dict[str, Any] = {}
    for one in resource.writable:
        name = camel(one.name)
        if name in sent:
            found[one.name] = getattr(body, name)
        elif replace:
            found[one.name] = _unsaid(one)
    return found


def _unsaid(one: Attribute) -> Any:
    if one.shape is Shape.PARTIAL or not one.field.has_default():
        return one.empty
    return one.field.get_default()


def names_by_attribute(resource: Resource) -> Mapping[str, str]:
    """From attribute names to JSON names, for errors."""
    return {one.name: camel(one.name) for one in resource.attributes}


def _place(resource: Resource) -> dict[str, Any]:
    schema = {"type": "string", "format": "uuid", "pattern": UUID_PATTERN}
    if resource.kind.parent:
        name = camel(resource.kind.parent)
        if resource.parent_required:
            return {name: _typed({**schema, "description": _("What it hangs from.")}, Shape.RELATION, True)}
        either = {**schema, "type": ["string", "null"]}
        return {
            name: _typed({**either, "description": _("What it hangs from.")}, Shape.RELATION, False),
            "organisation": _typed(
                {**either, "description": _("Instead, when it hangs from the organisation itself.")},
                Shape.RELATION,
                False,
            ),
        }
    words = _("The organisation it belongs to.")
    return {"organisation": _typed({**schema, "description": words}, Shape.RELATION, True)}


def _member(kind: Kind, one: Attribute, *, required: bool, whole: bool) -> Any:
    return _typed(input_schema(kind, one, required=required), one.shape, required and whole)


def _typed(schema: Schema, shape: Shape, must: bool) -> Any:
    read = accept(schema, shape)

    def check(value: Any) -> Any:
        try:
            return read(value)
        except Refused as error:
            raise PydanticCustomError("form", "{words}", {"words": str(error)}) from error

    kind = Annotated[Any, PlainValidator(check), WithJsonSchema(schema)]
    return (kind, Field(...)) if must else (kind, Field(default=None))


def _model(name: str, members: dict[str, Any]) -> type[Body]:
    return create_model(name, __base__=Body, **members)
