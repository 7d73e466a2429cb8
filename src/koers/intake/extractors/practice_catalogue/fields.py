"""Labelled fields and their values: on the label's line, on the next one, or in the next cell of a table."""

from __future__ import annotations

from dataclasses import dataclass

from koers.documents.text import BlockKind, Text, trim
from koers.intake.extractors.practice_catalogue.labels import FieldKind, kind_of, label_at
from koers.intake.extractors.practice_catalogue.units import Unit

_LONGEST_LABEL = 40
_NEAR = 4
"""A label without colon counts only with another label this many units away."""

_LONG = 160
_FEWEST_VALUES = 2
_GAP = 1
"""Unlabelled units (no longer than `_LONG`) that may stand between two fields of one entry."""


@dataclass(frozen=True, slots=True)
class Field:
    """A label with its value's stretch (empty when none is printed); `first` and `last` index the units."""

    kind: FieldKind
    label_start: int
    label_end: int
    start: int
    end: int
    first: int
    last: int
    bare: bool = False
    """Printed without a colon."""


def find_fields(text: Text, units: list[Unit]) -> list[Field]:
    """All fields of the document, in order."""
    labels = _labels(text, units)
    fields: list[Field] = []
    for index in sorted(labels):
        kind, label_end, value_start = labels[index]
        unit = units[index]
        start, end = trim(text.masked, value_start, unit.end)
        last = index
        if start == end and index + 1 < len(units) and index + 1 not in labels and _may_follow(units, index):
            last = index + 1
            start, end = units[last].start, units[last].end
        bare = label_end == value_start
        fields.append(Field(kind, unit.start, label_end, start, end, index, last, bare))
    return fields


def clusters(units: list[Unit], fields: list[Field]) -> list[list[Field]]:
    """Fields that belong to one entry: close together, and no second project or theme among them."""
    groups: list[list[Field]] = []
    for field in fields:
        if groups and not _apart(units, groups[-1], field):
            groups[-1].append(field)
        else:
            groups.append([field])
    return [group for group in groups if len({field.kind for field in group}) > 1 and not _is_menu(group)]


def _is_menu(group: list[Field]) -> bool:
    """Words of a menu that are labels elsewhere ("Thema's", "Praktijk", "Contact"): hardly one has a value."""
    valued = {field.kind for field in group if field.start < field.end}
    return all(field.bare for field in group) and len(valued) < _FEWEST_VALUES


def _labels(text: Text, units: list[Unit]) -> dict[int, tuple[FieldKind, int, int]]:
    printed: dict[int, tuple[FieldKind, int, int]] = {}
    bare: dict[int, tuple[FieldKind, int, int]] = {}
    for index, unit in enumerate(units):
        label = label_at(text.masked, unit.start, unit.end)
        if label is not None:
            printed[index] = label
        elif unit.end - unit.start <= _LONGEST_LABEL:
            kind = kind_of(text.clean(unit.start, unit.end))
            if kind is not None:
                bare[index] = (kind, unit.end, unit.end)
    near = {**bare, **printed}
    for index, label in bare.items():
        around = range(index - _NEAR, index + _NEAR + 1)
        if any(other != index and other in near and near[other][0] is not label[0] for other in around):
            printed[index] = label
    return printed


def _may_follow(units: list[Unit], index: int) -> bool:
    """Whether the next unit can be the value of an empty label: prose and section headings are none."""
    value = units[index + 1]
    return value.kind is BlockKind.TABLE or value.end - value.start <= 2 * _LONG


def _apart(units: list[Unit], group: list[Field], field: Field) -> bool:
    between = units[group[-1].last + 1 : field.first]
    if len(between) > _GAP or any(unit.end - unit.start > _LONG for unit in between):
        return True
    kinds = [other.kind for other in group]
    if field.kind in (FieldKind.PROJECT, FieldKind.THEME):
        return field.kind in kinds
    return field.kind is FieldKind.ORGANISATION and (field.kind in kinds or bool(between))
