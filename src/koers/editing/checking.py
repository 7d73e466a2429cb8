"""Every rule of the model, checked before saving, with each complaint at the attribute it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from koers.editing.attributes import Attribute, attributes
from koers.editing.kinds import Kind
from koers.organisations.scope import ScopedRecord, constraints_see_everything


def check_record(kind: Kind, record: ScopedRecord) -> None:
    """Raises ValidationError with a dict of attribute names."""
    errors: dict[str, list[Any]] = defaultdict(list)
    asked = attributes(kind)
    _missing(kind, record, asked, errors)
    broken = _broken_fields(record, asked, errors)
    try:
        record.clean()
    except ValidationError as error:
        _add(asked, errors, error)
    _unique_columns(record, asked, broken, errors)
    for constraint in record._meta.constraints:
        _check_constraint(constraint, record, asked, broken, errors)
    if errors:
        raise ValidationError(dict(errors))


def at_attributes(kind: Kind, error: ValidationError) -> ValidationError:
    """The same error with its columns named as the attributes of the form."""
    errors: dict[str, list[Any]] = defaultdict(list)
    _add(attributes(kind), errors, error)
    return ValidationError(dict(errors))


def _missing(kind: Kind, record: ScopedRecord, asked: list[Attribute], errors: dict[str, list[Any]]) -> None:
    for attribute in asked:
        must = attribute.required or attribute.name in kind.required
        if must and getattr(record, attribute.name, None) in (None, ""):
            errors[attribute.name].append(_("Fill this in."))
        value = getattr(record, attribute.name, None) if attribute.max_length else None
        if isinstance(value, str) and attribute.max_length and len(value) > attribute.max_length:
            errors[attribute.name].append(too_long(len(value), attribute.max_length))


def too_long(length: int, limit: int) -> str:
    words = _("This text has %(length)s characters; there is room for %(limit)s. Make it shorter.")
    return words % {"length": f"{length:,}".replace(",", "."), "limit": f"{limit:,}".replace(",", ".")}


def _broken_fields(record: ScopedRecord, asked: list[Attribute], errors: dict[str, list[Any]]) -> set[str]:
    """The columns that are wrong already; relations are checked where they are chosen."""
    skip = {field.name for field in record._meta.fields if field.is_relation}
    told = {column for attribute in asked if attribute.name in errors for column in attribute.columns}
    try:
        record.clean_fields(exclude=skip | told)
    except ValidationError as error:
        _add(asked, errors, error)
        return told | set(error.error_dict)
    return told


def _unique_columns(
    record: ScopedRecord, asked: list[Attribute], broken: set[str], errors: dict[str, list[Any]]
) -> None:
    try:
        record.validate_unique(exclude=broken)
    except ValidationError as error:
        _add(asked, errors, error)


def _check_constraint(
    constraint: models.BaseConstraint,
    record: ScopedRecord,
    asked: list[Attribute],
    broken: set[str],
    errors: dict[str, list[Any]],
) -> None:
    try:
        with constraints_see_everything():
            constraint.validate(type(record), record, exclude=broken)
    except ValidationError as error:
        columns = set(_columns(constraint))
        about = [attribute.name for attribute in asked if columns & set(attribute.columns)]
        errors[about[0] if len(about) == 1 else NON_FIELD_ERRORS] += error.messages


def _columns(constraint: models.BaseConstraint) -> Iterator[str]:
    yield from getattr(constraint, "fields", ())
    condition = getattr(constraint, "condition", None)
    if isinstance(condition, Q):
        yield from (str(leaf).split("__")[0] for leaf in _leaves(condition))


def _leaves(condition: Q) -> Iterator[str]:
    children: Iterable[Any] = condition.children
    for child in children:
        if isinstance(child, Q):
            yield from _leaves(child)
        elif isinstance(child, tuple):
            yield child[0]


def _add(asked: list[Attribute], errors: dict[str, list[Any]], error: ValidationError) -> None:
    """Column names become attribute names; a complaint about what is not asked goes above the form."""
    by_column = {column: attribute.name for attribute in asked for column in attribute.columns}
    by_column |= {attribute.name: attribute.name for attribute in asked}
    if not hasattr(error, "error_dict"):
        errors[NON_FIELD_ERRORS] += error.messages
        return
    for column, found in error.error_dict.items():
        for message in ValidationError(found).messages:
            name = by_column.get(column, NON_FIELD_ERRORS)
            if message not in errors[name]:
                errors[name].append(message)
