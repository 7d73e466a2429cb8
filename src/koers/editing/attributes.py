"""What a kind's attributes are: how each is typed, checked, stored and read aloud, from the model itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, auto
from functools import cache
from typing import Any, cast

from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.core.dates import PartialDate
from koers.core.fields import MoneyField, SeveralField, is_partial_date
from koers.core.models import Record
from koers.editing.kinds import Kind, Words
from koers.organisations.models import Organisation
from koers.ui.entry import number_entry, read_date, read_money, read_number, read_whole
from koers.ui.formats import NBSP, dutch_date, euros

MAX_TEXT = 100_000
"""Characters of one long text: forty pages. More is a document, which belongs in a file."""

INTERNAL = frozenset({"id", "public_id", "created_at", "updated_at", "version"})
_DATE_LABELS: dict[str, Words] = {
    "date": gettext_lazy("date"),
    "start": gettext_lazy("start date"),
    "end": gettext_lazy("end date"),
    "target_date": gettext_lazy("target date"),
    "baseline_date": gettext_lazy("date of the baseline"),
    "due": gettext_lazy("ready on"),
    "needed_before": gettext_lazy("needed before"),
    "planned": gettext_lazy("planned for"),
    "until": gettext_lazy("up to and including"),
    "edition": gettext_lazy("date of the report"),
}


class Shape(Enum):
    LINE = auto()
    TEXT = auto()
    PARTIAL = auto()
    DAY = auto()
    MOMENT = auto()
    MONEY = auto()
    WHOLE = auto()
    NUMBER = auto()
    FLAG = auto()
    CHOICE = auto()
    SEVERAL = auto()
    RELATION = auto()
    OTHER = auto()
    """What nobody types (a list kept by the computer): shown, never asked."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a model. `field` is its column, of a date with precision the first of two."""

    name: str
    shape: Shape
    field: models.Field[Any, Any]

    @property
    def label(self) -> str:
        if self.shape is Shape.PARTIAL and self.field.verbose_name == self.field.name.replace("_", " "):
            return str(_DATE_LABELS.get(self.name, self.name.replace("_", " ")))
        if self.shape is Shape.RELATION and self.field.verbose_name == self.field.name.replace("_", " "):
            return self._name_of_related()
        return str(self.field.verbose_name)

    def _name_of_related(self) -> str:
        """A relation without words of its own goes by what it leads to."""
        named = self.related._meta.verbose_name
        return _("organisation") if self.related is Organisation else str(named)

    @property
    def title(self) -> str:
        """The label as it begins a line."""
        return self.label[:1].upper() + self.label[1:]

    @property
    def columns(self) -> tuple[str, ...]:
        """The model fields that hold it."""
        if self.shape is Shape.PARTIAL:
            return (f"{self.name}_first_day", f"{self.name}_precision")
        return (self.field.name,)

    @property
    def required(self) -> bool:
        if self.shape is Shape.PARTIAL:
            return False
        if self.shape is Shape.FLAG:
            return not self.field.null and not self.field.has_default()
        return not self.field.blank

    @property
    def max_length(self) -> int | None:
        if self.shape is Shape.TEXT:
            return self.field.max_length or MAX_TEXT
        return self.field.max_length if self.shape is Shape.LINE else None

    @property
    def choices(self) -> list[tuple[str, Words]]:
        """Codes as text, without the empty one."""
        pairs = cast("list[tuple[Any, Words]]", self.field.flatchoices)
        return [(str(code), words) for code, words in pairs if code not in ("", None)]

    @property
    def related(self) -> type[Record]:
        return cast("type[Record]", self.field.related_model)

    @property
    def empty(self) -> Any:
        """What stands for "nothing": an empty text, an empty list, or null."""
        if self.shape is Shape.SEVERAL:
            return []
        text = self.shape in (Shape.LINE, Shape.TEXT, Shape.CHOICE) and not self.field.null
        return "" if text else None

    def take(self, value: Any) -> Any:
        """A value from outside (ISO text, plain numbers) as the model holds it. ValueError with a sentence."""
        if value is None or value == "":
            return self.empty
        match self.shape:
            case Shape.PARTIAL:
                return value if isinstance(value, PartialDate) else read_date(_text(value))
            case Shape.DAY:
                return _day(value)
            case Shape.MOMENT:
                return _moment(value)
            case Shape.MONEY:
                return value if isinstance(value, Decimal) else _plain(value, read_money)
            case Shape.NUMBER:
                return value if isinstance(value, Decimal) else _plain(value, read_number)
            case Shape.WHOLE:
                whole = isinstance(value, int) and not isinstance(value, bool)
                return value if whole else _plain(value, read_whole)
            case Shape.FLAG:
                return _flag(value)
            case Shape.CHOICE:
                return self._choice(value)
            case Shape.SEVERAL:
                return self._several(value)
            case Shape.LINE:
                return " ".join(_text(value).split())
            case Shape.TEXT:
                return "\n".join(line.rstrip() for line in _text(value).strip().splitlines())
            case _:
                return value

    def _choice(self, value: Any) -> Any:
        """By code, or by the words the code is shown as (a spreadsheet)."""
        wanted = _text(value).strip()
        for code, words in cast("list[tuple[Any, Words]]", self.field.flatchoices):
            if wanted == str(code) or wanted.casefold() == str(words).casefold():
                return code
        shown = ", ".join(str(words) for _code, words in self.choices)
        raise ValueError(_("This choice does not exist. Choose from: %(choices)s.") % {"choices": shown})

    def _several(self, value: Any) -> list[str]:
        """A list of codes, or codes or words with commas between them (a spreadsheet)."""
        parts = (
            value if isinstance(value, list) else [part for part in _text(value).split(",") if part.strip()]
        )
        chosen = {str(self._choice(part)) for part in parts}
        return [code for code, _words in self.choices if code in chosen]

    def entry(self, value: Any) -> str:
        """The value as people type it, and as a hidden field carries it."""
        if value is None or value == "":
            return ""
        match self.shape:
            case Shape.FLAG if not self.field.null:
                return "true" if value else "false"
            case Shape.PARTIAL | Shape.DAY:
                return dutch_date(value).replace(NBSP, " ")
            case Shape.MONEY | Shape.NUMBER | Shape.WHOLE:
                return number_entry(value)
            case Shape.MOMENT:
                return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")
            case Shape.FLAG:
                return "yes" if value else "no"
            case Shape.RELATION:
                return str(value.public_id)
            case Shape.SEVERAL:
                return ", ".join(value)
            case _:
                return str(value)

    def words(self, value: Any) -> str:
        """The value as people read it; nothing is an empty text."""
        if value is None or value == "":
            return ""
        match self.shape:
            case Shape.PARTIAL | Shape.DAY:
                return dutch_date(value)
            case Shape.MONEY:
                return euros(value)
            case Shape.MOMENT:
                moment = timezone.localtime(value)
                return f"{dutch_date(moment.date())} {moment:%H.%M}"
            case Shape.FLAG:
                return _("yes") if value else _("no")
            case Shape.CHOICE:
                return str(dict(self.choices).get(str(value), value))
            case Shape.SEVERAL:
                return ", ".join(str(words) for code, words in self.choices if code in value)
            case Shape.NUMBER:
                return number_entry(value)
            case _:
                return str(value)


def attributes(kind: Kind) -> list[Attribute]:
    """What a person fills in, in the order of the form."""
    return [attribute(kind.model, name) for name in kind.fields]


@cache
def attribute(model: type[models.Model], name: str) -> Attribute:
    """Raises FieldDoesNotExist for what the model does not have."""
    if is_partial_date(model, name):
        return Attribute(name, Shape.PARTIAL, model._meta.get_field(f"{name}_first_day"))  # type: ignore[arg-type]
    field = cast("models.Field[Any, Any]", model._meta.get_field(name))
    return Attribute(name, _shape(field), field)


@cache
def stored_attributes(model: type[models.Model]) -> tuple[Attribute, ...]:
    """Everything a record says, also what no form asks; for history and "as it was on"."""
    found: list[Attribute] = []
    for field in model._meta.concrete_fields:
        stem = field.name.removesuffix("_first_day")
        if field.name in INTERNAL or field.name.endswith("_precision"):
            continue
        found.append(attribute(model, stem if stem != field.name else field.name))
    return tuple(found)


def _shape(field: models.Field[Any, Any]) -> Shape:
    if field.is_relation:
        return Shape.RELATION
    if isinstance(field, SeveralField):
        return Shape.SEVERAL
    if field.choices:
        return Shape.CHOICE
    match field:
        case MoneyField():
            return Shape.MONEY
        case models.BooleanField():
            return Shape.FLAG
        case models.DateTimeField():
            return Shape.MOMENT
        case models.DateField():
            return Shape.DAY
        case models.DecimalField() | models.FloatField():
            return Shape.NUMBER
        case models.IntegerField():
            return Shape.WHOLE
        case models.TextField():
            return Shape.TEXT
        case models.CharField():
            return Shape.LINE
        case _:
            return Shape.OTHER


def _text(value: Any) -> str:
    if isinstance(value, PartialDate | date | int | Decimal) and not isinstance(value, bool):
        return value.isoformat() if isinstance(value, date) else str(value)
    if not isinstance(value, str):
        raise ValueError(_("Enter text here."))
    if "\0" in value:
        raise ValueError(_("The text holds a character that cannot be kept. Type it again."))
    return value


def _plain(value: Any, read: Any) -> Any:
    """A number as a computer writes it ("1234.50") or as people do ("1.234,50")."""
    if isinstance(value, bool | float):
        raise ValueError(_("This is not a number. Enter for example 7,10."))
    if isinstance(value, int):
        return Decimal(value)
    return read(_text(value))


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    found = read_date(_text(value))
    if found.day is None:
        raise ValueError(_("Enter a whole date, for example 1 July 2019."))
    return found.first_day


def _moment(value: Any) -> datetime:
    found = value if isinstance(value, datetime) else parse_datetime(_text(value))
    if found is None:
        raise ValueError(_("This is not a moment. Enter a date and a time."))
    return timezone.make_aware(found) if timezone.is_naive(found) else found


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    known = {"yes": True, "ja": True, "true": True, "1": True, "no": False, "nee": False, "false": False}
    try:
        return (known | {"0": False})[_text(value).strip().casefold()]
    except KeyError:
        raise ValueError(_("Enter yes or no.")) from None
