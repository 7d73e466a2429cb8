"""The forms of intake: choosing files, and changing what a proposal says before it is taken over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

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

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            raise forms.ValidationError(_("Choose at least one file."))
        return list(given)


class UploadForm(forms.Form):
    files = SeveralFilesField(
        label=_("Files"),
        help_text=_(
            "Word, ODT, PDF, web page or text, at most 50 MB each. A zip file with those is fine too."
        ),
        widget=SeveralFilesInput(attrs={"accept": ACCEPTED}),
    )
    kind = forms.ChoiceField(label=_("Kind of document"), choices=KINDS, required=False)


class ProposalForm(forms.Form):
    """The values of one proposal as fields. What a person leaves as it was keeps exactly the value that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, shape: Shape, values: dict[str, Any], version: int, data: Any = None) -> None:
        self.shape, self.original = shape, values
        super().__init__(data, initial={"version": version}, prefix=None, auto_id="veld-%s")
        for field in shape.fields:
            self._add(field.name, field, values.get(field.name))

    def _add(self, name: str, field: Field, value: Any) -> None:
        if field.form is Form.PARTS:
            for number, part in enumerate([*(value or []), {}]):
                for sub in field.parts:
                    label = f"{field.label} {number + 1}: {sub.label}"
                    self._add(f"{name}-{number}-{sub.name}", _labelled(sub, label), part.get(sub.name))
            return
        if field.form is Form.PERIOD:
            period = value or {}
            for sub, label in (("start", _("start")), ("end", _("end"))):
                entry = Field(sub, f"{field.label}: {label}", Form.DATE)
                self._add(f"{name}-{sub}", entry, period.get(sub))
            return
        self.fields[name] = _form_field(field)
        self.initial[name] = as_entry(field.form, value)

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
        if name in self.errors or (entered or "") == (self.initial.get(name) or ""):
            return original
        try:
            return from_entry(field.form, entered, original)
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
        sides = {
            side: self._value(Field(side, "", Form.DATE), f"{name}-{side}", (original or {}).get(side))
            for side in ("start", "end")
        }
        if original is None and not any(sides.values()):
            return None
        empty = {
            "raw": None,
            "end_exclusive": False,
            "approximate": False,
            "open_end": False,
            "duration_months": None,
        }
        return empty | (original or {}) | sides


def _labelled(field: Field, label: str) -> Field:
    return Field(field.name, label, field.form, field.choices)


def _form_field(field: Field) -> forms.Field:
    match field.form:
        case Form.CHOICE:
            return forms.ChoiceField(
                label=field.label, required=False, choices=[("", _("not stated")), *field.choices]
            )
        case Form.YES_NO:
            choices = [("", _("not stated")), ("yes", _("yes")), ("no", _("no"))]
            return forms.ChoiceField(label=field.label, required=False, choices=choices)
        case Form.TEXT:
            return forms.CharField(
                label=field.label, required=False, widget=forms.Textarea(attrs={"rows": 4})
            )
        case Form.LINES:
            return forms.CharField(
                label=field.label,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("One per line"),
            )
        case Form.DATE:
            return forms.CharField(
                label=field.label, required=False, help_text=_("For example 1 July 2019, July 2019 or 2019")
            )
        case Form.YEAR:
            return forms.CharField(
                label=field.label, required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
            )
        case _:
            return forms.CharField(label=field.label, required=False)
