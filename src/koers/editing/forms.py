"""The form of a kind, built from its description: one field per attribute, in Dutch notation."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koers.editing.attributes import Attribute, Shape, attributes
from koers.editing.checking import too_long
from koers.editing.kinds import Kind
from koers.editing.relations import choices, parent_of
from koers.organisations.models import User
from koers.organisations.scope import ScopedRecord

WIDE = frozenset({Shape.LINE, Shape.TEXT, Shape.RELATION, Shape.SEVERAL})
_HELP = {
    Shape.PARTIAL: gettext_lazy("A day, a month or a year: 1 July 2019, July 2019 or 2019."),
    Shape.DAY: gettext_lazy("For example 1 July 2019."),
    Shape.MONEY: gettext_lazy("In euros, for example 737.710 or 737.710,50."),
}


class EntryField(forms.CharField):
    """What is typed in Dutch, read by the attribute; errors are its own sentences."""

    def __init__(self, attribute: Attribute, **rest: Any) -> None:
        self.attribute = attribute
        super().__init__(strip=attribute.shape is not Shape.TEXT, **rest)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        limit = self.attribute.max_length
        if limit is not None and len(text) > limit:
            raise forms.ValidationError(too_long(len(text), limit))
        try:
            return self.attribute.take(text)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else self.attribute.entry(value)


class SeveralChoices(forms.MultipleChoiceField):
    """Boxes to tick; a hidden field carries them as one text with commas."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[str]:
        given = super().to_python(value)
        return [part.strip() for one in given for part in one.split(",") if part.strip()]


class RelationField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """By public id: the database's own ids never leave it."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(to_field_name="public_id", empty_label=_("choose"), **rest)
        self.error_messages["invalid_choice"] = _("This choice is not there (any more). Choose another one.")

    def label_from_instance(self, record: Any) -> str:
        words = " ".join(str(record).split())
        return words if len(words) <= 90 else f"{words[:89]}…"


class RecordForm(forms.Form):
    """A record's values as fields. `record` is the stored one, or a blank one that knows its parent."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, kind: Kind, user: User, record: ScopedRecord, data: Any = None, **rest: Any) -> None:
        self.kind, self.record = kind, record
        super().__init__(data, auto_id="veld-%s", **rest)
        self.initial.setdefault("version", record.version)
        under = parent_of(kind, record)
        for attribute in attributes(kind):
            if attribute.shape is Shape.OTHER:
                continue
            self.fields[attribute.name] = form_field(kind, attribute, user, under, record)
            value = getattr(record, attribute.name, None)
            self.initial.setdefault(attribute.name, value)

    def values(self) -> dict[str, Any]:
        """What was filled in, by attribute; call after `is_valid`."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def entries(self) -> list[tuple[forms.BoundField, bool]]:
        """The fields with whether each needs the whole width."""
        shapes = {attribute.name: attribute.shape for attribute in attributes(self.kind)}
        return [(bound, shapes[bound.name] in WIDE) for bound in self.visible_fields()]

    def take_errors(self, error: ValidationError) -> None:
        """The complaints of an action, each at its field; about what is not asked above the form."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, messages in error.message_dict.items():
            known = name if name in self.fields and name != NON_FIELD_ERRORS else None
            for message in messages:
                self.add_error(known, message)


def form_field(kind: Kind, attribute: Attribute, user: User, under: Any, record: ScopedRecord) -> forms.Field:
    required = attribute.required or attribute.name in kind.required
    given = kind.help.get(attribute.name, "") or attribute.field.help_text or _HELP.get(attribute.shape, "")
    common: dict[str, Any] = {
        "label": attribute.title,
        "required": required and attribute.shape is not Shape.FLAG,
        "help_text": given,
        "error_messages": {"required": _("Fill this in.")},
    }
    match attribute.shape:
        case Shape.RELATION:
            found = choices(kind, attribute, user, under)
            now = getattr(record, f"{attribute.name}_id", None)
            if now is not None:  # what stands there may stay, also when it cannot be chosen any more
                found = _with_current(found, getattr(record, attribute.name))
            return RelationField(queryset=found, widget=forms.Select, **common)
        case Shape.CHOICE:
            pairs = [("", _("choose")), *attribute.choices]
            return EntryField(attribute, widget=forms.Select(choices=cast(Any, pairs)), **common)
        case Shape.SEVERAL:
            return SeveralChoices(choices=cast(Any, attribute.choices), **common)
        case Shape.FLAG if attribute.field.null:
            pairs = [("", _("not stated")), ("yes", _("yes")), ("no", _("no"))]
            return EntryField(attribute, widget=forms.Select(choices=cast(Any, pairs)), **common)
        case Shape.FLAG:
            return forms.BooleanField(**common)
        case Shape.TEXT:
            return EntryField(attribute, widget=forms.Textarea(attrs={"rows": 5}), **common)
        case Shape.MOMENT:
            return EntryField(
                attribute, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}), **common
            )
        case Shape.WHOLE | Shape.NUMBER | Shape.MONEY:
            return EntryField(attribute, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **common)
        case _:
            return EntryField(attribute, **common)


def _with_current(found: Any, current: Any) -> Any:
    if found.filter(pk=current.pk).exists():
        return found
    keys = [*found.values_list("pk", flat=True), current.pk]
    manager = type(current)._base_manager
    if hasattr(type(current).objects, "across_organisations"):
        return type(current).objects.across_organisations("what the record refers to now").filter(pk__in=keys)
    return manager.filter(pk__in=keys)
