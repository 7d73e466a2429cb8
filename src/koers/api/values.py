"""How the attributes of a kind read in JSON: their schema, their value, and what is accepted for them.

Dates are ISO text of the precision that is known, amounts are decimal text (a JSON number would round them),
relations are public ids. Nothing is the null of JSON; only texts have an empty text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext as _

from koers.core.dates import PartialDate
from koers.editing.attributes import Attribute, Shape
from koers.editing.kinds import Kind

type Schema = dict[str, Any]

UUID_PATTERN = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
_YEAR = "(?:1[89]|2[01])[0-9]{2}"
_LEAP = "(?:(?:1[89]|2[01])(?:0[48]|[2468][048]|[13579][26])|2000)"
_MONTH = "(?:0[1-9]|1[0-2])"
_DAY = (
    f"(?:{_YEAR}-(?:{_MONTH}-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
    f"|{_LEAP}-02-29)"
)
DAY_PATTERN = f"^{_DAY}$"
PARTIAL_PATTERN = f"^(?:{_YEAR}|{_YEAR}-{_MONTH}|{_DAY})$"
MONEY_PATTERN = r"^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,2})?$"
MOMENT_PATTERN = (
    f"^{_DAY}"
    r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])$"
)
# Something to read: not only white space. Without anchors, so that tools need not unfold it up to the longest text.
SOME_TEXT = r"[^\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]"


class Refused(ValueError):
    """The value does not have the form the schema asks for."""


def schema_of(kind: Kind, attribute: Attribute) -> Schema:
    """The JSON schema of a value that stands in the register."""
    found = _described(kind, attribute, _shape_schema(attribute))
    nullable = attribute.shape is Shape.CHOICE or attribute.empty is None
    return _or_null(found) if nullable and not _never_null(attribute) else found


def input_schema(kind: Kind, attribute: Attribute, *, required: bool) -> Schema:
    """The JSON schema of a value that may be sent."""
    found = _described(kind, attribute, _shape_schema(attribute))
    if attribute.shape in (Shape.LINE, Shape.TEXT):
        found |= {"maxLength": attribute.max_length}
        return {**found, "minLength": 1, "pattern": SOME_TEXT} if required else found
    return found if required or _never_null(attribute) else _or_null(found)


def is_required(kind: Kind, attribute: Attribute) -> bool:
    """Whether the record cannot be made without it."""
    if attribute.shape is Shape.FLAG:
        return attribute.name in kind.required
    has_default = attribute.shape is not Shape.PARTIAL and attribute.field.has_default()
    filled = has_default and attribute.field.get_default() not in (None, "")
    return attribute.name in kind.required or (attribute.required and not filled)


def _never_null(attribute: Attribute) -> bool:
    """A column that always holds something: a flag, a list, or a choice that may not be empty."""
    if attribute.shape is Shape.SEVERAL:
        return True
    return attribute.shape is not Shape.PARTIAL and not attribute.field.null and not attribute.field.blank


def _described(kind: Kind, attribute: Attribute, schema: Schema) -> Schema:
    words = [attribute.title, str(kind.help.get(attribute.name) or attribute.field.help_text)]
    return {**schema, "description": ". ".join(part.rstrip(".") for part in words if part) + "."}


def _or_null(schema: Schema) -> Schema:
    found = {**schema, "type": [schema["type"], "null"]} if "type" in schema else dict(schema)
    if "enum" in found:
        found["enum"] = [*found["enum"], None]
    return found


def _shape_schema(attribute: Attribute) -> Schema:
    match attribute.shape:
        case Shape.LINE | Shape.TEXT:
            return {"type": "string"}
        case Shape.PARTIAL:
            return {"type": "string", "format": "partial-date", "pattern": PARTIAL_PATTERN}
        case Shape.DAY:
            return {"type": "string", "format": "date", "pattern": DAY_PATTERN}
        case Shape.MOMENT:
            return {"type": "string", "format": "date-time", "pattern": MOMENT_PATTERN}
        case Shape.MONEY:
            return {"type": "string", "format": "decimal", "pattern": MONEY_PATTERN}
        case Shape.NUMBER:
            return {"type": "string", "format": "decimal", "pattern": _number_pattern(attribute.field)}
        case Shape.WHOLE:
            low, high = _limits(attribute.field)
            return {"type": "integer", "minimum": low, "maximum": high}
        case Shape.FLAG:
            return {"type": "boolean"}
        case Shape.CHOICE:
            return {"type": "string", "enum": [code for code, _words in attribute.choices]}
        case Shape.SEVERAL:
            codes = [code for code, _words in attribute.choices]
            return {"type": "array", "items": {"type": "string", "enum": codes}, "uniqueItems": True}
        case Shape.RELATION:
            return {"type": "string", "format": "uuid", "pattern": UUID_PATTERN}
        case Shape.OTHER:
            return {}


def _number_pattern(field: models.Field[Any, Any]) -> str:
    places = getattr(field, "decimal_places", None) or 0
    whole = (getattr(field, "max_digits", None) or 15) - places
    decimals = rf"(?:\.[0-9]{{1,{places}}})?" if places else ""
    return rf"^-?(?:0|[1-9][0-9]{{0,{max(whole - 1, 0)}}}){decimals}$"


def _limits(field: models.Field[Any, Any]) -> tuple[int, int]:
    low, high = -(2**31), 2**31 - 1
    for validator in field.validators:
        limit = getattr(validator, "limit_value", None)
        if isinstance(validator, MinValueValidator) and isinstance(limit, int):
            low = max(low, limit)
        if isinstance(validator, MaxValueValidator) and isinstance(limit, int):
            high = min(high, limit)
    return low, high


def json_of(attribute: Attribute, value: Any) -> Any:
    """A value of the register in JSON."""
    if value is None or (value == "" and attribute.shape is Shape.CHOICE):
        return None
    match attribute.shape:
        case Shape.PARTIAL:
            return value.iso
        case Shape.DAY:
            return value.isoformat()
        case Shape.MOMENT:
            return moment(value)
        case Shape.MONEY:
            return f"{value:.2f}"
        case Shape.NUMBER:
            return _plain(value)
        case Shape.CHOICE:
            return str(value)
        case Shape.RELATION:
            return str(value.public_id)
        case _:
            return value


def moment(value: datetime) -> str:
    """In UTC, with the Z that says so."""
    return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _plain(value: Any) -> str:
    """Without the zeros that only the column's width adds."""
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def accept(schema: Schema, shape: Shape) -> Callable[[Any], Any]:
    """A function that turns a JSON value into the register's, or raises Refused. It holds exactly to the schema."""
    pattern = re.compile(schema["pattern"].replace("$", r"\Z")) if "pattern" in schema else None
    kinds = schema.get("type", [])
    nullable = "null" in (kinds if isinstance(kinds, list) else [kinds])

    def read(value: Any) -> Any:
        if value is None and nullable:
            return None
        if shape is Shape.FLAG:
            if not isinstance(value, bool):
                raise Refused(_("Send true or false."))
            return value
        if shape is Shape.WHOLE:
            return _whole(value, schema)
        if shape is Shape.SEVERAL:
            return _several(value, schema)
        return _read_text(_text(value, schema, pattern), shape)

    return read


def _text(value: Any, schema: Schema, pattern: re.Pattern[str] | None) -> str:
    if not isinstance(value, str):
        raise Refused(_("Send a text."))
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise Refused(_("The text holds half a character."))
    longest = schema.get("maxLength")
    if longest is not None and len(value) > longest:
        raise Refused(_("At most %(count)s characters.") % {"count": longest})
    if len(value) < schema.get("minLength", 0):
        raise Refused(_("Send a text of at least one character."))
    if "enum" in schema and value not in schema["enum"]:
        shown = ", ".join(str(code) for code in schema["enum"] if code is not None)
        raise Refused(_("Choose from: %(choices)s.") % {"choices": shown})
    if "\0" in value:
        raise Refused(_("The text holds a character that cannot be kept. Type it again."))
    if pattern is not None and not pattern.search(value):
        raise Refused(_form_words(schema))
    return value


def _form_words(schema: Schema) -> str:
    match schema.get("format"):
        case "partial-date":
            return _("Send a year, a month or a day that exists: 2025, 2025-03 or 2025-03-01.")
        case "date":
            return _("Send a day that exists: 2025-03-01.")
        case "date-time":
            return _("Send a moment with its time zone: 2025-03-01T09:00:00Z.")
        case "decimal":
            return _("Send a number as text, with a point: “1234.50”.")
        case "uuid":
            return _("Send the id (UUID) of a record.")
        case _:
            return _("Send a text of at least one character.")


def _several(value: Any, schema: Schema) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise Refused(_("Send a list of texts."))
    codes = schema["items"]["enum"]
    if len(set(value)) != len(value) or not set(value) <= set(codes):
        raise Refused(_("Choose from: %(choices)s.") % {"choices": ", ".join(codes)})
    return value


def _whole(value: Any, schema: Schema) -> int:
    if (
        isinstance(value, float) and value.is_integer()
    ):  # JSON knows one kind of number: 2.0 is the whole number 2
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused(_("Send a whole number."))
    if not schema["minimum"] <= value <= schema["maximum"]:
        words = _("Send a number from %(low)s to %(high)s.")
        raise Refused(words % {"low": schema["minimum"], "high": schema["maximum"]})
    return value


def _read_text(value: str, shape: Shape) -> Any:
    match shape:
        case Shape.PARTIAL:
            return PartialDate.from_iso(value)
        case Shape.DAY:
            return date.fromisoformat(value)
        case Shape.MOMENT:
            return datetime.fromisoformat(value)
        case Shape.MONEY | Shape.NUMBER:
            return Decimal(value)
        case _:
            return value
