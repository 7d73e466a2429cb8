"""A filled-in spreadsheet taken into the register, through the same actions as every form.

Looking at it first runs all of it and undoes it (`preview`), so that what it says is exactly what taking over
will do. Taking over is all or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from koers.core.models import ConcurrentChange
from koers.editing import actions
from koers.editing.attributes import Attribute, Shape
from koers.editing.kinds import Kind
from koers.editing.relations import choices, parent_of
from koers.editing.sheets import ID, NAME_OF, UNDER, VERSION, headings, is_risky, sheet_attributes
from koers.organisations.models import Organisation, User

type Rows = list[list[Any]]


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row; `what`: new, changed, same or wrong. Errors by the heading of their column."""

    line: int
    what: str
    name: str
    errors: list[tuple[str, str]] = field(default_factory=list)


class WrongSheet(ValueError):
    """The sheet as a whole cannot be read; a sentence says why."""


class _Undo(Exception):
    """Ends the transaction of a preview."""


def preview(*, by: User, kind: Kind, organisation: Organisation, rows: Rows) -> list[RowOutcome]:
    """What taking over would do; nothing is written. Raises WrongSheet."""
    found: list[RowOutcome] = []
    try:
        with transaction.atomic():
            found = _run(by, kind, organisation, rows)
            raise _Undo
    except _Undo:
        return found


def take_over(
    *,
    by: User,
    kind: Kind,
    organisation: Organisation,
    rows: Rows,
    tell: Callable[[int], None] = lambda done: None,
) -> list[RowOutcome]:
    """Writes every row, or nothing when one is wrong; then the outcomes say which. Raises WrongSheet."""
    found: list[RowOutcome] = []
    try:
        with transaction.atomic():
            found = _run(by, kind, organisation, rows, tell)
            if any(one.what == "wrong" for one in found):
                raise _Undo
    except _Undo:
        pass
    return found


def _run(
    by: User,
    kind: Kind,
    organisation: Organisation,
    rows: Rows,
    tell: Callable[[int], None] = lambda done: None,
) -> list[RowOutcome]:
    columns = _columns(kind, rows[0])
    reader = _Reader(by, kind, organisation, columns)
    found = []
    for line, row in enumerate(rows[1:], start=2):
        if any(cell != "" for cell in row):
            found.append(reader.read(line, row))
        tell(line - 1)
    return found


def _columns(kind: Kind, first: Iterable[Any]) -> dict[int, str]:
    """Which column holds what, by the words of the first row."""
    known = {name.casefold(): name for name in headings(kind)}
    known |= {title.casefold(): name for name, title in headings(kind).items()}
    found: dict[int, str] = {}
    unknown: list[str] = []
    for place, cell in enumerate(first):
        words = str(cell).strip()
        name = known.get(words.casefold())
        if name in found.values():
            raise WrongSheet(_("The column “%(name)s” is there twice.") % {"name": words})
        if name is not None:
            found[place] = name
        elif words:
            unknown.append(words)
    if unknown:
        words = ", ".join(f"“{one}”" for one in unknown[:5])
        raise WrongSheet(
            _("The register has no column %(names)s. Use the headings of the empty example.")
            % {"names": words}
        )
    if all(name in (ID, VERSION, UNDER) or name.startswith(NAME_OF) for name in found.values()):
        raise WrongSheet(_("The first row must hold the headings of the empty example."))
    return found


class _Reader:
    """Reads rows one by one; remembers parents and choices that were looked up before."""

    def __init__(self, by: User, kind: Kind, organisation: Organisation, columns: dict[int, str]) -> None:
        self.by, self.kind, self.organisation, self.columns = by, kind, organisation, columns
        self.titles = headings(kind)
        self.attributes = {one.name: one for one in sheet_attributes(kind)}
        self.named: dict[tuple[str, int], dict[str, Any]] = {}

    def read(self, line: int, row: list[Any]) -> RowOutcome:
        filled = {name: place for place, name in self.columns.items() if not name.startswith(NAME_OF)}
        cells = {name: row[place] if place < len(row) else "" for name, place in filled.items()}
        key = _words(cells.pop(ID, ""))
        version, under = _words(cells.pop(VERSION, "")), _words(cells.pop(UNDER, ""))
        try:
            if key:
                return self._change(line, key, version, cells)
            return self._create(line, under, cells)
        except ValidationError as error:
            return RowOutcome(line, "wrong", "", self._told(error))
        except PermissionDenied as error:
            return RowOutcome(line, "wrong", "", [("", str(error))])

    def _create(self, line: int, under: str, cells: dict[str, Any]) -> RowOutcome:
        owner = self._under(under)
        blank = actions.blank(by=self.by, kind=self.kind, under=owner)
        record = actions.create(by=self.by, kind=self.kind, under=owner, values=self._values(cells, blank))
        return RowOutcome(line, "new", _short(record))

    def _change(self, line: int, key: str, version: str, cells: dict[str, Any]) -> RowOutcome:
        public_id = _uuid(key)
        visible = self.kind.model.objects.visible_to(self.by)
        record = visible.filter(public_id=public_id).first() if public_id else None
        if record is None:
            raise ValidationError({ID: _("This id is not known. Leave it empty for a new row.")})
        if not version.isdecimal() or len(version) > 9:
            raise ValidationError({VERSION: _("Keep the version that stood in the download.")})
        values = self._values(cells, record)
        try:
            changed = actions.change(
                by=self.by, kind=self.kind, record=record, version=int(version), values=values
            )
        except ConcurrentChange:
            words = _("Somebody changed this after the download. Download the list again.")
            raise ValidationError({VERSION: words}) from None
        what = "same" if changed.version == int(version) else "changed"
        return RowOutcome(line, what, _short(changed))

    def _under(self, key: str) -> Any:
        """What a new row hangs from: the record with that id; the organisation for a kind that has none."""
        if not self.kind.parent:
            return self.organisation
        field_: Any = self.kind.model._meta.get_field(self.kind.parent)
        public_id = _uuid(key)
        found = field_.related_model.objects.visible_to(self.by).filter(public_id=public_id)
        record = found.first() if public_id else None
        if record is None:
            raise ValidationError({UNDER: _("Enter the id of what this belongs to.")})
        return record

    def _values(self, cells: dict[str, Any], record: Any) -> dict[str, Any]:
        under = parent_of(self.kind, record)
        return {name: self._value(self.attributes[name], cell, under) for name, cell in cells.items()}

    def _value(self, attribute: Attribute, cell: Any, under: Any) -> Any:
        value = value_of(attribute, cell)
        if attribute.shape is Shape.FLAG and not value and not attribute.field.null:
            return attribute.field.get_default()  # nobody said yes or no: as the form begins
        if attribute.shape is Shape.RELATION and isinstance(value, str) and value and _uuid(value) is None:
            return self._by_name(attribute, under).get(value.casefold(), value)
        return value

    def _by_name(self, attribute: Attribute, under: Any) -> dict[str, Any]:
        """What may be chosen, by name; a name that two of them have chooses neither."""
        key = (attribute.name, under.pk)
        if key not in self.named:
            found: dict[str, Any] = {}
            for one in choices(self.kind, attribute, self.by, under)[:2000]:
                name = str(one).casefold()
                found[name] = None if name in found else one
            self.named[key] = {name: one for name, one in found.items() if one is not None}
        return self.named[key]

    def _told(self, error: ValidationError) -> list[tuple[str, str]]:
        if not hasattr(error, "error_dict"):
            return [("", message) for message in error.messages]
        return [
            ("" if name == NON_FIELD_ERRORS else self.titles.get(name, name), message)
            for name, messages in error.message_dict.items()
            for message in messages
        ]


def value_of(attribute: Attribute, cell: Any) -> Any:
    """A cell as the actions take it: numbers exact, dates as dates, texts as typed."""
    if isinstance(cell, list | tuple):
        form, content = cell
        if form == "b":
            return content if attribute.shape is Shape.FLAG else _words(cell)
        if form == "d":
            return date.fromisoformat(content)
        if attribute.shape in (Shape.MONEY, Shape.NUMBER):
            return Decimal(content)
        return str(content).removesuffix(".0")
    return _words(cell)


def _words(cell: Any) -> str:
    if isinstance(cell, list | tuple):
        form, content = cell
        return (_("yes") if content else _("no")) if form == "b" else str(content)
    text = str(cell)
    return text[1:] if text.startswith("'") and is_risky(text[1:]) else text


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _short(record: Any) -> str:
    words = " ".join(str(record).split())
    return words if len(words) <= 80 else f"{words[:79]}…"
