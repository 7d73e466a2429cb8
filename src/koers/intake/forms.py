"""The forms of intake: choosing files, and changing what a proposal says before it is taken over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koers.intake.shapes import Field, Form, Shape
from koers.intake.values_entry import as_entry, from_entry

KINDS = (
    ("", _("Let Koers choose")),
    ("practice-catalogue", _("Page with practices")),
    ("programme-report", _("Report on a programme")),
    ("operations-paragraph", _("Operations paragraph")),
    ("indicators", _("Table with indicators")),
)
ACCEPTED = ".txt,.md,.html,.htm,.docx,.odt,.pdf,.zip"


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One or more files; each is checked on its own when it is read, so that one bad file keeps none of the others."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            raise forms.ValidationError(_("Choose at least one file."))
        return list(given)


class UploadForm(forms.Form):
    documents = SeveralFilesField(
        label=_("Files"),
        help_text=_(
            "Word, ODT, PDF, web page or text, at most 50 MB each. A zip file with those is fine too."
        ),
        widget=SeveralFilesInput(attrs={"accept": ACCEPTED}),
    )
    kind = forms.ChoiceField(label=_("Kind of document"), choices=KINDS, required=False)


WIDE = frozenset({Form.LINE, Form.TEXT, Form.LINES})
"""Forms that need the whole width; two others stand side by side."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields that belong together. Without a legend they are fields of the proposal itself."""

    legend: str
    bound: list[tuple[BoundField, bool]]
    """Each with whether it needs the whole width."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A list of small records, folded: one fieldset per part, the last one empty to add another."""

    label: str | Promise
    count: int
    sets: list[Fields]

    @property
    def has_errors(self) -> bool:
        return any(bound.errors for fields in self.sets for bound, _wide in fields.bound)


class ProposalForm(forms.Form):
    """The values of one proposal as fields. What a person leaves as it was keeps exactly the value that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    none_required = True

    def __init__(self, shape: Shape, values: dict[str, Any], version: int, data: Any = None) -> None:
        self.shape, self.original = shape, values
        super().__init__(data, initial={"version": version}, prefix=None, auto_id="veld-%s")
        for field in shape.fields:
            self._add(field.name, field, values.get(field.name))

    def _add(self, name: str, field: Field, value: Any) -> None:
        if field.form is Form.PARTS:
            for number, part in enumerate([*(value or []), {}]):
                for sub in field.parts:
                    self._add(f"{name}-{number}-{sub.name}", sub, part.get(sub.name))
            return
        if field.form is Form.PERIOD:
            for side, label in SIDES:
                self._add(f"{name}-{side}", Field(side, label, Form.DATE), (value or {}).get(side))
            return
        self.fields[name] = _form_field(field, value)
        self.initial[name] = as_entry(field.form, value)

    def groups(self) -> list[Fields | Parts]:
        """The fields as they stand on the page, in the order of the shape."""
        groups: list[Fields | Parts] = []
        for field in self.shape.fields:
            if field.form is Form.PARTS:
                groups.append(self._part_sets(field))
            elif field.form is Form.PERIOD:
                sides = [(self[f"{field.name}-{side}"], False) for side, _label in SIDES]
                groups.append(Fields(str(field.label), sides))
            else:
                groups.append(Fields("", [(self[field.name], field.form in WIDE)]))
        return groups

    def _part_sets(self, field: Field) -> Parts:
        count = len(self.original.get(field.name) or [])
        sets = []
        for number in range(count + 1):
            legend = f"{field.label} {number + 1}" if number < count else str(_("Add one"))
            bound = [(self[f"{field.name}-{number}-{sub.name}"], sub.form in WIDE) for sub in field.parts]
            sets.append(Fields(legend, bound))
        return Parts(field.label, count, sets)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.values = {
            field.name: self._value(field, field.name, self.original.get(field.name))
            for field in self.shape.fields
        }
        return cleaned

    def _value(self, field: Field, name: str, original: Any) -> Any:
        if field.form is Form.PARTS:
            return self._parts(field, name, original or [])
        if field.form is Form.PERIOD:
            return self._period(name, original)
        entered = self.cleaned_data.get(name)
        if name in self.errors or _same(entered, self.initial.get(name)):
            return original
        try:
            return from_entry(field.form, entered or "", original)
        except ValueError as error:
            self.add_error(name, str(error))
            return original

    def _parts(self, field: Field, name: str, original: list[dict[str, Any]]) -> list[dict[str, Any]]:
        parts = []
        for number, part in enumerate([*original, {}]):
            values = {
                s.name: self._value(s, f"{name}-{number}-{s.name}", part.get(s.name)) for s in field.parts
            }
            if any(value not in (None, "") for value in values.values()):
                parts.append(part | values)
        return parts

    def _period(self, name: str, original: dict[str, Any] | None) -> dict[str, Any] | None:
        """A side that a person changed is meant as it is typed: an end counts itself, and then it is not open."""
        before = original or {}
        sides = {
            side: self._value(Field(side, "", Form.DATE), f"{name}-{side}", before.get(side))
            for side, _label in SIDES
        }
        if original is None and not any(sides.values()):
            return None
        period = EMPTY_PERIOD | before | sides
        if sides["end"] is not None and sides["end"] != before.get("end"):
            period |= {"end_exclusive": False, "open_end": False}
        return period


SIDES = (("start", pgettext_lazy("of a period", "Start")), ("end", pgettext_lazy("of a period", "End")))
EMPTY_PERIOD: dict[str, Any] = {
    "raw": None,
    "end_exclusive": False,
    "approximate": False,
    "open_end": False,
    "duration_months": None,
}


def _same(entered: str | None, shown: str | None) -> bool:
    """Browsers send line ends as CRLF, and Django cuts white space at the ends: that is no change."""
    return _lines(entered) == _lines(shown)


def _lines(text: str | None) -> list[str]:
    return [line.rstrip() for line in (text or "").strip().splitlines()]


def _form_field(field: Field, value: Any) -> forms.Field:
    label = cast(str, field.label)  # lazy words too: Django's own stubs know only their own promise
    match field.form:
        case Form.CHOICE:
            return forms.ChoiceField(label=label, required=False, choices=_choices(field, value))
        case Form.YES_NO:
            choices = [("", _("not stated")), ("yes", _("yes")), ("no", _("no"))]
            return forms.ChoiceField(label=label, required=False, choices=choices)
        case Form.TEXT:
            return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": 4}))
        case Form.LINES:
            return forms.CharField(
                label=label,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("One per line"),
            )
        case Form.YEAR:
            return forms.CharField(
                label=label, required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
            )
        case _:
            return forms.CharField(label=label, required=False)


def _choices(field: Field, value: Any) -> list[tuple[str, str | Promise]]:
    """A value that is not in the list can be left as it is."""
    known = {code for code, _label in field.choices}
    kept = [(str(value), str(value))] if value is not None and str(value) not in known else []
    return [("", _("not stated")), *field.choices, *kept]
