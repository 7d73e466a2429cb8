"""Database fields for the two values every room uses: exact money and dates with precision."""

from __future__ import annotations

import inspect
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar, overload

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from koers.core.dates import PartialDate, Precision
from koers.core.money import from_cents, to_cents

# The names of the type variables are those of django-stubs; its plugin fills them in per field.
_Set = TypeVar("_Set", contravariant=True)
_Get = TypeVar("_Get", covariant=True)


if TYPE_CHECKING:

    class _Cents(models.Field[_Set, _Get]):
        """For the type checker a field of its own kind, so that it does not read as a field of integers."""
else:

    class _Cents(models.BigIntegerField):
        """Django's fields take no type arguments at run time."""

        def __class_getitem__(cls, arguments: Any) -> Any:
            return cls


class MoneyField(_Cents[_Set, _Get]):
    """Euros in code (`Decimal`, whole cents), integer cents in the database."""

    # Read by the type checker's plugin only: what may be assigned and what is read.
    _pyi_private_set_type: Decimal | int
    _pyi_private_get_type: Decimal

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> Decimal | None:
        return None if value is None else from_cents(value)

    def to_python(self, value: Any) -> Any:
        """Raises ValidationError for what cannot be kept: a form or `clean_fields` then says so in words."""
        if value is None:
            return None
        try:
            amount = value if isinstance(value, Decimal) else Decimal(str(value))
            to_cents(amount)
        except (ArithmeticError, ValueError) as error:
            told = str(error) if isinstance(error, ValueError) else _("This is not an amount.")
            raise ValidationError(told, code="invalid") from error
        return amount

    def get_prep_value(self, value: Any) -> Any:
        if value is None or hasattr(value, "resolve_expression"):
            return value
        if isinstance(value, str):  # what a form or a lookup passes on
            value = self.to_python(value)
        return to_cents(value)


class SeveralField(models.JSONField):
    """Any number of a fixed list of choices, kept as a list of codes in the order of that list."""

    # Read by the type checker's plugin only: what may be assigned and what is read.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuses what is not a list of known codes."""
        self.to_codes(value)

    def to_codes(self, value: Any) -> list[str]:
        """Raises ValidationError for anything but codes of the list; each comes out once, in order."""
        known = [str(code) for code, _words in self.flatchoices]
        if not isinstance(value, list) or any(code not in known for code in value):
            raise ValidationError(_("Choose from the list."), code="invalid_choice")
        return [code for code in known if code in value]


class PartialDateField:
    """A date with precision as one attribute over two columns, `<name>_first_day` and `<name>_precision`.

    Add `*partial_date_constraints("<model>", "<name>")` to the model's constraints: the database then holds
    that both are set together and that the first day is the first of its year or month.

    The type checker does not know the name as a keyword of `create()`: assign the attribute, or unpack a
    dict.
    """

    name: str

    def __init__(self, verbose_name: str | Promise | None = None) -> None:
        self.verbose_name = verbose_name

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        self.name = name
        words: Any = self.verbose_name
        first_day: models.DateField[Any, Any] = models.DateField(words, null=True, blank=True)
        precision: models.CharField[Any, Any] = models.CharField(
            max_length=5, blank=True, default="", choices=[(p.value, p.value) for p in Precision]
        )
        first_day.contribute_to_class(cls, f"{name}_first_day")
        precision.contribute_to_class(cls, f"{name}_precision")
        setattr(cls, name, _PartialDateAttribute(name))

    # The class attribute is replaced by the property below; these overloads tell the type checker what it
    # yields.
    @overload
    def __get__(self, instance: None, owner: Any) -> PartialDateField: ...
    @overload
    def __get__(self, instance: models.Model, owner: Any) -> PartialDate | None: ...
    def __get__(self, instance: models.Model | None, owner: Any) -> PartialDateField | PartialDate | None:
        raise NotImplementedError

    def __set__(self, instance: models.Model, value: PartialDate | str | None) -> None:
        raise NotImplementedError


class _PartialDateAttribute(property):
    """A property, so that a model also takes the value as a keyword: `Goal(target=PartialDate(2025))`."""

    def __init__(self, name: str) -> None:
        self.first_day, self.precision = f"{name}_first_day", f"{name}_precision"
        super().__init__(self.read, self.write)

    def read(self, instance: models.Model) -> PartialDate | None:
        first_day, precision = getattr(instance, self.first_day), getattr(instance, self.precision)
        return None if first_day is None else PartialDate.from_first_day(first_day, precision)

    def write(self, instance: models.Model, value: PartialDate | str | None) -> None:
        found = PartialDate.from_iso(value) if isinstance(value, str) else value
        setattr(instance, self.first_day, found.first_day if found else None)
        setattr(instance, self.precision, found.precision.value if found else "")


def is_partial_date(model: type[models.Model], name: str) -> bool:
    """Whether the attribute is a date with precision over two columns."""
    return isinstance(inspect.getattr_static(model, name, None), _PartialDateAttribute)


def partial_date_constraints(prefix: str, *names: str) -> list[models.BaseConstraint]:
    """Both columns set together, and the first day is the first of the precision's period."""
    constraints: list[models.BaseConstraint] = []
    for name in names:
        day, precision = f"{name}_first_day", f"{name}_precision"
        first_of_month = Q(**{f"{day}__day": 1})
        first_of_year = first_of_month & Q(**{f"{day}__month": 1})
        constraints.append(
            models.CheckConstraint(
                name=f"{prefix}_{name}_partial_date",
                condition=Q(**{f"{day}__isnull": True, precision: ""})
                | Q(**{f"{day}__isnull": False})
                & (
                    Q(**{precision: "day"})
                    | Q(**{precision: "month"}) & first_of_month
                    | Q(**{precision: "year"}) & first_of_year
                ),
                violation_error_message="A date and its precision belong together.",
            )
        )
    return constraints
